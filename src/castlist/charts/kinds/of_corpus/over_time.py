"""How often the first actors of a corpus are mentioned, week by week or month by month."""

from functools import partial

import pandas as pd

from castlist.charts.bodies.of_corpus.timelines import (
    Moment,
    Timeline,
    draw_timelines,
    every_period,
    period_key,
    wide_enough,
)
from castlist.charts.data.covered import (
    Coverage,
    actor_rows,
    choose_actors,
    enough_articles,
    tell_intervals,
)
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.style import Preset
from castlist.charts.page.wording import be, begun, is_long, join_names, named, plain
from castlist.corpus import CorpusTables
from castlist.settings import Settings
from castlist.tables import walk_rows

__all__ = ["lacks", "over_time"]

_NAME = "over-time"
_MOST = 6  # actors
_FEWEST = 3  # periods with enough articles: two are a difference, and no course


def over_time(
    tables: CorpusTables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """The first actors of a corpus, a row each, with their mentions for 1,000 words in every week,
    month or year. `headline` replaces the template's."""
    coverage = Coverage(tables, edits.numerals)
    totals = tables.drawn("periods")
    timelines = _read_timelines(tables, totals) if len(totals) else []
    content = (
        _content(coverage, totals, timelines, edits.style.preset(size))
        if timelines
        else _no_dates(tables)
    )
    return compose(
        content, coverage.origin(), size, edits.with_headlines({_NAME: headline})
    )


def lacks(tables: CorpusTables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    totals = tables.drawn("periods")
    counts = tables.drawn("by_period")
    least = Settings().period_articles
    periods = int(enough_articles(totals, Settings().period_articles).sum())
    if periods < _FEWEST:
        has = (
            f"only {periods} {tables.period}s have"
            if periods
            else f"no {tables.period} has"
        )
        if periods == 1:
            has = f"only one {tables.period} has"
        return f"{has} {least} dated articles or more, and it takes {_FEWEST}"
    most = int(counts.groupby("who")["articles"].sum().max()) if len(counts) else 0
    if most < least:
        return f"nobody is mentioned in {least} dated articles"
    return ""


def _content(
    coverage: Coverage, totals: pd.DataFrame, timelines: list[Timeline], preset: Preset
) -> Content:
    tables = coverage.tables
    period = tables.period
    intervals = [
        m.high is not None and m.high > (m.low or 0.0)
        for timeline in timelines
        for m in timeline.moments
        if m.solid and m.value and wide_enough(preset, len(timeline.moments))
    ]
    notes = [
        coverage.reprints_note(),
        *coverage.undated_note(),
        *([tell_intervals("column", everywhere=all(intervals))] if any(intervals) else []),
        _articles_note(coverage, totals),
    ]
    return Content(
        name=_NAME,
        template=_headline(coverage, timelines, totals),
        subtitle=f"Mentions for 1,000{HARD}words of each {period}’s articles",
        alt=_alt(coverage, timelines),
        data=actor_rows(tables, "by_period", "period_start"),
        wide=_wide(timelines),
        notes=notes,
        kept=1 + len(coverage.undated_note()),
        key=period_key(timelines, Settings().period_articles),
        body=partial(draw_timelines, timelines, period),
        rows=len(timelines),
    )


def _no_dates(tables: CorpusTables) -> Content:
    dated = tables.articles - tables.undated
    why = (
        "None of the articles has a date: give dates in the list of sources."
        if not dated
        else "No dated article names anybody."
    )
    data = actor_rows(tables, "by_period", "period_start")
    return card(_NAME, "No date to draw over", why, data, pd.DataFrame({"Period": []}))


def _read_timelines(tables: CorpusTables, totals: pd.DataFrame) -> list[Timeline]:
    counts = tables.drawn("by_period")
    periods = every_period(totals["group"].min(), totals["group"].max(), tables.period)
    articles = dict(zip(totals["group"], totals["articles"], strict=True))
    solid = dict(
        zip(
            totals["group"],
            enough_articles(totals, Settings().period_articles),
            strict=True,
        )
    )
    timelines = []
    for who, name in choose_actors(tables, counts, _MOST):
        own = {row.group: row for row in walk_rows(counts[counts["who"] == who])}
        moments = [
            _moment(
                period, articles.get(period, 0), own.get(period), solid.get(period, False)
            )
            for period in periods
        ]
        timelines.append(Timeline(who, name, moments))
    return timelines


def _moment(period: str, articles: int, row: object, solid: bool) -> Moment:
    value = float(getattr(row, "mentions_per_1000", 0.0))
    low, high = (
        None if pd.isna(end) else float(end)
        for end in (
            getattr(row, "mentions_per_1000_low", None),
            getattr(row, "mentions_per_1000_high", None),
        )
    )
    return Moment(period, int(articles), value, low, high, bool(solid))


def _headline(coverage: Coverage, timelines: list[Timeline], totals: pd.DataFrame) -> str:
    """In how many dated articles who stands first is; what moved is left to the eye, as a week has
    few articles."""
    unit = f"{coverage.tables.period} by {coverage.tables.period}"
    counts = coverage.tables.drawn("by_period")
    first = timelines[0]
    if is_long(first.name):
        return f"Who is mentioned, {unit}"
    rows = counts[counts["who"] == first.who]
    own = int(rows["articles"].sum())
    every = coverage.numerals.count(int(totals["articles"].sum()), "dated article")
    share = f"{coverage.numerals.whole(own)}{HARD}of{HARD}{every}"
    who_is = f"{named(first.name)} {be(rows['type'].iloc[0])}"
    return begun(f"{who_is} mentioned in {share}: {unit}")


def _articles_note(coverage: Coverage, totals: pd.DataFrame) -> str:
    whole = coverage.numerals.whole
    least, most = int(totals["articles"].min()), int(totals["articles"].max())
    each = whole(least) if least == most else f"{whole(least)} to {whole(most)}"
    noun = "article" if most == 1 else "articles"
    return f"A {coverage.tables.period} has {each}{HARD}{noun}."


def _alt(coverage: Coverage, timelines: list[Timeline]) -> str:
    peaks = []
    for timeline in timelines[:2]:
        most = max(timeline.moments, key=lambda m: m.value)
        shown = coverage.numerals.rate(most.value)
        peaks.append(f"{plain(timeline.name)} is highest in {most.period} ({shown})")
    return (
        f"Columns of mentions for 1,000 words by {coverage.tables.period}, a row an actor, in"
        f" {coverage.of_what}, where {join_names(peaks)}."
        f" {coverage.numerals.count(len(timelines), 'actor')}; full data in"
        f" {coverage.key}-{_NAME}.csv."
    )


def _wide(timelines: list[Timeline]) -> pd.DataFrame:
    wide = pd.DataFrame({"Period": [m.period for m in timelines[0].moments]})
    for timeline in timelines:
        wide[timeline.name] = [
            round(m.value, 3) if m.articles else None for m in timeline.moments
        ]
    return wide.assign(Articles=[m.articles for m in timelines[0].moments])
