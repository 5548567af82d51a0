"""A drawing -> SVG with live text.

Written by hand rather than by matplotlib: CSS pixels instead of points, no style sheet that leaks into the page,
ids that stay unique when several charts stand in one page, font features kept, a quarter of the size.
"""

import hashlib
import re
from html import escape

from castlist.charts.sheet import BOX_EDGE, DOT_EDGE, Box, Dot, Drawing, Line, Mark, Words
from castlist.charts.style import PAPER

__all__ = ["write_svg"]

# Carlito is drawn from Lato; the rest is what machines have without either. Whichever is used, textLength keeps
# every text as wide as it was measured, so that nothing sticks out.
FONTS = "Lato, Carlito, 'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif"
FEATURES = "font-feature-settings: 'liga' 0, 'tnum' 1, 'kern' 1"
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(drawing: Drawing, *, name: str, title: str, alt: str) -> bytes:
    """The drawing as SVG, as wide as in CSS pixels, with the title and the alt text for those who do not see it."""
    key = _identifier(name)
    width, height = _number(drawing.width), _number(drawing.height)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="{key}-title {key}-desc" font-family="{FONTS}" style="{FEATURES}">',
        f'<title id="{key}-title">{_text(title)}</title>',
        f'<desc id="{key}-desc">{_text(alt)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *(_element(mark) for mark in drawing.marks),
        "</svg>\n",
    ]
    return "\n".join(lines).encode()


def _element(mark: Mark) -> str:
    match mark:
        case Box():
            inset = BOX_EDGE / 2 if mark.edge else 0
            place = _attributes(x=mark.x + inset, y=mark.y + inset)
            size = _attributes(width=mark.width - 2 * inset, height=mark.height - 2 * inset)
            return f"<rect{place}{size}{_paint(mark.fill, mark.edge, BOX_EDGE)}/>"
        case Dot():
            radius = mark.radius - (DOT_EDGE / 2 if mark.edge else 0)
            place = _attributes(cx=mark.x, cy=mark.y, r=radius)
            return f"<circle{place}{_paint(mark.fill, mark.edge, DOT_EDGE)}/>"
        case Line():
            ends = _attributes(x1=mark.x1, y1=mark.y1, x2=mark.x2, y2=mark.y2)
            return f'<line{ends} stroke="{mark.colour}" stroke-width="{_number(mark.width)}"/>'
        case Words():
            return _words(mark)


def _words(words: Words) -> str:
    place = _attributes(x=words.x, y=words.y, font_size=words.ink.size)
    weight = ' font-weight="700"' if words.ink.bold else ""
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    width = f' textLength="{_number(words.width)}" lengthAdjust="spacingAndGlyphs"'
    return f'<text{place}{weight}{anchor}{width} fill="{words.ink.colour}">{_text(words.text)}</text>'


def _paint(fill: str, edge: str | None, width: float) -> str:
    return f' fill="{fill}"' + (f' stroke="{edge}" stroke-width="{_number(width)}"' if edge else "")


def _attributes(**values: float) -> str:
    return "".join(f' {key.replace("_", "-")}="{_number(value)}"' for key, value in values.items())


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _text(text: str) -> str:
    return escape(NOT_XML.sub("", text))


def _identifier(name: str) -> str:
    """A name that is valid as an id; two names never give the same."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "-", name)
    return plain if plain == name and name[0].isalpha() else f"c{hashlib.sha256(name.encode()).hexdigest()[:8]}-{plain}"
