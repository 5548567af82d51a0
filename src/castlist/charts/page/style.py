"""Sizes, colours and letter sizes that all charts share. Units are CSS pixels."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from castlist.charts.render.fonts import HOUSE_FONT
from castlist.charts.render.ink import INK, PAPER, Ink
from castlist.errors import InputError

__all__ = ["INK", "PAPER", "PRESETS", "Ink", "Preset", "Style"]

# Contrast on white in brackets; text needs 4.5, a mark 3 (WCAG 2.2). A test computes them.
SOFT = "#555555"  # 7.5
NAME = POSITIVE = "#12355B"  # 12.5
DESCRIPTION = "#2F7396"  # 5.2
OUTLINE = "#767676"  # 4.5: pronouns, which are hollow, and neutral scores
NEGATIVE = "#A8480F"  # 5.8
GRID = "#D9D9D9"  # decoration only
STRIPE = "#F2F4F6"  # decoration only

# so much DESCRIPTION in PAPER; ink stands on them
TINTS = {"#E0EAEF": 0.15, "#B6CFDB": 0.35, "#82ABC0": 0.60}

HEADLINE_LINE = 1.22  # line heights, in letter sizes
SUBTITLE_LINE = 1.32
NOTE_LINE = 1.35
LABEL_LINE = 1.16
KEY_LINE = 1.55
BESIDE = 32  # width from which there is room for a column of names, in letter sizes
MID = 0.36  # from the middle of a mark down to the baseline of its text, in letter sizes


@dataclass(frozen=True, slots=True)
class Preset:
    """One output size: a width that is fixed, a height that mostly grows with the data,
    and four letter sizes."""

    name: str
    width: float
    headline: float
    subtitle: float
    label: float
    small: float
    pad: float
    height: float | None = None  # if it is fixed: then rows are cut, not text
    unit: float = 1.0  # points on paper that a pixel takes; 1 on screens
    dpi: int = 144  # of the PNG
    use: str = ""  # what it is for

    @property
    def formats(self) -> tuple[str, ...]:
        """The picture formats that this size is published in."""
        return (
            ("png", "svg", "outlines")
            if self.unit == 1
            else ("png", "pdf", "svg", "outlines")
        )

    @property
    def beside(self) -> bool:
        """Whether names stand in a column beside the marks;
        else they stand on a line of their own above them."""
        return self.width >= BESIDE * self.label

    @property
    def grows_wide(self) -> bool:
        """Whether it is wide and grows with the data, as a table of many columns needs it."""
        return self.beside and not self.height

    @property
    def left(self) -> float:
        """The left margin."""
        return self.pad

    @property
    def right(self) -> float:
        """The right margin."""
        return self.width - self.pad

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.pad

    @property
    def name_ink(self) -> Ink:
        """For names and totals."""
        return Ink(self.label, bold=True)

    @property
    def label_ink(self) -> Ink:
        """For the key and running words."""
        return Ink(self.label)

    @property
    def small_ink(self) -> Ink:
        """For numbers on and beside marks."""
        return Ink(self.small)

    @property
    def soft_ink(self) -> Ink:
        """For captions and scales."""
        return Ink(self.small, colour=SOFT)


# points a pixel: a label of 14 px is 8 pt on paper, the thinnest line 0.57 pt
PRINT_UNIT = 4 / 7


def _print_preset(millimetres: int, columns: str) -> Preset:
    """A newspaper column: letters of 12, 9, 8 and 7 pt, no margin, 300 dots an inch."""
    width = millimetres / 25.4 * 72 / PRINT_UNIT
    return Preset(
        f"print{millimetres}",
        width,
        headline=12 / PRINT_UNIT,
        subtitle=9 / PRINT_UNIT,
        label=8 / PRINT_UNIT,
        small=7 / PRINT_UNIT,
        pad=0,
        unit=PRINT_UNIT,
        dpi=300,
        use=f"for print, {columns}, {millimetres} mm",
    )


PRESETS = {
    preset.name: preset
    for preset in (
        Preset("web", 640, 22, 15, 14, 12, 20, use="for a web page"),
        Preset("mobile", 375, 19, 14, 13, 11.5, 14, use="for a phone"),
        Preset(
            "social-wide", 600, 24, 16, 15, 12.5, 24, height=337.5, use="for a post, wide"
        ),
        Preset(
            "social-square", 540, 24, 16, 15, 12.5, 24, height=540, use="for a post, square"
        ),
        _print_preset(52, "one column"),
        _print_preset(107, "two columns"),
        _print_preset(163, "three columns"),
    )
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a newsroom's charts look: its colours, typeface, logo and sizes;
    this house's, where it says nothing."""

    # a colour above -> the newsroom's
    colours: Mapping[str, str] = field(default_factory=dict)
    # in the order in which they are asked for a letter
    fonts: tuple[str, ...] = (HOUSE_FONT,)
    logo: bytes = b""  # PNG
    presets: Mapping[str, Preset] = field(default_factory=lambda: PRESETS)

    def preset(self, size: str) -> Preset:
        """The size of that name; InputError that lists the sizes there are."""
        try:
            return self.presets[size]
        except KeyError:
            raise InputError(
                f"there is no chart size {size!r}. Choose one of:"
                f" {', '.join(self.presets)}."
            ) from None
