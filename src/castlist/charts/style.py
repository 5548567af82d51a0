"""Sizes, colours and letter sizes that all charts share. Units are CSS pixels."""

from dataclasses import dataclass

from castlist.errors import InputError

__all__ = ["PRESETS", "Ink", "Preset", "find_preset"]

# Contrast on white in brackets; text needs 4.5, a mark 3 (WCAG 2.2). A test computes them.
INK = "#1A1A1A"  # 17.4
SOFT = "#555555"  # 7.5
NAME = POSITIVE = "#12355B"  # 12.5
DESCRIPTION = "#2F7396"  # 5.2
OUTLINE = "#767676"  # 4.5: pronouns, which are hollow, and neutral scores
NEGATIVE = "#A8480F"  # 5.8
PAPER = "#FFFFFF"
GRID = "#D9D9D9"  # decoration only
STRIPE = "#F2F4F6"  # decoration only

HEADLINE_LINE = 1.22  # line heights, in letter sizes
SUBTITLE_LINE = 1.32
NOTE_LINE = 1.35
LABEL_LINE = 1.16
KEY_LINE = 1.55
MID = 0.36  # from the middle of a mark down to the baseline of its text, in letter sizes


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text is set: size in pixels, weight 400 or 700, colour."""

    size: float
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Preset:
    """One output size: a width that is fixed, a height that grows with the data, and four letter sizes."""

    name: str
    width: float
    headline: float
    subtitle: float
    label: float
    small: float
    pad: float
    beside: bool  # names stand in a column beside the marks; else on a line of their own above them
    columns: int  # paragraphs that fit side by side with at least 22 px each

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


PRESETS = {
    "web": Preset("web", 640, 22, 15, 14, 12, 20, beside=True, columns=20),
    "mobile": Preset("mobile", 375, 19, 14, 13, 11.5, 14, beside=False, columns=15),
}


def find_preset(size: str) -> Preset:
    """The preset of that name; InputError that lists the sizes there are."""
    try:
        return PRESETS[size]
    except KeyError:
        raise InputError(f"there is no chart size {size!r}. Choose one of: {', '.join(PRESETS)}.") from None
