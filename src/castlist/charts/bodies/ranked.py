"""Rows of one bar each, the longest first:
the name beside its bar, or above it where there is no room."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from castlist.charts.page.canvas import Canvas
from castlist.charts.page.compose import label_column
from castlist.charts.page.style import INK, LABEL_LINE
from castlist.charts.render.marks import Line

__all__ = ["RowBars", "draw_ranked"]

COLUMN = 0.31  # of the width, for names
# in label sizes; the last two with the name above the bar
ROW = 2.1
ROW_BELOW = 3.25
BAR_BELOW = 1.65


class RowBars(Protocol):
    """What draws the bars of a chart, all of one height."""

    height: float

    def draw(self, row: Any, x: float, top: float) -> None:
        """Draw the bar of one row from a left edge and a top edge on."""
        ...


def draw_ranked(
    names: Sequence[str],
    rows: Sequence[Any],
    canvas: Canvas,
    top: float,
    make: Callable[[float], RowBars],
) -> tuple[float, float]:
    """Draw a row a name; where bars begin, and the bottom.
    `make` gives the bars that begin at a left edge."""
    draw = _beside if canvas.preset.beside else _below
    return draw(names, rows, canvas, top, make)


def _beside(
    names: Sequence[str],
    rows: Sequence[Any],
    canvas: Canvas,
    top: float,
    make: Callable[[float], RowBars],
) -> tuple[float, float]:
    """Names in a column, bars from an axis line."""
    edge, labels = label_column(canvas, names, COLUMN)
    tallest = max(label.extra + label.ink.size * LABEL_LINE for label in labels)
    row_height = max(ROW * canvas.preset.label * canvas.stretch, tallest)
    zero = edge + 10
    bottom = top + row_height * len(rows)
    bars = make(zero + 1)
    for row, label in zip(rows, labels, strict=True):
        canvas.label(edge, top + row_height / 2, label)
        bars.draw(row, zero + 1, top + (row_height - bars.height) / 2)
        top += row_height
    canvas.add(Line(zero, bottom - row_height * len(rows), zero, bottom, INK))
    return zero, bottom


def _below(
    names: Sequence[str],
    rows: Sequence[Any],
    canvas: Canvas,
    top: float,
    make: Callable[[float], RowBars],
) -> tuple[float, float]:
    """Each bar under its name, flush left, without an axis line,
    which would cut through the names."""
    size = canvas.preset.label
    left = canvas.preset.left
    bars = make(left)
    for name, row in zip(names, rows, strict=True):
        label = canvas.fit(name, canvas.preset.room)
        canvas.label(left, top + 0.91 * size + label.extra / 2, label, "start")
        bars.draw(row, left, top + label.extra + BAR_BELOW * size)
        top += ROW_BELOW * size + label.extra
    return left, top
