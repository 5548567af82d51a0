"""A drawing -> PDF of its size on paper, with text that can be selected and searched.

Written by hand like the SVG: half the bytes of matplotlib's, 3 to 6 ms a page against 1.1 s, and
the same on every version.
"""

from collections.abc import Collection, Mapping
from functools import cache
from itertools import groupby

from castlist.charts.render.glyphs import EM, Glyph, place
from castlist.charts.render.marks import (
    BOX_EDGE,
    DOT_EDGE,
    Box,
    Dot,
    Drawing,
    Line,
    Picture,
    Text,
)
from castlist.charts.render.pdf_file import PdfFile
from castlist.charts.render.pdf_fonts import Subset, take_glyphs
from castlist.charts.render.png import on_paper

__all__ = ["paint_pdf"]

ROUND = 0.5523  # how far the handles of a quarter circle reach, in radii
# The properties of a PDF, and what is said there.
NOTES = {
    "Title": "Title",
    "Subject": "Description",
    "Keywords": "Source",
    "Author": "Copyright",
}

Faces = Mapping[object, tuple[str, Subset]]  # font file -> its name on the page, its glyphs


def paint_pdf(drawing: Drawing, about: Mapping[str, str]) -> bytes:
    """The drawing as PDF; the same bytes for the same drawing and fonts."""
    faces = _faces(drawing)
    file = PdfFile()
    pictures = {
        mark: f"I{number}"
        for number, mark in enumerate(drawing.marks)
        if isinstance(mark, Picture)
    }
    fonts = " ".join(f"/{name} {file.font(subset)}" for name, subset in faces.values())
    images = " ".join(
        f"/{name} {file.picture(on_paper(mark, drawing.paper))}"
        for mark, name in pictures.items()
    )
    width = drawing.width * drawing.unit
    height = drawing.height * drawing.unit
    marks = [Box(0, 0, drawing.width, drawing.height, drawing.paper), *drawing.marks]
    # The marks are in CSS pixels from the top, a page is in points from the bottom.
    page = [f"{drawing.unit:.6f} 0 0 {-drawing.unit:.6f} 0 {height:.4f} cm"]
    page += [
        _picture(m, pictures[m]) if isinstance(m, Picture) else _mark(m, faces)
        for m in marks
    ]
    content = file.stream("", "\n".join(page).encode("ascii"))
    return file.finish(
        f"/MediaBox [0 0 {width:.3f} {height:.3f}] /Contents {content} "
        f"/Resources << /Font << {fonts} >> /XObject << {images} >> >>",
        {key: about[name] for key, name in NOTES.items() if name in about},
    )


def _faces(drawing: Drawing) -> Faces:
    """The fonts of all words, each with the glyphs that are drawn and no others."""
    wanted: dict[object, set[int]] = {}
    letters: dict[object, set[tuple[int, str]]] = {}
    for words in (mark for mark in drawing.marks if isinstance(mark, Text)):
        for glyph in _glyphs(words):
            wanted.setdefault(glyph.font, set()).add(glyph.number)
        for letter in set(words.text):
            for glyph in place(letter, words.ink.bold, words.fonts):
                letters.setdefault(glyph.font, set()).add((glyph.number, letter))
    return {
        font: (
            f"F{number}",
            take_glyphs(font, frozenset(glyphs), _known(letters.get(font, ()), glyphs)),
        )
        for number, (font, glyphs) in enumerate(wanted.items())
    }


def _known(
    letters: Collection[tuple[int, str]], drawn: Collection[int]
) -> frozenset[tuple[int, str]]:
    """Without those that only stand alone in that form,
    and without the one that stands for what a font lacks."""
    return frozenset(
        (glyph, letter) for glyph, letter in letters if glyph and glyph in drawn
    )


def _glyphs(words: Text) -> tuple[Glyph, ...]:
    return place(words.text, words.ink.bold, words.fonts)


def _mark(mark: Box | Dot | Line | Text, faces: Faces) -> str:
    match mark:
        case Box():
            inset = BOX_EDGE / 2 if mark.edge else 0
            corner = (
                mark.x + inset,
                mark.y + inset,
                mark.width - 2 * inset,
                mark.height - 2 * inset,
            )
            return _shape(mark, BOX_EDGE, f"{_numbers(*corner)} re")
        case Dot():
            return _shape(mark, DOT_EDGE, _circle(mark))
        case Line():
            ends = f"{_numbers(mark.x1, mark.y1)} m {_numbers(mark.x2, mark.y2)} l"
            return f"{_colour(mark.colour)} RG {_numbers(mark.width)} w {ends} S"
        case Text():
            runs = groupby(_glyphs(mark), key=lambda glyph: (glyph.font, glyph.y))
            lines = [_run(mark, list(run), *faces[font]) for (font, _), run in runs]
            return "\n".join([f"BT {_colour(mark.ink.colour)} rg", *lines, "ET"])


def _run(words: Text, glyphs: list[Glyph], name: str, subset: Subset) -> str:
    """Glyphs of one font at one height;
    where the font's own widths would put them elsewhere, that is corrected."""
    size = words.ink.size
    first = glyphs[0]
    parts = []
    pen = 0
    for glyph in glyphs:
        gap = round((glyph.x - first.x) * EM) - pen
        parts.append((f"> {-gap} <" if gap else "") + f"{subset.codes[glyph.number]:04x}")
        pen += gap + subset.widths[glyph.number]
    corner = _numbers(words.left + first.x * size, words.y - first.y * size)
    return f"/{name} {_numbers(size)} Tf 1 0 0 -1 {corner} Tm [<{''.join(parts)}>] TJ"


def _circle(dot: Dot) -> str:
    radius = dot.radius - (DOT_EDGE / 2 if dot.edge else 0)
    path = [f"{_numbers(dot.x + radius, dot.y)} m"]
    handle = ROUND * radius
    # clockwise, from each quarter to the next
    for across, down in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        x1 = dot.x + across * radius - down * handle
        y1 = dot.y + down * radius + across * handle
        x2 = dot.x - down * radius + across * handle
        y2 = dot.y + across * radius + down * handle
        path.append(
            f"{_numbers(x1, y1, x2, y2, dot.x - down * radius, dot.y + across * radius)} c"
        )
    return " ".join([*path, "h"])


def _picture(picture: Picture, name: str) -> str:
    place = _numbers(
        picture.width, 0, 0, -picture.height, picture.x, picture.y + picture.height
    )
    return f"q {place} cm /{name} Do Q"


def _shape(mark: Box | Dot, width: float, path: str) -> str:
    """The path, filled and, if the mark has an outline, stroked."""
    edge = f" {_colour(mark.edge)} RG {_numbers(width)} w" if mark.edge else ""
    return f"{_colour(mark.fill)} rg{edge} {path} {'B' if mark.edge else 'f'}"


@cache
def _colour(colour: str) -> str:
    from matplotlib.colors import to_rgb

    return _numbers(*to_rgb(colour))


def _numbers(*values: float) -> str:
    return " ".join(f"{round(value, 3):g}" for value in values)
