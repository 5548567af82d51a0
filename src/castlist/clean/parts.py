"""Blocks of which a piece stays: the piece, and what goes of each of their lines."""

from collections.abc import Sequence
from typing import NamedTuple

from castlist.clean.captions import Credited
from castlist.clean.layout import Block
from castlist.text import strip_line, visible

__all__ = ["CutPart", "keep_part"]


class CutPart(NamedTuple):
    """A line of the raw text, or an end of one, that goes."""

    line: int  # from 1
    offset: int  # its first character in the line, 0-based
    text: str
    rule: str
    reason: str


def keep_part(
    block: Block, caption: Credited, lines: Sequence[str], *, why: tuple[str, str]
) -> tuple[Block, list[CutPart]]:
    """The block without the ends that are no caption, and those ends, line by line.

    `caption` counts characters of the block's text with white space squeezed and characters of no
    width left out; `why` gives rule and reason.
    """
    start, end = _find_place(block.text, caption)
    kept = []
    gone = []
    at = 0
    for n in block.lines:
        line = lines[n - 1]
        piece = strip_line(line)
        first = max(start, at) - at
        last = min(end, at + len(piece)) - at
        at += len(piece)
        at += block.text[at : at + 1] == " "
        if first >= last:
            gone.append(CutPart(n, 0, line, *why))
            continue
        kept.append(n)
        base = line.index(piece)
        for offset, text in ((0, piece[:first]), (last, piece[last:])):
            if seen := strip_line(text):
                gone.append(CutPart(n, base + offset + text.index(seen), seen, *why))
    return Block(tuple(kept), block.text[start:end]), gone


def _find_place(text: str, squeezed: Credited) -> tuple[int, int]:
    """Where the characters stand in the text as it is."""
    line = " ".join(visible(text).split())
    before = len("".join(line[: squeezed.start].split()))
    inside = len("".join(line[squeezed.start : squeezed.end].split()))
    places = [n for n, c in enumerate(text) if not c.isspace() and visible(c)]
    return places[before], places[before + inside - 1] + 1
