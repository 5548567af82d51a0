"""Fonts: which one has a character.

Lato comes with the package `fontpkg-lato`; a newsroom's style may name another typeface. Scripts
that it lacks are looked for among the installed fonts. matplotlib loads on first use.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from castlist.errors import InputError

__all__ = [
    "FEATURES",
    "HOUSE_FONT",
    "Face",
    "families",
    "fault",
    "house_style",
    "installed",
    "missing",
    "open_font",
    "register",
]

HOUSE_FONT = "Lato"
# Lato's "ti" ligature reads as a blot; digits must not jump
FEATURES = ("-liga", "tnum", "kern")
FALLBACK = "DejaVu Sans"  # comes with matplotlib
# Chinese characters look different by language,
# so the article's language chooses the first of these.
HAN = {"zh": "Noto Sans CJK SC", "ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR"}
PREFERRED = (
    "Noto Sans Arabic",
    "PingFang SC",
    "Hiragino Sans",
    "Microsoft YaHei",
    "Malgun Gothic",
    FALLBACK,
)
WEIGHTS = {"regular": range(350, 500), "bold": range(600, 800)}
# parse_math: a name may hold a $
RC: dict[Any, Any] = {
    "text.hinting": "none",
    "text.parse_math": False,
    "path.simplify": False,
}


_in_style: ContextVar[bool] = ContextVar("_in_style", default=False)


class Face(NamedTuple):
    """What words are set in: the typefaces in the order in which they are asked,
    and the article's language."""

    fonts: tuple[str, ...] = (HOUSE_FONT,)
    language: str = ""


@contextmanager
def house_style() -> Iterator[None]:
    """matplotlib as these charts need it, whatever the user has set;
    their settings come back at the end. Inside of itself it changes nothing, as to set 320 settings
    takes as long as to lay a chart out."""
    if _in_style.get():
        yield
        return
    import warnings

    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(RC)
        # Said once, in words, by `missing`; matplotlib says it for every glyph and every drawing.
        warnings.filterwarnings("ignore", message=r"Glyph \d+ ", category=UserWarning)
        before = _in_style.set(True)
        try:
            yield
        finally:
            _in_style.reset(before)


@lru_cache(maxsize=100_000)
def families(text: str, bold: bool, face: Face) -> tuple[str, ...]:
    """The typeface and those other installed fonts that the text needs,
    in the order in which they are asked."""
    found = [_family(c, bold, face) for c in dict.fromkeys(text) if _visible(c)]
    return tuple(dict.fromkeys([face.fonts[0], *(f for f in found if f)]))


def missing(text: str, bold: bool, face: Face) -> list[str]:
    """The characters of the text that no installed font has, in order."""
    return [c for c in dict.fromkeys(text) if _visible(c) and not _family(c, bold, face)]


def register(path: Path) -> str:
    """The family of a font file, which can be drawn with from now on;
    InputError if it is no such file."""
    from matplotlib.font_manager import fontManager

    try:
        fontManager.addfont(path)
    except (OSError, RuntimeError, UnicodeError) as error:
        raise InputError(
            f"{path} is not a font that can be read ({error}). Name a .ttf or .otf file."
        ) from None
    return fontManager.ttflist[-1].name


def fault(family: str) -> str:
    """What keeps a family from being drawn with, or nothing.
    A variable font has but one of its weights here."""
    installed()  # looks for fonts that are new on this machine
    from matplotlib.font_manager import fontManager

    faces = [
        face
        for face in fontManager.ttflist
        if face.name == family and face.style == "normal"
    ]
    if not faces:
        return "is not installed"
    lacking = [
        name
        for name, weights in WEIGHTS.items()
        if not any(_weight(face) in weights for face in faces)
    ]
    return (
        f"has no {' and no '.join(lacking)} face (variable fonts do not count)"
        if lacking
        else ""
    )


def open_font(fonts: tuple[str, ...], bold: bool) -> Any:
    """matplotlib's font of these typefaces, asked in their order; each thread has its own."""
    from matplotlib.font_manager import get_font

    return get_font(_paths(fonts, bold))


def _weight(face: Any) -> int:
    """The weight of an installed face;
    0 for a variable font, which would be drawn in its default weight."""
    from fontTools.ttLib import TTFont
    from matplotlib.font_manager import weight_dict

    with TTFont(face.fname, lazy=True, fontNumber=0) as font:
        variable = "fvar" in font
    return 0 if variable else weight_dict.get(face.weight, face.weight)


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cf", "Zs", "Cc")


@cache
def _family(char: str, bold: bool, face: Face) -> str | None:
    """The first font of the stack that has the character."""
    first = next((f for f in face.fonts if _has(f, char, bold)), None)
    if first or _has(HOUSE_FONT, char, bold):
        return first or HOUSE_FONT
    han = HAN.get(face.language, HAN["zh"])
    known = installed()
    stack = [
        han,
        *HAN.values(),
        *PREFERRED,
        *(f for f in known if f.startswith("Noto Sans")),
    ]
    return next((f for f in stack if f in known and _has(f, char, bold)), None)


def _has(family: str, char: str, bold: bool) -> bool:
    return open_font((family,), bold).get_char_index(ord(char)) != 0


@cache
def installed() -> tuple[str, ...]:
    """The families that can be drawn with,
    those included that were installed since matplotlib last looked."""
    _register_lato()
    from matplotlib.font_manager import findSystemFonts, fontManager

    known = {entry.fname for entry in fontManager.ttflist}
    for path in sorted(set(findSystemFonts()) - known):
        # a broken font file of this machine
        with suppress(OSError, RuntimeError, UnicodeError):
            fontManager.addfont(path)
    return tuple(sorted({entry.name for entry in fontManager.ttflist}))


@cache
def _paths(fonts: tuple[str, ...], bold: bool) -> list[Any]:
    _register_lato()
    from matplotlib.font_manager import FontProperties, fontManager

    return [
        fontManager.findfont(FontProperties(family=[f], weight=700 if bold else 400))
        for f in fonts
    ]


@cache
def _register_lato() -> None:
    """Make matplotlib use the Lato of the package, before any other Lato of this machine."""
    try:
        import fontpkg_lato
    except ImportError:
        raise InputError(
            "the charts are set in Lato, which is not installed. Type `pip install"
            " fontpkg-lato`, then draw again."
        ) from None
    from matplotlib.font_manager import fontManager

    folder = Path(fontpkg_lato.__file__).parent / "files"
    for face in ("Regular", "Bold"):
        fontManager.addfont(folder / f"Lato-{face}.ttf")
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())
