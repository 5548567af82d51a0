"""The story strip as a grid: a row an actor, a column a paragraph, a mark a mention."""

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import Any

import pandas as pd

from castlist.charts.data.facts import Facts
from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.compose import label_column
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import (
    DESCRIPTION,
    GRID,
    MID,
    NAME,
    OUTLINE,
    PAPER,
    STRIPE,
    Preset,
)
from castlist.charts.render.marks import Box, Dot, Line

__all__ = ["dot_key", "dots_fit", "draw_dots"]

COLUMN = 0.28  # of the width, for names
NARROWEST = 22  # of a paragraph's column
MOST_WIDTH = 0.75  # of the room, for columns that have names beside them
GUTTER = 12  # between names and columns
MARK = 0.78  # diameter, in label sizes
AIR = 1.8  # between two marks
MARGIN = 8  # of a cell, both sides together
MOST_LINES = 8  # of marks in one cell
# of a sheet of fixed height, for the marks of one cell;
# taller ones would leave no room for rows
TALLEST = 0.125
# in label sizes; the second with the name inside the row
ROW = 2.1
ROW_BELOW = 3.25
HEAD = 1.32


def dots_fit(facts: Facts, rows: pd.DataFrame, preset: Preset) -> bool:
    """Whether all columns and the fullest cell have room."""
    number = len(facts.paragraphs)
    if number * NARROWEST > preset.room * (MOST_WIDTH if preset.beside else 1):
        return False
    names = preset.width * COLUMN + GUTTER if preset.beside else 0
    capacity = _capacity(max((preset.room - names) / number, NARROWEST), preset)
    lines = (
        min(MOST_LINES, int(TALLEST * preset.height / _pitch(preset)))
        if preset.height
        else MOST_LINES
    )
    return max(len(kinds) for kinds in _cells(facts, rows).values()) <= capacity * lines


def dot_key(kinds: Sequence[str], preset: Preset) -> list[KeyEntry]:
    """The key: one mark a kind."""
    diameter = MARK * preset.label
    return [KeyEntry(f"by {kind}", partial(_key_mark, kind), diameter) for kind in kinds]


def draw_dots(
    facts: Facts, rows: pd.DataFrame, canvas: Canvas, top: float
) -> tuple[float, float]:
    """Draw the grid; the left edge of its columns and its bottom."""
    preset = canvas.preset
    numbers = facts.paragraphs["paragraph"].tolist()
    cells = _cells(facts, rows)
    names = list(rows["actor"])
    left = preset.left
    if preset.beside:
        share = min(
            COLUMN, (preset.room - GUTTER - NARROWEST * len(numbers)) / preset.width
        )
        edge, labels = label_column(
            canvas, names, share, canvas.width("Paragraph", preset.soft_ink)
        )
        left = edge + GUTTER
    else:
        labels = [canvas.fit(name, preset.room - 6) for name in names]
        canvas.text(preset.left, top + preset.small, "Paragraph", preset.soft_ink)
        top += 1.35 * preset.small
    width = (preset.right - left) / len(numbers)
    grids = [
        [_balance(cells.get((key, n), []), _capacity(width, preset)) for n in numbers]
        for key in rows["actor_id"]
    ]
    heights = [
        _row_height(grid, label, preset) * canvas.stretch
        for grid, label in zip(grids, labels, strict=True)
    ]
    head = HEAD * preset.label
    _columns(canvas, (left, width), numbers, (top, top + head + sum(heights)))
    if preset.beside:
        canvas.text(
            left - GUTTER,
            top + head / 2 + MID * preset.small,
            "Paragraph",
            preset.soft_ink,
            "end",
        )
    top += head
    for grid, label, height in zip(grids, labels, heights, strict=True):
        canvas.add(Line(preset.left, top, preset.right, top, GRID))
        middle = _name(canvas, label, (left, top, height))
        for number, lines in enumerate(grid):
            _cell(canvas, lines, left + (number + 0.5) * width, middle)
        top += height
    canvas.add(Line(preset.left, top, preset.right, top, GRID))
    return left, top


def _cells(facts: Facts, rows: pd.DataFrame) -> dict[Any, list[str]]:
    """The kinds of the mentions of each actor in each paragraph, in reading order."""
    shown = facts.mentions[facts.mentions["actor_id"].isin(set(rows["actor_id"]))]
    return shown.groupby(["actor_id", "paragraph"], sort=False)["kind"].agg(list).to_dict()


def _pitch(preset: Preset) -> float:
    return MARK * preset.label + AIR


def _capacity(width: float, preset: Preset) -> int:
    return max(int((width - MARGIN) / _pitch(preset)), 1)


def _balance(kinds: list[str], capacity: int) -> list[list[str]]:
    """The marks of a cell in lines of about the same length, the longer ones first."""
    lines = []
    rest = list(kinds)
    for left in range(ceil(len(kinds) / capacity), 0, -1):
        size = ceil(len(rest) / left)
        lines.append(rest[:size])
        rest = rest[size:]
    return lines


def _row_height(grid: list[list[list[str]]], label: Label, preset: Preset) -> float:
    marks = max(len(lines) for lines in grid) * _pitch(preset)
    if preset.beside:
        return max(ROW * preset.label, marks + 0.95 * preset.label)
    return max(ROW_BELOW * preset.label, marks + 2.05 * preset.label) + label.extra


def _columns(
    canvas: Canvas,
    columns: tuple[float, float],
    numbers: Sequence[int],
    span: tuple[float, float],
) -> None:
    """Every other column striped, each with its paragraph's number on top."""
    left, width = columns
    top, bottom = span
    small = canvas.preset.small
    for place, number in enumerate(numbers):
        x = left + place * width
        if place % 2 == 0:
            canvas.add(Box(x, top, width, bottom - top, STRIPE))
        baseline = top + HEAD * canvas.preset.label / 2 + MID * small
        canvas.text(x + width / 2, baseline, str(number), canvas.preset.small_ink, "middle")


def _name(canvas: Canvas, label: Label, row: tuple[float, float, float]) -> float:
    """Write the name beside the row or at its top; the middle of the place for marks."""
    left, top, height = row
    size = canvas.preset.label
    if canvas.preset.beside:
        canvas.label(left - GUTTER, top + height / 2, label)
        return top + height / 2
    canvas.label(canvas.preset.left + 3, top + 0.8 * size + label.extra / 2, label, "start")
    above = 1.3 * size + label.extra
    return top + above + (height - above) / 2 - 0.1 * size


def _cell(canvas: Canvas, lines: list[list[str]], centre: float, middle: float) -> None:
    pitch = _pitch(canvas.preset)
    for row, kinds in enumerate(lines):
        y = middle + (row - (len(lines) - 1) / 2) * pitch
        for place, kind in enumerate(kinds):
            _mark(canvas, kind, centre + (place - (len(kinds) - 1) / 2) * pitch, y)


def _key_mark(kind: str, canvas: Canvas, x: float, middle: float) -> None:
    _mark(canvas, kind, x + MARK * canvas.preset.label / 2, middle)


def _mark(canvas: Canvas, kind: str, x: float, y: float) -> None:
    """A filled circle for a name, a square for a description, a hollow circle for a pronoun."""
    size = MARK * canvas.preset.label
    if kind == "description":
        side = 0.91 * size  # looks as large as the circles
        canvas.add(Box(x - side / 2, y - side / 2, side, side, DESCRIPTION))
    elif kind == "name":
        canvas.add(Dot(x, y, size / 2, NAME))
    else:
        canvas.add(Dot(x, y, size / 2, PAPER, OUTLINE))
