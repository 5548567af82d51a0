"""In what share of each outlet's articles the first actors of a corpus are mentioned."""

from functools import partial
from typing import Any

import pandas as pd

from castlist.charts.bodies.of_corpus.dot_rows import (
    DotPanel,
    DotRow,
    Share,
    dot_key,
    draw_dot_panels,
)
from castlist.charts.data.covered import (
    Coverage,
    actor_rows,
    choose_actors,
    enough_articles,
    spell_outlet,
    tell_intervals,
)
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.wording import be, begun, is_long, join_names, named, plain
from castlist.corpus import CorpusTables
from castlist.settings import Settings
from castlist.tables import walk_rows

__all__ = [
    "by_outlet",
    "choose_outlets",
    "describe_outlets",
    "lacks",
    "lacks_outlets",
    "tabulate_panels",
]

_NAME = "by-outlet"
_NO_DIFFERENCE = (
    "No difference between two outlets is larger than the error of counting and rests on"
    f" {Settings().outlet_articles} articles."
)
_MOST = 6  # actors
_MOST_OUTLETS = 10
_FEW_OUTLETS = 3  # that a sheet of fixed height has room for
_COMPARED = 3  # actors, in whom every sheet has room for a difference
_LONGEST = 110  # characters of a headline with a difference in it


def by_outlet(
    tables: CorpusTables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """The outlets of a corpus, a row each, with the share of their articles that mention the first
    actors, on one scale. `headline` replaces the template's."""
    coverage = Coverage(tables, edits.numerals)
    outlets = choose_outlets(tables)
    counts = tables.drawn("by_outlet")
    counts = counts[counts["group"].isin(set(outlets["group"]))]
    panels = _read_panels(coverage, outlets, counts)
    preset = edits.style.preset(size)
    if not preset.height and not preset.beside:
        panels = panels[: _MOST // 2]
    compared = outlets[: _FEW_OUTLETS if preset.height else _MOST_OUTLETS]
    difference = _find_difference(coverage, compared, counts)
    content = (
        _content(coverage, outlets, panels, difference) if panels else _no_outlets(tables)
    )
    return compose(
        content, coverage.origin(), size, edits.with_headlines({_NAME: headline})
    )


def lacks(tables: CorpusTables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    reason = lacks_outlets(tables)
    if reason:
        return reason
    counts = tables.drawn("by_outlet")
    counts = counts[counts["group"] != ""]
    most = int(counts.groupby("who")["articles"].sum().max()) if len(counts) else 0
    least = Settings().outlet_articles
    return "" if most >= least else f"nobody is mentioned in {least} of their articles"


def lacks_outlets(tables: CorpusTables) -> str:
    """Why outlets cannot be compared; empty if they can."""
    outlets = choose_outlets(tables)
    found = int(enough_articles(outlets, Settings().outlet_articles).sum())
    needed = Settings().compared_rows
    if found >= needed:
        return ""
    who = f"only {found} outlets have" if found else "no outlet has"
    who = "only one outlet has" if found == 1 else who
    return f"{who} {Settings().outlet_articles} articles or more, and it takes {needed}"


def choose_outlets(tables: CorpusTables) -> pd.DataFrame:
    """The outlets that are known, those with the most articles first."""
    totals = tables.drawn("outlets")
    known = totals[totals["group"] != ""]
    return known.sort_values(
        ["articles", "group"], ascending=[False, True], ignore_index=True
    )


def describe_outlets(outlets: pd.DataFrame, numerals: Numerals) -> list[DotRow]:
    """A row each, with its number of articles."""
    solid = enough_articles(outlets, Settings().outlet_articles)
    return [
        DotRow(
            spell_outlet(row.group), numerals.count(int(row.articles), "article"), bool(ok)
        )
        for row, ok in zip(walk_rows(outlets), solid, strict=True)
    ]


def _read_panels(
    coverage: Coverage, outlets: pd.DataFrame, counts: pd.DataFrame
) -> list[DotPanel]:
    panels = []
    for who, name in choose_actors(coverage.tables, counts, _MOST):
        own = {row.group: row for row in walk_rows(counts[counts["who"] == who])}
        shares = [
            _share(own.get(row.group), int(row.articles), coverage.numerals)
            for row in walk_rows(outlets)
        ]
        panels.append(DotPanel(name, shares))
    return panels


def _share(row: Any, articles: int, numerals: Numerals) -> Share:
    """The share of an outlet's articles; of one that does not mention the actor it is 0."""
    if row is None:
        return Share(0.0, None, None, numerals.percent(0, articles))
    low, high = (
        None if pd.isna(end) else float(end) for end in (row.share_low, row.share_high)
    )
    shown = numerals.percent(int(row.articles), int(row.of_articles))
    return Share(float(row.share), low, high, shown)


def _content(
    coverage: Coverage, outlets: pd.DataFrame, panels: list[DotPanel], difference: str
) -> Content:
    tables = coverage.tables
    lines = describe_outlets(outlets, coverage.numerals)
    shown = min(len(lines), _MOST_OUTLETS)
    intervals = [
        share.high is not None and share.high > (share.low or 0.0)
        for panel in panels
        for share in panel.shares[:shown]
        if share and share.value
    ]
    notes = [
        coverage.reprints_note(by="outlets"),
        *coverage.no_outlet_note(),
        *([tell_intervals("dot", everywhere=all(intervals))] if any(intervals) else []),
        *([] if difference or shown < Settings().compared_rows else [_NO_DIFFERENCE]),
    ]
    return Content(
        name=_NAME,
        template=difference or "Who is mentioned in what share of each outlet’s articles",
        subtitle="Share of each outlet’s articles that mention the actor",
        alt=_alt(coverage, outlets, panels),
        data=actor_rows(tables, "by_outlet", "outlet"),
        wide=tabulate_panels(outlets, panels),
        notes=notes,
        kept=len(notes) - 1,
        key=dot_key(lines[:shown], Settings().outlet_articles),
        body=partial(draw_dot_panels, panels, lines),
        rows=shown,
    )


def _no_outlets(tables: CorpusTables) -> Content:
    why = (
        "No outlet of any article is known: give outlets in the list of sources, or with"
        " --outlet when the corpus is built."
        if tables.no_outlet == tables.articles
        else "Nobody is mentioned in the articles of a known outlet."
    )
    data = actor_rows(tables, "by_outlet", "outlet")
    return card(_NAME, "No outlet to compare", why, data, pd.DataFrame({"Outlet": []}))


def _find_difference(
    coverage: Coverage, outlets: pd.DataFrame, counts: pd.DataFrame
) -> str:
    """The largest difference between two outlets with enough articles, of the first actor of whom
    there is one: the interval of one lies above that of the other, and rests on enough articles
    that mention the actor."""
    enough = set(outlets.loc[enough_articles(outlets, Settings().outlet_articles), "group"])
    for who, name in choose_actors(coverage.tables, counts, _COMPARED):
        own = counts[(counts["who"] == who) & counts["group"].isin(enough)]
        own = own[own["share_low"].notna()]
        if len(own) < Settings().compared_rows or is_long(name):
            continue
        high = own.sort_values(["share_low", "group"], ascending=[False, True]).iloc[0]
        low = own.sort_values(["share_high", "group"]).iloc[0]
        # one or two articles are no difference to write of, however sure they are counted
        few = high.articles < Settings().outlet_articles
        if few or high.share_low <= low.share_high:
            continue
        shares = [
            f"{coverage.numerals.percent(int(row.articles), int(row.of_articles))}"
            f"{HARD}of {spell_outlet(row.group)}’s"
            for row in (high, low)
        ]
        who_is = f"{named(name)} {be(high.type)}"
        words = begun(f"{who_is} mentioned in {shares[0]} articles, {shares[1]}")
        if len(words) <= _LONGEST:
            return words
    return ""


def _alt(coverage: Coverage, outlets: pd.DataFrame, panels: list[DotPanel]) -> str:
    first = panels[0]
    told = [
        f"{plain(spell_outlet(group))} {share.shown}"
        for group, share in zip(outlets["group"], first.shares[:3], strict=False)
        if share
    ]
    return (
        f"Dot plot of the share of articles that mention an actor, by outlet, in"
        f" {coverage.of_what}, where {plain(first.title)} is in {join_names(told)}."
        f" {coverage.numerals.count(len(outlets), 'outlet')}; full data in"
        f" {coverage.key}-{_NAME}.csv."
    )


def tabulate_panels(outlets: pd.DataFrame, panels: list[DotPanel]) -> pd.DataFrame:
    """What the panels show: a row an outlet, with its articles and a share for each panel."""
    wide = pd.DataFrame({"Outlet": outlets["group"], "Articles": outlets["articles"]})
    for panel in panels:
        wide[panel.title] = [
            round(share.value, 4) if share else None for share in panel.shares
        ]
    return wide
