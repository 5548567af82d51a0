"""`check(tables)`: do the numbers add up, and does every row point at the words that it claims?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import isnan
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pandas as pd

from castlist.checks.problems import Listed, describe_rows, problem
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
_SCORED = [  # unit, table that it must be found in, column
    ("paragraph", "paragraphs", "paragraph"),
    ("sentence", "sentences", "sentence"),
    ("mention", "mentions", "mention_id"),
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
    lists = Listed(tables)
    problems = [found for rule in _RULES for found in rule(lists)]
    belong, wrong = published_all(([tables], folder) for folder in published_in)
    problems += wrong
    if problems:
        raise CheckFailed(
            f"{len(problems)} of the rules do not hold:\n- " + "\n- ".join(problems)
        )
    rows = sum(map(lists.count, tables.frames))
    articles = "1 article" if len(tables.texts) == 1 else f"{len(tables.texts)} articles"
    return (
        f"All checks hold: {articles}, {len(tables.frames)} tables, {rows:,} rows{belong}."
    )


def _keys_are_unique(lists: Listed) -> Iterator[str]:
    for name, (_, key) in TABLES.items():
        if name in lists:
            twice = len(set(lists.rows(name, key))) < lists.count(name)
            seen = Counter(lists.rows(name, key)) if twice else {}
            wrong = [seen[row] > 1 for row in lists.rows(name, key)] if twice else []
            yield from problem(lists, name, f"{', '.join(key)} must be unique", wrong)


def _literals_are_known(lists: Listed) -> Iterator[str]:
    for name, (record, _) in TABLES.items():
        for column, known in _literals(record) if name in lists else ():
            cells = lists.column(name, column)
            wrong = (
                [] if set(cells) <= set(known) else [cell not in known for cell in cells]
            )
            rule = f"{column} must be one of {', '.join(known)}"
            yield from problem(lists, name, rule, wrong)


@cache
def _literals(record: type) -> list[tuple[str, tuple[str, ...]]]:
    """The columns that hold one of a few words, with those words."""
    hints = get_type_hints(record)
    return [(c, get_args(hint)) for c, hint in hints.items() if get_origin(hint) is Literal]


def _references_resolve(lists: Listed) -> Iterator[str]:
    for name, columns, target in _REFERENCES:
        if name in lists and target in lists:
            yield from _unresolved(lists, name, lists.rows(name, columns), target, columns)
    if "mentions" in lists and "actors" in lists:
        yield from _unresolved_id(lists, "mentions", "actor_id", "actors", "actor_id")
    for column, target in (("mention_id", "mentions"), ("actor_id", "actors")):
        if "quotes" in lists and target in lists:
            yield from _unresolved_id(lists, "quotes", f"speaker_{column}", target, column)
    for unit, target, column in _SCORED if "scores" in lists else ():
        if target in lists:
            scored = lists.rows("scores", ["article_id", "unit", "unit_id"])
            named = "m{}".format if unit == "mention" else int
            asked = [(key, named(n)) if of == unit else None for key, of, n in scored]
            columns = ["article_id", column]
            yield from _unresolved(lists, "scores", asked, target, columns)


def _unresolved_id(
    lists: Listed, name: str, column: str, target: str, called: str
) -> Iterator[str]:
    """Rows with an id, which may be empty, that their parent table, where it is `called` so, does
    not have."""
    rows = lists.rows(name, ["article_id", column])
    asked = [row if row[1] != "" else None for row in rows]
    return _unresolved(lists, name, asked, target, ["article_id", called])


def _unresolved(
    lists: Listed,
    name: str,
    asked: Iterable[tuple[Any, ...] | None],
    target: str,
    columns: list[str],
) -> Iterator[str]:
    """Rows of a table that name what their parent table does not have in these columns; `asked` is
    what each row names, None if nothing."""
    known = set(lists.rows(target, columns))
    lost = [row is not None and row not in known for row in asked]
    rule = f"{', '.join(columns)} must be found in its parent table"
    yield from problem(lists, name, rule, lost)


def _text_stands_at_its_offsets(lists: Listed) -> Iterator[str]:
    texts = lists.tables.texts
    for name in ("paragraphs", "sentences", "tokens", "mentions", "quotes", "phrases"):
        if name in lists:
            rows = lists.rows(name, ["article_id", "start", "end", "text"])
            wrong = [texts.get(a, "")[s:e] != t or not t for a, s, e, t in rows]
            rule = "text must stand at start:end of the article"
            yield from problem(lists, name, rule, wrong)
    for part in ("cue", "speaker") if "quotes" in lists else ():
        rows = lists.rows("quotes", ["article_id", f"{part}_start", f"{part}_end", part])
        wrong = [
            texts.get(a, "")[s:e] != t if t else (s, e) != (-1, -1) for a, s, e, t in rows
        ]
        rule = f"{part} must stand at its place in the article"
        yield from problem(lists, "quotes", rule, wrong)


def _spans_stay_in_their_paragraph(lists: Listed) -> Iterator[str]:
    places = lists.rows("paragraphs", ["article_id", "paragraph", "start", "end"])
    bounds = {(key, number): (start, end) for key, number, start, end in places}
    for name in ("sentences", "mentions", "quotes", "phrases"):
        if name in lists:
            spans = [
                (*bounds.get((key, number), (0, -1)), start, end)
                for key, number, start, end in lists.rows(
                    name, ["article_id", "paragraph", "start", "end"]
                )
            ]
            outside = [start < first or end > last for first, last, start, end in spans]
            rule = "a span must lie inside its paragraph"
            yield from problem(lists, name, rule, outside)


def _words_recount(lists: Listed) -> Iterator[str]:
    for name in ("paragraphs", "quotes", "phrases"):
        if name in lists:
            rows = lists.rows(name, ["text", "words"])
            wrong = [count_words(text) != n for text, n in rows]
            yield from problem(lists, name, "words must recount", wrong)
    sums: Counter[str] = Counter()
    for key, words in lists.rows("paragraphs", ["article_id", "words"]):
        sums[key] += words
    rows = lists.rows("articles", ["article_id", "words"])
    wrong = [sums[key] != n for key, n in rows]
    yield from problem(lists, "articles", "words must be the sum over paragraphs", wrong)


def _actors_add_up(lists: Listed) -> Iterator[str]:
    if "actors" not in lists or "mentions" not in lists:
        return
    kinds = ["names", "descriptions", "pronouns"]
    wrong = [sum(parts) != n for *parts, n in lists.rows("actors", [*kinds, "mentions"])]
    yield from problem(lists, "actors", f"{' + '.join(kinds)} must be mentions", wrong)
    rows = Counter(
        (key, actor)
        for key, actor, kind, state in lists.rows(
            "mentions", ["article_id", "actor_id", "kind", "state"]
        )
        if kind != "group" and state != "rejected"
    )
    wrong = [
        rows[key, actor] != n
        for key, actor, n in lists.rows("actors", ["article_id", "actor_id", "mentions"])
    ]
    yield from problem(
        lists, "actors", "mentions must be its rows in the mentions table", wrong
    )


def _quotes_add_up(lists: Listed) -> Iterator[str]:
    if "quotes" not in lists:
        return
    columns = ["type", "rule", "words", "quoted_words"]
    wrong = [
        not _may_be_quoted(kind, rule == REPEATS, words, quoted)
        for kind, rule, words, quoted in lists.rows("quotes", columns)
    ]
    yield from problem(
        lists,
        "quotes",
        "quoted words must be all of a direct quote, none of an indirect or repeated one",
        wrong,
    )
    places = list(lists.rows("quotes", ["article_id", "start", "end"]))
    order = sorted(range(len(places)), key=lambda n: places[n][:2])
    overlap = [
        one[0] == other[0] and other[1] < one[2]
        for one, other in pairwise(places[n] for n in order)
    ]
    if any(overlap):
        quotes = lists.tables.quotes.iloc[order]
        rule = "no quote may overlap another"
        yield describe_rows("quotes", rule, quotes[[False, *overlap]])


def _may_be_quoted(kind: str, repeats: bool, words: int, quoted: int) -> bool:
    """Whether so many words of a quote may stand in quotation marks."""
    most = 0 if repeats or kind == "indirect" else words
    least = most if kind == "direct" else 0
    return least <= quoted <= most


def _scores_are_in_range(lists: Listed) -> Iterator[str]:
    if "scores" in lists:
        for rule, wrong in _broken_scores(lists):
            yield from problem(lists, "scores", rule, wrong)
        keys = ["article_id", "unit", "scorer"]
        given = Counter(lists.rows("scores", keys))
        numbers: dict[tuple[str, str], set[int]] = {}
        for (key, unit, _), number in given.items():
            numbers.setdefault((key, unit), set()).add(number)
        uneven = sorted(place for place, found in numbers.items() if len(found) > 1)
        if uneven:
            rows = pd.DataFrame(uneven, columns=["article_id", "unit"])
            rows["numbers"] = [len(numbers[place]) for place in uneven]
            yield describe_rows("scores", "every scorer must score every unit", rows)


def _broken_scores(lists: Listed) -> Iterator[tuple[str, list[bool]]]:
    rows = list(lists.rows("scores", ["score", "label", "reason"]))
    yield (
        "score must lie between -1 and 1",
        [not (isnan(score) or -1 <= score <= 1) for score, _, _ in rows],
    )
    yield (
        "what is unsure, and only that, has a reason",
        [(label == "unsure") != (reason != "") for _, label, reason in rows],
    )
    yield (
        "only what is unsure may have no score",
        [isnan(score) and label != "unsure" for score, label, _ in rows],
    )
    shares = map(_add_up, lists.rows("scores", ["negative", "neutral", "positive"]))
    yield (
        "probabilities must add up to 1",
        [share > 0 and abs(share - 1) > 0.001 for share in shares],
    )


def _add_up(shares: Iterable[float]) -> float:
    """Their sum; unknown ones count nothing."""
    return sum(share for share in shares if not isnan(share))


def _tables_are_complete(lists: Listed) -> Iterator[str]:
    for first, second in (
        ("sentences", "tokens"),
        ("mentions", "actors"),
        ("quotes", "phrases"),
    ):
        if (first in lists) != (second in lists):
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
