"""Words -> the glyphs that they are drawn with, and their outlines,
for files that need no font at the reader's."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from castlist.charts.render.fonts import FEATURES

__all__ = ["EM", "Glyph", "outline", "place"]

EM = 1000  # units of an outline to a letter size, as in a PDF
SIZE = 100  # that matplotlib gives outlines in

# Commands of a path and how many points each takes; the codes are matplotlib's.
COMMANDS = {1: ("m", 1), 2: ("l", 1), 3: ("q", 2), 4: ("c", 3), 79: ("z", 1)}

_outlines: dict[str, Any] = {}  # each glyph once


class Glyph(NamedTuple):
    """One glyph of a font, and where it stands from the start of the words:
    x to the right, y up, in letter sizes."""

    font: Any  # its file
    number: int  # in that file
    x: float
    y: float
    key: str  # of its outline


@lru_cache(maxsize=20_000)
def place(text: str, bold: bool, families: tuple[str, ...]) -> tuple[Glyph, ...]:
    """The glyphs of the words from left to right, as `paint` draws them:
    shaped, kerned, unhinted."""
    from matplotlib.font_manager import FontProperties, fontManager, get_font
    from matplotlib.ft2font import LoadFlags

    weight = 700 if bold else 400
    files = [
        fontManager.findfont(FontProperties(family=[family], weight=weight))
        for family in families
    ]
    names = {get_font(file).postscript_name: file for file in files}
    font = get_font(files)
    font.set_size(SIZE, 72)
    # What matplotlib's own class for outlines does, which loads each glyph anew each time and
    # brings its readers of mathematics and TeX along.
    items = font._layout(text, flags=LoadFlags.NO_HINTING, features=FEATURES)
    placed = [_glyph(names, item, item.ft_object.postscript_name) for item in items]
    ends = [glyph.x for glyph in placed[1:]]
    # A space of no width stands where a writing-direction control was.
    return tuple(
        glyph
        for glyph, end in zip(placed, [*ends, 0], strict=True)
        if outline(glyph.key) or end > glyph.x
    )


def _glyph(names: Mapping[str, Any], item: Any, name: str) -> Glyph:
    from matplotlib.ft2font import LoadFlags

    key = f"{name}-{item.glyph_index}"
    if key not in _outlines:
        item.ft_object.load_glyph(item.glyph_index, flags=LoadFlags.NO_HINTING)
        _outlines[key] = item.ft_object.get_path()
    return Glyph(names[name], item.glyph_index, item.x / SIZE, item.y / SIZE, key)


@cache
def outline(key: str) -> str:
    """The outline of a glyph as path data of SVG, y upwards; empty for a space."""
    points, codes = _outlines[key]
    corners = np.rint(np.asarray(points) * EM / SIZE).astype(int).tolist()
    pen = _Pen()
    at = 0
    while at < len(codes):
        letter, number = COMMANDS[int(codes[at])]
        pen.draw(letter, corners[at : at + number])
        at += number
    return "".join(pen.data).replace(" -", "-")


class _Pen:
    """Writes path data, short: in steps from where it is,
    and with no handle where a curve just goes on."""

    def __init__(self) -> None:
        self.data: list[str] = []
        # `ahead` is the handle of a curve that goes on
        self.start = self.here = self.ahead = [0, 0]

    def draw(self, letter: str, points: list[list[int]]) -> None:
        """Add one command; its points are absolute."""
        if letter == "z":
            self.here = self.ahead = self.start
            self.data.append("z")
            return
        handle = points[0] if letter == "q" else points[-1]
        if (
            letter == "q"
            and max(abs(handle[0] - self.ahead[0]), abs(handle[1] - self.ahead[1])) <= 1
        ):
            letter = "t"
            handle = self.ahead
            points = points[1:]
        self.data.append(
            letter + " ".join(f"{x - self.here[0]} {y - self.here[1]}" for x, y in points)
        )
        self.here = points[-1]
        self.ahead = [2 * end - bend for end, bend in zip(self.here, handle, strict=True)]
        if letter == "m":
            self.start = self.here
