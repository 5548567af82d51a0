"""Chart 2, the story strip: where in the article each actor is mentioned, one mark a mention.

Up to 20 paragraphs (15 on mobile) it is a grid of dots; beyond that, or if a cell would overflow, a
barcode.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from castlist.charts.bodies.barcode import draw_barcode, tick_key
from castlist.charts.bodies.dots import dot_key, dots_fit, draw_dots
from castlist.charts.data import headlines, statements, worth
from castlist.charts.data.by_country import add_up_countries
from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.once import once
from castlist.charts.page import wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, more_line
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.charts.page.style import Preset
from castlist.tables import Tables, walk_rows

__all__ = ["lacks", "strip"]

MOST_ROWS = 10

Draw = Callable[[Facts, pd.DataFrame, Canvas, float], tuple[float, float]]


def strip(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
    by_country: bool = False,
) -> Chart:
    """Every mention of one article at its place in the text, a row an actor.
    `headline` replaces the template's.

    With `by_country` actors of one country share a row, and those without one are left out.
    """
    facts = _gather(tables, edits.numerals, by_country=by_country)
    preset = edits.style.preset(size)
    name = "strip-by-country" if by_country else "strip"
    content = _content(name, facts, preset) if len(facts.mentions) else _card(name, facts)
    return compose(
        content, statements.origin(facts), size, edits.with_headlines({name: headline})
    )


def lacks(tables: Tables, numerals: Numerals = PLAIN, *, by_country: bool = False) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    return worth.of_strip(_gather(tables, numerals, by_country=by_country))


def _gather(tables: Tables, numerals: Numerals, *, by_country: bool) -> Facts:
    facts = gather(tables, numerals)
    return add_up_countries(facts) if by_country else facts


def _content(name: str, facts: Facts, preset: Preset) -> Content:
    totals = facts.ranking["total"].tolist()
    rows = worth.shown_rows(totals, MOST_ROWS, narrow=not preset.beside)
    dots = dots_fit(facts, _rows(facts, rows), preset)
    first = statements.first_note(facts, worth.of_strip(facts))
    several = len(facts.kinds) > 1
    make_key = dot_key if dots else tick_key
    key = make_key(facts.kinds, preset) if several else []
    row = "Countries" if facts.row == "country" else "Actors"
    return Content(
        name=name,
        template=headlines.strip_headline(facts),
        subtitle=_subtitle(facts, dots=dots, several=several),
        alt=_alt(name, facts),
        data=_tidy(facts),
        wide=_wide(facts),
        notes=[
            *first,
            *statements.kinds_notes(facts),
            f"{row} in order of first appearance.",
            *statements.title_note(facts),
            *statements.caption_note(facts),
        ],
        keep_note=bool(first),
        key=key,
        body=partial(_body, facts, draw_dots if dots else draw_barcode),
        rows=rows,
    )


def _rows(facts: Facts, number: int) -> pd.DataFrame:
    """The most mentioned actors, in order of first appearance."""
    return facts.ranking[:number].sort_values(
        ["start", "total"], ascending=[True, False], ignore_index=True
    )


def _card(name: str, facts: Facts) -> Content:
    return card(name, *statements.empty_card(facts), _tidy(facts), _wide(facts))


def _subtitle(facts: Facts, *, dots: bool, several: bool) -> str:
    mention = "mention" if several else f"mention by {facts.kinds[0]}"
    by = ", by how the article refers to the actor" if several else ""
    if dots:
        return f"Each mark is one {mention}, in reading order"
    return (
        f"Position of every {mention} across"
        f" {facts.numerals.count(len(facts.paragraphs), 'paragraph')}{by}"
    )


@once
def _tidy(facts: Facts) -> pd.DataFrame:
    columns = [
        "mention_id",
        "actor",
        "kind",
        "paragraph",
        "word_offset",
        "start",
        "end",
        "text",
    ]
    return (
        facts.mentions[columns]
        .rename(columns={"start": "char_start", "end": "char_end"})
        .reset_index(drop=True)
    )


@once
def _wide(facts: Facts) -> pd.DataFrame:
    numbers = facts.paragraphs["paragraph"].tolist()
    cells = (
        facts.mentions.groupby(["actor_id", "paragraph"])
        .size()
        .unstack("paragraph", fill_value=0)
    )
    order = facts.ranking.sort_values(["start", "total"], ascending=[True, False])
    cells = cells.reindex(index=order["actor_id"], columns=numbers, fill_value=0).astype(
        int
    )
    cells.columns = [f"P{number}" for number in numbers]
    cells.insert(0, "Actor", order["actor"].tolist())
    return cells.reset_index(drop=True)


def _alt(name: str, facts: Facts) -> str:
    ranking = facts.ranking
    count = facts.numerals.count
    mentions = "mentions" if len(facts.kinds) > 1 else f"mentions by {facts.kinds[0]}"
    sizes = (
        f"{count(len(ranking), facts.row)} over {count(len(facts.paragraphs), 'paragraph')}"
    )
    latest = ranking.sort_values("start").index[-1]
    chosen = ranking.loc[list(dict.fromkeys([*ranking.index[:2], latest]))]
    runs = [f"{wording.plain(row.actor)} {_run(row)}" for row in walk_rows(chosen)]
    return (
        f"Timeline of {mentions} of {sizes}, where {wording.join_names(runs)}."
        f" {count(len(facts.mentions), 'mention')}; full data in"
        f" {facts.article_id}-{name}.csv."
    )


def _run(row: Any) -> str:
    if row.first_paragraph == row.last_paragraph:
        return f"appears only in paragraph {row.first_paragraph}"
    return f"runs from paragraph {row.first_paragraph} to {row.last_paragraph}"


def _body(facts: Facts, draw: Draw, canvas: Canvas, top: float, number: int) -> float:
    rows = _rows(facts, number)
    left, bottom = draw(facts, rows, canvas, top)
    totals = facts.ranking["total"].tolist()
    if len(rows) == len(totals):
        return bottom
    line = statements.rest_line(facts, totals[number:], totals[number - 1])
    return more_line(canvas, left, bottom + 0.3 * canvas.preset.small, line)
