"""Charts 8 and 10, of a corpus: who is named, or who speaks, in which share of each outlet's
articles. No difference is stated: whether one is larger than the error of counting, a person who
has looked at the articles says."""

from functools import partial

import pandas as pd

from castlist.charts.bodies.of_corpus.dotplot import MOST_GROUPS, dotplot_key, draw_dotplot
from castlist.charts.data.covered import coverage_notes, coverage_origin, tidy_coverage
from castlist.charts.page import wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.lettering import isolate
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.corpus import Coverage
from castlist.settings import Settings

__all__ = ["by_outlet", "lacks"]

MOST_ROWS = 12
_LONGEST = 30  # characters of an outlet in the key


def by_outlet(
    coverage: Coverage,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
    voices: bool = False,
) -> Chart:
    """Who is named in which share of the articles of each outlet; with `voices`, who speaks.
    `headline` replaces the template's."""
    name = "voices-by-outlet" if voices else "by-outlet"
    whos = coverage.ranked("spoke" if voices else "articles")
    drawable = whos and coverage.groups
    content = (
        _content(name, coverage, whos, edits, voices=voices)
        if drawable
        else _card(name, coverage, voices=voices)
    )
    origin = coverage_origin(coverage, edits.numerals)
    return compose(content, origin, size, edits.with_headlines({name: headline}))


def lacks(coverage: Coverage, numerals: Numerals = PLAIN, *, voices: bool = False) -> str:
    """Why the chart says too little to be drawn; empty if it does not."""
    least = Settings().outlet_articles
    enough = [group for group in coverage.groups if group.articles >= least]
    if len(enough) < Settings().compared_rows:
        found = f"only {numerals.count(len(enough), 'outlet')}" if enough else "no outlet"
        return f"{found} with {least} articles or more, and it takes two"
    shown = {group.group for group in enough[:MOST_GROUPS]}
    measure = "spoke" if voices else "articles"
    several = {
        row.who for row in coverage.rows if row.group in shown and getattr(row, measure) > 1
    }
    if len(several) < Settings().compared_rows:
        verb = "speaks" if voices else "is named"
        return f"fewer than two actors are there of whom more than one article says that one {verb}"
    return ""


def _content(
    name: str, coverage: Coverage, whos: list[str], edits: Edits, *, voices: bool
) -> Content:
    least = Settings().outlet_articles
    groups = [g for g in coverage.groups if g.articles >= least] or list(coverage.groups)
    shown = groups[:MOST_GROUPS]
    left_out = [g.group for g in coverage.groups if g not in shown]
    numerals = edits.numerals
    keys = [
        f"{isolate(wording.shorten(g.group, _LONGEST))} ({numerals.whole(g.articles)})"
        for g in shown
    ]
    shares = _shares(coverage, [g.group for g in shown], whos, voices=voices)
    does = "speaks" if voices else "is named"
    return Content(
        name=name,
        template=f"Who {does} in {numerals.count(len(shown), 'outlet')}",
        subtitle=(
            f"Share of each outlet’s articles in which the actor {does}; in brackets, its"
            " articles"
        ),
        alt=_alt(coverage, shares, keys, does, numerals),
        data=tidy_coverage(coverage, whos[:MOST_ROWS]),
        wide=_wide(shares, [g.group for g in shown]),
        notes=[
            f"No mark: the actor {does} in none of the outlet’s articles.",
            *coverage_notes(coverage, numerals, named=left_out),
        ],
        kept=1,
        key=dotplot_key(keys, edits.style.preset("web").label),
        body=partial(_body, shares),
        rows=len(shares),
    )


def _shares(
    coverage: Coverage, groups: list[str], whos: list[str], *, voices: bool
) -> list[tuple[str, list[float]]]:
    """The actors that have most in these groups, each with its share in each."""
    column = "spoke_share" if voices else "share"
    found = []
    for who in whos:
        rows = [coverage.counts.get((group, who)) for group in groups]
        values = [float(getattr(row, column)) if row else 0.0 for row in rows]
        if any(values):
            found.append((coverage.names[who], values))
    found.sort(key=lambda row: -sum(row[1]))
    return found[:MOST_ROWS]


def _body(
    shares: list[tuple[str, list[float]]], canvas: Canvas, top: float, rows: int
) -> float:
    return draw_dotplot(shares, canvas, top, rows)


def _card(name: str, coverage: Coverage, *, voices: bool) -> Content:
    what = "nobody speaks" if voices else "nobody is named"
    why = (
        "No article has an outlet: give it with --outlet or in a list."
        if not coverage.groups
        else f"In the articles that were asked about {what}."
    )
    empty = tidy_coverage(coverage, [])
    return card(name, "No outlets to compare", why, empty, _wide([], []))


def _wide(shares: list[tuple[str, list[float]]], groups: list[str]) -> pd.DataFrame:
    columns = {"Actor": [name for name, _ in shares]}
    return pd.DataFrame(
        columns
        | {group: [values[n] for _, values in shares] for n, group in enumerate(groups)}
    )


def _alt(
    coverage: Coverage,
    shares: list[tuple[str, list[float]]],
    keys: list[str],
    does: str,
    numerals: Numerals,
) -> str:
    first, values = shares[0]
    parts = [
        f"{key} {numerals.percent(round(1000 * value), 1000)}"
        for key, value in zip(keys, values, strict=True)
    ]
    return (
        f"Dot plot of the share of articles in which each of {numerals.count(len(shares), 'actor')}"
        f" {does}, by outlet. {wording.plain(first)}: {', '.join(parts)}. Full data in"
        f" {coverage.corpus}-{'voices-' if does == 'speaks' else ''}by-outlet.csv."
    )
