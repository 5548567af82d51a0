"""The bytes of a web page -> its text, whatever its server and its own head say of their encoding."""

import codecs
import re

from castlist.errors import InputError
from castlist.ingest.desk import File

__all__ = ["decode_as", "decode_page"]

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_HEAD = 8192  # bytes; browsers look at the first 1,024 for a <meta charset>
_FOREIGN = 0.02  # share of the bytes that are no ASCII; a Russian page has ten times as many, markup included
_STATED = re.compile(r"charset\s*+=\s*+(?:[\"']\s*+)?+([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,200}charset\s*+=\s*+(?:[\"']\s*+)?+([\w.:-]+)", re.IGNORECASE)
# Python knows more encodings, and some of them are no alphabets ("unicode_escape").
_KNOWN = re.compile(
    r"(windows|cp)-?125\d|iso-?8859-?\d+|latin-?\d|koi8-[ru]|gb(2312|k|18030)|big5(-hkscs)?|euc-(jp|kr)|shift[_-]jis|macintosh"
)
_LATIN_1 = re.compile(r"iso-?8859-?1|latin-?1|(us-)?ascii")  # servers state it when they know nothing
_BROWSERS_READ = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932"}


def decode_page(file: File) -> tuple[str, str]:
    """The text of a page, and a note if it may be wrong.

    A byte order mark, then UTF-8 if the bytes are that, then what the server or the page states if the bytes can be
    that, then what charset-normalizer detects. Raises InputError if it detects nothing.
    """
    data = file.data
    for mark, encoding in (_MARKS | _WIDE).items():
        if data.startswith(mark):
            return data.removeprefix(mark if mark in _MARKS else b"").decode(encoding, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    return _decode_mixed(data) or _decode_stated(file) or _detect(file)


def decode_as(data: bytes, name: str) -> str | None:
    """The text in the encoding that is stated, as browsers read it; None if the bytes are none such."""
    encoding = "cp1252" if _LATIN_1.fullmatch(name) else _BROWSERS_READ.get(name, name)
    try:
        return data.decode(encoding) if _KNOWN.fullmatch(encoding) or encoding == "cp932" else None
    except (LookupError, UnicodeDecodeError):  # no such encoding, or another one
        return None


def _decode_mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with some bytes of Windows text in it, as where a page is put together from two systems."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    text = data.decode("utf-8", _WINDOWS)
    whole = sum(character > "\x7f" for character in text) - broken
    return (text, "Its encoding changes inside the text; look for broken letters.") if whole > broken else None


def _decode_stated(file: File) -> tuple[str, str] | None:
    header, meta = _STATED.search(file.media_type), _META.search(file.data[:_HEAD])
    stated = [header[1].lower()] if header else []
    if meta:
        stated.insert(bool(stated) and not _LATIN_1.fullmatch(stated[0]), meta[1].decode("ascii", "replace").lower())
    texts = (decode_as(file.data, name) for name in stated)
    return next(((text, "") for text in texts if text is not None), None)


def _detect(file: File) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    if sum(byte > 127 for byte in file.data) < _FOREIGN * len(file.data):
        # Too few to tell French from Czech; a browser takes them for Western European.
        return file.data.decode("cp1252", "replace"), "Its encoding is guessed (cp1252); look for broken letters."
    best = from_bytes(file.data).best()
    if best is None:
        raise InputError(f"{file.where} is in an encoding that cannot be told. Save it as UTF-8 and run again.")
    return str(best), f"Its encoding is guessed ({best.encoding}); look for broken letters."


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS = "castlist-windows"
codecs.register_error(_WINDOWS, _read_as_windows)
