"""Chart 7, what if something else counted: who is mentioned most by each definition of a mention,
hollow where that is not whoever leads as published, alone.

A lead that only one definition shows is no headline.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from castlist.charts.bodies.ranked import draw_ranked
from castlist.charts.data import statements
from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.once import once
from castlist.charts.page import wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, more_line
from castlist.charts.page.content import Content, KeyEntry, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.style import MID, OUTLINE, PAPER
from castlist.charts.page.style import NAME as FILL
from castlist.charts.render.marks import Box
from castlist.tables import Tables, walk_rows
from castlist.what_if import what_if_counted

__all__ = ["lacks", "what_if"]

NAME = "what-if"
SUBTITLE = "Mentions of the two mentioned most, by what counts as a mention"
STANDS = "the published lead stands"
FALLS = "another leads, or nobody alone"
LINKS = "All rows rest on the same links between mentions and actors."
BAR = 1.25  # height in label sizes
THICKEST = 1.25  # of a bar, where rows are stretched to fill a sheet
SHORTEST = 2  # px
SWATCH = 13  # px


def what_if(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """Who is mentioned most in one article by each definition of a mention.
    `headline` replaces the template's."""
    facts = gather(tables, edits.numerals)
    rows = _rows(tables)
    content = _card(facts, rows) if lacks(tables) else _content(facts, rows)
    return compose(
        content, statements.origin(facts), size, edits.with_headlines({NAME: headline})
    )


def lacks(tables: Tables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    published = _rows(tables).iloc[0]
    if published["second_mentions"] > 1:
        return ""
    most = numerals.count(int(published["second_mentions"]), "mention")
    return f"whoever comes second has {most}, and it takes 2"


@once
def _rows(tables: Tables) -> pd.DataFrame:
    return what_if_counted(tables)


def _content(facts: Facts, rows: pd.DataFrame) -> Content:
    return Content(
        name=NAME,
        template=_headline(facts, rows),
        subtitle=SUBTITLE,
        alt=_alt(facts, rows),
        data=rows,
        wide=_wide(rows),
        notes=[LINKS, *statements.title_note(facts)],
        key=_key(rows),
        body=partial(_body, rows),
        rows=len(rows),
    )


def _card(facts: Facts, rows: pd.DataFrame) -> Content:
    if facts.mentions.empty:
        fact, why = statements.empty_card(facts)
    else:
        fact = "There is no lead to try"
        why = "Nobody comes second with two mentions or more."
    return card(NAME, fact, why, rows, _wide(rows))


def _headline(facts: Facts, rows: pd.DataFrame) -> str:
    """By how many definitions the published lead stands; neutral where it is none."""
    published = rows.iloc[0]
    number = facts.numerals.count(len(rows), "definition")
    if not published["stands"]:
        return f"Nobody leads alone as published: the lead by {number}"
    stand = int(rows["stands"].sum())
    whose = f"{wording.named(published['first'])} is mentioned most"
    if wording.is_long(published["first"]):
        whose = "The published lead stands"
    if stand == len(rows):
        return wording.begun(f"{whose} by all{HARD}{number} of a mention")
    share = f"{facts.numerals.whole(stand)}{HARD}of{HARD}{number}"
    return wording.begun(f"{whose} by {share} of a mention")


def _alt(facts: Facts, rows: pd.DataFrame) -> str:
    stand = facts.numerals.whole(int(rows["stands"].sum()))
    first = rows.iloc[0]
    return (
        "Bar chart of the most mentions by what counts as a mention, where as published"
        f" {wording.plain(first['first'])} has {facts.numerals.whole(first['first_mentions'])}"
        f" and {wording.plain(first['second'])} {facts.numerals.whole(first['second_mentions'])},"
        f" and the lead stands by {stand} of {facts.numerals.count(len(rows), 'definition')};"
        f" full data in {facts.article_id}-{NAME}.csv."
    )


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    shown = {
        "definition": "What counts",
        "first": "Most",
        "first_mentions": "Its mentions",
        "second": "Second",
        "second_mentions": "Mentions of the second",
    }
    return rows[list(shown)].rename(columns=shown)


def _key(rows: pd.DataFrame) -> list[KeyEntry]:
    """One mark for what there is; none if all stand."""
    if rows["stands"].all():
        return []
    found = [(STANDS, True)] if rows["stands"].any() else []
    marks = [*found, (FALLS, False)]
    return [KeyEntry(words, partial(_swatch, stands), SWATCH) for words, stands in marks]


def _body(rows: pd.DataFrame, canvas: Canvas, top: float, number: int) -> float:
    shown = list(walk_rows(rows[:number]))
    names = [row.definition for row in shown]
    bars = partial(_LeadBars, canvas, shown)
    zero, bottom = draw_ranked(names, shown, canvas, top, bars)
    rest = len(rows) - len(shown)
    if not rest:
        return bottom
    line = f"+ {canvas.numerals.count(rest, 'more definition')}; all are in the data file"
    return more_line(canvas, zero, bottom, line)


class _LeadBars:
    """The bar of whoever leads, with both names and numbers behind it, to a scale with which the
    longest of them end at the right margin."""

    def __init__(self, canvas: Canvas, rows: Sequence[Any], zero: float) -> None:
        self.canvas = canvas
        self.height = BAR * canvas.preset.label * min(canvas.stretch, THICKEST)
        self.room = canvas.preset.right - zero - 7
        self.scale = min(self._scale(row) for row in rows)

    def draw(self, row: Any, x: float, top: float) -> None:
        """One bar, hollow if the published lead falls."""
        width = max(row.first_mentions * self.scale, SHORTEST)
        _fill(self.canvas, row.stands, Box(x, top, width, self.height, FILL))
        baseline = top + self.height / 2 + MID * self.canvas.preset.label
        words = self._says(row)
        self.canvas.text(x + width + 6, baseline, words, self.canvas.preset.label_ink)

    def _scale(self, row: Any) -> float:
        words = self.canvas.width(self._says(row), self.canvas.preset.label_ink)
        return max(self.room - words, 0) / max(row.first_mentions, 1)

    def _says(self, row: Any) -> str:
        whole = self.canvas.numerals.whole
        if not row.first_mentions:
            return "nobody"
        half = self.room * 0.4
        pairs = [(row.first, row.first_mentions), (row.second, row.second_mentions)]
        found = [
            f"{self._short(name, half)}{HARD}{whole(amount)}"
            for name, amount in pairs
            if name
        ]
        return ", ".join(found)

    def _short(self, name: str, room: float) -> str:
        """The name, or as many of its first words as so many px have room for."""
        ink = self.canvas.preset.label_ink
        text = wording.named(name)
        while self.canvas.width(text, ink) > room and " " in text:
            text = text.rsplit(" ", 1)[0].rstrip("…") + "…"
        return text


def _fill(canvas: Canvas, stands: bool, box: Box) -> None:
    fill, edge = (FILL, None) if stands else (PAPER, OUTLINE)
    canvas.add(Box(box.x, box.y, box.width, box.height, fill, edge))


def _swatch(stands: bool, canvas: Canvas, x: float, middle: float) -> None:
    _fill(canvas, stands, Box(x, middle - SWATCH / 2, SWATCH, SWATCH, PAPER))
