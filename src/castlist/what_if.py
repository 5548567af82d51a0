"""What would be told of an article if something else counted: the same numbers under other
definitions, and whether whoever leads would still lead. Settings, not copies: each definition only
chooses rows of the tables."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from castlist.sentiment import SCORERS
from castlist.summary import by_paragraph
from castlist.tables import Tables

__all__ = ["COUNTED", "what_if_counted", "what_if_scored"]

Choice = Callable[[Tables, pd.DataFrame], "pd.Series[bool]"]


def _in_role(tables: Tables, mentions: pd.DataFrame, role: str) -> "pd.Series[bool]":
    paragraphs = tables.paragraphs
    chosen = paragraphs.loc[paragraphs["role"] == role, "paragraph"]
    return mentions["paragraph"].isin(chosen)


def _is_quoted(tables: Tables, mentions: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a mention stands in words that somebody is quoted with, word for word."""
    quotes = tables.quotes
    quotes = quotes[(quotes["type"] == "direct") & (quotes["state"] != "rejected")]
    # no quote overlaps another, so the last that begins before a mention is the only one to ask
    spans = sorted(zip(quotes["start"], quotes["end"], strict=True))
    starts = [start for start, _ in spans]
    before = [bisect_right(starts, place) - 1 for place in mentions["start"]]
    ends = [spans[n][1] if n >= 0 else -1 for n in before]
    inside = [end <= last for end, last in zip(mentions["end"], ends, strict=True)]
    return pd.Series(inside, index=mentions.index, dtype=bool)


COUNTED: Mapping[str, Choice] = {
    "as published": lambda _, m: m["kind"].notna(),
    "names only": lambda _, m: m["kind"] == "name",
    "names and descriptions": lambda _, m: m["kind"].isin(["name", "description"]),
    "without the title": lambda t, m: ~_in_role(t, m, "title"),
    "without captions": lambda t, m: ~_in_role(t, m, "caption"),
    "outside quotes word for word": lambda t, m: ~_is_quoted(t, m),
}
"""Definition -> which mentions it counts, of those that are counted today."""


def what_if_counted(
    tables: Tables, others: Mapping[str, Tables] | None = None
) -> pd.DataFrame:
    """One row a definition of what counts as a mention: who would lead an article, and who would be
    second.

    `others` are tables of the same article made otherwise, such as with the medium model, by what
    to call them. Columns: definition, actors, mentions, first, first_mentions, second,
    second_mentions, and stands: whether whoever leads as published still does, alone.
    """
    rows = [_lead(name, tables, choose) for name, choose in COUNTED.items()]
    published = COUNTED["as published"]
    rows += [_lead(name, other, published) for name, other in (others or {}).items()]
    frame = pd.DataFrame(rows)
    leads = frame["first_mentions"] > frame["second_mentions"]
    return frame.assign(stands=leads & (frame["first"] == frame["first"].iloc[0]))


def what_if_scored(tables: Tables) -> pd.DataFrame:
    """One row a scorer: how many paragraphs it calls negative, neutral and positive, and which one
    is lowest.

    Columns: scorer, negative, neutral, positive, lowest (paragraph) and stands: whether the lowest
    is that of the first scorer. No row if nothing was scored.
    """
    scored = by_paragraph(tables).dropna(subset=list(SCORERS))
    if scored.empty:
        columns = ["scorer", "negative", "neutral", "positive", "lowest", "stands"]
        return pd.DataFrame(columns=columns)
    rows = []
    for scorer in SCORERS:
        labels = scored[f"{scorer}_label"]
        counts = {name: int((labels == name).sum()) for name in _CLASSES}
        lowest = int(scored.sort_values(scorer, kind="stable")["paragraph"].iloc[0])
        rows.append({"scorer": scorer, **counts, "lowest": lowest})
    frame = pd.DataFrame(rows)
    return frame.assign(stands=frame["lowest"] == frame["lowest"].iloc[0])


_CLASSES = ("negative", "neutral", "positive")


def _lead(definition: str, tables: Tables, choose: Choice) -> dict[str, Any]:
    """Who has the most mentions by a definition; of several with as many the first in the text."""
    mentions = tables.mentions
    counts = (mentions["state"] != "rejected") & (mentions["kind"] != "group")
    mentions = mentions[counts & (mentions["actor_id"] != "")]
    mentions = mentions[choose(tables, mentions)].sort_values("start")
    ranked = mentions.groupby("actor_id", sort=False).size()
    ranked = ranked.sort_values(ascending=False, kind="stable")
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    found = [(names[actor], int(n)) for actor, n in ranked.iloc[:2].items()]
    (first, most), (second, next_) = [*found, ("", 0), ("", 0)][:2]
    return {
        "definition": definition,
        "actors": len(ranked),
        "mentions": len(mentions),
        "first": first,
        "first_mentions": most,
        "second": second,
        "second_mentions": next_,
    }
