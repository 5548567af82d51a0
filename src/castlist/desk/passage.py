"""The text around a place, cut at every edge of a mark, so that marks may overlap."""

from dataclasses import dataclass
from itertools import pairwise

from castlist.summary import UNATTRIBUTED, attribute
from castlist.tables import Tables

__all__ = ["Mark", "Paragraphs", "find_passage"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of characters that is a mention or part of a quote, and whose it is."""

    key: str
    kind: str
    start: int
    end: int
    who: str


Paragraphs = list[dict[str, object]]
"""Paragraphs, each with its number and pieces; a piece has its text, its
place, and the marks it stands in."""


def find_passage(tables: Tables, place: int, *, around: int = 1) -> Paragraphs:
    """The paragraph in which a character stands, with so many before and behind it."""
    rows = tables.paragraphs.to_dict("records")
    here = next((n for n, row in enumerate(rows) if place < row["end"]), len(rows) - 1)
    near = rows[max(here - around, 0) : here + around + 1]
    marks = _marks(tables)
    return [
        {
            "paragraph": int(row["paragraph"]),
            "pieces": _cut(row["text"], int(row["start"]), marks),
        }
        for row in near
    ]


def _cut(text: str, start: int, marks: list[Mark]) -> list[dict[str, object]]:
    end = start + len(text)
    inside = [m for m in marks if m.start < end and m.end > start]
    spans = [(max(m.start, start), min(m.end, end), m) for m in inside]
    edges = sorted(
        {start, end, *(edge for first, last, _ in spans for edge in (first, last))}
    )
    number = {edge: n for n, edge in enumerate(edges)}
    over: list[list[Mark]] = [[] for _ in edges]
    for first, last, mark in spans:
        for n in range(number[first], number[last]):
            over[n].append(mark)
    return [
        {"text": text[one - start : two - start], "start": one, "marks": _shown(here)}
        for (one, two), here in zip(pairwise(edges), over, strict=False)
    ]


def _shown(marks: list[Mark]) -> list[dict[str, str]]:
    """The marks of a piece, the shortest first."""
    inmost = sorted(marks, key=lambda m: m.end - m.start)
    return [{"key": m.key, "kind": m.kind, "who": m.who} for m in inmost]


def _marks(tables: Tables) -> list[Mark]:
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    kept = tables.mentions[tables.mentions["state"] != "rejected"]
    columns = (kept[c] for c in ("mention_id", "kind", "start", "end", "actor_id"))
    marks = [
        Mark(key, kind, int(start), int(end), names.get(actor, "nobody"))
        for key, kind, start, end, actor in zip(*columns, strict=True)
    ]
    if "quotes" in tables:
        said = attribute(tables)
        columns = (said[c] for c in ("quote_id", "start", "end", "voice"))
        marks += [
            Mark(key, "quote", int(start), int(end), who or UNATTRIBUTED)
            for key, start, end, who in zip(*columns, strict=True)
        ]
    return marks
