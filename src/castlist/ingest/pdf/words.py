"""One page of a PDF -> its words as PDFium finds them, with where they stand;
the only place that counts characters.

Distances are turned with the text, so that every word runs from left to right and distances down
the page grow.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from castlist.text import visible

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["PdfWord", "find_words"]

# Group 2 is PDFium's mark for a hyphen at a line end, by version.
_WORD = re.compile(r"([^\s\x00-\x1f\x7f-\x9f\ufffe]+)([\x02\ufffe]?)")
_LINE_END = re.compile(r"[\r\n]")
_LIGATURES = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
# private characters are whatever their font makes of them
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_SMALLEST = 0.1  # points; type of no size would make every distance endless


class PdfWord(NamedTuple):
    """Characters without white space between them, in points."""

    text: str
    left: float
    right: float
    base: float  # of the letters, downwards
    size: float
    bold: bool
    quarter: int  # turns to the left, by 90 degrees
    begins: bool  # a line, as PDFium sees it
    unreadable: bool  # whether its font does not say which letters it is made of


def find_words(page: "pypdfium2.PdfTextPage", count: int) -> Iterator[PdfWord]:
    """The words of a page in the order of the file; `count` is the number of its characters."""
    measure = _Measure(page)
    get = measure.raw.FPDFText_GetUnicode
    text = "".join(chr(get(measure.page, n)) for n in range(count))
    end = 0
    hyphen = ""
    for found in _WORD.finditer(text):
        letters, mark = found.groups()
        if not visible(letters):
            continue
        begins = hyphen or not end or _LINE_END.search(text, end, found.start())
        end = found.end()
        hyphen = mark
        yield measure.word(
            _make_whole(letters) + ("-" if hyphen else ""),
            found.start(),
            end - 1,
            bool(begins),
        )


def _make_whole(letters: str) -> str:
    if letters.isascii():
        return letters
    # PDFium gives halves of characters beyond 16 bits where its own characters are that short.
    return (
        letters.encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "replace")
        .translate(_LIGATURES)
    )


class _Measure:
    """Where characters stand, asked of PDFium with one set of buffers."""

    def __init__(self, page: "pypdfium2.PdfTextPage") -> None:
        from pypdfium2 import raw

        self.raw = raw
        self.page = page.raw
        self.matrix = raw.FS_MATRIX()
        self.one = raw.FS_RECTF()
        self.two = raw.FS_RECTF()
        self.x = ctypes.c_double()
        self.y = ctypes.c_double()
        self.flags = ctypes.c_int()
        self.font = ctypes.create_string_buffer(128)

    def word(self, letters: str, first: int, last: int, begins: bool) -> PdfWord:
        """The word from one character to another,
        with its edges in the direction that it runs in."""
        a = self.one
        b = self.two
        m = self.matrix
        self.raw.FPDFText_GetMatrix(self.page, first, m)
        self.raw.FPDFText_GetLooseCharBox(self.page, first, a)
        self.raw.FPDFText_GetLooseCharBox(self.page, last, b)
        self.raw.FPDFText_GetCharOrigin(self.page, first, self.x, self.y)
        quarter = round(math.atan2(_finite(m.b), _finite(m.a)) / (math.pi / 2)) % 4
        across = (a.left, a.right, b.left, b.right)
        up = (a.bottom, a.top, b.bottom, b.top)
        edges = [
            _finite(edge if quarter < 2 else -edge)
            for edge in (up if quarter % 2 else across)
        ]
        base = _finite((-self.y.value, self.x.value, self.y.value, -self.x.value)[quarter])
        size = _finite(
            self.raw.FPDFText_GetFontSize(self.page, first) * math.hypot(m.c, m.d)
        )
        unknown = self.raw.FPDFText_HasUnicodeMapError(self.page, first) == 1 or bool(
            _UNKNOWN.search(letters)
        )
        size = max(size, _SMALLEST)
        bold = self._is_bold(first)
        return PdfWord(
            letters, min(edges), max(edges), base, size, bold, quarter, begins, unknown
        )

    def _is_bold(self, character: int) -> bool:
        self.font.value = b""
        self.raw.FPDFText_GetFontInfo(
            self.page, character, self.font, len(self.font), self.flags
        )
        return bool(_BOLD.search(self.font.value))


def _finite(value: float) -> float:
    return value if math.isfinite(value) else 0.0
