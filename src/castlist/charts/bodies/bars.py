"""Bars of mentions in three parts: by name, by description, by pronoun."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from castlist.charts.data.facts import KINDS
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import DESCRIPTION, INK, MID, NAME, OUTLINE, PAPER, Ink
from castlist.charts.render.marks import Box

__all__ = ["Bars", "kind_key"]

BAR = 1.25  # height in label sizes
THICKEST = 1.25  # of a bar, where rows are stretched to fill a sheet
GAP = 1.5  # between the parts of a bar
SLIVER = 4  # a hollow part narrower than this is filled, or only its outline would show
# part, number on it
PART = {"name": (NAME, PAPER), "description": (DESCRIPTION, PAPER), "pronoun": (PAPER, INK)}


def kind_key(kinds: Sequence[str]) -> list[KeyEntry]:
    """The key: one part a kind; none if there is but one."""
    return (
        [KeyEntry(f"by {kind}", partial(_swatch, kind), 13) for kind in kinds]
        if len(kinds) > 1
        else []
    )


class Bars:
    """Draws bars to one scale, in px a mention;
    `divided` says that there is more than one kind of mention."""

    def __init__(self, canvas: Canvas, scale: float, *, divided: bool) -> None:
        self.canvas = canvas
        self.scale = scale
        self.divided = divided
        self.height = BAR * canvas.preset.label * min(canvas.stretch, THICKEST)

    def draw(self, row: Any, x: float, top: float) -> None:
        """One bar with its parts and its total;
        `row` has a count for each kind, and their total."""
        size = self.canvas.preset.label
        counts = {kind: getattr(row, kind) for kind in KINDS if getattr(row, kind)}
        last = list(counts)[-1]
        for kind, amount in counts.items():
            width = amount * self.scale
            self._part(
                kind,
                amount,
                Box(
                    x, top, max(width - (0 if kind == last else GAP), 1), self.height, PAPER
                ),
            )
            x += width
        baseline = top + self.height / 2 + MID * size
        self.canvas.text(
            x + 6,
            baseline,
            self.canvas.numerals.whole(row.total),
            self.canvas.preset.name_ink,
        )

    def _part(self, kind: str, amount: int, box: Box) -> None:
        """One part of a bar, with its number if the number has room on it."""
        _fill(self.canvas, kind, box)
        ink = Ink(self.canvas.preset.small, colour=PART[kind][1])
        number = self.canvas.numerals.whole(amount)
        if self.divided and self.canvas.width(number, ink) + 8 < box.width:
            baseline = box.y + box.height / 2 + MID * ink.size
            self.canvas.text(box.x + box.width / 2, baseline, number, ink, "middle")


def _fill(canvas: Canvas, kind: str, box: Box) -> None:
    fill = PART[kind][0]
    if fill == PAPER and box.width < SLIVER:
        canvas.add(replace(box, fill=OUTLINE))
    else:
        canvas.add(replace(box, fill=fill, edge=OUTLINE if fill == PAPER else None))


def _swatch(kind: str, canvas: Canvas, x: float, middle: float) -> None:
    _fill(canvas, kind, Box(x, middle - 6.5, 13, 13, PAPER))
