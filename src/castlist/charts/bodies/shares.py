"""Bars of sentences in four parts: negative, neutral, positive, and not sure."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from castlist.charts.page.canvas import Canvas
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import (
    INK,
    MID,
    NEGATIVE,
    OUTLINE,
    PAPER,
    POSITIVE,
    Ink,
)
from castlist.charts.render.marks import Box

__all__ = ["CALLED", "ShareBars", "share_key"]

BAR = 1.25  # height in label sizes
THICKEST = 1.25  # of a bar, where rows are stretched to fill a sheet
GAP = 1.5  # between the parts of a bar
# part, number on it; hollow is what cannot be told, as where scorers disagree
PART = {
    "negative": (NEGATIVE, PAPER),
    "neutral": (OUTLINE, PAPER),
    "positive": (POSITIVE, PAPER),
    "unsure": (PAPER, INK),
}
CALLED = {"unsure": "not sure"}


def share_key(classes: Sequence[str]) -> list[KeyEntry]:
    """The key: one part a class."""
    return [KeyEntry(CALLED.get(c, c), partial(_swatch, c), 13) for c in classes]


class ShareBars:
    """Draws bars to one scale, in px a sentence."""

    def __init__(self, canvas: Canvas, scale: float) -> None:
        self.canvas = canvas
        self.scale = scale
        self.height = BAR * canvas.preset.label * min(canvas.stretch, THICKEST)

    def draw(self, row: Any, x: float, top: float) -> None:
        """One bar with its parts and its total; `row` has a count for each class."""
        counts = {name: getattr(row, name) for name in PART if getattr(row, name)}
        for name, amount in counts.items():
            width = amount * self.scale
            self._part(name, amount, Box(x, top, max(width - GAP, 1), self.height, PAPER))
            x += width
        baseline = top + self.height / 2 + MID * self.canvas.preset.label
        total = self.canvas.numerals.whole(row.sentences)
        self.canvas.text(x + 6, baseline, total, self.canvas.preset.name_ink)

    def _part(self, name: str, amount: int, box: Box) -> None:
        """One part of a bar, with its number if the number has room on it."""
        _fill(self.canvas, name, box)
        ink = Ink(self.canvas.preset.small, colour=PART[name][1])
        number = self.canvas.numerals.whole(amount)
        if self.canvas.width(number, ink) + 8 < box.width:
            baseline = box.y + box.height / 2 + MID * ink.size
            self.canvas.text(box.x + box.width / 2, baseline, number, ink, "middle")


def _fill(canvas: Canvas, name: str, box: Box) -> None:
    fill = PART[name][0]
    edge = OUTLINE if fill == PAPER else None
    canvas.add(Box(box.x, box.y, box.width, box.height, fill, edge))


def _swatch(name: str, canvas: Canvas, x: float, middle: float) -> None:
    _fill(canvas, name, Box(x, middle - 6.5, 13, 13, PAPER))
