"""`check(tables)`: do the numbers add up, and does every row point at the words that it claims?"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import pandas as pd

from castlist.checks.problems import problem, rows_of
from castlist.checks.text import lines_add_up, text_is_the_same
from castlist.errors import CheckFailed
from castlist.model import REPEATS, TABLES
from castlist.published import published_all
from castlist.tables import Tables
from castlist.text import count_words

__all__ = ["check"]

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
    problems = [found for rule in _RULES for found in rule(tables)]
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
            seen = Counter(rows_of(frame, list(key)))
            twice = len(seen) < len(frame)
            wrong = [seen[row] > 1 for row in rows_of(frame, list(key))] if twice else []
            yield from problem(name, f"{', '.join(key)} must be unique", frame, wrong)


def _literals_are_known(tables: Tables) -> Iterator[str]:
    for name, (record, _) in TABLES.items():
        for column, known in _literals(record) if name in tables else ():
            frame = getattr(tables, name)
            cells = frame[column].tolist()
            wrong = (
                [] if set(cells) <= set(known) else [cell not in known for cell in cells]
            )
            yield from problem(
                name, f"{column} must be one of {', '.join(known)}", frame, wrong
            )


@cache
def _literals(record: type) -> list[tuple[str, tuple[str, ...]]]:
    """The columns that hold one of a few words, with those words."""
    hints = get_type_hints(record)
    return [(c, get_args(hint)) for c, hint in hints.items() if get_origin(hint) is Literal]


def _references_resolve(tables: Tables) -> Iterator[str]:
    for name, columns, target in _REFERENCES:
        if name in tables and target in tables:
            yield from _unresolved(
                name, getattr(tables, name), columns, getattr(tables, target)
            )
    if "mentions" in tables and "actors" in tables:
        yield from _unresolved(
            "mentions",
            tables.mentions,
            ["article_id", "actor_id"],
            tables.actors,
            needed=_filled(tables.mentions["actor_id"]),
        )
    for column, target in (("mention_id", "mentions"), ("actor_id", "actors")):
        if "quotes" in tables and target in tables:
            yield from _unresolved(
                "quotes",
                tables.quotes[["article_id", "quote_id", f"speaker_{column}"]],
                ["article_id", f"speaker_{column}"],
                getattr(tables, target),
                called=["article_id", column],
                needed=_filled(tables.quotes[f"speaker_{column}"]),
            )
    if "scores" in tables:
        units = tables.scores["unit"].tolist()
        for unit, target in (("paragraph", "paragraphs"), ("sentence", "sentences")):
            if target in tables:
                yield from _unresolved(
                    "scores",
                    tables.scores,
                    ["article_id", "unit_id"],
                    getattr(tables, target),
                    called=["article_id", unit],
                    needed=[found == unit for found in units],
                )
        if "mentions" in tables:
            judged = tables.scores[tables.scores["unit"] == "mention"]
            ids = [f"m{number}" for number in judged["unit_id"].tolist()]
            yield from _unresolved(
                "scores",
                judged.assign(mention_id=ids),
                ["article_id", "mention_id"],
                tables.mentions,
            )


def _filled(column: pd.Series) -> list[bool]:
    return [cell != "" for cell in column.tolist()]


def _unresolved(
    name: str,
    frame: pd.DataFrame,
    columns: list[str],
    target: pd.DataFrame,
    *,
    called: list[str] | None = None,
    needed: list[bool] | None = None,
) -> Iterator[str]:
    """Rows that name what their parent table does not have; `called` is what the columns are called
    there, `needed` which rows name anything."""
    called = called or columns
    known = set(rows_of(target, called))
    rows = rows_of(frame, columns)
    lost = [row not in known for row in rows]
    if needed is not None:
        lost = [a and b for a, b in zip(lost, needed, strict=True)]
    yield from problem(
        name, f"{', '.join(called)} must be found in its parent table", frame, lost
    )


def _text_stands_at_its_offsets(tables: Tables) -> Iterator[str]:
    for name in ("paragraphs", "sentences", "tokens", "mentions", "quotes", "phrases"):
        if name in tables:
            frame = getattr(tables, name)
            rows = rows_of(frame, ["article_id", "start", "end", "text"])
            wrong = [tables.texts.get(a, "")[s:e] != t or not t for a, s, e, t in rows]
            yield from problem(
                name, "text must stand at start:end of the article", frame, wrong
            )
    for part in ("cue", "speaker") if "quotes" in tables else ():
        rows = rows_of(tables.quotes, ["article_id", f"{part}_start", f"{part}_end", part])
        wrong = [
            tables.texts.get(a, "")[s:e] != t if t else (s, e) != (-1, -1)
            for a, s, e, t in rows
        ]
        yield from problem(
            "quotes", f"{part} must stand at its place in the article", tables.quotes, wrong
        )


def _spans_stay_in_their_paragraph(tables: Tables) -> Iterator[str]:
    places = rows_of(tables.paragraphs, ["article_id", "paragraph", "start", "end"])
    bounds = {(key, number): (start, end) for key, number, start, end in places}
    for name in ("sentences", "mentions", "quotes", "phrases"):
        if name in tables:
            frame = getattr(tables, name)
            spans = [
                (*bounds.get((key, number), (0, -1)), start, end)
                for key, number, start, end in rows_of(
                    frame, ["article_id", "paragraph", "start", "end"]
                )
            ]
            outside = [start < first or end > last for first, last, start, end in spans]
            yield from problem(name, "a span must lie inside its paragraph", frame, outside)


def _words_recount(tables: Tables) -> Iterator[str]:
    for name in ("paragraphs", "quotes", "phrases"):
        if name in tables:
            frame = getattr(tables, name)
            wrong = [count_words(t) != n for t, n in rows_of(frame, ["text", "words"])]
            yield from problem(name, "words must recount", frame, wrong)
    sums: Counter[str] = Counter()
    for key, words in rows_of(tables.paragraphs, ["article_id", "words"]):
        sums[key] += words
    articles = tables.articles
    wrong = [sums[key] != n for key, n in rows_of(articles, ["article_id", "words"])]
    yield from problem("articles", "words must be the sum over paragraphs", articles, wrong)


def _actors_add_up(tables: Tables) -> Iterator[str]:
    if "actors" not in tables or "mentions" not in tables:
        return
    actors = tables.actors
    kinds = ["names", "descriptions", "pronouns"]
    wrong = [sum(parts) != n for *parts, n in rows_of(actors, [*kinds, "mentions"])]
    yield from problem("actors", f"{' + '.join(kinds)} must be mentions", actors, wrong)
    rows = Counter(
        (key, actor)
        for key, actor, kind, state in rows_of(
            tables.mentions, ["article_id", "actor_id", "kind", "state"]
        )
        if kind != "group" and state != "rejected"
    )
    wrong = [
        rows[key, actor] != n
        for key, actor, n in rows_of(actors, ["article_id", "actor_id", "mentions"])
    ]
    yield from problem(
        "actors", "mentions must be its rows in the mentions table", actors, wrong
    )


def _quotes_add_up(tables: Tables) -> Iterator[str]:
    if "quotes" not in tables:
        return
    quotes = tables.quotes
    columns = ["type", "rule", "words", "quoted_words"]
    wrong = [
        not _may_be_quoted(kind, rule == REPEATS, words, quoted)
        for kind, rule, words, quoted in rows_of(quotes, columns)
    ]
    yield from problem(
        "quotes",
        "quoted words must be all of a direct quote, none of an indirect or repeated one",
        quotes,
        wrong,
    )
    places = list(rows_of(quotes, ["article_id", "start", "end"]))
    order = sorted(range(len(places)), key=lambda n: places[n][:2])
    overlap = [
        one[0] == other[0] and other[1] < one[2]
        for one, other in pairwise(places[n] for n in order)
    ]
    if any(overlap):
        yield from problem(
            "quotes", "no quote may overlap another", quotes.iloc[order], [False, *overlap]
        )


def _may_be_quoted(kind: str, repeats: bool, words: int, quoted: int) -> bool:
    """Whether so many words of a quote may stand in quotation marks."""
    most = 0 if repeats or kind == "indirect" else words
    least = most if kind == "direct" else 0
    return least <= quoted <= most


def _scores_are_in_range(tables: Tables) -> Iterator[str]:
    if "scores" in tables:
        frame = tables.scores
        for rule, wrong in _broken_scores(frame):
            yield from problem("scores", rule, frame, wrong)
        keys = ["article_id", "unit", "scorer"]
        given = Counter(rows_of(frame, keys))
        numbers: dict[tuple[str, str], set[int]] = {}
        for (key, unit, _), number in given.items():
            numbers.setdefault((key, unit), set()).add(number)
        uneven = sorted(place for place, found in numbers.items() if len(found) > 1)
        if uneven:
            rows = pd.DataFrame(uneven, columns=["article_id", "unit"])
            rows["numbers"] = [len(numbers[place]) for place in uneven]
            yield from problem(
                "scores", "every scorer must score every unit", rows, [True] * len(rows)
            )


def _broken_scores(frame: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    judged = frame["score"].notna()
    unsure = frame["label"] == "unsure"
    shares = frame[["negative", "neutral", "positive"]].sum(axis=1)
    yield "score must lie between -1 and 1", judged & ~frame["score"].between(-1, 1)
    yield "what is unsure, and only that, has a reason", unsure != (frame["reason"] != "")
    yield "only what is unsure may have no score", ~judged & ~unsure
    yield "probabilities must add up to 1", (shares > 0) & ((shares - 1).abs() > 0.001)


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
    lines_add_up,
    text_is_the_same,
    _tables_are_complete,
)
