"""Small multiples over time: a row an actor, a column a week, month or year, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.compose import label_column, more_line
from castlist.charts.page.content import KeyEntry
from castlist.charts.page.style import (
    GRID,
    INK,
    LABEL_LINE,
    NAME,
    OUTLINE,
    PAPER,
    STRIPE,
    Preset,
)
from castlist.charts.page.wording import MONTHS
from castlist.charts.render.marks import Box, Line

__all__ = [
    "Moment",
    "Timeline",
    "draw_timelines",
    "every_period",
    "period_key",
    "wide_enough",
]

COLUMN = 0.24  # of the width, for names
GUTTER = 12
# in label sizes: the room for columns, and for the number on the tallest one
PANEL = 2.9
HEAD = 1.15
BELOW = 1.6  # for a name that stands above its columns
FILLED = 0.7  # of a period, by its column
WIDEST = 30.0  # of a column
THINNEST = 7.0  # of a column that has room for its interval
CAP = 2.0  # half the width of an interval's end
APART = 8.0  # between two words below the columns
WEEK = 7  # days
# every so many years or months, which may have a word below the columns
STEPS = {"year": (1, 2, 5, 10, 20, 50), "month": (1, 2, 3, 6, 12), "week": (1, 2, 3, 6, 12)}


@dataclass(frozen=True, slots=True)
class Moment:
    """One period of an actor; `articles` 0 is a gap, of which nothing is known."""

    period: str
    articles: int
    value: float
    low: float | None
    high: float | None
    solid: bool


class _Word(NamedTuple):
    """One word below the columns, and its place."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One actor: its key and name, and every period from the first to the last."""

    who: str
    name: str
    moments: Sequence[Moment]


def every_period(first: str, last: str, period: str) -> list[str]:
    """Every week, month or year from one to another, as the tables call them.

    >>> every_period("2026-11", "2027-01", "month")
    ['2026-11', '2026-12', '2027-01']
    """
    if period == "week":
        start = date.fromisoformat(first)
        weeks = (date.fromisoformat(last) - start).days // WEEK
        return [(start + timedelta(WEEK * n)).isoformat() for n in range(weeks + 1)]
    if period == "year":
        return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    begin, end = (12 * int(m[:4]) + int(m[5:7]) - 1 for m in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(begin, end + 1)]


def period_key(timelines: Sequence[Timeline], least: int) -> list[KeyEntry]:
    """What hollow columns and grey gaps are, as far as there are any."""
    moments = timelines[0].moments
    few = any(m.articles and not m.solid for m in moments)
    known = [
        (few and any(m.solid for m in moments), f"{least} articles or more", _filled),
        (few, f"fewer than {least}", _hollow),
        (any(not m.articles for m in moments), "no article", _gap),
    ]
    return [KeyEntry(words, glyph, 13) for there, words, glyph in known if there]


def wide_enough(preset: Preset, periods: int) -> bool:
    """Whether columns have room for their intervals."""
    return _width(_room(preset), periods) >= THINNEST


def draw_timelines(
    timelines: Sequence[Timeline], period: str, canvas: Canvas, top: float, rows: int
) -> float:
    """Draw the first rows and what stands below them; the bottom."""
    grid = _TimeGrid(canvas, timelines[:rows])
    for timeline, label in zip(timelines[:rows], grid.labels, strict=True):
        top = grid.row(timeline, label, top)
    top = grid.axis(timelines[0].moments, period, top)
    left_out = len(timelines) - rows
    if not left_out:
        return top
    words = f"+ {canvas.numerals.count(left_out, 'more actor')} in the data file"
    return more_line(canvas, canvas.preset.left, top, words)


class _TimeGrid:
    """Places the columns of all rows."""

    def __init__(self, canvas: Canvas, timelines: Sequence[Timeline]) -> None:
        self.canvas = canvas
        preset = canvas.preset
        names = [timeline.name for timeline in timelines]
        if preset.beside:
            self.edge, self.labels = label_column(canvas, names, COLUMN)
        else:
            self.labels = [canvas.fit(name, preset.room) for name in names]
            self.edge = preset.left
        self.left = self.edge + GUTTER if preset.beside else preset.left
        room = preset.right - self.left
        self.slot = room / len(timelines[0].moments)
        self.width = _width(room, len(timelines[0].moments))
        tall = [
            m.high if m.solid and m.high else m.value for t in timelines for m in t.moments
        ]
        self.height = PANEL * preset.label * canvas.stretch
        self.scale = self.height / max([*tall, 1e-9])

    def row(self, timeline: Timeline, label: Label, top: float) -> float:
        """One actor's name and columns; the bottom."""
        canvas = self.canvas
        size = canvas.preset.label
        if canvas.preset.beside:
            above = HEAD * size
            middle = top + above + self.height - LABEL_LINE * size / 2 - label.extra / 2
            canvas.label(self.edge, middle, label)
        else:
            above = BELOW * size + label.extra + HEAD * size
            middle = top + 0.91 * size + label.extra / 2
            canvas.label(canvas.preset.left, middle, label, "start")
        base = top + above + self.height
        most = max((m for m in timeline.moments), key=lambda m: m.value)
        self._gaps(timeline.moments, base)
        for number, moment in enumerate(timeline.moments):
            if moment.value:
                self._column(moment, number, base, named=moment is most)
        canvas.add(Line(self.left, base, canvas.preset.right, base, INK))
        return base + 0.45 * size

    def _gaps(self, moments: Sequence[Moment], base: float) -> None:
        """Grey where there is no article: nothing is known there, which is not 0."""
        for number, moment in enumerate(moments):
            if not moment.articles:
                left = self.left + number * self.slot
                gap = Box(left, base - self.height, self.slot, self.height, STRIPE)
                self.canvas.add(gap)

    def _column(self, moment: Moment, number: int, base: float, *, named: bool) -> None:
        canvas = self.canvas
        middle = self.left + (number + 0.5) * self.slot
        height = max(moment.value * self.scale, 1.0)
        box = (middle - self.width / 2, base - height, self.width, height)
        if moment.solid:
            canvas.add(Box(*box, NAME))
        else:
            canvas.add(Box(*box, PAPER, OUTLINE))
        end = base - height
        if self.width >= THINNEST and moment.solid:
            end = min(end, self._interval(moment, middle, base))
        if named:
            baseline = end - 0.3 * canvas.preset.small
            shown = canvas.numerals.rate(moment.value)
            half = canvas.width(shown, canvas.preset.small_ink) / 2
            middle = min(max(middle, self.left + half), canvas.preset.right - half)
            canvas.text(middle, baseline, shown, canvas.preset.small_ink, "middle")

    def _interval(self, moment: Moment, middle: float, base: float) -> float:
        """The line of an interval: dark above the column, light on it; its upper end."""
        if moment.low is None or moment.high is None:
            return base
        tip = base - moment.value * self.scale
        high = base - moment.high * self.scale
        low = base - moment.low * self.scale
        if low - tip > 1:
            self.canvas.add(Box(middle - 0.6, tip, 1.2, low - tip, PAPER))
            self.canvas.add(Box(middle - CAP, low - 0.6, 2 * CAP, 1.2, PAPER))
        if tip - high > 1:
            self.canvas.add(Line(middle, high, middle, tip, INK))
            self.canvas.add(Line(middle - CAP, high, middle + CAP, high, INK))
        return high

    def axis(self, moments: Sequence[Moment], period: str, top: float) -> float:
        """The periods below the columns, and how many articles each has; the bottom."""
        canvas = self.canvas
        soft = canvas.preset.soft_ink
        baseline = top + 0.9 * soft.size
        for word in self._words([m.period for m in moments], period):
            canvas.text(word.left, baseline, word.text, soft)
        top = baseline + 0.4 * soft.size
        counts = [canvas.numerals.whole(m.articles) for m in moments]
        if max(canvas.width(c, soft) for c in counts) + 3 > self.slot:
            return top
        title = "Articles"
        baseline = top + soft.size
        if canvas.preset.beside:
            canvas.text(self.edge, baseline, title, soft, "end")
        else:
            canvas.text(canvas.preset.left, baseline, f"{title} of the {period}", soft)
            baseline += 1.3 * soft.size
        for number, shown in enumerate(counts):
            x = self.left + (number + 0.5) * self.slot
            canvas.text(x, baseline, shown, soft, "middle")
        return baseline + 0.4 * soft.size

    def _words(self, periods: Sequence[str], period: str) -> list[_Word]:
        """What stands below the columns: every week if all have room, or every so many months or
        years, in one step, as close as there is room for."""
        if period == "week":
            every = self._placed(_week_words(periods))
            widest = max(word.right - word.left for word in every)
            if widest + APART <= self.slot:
                return every
        for step in STEPS[period]:
            words = self._placed(_axis_words(periods, period, step))
            # of the beginning and the first in step the one stays that says the year
            if _meet(words[:2]):
                del words[0 if words[1].text[-4:].isdecimal() else 1]
            if not _meet(words):
                break
        return [word for word in words if word.right <= self.canvas.preset.right]

    def _placed(self, words: Sequence[tuple[int, str]]) -> list[_Word]:
        begin = self.left + (self.slot - self.width) / 2
        soft = self.canvas.preset.soft_ink
        lefts = [begin + number * self.slot for number, _ in words]
        return [
            _Word(left, left + self.canvas.width(text, soft), text)
            for left, (_, text) in zip(lefts, words, strict=True)
        ]


def _meet(words: Sequence[_Word]) -> bool:
    """Whether two neighbours stand too close."""
    return any(after.left < before.right + APART for before, after in pairwise(words))


def _room(preset: Preset) -> float:
    """The width of a row of columns."""
    return preset.room - (COLUMN * preset.width + GUTTER if preset.beside else 0)


def _width(room: float, periods: int) -> float:
    """The width of a column."""
    return min(FILLED * room / periods, WIDEST)


def _axis_words(periods: Sequence[str], period: str, step: int) -> list[tuple[int, str]]:
    """What stands below a period, with its number: the beginning, and of new months, or of years,
    every so many. A new year says which it is.

    >>> _axis_words(["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"], "month", 2)
    [(0, 'Nov 2026'), (2, 'Jan 2027'), (4, 'Mar')]
    """
    words = []
    for number, (this, before) in enumerate(zip(periods, ["", *periods], strict=False)):
        new_year = this[:4] != before[:4]
        if period == "year":
            if not number or int(this[:4]) % step == 0:
                words.append((number, this[:4]))
            continue
        day = f"{int(this[8:10])} " if period == "week" else ""
        month = f"{day}{MONTHS[int(this[5:7]) - 1][:3]}"
        if new_year:
            words.append((number, f"{month} {this[:4]}"))
        elif this[:7] != before[:7] and (int(this[5:7]) - 1) % step == 0:
            words.append((number, month))
    return words


def _week_words(periods: Sequence[str]) -> list[tuple[int, str]]:
    """The first day of every week, for a sheet that has room for all of them."""
    days = [f"{int(p[8:10])} {MONTHS[int(p[5:7]) - 1][:3]}" for p in periods]
    years = [f" {p[:4]}" for p in periods]
    new = [
        year if year != before else ""
        for year, before in zip(years, ["", *years], strict=False)
    ]
    return list(enumerate(f"{day}{year}" for day, year in zip(days, new, strict=True)))


def _filled(canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Box(x, middle - 6.5, 13, 13, NAME))


def _hollow(canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Box(x, middle - 6.5, 13, 13, PAPER, OUTLINE))


def _gap(canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Box(x, middle - 6.5, 13, 13, STRIPE, GRID))
