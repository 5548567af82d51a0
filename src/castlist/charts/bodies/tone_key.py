"""Colours of tone, and the key of the charts that show it: filled where the scorers agree."""

from functools import partial

import pandas as pd

from castlist.charts.page.canvas import Canvas
from castlist.charts.page.content import Glyph, KeyEntry
from castlist.charts.page.style import NEGATIVE, OUTLINE, PAPER, POSITIVE, SOFT
from castlist.charts.render.marks import Box
from castlist.sentiment import SCORERS

__all__ = ["FILLS", "tone_key"]

FILLS = {"positive": POSITIVE, "neutral": OUTLINE, "negative": NEGATIVE}
SIDE = 13  # px of a swatch


def tone_key(scored: pd.DataFrame, *, thin: bool = False) -> list[KeyEntry]:
    """The key: those classes that occur, each as it occurs, and disagreement if there is any:
    hollow, or only the ends of thin columns."""
    agreed = scored["agreement"] == "yes"
    filled = _classes(scored[agreed])
    hollow = _classes(scored[~agreed])
    entries = [
        KeyEntry(label, _swatch_of(label, filled=label in filled or thin), SIDE)
        for label in FILLS
        if label in {*filled, *hollow}
    ]
    if hollow:
        glyph = _ends if thin else partial(_swatch, Box(0, 0, SIDE, SIDE, PAPER, SOFT))
        entries.append(KeyEntry("scorers disagree", glyph, SIDE))
    return entries


def _classes(rows: pd.DataFrame) -> set[str]:
    return {label for scorer in SCORERS for label in rows[f"{scorer}_label"]}


def _swatch_of(label: str, *, filled: bool) -> Glyph:
    colour = FILLS[label]
    box = Box(0, 0, SIDE, SIDE, colour if filled else PAPER, None if filled else colour)
    return partial(_swatch, box)


def _swatch(box: Box, canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Box(x, middle - box.height / 2, box.width, box.height, box.fill, box.edge))


def _ends(canvas: Canvas, x: float, middle: float) -> None:
    """Three thin columns of which only the end is there."""
    for place, up in ((0, -3), (5, 4), (10, 0)):
        canvas.add(Box(x + place, middle - up - 1.5, 3, 3, SOFT))
