"""Pages -> paragraphs, in reading order: one that a column or a page ends goes on in the next one.

Heads and feet of pages, captions and footnotes between its two parts stand after it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from castlist.ingest.pdf.columns import order_columns
from castlist.ingest.pdf.hyphens import Hyphens
from castlist.ingest.pdf.lines import PdfLine, same_size
from castlist.ingest.pdf.page import Page
from castlist.ingest.pdf.setting import Setting

__all__ = ["Piece", "make_paragraphs"]

_LOOK_AHEAD = 8  # captions, footnotes and heads over which a sentence may go on


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or the head or foot of a page."""

    text: str
    head: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The lines of a paragraph in one column."""

    lines: list[PdfLine]
    column: int
    head: bool = False


def make_paragraphs(pages: Sequence[Page], heads: Collection[PdfLine]) -> list[Piece]:
    """The paragraphs of all pages in reading order, and the heads and feet where they stand."""
    columns = [column for page in pages for column in _order(page, heads)]
    body = [column for column in columns if column[0] not in heads]
    setting = Setting(body)
    hyphens = Hyphens([line.text for column in body for line in column])
    parts = []
    for number, column in enumerate(columns):
        if column[0] in heads:
            parts += [_Part([line], number, head=True) for line in column]
        else:
            parts += [_Part(lines, number) for lines in _split(column, setting)]
    return [
        Piece(
            hyphens.join(line.text for part in group for line in part.lines), group[0].head
        )
        for group in _join(parts, setting)
    ]


def _order(page: Page, heads: Collection[PdfLine]) -> Iterator[list[PdfLine]]:
    """The columns of a page, its head before and its foot after them."""
    outside = sorted(
        (line for line in page.lines if line in heads),
        key=lambda line: (line.base, line.left),
    )
    yield from ([line] for line in outside if line.base < page.height / 2)
    yield from order_columns([line for line in page.lines if line not in heads])
    yield from ([line] for line in outside if line.base >= page.height / 2)


def _split(column: Sequence[PdfLine], setting: Setting) -> Iterator[list[PdfLine]]:
    part: list[PdfLine] = []
    for line, after in zip(column, [*column[1:], None], strict=True):
        if part and setting.begins(part, line, after):
            yield part
            part = []
        part.append(line)
    yield part


def _join(parts: Sequence[_Part], setting: Setting) -> Iterator[list[_Part]]:
    """The parts of each paragraph, in the order of its first one."""
    taken: set[_Part] = set()
    for n, part in enumerate(parts):
        if part in taken:
            continue
        group = [part]
        at = n
        while (k := _find_next(parts, at, setting)) and parts[k] not in taken:
            group.append(parts[k])
            taken.add(parts[k])
            at = k
        yield group


def _find_next(parts: Sequence[_Part], n: int, setting: Setting) -> int | None:
    """Where the paragraph of a part goes on, if it does:
    in the next column that has type of its size."""
    part = parts[n]
    last = parts[n].lines[-1]
    if part.head:
        return None
    far = False
    for k, other in enumerate(parts[n + 1 : n + 1 + _LOOK_AHEAD], n + 1):
        first = other.lines[0]
        if not other.head and same_size(last, first):
            over = other.column != part.column and first.page <= last.page + 1
            return k if over and setting.goes_over(last, first, far=far) else None
        far = far or not other.head
    return None
