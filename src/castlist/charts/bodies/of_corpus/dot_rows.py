"""Dot plots on one scale: a row an outlet, a panel an actor or a kind of voice."""

from collections.abc import Sequence
from dataclasses import dataclass

from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.compose import more_line
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import (
    GRID,
    INK,
    LABEL_LINE,
    MID,
    NAME,
    OUTLINE,
    PAPER,
)
from castlist.charts.render.marks import Dot, Line

__all__ = ["DotPanel", "DotRow", "Share", "dot_key", "draw_dot_panels"]

COLUMN = 0.27  # of the width, for outlets
COLUMN_BELOW = 0.4  # the same on narrow sheets
GUTTER = 12
GAP = 18  # between panels
MOST_ACROSS = 3  # panels
ROW = 2.1  # in label sizes, with the number of articles under the outlet
DOT = 0.3  # radius, in label sizes
BETWEEN = 1.3  # blocks of panels, in label sizes
END = 2.5  # half the height of an interval's end


@dataclass(frozen=True, slots=True)
class DotRow:
    """One outlet, its number of articles in words, and whether these are enough to lean on."""

    name: str
    about: str
    solid: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What a dot stands for: a share from 0 to 1 with its interval, and how it is written."""

    value: float
    low: float | None
    high: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class DotPanel:
    """One actor or kind, with a share for each row; None where there is nothing to share."""

    title: str
    shares: Sequence[Share | None]


def dot_key(rows: Sequence[DotRow], least: int) -> list[KeyEntry]:
    """What hollow dots are, if there are any."""
    if all(row.solid for row in rows):
        return []
    return [
        KeyEntry(f"{least} articles or more", _solid, 10),
        KeyEntry(f"fewer than {least}", _hollow, 10),
    ]


def draw_dot_panels(
    panels: Sequence[DotPanel],
    lines: Sequence[DotRow],
    canvas: Canvas,
    top: float,
    rows: int,
) -> float:
    """Draw the first rows of every panel; of a sheet of fixed height those that have room. The
    bottom."""
    across = min(len(panels), MOST_ACROSS if canvas.preset.beside else 1)
    shown = panels[:across] if canvas.preset.height else panels
    grid = _DotGrid(canvas, shown, lines[:rows], across)
    for start in range(0, len(shown), across):
        top = grid.block(range(start, min(start + across, len(shown))), top)
        top += BETWEEN * canvas.preset.label
    top -= BETWEEN * canvas.preset.label
    left_out = len(lines) - rows
    if not left_out:
        return top
    words = f"+ {canvas.numerals.count(left_out, 'more outlet')}; all are in the data file"
    return more_line(canvas, canvas.preset.left, top, words)


class _DotGrid:
    """Places panels of one scale side by side."""

    def __init__(
        self,
        canvas: Canvas,
        panels: Sequence[DotPanel],
        lines: Sequence[DotRow],
        across: int,
    ) -> None:
        self.canvas = canvas
        self.panels = panels
        self.lines = lines
        preset = canvas.preset
        edge, self.labels = _outlet_column(canvas, lines)
        self.edge = edge
        self.left = edge + GUTTER
        self.width = (preset.right - self.left + GAP) / across - GAP
        shares = [s for panel in panels for s in panel.shares[: len(lines)] if s]
        number = (
            max(canvas.width(s.shown, preset.small_ink) for s in shares) if shares else 0
        )
        self.radius = DOT * preset.label
        most = max([s.high or s.value for s in shares], default=0) or 1
        self.scale = (self.width - number - 2 * self.radius - 6) / most

    def block(self, numbers: range, top: float) -> float:
        """Panels side by side under their titles, with the outlets; the bottom."""
        canvas = self.canvas
        preset = canvas.preset
        titles = [canvas.fit(self.panels[n].title, self.width) for n in numbers]
        places = [self.left + n * (self.width + GAP) for n in range(len(numbers))]
        height = max(t.extra for t in titles) + LABEL_LINE * preset.label
        for title, x in zip(titles, places, strict=True):
            below = height - (title.extra + LABEL_LINE * preset.label)
            middle = top + below + (height - below) / 2
            canvas.label(x, middle, title, "start")
        top += height + 0.35 * preset.label
        start = top
        for row, label in enumerate(self.labels):
            shares = [self.panels[n].shares[row] for n in numbers]
            top = self._row(row, label, list(zip(places, shares, strict=True)), top)
        for x in places:
            canvas.add(Line(x, start, x, top, INK))
        return top

    def _row(
        self,
        number: int,
        label: Label,
        cells: Sequence[tuple[float, Share | None]],
        top: float,
    ) -> float:
        canvas = self.canvas
        preset = canvas.preset
        line = self.lines[number]
        named = LABEL_LINE * preset.label + label.extra
        text = named + 1.15 * preset.small
        height = max(ROW * preset.label * canvas.stretch, text + 0.5 * preset.label)
        first = top + (height - text) / 2
        canvas.label(self.edge, first + named / 2, label)
        baseline = first + named + 0.9 * preset.small
        canvas.text(self.edge, baseline, line.about, preset.soft_ink, "end")
        middle = top + height / 2
        for x, share in cells:
            canvas.add(Line(x, top + height, x + self.width, top + height, GRID))
            if share:
                self._dot(share, x, middle, solid=line.solid)
            else:
                canvas.text(x + 6, middle + MID * preset.small, "–", preset.soft_ink)
        return top + height

    def _dot(self, share: Share, x: float, middle: float, *, solid: bool) -> None:
        canvas = self.canvas
        at = x + self.radius + share.value * self.scale
        end = at + self.radius
        if share.low is not None and share.high is not None and share.high > share.low:
            low = x + self.radius + share.low * self.scale
            high = x + self.radius + share.high * self.scale
            canvas.add(Line(low, middle, high, middle, INK))
            for tip in (low, high):
                canvas.add(Line(tip, middle - END, tip, middle + END, INK))
            end = max(end, high)
        if solid:
            canvas.add(Dot(at, middle, self.radius, NAME))
        else:
            canvas.add(Dot(at, middle, self.radius, PAPER, OUTLINE))
        ink = canvas.preset.small_ink if share.value else canvas.preset.soft_ink
        canvas.text(end + 5, middle + MID * ink.size, share.shown, ink)


def _outlet_column(canvas: Canvas, lines: Sequence[DotRow]) -> tuple[float, list[Label]]:
    """Right edge of the column of outlets, and their names as they are, made to fit it."""
    preset = canvas.preset
    room = preset.width * (COLUMN if preset.beside else COLUMN_BELOW)
    labels = [canvas.fit_title(line.name, room) for line in lines]
    widths = [canvas.width(text, label.ink) for label in labels for text in label.lines]
    abouts = [canvas.width(line.about, preset.soft_ink) for line in lines]
    # slack for a wider typeface than Lato, as in `label_column`
    return preset.left + min(1.06 * max(*widths, *abouts), room), labels


def _solid(canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Dot(x + 5, middle, 4.5, NAME))


def _hollow(canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Dot(x + 5, middle, 4.5, PAPER, OUTLINE))
