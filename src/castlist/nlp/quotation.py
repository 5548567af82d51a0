"""Text -> stretches between quotation marks: all common kinds, nested, mixed and unbalanced.

Marks are paired afresh in every paragraph, so that one mark too many costs at most one quotation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from castlist.model import Paragraph

__all__ = ["MARKS", "Stretch", "find_stretches"]


class _QuotationMark(NamedTuple):
    start: int
    end: int
    family: str
    side: str  # "open", "close", or "either" where the spaces around it do not tell


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words between two marks; `outer` includes the marks.
    `closed` is False if the paragraph ends before."""

    paragraph: int
    start: int
    end: int
    outer: tuple[int, int]
    closed: bool = True
    # goes on with the stretch before it, over the end of a paragraph
    continues: bool = False


# The mark -> its family. Families of double marks may open with one kind and close
# with another (pasted text).
_DOUBLE = dict.fromkeys('"“”„‟', "double") | {
    "``": "double",
    "''": "double",
    "‘‘": "double",
    "’’": "double",
}
_ANGLE = {"«": "angle", "»": "angle", "‹": "small angle", "›": "small angle"}
_CORNER = {"「": "corner", "」": "corner", "『": "double corner", "』": "double corner"}
_SINGLE = dict.fromkeys("'‘’‚‛", "single")
_FAMILY = _DOUBLE | _ANGLE | _CORNER | _SINGLE
MARKS = frozenset(_FAMILY)
"""Every mark that can begin or end a quotation."""
_SIDE = {
    "“": "open",
    "”": "close",
    "„": "open",
    "‟": "open",
    "``": "open",
    "‘‘": "open",
    "’’": "close",
}
_SIDE |= {
    "「": "open",
    "」": "close",
    "『": "open",
    "』": "close",
    "‚": "open",
    "‛": "open",
}
_ANY = re.compile("``|''|‘‘|’’|[\"“”„‟«»‹›「」『』'‘’‚‛]")
# Letters left out: 'tis, 'em, rock 'n' roll, the '90s.
_LEFT_OUT = re.compile(
    r"(?:\d\d|tis|twas|twere|em|til|till|cause|n|bout|round|cos|er|im)(?:s\b|\b)",
    re.IGNORECASE,
)
# Angle marks that stand apart from their words, as in French
_SPACED = {"«": "open", "»": "close", "‹": "open", "›": "close"}
_PAUSES = set(".,;:!?")
_BEFORE_OPEN = set("([{<—–-/:;=>*_|\u200b\ufeff") | set(_FAMILY)


def find_stretches(text: str, paragraphs: Sequence[Paragraph]) -> list[Stretch]:
    """Every outermost quotation in reading order; one that goes on over paragraphs has a stretch
    in each of them, whatever captions stand between."""
    found: list[Stretch] = []
    opened = False  # whether the paragraph before ends inside a quotation
    for paragraph in paragraphs:
        marks = list(_read_marks(text, paragraph.start, paragraph.end))
        stretches = list(_pair(text, paragraph, marks))
        begins = (
            bool(stretches) and not text[paragraph.start : stretches[0].outer[0]].strip()
        )
        if opened and begins:
            first = stretches[0]
            stretches[0] = Stretch(
                first.paragraph, first.start, first.end, first.outer, first.closed, True
            )
        if paragraph.role != "caption":
            opened = bool(stretches) and not stretches[-1].closed
        found += stretches
    return list(_without_bullets(text, found))[::-1]


def _without_bullets(text: str, found: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches from the last to the first, without those behind an angle mark that never
    closes: it only begins a line, as a bullet does."""
    closes = False  # whether the stretch behind goes on with this one, and ends
    for stretch in reversed(found):
        ends = stretch.closed or closes
        closes = ends and stretch.continues
        if ends or text[stretch.outer[0]] not in _SPACED:
            yield stretch


def _read_marks(text: str, start: int, end: int) -> Iterator[_QuotationMark]:
    """The quotation marks of a paragraph, without apostrophes, feet and inches."""
    for match in _ANY.finditer(text, start, end):
        sign = match.group()
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        family = _FAMILY[sign]
        if family == "single":
            side = _single_side(sign, before, after, text[match.end() : match.end() + 6])
        else:
            side = _side(sign, before, after)
            # „Ja“ closes with the mark that opens in English, ”ja” opens with the one that closes.
            if _SIDE.get(sign, side) != side:
                side = "either" if sign in "“”" else _SIDE[sign]
        if side:
            yield _QuotationMark(at, match.end(), family, side)


def _side(sign: str, before: str, after: str) -> str:
    """Which side a mark that is the same on both sides stands on, by the spaces around it."""
    if sign == '"' and before.isdigit() and not after.isalpha():
        return "close"  # the end of a quotation, or inches: then nothing is open
    if sign in _SPACED and before.isspace() and (after.isspace() or after in _PAUSES):
        return _SPACED[sign]  # « Oui », dit-elle
    opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]}—–-…")
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _single_side(sign: str, before: str, after: str, following: str) -> str:
    if sign == "‚":
        return "open" if not before.isalnum() and after.isalnum() else ""
    if before.isalnum() and after.isalnum():
        return ""  # don't
    if (before.isspace() or before in _BEFORE_OPEN) and not after.isspace() and sign != "’":
        return "" if _LEFT_OUT.match(following) else "open"
    if not before.isspace() and not after.isalnum():
        return "possessive" if before in "sS" else "close"
    return ""


def _pair(
    text: str, paragraph: Paragraph, marks: list[_QuotationMark]
) -> Iterator[Stretch]:
    """The outermost pairs, and at the end of the paragraph a mark that stays open."""
    pairs, left = _match(marks)
    last = 0
    for opening, closing in sorted(pairs):
        if opening.start >= last and text[opening.end : closing.start].strip():
            yield _stretch(text, paragraph.paragraph, opening, closing.start, closing.end)
        last = max(last, closing.end)
    if left and left[-1].start >= last and text[left[-1].end : paragraph.end].strip():
        # Of several marks that never close the last is believed; the others are stray.
        stretch = _stretch(
            text, paragraph.paragraph, left[-1], paragraph.end, paragraph.end
        )
        yield Stretch(
            stretch.paragraph, stretch.start, stretch.end, stretch.outer, closed=False
        )


def _match(
    marks: list[_QuotationMark],
) -> tuple[list[tuple[_QuotationMark, _QuotationMark]], list[_QuotationMark]]:
    """Pairs of marks, and the double marks that open and never close."""
    pairs: list[tuple[_QuotationMark, _QuotationMark]] = []
    open_: list[_QuotationMark] = []
    later = _closings_after(marks)
    for n, mark in enumerate(marks):
        at = _partner(open_, mark)
        if mark.family == "single" and _is_apostrophe(mark, at, later[n]):
            continue
        if mark.side == "open" or (at < 0 and mark.side == "either"):
            open_.append(mark)
        elif at >= 0:
            pairs.append((open_[at], mark))
            del open_[at:]
    return pairs, [mark for mark in open_ if mark.family != "single"]


def _is_apostrophe(mark: _QuotationMark, partner: int, closings_left: int) -> bool:
    """Whether a single mark is none:
    nothing to close, or "the boys' toys" with the true end still to come."""
    if mark.side == "open":
        return closings_left == 0
    return partner < 0 or (mark.side == "possessive" and closings_left > 0)


def _closings_after(marks: list[_QuotationMark]) -> list[int]:
    """For each mark how many single marks that can close follow, before the next that opens."""
    counts = []
    n = 0
    for mark in reversed(marks):
        counts.append(n)
        if mark.family == "single":
            n = 0 if mark.side == "open" else n + 1
    return counts[::-1]


def _partner(open_: list[_QuotationMark], mark: _QuotationMark) -> int:
    """Where in the stack the mark stands that this one would close, or -1."""
    if mark.side == "open":
        return -1
    return next(
        (n for n in range(len(open_) - 1, -1, -1) if open_[n].family == mark.family), -1
    )


def _stretch(
    text: str, paragraph: int, opening: _QuotationMark, end: int, outer_end: int
) -> Stretch:
    start = opening.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(paragraph, start, end, (opening.start, outer_end))
