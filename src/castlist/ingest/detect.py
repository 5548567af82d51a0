"""What a file is, by its content: every kind has one reader, loaded when it is asked for."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module

from castlist.errors import InputError
from castlist.ingest.context import File, Found, ReadContext, Reader
from castlist.ingest.package import has_too_many
from castlist.settings import Settings

__all__ = ["find_kind", "read_file"]

_CUE_STANDS_IN = 4096  # characters, in which the first time of subtitles stands
_HEAD = 65_536  # bytes that are looked at
_READERS = {
    "text": ("plain", "read_text"),
    "html": ("html.reader", "read_html"),
    "markdown": ("markdown", "read_markdown"),
    "pdf": ("pdf", "read_pdf"),
    "docx": ("word", "read_word"),
    "mail": ("mail", "read_mail"),
    "subtitles": ("subtitles", "read_subtitles"),
    "ninjs": ("ninjs", "read_ninjs"),
    "feed": ("feed", "read_feed"),
    "csv": ("tables.reader", "read_csv"),
    "jsonl": ("tables.objects", "read_jsonl"),
    "parquet": ("tables.reader", "read_parquet"),
    "xlsx": ("tables.reader", "read_xlsx"),
    "zip": ("archive", "read_zip"),
    "gzip": ("archive", "read_gzip"),
}
# First bytes of what no reader takes: what it is, and what to do.
_REFUSED = [
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office file, or one with a password",
        "Save it as .docx or .xlsx without a password",
    ),
    (b"{\\rtf", "an RTF file", "Save it as .docx or as plain text"),
    (b"\x89PNG", "a picture", "Type the text, or run OCR over it"),
    (b"\xff\xd8\xff", "a picture", "Type the text, or run OCR over it"),
    (b"GIF8", "a picture", "Type the text, or run OCR over it"),
    (b"II*\x00", "a picture", "Type the text, or run OCR over it"),
    (b"MM\x00*", "a picture", "Type the text, or run OCR over it"),
    (b"RIFF", "a picture or a recording", "Save the article as text"),
    (b"OggS", "a recording", "Make a transcript"),
    (b"ID3", "a recording", "Make a transcript"),
    (b"Rar!", "a RAR archive", "Unpack it, and name the folder"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it, and name the folder"),
    (b"BZh", "a bzip2 archive", "Unpack it, and name what was in it"),
    (b"\xfd7zXZ", "an xz archive", "Unpack it, and name what was in it"),
]
# "*+": what was passed over is not tried again in another way, or thirty comments would take hours.
_MARKUP = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(
    r"</(p|div|article|section|h[1-6]|li|td|title|br)\s*>|<(p|br|div)\b[^<>]*>",
    re.IGNORECASE,
)
_FEED = re.compile(r"<(rss|feed|rdf:RDF)[\s>]")
# some programs put no space behind the colon, or nothing at all
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):|[ \t]+\S")
# the line that parts the mails of a mailbox, saved with one of them
_FROM_LINE = re.compile(r"From \S+ .*\r?\n")
_MAIL = {
    "received",
    "mime-version",
    "message-id",
    "return-path",
    "x-mailer",
    "dkim-signature",
}


def read_file(file: File, context: ReadContext) -> Iterator[Found]:
    """The articles in a file, by the reader for what it is.

    Raises InputError, or yields one for an article of several, if something cannot be read.
    """
    if not file.data:
        raise InputError(f"{file.where} is empty. Paste the article into it and run again.")
    module, name = _READERS[find_kind(file, context.settings)]
    reader: Reader = getattr(import_module(f"castlist.ingest.{module}"), name)
    yield from reader(file, context)


def find_kind(file: File, settings: Settings) -> str:
    """The kind of a file (a key of the table of readers):
    by its bytes, and only in doubt by its ending.

    Raises InputError for a kind that no reader takes.
    """
    data = file.data
    for magic, kind, advice in _REFUSED:
        if data.startswith(magic):
            raise InputError(
                f"{file.where} is {kind}, which castlist does not read. {advice}."
            )
    if data[257:262] == b"ustar":
        raise InputError(
            f"{file.where} is a TAR archive, which castlist does not read. Unpack it, and"
            " name the folder."
        )
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _find_kind_of_package(data, settings.max_members)
    for magic, kind in ((b"\x1f\x8b", "gzip"), (b"PAR1", "parquet")):
        if data.startswith(magic):
            return kind
    head = data[:_HEAD]
    text = (
        head.decode("utf-16", "replace")
        if head[:2] in {b"\xff\xfe", b"\xfe\xff"}
        else head.decode("utf-8", "replace")
    )
    return _find_kind_of_text(file, text.removeprefix("\ufeff").lstrip(), settings)


def _find_kind_of_package(data: bytes, most: int) -> str:
    if has_too_many(data, most):
        return "zip"  # whose reader refuses it
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"  # whose reader says what is wrong with it
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if names & {"xl/workbook.xml", "xl/workbook.bin"} else "zip"


def _find_kind_of_text(file: File, text: str, settings: Settings) -> str:
    is_small = len(file.data) <= settings.max_page_bytes
    for kind, fits in _TESTS.items():
        if (is_small or kind not in _PARSED) and fits(file, text):
            return kind
    if text.startswith("<?xml"):
        raise InputError(
            f"{file.where} is XML, but neither a web page nor a feed. Save the article as"
            " text."
        )
    return "text"


def _is_feed(file: File, text: str) -> bool:
    return (
        text.startswith("<") and bool(_FEED.search(text[:4096])) and not _MARKUP.match(text)
    )


def _is_html(file: File, text: str) -> bool:
    stated = "html" in file.media_type and "<" in text
    return (
        stated
        or bool(_MARKUP.match(text))
        or (text.startswith("<") and len(_BLOCK_TAG.findall(text)) >= 2)
    )


def _is_ninjs(file: File, text: str) -> bool:
    from castlist.ingest.ninjs import is_ninjs

    if not text.startswith(("{", "[")):
        return False
    try:
        value = json.loads(file.data)
    except (ValueError, RecursionError):
        return False
    return is_ninjs(value[0] if isinstance(value, list) and value else value)


def _is_jsonl(file: File, text: str) -> bool:
    return bool(re.match(r"\{\s*(\"|\})|\[\s*(\{|\])", text))


def _is_mail(file: File, text: str) -> bool:
    text = _FROM_LINE.sub("", text, count=1) if _FROM_LINE.match(text) else text
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0].splitlines()
    names = {
        found[1].lower() for line in head if (found := _HEADER.match(line)) and found[1]
    }
    return (
        bool(head)
        and all(_HEADER.match(line) for line in head)
        and (bool(names & _MAIL) or (file.ending == ".eml" and "from" in names))
    )


def _is_subtitles(file: File, text: str) -> bool:
    from castlist.ingest.subtitles import looks_like_subtitles

    return "-->" in text[:_CUE_STANDS_IN] and looks_like_subtitles(text)


def _is_csv(file: File, text: str) -> bool:
    from castlist.ingest.tables.reader import looks_like_csv

    return (
        file.ending in {".csv", ".tsv", ".tab"}
        or "csv" in file.media_type
        or looks_like_csv(text)
    )


def _is_markdown(file: File, text: str) -> bool:
    from castlist.ingest.markdown import looks_like_markdown

    return (
        file.ending in {".md", ".markdown"}
        or "markdown" in file.media_type
        or looks_like_markdown(text)
    )


_TESTS: dict[str, Callable[[File, str], bool]] = {
    "feed": _is_feed,
    "html": _is_html,
    "ninjs": _is_ninjs,
    "jsonl": _is_jsonl,
    "mail": _is_mail,
    "subtitles": _is_subtitles,
    "csv": _is_csv,
    "markdown": _is_markdown,
}
# what is told by parsing all of it, and is refused by its reader if it is as large as that
_PARSED = {"ninjs"}
