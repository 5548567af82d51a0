"""A PDF -> its paragraphs in reading order, found by the geometry of its pages;
nothing in it is run or fetched."""

import re
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from castlist.english.rules import word_set
from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.pdf.heads import find_heads
from castlist.ingest.pdf.page import Page, read_page
from castlist.ingest.pdf.paragraphs import Piece, make_paragraphs
from castlist.model import LeftOut, Raw
from castlist.text import count_words, name_key, strip_line

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read_pdf"]

_UNREADABLE = 0.3  # share of words in unknown letters from which a text is no text
# In some old PDFs only the fonts' tables are missing, and the letters are right: every fifth
# English word is one of these, and of other text one in a hundred.
_FREQUENT = word_set("pdf_frequent")
_ENGLISH = 0.05
_TAIL = 2048  # bytes in which a whole file has its end mark
_NAMED = 20  # pages in one note
_CUT_OFF = "is cut off: its end is missing"
_ONE = Lock()
_LANGUAGE = re.compile(r"([a-z]{2})(-|$)")


class _Info(NamedTuple):
    """What the file says of itself. Any program may have put it there."""

    title: str
    author: str
    language: str


def read_pdf(file: File, context: ReadContext) -> Iterator[Raw]:
    """The one article of a PDF: a line a paragraph,
    words that were hyphenated at line ends in one piece.

    Raises InputError if it is encrypted, broken, has no text or text that cannot be read, or more
    than allowed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError(
            f"{file.where} needs pypdfium2. Install it: pip install 'castlist[pdf]'"
        ) from error

    # PDFium is not thread-safe: everything that calls it happens here, one file at a time.
    with _ONE, _open(file) as document:
        info = _read_info(document)
        pages = _read_pages(file, document, context)
    _check_text(file, pages)
    heads = find_heads(pages)
    pieces = make_paragraphs(pages, heads)
    lines = [strip_line(piece.text) for piece in pieces]
    text = "\n".join(lines)
    yield Raw(
        text=text,
        name=file.name,
        source=file.source,
        extractor=f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO.version}",
        title=info.title if _says(lines, info.title) else "",
        author=info.author if _says(lines, info.author) else "",
        url=file.url,
        language=info.language,
        left_out=tuple(_leave_out(pieces)),
        laid_out=True,
        notes=tuple(_notes(pages)),
    )


def _open(file: File) -> "pypdfium2.PdfDocument":
    import pypdfium2
    from pypdfium2 import raw

    whole = b"%%EOF" in file.data[-_TAIL:]
    try:
        document = pypdfium2.PdfDocument(file.data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise InputError(
                f"{file.where} is encrypted. Save a copy without a password and run again."
            ) from error
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise InputError(
                f"{file.where} is encrypted in an unusual way. Save a copy without a"
                " password."
            ) from error
        why = "is a broken or an empty PDF" if whole else _CUT_OFF
        raise InputError(f"{file.where} {why}. Download or save it again.") from error
    # PDFium repairs a file without its end, and says nothing of the pages that it could not find.
    if not whole and not raw.FPDF_DocumentHasValidCrossReferenceTable(document):
        document.close()
        raise InputError(f"{file.where} {_CUT_OFF}. Download or save it again.")
    return document


def _read_info(document: "pypdfium2.PdfDocument") -> _Info:
    import ctypes

    from pypdfium2 import raw

    def value(key: str) -> str:
        try:
            return " ".join(document.get_metadata_value(key).split())
        except UnicodeDecodeError:
            return ""

    buffer = (ctypes.c_ushort * 32)()
    raw.FPDFCatalog_GetLanguage(document, buffer, ctypes.sizeof(buffer))
    stated = _LANGUAGE.match(
        bytes(buffer).decode("utf-16-le", "replace").split("\0")[0].lower()
    )
    return _Info(value("Title"), value("Author"), stated[1] if stated else "")


def _read_pages(
    file: File, document: "pypdfium2.PdfDocument", context: ReadContext
) -> list[Page]:
    total = len(document)
    if total > context.settings.max_members:
        raise InputError(
            f"{file.where} has {total:,} pages (at most {context.settings.max_members:,})."
            " Split it."
        )
    pages = []
    left = context.settings.max_characters
    for number in range(1, total + 1):
        context.progress(f"{file.where}: page {number} of {total}")
        page = read_page(document, number, left)
        if page.characters > left:
            raise InputError(
                f"{file.where} has more than {context.settings.max_characters:,} characters"
                f" (page {number} of {total}). Split it, one article a file."
            )
        left -= page.characters
        pages.append(page)
    return pages


def _check_text(file: File, pages: Sequence[Page]) -> None:
    words = [word for page in pages for line in page.lines for word in line.text.split()]
    if sum(page.unreadable for page in pages) > _UNREADABLE * len(
        words
    ) and not _is_english(words):
        raise InputError(
            f"{file.where} has text that cannot be read: its fonts do not say which letters"
            " they show. Run OCR over it first (for example `ocrmypdf --force-ocr in.pdf"
            " out.pdf`)."
        )
    if any(page.lines for page in pages):
        return
    if all(page.broken for page in pages):
        raise InputError(
            f"{file.where} is a broken PDF: no page of it can be opened. Download or save"
            " it again."
        )
    if any(page.pictures for page in pages):
        raise InputError(
            f"{file.where} has no text, only pictures of pages. Run OCR over it first (for"
            " example `ocrmypdf in.pdf out.pdf`) and read what comes out."
        )
    raise InputError(f"{file.where} has no text: all its pages are blank. Save it again.")


def _is_english(words: Sequence[str]) -> bool:
    return sum(word.lower() in _FREQUENT for word in words) >= _ENGLISH * len(words)


def _says(lines: Sequence[str], stated: str) -> bool:
    """Whether a title or author stands in the text:
    else it may be a file's name, a program's, or a login."""
    key = " ".join(name_key(stated))
    return count_words(stated) >= 2 and any(
        key in " ".join(name_key(line)) for line in lines
    )


def _leave_out(pieces: Sequence[Piece]) -> Iterator[LeftOut]:
    for number, piece in enumerate(pieces, 1):
        if piece.head:
            yield LeftOut(number, "running_head", "the head or foot of a page")


def _notes(pages: Sequence[Page]) -> Iterator[str]:
    total = len(pages)
    silent = sum(page.pictures and not page.lines for page in pages)
    if silent:
        have = "has" if silent == 1 else "have"
        yield (
            f"{silent} of {total} pages {have} no text, only pictures: what they say is"
            " missing. OCR would be needed."
        )
    broken = [str(number) for number, page in enumerate(pages, 1) if page.broken]
    if broken:
        more = f" and {len(broken) - _NAMED:,} more" if len(broken) > _NAMED else ""
        yield (
            "Pages that cannot be opened, and are missing:"
            f" {', '.join(broken[:_NAMED])}{more}."
        )
