"""Text made to fit: what of it may be drawn, where it may break, where it is cut."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

__all__ = ["LONGEST", "bidi", "clean", "cut", "isolate", "starts_rtl", "wrap"]

CONTROLS = re.compile(
    r"[\u00ad\u200b\u2060\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
EMOJI = re.compile(
    r".\ufe0f\u20e3?|[\U0001f000-\U0001faff\U000e0000-\U000e007f\ufe0e\ufe0f\u20e3"
    r"\u231a\u231b\u23e9-\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26bd\u26be\u26c4\u26c5"
    r"\u26ce\u26d4\u26ea\u26f2-\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2757\u2795-\u2797"
    r"\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]"
)
SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
# a first word alone is lost at the end of a line
OPENED = re.compile(r"([“‘«„(]\w+) (\S+)")
FEWEST_LEFT = 2  # spaces in a line that can give a word to the last one
LONGEST = 400  # characters; more than any line or label can show

Measure = Callable[[str], float]


def clean(text: str) -> str:
    """The text as it may be drawn: no emoji, control characters or writing-direction controls.

    >>> clean("A\\u202eB \\U0001f600 C\\x00D")
    'AB C D'
    """
    text = EMOJI.sub("", CONTROLS.sub("", unicodedata.normalize("NFC", text)))
    kept = (
        " " if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") else c
        for c in text
    )
    return " ".join("".join(kept).split())


def bidi(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def starts_rtl(text: str) -> bool:
    """Whether the first letter of the text is written from right to left."""
    directions = (unicodedata.bidirectional(c) for c in text)
    return next((d != "L" for d in directions if d in ("L", "R", "AL")), False)


def isolate(name: str) -> str:
    """The name, safe inside a sentence of the other writing direction."""
    return f"\u2068{name}\u2069" if bidi(name) else name


def wrap(text: str, room: float, measure: Measure, *, balanced: bool = True) -> list[str]:
    """The text in as few lines as fit the room;
    balanced ones are about equally long. In neither a word stands alone on the last line."""
    units = _units(OPENED.sub(partial(_join, room, measure), text), room, measure)
    lines = _fill(units, room, measure)
    if len(lines) < 2:
        return lines
    if not balanced:
        return _keep_company(lines, room, measure)
    low = room / 2
    high = room
    for _ in range(7):
        middle = (low + high) / 2
        tried = _fill(units, middle, measure)
        if len(tried) > len(lines) or any(measure(line) > middle for line in tried):
            low = middle
        else:
            high = middle
            lines = tried
    return lines


def _keep_company(lines: list[str], room: float, measure: Measure) -> list[str]:
    """The lines, the last with one more word if it had but one and the line before has many."""
    *others, before, last = lines
    if " " in last or before.count(" ") < FEWEST_LEFT:
        return lines
    rest, _, word = before.rpartition(" ")
    longer = f"{word} {last}"
    return [*others, rest, longer] if measure(longer) <= room else lines


def _join(room: float, measure: Measure, words: re.Match[str]) -> str:
    """The two words with a space at which no line breaks, if a line has room for both."""
    joined = f"{words[1]}\u00a0{words[2]}"
    return joined if measure(joined) <= room else words[0]


def cut(text: str, room: float, measure: Measure) -> str:
    """The text, or as many of its first words as fit the room with an ellipsis."""
    if len(text) <= LONGEST and measure(text) <= room:
        return text
    kept = ""
    for glue, unit in _units(text[:LONGEST], room - measure("…"), measure):
        longer = kept + glue + unit
        if measure(_dotted(longer)) > room:
            break
        kept = longer
    return _dotted(kept)


def _dotted(text: str) -> str:
    return text.rstrip(" ,;:.-–—/([{“‘\"'") + "…"


def _fill(units: list[tuple[str, str]], room: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    for glue, unit in units:
        longer = lines[-1] + glue + unit if lines else unit
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(unit)
    return lines


def _units(text: str, room: float, measure: Measure) -> list[tuple[str, str]]:
    """Pieces that must not break, each with what joins it to the one before."""
    units: list[tuple[str, str]] = []
    for word in text.split(" "):
        # no line has room for what must not break
        parts = word.split("\u00a0") if measure(word) > room else [word]
        for place, part in enumerate(parts):
            breakable = SPACELESS.search(part) or measure(part) > room
            between = "\u00a0" if place else " "
            for number, piece in enumerate(_clusters(part) if breakable else [part]):
                units.append(("" if number or not units else between, piece))
    return units


def _clusters(word: str) -> list[str]:
    # A letter with its accents stays whole.
    return re.findall(
        r".[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d]*", word
    )
