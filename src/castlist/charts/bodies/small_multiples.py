"""The bodies of charts of several articles:
panels of bars side by side, and bands of tone, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd

from castlist.charts.bodies.bars import Bars
from castlist.charts.bodies.columns import (
    BAND,
    LOWEST,
    SHARE,
    WORDS,
    BandPlace,
    Columns,
    is_thin,
)
from castlist.charts.data import statements
from castlist.charts.data.bylines import clean_outlet
from castlist.charts.data.facts import KINDS, Facts
from castlist.charts.page import lettering, wording
from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.compose import label_column, more_line
from castlist.charts.page.style import GRID, INK, LABEL_LINE, MID, NOTE_LINE, Preset
from castlist.charts.render.marks import Line
from castlist.tables import walk_rows

__all__ = ["ABSENT", "Panel", "draw_bands", "draw_panels", "thin_bands"]

COLUMN = 0.26  # of the width, for names and titles
# between names and panels, between panels
GUTTER = 12
GAP = 16
NARROWEST = 90  # of a panel
# panels side by side; the second with the names above the bars
MOST = 4
MOST_BELOW = 2
# in label sizes; the last two with the name above the bars
ROW = 2.1
ROW_BELOW = 3.25
BAR_BELOW = 1.65
ABSENT = "–"  # the note of the chart explains it
BETWEEN = 1.8  # two blocks, in label sizes
APART = 1.2  # between articles, in label sizes


@dataclass(frozen=True, eq=False)
class Panel:
    """One article of several: what it is, its actors with their counts,
    and its scored paragraphs."""

    facts: Facts
    scored: pd.DataFrame

    @property
    def title(self) -> str:
        """What the panel is called."""
        return lettering.clean(str(self.facts.article["title"])) or self.facts.article_id

    @property
    def about(self) -> str:
        """Outlet, date and length."""
        article = self.facts.article
        outlet = lettering.isolate(
            clean_outlet(str(article["outlet"]), str(article["url"]))
        )
        length = self.facts.numerals.count(int(self.facts.article["words"]), "word")
        known = [outlet, wording.day(str(self.facts.article["published"])), length]
        return ", ".join(part for part in known if part)


def draw_panels(
    panels: Sequence[Panel], ranking: pd.DataFrame, canvas: Canvas, top: float, rows: int
) -> float:
    """Draw the first actors of the ranking, a panel an article,
    in blocks under each other; the bottom."""
    across = _across(canvas.preset, len(panels))
    shown = panels
    if canvas.preset.height and across < len(panels):  # there is no room for a second block
        shown = panels[:across]
        named = {actor for panel in shown for actor in panel.facts.ranking["actor_id"]}
        ranking = pd.concat(
            [part for _, part in ranking.groupby(~ranking["actor_id"].isin(named))]
        )
        rows = min(rows, max(len(named), 1))
    grid = _PanelGrid(canvas, shown, ranking[:rows])
    for start in range(0, len(shown), grid.across):
        top = (
            grid.block(shown[start : start + grid.across], top)
            + BETWEEN * canvas.preset.label
        )
    rest = ranking[rows:]
    lines = []
    if len(rest):
        last = int(ranking["total"].iloc[rows - 1])
        lines.append(statements.rest_line(panels[0].facts, rest["total"].tolist(), last))
    if len(shown) < len(panels):
        lines.append(
            f"+ {canvas.numerals.count(len(panels) - len(shown), 'more article')} in the"
            " data file"
        )
    top -= BETWEEN * canvas.preset.label
    # else it would need a second line
    left = canvas.preset.left if canvas.preset.height else grid.left
    return more_line(canvas, left, top, "; ".join(lines)) if lines else top


class _PanelGrid:
    """Places the panels, all of one width and one scale, and draws blocks of them."""

    def __init__(
        self, canvas: Canvas, panels: Sequence[Panel], ranking: pd.DataFrame
    ) -> None:
        self.canvas = canvas
        self.ranking = ranking
        preset = canvas.preset
        self.left = preset.left
        if preset.beside:
            edge, self.labels = label_column(canvas, list(ranking["actor"]), COLUMN)
            self.left = edge + GUTTER
        else:
            self.labels = [canvas.fit(name, preset.room) for name in ranking["actor"]]
        self.across = _across(preset, len(panels))
        self.width = (preset.right - self.left + GAP) / self.across - GAP
        self.counts = [_counts(panel.facts, ranking) for panel in panels]
        self.row_of = {
            panel.facts.article_id: rows
            for panel, rows in zip(panels, self.counts, strict=True)
        }
        every = pd.concat(self.counts)
        longest = int(every["total"].max())
        number = canvas.width(canvas.numerals.whole(longest), preset.name_ink)
        self.bars = Bars(
            canvas,
            (self.width - number - 8) / longest,
            divided=sum(every[list(KINDS)].any()) > 1,
        )

    def block(self, panels: Sequence[Panel], top: float) -> float:
        """Panels side by side under their heads, and the names; the bottom."""
        canvas = self.canvas
        preset = self.canvas.preset
        places = [self.left + number * (self.width + GAP) for number in range(len(panels))]
        heads = [_Head(canvas, panel, self.width) for panel in panels]
        for head, x in zip(heads, places, strict=True):
            head.draw(x, top)
        top += max(head.height for head in heads) + 0.5 * preset.label
        start = top
        tables = [self.row_of[panel.facts.article_id] for panel in panels]
        for number, label in enumerate(self.labels):
            rows = [next(walk_rows(table[number : number + 1])) for table in tables]
            top = self._row(label, list(zip(places, rows, strict=True)), top)
        if preset.beside:
            for x in places:
                canvas.add(Line(x, start, x, top, INK))
        return top

    def _row(self, label: Label, cells: Sequence[tuple[float, Any]], top: float) -> float:
        canvas = self.canvas
        preset = self.canvas.preset
        size = self.canvas.preset.label
        if preset.beside:
            height = max(ROW * size * canvas.stretch, label.extra + LABEL_LINE * size)
            canvas.label(self.left - GUTTER, top + height / 2, label)
            bar = top + (height - self.bars.height) / 2
        else:
            height = ROW_BELOW * size + label.extra
            canvas.label(preset.left, top + 0.91 * size + label.extra / 2, label, "start")
            bar = top + BAR_BELOW * size + label.extra
        for x, row in cells:
            if row.total:
                self.bars.draw(row, x + preset.beside, bar)
            else:
                baseline = bar + self.bars.height / 2 + MID * size
                canvas.text(x + 6, baseline, ABSENT, preset.soft_ink)
        return top + height


def _across(preset: Preset, number: int) -> int:
    """How many panels stand side by side, so that all blocks have about as many."""
    room = preset.room - (COLUMN * preset.width + GUTTER if preset.beside else 0)
    most = min(MOST if preset.beside else MOST_BELOW, int((room + GAP) / (NARROWEST + GAP)))
    return ceil(number / ceil(number / most))


def _counts(facts: Facts, ranking: pd.DataFrame) -> pd.DataFrame:
    """How often one article mentions the actors of the ranking, in its order."""
    columns = [*KINDS, "total"]
    own = facts.ranking.set_index("actor_id")[columns]
    return own.reindex(ranking["actor_id"], fill_value=0).astype(int)


class _Head:
    """The title of an article in two lines at most, and what is known of it,
    made to fit a width."""

    def __init__(self, canvas: Canvas, panel: Panel, width: float) -> None:
        self.canvas = canvas
        self.title = canvas.fit_title(panel.title, width)
        measure = canvas.measure(canvas.preset.soft_ink)
        about = "" if canvas.preset.height else panel.about  # the source line says it, too
        self.about = [
            lettering.cut(line, width, measure)
            for line in lettering.wrap(about, width, measure)
            if line
        ]
        first = self.title.ink.size * LABEL_LINE + self.title.extra
        self.height = (
            first
            + 0.2 * canvas.preset.small
            + len(self.about) * NOTE_LINE * canvas.preset.small
        )

    def draw(self, x: float, top: float) -> None:
        """Write both."""
        size = self.title.ink.size * LABEL_LINE
        soft = self.canvas.preset.soft_ink
        self.canvas.label(x, top + (size + self.title.extra) / 2, self.title, "start")
        top += size + self.title.extra + 0.2 * soft.size
        for number, line in enumerate(self.about):
            self.canvas.text(x, top + (1 + number * NOTE_LINE) * soft.size, line, soft)


def thin_bands(panels: Sequence[Panel], preset: Preset) -> bool:
    """Whether the columns of any article are too narrow to be hollow."""
    less = COLUMN * preset.width + GUTTER if preset.beside else 0
    longest = max(len(panel.scored) for panel in panels)
    return is_thin(longest, preset, beside=preset.beside, less=less)


def draw_bands(panels: Sequence[Panel], canvas: Canvas, top: float, rows: int) -> float:
    """Draw the tone of the first articles, a band a scorer; the bottom."""
    preset = canvas.preset
    columns = Columns(canvas, beside=preset.beside, thin=thin_bands(panels, preset))
    left = preset.left + COLUMN * preset.width + GUTTER if preset.beside else preset.left
    height = _band_height(canvas, columns, rows)
    for number, panel in enumerate(panels[:rows]):
        titled = not preset.beside or not number
        head = _Head(
            canvas, panel, left - GUTTER - preset.left if preset.beside else preset.room
        )
        above = (
            (columns.words(titled=titled) - columns.words(titled=False))
            if preset.beside
            else 0
        )
        head.draw(preset.left, top + above)
        start = top if preset.beside else top + head.height + 0.2 * preset.label
        bottom = top + above + head.height
        if len(panel.scored):
            end = columns.draw(
                panel.scored, BandPlace(left, preset.right, start, height), titled=titled
            )
            bottom = max(bottom, end)
        else:
            canvas.text(
                left,
                start + above + preset.small,
                "No paragraph was scored.",
                preset.soft_ink,
            )
            bottom = max(bottom, start + above + 1.4 * preset.small)
        top = bottom + APART * preset.label
        if number < rows - 1:
            canvas.add(
                Line(
                    preset.left,
                    top - APART / 2 * preset.label,
                    preset.right,
                    top - APART / 2 * preset.label,
                    GRID,
                )
            )
    top -= APART * preset.label
    if rows == len(panels):
        return top
    return more_line(
        canvas,
        left,
        top,
        f"+ {canvas.numerals.count(len(panels) - rows, 'more article')} in the data file",
    )


def _band_height(canvas: Canvas, columns: Columns, rows: int) -> float:
    preset = canvas.preset
    if not preset.height:
        return BAND
    share = SHARE * (preset.height - WORDS) * canvas.stretch / rows
    return max(
        (share - columns.words(titled=False) - APART * preset.label) / columns.stacked,
        LOWEST,
    )
