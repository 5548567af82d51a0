"""One page of a PDF -> its lines, and what else must be known of it."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from castlist.ingest.pdf.lines import Line, find_lines
from castlist.ingest.pdf.words import Word, find_words

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["Page", "read_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order of the file, and how much there is of what."""

    lines: tuple[Line, ...] = ()
    height: float = 0.0  # points, as its text is held to be read
    characters: int = 0
    unreadable: int = 0  # words whose font does not say which letters they are made of
    pictures: bool = False  # whether anything is drawn
    broken: bool = False


def read_page(document: "pypdfium2.PdfDocument", number: int, limit: int) -> Page:
    """A page, numbered from 1; without its lines if it has more than `limit` characters or cannot be opened."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(broken=True)
    try:
        layer = page.get_textpage()
        count = layer.count_chars()
        if count > limit:
            return Page(characters=count)
        words = list(find_words(layer, count))
        quarter = _find_quarter(words)
        # PDFium puts letters into the order in which they are seen, and fails if that is upside down.
        if page.get_rotation() != 90 * quarter:
            page.set_rotation(90 * quarter)
            layer = page.get_textpage()
            words = list(find_words(layer, layer.count_chars()))
        left, bottom, right, top = page.get_bbox()
        pictures = raw.FPDFPage_CountObjects(page) > 0
    except pypdfium2.PdfiumError:
        return Page(broken=True)
    finally:
        page.close()  # and its text layers with it
    lines = tuple(find_lines(words, (-top, left, bottom, -right), number))
    height = right - left if quarter % 2 else top - bottom
    return Page(lines, height, count, sum(word.unreadable for word in words), pictures)


def _find_quarter(words: list[Word]) -> int:
    """How most words of a page are turned to the left, by 90 degrees."""
    return Counter(word.quarter for word in words).most_common(1)[0][0] if words else 0
