"""How a document is set, and what follows from it:
whether a line begins a paragraph or goes on with one."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from castlist.ingest.pdf.lines import ITEM, SAME_SIZE, PdfLine, same_size

__all__ = ["Setting"]

# the number of a footnote may follow
_SENTENCE_END = re.compile(r"[.!?…:;]['\"”’»)\]]*\d{0,2}$")
# a dash or a number may also stand in a sentence
_BULLET = re.compile(r"[•▪‣●○■·*\ue000-\uf8ff]")
# Distances in em.
_SPACE = 0.25
_INDENT = 0.6  # first lines are set in by one to three
_COLUMN = 4.0  # left edges this close belong to one column; no column is as narrow
_STEPS = 8  # parts of an em; lines that begin in the same one have the same margins
# where in the order of distances of lines, and of right edges, the usual one is found
_USUAL = 0.25, 0.9
# share by which type may differ in a sentence that goes on: OCR measures badly
_NEARLY = 0.2
# of the lines that are set in, and of all lines: shares from which they are first lines
_MANY = 0.5, 0.03
# distances, of which the usual one is not more than this many em: all may be gaps
_FEW = 4
_WIDEST = 1.5
_HEADING = 1.15  # times the size of the body
# times the usual distance of lines: before a paragraph; even before lower case
_GAP = 1.22
_WIDE_GAP = 1.8


class Setting:
    """The type of a document: the size of its body, its usual distance of lines, its margins."""

    def __init__(self, columns: Sequence[Sequence[PdfLine]]) -> None:
        sizes: Counter[int] = Counter()
        distances: dict[int, list[float]] = defaultdict(list)
        self._edges: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
        for column in columns:
            for line in column:
                sizes[_type(line)] += len(line.text)
                self._edges[line.page, _type(line)].append((line.left, line.right))
            for a, b in pairwise(column):
                if same_size(a, b) and b.base > a.base + 0.5 * b.size:
                    distances[_type(b)].append(b.base - a.base)
        self._body = sizes.most_common(1)[0][0] if sizes else 0
        self._distances = {
            size: min(
                _at(sorted(found), _USUAL[0]),
                _WIDEST * size if len(found) < _FEW else math.inf,
            )
            for size, found in distances.items()
        }
        for edges in self._edges.values():
            edges.sort()
        self._margins: dict[tuple[int, int, int], tuple[int, float]] = {}
        set_in = [[self._is_set_in(line) for line in column] for column in columns]
        first = sum(a and not b for column in set_in for a, b in pairwise(column))
        # Of a quotation or a list many lines in a row are set in, of a paragraph only the first.
        self._indents = first >= max(
            _MANY[0] * sum(map(sum, set_in)), _MANY[1] * sum(map(len, set_in)), 1
        )

    def begins(self, part: Sequence[PdfLine], line: PdfLine, after: PdfLine | None) -> bool:
        """Whether a line begins a paragraph,
        `part` being the one so far and `after` the next line of the column."""
        last = part[-1]
        goes_on = _is_lower(line) and not _ends(last)
        gap = (line.base - last.base) / self._distances.get(_type(line), 1.2 * line.size)
        if not same_size(last, line, _NEARLY if goes_on else SAME_SIZE) or gap > (
            _WIDE_GAP if goes_on else _GAP
        ):
            return True
        if ITEM.match(line.text) and (
            _BULLET.match(line.text) or _ends(last) or self._fits(last, line)
        ):
            return True
        if _is_lower(line):
            return False
        if last.bold != line.bold:
            return True
        if self._fits(last, line) and (_ends(last) or not self._is_heading(line)):
            return True
        if self._is_heading(line):
            return False
        hangs = len(part) == 1 and ITEM.match(last.text)
        return _shifts(part, line, after) or (
            self._indents and self._is_set_in(line) and not hangs
        )

    def goes_over(self, last: PdfLine, line: PdfLine, *, far: bool) -> bool:
        """Whether a paragraph goes on from the last line of one column to
        the first line of another.

        `far`: something else stands between the two.
        """
        if ITEM.match(line.text) or self._is_heading(last) or self._is_heading(line):
            return False
        if _is_lower(line):
            return not _ends(last) or not (far or self._fits(last, line))
        whole = not far and not self._fits(last, line) and not self._is_set_in(line)
        return whole and (self._indents or not _ends(last))

    def _is_set_in(self, line: PdfLine) -> bool:
        """Whether a line begins further to the right than most of its column."""
        return line.left > self._find_margins(line)[0] + _INDENT * line.size

    def _is_heading(self, line: PdfLine) -> bool:
        return line.bold or line.size > _HEADING * self._body

    def _fits(self, last: PdfLine, line: PdfLine) -> bool:
        """Whether the first word of a line would have had room on the one before:
        then that one ended on purpose."""
        return last.right + _SPACE * last.size + line.first < self._find_margins(last)[1]

    def _find_margins(self, line: PdfLine) -> tuple[int, float]:
        """The usual left edge, of those up to the line's own, and the usual right edge in its
        column of the page."""
        size = _type(line)
        key = (line.page, size, round(_STEPS * line.left / size))
        if key not in self._margins:
            edges = self._edges[line.page, size]
            low = bisect_left(edges, (line.left - _COLUMN * line.size,))
            near = edges[
                low : bisect_right(edges, (line.left + _COLUMN * line.size, line.right))
            ]
            lefts = Counter(round(left) for left, _ in near if left <= line.left + 1)
            rights = sorted(right for _, right in near)
            self._margins[key] = lefts.most_common(1)[0][0], _at(rights, _USUAL[1])
        return self._margins[key]


def _shifts(part: Sequence[PdfLine], line: PdfLine, after: PdfLine | None) -> bool:
    """Whether a line is set in or out like the first one of a paragraph."""
    last = part[-1]
    shift = (line.left - last.left) / line.size
    # back to the margin after a first line, or a new item after a hanging one
    if shift < -_INDENT:
        return len(part) > 1 and _ends(last)
    hangs = (
        after is not None
        and abs(after.left - line.left) < 0.3 * line.size
        and not _ends(last)
    )
    return shift > _INDENT and not (len(part) == 1 and (hangs or ITEM.match(last.text)))


def _type(line: PdfLine) -> int:
    """The size of a line's type in whole points, at least one: distances are measured in it."""
    return max(round(line.size), 1)


def _ends(line: PdfLine) -> bool:
    return bool(_SENTENCE_END.search(line.text))


def _is_lower(line: PdfLine) -> bool:
    return line.text[:1].islower()


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
