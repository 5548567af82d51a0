"""Fonts inside a PDF: only the glyphs that are drawn, with the characters that they stand for,
for copy and search.

Made here rather than by matplotlib, which carries the layout tables of every font along: five times
the time. OpenType fonts with CFF outlines and the faces of a collection (.ttc) are embedded as what
they are.
"""

import hashlib
import io
import logging
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, NamedTuple

__all__ = ["Subset", "take_glyphs"]

CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
# letters as they stand in a word, or two in one
JOINED = re.compile(r"[\ufb00-\ufdff\ufe70-\ufeff]+")
KEPT = ("head", "hhea", "hmtx", "maxp", "glyf", "loca", "CFF ")  # tables that a PDF needs
BLOCK = 100  # entries that one section of a CMap may hold

Letter = tuple[int, str]  # a glyph and its character


class Subset(NamedTuple):
    """Some glyphs of a font, as a PDF holds them;
    glyphs are known by their number in the whole font."""

    name: str
    data: bytes  # of the font file
    cff: bool
    codes: Mapping[int, int]  # number that a glyph has in the PDF
    widths: Mapping[int, int]  # in thousandths of the letter size
    descriptor: str
    cmap: str  # what each code means


class _Font(NamedTuple):
    """A whole font without what a PDF does not need; all glyphs are known by number."""

    name: str
    descriptor: str
    names: Sequence[str]  # of the glyphs
    characters: Mapping[int, str]  # character code -> name of its glyph
    data: bytes


@lru_cache(maxsize=64)
def take_glyphs(file: Any, wanted: frozenset[int], letters: frozenset[Letter]) -> Subset:
    """Those glyphs of a font file; `letters` are the ones that stand for
    one character of the text."""
    from fontTools.ttLib import TTFont

    with _silence():
        whole = _read(file)
        with TTFont(io.BytesIO(whole.data), lazy=True, recalcTimestamp=False) as font:
            places = _reduce(font, wanted)
            order = font.getGlyphOrder()
            scale = 1000 / font["head"].unitsPerEm
            widths = {
                glyph: round(font["hmtx"][order[place]][0] * scale)
                for glyph, place in places.items()
            }
            codes = _codes(font, places)
            data = _data(font)
            cff = "CFF " in font
    texts = {
        codes[glyph]: text for glyph, text in _meanings(whole, wanted, letters).items()
    }
    return Subset(
        f"{_tag(wanted)}+{whole.name}",
        data,
        cff,
        codes,
        widths,
        whole.descriptor,
        _cmap(texts),
    )


@cache
def _read(file: Any) -> _Font:
    from fontTools.ttLib import TTFont

    with TTFont(file, fontNumber=file.face_index, lazy=True, recalcTimestamp=False) as font:
        name = re.sub(r"[^A-Za-z0-9-]", "", font["name"].getDebugName(6) or "Font")
        names = tuple(font.getGlyphOrder())
        characters = font.getBestCmap() or {}
        for tag in [tag for tag in font.keys() if tag not in KEPT]:  # noqa: SIM118 - a font is no mapping
            del font[tag]
        buffer = io.BytesIO()
        font.save(buffer, reorderTables=False)
        return _Font(name, _descriptor(font), names, characters, buffer.getvalue())


@contextmanager
def _silence() -> Iterator[None]:
    """fontTools tells each step and each odd value of a font;
    that is nothing for who makes charts."""
    log = logging.getLogger("fontTools")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _tag(wanted: Collection[int]) -> str:
    """The six letters by which a PDF tells parts of one font apart."""
    number = int(hashlib.sha256(repr(sorted(wanted)).encode()).hexdigest(), 16)
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _meanings(
    font: _Font, wanted: Collection[int], letters: Collection[Letter]
) -> dict[int, str]:
    """The characters that each glyph stands for."""
    from fontTools import agl

    known = {
        name: chr(code) for code, name in sorted(font.characters.items(), reverse=True)
    }
    known |= {font.names[glyph]: letter for glyph, letter in sorted(letters, reverse=True)}
    meanings = {}
    for glyph in sorted(wanted):
        # Letters that are joined to others have a character or a name that tells what they are.
        text = known.get(font.names[glyph]) or agl.toUnicode(font.names[glyph]) or "\ufffd"
        meanings[glyph] = (
            unicodedata.normalize("NFKC", text) if JOINED.fullmatch(text) else text
        )
    return meanings


def _descriptor(font: Any) -> str:
    head = font["head"]
    hhea = font["hhea"]
    scale = 1000 / head.unitsPerEm
    box = " ".join(
        f"{round(edge * scale)}" for edge in (head.xMin, head.yMin, head.xMax, head.yMax)
    )
    up = round(hhea.ascent * scale)
    down = round(hhea.descent * scale)
    return (
        f"/Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {up} /Descent {down} /CapHeight"
        f" {up} /StemV 80"
    )


def _reduce(font: Any, wanted: Collection[int]) -> Mapping[int, int]:
    """Leave nothing in the font but those glyphs; their new numbers."""
    from fontTools.subset import Options, Subsetter

    subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
    subsetter.populate(gids=wanted)
    subsetter.subset(font)
    return {glyph: subsetter.glyph_index_map[glyph] for glyph in sorted(wanted)}


def _codes(font: Any, places: Mapping[int, int]) -> Mapping[int, int]:
    """The numbers by which the PDF asks for the glyphs:
    their places, but in some fonts numbers of their own."""
    if "CFF " not in font or not hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
        return places
    order = font.getGlyphOrder()
    return {
        glyph: int(order[place].removeprefix("cid")) if place else 0
        for glyph, place in places.items()
    }


def _data(font: Any) -> bytes:
    if "CFF " in font:
        return font.getTableData("CFF ")
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=False)
    return buffer.getvalue()


def _cmap(texts: Mapping[int, str]) -> str:
    entries = [
        f"<{code:04x}> <{text.encode('utf-16-be').hex()}>"
        for code, text in sorted(texts.items())
    ]
    blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]
    return CMAP.format(
        "\n".join("\n".join([f"{len(b)} beginbfchar", *b, "endbfchar"]) for b in blocks)
    )
