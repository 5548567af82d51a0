"""How wide a text is: from the steps between its letters, each measured once,
or laid out whole where letters depend on more than their neighbour."""

import string
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from castlist.charts.render.fonts import FEATURES, HOUSE_FONT, open_font

__all__ = ["text_width"]

SIZE = 100  # at which letters are measured
UNITS = 64  # that matplotlib divides it into
# In Lato each of these looks the same whatever stands around it, and no more than the letter before
# it moves it; tests lay out thousands of texts to compare.
PLAIN = frozenset(
    string.ascii_letters + string.digits + " .,:;!?'\"()[]/%&+-–—‘’“”…−\u00a0"
)


@lru_cache(maxsize=100_000)
def text_width(text: str, bold: bool, fonts: tuple[str, ...]) -> float:
    """Width of the text at a letter size of 1, unhinted,
    with the features that it is drawn with."""
    if fonts == (HOUSE_FONT,) and PLAIN.issuperset(text):
        return _add_up(text, bold) / UNITS / SIZE
    return _measure(text, bold, fonts) / UNITS / SIZE


def _add_up(text: str, bold: bool) -> int:
    """Units from where the text begins to where what follows it would begin."""
    steps = sum(_step(one, other, bold) for one, other in pairwise(text))
    return steps + (_advance(text[-1], bold) if text else 0)


@cache
def _step(one: str, other: str, bold: bool) -> int:
    """Units from where one letter stands to where another stands behind it."""
    _, second = _place(_font((HOUSE_FONT,), bold), one + other)
    return round(second.x * UNITS)


@cache
def _advance(letter: str, bold: bool) -> int:
    """Units from where a letter stands to where a text behind it would begin."""
    return _measure(letter, bold, (HOUSE_FONT,))


def _place(font: Any, text: str) -> Any:
    from matplotlib.ft2font import LoadFlags

    return font._layout(text, flags=LoadFlags.NO_HINTING, features=FEATURES)


def _measure(text: str, bold: bool, fonts: tuple[str, ...]) -> int:
    """Units that a text takes, laid out whole."""
    from matplotlib.ft2font import LoadFlags

    font = _font(fonts, bold)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING, features=FEATURES)
    width: int = font.get_width_height()[0]
    return width


def _font(fonts: tuple[str, ...], bold: bool) -> Any:
    font = open_font(fonts, bold)
    font.set_size(SIZE, 72)
    return font
