"""Chart 9, of a corpus: in which share of the articles of each week or month an actor is named."""

from datetime import date, timedelta
from functools import partial

import pandas as pd

from castlist.charts.bodies.of_corpus.periods import PeriodPanel, draw_periods
from castlist.charts.data.covered import coverage_notes, coverage_origin, tidy_coverage
from castlist.charts.page import wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.corpus import Coverage
from castlist.settings import Settings

__all__ = ["lacks", "over_time"]

NAME = "over-time"
MOST_PANELS = 6
FEWEST_PERIODS = 3
_MONTH = 7  # characters of one: 2026-01


def over_time(
    coverage: Coverage,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """Who is named in which share of the articles of each period, an actor a panel, on one scale.
    `headline` replaces the template's."""
    whos = coverage.ranked("articles")[:MOST_PANELS]
    content = (
        _content(coverage, whos, edits.numerals)
        if whos and coverage.groups
        else _card(coverage)
    )
    origin = coverage_origin(coverage, edits.numerals)
    return compose(content, origin, size, edits.with_headlines({NAME: headline}))


def lacks(coverage: Coverage, numerals: Numerals = PLAIN) -> str:
    """Why the chart says too little to be drawn; empty if it does not."""
    least = Settings().period_articles
    enough = sum(group.articles >= least for group in coverage.groups)
    if enough >= FEWEST_PERIODS:
        return ""
    period = coverage.choosing.by or "period"
    found = f"only {numerals.count(enough, period)}" if enough else f"no {period}"
    return f"{found} with {least} articles or more, and it takes {FEWEST_PERIODS}"


def _content(coverage: Coverage, whos: list[str], numerals: Numerals) -> Content:
    period = coverage.choosing.by
    articles = {group.group: group.articles for group in coverage.groups}
    periods = _every_period([group.group for group in coverage.groups])
    least = Settings().period_articles
    few = [articles.get(name, 0) < least for name in periods]
    panels = [_panel(coverage, who, periods) for who in whos]
    notes = coverage_notes(coverage, numerals, named=[])
    if any(few):
        notes.insert(0, f"Hollow: {period}s with fewer than {least} articles.")
    return Content(
        name=NAME,
        template=f"Who is named, {period} by {period}",
        subtitle=f"Share of each {period}’s articles that name the actor",
        alt=(
            f"Column charts of the share of articles that name each of"
            f" {numerals.count(len(panels), 'actor')}, {period} by {period}, from"
            f" {periods[0]} to {periods[-1]}. {wording.plain(panels[0].name)} is named in"
            f" {numerals.count(panels[0].articles, 'article')} of"
            f" {numerals.whole(sum(articles.values()))}. Full data in"
            f" {coverage.corpus}-{NAME}.csv."
        ),
        data=tidy_coverage(coverage, whos),
        wide=_wide(panels, periods),
        notes=notes,
        kept=1,
        body=partial(_body, panels, periods, few),
        rows=len(panels),
    )


def _panel(coverage: Coverage, who: str, periods: list[str]) -> PeriodPanel:
    rows = [coverage.counts.get((name, who)) for name in periods]
    shares = [row.share if row else 0.0 for row in rows]
    return PeriodPanel(
        coverage.names[who], shares, sum(row.articles for row in rows if row)
    )


def _every_period(names: list[str]) -> list[str]:
    """The periods from the first to the last, those without an article among them."""
    first = names[0]
    if len(first) == _MONTH:
        months = pd.period_range(first, names[-1], freq="M")
        return [str(month) for month in months]
    weeks = [date.fromisoformat(first)]
    while weeks[-1].isoformat() < names[-1]:
        weeks.append(weeks[-1] + timedelta(days=7))
    return [week.isoformat() for week in weeks]


def _body(
    panels: list[PeriodPanel],
    periods: list[str],
    few: list[bool],
    canvas: Canvas,
    top: float,
    rows: int,
) -> float:
    return draw_periods(panels, periods, few, canvas, top, rows)


def _card(coverage: Coverage) -> Content:
    why = "No article has a date: give it in a list of sources (source,outlet,published)."
    if coverage.groups:
        why = "In the articles that were asked about nobody is named."
    return card(
        NAME, "Nothing to show over time", why, tidy_coverage(coverage, []), _wide([], [])
    )


def _wide(panels: list[PeriodPanel], periods: list[str]) -> pd.DataFrame:
    columns = {"Actor": [panel.name for panel in panels]}
    return pd.DataFrame(
        columns | {p: [panel.shares[n] for panel in panels] for n, p in enumerate(periods)}
    )
