"""A drawing -> PNG, or a matplotlib figure to be changed.
Nothing global is touched, so charts may be painted anywhere."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from castlist.charts.render.agg import paint_pixels, sheet_inches
from castlist.charts.render.fonts import FEATURES, house_style
from castlist.charts.render.marks import (
    BOX_EDGE,
    DOT_EDGE,
    Box,
    Dot,
    Drawing,
    Line,
    Mark,
    Picture,
    Text,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from PIL.Image import Image

__all__ = ["figure_pixels", "make_figure", "on_paper", "paint_png"]


def paint_png(drawing: Drawing, about: Mapping[str, str]) -> bytes:
    """The drawing as PNG; the same bytes for the same drawing, fonts and matplotlib."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    coloured = any(isinstance(mark, Picture) for mark in drawing.marks)
    with house_style():
        pixels = figure_pixels(drawing) if coloured else paint_pixels(drawing)
    picture = Image.fromarray(pixels[..., :3]) if coloured else _with_palette(pixels)
    buffer = io.BytesIO()
    notes = PngInfo()
    for key, text in about.items():
        notes.add_text(key, text)
    # Level 9 saves 6 % of the bytes and takes as long as the drawing.
    picture.save(
        buffer,
        format="png",
        compress_level=6,
        pnginfo=notes,
        dpi=(drawing.dpi, drawing.dpi),
    )
    return buffer.getvalue()


def _with_palette(pixels: "np.ndarray") -> "Image":
    """The picture in the 256 colours that most of its pixels have,
    a third of the bytes of true colour.

    A chart has a dozen colours and the shades between them at the edges of letters; the rarest
    shades, if there are too many, take the nearest colour.
    """
    from PIL import Image

    height, width, _ = pixels.shape
    packed = np.ascontiguousarray(pixels).view("<u4").ravel()
    # A large picture has 4 million pixels, but mostly runs of one colour.
    starts = np.flatnonzero(np.concatenate(([True], packed[1:] != packed[:-1])))
    lengths = np.diff(starts, append=len(packed))
    which, colours = pd.factorize(packed[starts])
    counts = np.bincount(which, weights=lengths)
    parts = np.stack([colours & 255, colours >> 8 & 255, colours >> 16 & 255], axis=1)
    parts = parts.astype(np.int64)
    order = np.lexsort(
        (*parts.T[::-1], -counts)
    )  # equally frequent ones from dark to light
    palette = parts[order[:256]]
    place = np.empty(len(colours), dtype=np.uint8)
    place[order[:256]] = np.arange(len(palette))
    rare = order[256:]
    place[rare] = ((parts[rare, None] - palette) ** 2).sum(axis=2).argmin(axis=1)
    places = np.repeat(place[which], lengths)
    picture = Image.fromarray(places.reshape(height, width), mode="P")
    picture.putpalette(palette.astype(np.uint8).tobytes())
    return picture


def figure_pixels(drawing: Drawing) -> "np.ndarray":
    """The pixels of the drawing's figure: rows, columns, and red, green, blue, opacity."""
    canvas = cast("FigureCanvasAgg", make_figure(drawing).canvas)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def make_figure(drawing: Drawing) -> "Figure":
    """The drawing as a figure with one axes,
    whose units are CSS pixels from the top left corner."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width, height = sheet_inches(drawing)
    figure = Figure(figsize=(width, height), dpi=drawing.dpi, facecolor=drawing.paper)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width * 72 / drawing.unit), ylim=(height * 72 / drawing.unit, 0))
    axes.axis("off")
    for order, mark in enumerate(drawing.marks):
        artist = _artist(mark, drawing)
        artist.set_zorder(order)
        axes.add_artist(artist)
    return figure


def on_paper(picture: Picture, paper: str) -> "Image":
    """The picture in RGB; what is transparent shows the paper, which no printer gets wrong."""
    from PIL import Image

    with Image.open(io.BytesIO(picture.png)) as image:
        front = image.convert("RGBA")
    sheet = Image.new("RGBA", front.size, paper)
    sheet.alpha_composite(front)
    return sheet.convert("RGB")


def _artist(mark: Mark, drawing: Drawing) -> "Artist":
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Rectangle

    unit = drawing.unit  # sizes of letters and widths of lines are in points
    match mark:
        case Box():
            inset = BOX_EDGE / 2 if mark.edge else 0
            corner = (mark.x + inset, mark.y + inset)
            size = (mark.width - 2 * inset, mark.height - 2 * inset)
            return Rectangle(
                corner, *size, fc=mark.fill, ec=mark.edge or "none", lw=BOX_EDGE * unit
            )
        case Dot():
            radius = mark.radius - (DOT_EDGE / 2 if mark.edge else 0)
            return Circle(
                (mark.x, mark.y),
                radius,
                fc=mark.fill,
                ec=mark.edge or "none",
                lw=DOT_EDGE * unit,
            )
        case Line():
            ends = [mark.x1, mark.x2], [mark.y1, mark.y2]
            return Line2D(
                *ends, color=mark.colour, lw=mark.width * unit, solid_capstyle="butt"
            )
        case Text():
            return _words(mark, unit)
        case Picture():
            return _image(mark, drawing)


def _words(words: Text, unit: float) -> "Artist":
    from matplotlib.text import Text as TextArtist

    # Always from the left, by our own measure: matplotlib would align by the width with ligatures.
    return TextArtist(
        words.left,
        words.y,
        words.text,
        family=list(words.fonts),
        size=words.ink.size * unit,
        weight=700 if words.ink.bold else 400,
        color=words.ink.colour,
        ha="left",
        va="baseline",
        fontfeatures=FEATURES,
    )


def _image(picture: Picture, drawing: Drawing) -> "Artist":
    from matplotlib.image import AxesImage

    edges = picture.x, picture.x + picture.width, picture.y + picture.height, picture.y
    # It learns its axes when it is added to them; the stub asks for them before.
    image = AxesImage(cast(Any, None), extent=edges)
    image.set_data(np.asarray(on_paper(picture, drawing.paper)))
    return image
