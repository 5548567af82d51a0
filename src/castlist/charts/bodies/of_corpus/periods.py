"""Small multiples over time: a panel an actor, a column a week or month, all on one scale."""

from collections.abc import Sequence
from typing import NamedTuple

from castlist.charts.page.canvas import Canvas
from castlist.charts.page.style import GRID, INK, NAME, OUTLINE, PAPER
from castlist.charts.render.marks import Box, Line

__all__ = ["PeriodPanel", "draw_periods"]

HEIGHT = 4.2  # of a panel's columns, in label sizes
GAP = 0.9  # below a panel
THICKEST = 34  # of a column
FILLED = 0.72  # share of a period's width that its column takes
STEPS = (0.05, 0.1, 0.25, 0.5, 1.0)  # of the scale's top


class PeriodPanel(NamedTuple):
    """One actor: its share of the articles of each period, and in how many of all it is."""

    name: str
    shares: Sequence[float]
    articles: int


def draw_periods(
    panels: Sequence[PeriodPanel],
    periods: Sequence[str],
    few: Sequence[bool],
    canvas: Canvas,
    top: float,
    rows: int,
) -> float:
    """Draw the first panels; the bottom. Periods with few articles are hollow."""
    preset = canvas.preset
    shown = panels[:rows]
    most = max(max(panel.shares) for panel in shown)
    scale = next(step for step in STEPS if most <= step)
    said = canvas.numerals.percent(round(100 * scale), 100)
    left = preset.left + canvas.width("100%", preset.small_ink) + 8
    width = (preset.right - left) / len(periods)
    height = HEIGHT * preset.label * canvas.stretch
    for panel in shown:
        label = canvas.fit(panel.name, preset.right - left)
        canvas.label(left, top + 0.8 * preset.label + label.extra / 2, label, "start")
        top += 1.5 * preset.label + label.extra
        zero = top + height
        for y, words in ((top, said), (zero, "0")):
            canvas.add(Line(left, y, preset.right, y, GRID if y == top else INK))
            canvas.text(left - 6, y + 0.36 * preset.small, words, preset.small_ink, "end")
        for n, share in enumerate(panel.shares):
            _column(
                canvas, (left + n * width, width), (zero, height * share / scale), few[n]
            )
        top = zero + GAP * preset.label
    return _periods(canvas, periods, left, width, top)


def _column(
    canvas: Canvas, place: tuple[float, float], bar: tuple[float, float], hollow: bool
) -> None:
    left, width = place
    zero, height = bar
    if height <= 0:
        return
    thick = min(FILLED * width, THICKEST)
    x = left + (width - thick) / 2
    fill, edge = (PAPER, OUTLINE) if hollow else (NAME, None)
    canvas.add(Box(x, zero - max(height, 1), thick, max(height, 1), fill, edge))


def _periods(
    canvas: Canvas, periods: Sequence[str], left: float, width: float, top: float
) -> float:
    """Write the periods below the last panel, as many as have room, the first and the last among
    them; the bottom."""
    ink = canvas.preset.small_ink
    room = max(canvas.width(period, ink) for period in periods) + 14
    every = max(1, -int(-room // width))
    last = len(periods) - 1
    baseline = top + 0.5 * ink.size
    for n, period in enumerate(periods):
        near = last - n < every and n != last
        if n == last or (n % every == 0 and not near):
            centre = left + (n + 0.5) * width
            half = canvas.width(period, ink) / 2
            centre = min(max(centre, left + half - 4), canvas.preset.right - half)
            canvas.text(centre, baseline, period, ink, "middle")
    return baseline + 0.5 * ink.size
