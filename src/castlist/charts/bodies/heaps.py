"""The sentences of a row as heaps, where there are too many for dots: a thin slice a sentence.

Those on which the scorers agree stand on a line, the others hang below it, and equal ones are
stacked: the heap at zero is as high as it is. Below is a box for the middle half.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from castlist.charts.bodies.tone_key import FILLS
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.content import Glyph
from castlist.charts.page.style import OUTLINE, SOFT, STRIPE
from castlist.charts.render.marks import Box, Line
from castlist.tables import walk_rows

__all__ = ["Heaps", "box_glyph", "slice_glyph"]

PITCH = 4.4  # px from heap to heap
WIDTH = 3.6  # px of a heap
# of a slice: px below which it is not seen, label sizes at most
THINNEST = 2.2
THICKEST = 0.5
# of the tallest heap, in label sizes: as it should be, as slices may make it, on a fixed sheet
TALL = 5
TALLEST = 9
TALL_FIXED = 2.4
GAP = 0.3  # between heaps and box, in label sizes
BOX = 0.55  # height of the box, in label sizes
LONG = 0.6  # of a slice in the key, in label sizes

Heap = Mapping[int, Sequence[str]]
"""Place on the axis -> the classes of the sentences there, one a slice."""


class Heaps:
    """Draws the heaps of the rows of one chart, all with slices of one height."""

    def __init__(self, canvas: Canvas, rows: Sequence[pd.DataFrame], half: float) -> None:
        self.canvas = canvas
        self.half = half
        self.label = canvas.preset.label
        tallest = max(
            max(_tallest(up), _tallest(down)) for up, down in map(self._sort, rows)
        )
        self.slice = self._thickness(max(tallest, 1))

    def _thickness(self, tallest: int) -> float:
        """Of a slice, with so many in the tallest heap."""
        thickest = THICKEST * self.label
        if self.canvas.preset.height:
            return min(thickest, TALL_FIXED * self.label / tallest)
        usual = min(thickest, TALL * self.label / tallest)
        return max(usual, min(THINNEST, TALLEST * self.label / tallest))

    def height(self, sentences: pd.DataFrame, *, boxed: bool) -> float:
        """Height of the heaps of a row, and of its box if it has one."""
        up, down = self._sort(sentences)
        below = (GAP + BOX) * self.label if boxed else 0
        return (_tallest(up) + _tallest(down)) * self.slice + below

    def draw(self, sentences: pd.DataFrame, zero: float, top: float) -> float:
        """Draw the heaps of a row round their line, zero of the axis at that place; the bottom."""
        up, down = self._sort(sentences)
        base = top + _tallest(up) * self.slice
        for heaps, way in ((up, -1), (down, 1)):
            for place, labels in heaps.items():
                x = zero + place * PITCH - WIDTH / 2
                for number, label in enumerate(labels):
                    y = base + way * number * self.slice - self.slice * (way < 0)
                    self.canvas.add(Box(x, y, WIDTH, self.slice, FILLS[label]))
        left = zero - self.half
        self.canvas.add(Line(left, base, left + 2 * self.half, base, OUTLINE, 0.8))
        return base + _tallest(down) * self.slice

    def box(self, sentences: pd.DataFrame, zero: float, top: float) -> tuple[float, float]:
        """Draw the box of the middle half below the heaps; its top and bottom."""
        low, high = (
            zero + q * self.half for q in sentences["score"].quantile([0.25, 0.75])
        )
        top += GAP * self.label
        height = BOX * self.label
        self.canvas.add(Box(low - 1, top, high - low + 2, height, STRIPE, OUTLINE))
        return top, top + height

    def _sort(self, sentences: pd.DataFrame) -> tuple[Heap, Heap]:
        """The heaps above and below the line, classes of one kind together."""
        heaps: tuple[dict[int, list[str]], dict[int, list[str]]] = (
            defaultdict(list),
            defaultdict(list),
        )
        for row in walk_rows(sentences):
            side = heaps[0 if row.agreement == "yes" else 1]
            side[round(row.score * self.half / PITCH)].append(row.label)
        for side in heaps:
            for labels in side.values():
                labels.sort()
        return heaps


def slice_glyph(agreed: bool) -> Glyph:
    """The key's mark: a slice above its line, or below it."""
    return partial(_key_slice, agreed)


def box_glyph(canvas: Canvas, x: float, middle: float) -> None:
    """The key's mark for the middle half."""
    height = BOX * canvas.preset.label
    canvas.add(Box(x, middle - height / 2, 16, height, STRIPE, OUTLINE))


def _key_slice(agreed: bool, canvas: Canvas, x: float, middle: float) -> None:
    long = LONG * canvas.preset.label
    canvas.add(Box(x + 4, middle - long * agreed, 2, long, SOFT))
    canvas.add(Line(x, middle, x + 10, middle, OUTLINE, 0.8))


def _tallest(heap: Heap) -> int:
    return max((len(labels) for labels in heap.values()), default=0)
