"""Which lines are heads and feet of pages:
the same words at the same place of several, and page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from castlist.ingest.pdf.lines import PdfLine
from castlist.ingest.pdf.page import Page

__all__ = ["find_heads"]

_MARGIN = 0.12  # share of the page's height at its top and at its bottom
_ROWS = 3  # outermost rows of a page that are looked at
_SAME_PLACE = 4.0  # points
_PAGE_NUMBER = re.compile(
    r"\W*(page|p\.?)?\s*(\d{1,4}|[ivxl]{1,6})(\s*(/|of)\s*\d{1,4})?\W*", re.IGNORECASE
)


def find_heads(pages: Sequence[Page]) -> set[PdfLine]:
    """The lines that are the head or the foot of a page.

    A line is one if its letters, digits ignored, stand in the same size at the same place of two
    other pages, or of one if that is in the margin. A page number is one wherever it stands alone
    in the margin. The headline of the first page is none, even if later pages repeat it in their
    heads: it is larger, or stands lower.
    """
    alike: dict[tuple[str, bool, int, int], set[int]] = defaultdict(set)
    found = []
    for page in pages:
        for line, top in _find_outer(page):
            place = line.base if top else page.height - line.base
            letters = "".join(c for c in line.text.casefold() if c.isalpha())
            key = (letters, top, round(line.size), round(place / _SAME_PLACE))
            alike[key].add(line.page)
            found.append((line, key, place < _MARGIN * page.height))
    heads = set()
    for line, (letters, top, size, place), margin in found:
        others = {
            n
            for near in (place - 1, place, place + 1)
            for n in alike.get((letters, top, size, near), ())
        }
        repeated = letters and len(others) >= (2 if margin else 3)
        if repeated or (margin and _PAGE_NUMBER.fullmatch(line.text)):
            heads.add(line)
    return heads


def _find_outer(page: Page) -> Iterator[tuple[PdfLine, bool]]:
    """The lines of the outermost rows of a page, and whether they are at its top."""
    lines = sorted(
        (line for line in page.lines if not line.turned), key=lambda line: line.base
    )
    for top, ordered in ((True, lines), (False, lines[::-1])):
        row = 0
        last = None
        for line in ordered:
            row += last is None or abs(line.base - last) > 0.5 * line.size
            last = line.base
            if row > _ROWS:
                break
            yield line, top
