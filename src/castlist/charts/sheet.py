"""The paper that charts draw on: a list of marks in CSS pixels, from the top left corner.

The same list is painted as PNG and written as SVG, so that both show the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from castlist.charts import fonts, lettering
from castlist.charts.fonts import Face
from castlist.charts.numerals import PLAIN, Numerals
from castlist.charts.style import LABEL_LINE, MID, PAPER, Ink, Preset

__all__ = ["Box", "Dot", "Drawing", "Label", "Line", "Mark", "Picture", "Sheet", "Words", "recolour"]

BOX_EDGE = 1.2  # widths of outlines
DOT_EDGE = 1.6

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; its outline lies inside it."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle; its outline lies inside it."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline, `x` its start, middle or end."""

    x: float
    y: float
    text: str
    ink: Ink
    anchor: Anchor
    width: float
    fonts: tuple[str, ...]

    @property
    def left(self) -> float:
        """Where the text begins."""
        return self.x - self.width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, such as a newsroom's logo."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


Mark = Box | Dot | Line | Words | Picture


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in painting order on a sheet of that size in CSS pixels."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    unit: float = 1.0  # points (1/72 inch) that a CSS pixel takes on paper; 1 on screens
    dpi: int = 144  # of the PNG
    paper: str = PAPER
    typeface: str = "Lato"  # what all its words are set in, but for letters that it lacks


def recolour(drawing: Drawing, colours: Mapping[str, str]) -> Drawing:
    """The drawing with other colours in the place of this house's."""
    if not colours:
        return drawing

    def change(mark: Mark) -> Mark:
        match mark:
            case Words():
                return replace(mark, ink=replace(mark.ink, colour=colours.get(mark.ink.colour, mark.ink.colour)))
            case Line():
                return replace(mark, colour=colours.get(mark.colour, mark.colour))
            case Box() | Dot():
                edge = mark.edge and colours.get(mark.edge, mark.edge)
                return replace(mark, fill=colours.get(mark.fill, mark.fill), edge=edge)
        return mark

    return replace(drawing, marks=tuple(map(change, drawing.marks)), paper=colours.get(drawing.paper, drawing.paper))


@dataclass(frozen=True, slots=True)
class Label:
    """A name made to fit: one line, or two smaller ones, of which the last may be cut."""

    lines: tuple[str, ...]
    ink: Ink

    @property
    def extra(self) -> float:
        """Height that it takes beyond one line."""
        return (len(self.lines) - 1) * self.ink.size * LABEL_LINE


@dataclass(frozen=True)
class Sheet:
    """Collects marks; it knows the size that is drawn for, the typeface, and how numbers are written."""

    preset: Preset
    face: Face
    numerals: Numerals = PLAIN
    stretch: float = 1.0  # how much taller than usual rows are, to fill a sheet of fixed height
    marks: list[Mark] = field(default_factory=list)

    def add(self, mark: Mark) -> None:
        """Put one mark over those that are there."""
        self.marks.append(mark)

    def text(self, x: float, y: float, text: str, ink: Ink, anchor: Anchor = "start") -> None:
        """Write one line of text; `y` is its baseline."""
        if lettering.bidi(text):
            text = f"\u200e{text}"  # else its first letter decides the direction, in PNG but not in SVG
        family = fonts.families(text, ink.bold, self.face)
        self.add(Words(x, y, text, ink, anchor, self.width(text, ink), family))

    def lines(self, top: float, lines: list[str], ink: Ink, height: float) -> float:
        """Write lines at the left margin; the bottom of the last one. `height` is in letter sizes."""
        for number, line in enumerate(lines):
            self.text(self.preset.left, top + ink.size + number * height * ink.size, line, ink)
        return top + len(lines) * height * ink.size

    def width(self, text: str, ink: Ink) -> float:
        """How wide the text is in this ink."""
        return ink.size * fonts.text_width(text, ink.bold, fonts.families(text, ink.bold, self.face))

    def measure(self, ink: Ink) -> Callable[[str], float]:
        """A function that gives the width of a text in this ink."""
        return lambda text: self.width(text, ink)

    def fit(self, name: str, room: float) -> Label:
        """The name as a label no wider than the room."""
        ink = self.preset.name_ink
        name = lettering.clean(name) or "(symbols only)"
        if len(name) <= lettering.LONGEST and self.width(name, ink) <= room:
            return Label((lettering.isolate(name),), ink)
        small = Ink(ink.size * 0.86, bold=True)
        lines = lettering.wrap(name[: lettering.LONGEST], room, self.measure(small), balanced=False)
        if len(lines) > 1:
            lines = [lines[0], lettering.cut(name.removeprefix(lines[0]).strip(), room, self.measure(small))]
        return Label(tuple(lettering.isolate(line) for line in lines), small)

    def label(self, x: float, middle: float, label: Label, anchor: Anchor = "end") -> None:
        """Write a label, centred on `middle`."""
        step = label.ink.size * LABEL_LINE
        first = middle - step * (len(label.lines) - 1) / 2 + MID * label.ink.size
        for number, line in enumerate(label.lines):
            self.text(x, first + number * step, line, label.ink, anchor)
