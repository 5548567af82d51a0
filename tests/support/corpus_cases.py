"""Hand-made counts of a corpus for the tests and the gallery of its charts: no store, no file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from castlist.charts import Chart
from castlist.charts.registry import CORPUS_CHARTS
from castlist.corpus import ActorCount, Choosing, CorpusTables, VoiceCount
from castlist.corpus.counts.pictured import REPRINTS_BOTH
from castlist.voices import KINDS
from support.chart_cases import ABOUT, SCRIPTS

__all__ = ["WEEKS", "draw_corpus", "few_outlets", "make_counts", "outlets", "undated"]

WEEKS = (
    *("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"),
    *("2026-04-06", "2026-04-13", "2026-04-20"),
)
PEOPLE = ("Ana Lopez", "Karim Haddad", "Ministry of Works", "Norvia", "Port Union", "Lind")
OUTLETS = ("The Post", "times.example", "Radio Norvia", "Harbour Echo", "The Weekly")
WORDS = 400  # of an article


def make_counts(
    actors: Sequence[str] = PEOPLE,
    periods: Mapping[str, int] | None = None,
    papers: Mapping[str, int] | None = None,
    *,
    period: str = "week",
    unknown: int = 0,
    reprints: str = "once",
) -> CorpusTables:
    """Counts by a fixed rule: so many articles of each period and outlet, the first actors in more
    of them; `unknown` are without a date, and as many without an outlet."""
    periods = dict.fromkeys(WEEKS, 9) if periods is None else periods
    papers = dict.fromkeys(OUTLETS, 12) if papers is None else papers
    every = max(sum(periods.values()), sum(papers.values())) + unknown
    more = {"": unknown} if unknown else {}
    frames = {
        "overall": _counts(actors, {"": every}),
        "by_period": _counts(actors, periods),
        "periods": _totals(periods),
        "by_outlet": _counts(actors, {**more, **papers}),
        "outlets": _totals({**more, **papers}),
        "voices": _voices({**more, **papers}),
    }
    dates = sorted(periods) or [""]
    return CorpusTables(
        name="harbour",
        choosing=Choosing(reprints=reprints),
        period=period,
        articles=every,
        words=WORDS * every,
        undated=unknown if periods else every,
        no_outlet=unknown if papers else every,
        outlets=len(papers),
        first=f"{dates[0]}-01-01"[:10] if periods else "",
        last=f"{dates[-1]}-01-01"[:10] if periods else "",
        reprints=3,
        made=ABOUT,
        frames=frames,
    )


def outlets(number: int) -> CorpusTables:
    """So many outlets, the last with few articles."""
    return make_counts(papers={f"Paper number {n + 1}": number - n for n in range(number)})


def few_outlets() -> CorpusTables:
    """Two outlets that differ, one that has too few articles."""
    return make_counts(papers={"The Post": 30, "times.example": 20, "Tiny Gazette": 2})


def undated() -> CorpusTables:
    """No article has a date, none an outlet."""
    return make_counts(periods={}, papers={})


CASES = {
    "plain": make_counts,
    "with reprints": lambda: make_counts(reprints="with", unknown=4),
    "undated": undated,
    "nobody": lambda: make_counts(actors=()),
    "one period": lambda: make_counts(periods={"2026-03-02": 8}),
    "one outlet": lambda: make_counts(papers={"The Post": 8}),
    "few articles": lambda: make_counts(
        periods={"2026-03-02": 1, "2026-03-09": 7, "2026-03-30": 6, "2026-04-13": 2},
        papers={"The Post": 12, "times.example": 3, "Tiny Gazette": 1},
        unknown=1,
    ),
    "thirty outlets": lambda: outlets(30),
    "twenty-six weeks": lambda: make_counts(
        periods={
            f"{w:%Y-%m-%d}": 5 + w.day
            for w in pd.date_range("2026-01-05", periods=26, freq="7D")
        }
    ),
    "thirty-six months": lambda: make_counts(
        periods={f"{2023 + n // 12}-{n % 12 + 1:02}": 1200 + n for n in range(36)},
        period="month",
    ),
    "a century": lambda: make_counts(
        periods={str(year): year % 9 for year in range(1900, 2001, 2) if year % 9},
        period="year",
    ),
    "scripts": lambda: make_counts(
        actors=SCRIPTS[:6], papers={name: 9 + n for n, name in enumerate(SCRIPTS[:10])}
    ),
    "hostile": lambda: make_counts(
        actors=("<script>alert(1)</script>", "X" * 90, *SCRIPTS[8:12]),
        papers={
            "<script>alert(1)</script>": 9,
            "Y" * 90: 8,
            "😀": 7,
            "=SUM(A1)": 6,
            "a\u202eb": 6,
        },
    ),
}
"""Counts that are hard to draw."""


def draw_corpus(name: str, tables: CorpusTables, **options) -> Chart:
    """The chart of that name."""
    return CORPUS_CHARTS[name].draw(tables, **options)


def only(tables: CorpusTables, *names: str) -> CorpusTables:
    """The same with these tables alone."""
    return replace(tables, frames={name: tables.frames[name] for name in names})


def _counts(actors: Sequence[str], groups: Mapping[str, int]) -> pd.DataFrame:
    rows = []
    for way in REPRINTS_BOTH:
        for place, (group, articles) in enumerate(groups.items()):
            for rank, name in enumerate(actors):
                row = _count(name, rank, place, group, articles)
                if row:
                    rows.append(replace(row, reprints=way))
    return _frame(rows, ActorCount)


def _count(
    name: str, rank: int, place: int, group: str, articles: int
) -> ActorCount | None:
    """One actor in one group: in fewer articles the later it comes, in none of some groups."""
    most = articles * (5 + (place * 3 + rank) % 4) // (9 + 4 * rank)
    if not most or (rank + place) % 7 == 6:
        return None
    mentions = most * (2 + (rank + place) % 3)
    known = mentions >= 3
    low, high = max(most - 1, 0), min(most + 1, articles)
    words = WORDS * articles
    return ActorCount(
        *(group, "once", name, "person", "", most, most / articles),
        *(mentions, 1000 * mentions / words, 0, 0.0, 0, 0.0, articles, words, articles),
        *(name, f"actor-{rank}"),
        share_low=low / articles if known else None,
        share_high=high / articles if known else None,
        mentions_per_1000_low=900 * mentions / words if known else None,
        mentions_per_1000_high=1300 * mentions / words if known else None,
    )


def _totals(groups: Mapping[str, int]) -> pd.DataFrame:
    rows = [
        {"group": g, "reprints": way, "articles": n, "words": WORDS * n, "naming": n}
        for way in REPRINTS_BOTH
        for g, n in groups.items()
    ]
    return pd.DataFrame(rows, columns=["group", "reprints", "articles", "words", "naming"])


def _voices(groups: Mapping[str, int]) -> pd.DataFrame:
    rows = []
    for way in REPRINTS_BOTH:
        for place, (group, articles) in enumerate(groups.items()):
            words = [20 * articles * ((place + n) % 5) for n in range(len(KINDS))]
            whole = sum(words)
            for kind, own in zip(KINDS, words, strict=True):
                rows.append(
                    VoiceCount(
                        *(group, way, kind, own // 20, own // 20, own, own / whole),
                        *(1000 * own / (WORDS * articles), whole, articles, articles),
                        WORDS * articles,
                    )
                )
    return _frame(rows, VoiceCount)


def _frame(rows: Sequence, record: type) -> pd.DataFrame:
    names = list(record.__dataclass_fields__)
    cells = [[getattr(row, name) for name in names] for row in rows]
    return pd.DataFrame(cells, columns=names)
