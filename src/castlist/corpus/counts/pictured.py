"""What charts of a corpus draw: its counts by period and by outlet, and who speaks, as tables."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from castlist.corpus.counts.actors import ActorCount, count_actors
from castlist.corpus.counts.choosing import Choosing, Total, ask_of_chosen, totals
from castlist.corpus.counts.voices import VoiceCount, count_voices
from castlist.errors import InputError
from castlist.settings import Settings
from castlist.text import slug

__all__ = ["REPRINTS_BOTH", "CorpusTables", "choose_period", "read_counts"]

REPRINTS_BOTH = ("once", "with")
_MOST = 20  # actors that a table holds: charts draw the first of them
_LONGEST = 40  # bytes of a name in a file name
_DIGITS = 8
_DAYS = 7
_MONTH = 30.5  # days

_ABOUT = """
SELECT count(*), CAST(coalesce(sum(words), 0) AS BIGINT), count(*) FILTER (published = ''),
  count(*) FILTER (outlet = ''), count(DISTINCT outlet) FILTER (outlet <> ''),
  coalesce(min(published) FILTER (published <> ''), ''), max(published)
FROM chosen JOIN (SELECT article_id, outlet, published FROM articles) USING (article_id)
"""
_MADE = """
SELECT about, count(*) FROM chosen JOIN (SELECT article_id, about FROM texts) USING (article_id)
GROUP BY about ORDER BY count(*) DESC, about
"""


@dataclass(frozen=True, kw_only=True)
class CorpusTables:
    """The counts of a corpus, a table each, with what they are of.

    `frames` are overall, by_period and by_outlet (rows of ActorCount for the actors that most
    articles mention), periods and outlets (Total) and voices (VoiceCount); each has its rows twice,
    `reprints` says whether they are counted once or with every article.
    """

    name: str
    choosing: Choosing  # of whom and what; its `reprints` are those that are drawn
    period: str  # week, month or year
    articles: int
    words: int
    undated: int
    no_outlet: int
    outlets: int
    first: str  # ISO dates of the earliest and the latest article; empty if none has one
    last: str
    reprints: int  # articles that tell again what an earlier one told
    made: Mapping[str, str]  # castlist, model and review, as method lines tell them
    frames: Mapping[str, pd.DataFrame]

    def drawn(self, table: str) -> pd.DataFrame:
        """The rows of a table that are drawn: with reprints, or with each story once."""
        try:
            frame = self.frames[table]
        except KeyError:
            raise InputError(f"{self.name} has no {table} table yet.") from None
        return frame[frame["reprints"] == self.choosing.reprints].reset_index(drop=True)

    @property
    def key(self) -> str:
        """What file names begin with: the corpus, and what of it is counted."""
        chosen = self.choosing
        parts = [
            slug(self.name, limit=_LONGEST) or "corpus",
            chosen.type,
            _name_part(chosen.outlet) if chosen.outlet else "",
            f"from-{chosen.first}" if chosen.first else "",
            f"to-{chosen.last}" if chosen.last else "",
            "with-reprints" if chosen.reprints == "with" else "",
        ]
        return "-".join(part for part in parts if part)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with anything that is drawn."""
        found = hashlib.sha256()
        own = [f.name for f in fields(self) if f.name != "frames"]
        found.update(repr([getattr(self, name) for name in own]).encode("utf-8", "replace"))
        for name, frame in sorted(self.frames.items()):
            found.update(f"\x1d{name}{frame.to_csv()}".encode("utf-8", "surrogatepass"))
        return found.hexdigest()


def read_counts(
    folder: Path | str,
    choosing: Choosing | None = None,
    progress: Callable[[str], object] = str,
) -> CorpusTables:
    """What charts of a corpus draw; of what is chosen, with each story once unless told otherwise.

    Periods are weeks where they are 26 at most, months where they are 36 at most, else years. A
    grouping that is chosen changes nothing. Raises InputError as `open_tables`, and if no article
    is chosen.
    """
    folder = Path(folder)
    choosing = replace(choosing or Choosing(reprints="once"), by="")
    progress("counting")
    about = ask_of_chosen(folder, choosing, _ABOUT).rows[0]
    if not about[0]:
        raise InputError(
            f"no article of {folder} is chosen. `castlist corpus status {folder}` shows its"
            " outlets and dates: choose others with --outlet, --from and --to."
        )
    names = ["articles", "words", "undated", "no_outlet", "outlets", "first", "last"]
    known = dict(zip(names, about, strict=True))
    period = choose_period(known["first"], known["last"])
    frames = _read_frames(folder, choosing, period, progress)
    every = sum(
        total.articles for total in totals(folder, replace(choosing, reprints="with"))
    )
    once = sum(
        total.articles for total in totals(folder, replace(choosing, reprints="once"))
    )
    return CorpusTables(
        name=folder.resolve().name,
        choosing=choosing,
        period=period,
        reprints=every - once,
        made=_describe_making(ask_of_chosen(folder, choosing, _MADE).rows),
        frames=frames,
        **known,
    )


def _name_part(outlet: str) -> str:
    """An outlet in a file name; of one that has no letters, or many, what tells it from others."""
    part = slug(outlet, limit=_LONGEST)
    digits = hashlib.sha256(outlet.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    whole = len(part.encode()) < _LONGEST - 3
    return part if part and whole else f"{part}-{digits}".strip("-")


def choose_period(first: str, last: str) -> str:
    """Weeks, months or years, by how far two ISO dates are apart.

    >>> [choose_period("2026-01-01", last) for last in ("2026-03-01", "2027-03-01", "2036")]
    ['week', 'month', 'year']
    """
    days = (_day(last) - _day(first)).days if first and last else 0
    if days / _DAYS <= Settings().most_weeks:
        return "week"
    return "month" if days / _MONTH <= Settings().most_months else "year"


def _day(published: str) -> date:
    """The day of a date of which month or day may not be known."""
    return date.fromisoformat(f"{published}-01-01"[:10])


def _read_frames(
    folder: Path, choosing: Choosing, period: str, progress: Callable[[str], object]
) -> dict[str, pd.DataFrame]:
    ways = [replace(choosing, reprints=way) for way in REPRINTS_BOTH]
    first = count_actors(folder, choosing, most=_MOST, intervals=False)
    who = [row.who for row in first]
    frames = {"overall": _count(folder, ways, who)}
    for table, groups, by in (
        ("by_period", "periods", period),
        ("by_outlet", "outlets", "outlet"),
    ):
        progress(f"counting by {by}")
        parted = [replace(way, by=by) for way in ways]
        frames[table] = _count(folder, parted, who)
        found = [_totals_frame(totals(folder, way), way.reprints) for way in parted]
        frames[groups] = pd.concat(found, ignore_index=True)
    voices = [
        row
        for way in ways
        for row in count_voices(folder, replace(way, by="outlet"), progress)
    ]
    frames["voices"] = _records_frame(voices, VoiceCount)
    return frames


def _count(folder: Path, ways: Sequence[Choosing], who: Sequence[str]) -> pd.DataFrame:
    """The rows of these actors, in their order."""
    if not who:
        return _records_frame([], ActorCount)
    place = {key: number for number, key in enumerate(who)}
    rows = [row for way in ways for row in count_actors(folder, way, who=who)]
    rows.sort(key=lambda row: (row.reprints, row.group, place[row.who]))
    return _records_frame(rows, ActorCount)


def _totals_frame(rows: Sequence[Total], reprints: str) -> pd.DataFrame:
    frame = _records_frame(rows, Total)
    frame.insert(1, "reprints", reprints)
    return frame


def _records_frame(rows: Sequence[Any], record: type) -> pd.DataFrame:
    names = [f.name for f in fields(record)]
    cells = [[getattr(row, name) for name in names] for row in rows]
    return pd.DataFrame(cells, columns=names)


def _describe_making(rows: Sequence[tuple[str, int]]) -> dict[str, str]:
    """How most articles were made, and in how many of them people decided something."""
    every = [(json.loads(about), number) for about, number in rows]
    made = {key: str(every[0][0].get(key, "")) for key in ("castlist", "model")}
    touched = sum(n for about, n in every if about.get("review") != "not reviewed")
    if not touched:
        return made | {"review": "not reviewed"}
    whole = sum(number for _, number in every)
    return made | {"review": f"people decided in {touched:,} of {whole:,} articles"}
