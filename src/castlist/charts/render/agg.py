"""A drawing -> pixels, straight on the renderer that matplotlib's figures paint on.

A figure with an artist a mark takes five times as long: it measures every word again, and asks
its settings for every mark. The renderer and the layout of words are matplotlib's own, but not
public: pyproject.toml names the versions that were tried, and a test compares the pixels with
those of the figure that `make_figure` gives.
"""

from functools import lru_cache
from math import inf, nextafter
from typing import Any, NamedTuple

import numpy as np
from matplotlib.backends import _backend_agg
from matplotlib.colors import to_rgba
from matplotlib.ft2font import LoadFlags, RenderMode
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, BboxTransformFrom, BboxTransformTo

from castlist.charts.render.fonts import FEATURES, open_font
from castlist.charts.render.marks import BOX_EDGE, DOT_EDGE, Box, Dot, Drawing, Line, Text

__all__ = ["paint_pixels", "sheet_inches"]

PHASES = 64  # places in a pixel at which a glyph can stand
UPRIGHT = np.array([[0x10000, 0], [0, 0x10000]])  # a transformation that changes nothing
CLEAR = (0.0, 0.0, 0.0, 0.0)

Colour = tuple[float, float, float, float]


def paint_pixels(drawing: Drawing) -> "np.ndarray":
    """The drawing without its pictures as pixels: rows, columns, and red, green, blue, opacity.

    The same drawing gives the same pixels; nothing that a user has set for matplotlib matters.
    """
    painter = _Painter(drawing)
    for mark in drawing.marks:
        match mark:
            case Box():
                painter.box(mark)
            case Dot():
                painter.dot(mark)
            case Line():
                painter.line(mark)
            case Text():
                painter.words(mark)
    return np.asarray(painter.renderer)


def sheet_inches(drawing: Drawing) -> tuple[float, float]:
    """Width and height in inches that take a whole number of dots.

    The edge of a size on paper may cut a pixel of the PNG: then there is that pixel or not, and
    the scale stays.
    """
    return _whole_dots(drawing.width, drawing), _whole_dots(drawing.height, drawing)


def _whole_dots(length: float, drawing: Drawing) -> float:
    dots = round(length * drawing.unit * drawing.dpi / 72)
    inches = dots / drawing.dpi
    # matplotlib rounds down
    return inches if int(inches * drawing.dpi) == dots else nextafter(inches, inf)


class _Brush:
    """What the renderer asks of what it paints with."""

    _alpha = 1.0
    _forced_alpha = False
    _antialiased = 1
    _cliprect = None

    def __init__(self, colour: Colour, width: float, cap: str, join: str) -> None:
        self._rgb = colour
        self._linewidth = width  # in points
        self._capstyle = cap
        self._joinstyle = join

    def get_clip_path(self) -> tuple[None, None]:
        return None, None

    def get_dashes(self) -> tuple[int, None]:
        return 0, None

    def get_snap(self) -> None:
        """Lines along the pixels, and no others, begin and end with a pixel."""

    get_hatch_path = get_hatch_color = get_sketch_params = get_snap

    def get_hatch_linewidth(self) -> float:
        return 1.0


class _Painter:
    """Paints marks on a sheet of paper."""

    def __init__(self, drawing: Drawing) -> None:
        width, height = sheet_inches(drawing)
        self.unit = drawing.unit
        self.dpi = drawing.dpi
        across = Bbox([[0, height * 72 / drawing.unit], [width * 72 / drawing.unit, 0]])
        down = Affine2D().scale(drawing.dpi)
        dots = BboxTransformTo(down.transform_bbox(Bbox.from_bounds(0, 0, width, height)))
        self.height = height * drawing.dpi
        # CSS pixels from the top left corner -> dots from the bottom left corner
        self.place = (BboxTransformFrom(across) + dots).get_matrix()
        backend: Any = _backend_agg
        dots_across = int(width * drawing.dpi)
        self.renderer = backend.RendererAgg(dots_across, int(self.height), drawing.dpi)
        self.circle = Path.unit_circle()
        self.square = Path.unit_rectangle()
        self._fill(self.square, dots.get_matrix(), _colour(drawing.paper))

    def box(self, mark: Box) -> None:
        inset = BOX_EDGE / 2 if mark.edge else 0
        left = mark.x + inset
        top = mark.y + inset
        # as the corners of a matplotlib rectangle are rounded
        across = left + (mark.width - 2 * inset) - left
        down = top + (mark.height - 2 * inset) - top
        shape = np.array([[across, 0, left], [0, down, top], [0, 0, 1]])
        self._shape(mark, self.square, shape, BOX_EDGE)

    def dot(self, mark: Dot) -> None:
        radius = mark.radius - (DOT_EDGE / 2 if mark.edge else 0)
        shape = np.array([[radius, 0, mark.x], [0, radius, mark.y], [0, 0, 1]])
        self._shape(mark, self.circle, shape, DOT_EDGE)

    def line(self, mark: Line) -> None:
        path = Path([[mark.x1, mark.y1], [mark.x2, mark.y2]])
        brush = _Brush(_colour(mark.colour), mark.width * self.unit, "butt", "round")
        self.renderer.draw_path(brush, path, self.place, None)

    def words(self, mark: Text) -> None:
        x, y, _ = self.place @ (mark.left, mark.y, 1)
        font = open_font(mark.fonts, mark.ink.bold)
        size = mark.ink.size * self.unit
        brush = _Brush(_colour(mark.ink.colour), 1, "butt", "round")
        for place in _lay_out(font, mark.text, size, self.dpi):
            across = round(PHASES * (x + place.x))
            up = round(PHASES * (y + place.y))
            glyph = _render(
                place.font, place.glyph, size, self.dpi, across % PHASES, up % PHASES
            )
            left = glyph.left + across // PHASES
            bottom = int(self.height) - (glyph.top + up // PHASES) + len(glyph.shades)
            self.renderer.draw_text_image(glyph.shades, left, bottom, 0, brush)

    def _shape(self, mark: Box | Dot, path: Any, shape: "np.ndarray", edge: float) -> None:
        """The path, filled and, if the mark has an outline, stroked."""
        colour = _colour(mark.edge) if mark.edge else CLEAR
        width = edge * self.unit if mark.edge else 0
        brush = _Brush(colour, width, "butt", "miter")
        self.renderer.draw_path(brush, path, self.place @ shape, _colour(mark.fill))

    def _fill(self, path: Any, place: "np.ndarray", colour: Colour) -> None:
        self.renderer.draw_path(_Brush(CLEAR, 0, "butt", "miter"), path, place, colour)


class _Placed(NamedTuple):
    """A glyph of a font, and where it stands from the start of its words, in dots; y goes up."""

    font: Any
    glyph: int
    x: float
    y: float


class _Bitmap(NamedTuple):
    """A glyph as shades of its ink, and the whole dots from where it stands to its corner."""

    shades: "np.ndarray"
    left: int
    top: int


# Keyed by matplotlib's font object, of which every thread and every process has its own.
@lru_cache(maxsize=5_000)
def _lay_out(font: Any, text: str, size: float, dpi: int) -> tuple[_Placed, ...]:
    """The words' glyphs, shaped and kerned, at a letter size in points."""
    font.clear()
    font.set_size(size, dpi)
    items = font._layout(text, flags=LoadFlags.NO_HINTING, features=FEATURES)
    return tuple(_Placed(i.ft_object, i.glyph_index, i.x, i.y) for i in items)


@lru_cache(maxsize=10_000)
def _render(font: Any, glyph: int, size: float, dpi: int, across: int, up: int) -> _Bitmap:
    """One glyph at a place in a pixel, counted in 64ths."""
    font.set_size(size, dpi)
    font._set_transform(UPRIGHT, [across, up])
    bitmap = font._render_glyph(glyph, LoadFlags.NO_HINTING, RenderMode.NORMAL)
    font._set_transform(UPRIGHT, [0, 0])
    return _Bitmap(np.array(bitmap.buffer), bitmap.left, bitmap.top)


@lru_cache(maxsize=1_000)
def _colour(colour: str) -> Colour:
    return to_rgba(colour)
