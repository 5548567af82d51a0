"""A drawing -> SVG with live text, or with outlines in its place.

Written by hand rather than by matplotlib: CSS pixels instead of points, no style sheet that leaks
into the page, ids that stay unique when several charts stand in one page, font features kept, a
quarter of the size.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from castlist.charts.render.fonts import HOUSE_FONT
from castlist.charts.render.glyphs import EM, Glyph, outline, place
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
from castlist.text import NOT_XML

__all__ = ["write_svg"]

# Carlito is drawn from Lato; the rest is what machines have without either. Whichever is used,
# textLength keeps every text as wide as it was measured, so that nothing sticks out.
FONTS = "Lato, Carlito, 'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif"
FEATURES = "font-feature-settings: 'liga' 0, 'tnum' 1, 'kern' 1"
# drawing programs know no other way to link
XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
QUOTED = r"""['\"\\\x00-\x1f]"""  # what would end the name of a font


def write_svg(
    drawing: Drawing, *, name: str, title: str, alt: str, outlines: bool = False
) -> bytes:
    """The drawing as SVG, with the title and the alt text for those who do not see it.

    On screens it is as wide as in CSS pixels, in print as on paper. With outlines, words are shapes
    that need no font.
    """
    key = _identifier(name)
    drawn, fonts = (
        (_shapes(drawing, key), "")
        if outlines
        else (_live(drawing), _fonts(drawing.typeface))
    )
    linked = any(isinstance(mark, Picture) for mark in drawing.marks) or outlines
    width = _number(drawing.width)
    height = _number(drawing.height)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg"{XLINK if linked else ""}'
            f' {_size(drawing)} viewBox="0 0 {width} {height}" role="img"'
            f' aria-labelledby="{key}-title {key}-desc"{fonts}>'
        ),
        f'<title id="{key}-title">{_text(title)}</title>',
        f'<desc id="{key}-desc">{_text(alt)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{drawing.paper}"/>',
        *drawn,
        "</svg>\n",
    ]
    return "\n".join(lines).encode()


def _size(drawing: Drawing) -> str:
    """In millimetres if it is for print."""
    scale, unit = (1, "") if drawing.unit == 1 else (drawing.unit * 25.4 / 72, "mm")
    return (
        f'width="{_number(drawing.width * scale)}{unit}"'
        f' height="{_number(drawing.height * scale)}{unit}"'
    )


def _fonts(typeface: str) -> str:
    own = "" if typeface == HOUSE_FONT else f"'{_text(re.sub(QUOTED, '', typeface))}', "
    return f' font-family="{own}{FONTS}" style="{FEATURES}"'


def _live(drawing: Drawing) -> Iterator[str]:
    """The marks with words as text."""
    return (
        _words(mark) if isinstance(mark, Text) else _element(mark) for mark in drawing.marks
    )


def _shapes(drawing: Drawing, key: str) -> Iterator[str]:
    """Each glyph once, then the marks, which use them."""
    # Short, as it stands before each letter; of its own, as several charts may stand in one page.
    prefix = "".join(
        chr(97 + byte % 26) for byte in hashlib.sha256(key.encode()).digest()[:5]
    )
    words = {
        mark: place(mark.text, mark.ink.bold, mark.fonts)
        for mark in drawing.marks
        if isinstance(mark, Text)
    }
    keys = dict.fromkeys(
        glyph.key for glyphs in words.values() for glyph in glyphs if outline(glyph.key)
    )
    ids = {glyph: f"{prefix}{number}" for number, glyph in enumerate(keys)}
    yield "<defs>"
    yield from (f'<path id="{name}" d="{outline(glyph)}"/>' for glyph, name in ids.items())
    yield "</defs>"
    for mark in drawing.marks:
        yield (
            _outlined(mark, words[mark], ids) if isinstance(mark, Text) else _element(mark)
        )


def _outlined(words: Text, glyphs: Sequence[Glyph], ids: Mapping[str, str]) -> str:
    scale = f"{words.ink.size / EM:.6g}"
    # outlines have y upwards
    matrix = f"matrix({scale} 0 0 -{scale} {_number(words.left)} {_number(words.y)})"
    uses = "".join(
        f'<use xlink:href="#{ids[glyph.key]}"{_attributes(x=round(glyph.x * EM))}'
        f"{_attributes(y=round(glyph.y * EM)) if glyph.y else ''}/>"
        for glyph in glyphs
        if glyph.key in ids
    )
    return f'<g transform="{matrix}" fill="{words.ink.colour}">{uses}</g>'


def _element(mark: Box | Dot | Line | Picture) -> str:
    match mark:
        case Box():
            inset = BOX_EDGE / 2 if mark.edge else 0
            corner = _attributes(x=mark.x + inset, y=mark.y + inset)
            size = _attributes(width=mark.width - 2 * inset, height=mark.height - 2 * inset)
            return f"<rect{corner}{size}{_paint(mark.fill, mark.edge, BOX_EDGE)}/>"
        case Dot():
            radius = mark.radius - (DOT_EDGE / 2 if mark.edge else 0)
            centre = _attributes(cx=mark.x, cy=mark.y, r=radius)
            return f"<circle{centre}{_paint(mark.fill, mark.edge, DOT_EDGE)}/>"
        case Line():
            ends = _attributes(x1=mark.x1, y1=mark.y1, x2=mark.x2, y2=mark.y2)
            return (
                f'<line{ends} stroke="{mark.colour}" stroke-width="{_number(mark.width)}"/>'
            )
        case Picture():
            box = _attributes(x=mark.x, y=mark.y, width=mark.width, height=mark.height)
            data = base64.b64encode(mark.png).decode()
            return (
                f'<image{box} preserveAspectRatio="none"'
                f' xlink:href="data:image/png;base64,{data}"/>'
            )


def _words(words: Text) -> str:
    start = _attributes(x=words.x, y=words.y, font_size=words.ink.size)
    weight = ' font-weight="700"' if words.ink.bold else ""
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    width = f' textLength="{_number(words.width)}" lengthAdjust="spacingAndGlyphs"'
    return (
        f"<text{start}{weight}{anchor}{width}"
        f' fill="{words.ink.colour}">{_text(words.text)}</text>'
    )


def _paint(fill: str, edge: str | None, width: float) -> str:
    return f' fill="{fill}"' + (
        f' stroke="{edge}" stroke-width="{_number(width)}"' if edge else ""
    )


def _attributes(**values: float) -> str:
    return "".join(
        f' {key.replace("_", "-")}="{_number(value)}"' for key, value in values.items()
    )


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _text(text: str) -> str:
    return escape(NOT_XML.sub("", text))


def _identifier(name: str) -> str:
    """A name that is valid as an id; two names never give the same."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "-", name)
    return (
        plain
        if plain == name and name[0].isalpha()
        else f"c{hashlib.sha256(name.encode()).hexdigest()[:8]}-{plain}"
    )
