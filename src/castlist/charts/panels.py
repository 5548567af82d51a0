"""The body of the tone chart: rows in reading order, a small panel a scorer, and whether they agree."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from castlist.charts import lettering
from castlist.charts.content import KeyEntry
from castlist.charts.frame import more_line
from castlist.charts.sheet import Box, Line, Sheet
from castlist.charts.style import GRID, INK, MID, NEGATIVE, OUTLINE, PAPER, POSITIVE, SOFT, Ink

__all__ = ["FILLS", "SCORERS", "THINNEST", "draw_ends", "draw_rows", "tone_key"]

SCORERS = {"textblob": "TextBlob", "vader": "VADER"}
SIGNS = ("positive", "negative")  # in the key; the note of the rows explains grey
COLUMN = 0.42  # of the room, for number and opening words
ROW, ROW_BELOW, BAR = 2.1, 3.5, 0.95  # in label sizes; the second with the words above the panels
FILLS = {"positive": POSITIVE, "negative": NEGATIVE, "neutral": OUTLINE}
THINNEST = 4  # of a bar, so that a zero is seen


def tone_key(scored: pd.DataFrame, *, classes: Sequence[str] = SIGNS, thin: bool = False) -> list[KeyEntry]:
    """The key: those classes that occur, and disagreement if there is any: hollow, or only the ends of thin columns."""
    found = {label for scorer in SCORERS for label in scored[f"{scorer}_label"]}
    shown = [label for label in classes if label in found]
    entries = [KeyEntry(label, partial(_swatch, Box(0, 0, 13, 13, FILLS[label])), 13) for label in shown]
    if "no" in set(scored["agreement"]):
        glyph = _ends if thin else partial(_swatch, Box(0, 0, 13, 13, PAPER, SOFT))
        entries.append(KeyEntry("scorers disagree", glyph, 13))
    return entries


def draw_rows(scored: pd.DataFrame, sheet: Sheet, top: float, rows: int) -> float:
    """Draw the first paragraphs; the bottom."""
    table = _Table(sheet, scored)
    top = table.head(top)
    return table.rows(scored[:rows], top)


def draw_ends(scored: pd.DataFrame, sheet: Sheet, top: float, rows: int) -> float:
    """Draw the paragraphs at both ends of those on which the scorers agree; the bottom."""
    ranks = sum(scored[scorer].rank() for scorer in SCORERS)  # scores of two scales must not be added
    ordered = scored.loc[ranks.sort_values(kind="stable").index]
    parts = {
        "negative": _agreed(ordered, "negative")[: rows // 2],
        "positive": _agreed(ordered, "positive")[::-1][: rows // 2],
    }
    table = _Table(sheet, scored)
    top = table.head(top)
    for label, part in parts.items():
        total = len(_agreed(scored, label))
        shown = f"{len(part)} of {total}" if total > len(part) else str(total) if total else "No"
        noun = "paragraph" if total == 1 or not total else "paragraphs"
        top = table.section(top, f"{shown} {noun} {label} in both")
        top = table.rows(part.sort_index(), top)
    rest = len(scored) - sum(len(part) for part in parts.values())
    line = f"+ {sheet.numerals.count(rest, 'more paragraph')}; all scores are in the data file"
    return more_line(sheet, sheet.preset.left, top + 0.3 * sheet.preset.small, line)


def _agreed(scored: pd.DataFrame, label: str) -> pd.DataFrame:
    return scored[(scored[[f"{scorer}_label" for scorer in SCORERS]] == label).all(axis=1)]


class _Table:
    """Places the columns of one chart and draws its rows."""

    def __init__(self, sheet: Sheet, scored: pd.DataFrame) -> None:
        self.sheet, preset = sheet, sheet.preset
        self.words_left = preset.left + sheet.width(str(scored["paragraph"].max()), preset.name_ink) + 8
        agree = preset.right - max(sheet.width(word, preset.soft_ink) for word in ("Scorers", "agree?", "partly"))
        first, gap, last = (20, 31, 19) if preset.beside else (10, 31, 16)
        self.words_right = preset.left + preset.room * COLUMN if preset.beside else preset.right
        start = (self.words_right if preset.beside else preset.left) + first
        panel = (agree - last - gap - start) / 2
        self.half = panel / 2
        self.zeros = dict(zip(SCORERS, (start + self.half, start + panel + gap + self.half), strict=True))

    def head(self, top: float) -> float:
        """Write what the columns are; the bottom."""
        sheet, preset, soft = self.sheet, self.sheet.preset, self.sheet.preset.soft_ink
        names, scale = top + 1.1 * preset.label, top + 2.27 * preset.label
        for scorer, zero in self.zeros.items():
            sheet.text(zero, names, SCORERS[scorer], preset.name_ink, "middle")
            for step, word in ((-1, "−1"), (0, "0"), (1, "+1")):
                sheet.text(zero + step * self.half, scale, word, soft, "middle")
        sheet.text(preset.right, names, "Scorers", soft, "end")
        sheet.text(preset.right, scale, "agree?", soft, "end")
        if preset.beside:
            sheet.text(preset.left, scale, "Paragraph, opening words", soft)
        return self._hairline(top + 2.62 * preset.label)

    def section(self, top: float, title: str) -> float:
        """Write a line over some of the rows; the bottom."""
        ink = Ink(self.sheet.preset.small, bold=True, colour=SOFT)
        self.sheet.text(self.sheet.preset.left, top + 1.5 * ink.size, title, ink)
        return self._hairline(top + 2.1 * ink.size)

    def rows(self, part: pd.DataFrame, top: float) -> float:
        """Draw rows with a hairline under each; the bottom."""
        preset = self.sheet.preset
        start = top
        for row in part.itertuples(index=False):
            middle = top + (ROW / 2 if preset.beside else 2.43) * preset.label
            self._opening(row, middle if preset.beside else top + 0.87 * preset.label)
            for scorer, zero in self.zeros.items():
                self._bar(row, scorer, (zero, middle))
                if not preset.beside:  # a line of full height would strike through the words
                    self.sheet.add(Line(zero, middle - 0.7 * preset.label, zero, middle + 0.7 * preset.label, INK))
            self._agreement(row.agreement, middle)
            top = self._hairline(top + (ROW if preset.beside else ROW_BELOW) * preset.label)
        if preset.beside and len(part):
            for zero in self.zeros.values():
                self.sheet.add(Line(zero, start, zero, top, INK))
        return top

    def _hairline(self, y: float) -> float:
        self.sheet.add(Line(self.sheet.preset.left, y, self.sheet.preset.right, y, GRID))
        return y

    def _opening(self, row: tuple, middle: float) -> None:
        sheet, preset = self.sheet, self.sheet.preset
        baseline = middle + MID * preset.label
        sheet.text(preset.left, baseline, str(row.paragraph), preset.name_ink)
        text = lettering.clean(row.text[: lettering.LONGEST])
        text = lettering.cut(text, self.words_right - self.words_left, sheet.measure(preset.label_ink))
        if lettering.starts_rtl(text):
            sheet.text(self.words_right, baseline, lettering.isolate(text), preset.label_ink, "end")
        else:
            sheet.text(self.words_left, baseline, text, preset.label_ink)

    def _bar(self, row: tuple, scorer: str, place: tuple[float, float]) -> None:
        """One bar from zero, its value on the empty side of zero."""
        (zero, middle), sheet, small = place, self.sheet, self.sheet.preset.small
        score, label = getattr(row, scorer), getattr(row, f"{scorer}_label")
        height, width = BAR * sheet.preset.label, max(abs(score) * self.half, THINNEST)
        x = zero - width / 2 if score == 0 else zero if score > 0 else zero - width
        hollow = row.agreement == "no"
        fill, edge = (PAPER, FILLS[label]) if hollow else (FILLS[label], None)
        sheet.add(Box(x, middle - height / 2, width, height, fill, edge))
        ink = Ink(small, colour=SOFT if label == "neutral" else INK)
        side, anchor = (-5, "end") if score > 0 else (5, "start")
        sheet.text(zero + side, middle + MID * small, sheet.numerals.score(score), ink, anchor)

    def _agreement(self, agreement: str, middle: float) -> None:
        preset = self.sheet.preset
        ink = {"yes": preset.label_ink, "partly": preset.soft_ink, "no": Ink(preset.label, True, NEGATIVE)}[agreement]
        self.sheet.text(preset.right, middle + MID * ink.size, agreement, ink, "end")


def _swatch(box: Box, sheet: Sheet, x: float, middle: float) -> None:
    sheet.add(Box(x, middle - box.height / 2, box.width, box.height, box.fill, box.edge))


def _ends(sheet: Sheet, x: float, middle: float) -> None:
    """Three thin columns of which only the end is there."""
    for place, up in ((0, -3), (5, 4), (10, 0)):
        sheet.add(Box(x + place, middle - up - 1.5, 3, 3, SOFT))
