"""The body of chart 6: a row an actor on one axis from −1 to +1, a dot a sentence.

Dots that would touch are stacked. Where stacks would get too tall, the dots of all rows are
smaller; where that is not enough, the sentences are heaps of thin slices (`heaps`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from castlist.charts.bodies.heaps import Heaps, box_glyph, slice_glyph
from castlist.charts.bodies.stacking import AIR, stack_levels, tallest_stack
from castlist.charts.bodies.tone_key import FILLS
from castlist.charts.data.tones import ALL_OF_THEM
from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.compose import label_column
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import (
    GRID,
    INK,
    LABEL_LINE,
    MID,
    OUTLINE,
    PAPER,
    SOFT,
    Preset,
)
from castlist.charts.render.marks import Anchor, Dot, Line
from castlist.settings import Settings
from castlist.tables import walk_rows

__all__ = ["TICKS", "Row", "draw_rows", "fit_dots", "row_key"]

COLUMN = 0.28  # of the width, for names
GUTTER = 14  # between names and axis, and between axis and numbers
# diameters in label sizes, and how many such dots may stand above each other
DOTS = {0.7: 6, 0.45: 12}
FIXED = 0.6  # of that number on sheets of fixed height
TICKS = 0  # in the place of a diameter
ROW = 2.1  # height at least, in label sizes
CLEAR = 0.15  # between a name and the lines below it, in label sizes
EDGE = 0.55  # above and below what stands in a row, both together, in label sizes
OVER = 5  # px by which the tick of a median is longer than the stack, at each end
MEDIAN_WIDTH = 2.2
FEW = f"Fewer than {Settings().median_sentences} sentences, so no median"
ENDS: dict[int, tuple[str, Anchor]] = {
    -1: ("−1 negative", "start"),
    0: ("0", "middle"),
    1: ("+1 positive", "end"),
}


@dataclass(frozen=True, eq=False)
class Row:
    """One actor with the sentences that mention it, ordered by their score on the axis."""

    actor: str
    sentences: pd.DataFrame  # score, label, agreement

    @property
    def number(self) -> int:
        """How many sentences there are."""
        return len(self.sentences)

    @property
    def median(self) -> float | None:
        """The score in the middle, if there are enough sentences for one."""
        return (
            float(self.sentences["score"].median())
            if self.number >= Settings().median_sentences
            else None
        )


def fit_dots(rows: Sequence[Row], preset: Preset) -> float:
    """The largest diameter of dots, in label sizes, with which no stack gets too tall;
    TICKS if there is none."""
    names = COLUMN * preset.width + 2 * GUTTER + 6 * preset.small if preset.beside else 0
    for dot, most in DOTS.items():
        half = (preset.room - names - dot * preset.label) / 2
        size = dot * preset.label
        if all(
            tallest_stack(stack_levels(row.sentences["score"], half, size))
            <= most * (FIXED if preset.height else 1)
            for row in rows
        ):
            return dot
    return TICKS


def row_key(rows: Sequence[Row], preset: Preset, dot: float) -> list[KeyEntry]:
    """The key of the marks that occur; colour needs none, as it only repeats the side of zero."""
    agreed = {
        agreement == "yes" for row in rows for agreement in row.sentences["agreement"]
    }
    words = {
        True: f"{ALL_OF_THEM} scorers agree",
        False: "they do not" if True in agreed else "scorers do not agree",
    }
    size = dot * preset.label
    entries = [
        KeyEntry(
            words[yes],
            partial(_key_dot, size, yes) if dot else slice_glyph(yes),
            size or 10,
        )
        for yes in (True, False)
        if yes in agreed
    ]
    if any(row.median is not None for row in rows):
        name = f"median of {Settings().median_sentences} or more"
        entries += [] if dot else [KeyEntry("middle half", box_glyph, 16)]
        entries.append(KeyEntry(name, _key_median, 5))
    return entries


def draw_rows(
    rows: Sequence[Row], canvas: Canvas, top: float, dot: float
) -> tuple[float, float]:
    """Draw the rows with dots of that diameter, or as ticks;
    the left edge of the axis and the bottom."""
    return _Axis(canvas, rows, dot).draw(rows, top)


class _Axis:
    """Places the axis of one chart and draws its rows."""

    def __init__(self, canvas: Canvas, rows: Sequence[Row], dot: float) -> None:
        self.canvas = canvas
        self.size = dot * canvas.preset.label
        preset = canvas.preset
        self.left = preset.left
        self.right = preset.right
        if preset.beside:
            self.edge, self.labels = label_column(
                canvas, [row.actor for row in rows], COLUMN
            )
            self.left = self.edge + GUTTER
            self.right = preset.right - GUTTER
            self.right -= max(
                canvas.width(word, preset.soft_ink)
                for word in ("Sentences", self._number(rows[0]))
            )
        else:
            room = (
                preset.room
                - max(canvas.width(self._count(row), preset.soft_ink) for row in rows)
                - GUTTER
            )
            self.labels = [canvas.fit(row.actor, room) for row in rows]
        self.half = (self.right - self.left - self.size) / 2
        self.zero = (self.left + self.right) / 2
        self.heaps = Heaps(canvas, [row.sentences for row in rows], self.half)

    def draw(self, rows: Sequence[Row], top: float) -> tuple[float, float]:
        """Write the scale, then the rows, those without a median under a line that says so."""
        preset = self.canvas.preset
        top = self._hairline(self._scale(top))
        few = (
            [row.median is None for row in rows].index(True)
            if rows[-1].median is None
            else len(rows)
        )
        for number, (row, label) in enumerate(zip(rows, self.labels, strict=True)):
            if number == few:
                self.canvas.text(
                    preset.left, top + 1.15 * preset.small, FEW, preset.soft_ink
                )
                top = self._hairline(top + 1.6 * preset.small)
            top = self._hairline(
                (self._beside if preset.beside else self._below)(row, label, top)
            )
        return self.left, top

    def _scale(self, top: float) -> float:
        preset = self.canvas.preset
        baseline = top + preset.small
        for step, (word, anchor) in ENDS.items():
            x = self.zero + step * (self.half + self.size / 2)
            self.canvas.text(x, baseline, word, preset.soft_ink, anchor)
        if preset.beside:
            self.canvas.text(preset.right, baseline, "Sentences", preset.soft_ink, "end")
        return top + 1.5 * preset.small

    def _hairline(self, y: float) -> float:
        self.canvas.add(Line(self.canvas.preset.left, y, self.canvas.preset.right, y, GRID))
        return y

    def _beside(self, row: Row, label: Label, top: float) -> float:
        """The name left of the axis, the number right of it; the bottom."""
        canvas = self.canvas
        preset = self.canvas.preset
        tallest = max(
            label.extra + LABEL_LINE * label.ink.size,
            self._height(row) + EDGE * preset.label,
        )
        height = max(ROW * preset.label * canvas.stretch, tallest)
        middle = top + height / 2
        canvas.label(self.edge, middle, label)
        canvas.text(
            preset.right,
            middle + MID * preset.small,
            self._number(row),
            preset.small_ink,
            "end",
        )
        self._marks(row, middle, (top, top + height))
        return top + height

    def _below(self, row: Row, label: Label, top: float) -> float:
        """Name and number on a line above the marks; the bottom."""
        canvas = self.canvas
        preset = self.canvas.preset
        line = top + 0.9 * preset.label
        canvas.label(preset.left, line + label.extra / 2, label, "start")
        canvas.text(
            preset.right,
            line + MID * preset.small,
            self._count(row),
            preset.soft_ink,
            "end",
        )
        top += 1.55 * preset.label + label.extra
        height = self._height(row) + EDGE * preset.label * canvas.stretch
        self._marks(row, top + height / 2, (top + CLEAR * preset.label, top + height))
        return top + height

    def _count(self, row: Row) -> str:
        return self.canvas.numerals.count(row.number, "sentence")

    def _number(self, row: Row) -> str:
        return self.canvas.numerals.whole(row.number)

    def _height(self, row: Row) -> float:
        """Height that the marks of a row take."""
        if not self.size:
            return self.heaps.height(row.sentences, boxed=row.median is not None)
        stack = tallest_stack(
            stack_levels(row.sentences["score"], self.half, self.size)
        ) * (self.size + AIR)
        return stack + (0 if row.median is None else 2 * OVER)

    def _marks(self, row: Row, middle: float, span: tuple[float, float]) -> None:
        """The line at zero and the ends over that height, then the sentences."""
        for step in ENDS:
            x = self.zero + step * self.half
            self.canvas.add(Line(x, span[0], x, span[1], GRID if step else OUTLINE))
        (self._stack if self.size else self._ticks)(row, middle)

    def _stack(self, row: Row, middle: float) -> None:
        levels = stack_levels(row.sentences["score"], self.half, self.size)
        pitch = self.size + AIR
        if row.median is not None:  # below the dots, or it would hide which are hollow
            half = tallest_stack(levels) / 2 * pitch + OVER
            self._median(row.median, (middle - half, middle + half))
        for sentence, level in zip(walk_rows(row.sentences), levels, strict=True):
            fill = FILLS[sentence.label]
            x = self.zero + sentence.score * self.half
            y = middle - level * pitch
            agreed = sentence.agreement == "yes"
            self.canvas.add(
                Dot(
                    x, y, self.size / 2, fill if agreed else PAPER, None if agreed else fill
                )
            )

    def _ticks(self, row: Row, middle: float) -> None:
        top = middle - self._height(row) / 2
        bottom = self.heaps.draw(row.sentences, self.zero, top)
        if row.median is not None:
            low, high = self.heaps.box(row.sentences, self.zero, bottom)
            self._median(row.median, (low - 2, high + 2))

    def _median(self, median: float, span: tuple[float, float]) -> None:
        x = self.zero + median * self.half
        self.canvas.add(Line(x, span[0], x, span[1], INK, MEDIAN_WIDTH))


def _key_dot(size: float, agreed: bool, canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(
        Dot(
            x + size / 2,
            middle,
            size / 2,
            SOFT if agreed else PAPER,
            None if agreed else SOFT,
        )
    )


def _key_median(canvas: Canvas, x: float, middle: float) -> None:
    half = 0.55 * canvas.preset.label
    canvas.add(Line(x + 2.5, middle - half, x + 2.5, middle + half, INK, MEDIAN_WIDTH))
