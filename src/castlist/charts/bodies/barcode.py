"""The story strip of a long article:
a row an actor, a tick a mention, placed by the words before it."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from castlist.charts.data.facts import KINDS, Facts
from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.compose import label_column
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import DESCRIPTION, GRID, MID, NAME, OUTLINE, Preset
from castlist.charts.render.marks import Anchor, Line
from castlist.tables import walk_rows

__all__ = ["draw_barcode", "tick_key"]

COLUMN = 0.28  # of the width, for names
GUTTER = 12  # between names and ticks
# in label sizes; the second with the name above the ticks
ROW = 2.1
ROW_BELOW = 3.25
# of the row's height
TICKS = {
    "name": (0.68, NAME),
    "description": (0.45, DESCRIPTION),
    "pronoun": (0.25, OUTLINE),
}
WIDTH = 1.3
BASE = 0.15  # of the row's height, below the ticks
CLEAR = 0.15  # the same, above them, for a name that stands there
SCALE = {0.0: "start", 0.25: "¼", 0.5: "halfway", 0.75: "¾", 1.0: "end"}
AT_EDGE: dict[float, Anchor] = {0.0: "start", 1.0: "end"}  # else in the middle


def tick_key(kinds: Sequence[str], preset: Preset) -> list[KeyEntry]:
    """The key: one tick a kind."""
    return [KeyEntry(f"by {kind}", partial(_key_tick, kind), 6) for kind in kinds]


def draw_barcode(
    facts: Facts, rows: pd.DataFrame, canvas: Canvas, top: float
) -> tuple[float, float]:
    """Draw the barcode; the left edge of its ticks and its bottom."""
    preset = canvas.preset
    ink = preset.small_ink
    counts = max(canvas.width(canvas.numerals.whole(total), ink) for total in rows["total"])
    left = preset.left
    right = preset.right
    labels: list[Label] = []
    if preset.beside:
        edge, labels = label_column(canvas, list(rows["actor"]), COLUMN)
        left = edge + GUTTER
        right = preset.right - counts - 8
    else:
        labels = [canvas.fit(name, preset.room - counts - 8) for name in rows["actor"]]
    top = _scale(canvas, (left, right), top)
    mentions = dict(list(facts.mentions.groupby("actor_id")))
    words = max(int(facts.article["words"]), int(facts.mentions["word_offset"].max()) + 1)
    for row, label in zip(walk_rows(rows), labels, strict=True):
        height = preset.label * ROW
        if preset.beside:
            middle = top + 0.48 * height
            canvas.label(left - GUTTER, middle, label)
        else:
            middle = top + 0.8 * preset.label
            canvas.label(left, middle + label.extra / 2, label, "start")
            top += (ROW_BELOW - ROW) * preset.label + label.extra
        canvas.text(
            preset.right,
            middle + MID * ink.size,
            canvas.numerals.whole(row.total),
            ink,
            "end",
        )
        _grid(
            canvas,
            (left, right),
            (top if preset.beside else top + CLEAR * height, top + height),
        )
        _ticks(canvas, mentions[row.actor_id], (left, (right - left) / words), top)
        top += height
    return left, top


def _scale(canvas: Canvas, span: tuple[float, float], top: float) -> float:
    left, right = span
    top += 0.3 * canvas.preset.label
    for share, word in SCALE.items():
        anchor = AT_EDGE.get(share, "middle")
        canvas.text(
            left + share * (right - left),
            top + canvas.preset.small,
            word,
            canvas.preset.soft_ink,
            anchor,
        )
    return top + 1.6 * canvas.preset.small


def _grid(canvas: Canvas, span: tuple[float, float], rows: tuple[float, float]) -> None:
    """Hairlines at the quarters, only as high as the ticks, and the baseline."""
    left, right = span
    top, bottom = rows
    for share in SCALE:
        x = left + share * (right - left)
        canvas.add(Line(x, top, x, bottom, GRID))
    base = bottom - BASE * ROW * canvas.preset.label
    canvas.add(Line(left, base, right, base, GRID))


def _ticks(
    canvas: Canvas, mentions: pd.DataFrame, place: tuple[float, float], top: float
) -> None:
    left, step = place
    height = ROW * canvas.preset.label
    base = top + height * (1 - BASE)
    for kind in KINDS:  # the short ticks over the tall ones
        share, colour = TICKS[kind]
        for offset in mentions.loc[mentions["kind"] == kind, "word_offset"]:
            x = left + offset * step
            canvas.add(Line(x, base - share * height, x, base, colour, WIDTH))


def _key_tick(kind: str, canvas: Canvas, x: float, middle: float) -> None:
    share, colour = TICKS[kind]
    height = ROW * canvas.preset.label
    bottom = middle + 0.25 * height
    canvas.add(Line(x + 3, bottom - share * height * 0.7, x + 3, bottom, colour, 2))
