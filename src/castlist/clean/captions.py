"""Line -> the caption in it: the sentence that is said of a picture stays, the credit goes.

A name in a caption is a name of the article; who made the picture is nobody in the story. Credits
are told by rules as data (`english/rules/credits.txt`), and only at the ends of a line, so that
what stays is one piece of the original.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from castlist.english.rules import has_one, read_rules
from castlist.text import count_words, ends_sentence

__all__ = ["Credited", "find_caption"]

_LONGEST = 160  # characters of a credit; the longest of 353 captions of pages has 96
_MOST = 3  # credits one after the other: "Photo: X. Courtesy of Y."
_ALONE = 6  # words of a credit that is all of its line and says nothing of a picture
_SENTENCE = 5  # words; what follows "Photo:" is a caption if it is a sentence that long
# Every row has one of these in some form; most lines have none, and need no further look.
_HINTS = (
    "photo image picture illustration graphic video artwork foto credit courtesy caption file"
    " above supplied provided handout © / | (c) getty shutterstock istock alamy unsplash"
    " pexels pixabay wikimedia flickr rex zuma sipa corbis magnum adobe dreamstime imago"
).split()
_HINT_WORD = re.compile(r"\b(?:pic|via)\b")
# or one of these, or an agency behind a comma: of lines that have a comma
_PICTURES = ("pics", "footage")
# Where a credit may begin, and whether a sentence, a bar or a dash ends there. Most characters are
# none of those that the first bracket asks for, which spares the other questions.
_BORDER = re.compile(
    r"(?=[ |(\[©A-Z])"
    r"(?:(?P<end>(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)\]])) (?:[|–—•·-]{1,2} )?"
    r"|(?<=[a-z\d)”’][.!?])(?=[A-Z])"
    r"| ?[|] ?| [–—•·-]{1,2} )"
    r"|(?P<bracket> ?(?=[(\[]))"
    r"|(?P<label> ?(?=©)| (?=(?:Photo|Image|Pic|Illustration|Graphic|Video|Artwork|Foto"
    r"|Credit|PHOTO|IMAGE|PIC|VIDEO|CREDIT))))"
)
_CLOSING = {"(": ")", "[": "]"}
_SEPARATORS = " |–—•·-/"


class Credited(NamedTuple):
    """A line with a credit, or a caption without one: which characters of it stay."""

    start: int
    end: int  # not above start: all of the line is a credit


def find_caption(line: str) -> Credited | None:
    """The piece of a line that is a caption; empty if all of it is a credit,
    None if nothing says that it is either.

    >>> line = "Boats wait in Split. Photograph: Luka Babic/The Observer"
    >>> found = find_caption(line)
    >>> line[found.start : found.end]
    'Boats wait in Split.'
    """
    told = _may_be_credit if "," in line else _has_hint
    if not told(line.lower()):
        return None
    start = _find_start(line)
    if not start and _is_credit(_without_brackets(line), _alone(line)):
        return Credited(0, 0)
    end = _find_end(line, start)
    if end == len(line) and not start and not _fits(line, "stays"):
        return None
    return Credited(start, end) if count_words(line[start:end]) else Credited(0, 0)


def _has_hint(small: str) -> bool:
    """Whether a line in small letters may have a credit or a caption in it."""
    return has_one(small, _HINTS) or (
        has_one(small, ("pic", "via")) and bool(_HINT_WORD.search(small))
    )


def _may_be_credit(small: str) -> bool:
    """Whether a text in small letters has what each credit has."""
    return _has_hint(small) or has_one(small, _PICTURES) or bool(_agency().search(small))


@cache
def _agency() -> re.Pattern[str]:
    """An agency behind a comma: "X, Associated Press"."""
    names = next(row[2] for row in read_rules("credits") if row[:2] == ("define", "news"))
    return re.compile(f", ?{names}")


def _find_start(line: str) -> int:
    """Where the caption begins: behind a label, or behind a credit in brackets."""
    if line[0] in _CLOSING:
        close = line.find(_CLOSING[line[0]], 1, _LONGEST)
        if close > 0 and line[close + 1 : close + 2] == " ":
            return close + 2 if _is_credit(line[1:close], {"any", "end"}) else 0
    for pattern in _patterns("begin"):
        if match := pattern.match(line):
            return match.end()
    for pattern in _patterns("begin sentence"):
        match = pattern.match(line)
        rest = line[match.end() :] if match else ""
        said = rest[: _find_end(rest, 0)]
        long = ends_sentence(said) and count_words(said) >= _SENTENCE
        if match and long and not _fits(said.rstrip("."), "name"):
            return match.end()
    return 0


def _alone(line: str) -> set[str]:
    """The places of which a credit may be that is all of its line: a longer one without a label
    is a headline ("AP/NORC Poll Shows ...")."""
    return {"any", "end"} if count_words(line) <= _ALONE else {"any"}


def _find_end(line: str, start: int) -> int:
    """Where the caption ends: before one or more credits."""
    end = len(line)
    for _ in range(_MOST):
        before = next(_find_credits(line[start:end]), None)
        if before is None:
            return end
        end = start + before
    return end


def _find_credits(line: str) -> Iterator[int]:
    """Where a credit at the end of the line begins, the longest one first, without what parts it
    from the words before."""
    for border in _BORDER.finditer(line, max(0, len(line) - _LONGEST)):
        piece = line[border.end() :]
        before = line[: border.start()].rstrip(_SEPARATORS)
        places = {"any", "behind"} | ({"end"} if border["label"] is None else set())
        if piece[:1] in _CLOSING and ends_sentence(before):
            places = places | {"bracket"}
        inner = _without_brackets(piece)
        if border["bracket"] is not None and inner == piece:
            continue
        if before and _is_credit(inner, places):
            yield len(before)


def _without_brackets(piece: str) -> str:
    """What stands in the brackets that are all of a piece."""
    bare = piece.rstrip(" .")
    if bare[:1] in _CLOSING and bare[-1] == _CLOSING[bare[0]] and len(bare) > 2:
        return bare[1:-1]
    return piece


def _is_credit(piece: str, places: set[str]) -> bool:
    bare = piece.strip().rstrip(".").rstrip()
    return (
        0 < len(bare) <= _LONGEST
        and _may_be_credit(bare.lower())
        and any(_fits(bare, f"credit {place}") for place in places)
    )


def _fits(text: str, kind: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one kind, and of one place if it is named: "credit end"."""
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for (of, place), pattern in _read_patterns()
        if kind in (of if place == "-" else "", f"{of} {place}")
    )


@cache
def _read_patterns() -> tuple[tuple[tuple[str, str], str], ...]:
    """Kind and place of every row with its pattern, in which names are filled in."""
    known: dict[str, str] = {}
    found = []
    for kind, name, written, _ in read_rules("credits"):
        pattern = _fill(written, known)
        if kind == "define":
            known[name] = pattern
        else:
            found.append(((kind, name), pattern))
    return tuple(found)


def _fill(pattern: str, known: Mapping[str, str]) -> str:
    """The pattern with every name in braces replaced by what it stands for."""
    for name, meaning in known.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{meaning})")
    return pattern
