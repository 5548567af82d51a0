"""What a line of a pasted page looks like:
a sentence, an item of a list, or a part of the page around the article."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from castlist.english.rules import listed, read_rules
from castlist.text import ends_sentence

__all__ = ["LineFeatures", "is_dated", "is_free", "is_item", "look_at"]

_INNER_END = re.compile(r"[^\W\d_][\"'”’»)]*[.!?][\"'”’»)]* [\"“‘«(]*[^\W\d_]")
_CUT_OFF = re.compile(r"(\.\.|…)[\"'”’»)\]]*$")
_PAUSE = re.compile(r"[.,!?。、，]")
# Chinese and Japanese put no spaces between words
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_DIGITS = re.compile(r"\d+")
_DATED = re.compile(
    r"\b(19|20)\d\d\b|\d{1,2}:\d\d|^by\b|\b(updated|published|posted)\b", re.IGNORECASE
)
_SIGNS = re.compile(r"0|[^\w\s'’‘“”\"]")

# words; a shorter line that ends in a full stop ("Yes.", "Read more.") says nothing
_SENTENCE = 5
_LONG = 30  # words; a line this long is text, however it ends
_TEASER = 15  # words; a shorter line that ends in dots is the beginning of another story
_PART = 20  # words; headings, buttons and dates are shorter
_NOTICE = 60  # words; a longer line is text, whatever it speaks of
# parts that a line of so many words can hold; it need not be all of it
_ANYWHERE = {"foot": 1, "site": 5}


class LineFeatures(NamedTuple):
    """One line and what it looks like."""

    text: str
    words: int  # words, or thirds of characters where there are no spaces
    sentence: bool
    # what the lines of one list have in common: "0)" of "3) Denmark"; empty if it has none
    shape: str
    known: str  # the rule that named it as furniture, or empty
    part: str  # of the page, as in rules/page_parts.txt, or empty


def look_at(
    texts: Sequence[str], words: Sequence[int], known: Mapping[int, str]
) -> list[LineFeatures]:
    """Every line with what it looks like;
    `words` counts those of each, `known` names the rules that fit some."""
    seen: dict[str, LineFeatures] = {}
    lines = []
    for n, (text, count) in enumerate(zip(texts, words, strict=True)):
        if text not in seen:
            seen[text] = _look_at(text, count, known.get(n, ""))
        lines.append(seen[text])
    return lines


def is_free(line: LineFeatures) -> bool:
    """Whether nothing says that the line is a part of the page."""
    return not line.known and not line.part


def is_dated(line: LineFeatures) -> bool:
    """Whether the line has a year or a time, or begins as an author line does."""
    return bool(_DATED.search(line.text))


def is_item(line: LineFeatures) -> bool:
    """Most of its words begin in lower case, as those of English headlines do not;
    or it names who was quoted."""
    small = [word[0].islower() for word in line.text.split()[1:] if word[0].isalpha()]
    return (
        is_free(line)
        and line.words >= _SENTENCE
        and (sum(small) > 0.5 * len(small) or line.text[0] in "—–")
    )


def _look_at(text: str, words: int, known: str) -> LineFeatures:
    words += len(_WIDE.findall(text)) // 3
    return LineFeatures(
        text,
        words,
        _is_sentence(text, words),
        _shape(text, words),
        known,
        _part(text, words),
    )


def _is_sentence(text: str, words: int) -> bool:
    if words >= _LONG:
        return bool(_PAUSE.search(text))
    if words < _SENTENCE:
        return words == _SENTENCE - 1 and text[0] == "(" and text[-1] == ")"
    if _CUT_OFF.search(text) and words < _TEASER:
        return False
    return (
        ends_sentence(text)
        or (text[0] == "(" and text[-1] == ")")
        or (words >= 10 and bool(_INNER_END.search(text)))
    )


def _shape(text: str, words: int) -> str:
    signs = _SIGNS.findall(_DIGITS.sub("0", text)) if words > 2 else ()
    return "".join(signs[:2]) if len(signs) > 1 else ""


def _part(text: str, words: int) -> str:
    if text.casefold().rstrip(" *:.»>→…") in listed("page_words"):
        return "sign"
    if words <= _NOTICE:
        for part, pattern in _parts():
            if part in _ANYWHERE:
                if words >= _ANYWHERE[part] and pattern.search(text):
                    return part
            elif (
                words <= _PART
                and pattern.fullmatch(text)
                and not (part == "heading" and text[-1] == "." and words >= _SENTENCE)
            ):
                return part
    return ""


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each part with all its patterns as one, in the order of the list."""
    rows = groupby(read_rules("page_parts"), key=lambda row: row[0])
    return tuple(
        (part, re.compile("|".join(row[1] for row in group), re.IGNORECASE))
        for part, group in rows
    )
