"""What a drawing consists of: boxes, dots, lines, texts and pictures in CSS pixels,
from the top left corner.

The same list is painted as PNG and written as SVG and PDF, so that all show the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from castlist.charts.render.ink import PAPER, Ink

__all__ = [
    "Anchor",
    "Box",
    "Dot",
    "Drawing",
    "Line",
    "Mark",
    "Picture",
    "Text",
    "recolour",
]

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
class Text:
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


Mark = Box | Dot | Line | Text | Picture


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
            case Text():
                return replace(
                    mark,
                    ink=replace(
                        mark.ink, colour=colours.get(mark.ink.colour, mark.ink.colour)
                    ),
                )
            case Line():
                return replace(mark, colour=colours.get(mark.colour, mark.colour))
            case Box() | Dot():
                edge = mark.edge and colours.get(mark.edge, mark.edge)
                return replace(mark, fill=colours.get(mark.fill, mark.fill), edge=edge)
        return mark

    return replace(
        drawing,
        marks=tuple(map(change, drawing.marks)),
        paper=colours.get(drawing.paper, drawing.paper),
    )
