"""Rows of dots on one scale of shares: a row an actor, a dot a group of articles."""

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import NamedTuple

from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.compose import label_column
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import (
    DESCRIPTION,
    GRID,
    LABEL_LINE,
    NAME,
    NEGATIVE,
    OUTLINE,
    PAPER,
)
from castlist.charts.render.marks import Box, Dot, Line

__all__ = ["MOST_GROUPS", "dotplot_key", "draw_dotplot"]

MOST_GROUPS = 4
"""Groups of which a reader can tell the marks apart."""

COLUMN = 0.31  # of the width, for names
ROW = 2.3  # heights, in label sizes; the second with the name above its dots
ROW_BELOW = 3.4
RADIUS = 0.42  # of a dot, in label sizes
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0)  # of the scale
TICKS = 5  # at most
GUTTER = 16  # between names and dots


def dotplot_key(groups: Sequence[str], size: float) -> list[KeyEntry]:
    """The key: one mark a group, in their order."""
    return [
        KeyEntry(group, partial(_key_mark, n), 2 * RADIUS * size)
        for n, group in enumerate(groups)
    ]


def draw_dotplot(
    shares: Sequence[tuple[str, Sequence[float]]], canvas: Canvas, top: float, rows: int
) -> float:
    """Draw the first rows; the bottom. Shares are from 0 to 1; one of 0 has no mark."""
    shown = shares[:rows]
    preset = canvas.preset
    names = [name for name, _ in shown]
    left = preset.left + RADIUS * preset.label
    labels = [canvas.fit(name, preset.room) for name in names]
    if preset.beside:
        edge, labels = label_column(canvas, names, COLUMN)
        left = edge + GUTTER
    right = preset.right - canvas.width("100%", preset.small_ink) / 2
    row = _row_height(canvas, labels)
    head = top + 1.5 * preset.small
    bottom = head + row * len(shown)
    scale = _Scale.of(max(max(values) for _, values in shown), left, right)
    scale.draw(canvas, head, bottom)
    for n, ((_, values), label) in enumerate(zip(shown, labels, strict=True)):
        middle = _name(canvas, label, (left, head + n * row, row))
        canvas.add(Line(left, middle, right, middle, GRID))
        for group in reversed(range(len(values))):
            if values[group]:
                _mark(canvas, group, scale.place(values[group]), middle)
    return bottom


class _Scale(NamedTuple):
    """Shares from 0 to a round number, between two edges."""

    step: float
    ticks: int
    left: float
    right: float

    @classmethod
    def of(cls, most: float, left: float, right: float) -> "_Scale":
        step = next(step for step in STEPS if most <= step * TICKS)
        return cls(step, max(1, ceil(most / step - 1e-9)), left, right)

    def place(self, share: float) -> float:
        """Where a share stands."""
        return self.left + share / (self.ticks * self.step) * (self.right - self.left)

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Its lines, each with its share on top; behind names only the first."""
        ink = canvas.preset.small_ink
        for tick in range(self.ticks + 1):
            x = self.place(tick * self.step)
            said = canvas.numerals.percent(round(100 * tick * self.step), 100)
            canvas.text(x, top - 0.4 * ink.size, said, ink, "middle")
            end = bottom if canvas.preset.beside else top + 0.3 * ink.size
            canvas.add(Line(x, top, x, end, GRID))


def _row_height(canvas: Canvas, labels: Sequence[Label]) -> float:
    preset = canvas.preset
    row = (ROW if preset.beside else ROW_BELOW) * preset.label * canvas.stretch
    tallest = max(label.extra + label.ink.size * LABEL_LINE for label in labels)
    return max(row, tallest if preset.beside else tallest + 1.8 * preset.label)


def _name(canvas: Canvas, label: Label, place: tuple[float, float, float]) -> float:
    """Write a name beside its dots or above them; the middle of the dots."""
    left, top, height = place
    preset = canvas.preset
    if preset.beside:
        canvas.label(left - GUTTER, top + height / 2, label)
        return top + height / 2
    middle = top + 1.1 * preset.label + label.extra / 2
    canvas.label(preset.left, middle, label, "start")
    return top + height - 0.8 * preset.label


def _mark(canvas: Canvas, group: int, x: float, y: float) -> None:
    """A full dot, a square, a hollow dot, a rust dot: told apart without colour too."""
    radius = RADIUS * canvas.preset.label
    if group == 0:
        canvas.add(Dot(x, y, radius, NAME))
    elif group == 1:
        side = 1.8 * radius
        canvas.add(Box(x - side / 2, y - side / 2, side, side, DESCRIPTION))
    elif group == 2:
        canvas.add(Dot(x, y, radius, PAPER, OUTLINE))
    else:
        side = 1.8 * radius
        canvas.add(Box(x - side / 2, y - side / 2, side, side, PAPER, NEGATIVE))


def _key_mark(group: int, canvas: Canvas, x: float, middle: float) -> None:
    _mark(canvas, group, x + RADIUS * canvas.preset.label, middle)
