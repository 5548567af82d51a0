"""Bars of mentions in three parts: by name, by description, by pronoun."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from castlist.charts.content import KeyEntry
from castlist.charts.facts import KINDS
from castlist.charts.sheet import Box, Sheet
from castlist.charts.style import DESCRIPTION, INK, MID, NAME, OUTLINE, PAPER, Ink

__all__ = ["Bars", "kind_key"]

BAR = 1.25  # height in label sizes
THICKEST = 1.25  # of a bar, where rows are stretched to fill a sheet
GAP = 1.5  # between the parts of a bar
SLIVER = 4  # a hollow part narrower than this is filled, or only its outline would show
PART = {"name": (NAME, PAPER), "description": (DESCRIPTION, PAPER), "pronoun": (PAPER, INK)}  # part, number on it


def kind_key(kinds: Sequence[str]) -> list[KeyEntry]:
    """The key: one part a kind; none if there is but one."""
    return [KeyEntry(f"by {kind}", partial(_swatch, kind), 13) for kind in kinds] if len(kinds) > 1 else []


class Bars:
    """Draws bars to one scale, in px a mention; `divided` says that there is more than one kind of mention."""

    def __init__(self, sheet: Sheet, scale: float, *, divided: bool) -> None:
        self.sheet, self.scale, self.divided = sheet, scale, divided
        self.height = BAR * sheet.preset.label * min(sheet.stretch, THICKEST)

    def draw(self, row: tuple, x: float, top: float) -> None:
        """One bar with its parts and its total; `row` has a count for each kind, and their total."""
        size = self.sheet.preset.label
        counts = {kind: getattr(row, kind) for kind in KINDS if getattr(row, kind)}
        last = list(counts)[-1]
        for kind, amount in counts.items():
            width = amount * self.scale
            self._part(kind, amount, Box(x, top, max(width - (0 if kind == last else GAP), 1), self.height, PAPER))
            x += width
        baseline = top + self.height / 2 + MID * size
        self.sheet.text(x + 6, baseline, self.sheet.numerals.whole(row.total), self.sheet.preset.name_ink)

    def _part(self, kind: str, amount: int, box: Box) -> None:
        """One part of a bar, with its number if the number has room on it."""
        _fill(self.sheet, kind, box)
        ink = Ink(self.sheet.preset.small, colour=PART[kind][1])
        number = self.sheet.numerals.whole(amount)
        if self.divided and self.sheet.width(number, ink) + 8 < box.width:
            baseline = box.y + box.height / 2 + MID * ink.size
            self.sheet.text(box.x + box.width / 2, baseline, number, ink, "middle")


def _fill(sheet: Sheet, kind: str, box: Box) -> None:
    fill = PART[kind][0]
    if fill == PAPER and box.width < SLIVER:
        sheet.add(replace(box, fill=OUTLINE))
    else:
        sheet.add(replace(box, fill=fill, edge=OUTLINE if fill == PAPER else None))


def _swatch(kind: str, sheet: Sheet, x: float, middle: float) -> None:
    _fill(sheet, kind, Box(x, middle - 6.5, 13, 13, PAPER))
