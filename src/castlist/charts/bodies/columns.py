"""Tone as small upright columns:
every paragraph of an article, however many there are, in one band a scorer."""

from dataclasses import dataclass, replace

import pandas as pd

from castlist.charts.bodies.tone_key import FILLS
from castlist.charts.data.tones import SHOWN
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.style import GRID, INK, MID, PAPER, Preset
from castlist.charts.render.marks import Anchor, Box, Line
from castlist.model import Label
from castlist.sentiment import SCORERS

__all__ = [
    "BAND",
    "LOWEST",
    "SHARE",
    "WORDS",
    "BandPlace",
    "Columns",
    "draw_columns",
    "is_thin",
]

# px of a sheet of fixed height that its words take, and the part of the rest to start from
WORDS = 185
SHARE = 0.6
BAND = 64  # px of a band from −1 to +1 where nothing limits it
LANDSCAPE = 1.4  # width by height of a sheet on which the bands stand side by side
LOWEST = 24  # of a band; the three words of its scale need that
# in label, small, label sizes: above a band, below it, between two bands
HEAD = 1.55
FOOT = 1.5
APART = 1.1
SCALE = 1.9  # in small sizes, for −1, 0 and +1 at the side
GAP = 24  # between bands that stand side by side
# of a column
WIDEST = 28
NARROWEST = 1
# between columns: part of a column's place, and at most
AIR = 0.25
MOST_AIR = 6
HOLLOW = 3.6  # narrower columns have no room for an outline: only their end is drawn
# height of a column, of a hollow one; one of 0 is a stub on both sides of the line
SHORTEST = 2
SHORTEST_HOLLOW = 4
THINNEST = 6
TIP = 3  # height of that end
STEPS = {"+1": 1, "0": 0, "−1": -1}
QUARTERS = {0.0: "start", 0.25: "¼", 0.5: "halfway", 0.75: "¾", 1.0: "end"}
BOTH_ENDS = {0.0: "start", 1.0: "end"}
AT_EDGE: dict[float, Anchor] = {0.0: "start", 1.0: "end"}  # else in the middle
# a band that is not so many times wider than those words has room for
# the first and the last only
CROWDED = 1.35


@dataclass(frozen=True, slots=True)
class BandPlace:
    """Where bands stand: their edges, and the height from −1 to +1 of each."""

    left: float
    right: float
    top: float
    height: float


def draw_columns(scored: pd.DataFrame, canvas: Canvas, top: float, rows: int) -> float:
    """Draw the bands of all scorers, as high as a sheet of fixed height allows; the bottom.
    They are one row."""
    preset = canvas.preset
    columns = Columns(
        canvas,
        beside=_landscape(preset),
        thin=is_thin(len(scored), preset, beside=_landscape(preset)),
    )
    height: float = BAND
    if preset.height:
        total = SHARE * (preset.height - WORDS) * canvas.stretch
        height = max((total - columns.words()) / columns.stacked, LOWEST)
    return columns.draw(scored, BandPlace(preset.left, preset.right, top, height))


def is_thin(
    number: int, preset: Preset, *, beside: bool | None = None, less: float = 0
) -> bool:
    """Whether so many columns are too narrow to be hollow,
    in the room that is left when something else takes less."""
    beside = _landscape(preset) if beside is None else beside
    room = preset.room - less
    band = _share(room) if beside else room
    return band - SCALE * preset.small < HOLLOW * number


def _share(room: float) -> float:
    """The width of one of the bands that stand side by side."""
    return (room - GAP * (len(SCORERS) - 1)) / len(SCORERS)


def _landscape(preset: Preset) -> bool:
    """Whether the bands stand side by side: only on a sheet of fixed height that is low."""
    return bool(preset.height) and preset.width > LANDSCAPE * (preset.height or 0)


class Columns:
    """Draws the bands of articles in one style:
    side by side or stacked, with hollow columns or their ends only."""

    def __init__(self, canvas: Canvas, *, beside: bool, thin: bool) -> None:
        self.canvas = canvas
        self.beside = beside
        self.thin = thin
        self.stacked = 1 if beside else len(SCORERS)

    def words(self, *, titled: bool = True) -> float:
        """Height of what stands above, between and below the bands."""
        label = self.canvas.preset.label
        small = self.canvas.preset.small
        return (
            self.stacked * HEAD * titled + (self.stacked - 1) * APART
        ) * label + FOOT * small

    def draw(self, scored: pd.DataFrame, place: BandPlace, *, titled: bool = True) -> float:
        """Draw one band a scorer, with its name above if asked to; the bottom."""
        label = self.canvas.preset.label
        head = HEAD * label * titled
        room = place.right - place.left
        width = _share(room) if self.beside else room
        for number, scorer in enumerate(SCORERS):
            left = place.left + number * (width + GAP) * self.beside
            top = place.top + number * (head + place.height + APART * label) * (
                not self.beside
            )
            band = BandPlace(
                left + SCALE * self.canvas.preset.small,
                left + width,
                top + head,
                place.height,
            )
            if titled:
                name = self.canvas.preset.name_ink
                self.canvas.text(band.left, band.top - 0.5 * label, SHOWN[scorer], name)
            self._band(scored, scorer, band)
            if self.beside or number == len(SCORERS) - 1:
                self._numbers(scored["paragraph"].tolist(), band)
        return place.top + self.words(titled=titled) + self.stacked * place.height

    def _band(self, scored: pd.DataFrame, scorer: str, band: BandPlace) -> None:
        """The scale, and a column a paragraph."""
        canvas = self.canvas
        preset = self.canvas.preset
        half = band.height / 2
        zero = band.top + half
        for word, step in STEPS.items():
            y = zero - step * half
            canvas.text(band.left - 5, y + MID * preset.small, word, preset.soft_ink, "end")
            if step:
                canvas.add(Line(band.left, y, band.right, y, GRID))
        pitch = (band.right - band.left) / len(scored)
        width = max(min(pitch - min(AIR * pitch, MOST_AIR), WIDEST), NARROWEST)
        rows = zip(
            scored[scorer], scored[f"{scorer}_label"], scored["agreement"], strict=True
        )
        for number, (score, label, agreement) in enumerate(rows):
            x = band.left + (number + 0.5) * pitch - width / 2
            self._column(
                Box(x, zero, width, score * half, ""), label, hollow=agreement != "yes"
            )
        canvas.add(Line(band.left, zero, band.right, zero, INK))

    def _column(self, box: Box, label: Label, *, hollow: bool) -> None:
        """One column from zero, which is where the box stands;
        its height is the score with its sign."""
        least = SHORTEST_HOLLOW if hollow and not self.thin else SHORTEST
        height = max(abs(box.height), least) if box.height else THINNEST
        y = box.y
        if box.height == 0:
            y -= height / 2
        elif box.height > 0:
            y -= height
        fill = FILLS[label]
        if not hollow:
            self.canvas.add(replace(box, y=y, height=height, fill=fill))
        elif self.thin:
            tip = min(TIP, height)
            y = y if box.height > 0 else y + height - tip
            self.canvas.add(replace(box, y=y, height=tip, fill=fill))
        else:
            self.canvas.add(replace(box, y=y, height=height, fill=PAPER, edge=fill))

    def _numbers(self, paragraphs: list[int], band: BandPlace) -> None:
        """The numbers of the paragraphs below their columns;
        if they have no room, how far into the article."""
        canvas = self.canvas
        soft = self.canvas.preset.soft_ink
        baseline = band.top + band.height + 1.25 * soft.size
        width = band.right - band.left
        pitch = width / len(paragraphs)
        if max(canvas.width(str(number), soft) for number in paragraphs) + 4 <= pitch:
            for place, number in enumerate(paragraphs):
                canvas.text(
                    band.left + (place + 0.5) * pitch, baseline, str(number), soft, "middle"
                )
            return
        words = (
            QUARTERS
            if sum(canvas.width(word, soft) for word in QUARTERS.values()) * CROWDED < width
            else BOTH_ENDS
        )
        for share, word in words.items():
            anchor = AT_EDGE.get(share, "middle")
            canvas.text(band.left + share * width, baseline, word, soft, anchor)
