"""Facts about plain strings that several stages need: words, what is visible, names as keys."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = [
    "CONTROL",
    "CONTROLS",
    "NOT_XML",
    "UNPRINTABLE",
    "Keys",
    "count_words",
    "ends_sentence",
    "estimate_words",
    "has_words",
    "join_lines",
    "name_key",
    "rest_of_line",
    "slug",
    "split_lines",
    "strip_line",
    "visible",
]

_LOW = "\x00-\x08\x0e-\x1f"  # control characters but the tab and the ends of lines
_HIGH = "\x7f-\x84\x86-\x9f"  # U+0085 ends a line
# halves of a character, and what XML knows no character for
_NO_CHARACTER = "\ud800-\udfff\ufffe\uffff"
CONTROLS = f"{_LOW}\t-\r{_HIGH}\x85"
"""Every control character, ends of lines among them, to be part of a regular expression in
brackets."""
CONTROL = re.compile(f"[{_LOW}]")
"""A sign of a binary file."""
UNPRINTABLE = re.compile(f"[{_LOW}{_HIGH}{_NO_CHARACTER}]")
"""What no text of an article has."""
NOT_XML = re.compile(f"[{_LOW}\v\f{_NO_CHARACTER}]")
"""What XML 1.0 has no place for, even escaped."""

# Characters without width that web pages leave in pasted text: soft hyphen, zero-width space and
# joiners, word joiner, byte order mark, direction marks. They stay in the text, so that offsets are
# true to what was pasted, and are looked through wherever words are compared.
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    # Unicode's default ignorable code points
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_HIDDEN_PATTERN = re.compile(f"[{_HIDDEN}]")
# all that Unicode calls white space,
# and what has no width and stands at the ends of pasted lines
_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f"
    " \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u00ad\u200b\u2060\ufeff"
)
_OPEN_HYPHEN = re.compile("[^\\W\\d_][-\u2010\u00ad]$")
# Thai, Lao, Burmese, Khmer, Japanese, Chinese
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
_LETTERS_OF_A_WORD = 3  # in these, at most
_LETTER = re.compile(r"[^\W_]")
_LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟۔।][\"'”’»«)\]」』*]*$")
_CLOSERS = "\"'”’»«)]」』*"
# Windows
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}


def visible(text: str) -> str:
    """The text without characters that have no width.

    >>> visible("Erdo\\u00adgan")
    'Erdogan'
    """
    return text if text.isascii() else _HIDDEN_PATTERN.sub("", text)


def strip_line(line: str) -> str:
    """The line without white space and zero-width spaces at its ends;
    empty if nothing in it can be seen."""
    stripped = line.strip(_SPACES)
    return (
        stripped if not _HIDDEN_PATTERN.match(stripped) or visible(stripped).strip() else ""
    )


def split_lines(text: str) -> list[str]:
    """The lines of a text with Unix, Windows, old Mac or Unicode line ends."""
    return _LINE_END.split(text)


def join_lines(lines: Iterable[str]) -> str:
    """The text that was written on these lines:
    joined by a space, or by nothing after a hyphen inside a word.

    No hyphen is taken away: whether "co-" and "operation" are one word cannot be told from two
    lines.

    >>> join_lines(["a well-", "known  man ", "from here"])
    'a well-known  man from here'
    """
    written = list(lines)
    pieces = [strip_line(line) for line in written]
    for n, before in enumerate(written[:-1]):
        pieces[n] += (
            ""
            if _OPEN_HYPHEN.search(before.rstrip()) and pieces[n + 1][:1].isalpha()
            else " "
        )
    return "".join(pieces)


def rest_of_line(line: str, ends: Iterable[tuple[int, str]]) -> tuple[int, str]:
    """What is left of a line, and at which character it begins, when pieces at its ends go, each
    named by its first character and its text; nothing is left of a line that goes as a whole.

    >>> rest_of_line("Boats in Split. Image: EPA", [(16, "Image: EPA")])
    (0, 'Boats in Split.')
    """
    start = 0
    end = len(line)
    for offset, text in ends:
        if strip_line(line[:offset]):
            end = min(end, offset)
        else:
            start = max(start, offset + len(text))
    rest = strip_line(line[start:end])
    return (line.index(rest, start) if rest else len(line)), rest


def count_words(text: str) -> int:
    """How many white-space separated pieces have a letter or a digit in them.

    >>> count_words("Putin — and “Erdogan” — met on August 5.")
    7
    """
    pieces = text.split()
    # most begin with a letter
    odd = [piece for piece in pieces if not piece[0].isalnum()]
    return len(pieces) - sum(1 for piece in odd if not _LETTER.search(piece))


def estimate_words(text: str) -> int:
    """How many words a text has in any script: of those without spaces between words, a third of
    their letters.

    >>> estimate_words("The typhoon"), estimate_words("台風が関東地方に上陸")
    (2, 4)
    """
    spaced, letters = (text, 0) if text.isascii() else _UNSPACED.subn(" ", text)
    return count_words(spaced) + -(-letters // _LETTERS_OF_A_WORD)


def ends_sentence(text: str, *, but: str = "") -> bool:
    """Whether a line ends as a sentence does, in any of the large scripts;
    with none of the signs in `but`.

    >>> ends_sentence("“No.”"), ends_sentence("Most popular")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text)) and text.rstrip(_CLOSERS)[-1:] not in tuple(but)


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name in a form in which equal names are equal:
    case, width and white space folded.

    >>> name_key("RIA\\u00a0Novosti") == name_key("Ria Novosti")
    True
    """
    return tuple(unicodedata.normalize("NFKC", visible(name)).casefold().split())


def has_words(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether words stand in others one after the other; both as `name_key` gives them.

    >>> has_words(name_key("We will not pay"), name_key("will NOT"))
    True
    >>> has_words(name_key("unwilling"), name_key("will"))
    False
    """
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


class Keys:
    """Gives keys, none of them twice.

    >>> keys = Keys()
    >>> [keys.give(base) for base in ("apollo", "apollo", "apollo-2", "apollo")]
    ['apollo', 'apollo-2', 'apollo-2-2', 'apollo-3']
    """

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}  # base -> the last one

    def give(self, base: str) -> str:
        """The base, or with the first number that makes it a new one."""
        key = base
        number = self._numbers.get(base, 1)
        while key in self._given:
            number += 1
            key = f"{base}-{number}"
        self._numbers[base] = number
        self._given.add(key)
        return key


def slug(text: str, *, limit: int = 120) -> str:
    """Lower-case letters and digits of any script, joined by hyphens; safe as a file name
    everywhere; may be empty.

    At most `limit` bytes in UTF-8: a file name may have 255, and charts add to it.

    >>> slug("../Putin & Erdoğan: “drones”.txt")
    'putin-erdoğan-drones-txt'
    """
    pieces = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", visible(text)).lower())
    short = "-".join(pieces).encode()[:limit].decode(errors="ignore").rstrip("-")
    return f"{short}-file" if short in _RESERVED else short
