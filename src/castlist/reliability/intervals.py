"""How far the counts of an article may be off, and whether its lead is larger than that."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from castlist.english.language import ENGLISH
from castlist.reliability.chances import (
    Bounds,
    Counts,
    chances_to_lead,
    find_intervals,
    outcomes,
    weigh,
)
from castlist.reliability.errors import FEWEST, Numbers, read_errors
from castlist.settings import Settings
from castlist.tables import Tables, walk_rows

__all__ = [
    "KINDS",
    "count_intervals",
    "headline_if_wrong",
    "is_read",
    "lead_within_error",
]

KINDS = ("names", "descriptions", "pronouns")
"""Columns of `actors` with its counts by kind of mention."""

_SHOWN = 12  # actors that are asked whether they may come first; those below them never do
_TIE = "a tie"
_SIDES = (
    ("actor", "actor_id", "mentions", "low", "high"),
    ("other", "other_id", "other_mentions", "other_low", "other_high"),
)
_UNKNOWN = (pd.NA, pd.NA, pd.NA)


class _Ranked(NamedTuple):
    """The actors of one article, the most mentioned first, and their counts as errors are weighed
    for them; None if nothing is known of such errors, as the text is not English."""

    article_id: str
    actors: pd.DataFrame
    counts: Counts | None


def count_intervals(tables: Tables) -> pd.DataFrame:
    """One row a main actor (three mentions or more): its count, and between which counts the true
    one lies with a chance of 80 %; the most mentioned first.

    Columns: article_id, actor, actor_id, mentions, low, high, documents (of the benchmarks behind
    it: so many of equal weight), names, names_low, names_high (mentions by name alone, empty below
    three), reviewed (mentions that people have confirmed). Of texts that are not English, and of
    actors without a name, nothing is known: their intervals are empty. An interval is of what
    castlist found by itself; it ends at the count once people have confirmed every mention.
    """
    rows = [row for cast in _casts(tables) for row in _interval_rows(cast)]
    columns = ["article_id", "actor", "actor_id", "mentions", "low", "high", "documents"]
    columns += ["names", "names_low", "names_high", "reviewed"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[3:], "Int64"))


def lead_within_error(tables: Tables) -> pd.DataFrame:
    """One row an article with an actor: who is mentioned most, who is next, and whether the lead
    lies within the error of counting.

    Columns: article_id, actor, actor_id, mentions, low, high; other, other_id, other_mentions,
    other_low, other_high (empty if nobody is next); all_mentions (of every actor), chance (0 to 1,
    that the first has more mentions in truth than any other; empty if it is not known) and
    within_error: whether the chance is below 80 % or not known.
    """
    rows = [_lead_row(cast) for cast in _casts(tables) if len(cast.actors)]
    columns = ["article_id", *(name for side in _SIDES for name in side)]
    columns += ["all_mentions", "chance", "within_error"]
    frame = pd.DataFrame(rows, columns=columns)
    whole = [name for name in columns if name.endswith(("mentions", "low", "high"))]
    return frame.astype(dict.fromkeys(whole, "Int64") | {"within_error": bool})


def headline_if_wrong(tables: Tables) -> pd.DataFrame:
    """One row an actor that may come first in truth, and one for a tie of several: with what
    chance, if the errors of the benchmarks are put back; the likeliest first.

    Columns: article_id, actor ("a tie" for nobody), actor_id, mentions (as counted) and chance,
    which add up to 1 for each article but for what rounds to 0.00, which is left out.
    """
    rows: list[tuple[object, ...]] = []
    for cast in _casts(tables):
        chances = _first(cast)
        known = zip(walk_rows(cast.actors), chances, strict=False)
        rows += [(cast.article_id, a.name, a.actor_id, a.mentions, c) for a, c in known]
        if len(chances):
            rows.append((cast.article_id, _TIE, "", pd.NA, 1 - float(chances.sum())))
    columns = ["article_id", "actor", "actor_id", "mentions", "chance"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.astype({"mentions": "Int64", "chance": float}).round({"chance": 2})
    order = ["article_id", "chance", "actor_id"]
    frame = frame[frame["chance"] > 0]
    return frame.sort_values(order, ascending=[True, False, True], ignore_index=True)


def is_read(language: str) -> bool:
    """Whether the errors of the benchmarks, which are English, say something of a language."""
    return language in {"", ENGLISH}


def _casts(tables: Tables) -> Iterator[_Ranked]:
    """The actors of each article, in the order of charts."""
    order = ["mentions", "names", "first_paragraph", "actor_id"]
    actors = tables.actors.sort_values(order, ascending=[False, False, True, True])
    ranked = dict(iter(actors.groupby("article_id", sort=False)))
    mentions = tables.mentions
    decided = mentions[mentions["state"].isin(["confirmed", "added"])]
    sure = decided.groupby(["article_id", "actor_id", "kind"]).size().to_dict()
    for article in walk_rows(tables.articles):
        key = article.article_id
        own = ranked.get(key, actors[:0]).reset_index(drop=True)
        counts = _count(article, own, sure) if is_read(article.language) else None
        yield _Ranked(str(key), own, counts)


def _count(article: Any, actors: pd.DataFrame, sure: Mapping[Any, int]) -> Counts:
    """The counts of an article's actors; `sure` has those that people decided, by article, actor
    and kind."""
    kinds = [kind.removesuffix("s") for kind in KINDS]
    known = [
        [sure.get((article.article_id, actor, kind), 0) for kind in kinds]
        for actor in actors["actor_id"]
    ]
    return Counts(
        str(article.form),
        int(article.words),
        actors[list(KINDS)].to_numpy(np.float64),
        (actors["type"] == "person").to_numpy(np.bool_),
        np.array(known, dtype=np.float64).reshape(-1, len(kinds)),
    )


def _interval_rows(cast: _Ranked) -> Iterator[tuple[object, ...]]:
    main = cast.actors["mentions"] >= Settings().main_mentions
    counts = cast.counts and cast.counts.choose(main.to_numpy())
    errors = read_errors()
    whole: dict[int, Bounds] = {}
    names: dict[int, Bounds] = {}
    if counts:
        whole = find_intervals(errors.all_mentions, counts)
        names = find_intervals(errors.names_alone, counts.names_alone())
    for number, actor in enumerate(walk_rows(cast.actors[main])):
        about = (cast.article_id, actor.name, actor.actor_id, actor.mentions)
        named = actor.names, *names.get(number, _UNKNOWN)[:2]
        reviewed = int(counts.sure[number].sum()) if counts else pd.NA
        yield *about, *whole.get(number, _UNKNOWN), *named, reviewed


def _first(cast: _Ranked) -> Numbers:
    """The chance of each of the first actors to be mentioned most in truth, and alone; empty if
    nothing is known, or nobody is mentioned often enough."""
    main = cast.actors["mentions"].iloc[:1] >= Settings().main_mentions
    if cast.counts is None or not main.all() or not len(main):
        return np.empty(0)
    asked = (cast.actors["mentions"] >= FEWEST) & (cast.actors.index < _SHOWN)
    counts = cast.counts.choose(asked.to_numpy())
    errors = read_errors().all_mentions
    return chances_to_lead(outcomes(errors, counts, weigh(errors, counts)))


def _lead_row(cast: _Ranked) -> tuple[object, ...]:
    first = np.arange(len(cast.actors)) < len(_SIDES)
    errors = read_errors().all_mentions
    intervals = find_intervals(errors, cast.counts.choose(first)) if cast.counts else {}
    sides: list[object] = []
    for number, actor in enumerate(walk_rows(cast.actors[first])):
        low, high, _ = intervals.get(number, _UNKNOWN)
        sides += [actor.name, actor.actor_id, actor.mentions, low, high]
    if len(cast.actors) == 1:
        sides += ["", "", *_UNKNOWN]
    chance = float(next(iter(_first(cast)), np.nan))
    within = not chance >= Settings().interval  # nan is no chance
    return (cast.article_id, *sides, int(cast.actors["mentions"].sum()), chance, within)
