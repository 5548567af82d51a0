"""One page of a PDF -> its lines, and what else must be known of it."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from castlist.ingest.pdf.lines import PdfLine, find_lines
from castlist.ingest.pdf.words import PdfWord, find_words

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["Page", "read_page"]

# points, or 70 metres; PDFium looks at every point of a page, and takes hours for more
_LARGEST = 200_000.0


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order of the file, and how much there is of what."""

    lines: tuple[PdfLine, ...] = ()
    height: float = 0.0  # points, as its text is held to be read
    characters: int = 0
    unreadable: int = 0  # words whose font does not say which letters they are made of
    pictures: bool = False  # whether it shows something, but no words
    broken: bool = False


def read_page(document: "pypdfium2.PdfDocument", number: int, limit: int) -> Page:
    """A page, numbered from 1; without its lines if it has more than `limit`
    characters or cannot be opened."""
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(broken=True)
    try:
        left, bottom, right, top = page.get_bbox()
        if not (right - left < _LARGEST and top - bottom < _LARGEST):
            return Page(broken=True)
        layer = page.get_textpage()
        count = layer.count_chars()
        if count > limit:
            return Page(characters=count)
        words = list(find_words(layer, count))
        quarter = _find_quarter(words)
        # PDFium puts letters into the order in which they are seen,
        # and fails if that is upside down.
        if page.get_rotation() != 90 * quarter:
            page.set_rotation(90 * quarter)
            layer = page.get_textpage()
            words = list(find_words(layer, layer.count_chars()))
        pictures = not words and (count > 0 or _has_pictures(page))
    except pypdfium2.PdfiumError:
        return Page(broken=True)
    finally:
        page.close()  # and its text layers with it
    lines = tuple(find_lines(words, (-top, left, bottom, -right), number))
    height = right - left if quarter % 2 else top - bottom
    return Page(lines, height, count, sum(word.unreadable for word in words), pictures)


def _has_pictures(page: "pypdfium2.PdfPage") -> bool:
    """Whether anything but text is drawn.
    Text that PDFium counts no character of is white space."""
    from pypdfium2 import raw

    drawn = (
        raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page))
    )
    return any(raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT for thing in drawn)


def _find_quarter(words: list[PdfWord]) -> int:
    """How most words of a page are turned to the left, by 90 degrees."""
    return Counter(word.quarter for word in words).most_common(1)[0][0] if words else 0
