"""The body of the tone chart: rows in reading order, a small panel a scorer,
and whether they agree."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

import pandas as pd

from castlist.charts.data.tones import ALL_OF_THEM, SHOWN, agreed
from castlist.charts.page import lettering
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.compose import more_line
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import (
    GRID,
    INK,
    MID,
    NEGATIVE,
    OUTLINE,
    PAPER,
    POSITIVE,
    SOFT,
    Ink,
)
from castlist.charts.render.marks import Anchor, Box, Line
from castlist.sentiment import SCORERS
from castlist.tables import walk_rows

__all__ = ["FILLS", "THINNEST", "draw_ends", "draw_rows", "tone_key"]

SIGNS = ("positive", "negative")  # in the key; the note of the rows explains grey
COLUMN = 0.42  # of the room, for number and opening words
# in label sizes; the second with the words above the panels
ROW = 2.1
ROW_BELOW = 3.5
BAR = 0.95
FILLS = {"positive": POSITIVE, "negative": NEGATIVE, "neutral": OUTLINE}
THINNEST = 4  # of a bar, so that a zero is seen


def tone_key(
    scored: pd.DataFrame, *, classes: Sequence[str] = SIGNS, thin: bool = False
) -> list[KeyEntry]:
    """The key: those classes that occur, and disagreement if there is any:
    hollow, or only the ends of thin columns."""
    found = {label for scorer in SCORERS for label in scored[f"{scorer}_label"]}
    shown = [label for label in classes if label in found]
    entries = [
        KeyEntry(label, partial(_swatch, Box(0, 0, 13, 13, FILLS[label])), 13)
        for label in shown
    ]
    if "no" in set(scored["agreement"]):
        glyph = _ends if thin else partial(_swatch, Box(0, 0, 13, 13, PAPER, SOFT))
        entries.append(KeyEntry("scorers disagree", glyph, 13))
    return entries


def draw_rows(scored: pd.DataFrame, canvas: Canvas, top: float, rows: int) -> float:
    """Draw the first paragraphs; the bottom."""
    table = _ToneTable(canvas, scored)
    top = table.head(top)
    return table.rows(scored[:rows], top)


def draw_ends(scored: pd.DataFrame, canvas: Canvas, top: float, rows: int) -> float:
    """Draw the paragraphs at both ends of those on which the scorers agree; the bottom."""
    # scores of two scales must not be added
    ranks = cast(pd.Series, sum(scored[scorer].rank() for scorer in SCORERS))
    ordered = scored.loc[ranks.sort_values(kind="stable").index]
    parts = {
        "negative": agreed(ordered, "negative")[: rows // 2],
        "positive": agreed(ordered, "positive")[::-1][: rows // 2],
    }
    table = _ToneTable(canvas, scored)
    top = table.head(top)
    for label, part in parts.items():
        total = len(agreed(scored, label))
        shown = str(total or "No")
        if total > len(part):
            shown = f"{len(part)} of {total}"
        noun = "paragraphs" if total > 1 else "paragraph"
        top = table.section(top, f"{shown} {noun} {label} in {ALL_OF_THEM}")
        top = table.rows(part.sort_index(), top)
    rest = len(scored) - sum(len(part) for part in parts.values())
    line = (
        f"+ {canvas.numerals.count(rest, 'more paragraph')}; all scores are in the data"
        " file"
    )
    return more_line(canvas, canvas.preset.left, top + 0.3 * canvas.preset.small, line)


class _ToneTable:
    """Places the columns of one chart and draws its rows."""

    def __init__(self, canvas: Canvas, scored: pd.DataFrame) -> None:
        self.canvas = canvas
        preset = canvas.preset
        self.words_left = (
            preset.left + canvas.width(str(scored["paragraph"].max()), preset.name_ink) + 8
        )
        agree = preset.right - max(
            canvas.width(word, preset.soft_ink) for word in ("Scorers", "agree?", "partly")
        )
        first, gap, last = (20, 31, 19) if preset.beside else (10, 31, 16)
        self.words_right = (
            preset.left + preset.room * COLUMN if preset.beside else preset.right
        )
        start = (self.words_right if preset.beside else preset.left) + first
        panel = (agree - last - start - gap * (len(SCORERS) - 1)) / len(SCORERS)
        self.half = panel / 2
        # Of three scorers a narrow column has no room for numbers: they are in the data file.
        self.numbered = self.half > canvas.width(
            canvas.numerals.score(-0.99), preset.small_ink
        )
        self.zeros = {
            name: start + self.half + n * (panel + gap) for n, name in enumerate(SCORERS)
        }

    def head(self, top: float) -> float:
        """Write what the columns are; the bottom."""
        canvas = self.canvas
        preset = self.canvas.preset
        soft = self.canvas.preset.soft_ink
        names = top + 1.1 * preset.label
        scale = top + 2.27 * preset.label
        for scorer, zero in self.zeros.items():
            canvas.text(zero, names, SHOWN[scorer], preset.name_ink, "middle")
            for step, word in ((-1, "−1"), (0, "0"), (1, "+1")):
                canvas.text(zero + step * self.half, scale, word, soft, "middle")
        canvas.text(preset.right, names, "Scorers", soft, "end")
        canvas.text(preset.right, scale, "agree?", soft, "end")
        if preset.beside:
            canvas.text(preset.left, scale, "Paragraph, opening words", soft)
        return self._hairline(top + 2.62 * preset.label)

    def section(self, top: float, title: str) -> float:
        """Write a line over some of the rows; the bottom."""
        ink = Ink(self.canvas.preset.small, bold=True, colour=SOFT)
        self.canvas.text(self.canvas.preset.left, top + 1.5 * ink.size, title, ink)
        return self._hairline(top + 2.1 * ink.size)

    def rows(self, part: pd.DataFrame, top: float) -> float:
        """Draw rows with a hairline under each; the bottom."""
        preset = self.canvas.preset
        start = top
        for row in walk_rows(part):
            middle = top + (ROW / 2 if preset.beside else 2.43) * preset.label
            self._opening(row, middle if preset.beside else top + 0.87 * preset.label)
            for scorer, zero in self.zeros.items():
                self._bar(row, scorer, (zero, middle))
                # a line of full height would strike through the words
                if not preset.beside:
                    self.canvas.add(
                        Line(
                            zero,
                            middle - 0.7 * preset.label,
                            zero,
                            middle + 0.7 * preset.label,
                            INK,
                        )
                    )
            self._agreement(row.agreement, middle)
            top = self._hairline(top + (ROW if preset.beside else ROW_BELOW) * preset.label)
        if preset.beside and len(part):
            for zero in self.zeros.values():
                self.canvas.add(Line(zero, start, zero, top, INK))
        return top

    def _hairline(self, y: float) -> float:
        self.canvas.add(Line(self.canvas.preset.left, y, self.canvas.preset.right, y, GRID))
        return y

    def _opening(self, row: Any, middle: float) -> None:
        canvas = self.canvas
        preset = self.canvas.preset
        baseline = middle + MID * preset.label
        canvas.text(preset.left, baseline, str(row.paragraph), preset.name_ink)
        text = lettering.clean(row.text[: lettering.LONGEST])
        text = lettering.cut(
            text, self.words_right - self.words_left, canvas.measure(preset.label_ink)
        )
        if lettering.starts_rtl(text):
            canvas.text(
                self.words_right, baseline, lettering.isolate(text), preset.label_ink, "end"
            )
        else:
            canvas.text(self.words_left, baseline, text, preset.label_ink)

    def _bar(self, row: Any, scorer: str, place: tuple[float, float]) -> None:
        """One bar from zero, its value on the empty side of zero."""
        zero, middle = place
        canvas = self.canvas
        small = self.canvas.preset.small
        score = getattr(row, scorer)
        label = getattr(row, f"{scorer}_label")
        height = BAR * canvas.preset.label
        width = max(abs(score) * self.half, THINNEST)
        x = zero
        if score == 0:
            x -= width / 2
        elif score < 0:
            x -= width
        hollow = row.agreement == "no"
        fill = PAPER if hollow else FILLS[label]
        edge = FILLS[label] if hollow else None
        canvas.add(Box(x, middle - height / 2, width, height, fill, edge))
        if not self.numbered:
            return
        ink = Ink(small, colour=SOFT if label == "neutral" else INK)
        side = -5 if score > 0 else 5
        anchor: Anchor = "end" if score > 0 else "start"
        canvas.text(
            zero + side, middle + MID * small, canvas.numerals.score(score), ink, anchor
        )

    def _agreement(self, agreement: str, middle: float) -> None:
        preset = self.canvas.preset
        ink = {
            "yes": preset.label_ink,
            "partly": preset.soft_ink,
            "no": Ink(preset.label, True, NEGATIVE),
        }[agreement]
        self.canvas.text(preset.right, middle + MID * ink.size, agreement, ink, "end")


def _swatch(box: Box, canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Box(x, middle - box.height / 2, box.width, box.height, box.fill, box.edge))


def _ends(canvas: Canvas, x: float, middle: float) -> None:
    """Three thin columns of which only the end is there."""
    for place, up in ((0, -3), (5, 4), (10, 0)):
        canvas.add(Box(x + place, middle - up - 1.5, 3, 3, SOFT))
