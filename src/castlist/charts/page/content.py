"""What a chart says and shows, before it is laid out for a size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from castlist.charts.page.canvas import Canvas

__all__ = ["Body", "Content", "Glyph", "KeyEntry", "card"]

Body = Callable[[Canvas, float, int], float]
"""Draws the data from a top edge on, in no more rows than that; gives back the bottom edge."""

Glyph = Callable[[Canvas, float, float], None]
"""Draws one mark with its left edge at x, its middle at y."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of the key: the same mark as in the chart, its width, and what it means."""

    words: str
    glyph: Glyph
    width: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Content:
    """What one chart says and shows. Without a body it is a card:
    headline and one line that says why."""

    name: str
    template: str  # the headline if no person wrote one
    subtitle: str
    alt: str
    data: pd.DataFrame
    wide: pd.DataFrame
    notes: Sequence[str] = ()  # the first is the one that must not be missed
    keep_note: bool = False  # the first note stays on the smallest sheet, whatever it costs
    kept: int = 0  # so many of the first notes stay on every sheet that grows
    key: Sequence[KeyEntry] = ()
    body: Body | None = None
    rows: int = 1  # that the body draws if nothing limits its height


def card(name: str, fact: str, why: str, data: pd.DataFrame, wide: pd.DataFrame) -> Content:
    """A chart that has nothing to draw: its headline states the fact, one line says why."""
    return Content(
        name=name,
        template=fact,
        subtitle=why,
        alt=f"No chart. {fact}. {why}",
        data=data,
        wide=wide,
    )
