"""Chart 1, actors ranked: an ordered bar for every actor,
in the parts by which the article refers to it."""

from functools import partial

import pandas as pd

from castlist.charts.bodies.bars import Bars, kind_key
from castlist.charts.bodies.ranked import draw_ranked
from castlist.charts.data import headlines, statements, worth
from castlist.charts.data.by_country import add_up_countries
from castlist.charts.data.facts import KINDS, Facts, gather
from castlist.charts.data.once import once
from castlist.charts.page import wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, more_line
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.reliability import lead_within_error
from castlist.tables import Tables, walk_rows

__all__ = ["actors", "lacks"]

# all rows up to 15; of more only the first 12
MOST_ROWS = 15
CUT_ROWS = 12


def actors(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
    by_country: bool = False,
) -> Chart:
    """The actors of one article by number of mentions. `headline` replaces the template's.

    With `by_country` actors of one country are added up, and those without one left out.
    """
    facts = _gather(tables, edits.numerals, by_country=by_country)
    name = "actors-by-country" if by_country else "actors"
    narrow = not edits.style.preset(size).beside
    doubted = not by_country and _is_doubted(tables)
    content = (
        _content(name, facts, narrow=narrow, doubted=doubted)
        if len(facts.mentions)
        else _card(name, facts)
    )
    return compose(
        content, statements.origin(facts), size, edits.with_headlines({name: headline})
    )


def lacks(tables: Tables, numerals: Numerals = PLAIN, *, by_country: bool = False) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    return worth.of_actors(_gather(tables, numerals, by_country=by_country))


def _gather(tables: Tables, numerals: Numerals, *, by_country: bool) -> Facts:
    facts = gather(tables, numerals)
    return add_up_countries(facts) if by_country else facts


@once
def _is_doubted(tables: Tables) -> bool:
    """Whether somebody has more mentions than all others, but not more than the error of counting
    allows for; of what is not known nothing is said."""
    leads = lead_within_error(tables)
    leads = leads[leads["within_error"] & leads["chance"].notna()]
    return bool((leads["mentions"] > leads["other_mentions"]).any())


def _content(name: str, facts: Facts, *, narrow: bool, doubted: bool) -> Content:
    kinds = facts.kinds
    row = facts.row
    totals = facts.ranking["total"].tolist()
    most = MOST_ROWS if len(totals) <= MOST_ROWS else CUT_ROWS
    first = statements.first_note(facts, worth.of_actors(facts))
    by = "by how the article refers to them"
    return Content(
        name=name,
        template=headlines.actors_headline(facts, doubted=doubted),
        subtitle=(
            f"Mentions per {row}, {by}"
            if len(kinds) > 1
            else f"Mentions by {kinds[0]}, per {row}"
        ),
        alt=_alt(name, facts),
        data=_tidy(facts),
        wide=_wide(facts),
        notes=[
            *first,
            *statements.error_note(facts, doubted=doubted),
            *statements.kinds_notes(facts),
            *statements.counted_captions_note(facts),
        ],
        keep_note=bool(first) or doubted,
        key=kind_key(kinds),
        body=partial(_body, facts),
        rows=worth.shown_rows(totals, most, narrow=narrow),
    )


def _card(name: str, facts: Facts) -> Content:
    return card(name, *statements.empty_card(facts), _tidy(facts), _wide(facts))


@once
def _tidy(facts: Facts) -> pd.DataFrame:
    columns = ["actor_id", "actor", "actor_type", "kind", "mentions", "first_paragraph"]
    long = facts.ranking.melt(
        id_vars=["actor_id", "actor", "actor_type", "first_paragraph"],
        value_vars=list(KINDS),
        var_name="kind",
        value_name="mentions",
        ignore_index=False,
    )
    return (
        long[long["mentions"] > 0].sort_index(kind="stable")[columns].reset_index(drop=True)
    )


@once
def _wide(facts: Facts) -> pd.DataFrame:
    # a kind that was not counted is left out, not given as 0
    kinds = list(facts.kinds or KINDS)
    return facts.ranking[["actor", *kinds]].set_axis(
        ["Actor", *(f"By {kind}" for kind in kinds)], axis=1
    )


def _alt(name: str, facts: Facts) -> str:
    ranking = facts.ranking
    whole = facts.numerals.whole
    count = facts.numerals.count
    kind = f"mentions by {facts.kinds[0]}" if len(facts.kinds) == 1 else "mentions"
    leaders = [
        f"{wording.plain(row.actor)} {'' if place else 'has '}{whole(row.total)}"
        + (f" ({whole(row.total - row.name)} not by name)" if len(facts.kinds) > 1 else "")
        for place, row in enumerate(walk_rows(ranking[:2]))
    ]
    chart = "Bar chart" if len(facts.kinds) == 1 else "Stacked bar chart"
    return (
        f"{chart} of {kind} per {facts.row} in {count(len(facts.paragraphs), 'paragraph')},"
        f" where {wording.join_names(leaders)}. {count(len(ranking), facts.row)}; full data"
        f" in {facts.article_id}-{name}.csv."
    )


def _body(facts: Facts, canvas: Canvas, top: float, rows: int) -> float:
    ranking = facts.ranking
    shown = ranking[:rows]
    bars = list(walk_rows(shown))
    zero, bottom = draw_ranked(
        list(shown["actor"]), bars, canvas, top, partial(_bars, canvas, shown)
    )
    rest = ranking["total"].tolist()[len(shown) :]
    if not rest:
        return bottom
    last = int(shown["total"].iloc[-1])
    return more_line(canvas, zero, bottom, statements.rest_line(facts, rest, last))


def _bars(canvas: Canvas, shown: pd.DataFrame, zero: float) -> Bars:
    """To a scale with which the longest bar and its number end at the right margin."""
    most = int(shown["total"].max())
    number = canvas.width(canvas.numerals.whole(most), canvas.preset.name_ink)
    return Bars(
        canvas,
        (canvas.preset.right - number - 7 - zero) / most,
        divided=sum(shown[list(KINDS)].any()) > 1,
    )
