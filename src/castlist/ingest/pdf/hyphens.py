"""Lines that were one -> their text:
the document shows which hyphens at line ends belong to a word."""

import re
from collections.abc import Iterable, Sequence

from castlist.text import strip_line

__all__ = ["Hyphens"]

# of the last word
_AT_END = re.compile(r"(?<![\w'’])(?<![\w'’][-‐])([\w'’]++(?:[-‐][\w'’]++)*+)([-‐\u00ad])$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# typesetters that tell them apart print these for a word that they parted themselves
_SOFT = "‐\u00ad"
_SUSPENDED = re.compile(r"(and|or|to|nor|but)\b")  # "pre- and post-war"
# after these a line goes on without a space: "and/or", "2010–11"
_OPEN = re.compile(r"\w[/—]$|\d–$")
_LONGEST = 100  # characters of a word that are looked at; what is longer is data
# of lines; where words are parted, three to fifteen in a hundred end in a hyphen
_RARE = 0.02


class Hyphens:
    """What a document shows about its hyphens."""

    def __init__(self, lines: Sequence[str]) -> None:
        ends = [found for line in lines if (found := _find_end(line))]
        # The first and the last word of a line may be half of one.
        inner = "\n".join(
            (line.rpartition(" ")[0] if _find_end(line) else line).partition(" ")[2]
            for line in lines
        )
        self._words = {word.casefold() for word in _WORD.findall(inner)}
        self._parts = {part for word in self._words for part in word.split("-")}
        self._firsts = {word.partition("-")[0] for word in self._words if "-" in word}
        self._two_kinds = any(end[2] in _SOFT for end in ends) and not re.search(
            f"\\w[{_SOFT}]\\w", inner
        )
        self._rare = len(ends) < _RARE * len(lines)

    def join(self, lines: Iterable[str]) -> str:
        """The text that was written on these lines."""
        text = ""
        for line in map(strip_line, lines):
            end = _find_end(text)
            if not end or not line[:1].isalnum() or _SUSPENDED.match(line):
                text += line if not text or _OPEN.search(text[-2:]) else f" {line}"
            else:
                text = (text if self._belongs(end, line) else text[:-1]) + line
        return text

    def _belongs(self, end: re.Match[str], line: str) -> bool:
        """Whether the hyphen is part of the word. Two lines cannot tell;
        what else the document says may."""
        rest = (_WORD.match(line) or [""])[0]
        before = end[1].casefold()
        after = rest.casefold()
        if before + after in self._words:
            return False
        # e-mail, COVID-19
        if (
            f"{before}-{after}" in self._words
            or len(before) == 1
            or not before[-1].isalpha()
        ):
            return True
        if self._two_kinds:
            return end[2] not in _SOFT
        if not rest[:1].islower() and not end[1].isupper():  # Al-Assad
            return True
        return self._rare or self._is_compound(before, after, capital=end[1][0].isupper())

    def _is_compound(self, before: str, after: str, *, capital: bool) -> bool:
        """Whether both halves are known as words, or the first one from other compounds:
        pro-war, Cheuk-yan."""
        if "-" in before:
            return before.rpartition("-")[2] in self._parts  # 10-year-old
        if "-" in after:
            return after.partition("-")[0] in self._parts  # out-of-date
        known = after in self._parts
        return (before in self._firsts and (known or capital)) or (
            known and (len(after) < 3 or (len(before) > 2 and before in self._parts))
        )


def _find_end(text: str) -> re.Match[str] | None:
    return _AT_END.search(text[-_LONGEST:].rpartition(" ")[2])
