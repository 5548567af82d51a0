"""A drawing -> a matplotlib figure -> PNG. Nothing global is touched, so charts may be painted anywhere."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from castlist.charts.fonts import FEATURES, house_style
from castlist.charts.sheet import BOX_EDGE, DOT_EDGE, Box, Dot, Drawing, Line, Mark, Words
from castlist.charts.style import PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image

__all__ = ["make_figure", "paint_png"]

SCALE = 2  # pixels a CSS pixel


def paint_png(drawing: Drawing, about: Mapping[str, str]) -> bytes:
    """The drawing as PNG; the same bytes for the same drawing, fonts and matplotlib."""
    from PIL.PngImagePlugin import PngInfo

    with house_style():
        canvas = make_figure(drawing).canvas
        canvas.draw()
        picture = _with_palette(np.asarray(canvas.buffer_rgba()))
    buffer, notes = io.BytesIO(), PngInfo()
    for key, text in about.items():
        notes.add_text(key, text)
    dots_per_inch = 72 * SCALE
    picture.save(buffer, format="png", optimize=True, pnginfo=notes, dpi=(dots_per_inch, dots_per_inch))
    return buffer.getvalue()


def _with_palette(pixels: "np.ndarray") -> "Image":
    """The picture in the 256 colours that most of its pixels have, a third of the bytes of true colour.

    A chart has a dozen colours and the shades between them at the edges of letters; the rarest shades, if there are
    too many, take the nearest colour.
    """
    from PIL import Image

    packed = (pixels[..., 0].astype(np.uint32) << 16) | (pixels[..., 1].astype(np.uint32) << 8) | pixels[..., 2]
    place = np.zeros(1 << 24, dtype=np.uint16)
    place[packed] = 1
    colours = np.flatnonzero(place)
    place[colours] = np.arange(len(colours))
    counts = np.bincount(place[packed].ravel())
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    palette = parts[np.argsort(-counts, kind="stable")[:256]]
    nearest = ((parts[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
    picture = Image.fromarray(nearest.astype(np.uint8)[place[packed]], mode="P")
    picture.putpalette(palette.astype(np.uint8).tobytes())
    return picture


def make_figure(drawing: Drawing) -> "Figure":
    """The drawing as a figure with one axes, whose units are CSS pixels from the top left corner."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # 72 units an inch: a letter size in points is its size in CSS pixels.
    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=72 * SCALE, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, drawing.width), ylim=(drawing.height, 0))
    axes.axis("off")
    for order, mark in enumerate(drawing.marks):
        _add(axes, mark, order)
    return figure


def _add(axes: "Axes", mark: Mark, order: int) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Rectangle

    match mark:
        case Box():
            inset = BOX_EDGE / 2 if mark.edge else 0
            corner, size = (mark.x + inset, mark.y + inset), (mark.width - 2 * inset, mark.height - 2 * inset)
            axes.add_artist(Rectangle(corner, *size, fc=mark.fill, ec=mark.edge or "none", lw=BOX_EDGE, zorder=order))
        case Dot():
            radius = mark.radius - (DOT_EDGE / 2 if mark.edge else 0)
            at = (mark.x, mark.y)
            axes.add_artist(Circle(at, radius, fc=mark.fill, ec=mark.edge or "none", lw=DOT_EDGE, zorder=order))
        case Line():
            ends = [mark.x1, mark.x2], [mark.y1, mark.y2]
            axes.add_artist(Line2D(*ends, color=mark.colour, lw=mark.width, solid_capstyle="butt", zorder=order))
        case Words():
            _add_words(axes, mark, order)


def _add_words(axes: "Axes", words: Words, order: int) -> None:
    # Always from the left, by our own measure: matplotlib would align by the width with ligatures.
    axes.text(
        words.left,
        words.y,
        words.text,
        family=list(words.fonts),
        size=words.ink.size,
        weight=700 if words.ink.bold else 400,
        color=words.ink.colour,
        ha="left",
        va="baseline",
        fontfeatures=FEATURES,
        zorder=order,
    )
