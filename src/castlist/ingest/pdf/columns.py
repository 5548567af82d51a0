"""Lines of a page -> columns, in the order in which people read them.

A page is cut at its clearest gutter. What spans the gutter (a headline, a table) parts it into
bands; in each band the column on the left is read before the one on the right, and each is looked
at again for gutters of its own.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from castlist.ingest.pdf.lines import PdfLine, same_size

__all__ = ["order_columns"]

_MOST_LINES = 1500  # of one page; a page with more is a drawing, and stays as in the file
_MOST_COLUMNS = 12  # side by side; what has more is a table, and is read row by row
_MOST_EDGES = 100  # of one page, at which columns may begin; a broadsheet has a third of it
# lines that must stand beside others before that counts as columns, or one that was not
# drawn right after it
_ROWS = 3
_ROW = 0.7  # em up or down within which lines stand beside each other
_CLOSE = 1.8  # em from one line of a headline to the next
# em in front of the right column, which is aligned, where the gutter is tested
_MARGIN = 0.35


def order_columns(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """The columns of one page in reading order, each from its top; lines that are turned come last,
    as in the file."""
    straight = [line for line in lines if not line.turned]
    turned = [[line] for line in lines if line.turned]
    if len(straight) > _MOST_LINES:
        return [straight, *turned]
    return [*_order(sorted(straight, key=lambda line: (line.base, line.left))), *turned]


def _order(lines: list[PdfLine], most: int = _MOST_COLUMNS) -> Iterator[list[PdfLine]]:
    gutter = _find_gutter(lines) if most > 1 else None
    if gutter is None:
        if lines:
            yield lines
        return
    column: list[PdfLine] = []
    for band, spans in _find_bands(lines, gutter):
        left, right = _sides(band, gutter)
        if spans or not _count_rows(left, right):
            column += band
            continue
        if column:
            yield column
            column = []
        yield from _order(left, most - 1)
        yield from _order(right, most - 1)
    if column:
        yield column


def _find_gutter(lines: list[PdfLine]) -> float | None:
    """Where the page is cut: most lines have another beside them there,
    and fewest lines cross it."""
    found = []
    for x in _find_edges(lines):
        left, right = _sides(lines, x)
        rows = _count_rows(left, right)
        if rows >= _ROWS:
            found.append(((len(lines) - len(left) - len(right)) / rows, -rows, x))
    return min(found)[2] if found else None


def _find_edges(lines: list[PdfLine]) -> list[float]:
    """The left edges, in whole points, of lines that have another line to the left of them;
    the most frequent ones."""
    bases = [line.base for line in lines]
    edges: Counter[float] = Counter()
    for line in lines:
        x = round(line.left - _MARGIN * line.size)
        for other in lines[bisect_left(bases, line.base - line.size) :]:
            if other.base > line.base + line.size:
                break
            if other.right <= x and other is not line:
                edges[float(x)] += 1
                break
    return [x for x, _ in edges.most_common(_MOST_EDGES)]


def _sides(lines: Sequence[PdfLine], x: float) -> tuple[list[PdfLine], list[PdfLine]]:
    """The lines on the left and on the right of x;
    one without width that stands on it is on the left only."""
    return [line for line in lines if line.right <= x], [
        line for line in lines if line.left >= x < line.right
    ]


def _count_rows(left: list[PdfLine], right: list[PdfLine]) -> int:
    """How many lines on the right have one on the left beside them; both are sorted.

    Text is drawn column by column, a table row by row: a line that was not drawn right after its
    neighbour counts as many as are needed.
    """
    bases = [line.base for line in left]
    count = 0
    for line in right:
        n = bisect_left(bases, line.base - _ROW * line.size)
        if n < len(bases) and bases[n] < line.base + _ROW * line.size:
            count += 1 if line.number == left[n].number + 1 else _ROWS
    return count


def _find_bands(lines: list[PdfLine], x: float) -> Iterator[tuple[list[PdfLine], bool]]:
    """Runs of lines that all span x, or of which none does;
    the short last line of a headline belongs to it."""
    run: list[PdfLine] = []
    spans = False
    for line in lines:
        crosses = line.left < x < line.right or (
            spans and _ends_headline(run[-1], line, lines)
        )
        if run and crosses != spans:
            yield run, spans
            run = []
        spans = crosses
        run.append(line)
    if run:
        yield run, spans


def _ends_headline(last: PdfLine, line: PdfLine, lines: Sequence[PdfLine]) -> bool:
    close = line.base - last.base < _CLOSE * line.size and same_size(last, line)
    return close and not any(
        abs(o.base - line.base) < _ROW * min(o.size, line.size)
        for o in lines
        if o is not line
    )
