"""`check(tables)`: do the numbers add up, and does every row point at the words that it claims?"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd

from castlist.errors import CheckFailed
from castlist.model import REPEATS, TABLES
from castlist.published import published_all
from castlist.tables import Tables
from castlist.text import count_words, join_lines, rest_of_line, strip_line

__all__ = ["check"]

_SHOWN = 3  # offending rows in a message
_REFERENCES = [  # table, columns, table they must be found in
    ("cuts", ["article_id"], "articles"),
    ("paragraphs", ["article_id"], "articles"),
    ("sentences", ["article_id", "paragraph"], "paragraphs"),
    ("tokens", ["article_id", "sentence"], "sentences"),
    ("mentions", ["article_id", "sentence", "paragraph"], "sentences"),
    ("actors", ["article_id"], "articles"),
    ("quotes", ["article_id", "paragraph"], "paragraphs"),
    ("phrases", ["article_id", "paragraph"], "paragraphs"),
]


def check(tables: Tables, *published_in: Path | str) -> str:
    """One line that says what was checked;
    CheckFailed, naming every broken rule and its first rows, otherwise.

    Checked: keys are unique; references resolve; every row's text stands at its offsets, inside its
    paragraph; per actor names + descriptions + pronouns = mentions = rows; words recount, those of
    quotes too, of which none overlaps another; scores lie in [-1, 1], one per unit and scorer;
    lines of the raw text = paragraphs + cuts, also of a line that is both; the text has its
    fingerprint; what was published in these folders was made of these tables, and is as it was
    made. Tables that are not there yet are left out.
    """
    problems = [problem for rule in _RULES for problem in rule(tables)]
    belong, wrong = published_all(([tables], folder) for folder in published_in)
    problems += wrong
    if problems:
        raise CheckFailed(
            f"{len(problems)} of the rules do not hold:\n- " + "\n- ".join(problems)
        )
    rows = sum(len(frame) for frame in tables.frames.values())
    articles = "1 article" if len(tables.texts) == 1 else f"{len(tables.texts)} articles"
    return (
        f"All checks hold: {articles}, {len(tables.frames)} tables, {rows:,} rows{belong}."
    )


def _keys_are_unique(tables: Tables) -> Iterator[str]:
    for name, (_, key) in TABLES.items():
        if name in tables:
            frame = getattr(tables, name)
            yield from _problem(
                name,
                f"{', '.join(key)} must be unique",
                frame,
                frame.duplicated(list(key), keep=False),
            )


def _literals_are_known(tables: Tables) -> Iterator[str]:
    for name, (record, _) in TABLES.items():
        hints = get_type_hints(record)
        for column in [
            c for c in hints if name in tables and get_origin(hints[c]) is Literal
        ]:
            frame = getattr(tables, name)
            known = get_args(hints[column])
            yield from _problem(
                name,
                f"{column} must be one of {', '.join(known)}",
                frame,
                ~frame[column].isin(known),
            )


def _references_resolve(tables: Tables) -> Iterator[str]:
    for name, columns, target in _REFERENCES:
        if name in tables and target in tables:
            yield from _unresolved(
                name, getattr(tables, name), columns, getattr(tables, target)
            )
    if "mentions" in tables and "actors" in tables:
        linked = tables.mentions[tables.mentions["actor_id"] != ""]
        yield from _unresolved(
            "mentions", linked, ["article_id", "actor_id"], tables.actors
        )
    for column, target in (("mention_id", "mentions"), ("actor_id", "actors")):
        if "quotes" in tables and target in tables:
            spoken = tables.quotes[tables.quotes[f"speaker_{column}"] != ""]
            spoken = spoken[["article_id", "quote_id", f"speaker_{column}"]].set_axis(
                ["article_id", "quote_id", column], axis=1
            )
            yield from _unresolved(
                "quotes", spoken, ["article_id", column], getattr(tables, target)
            )
    if "scores" in tables:
        for unit, target in (("paragraph", "paragraphs"), ("sentence", "sentences")):
            scores = tables.scores[tables.scores["unit"] == unit].rename(
                columns={"unit_id": unit}
            )
            if target in tables:
                yield from _unresolved(
                    "scores", scores, ["article_id", unit], getattr(tables, target)
                )
        if "mentions" in tables:
            scores = tables.scores[tables.scores["unit"] == "mention"]
            ids = [f"m{number}" for number in scores["unit_id"]]
            scores = scores.assign(mention_id=ids)
            yield from _unresolved(
                "scores", scores, ["article_id", "mention_id"], tables.mentions
            )


def _unresolved(
    name: str, frame: pd.DataFrame, columns: list[str], target: pd.DataFrame
) -> Iterator[str]:
    known = set(_rows(target, columns))
    lost = [row not in known for row in _rows(frame, columns)]
    yield from _problem(
        name, f"{', '.join(columns)} must be found in its parent table", frame, lost
    )


def _rows(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in columns), strict=True)


def _text_stands_at_its_offsets(tables: Tables) -> Iterator[str]:
    for name in ("paragraphs", "sentences", "tokens", "mentions", "quotes", "phrases"):
        if name in tables:
            frame = getattr(tables, name)
            rows = _rows(frame, ["article_id", "start", "end", "text"])
            wrong = [tables.texts.get(a, "")[s:e] != t or not t for a, s, e, t in rows]
            yield from _problem(
                name, "text must stand at start:end of the article", frame, wrong
            )
    for part in ("cue", "speaker") if "quotes" in tables else ():
        rows = _rows(tables.quotes, ["article_id", f"{part}_start", f"{part}_end", part])
        wrong = [
            tables.texts.get(a, "")[s:e] != t if t else (s, e) != (-1, -1)
            for a, s, e, t in rows
        ]
        yield from _problem(
            "quotes", f"{part} must stand at its place in the article", tables.quotes, wrong
        )


def _spans_stay_in_their_paragraph(tables: Tables) -> Iterator[str]:
    places = _rows(tables.paragraphs, ["article_id", "paragraph", "start", "end"])
    bounds = {(key, number): (start, end) for key, number, start, end in places}
    for name in ("sentences", "mentions", "quotes", "phrases"):
        if name in tables:
            frame = getattr(tables, name)
            spans = [
                (*bounds.get((key, number), (0, -1)), start, end)
                for key, number, start, end in _rows(
                    frame, ["article_id", "paragraph", "start", "end"]
                )
            ]
            outside = [start < first or end > last for first, last, start, end in spans]
            yield from _problem(
                name, "a span must lie inside its paragraph", frame, outside
            )


def _words_recount(tables: Tables) -> Iterator[str]:
    for name in ("paragraphs", "quotes", "phrases"):
        if name in tables:
            frame = getattr(tables, name)
            yield from _problem(
                name,
                "words must recount",
                frame,
                frame["text"].map(count_words) != frame["words"],
            )
    frame = tables.paragraphs
    sums = frame.groupby("article_id")["words"].sum()
    articles = tables.articles
    wrong = articles["article_id"].map(sums).fillna(0) != articles["words"]
    yield from _problem(
        "articles", "words must be the sum over paragraphs", articles, wrong
    )


def _actors_add_up(tables: Tables) -> Iterator[str]:
    if "actors" not in tables or "mentions" not in tables:
        return
    actors = tables.actors
    kinds = ["names", "descriptions", "pronouns"]
    wrong = actors[kinds].sum(axis=1) != actors["mentions"]
    yield from _problem("actors", f"{' + '.join(kinds)} must be mentions", actors, wrong)
    counted = tables.mentions[
        (tables.mentions["kind"] != "group") & (tables.mentions["state"] != "rejected")
    ]
    sizes = counted[counted["actor_id"] != ""].groupby(["article_id", "actor_id"]).size()
    rows = sizes.reindex(
        pd.MultiIndex.from_frame(actors[["article_id", "actor_id"]]), fill_value=0
    )
    wrong = rows.to_numpy() != actors["mentions"]
    yield from _problem(
        "actors", "mentions must be its rows in the mentions table", actors, wrong
    )


def _quotes_add_up(tables: Tables) -> Iterator[str]:
    if "quotes" not in tables:
        return
    quotes = tables.quotes
    all_ = quotes["type"] == "direct"
    repeats = quotes["rule"] == REPEATS
    all_ &= ~repeats
    none = (quotes["type"] == "indirect") | repeats
    most = quotes["words"].where(~none, 0)
    wrong = ~quotes["quoted_words"].between(most.where(all_, 0), most)
    yield from _problem(
        "quotes",
        "quoted words must be all of a direct quote, none of an indirect or repeated one",
        quotes,
        wrong,
    )
    ordered = quotes.sort_values(["article_id", "start"], kind="stable")
    overlap = (ordered["start"] < ordered["end"].shift()) & (
        ordered["article_id"] == ordered["article_id"].shift()
    )
    yield from _problem("quotes", "no quote may overlap another", ordered, overlap)


def _scores_are_in_range(tables: Tables) -> Iterator[str]:
    if "scores" in tables:
        frame = tables.scores
        for rule, wrong in _broken_scores(frame):
            yield from _problem("scores", rule, frame, wrong)
        units = (
            frame.groupby(["article_id", "unit", "scorer"])
            .size()
            .groupby(["article_id", "unit"])
            .nunique()
        )
        numbers = units.rename("numbers").reset_index()
        yield from _problem(
            "scores", "every scorer must score every unit", numbers, numbers["numbers"] > 1
        )


def _broken_scores(frame: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    judged = frame["score"].notna()
    unsure = frame["label"] == "unsure"
    shares = frame[["negative", "neutral", "positive"]].sum(axis=1)
    yield "score must lie between -1 and 1", judged & ~frame["score"].between(-1, 1)
    yield "what is unsure, and only that, has a reason", unsure != (frame["reason"] != "")
    yield "only what is unsure may have no score", ~judged & ~unsure
    yield "probabilities must add up to 1", (shares > 0) & ((shares - 1).abs() > 0.001)


def _lines_add_up(tables: Tables) -> Iterator[str]:
    """Every line of the raw text belongs to one paragraph, or is a cut, or parts of it are the one
    and the other; word for word and in order."""
    for key, raw in tables.raws.items():
        lines = {n: line for n, line in enumerate(raw.split("\n"), 1) if strip_line(line)}
        cuts = tables.cuts[tables.cuts["article_id"] == key]
        paragraphs = tables.paragraphs[tables.paragraphs["article_id"] == key]
        starts = paragraphs["line"].tolist()
        gone: dict[int, list[tuple[int, str]]] = {}
        wrong = False
        for n, offset, text in _rows(cuts, ["line", "offset", "text"]):
            gone.setdefault(n, []).append((offset, text))
            wrong = wrong or not lines.get(n, "").startswith(text, offset)
        parts: list[list[str]] = [[] for _ in range(len(starts) + 1)]
        for n, line in lines.items():
            _, rest = rest_of_line(line, gone.get(n, ()))
            if rest:
                parts[bisect_right(starts, n)].append(rest if n in gone else line)
        if parts[0]:
            yield (
                f"{key}: {len(parts[0])} lines of raw.txt are in no paragraph, and no cut"
                " explains them"
            )
        if [join_lines(part) for part in parts[1:]] != paragraphs["text"].tolist():
            yield (
                f"{key}: paragraphs must be the lines of raw.txt that were not cut, or what"
                " was not cut of them, word for word"
            )
        if wrong:
            yield f"{key}: cuts must be lines of raw.txt, word for word, or ends of them"


def _text_is_the_same(tables: Tables) -> Iterator[str]:
    digests = {
        key: hashlib.sha256(text.encode()).hexdigest() for key, text in tables.texts.items()
    }
    articles = tables.articles
    changed = articles["article_id"].map(digests) != articles["text_sha256"]
    yield from _problem(
        "articles", "text_sha256 must be the fingerprint of article.txt", articles, changed
    )


def _tables_are_complete(tables: Tables) -> Iterator[str]:
    for first, second in (
        ("sentences", "tokens"),
        ("mentions", "actors"),
        ("quotes", "phrases"),
    ):
        if (first in tables) != (second in tables):
            yield (
                f"{first} and {second} come together, but one of the two tables is missing"
            )


def _problem(table: str, rule: str, frame: pd.DataFrame, wrong: Any) -> Iterator[str]:
    """The rows that break a rule; as none does, as a rule,
    the frame is only cut down where one does."""
    if np.any(wrong):
        rows = frame[wrong]
        shown = "; ".join(
            ", ".join(f"{k}={v!r}" for k, v in row.items() if k != "text")
            for row in rows.head(_SHOWN).to_dict("records")
        )
        yield f"{table}: {rule}; {len(rows)} rows break it, such as {shown}"


_RULES = (
    _keys_are_unique,
    _literals_are_known,
    _references_resolve,
    _text_stands_at_its_offsets,
    _spans_stay_in_their_paragraph,
    _words_recount,
    _actors_add_up,
    _quotes_add_up,
    _scores_are_in_range,
    _lines_add_up,
    _text_is_the_same,
    _tables_are_complete,
)
