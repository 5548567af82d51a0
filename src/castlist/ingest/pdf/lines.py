"""Words -> lines: what stands side by side without a gap that parts columns."""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from castlist.ingest.pdf.words import PdfWord

__all__ = ["ITEM", "SAME_SIZE", "PdfLine", "find_lines", "same_size"]

ITEM = re.compile(r"([-–—•▪‣●○■·*\ue000-\uf8ff]|\(?(\d{1,3}|[a-z])[.)])(\s|$)")
"""How an item of a list begins: with a bullet or a number."""
# Distances in em, the size of the type. A space is a quarter of it;
# in justified narrow columns up to one.
_TAB = 2.5  # wider gaps part two lines
# as do these if lines above and below have one at the same place;
# LaTeX has 1.0 between columns
_GUTTER = 0.7
# lines that end and begin this close are one: their words were drawn in another order
_TOUCH = 0.6
_NEAR = 8.0  # lines this far above and below are asked for the same gap
SAME_SIZE = 0.12  # share by which type may differ; what OCR measures differs as much
_MOST_CAPS = 50  # on a page; a broadsheet has one an article
_CAP = 1.8  # times the usual size: the large letter that an article begins with
# on a page; a broadsheet has half of it, and more is a drawing
_MOST_LINES = 1500
_MOST_WORDS = 10_000


class PdfLine(NamedTuple):
    """Words side by side, in points from the left and the top of the page."""

    text: str
    page: int  # from 1
    left: float
    right: float
    base: float  # of the letters, downwards
    size: float
    bold: bool
    first: float  # width of the first word
    number: int  # in the file
    turned: bool  # against most of the page


Run = list[PdfWord]
_Row = tuple[float, list[tuple[float, float]]]  # base, and where its words begin and end


def same_size(a: PdfLine, b: PdfLine, share: float = SAME_SIZE) -> bool:
    """Whether two lines are set in type of the same size."""
    return abs(a.size - b.size) <= share * max(a.size, b.size)


def find_lines(
    words: Sequence[PdfWord], tops: Sequence[float], page: int
) -> Iterator[PdfLine]:
    """The lines of a page in the order of the file; those that run like most of it come first.

    `tops`: where the page begins for words of each quarter turn.
    """
    for n, (quarter, _) in enumerate(Counter(word.quarter for word in words).most_common()):
        runs = _run([word for word in words if word.quarter == quarter])
        if len(runs) <= _MOST_LINES and len(words) <= _MOST_WORDS:
            runs = _part(runs)
        if len(runs) <= _MOST_LINES:
            runs = _touch(_set_caps(runs))
        for number, run in enumerate(runs):
            yield _make_line(run, page, tops[quarter], n > 0)._replace(number=number)


def _run(words: Sequence[PdfWord]) -> list[Run]:
    """Words side by side, in the order of the file."""
    runs: list[Run] = []
    for word in words:
        last = runs[-1][-1] if runs else word
        apart = max(word.left - last.right, last.left - word.right)
        marked = runs and len(runs[-1]) == 1 and ITEM.match(last.text)
        jumps = abs(word.base - last.base) > 0.5 * max(word.size, last.size)
        if not runs or word.begins or jumps or (apart > _TAB * word.size and not marked):
            runs.append([])
        runs[-1].append(word)
    return runs


def _part(runs: list[Run]) -> list[Run]:
    """The runs, parted at gutters: gaps that lines above and below have at the same place."""
    rows = sorted(
        (run[0].base, sorted((word.left, word.right) for word in run)) for run in runs
    )
    parted = []
    for run in runs:
        parted.append(run[:1])
        for a, b in pairwise(run):
            marked = len(parted[-1]) == 1 and ITEM.match(a.text)
            wide = b.left - a.right >= _GUTTER * a.size
            if wide and not marked and _is_gutter((a.right + b.left) / 2, a, rows):
                parted.append([])
            parted[-1].append(b)
    return parted


def _is_gutter(x: float, word: PdfWord, rows: list[_Row]) -> bool:
    """Whether the rows around a word, which are sorted, have a gap at x."""
    yes = no = 0
    near = _NEAR * word.size
    for _, spans in rows[
        bisect_left(rows, (word.base - near,)) : bisect_left(rows, (word.base + near,))
    ]:
        if spans[0][0] < x < spans[-1][1]:
            after = bisect_left(spans, (x, x))
            end = spans[after - 1][1]
            free = (
                after < len(spans)
                and end < x
                and spans[after][0] - end >= _GUTTER * word.size
            )
            yes = yes + free
            no = no + (not free)
    return yes >= 3 and no <= yes / 3


def _set_caps(runs: list[Run]) -> list[Run]:
    """The runs, large letters at the beginning of an article put in front of the
    line that they belong to."""
    usual = Counter(word.size for run in runs for word in run).most_common(1)[0][0]
    caps = [
        run
        for run in runs
        if len(run) == 1 and len(run[0].text) <= 2 and run[0].size >= _CAP * usual
    ]
    if not 0 < len(caps) <= _MOST_CAPS:
        return runs
    rest = [run for run in runs if run not in caps]
    words = Counter(word.text.casefold() for run in rest for word in run)
    for (cap,) in caps:
        beside = [
            run
            for run in rest
            if -0.3 < (run[0].left - cap.right) / usual < 1.5
            and 0 <= cap.base - run[0].base < cap.size
        ]
        if not (cap.text[-1].isalpha() and beside):
            rest.append([cap])
            continue
        run = min(beside, key=lambda run: run[0].base)
        # "A" may be a word of its own: if the page knows the next word without it.
        alone = cap.text in {"A", "I"} and words[run[0].text.casefold()] > 1
        run[0] = run[0]._replace(
            text=f"{cap.text} {run[0].text}" if alone else cap.text + run[0].text,
            left=cap.left,
        )
    return rest


def _touch(runs: list[Run]) -> list[Run]:
    """The runs, those that stand on one line and touch joined into one,
    in the order of the file."""
    whole: dict[int, Run] = {}
    ends: list[tuple[float, int]] = []  # bases of last words, sorted, and whose they are
    for n in sorted(range(len(runs)), key=lambda n: runs[n][0].left):
        first = runs[n][0]
        low, high = (
            bisect_left(ends, (first.base + far,)) for far in (-first.size, first.size)
        )
        near = [end for end in ends[low:high] if _touches(whole[end[1]][-1], first)]
        end = min(
            near, key=lambda end: abs(first.left - whole[end[1]][-1].right), default=None
        )
        if end:
            ends.remove(end)
        before = end[1] if end else n
        whole[before] = [*whole.get(before, []), *runs[n]]
        insort(ends, (whole[before][-1].base, before))
    return [whole[n] for n in sorted(whole)]


def _touches(a: PdfWord, b: PdfWord) -> bool:
    gap = b.left - a.right
    size = max(a.size, b.size)
    return -0.2 * size < gap < _TOUCH * size and abs(a.base - b.base) < 0.3 * size


def _make_line(run: Run, page: int, top: float, turned: bool) -> PdfLine:
    text = run[0].text
    for a, b in pairwise(run):
        # What was drawn apart, without room for a space between, is one word.
        text += b.text if b.begins and b.left - a.right < 0.1 * a.size else f" {b.text}"
    left = min(word.left for word in run)
    right = max(word.right for word in run)
    size = Counter(word.size for word in run).most_common(1)[0][0]
    base = min(run, key=lambda word: abs(word.size - size)).base
    bold = all(word.bold for word in run)
    return PdfLine(
        text,
        page,
        left,
        right,
        base - top,
        size,
        bold,
        run[0].right - run[0].left,
        0,
        turned,
    )
