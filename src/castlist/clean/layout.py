"""Lines -> blocks: what somebody pasted as lines, as the paragraphs that it was."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from castlist.model import Layout
from castlist.text import join_lines, strip_line

__all__ = ["Block", "lay_out"]

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"([-–—*•·>#]|\d{1,3}[.)])\s")
# characters: lines are wrapped for mail at 72, for terminals at 80, for print at 60
_NARROWEST = 40
_WIDEST = 120
_ENOUGH = 4  # lines that go on; of fewer it cannot be told whether they were wrapped
# share of lines that must go on in lower case;
# in wrapped English two of three do, in lists none
_GOING_ON = 0.35


class Block(NamedTuple):
    """One paragraph to be: the lines that it was written on, numbered from 1, and its text."""

    lines: tuple[int, ...]
    text: str


Group = list[tuple[int, str]]


def lay_out(lines: Sequence[str]) -> tuple[list[Block], Layout]:
    """The blocks of pasted lines, in order, and which way of writing paragraphs was assumed.

    Lines were wrapped at a column if most of those that another line follows directly are about as
    long as the longest, end no sentence, and the next one goes on in lower case. Else every line is
    a paragraph.
    """
    groups = list(_group(lines))
    width = _wrapped_at(groups)
    if width:
        return [_join(part) for group in groups for part in _split(group, width)], "wrapped"
    blank = len(groups) > 1 and all(len(group) == 1 for group in groups)
    return [_join([line]) for group in groups for line in group], (
        "blank lines" if blank else "one a line"
    )


def _group(lines: Sequence[str]) -> Iterator[Group]:
    """Runs of lines without a blank one between them."""
    group: Group = []
    for n, line in enumerate([*lines, ""], 1):
        if strip_line(line):
            group.append((n, line))
        elif group:
            yield group
            group = []


def _wrapped_at(groups: list[Group]) -> int:
    """The column at which lines were wrapped; 0 if they were not."""
    told = [[strip_line(line) for _, line in group] for group in groups if len(group) > 1]
    pairs = [(a, b) for group in told for a, b in pairwise(group) if len(a) >= _NARROWEST]
    if len(pairs) < _ENOUGH:
        return 0
    lengths = sorted(len(a) for a, _ in pairs)
    # the odd address that could not be wrapped aside
    width = lengths[-1 - len(lengths) // 20]
    if width > _WIDEST:
        return 0
    on = sum(b[:1].islower() and not _SENTENCE_END.search(a) for a, b in pairs)
    return width if on >= _GOING_ON * len(pairs) else 0


def _split(group: Group, width: int) -> Iterator[Group]:
    """The paragraphs of a group: a new one begins where a line ended early, is indented, or is an
    item of a list."""
    part = group[:1]
    for (_, line), (n, following) in pairwise(group):
        one = strip_line(line)
        two = strip_line(following)
        early = len(one) + 1 + len(two.split()[0]) <= 0.8 * width
        indented = (
            len(following) - len(following.lstrip()) >= len(line) - len(line.lstrip()) + 2
        )
        # "on September / 24. The" is none
        item = _ITEM.match(two) and _SENTENCE_END.search(one)
        if (early or indented or item) and not two[:1].islower():
            yield part
            part = []
        part = [*part, (n, following)]
    yield part


def _join(group: Group) -> Block:
    return Block(tuple(n for n, _ in group), join_lines([line for _, line in group]))
