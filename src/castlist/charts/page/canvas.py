"""The canvas that charts draw on: it collects marks in CSS pixels, from the top left corner."""

from collections.abc import Callable
from dataclasses import dataclass, field

from castlist.charts.page import lettering
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.charts.page.style import LABEL_LINE, MID, Preset
from castlist.charts.page.wording import labelled
from castlist.charts.render import fonts
from castlist.charts.render.fonts import Face
from castlist.charts.render.ink import Ink
from castlist.charts.render.marks import Anchor, Mark, Text
from castlist.charts.render.widths import text_width

__all__ = ["Canvas", "Label"]


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
class Canvas:
    """Collects marks; it knows the size that is drawn for, the typeface,
    and how numbers are written."""

    preset: Preset
    face: Face
    numerals: Numerals = PLAIN
    # how much taller than usual rows are, to fill a sheet of fixed height
    stretch: float = 1.0
    marks: list[Mark] = field(default_factory=list)

    def add(self, mark: Mark) -> None:
        """Put one mark over those that are there."""
        self.marks.append(mark)

    def text(
        self, x: float, y: float, text: str, ink: Ink, anchor: Anchor = "start"
    ) -> None:
        """Write one line of text; `y` is its baseline."""
        if lettering.bidi(text):
            # else its first letter decides the direction, in PNG but not in SVG
            text = f"\u200e{text}"
        family = fonts.families(text, ink.bold, self.face)
        self.add(Text(x, y, text, ink, anchor, self.width(text, ink), family))

    def lines(self, top: float, lines: list[str], ink: Ink, height: float) -> float:
        """Write lines at the left margin; the bottom of the last one.
        `height` is in letter sizes."""
        for number, line in enumerate(lines):
            self.text(
                self.preset.left, top + ink.size + number * height * ink.size, line, ink
            )
        return top + len(lines) * height * ink.size

    def width(self, text: str, ink: Ink) -> float:
        """How wide the text is in this ink."""
        return ink.size * text_width(
            text, ink.bold, fonts.families(text, ink.bold, self.face)
        )

    def measure(self, ink: Ink) -> Callable[[str], float]:
        """A function that gives the width of a text in this ink."""
        return lambda text: self.width(text, ink)

    def fit(self, name: str, room: float) -> Label:
        """The name of an actor as a label no wider than the room."""
        return self.fit_title(labelled(lettering.clean(name)), room)

    def fit_title(self, name: str, room: float) -> Label:
        """Words that stay as they are as a label no wider than the room."""
        ink = self.preset.name_ink
        name = lettering.clean(name) or "(symbols only)"
        if len(name) <= lettering.LONGEST and self.width(name, ink) <= room:
            return Label((lettering.isolate(name),), ink)
        small = Ink(ink.size * 0.86, bold=True)
        lines = lettering.wrap(
            name[: lettering.LONGEST], room, self.measure(small), balanced=False
        )
        if len(lines) > 1:
            # a line may have other spaces than the name, and has as many characters
            rest = name[len(lines[0]) :].strip()
            lines = [lines[0], lettering.cut(rest, room, self.measure(small))]
        return Label(tuple(lettering.isolate(line) for line in lines), small)

    def label(self, x: float, middle: float, label: Label, anchor: Anchor = "end") -> None:
        """Write a label, centred on `middle`."""
        step = label.ink.size * LABEL_LINE
        first = middle - step * (len(label.lines) - 1) / 2 + MID * label.ink.size
        for number, line in enumerate(label.lines):
            self.text(x, first + number * step, line, label.ink, anchor)
