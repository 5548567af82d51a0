"""Bytes -> characters: what a file, a server or a page says of its encoding,
and what the bytes show.

Pages are read as browsers read them; plain text line by line, since pasting mixes encodings by the
line.
"""

import codecs
import re
from typing import NamedTuple

from castlist.errors import InputError
from castlist.ingest.context import File
from castlist.text import CONTROL, split_lines

__all__ = [
    "Decoded",
    "decode_bytes",
    "decode_page",
    "decode_text",
    "mend_twice_encoded",
    "read_as_windows",
]

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # the first tag of a page without a mark
_HEAD = 8192  # bytes; browsers look at the first 1,024 for a <meta charset>
# share of the bytes that are no ASCII;
# a Russian page has ten times as many, markup included
_FOREIGN = 0.02
_STATED = re.compile(r"charset\s*+=\s*+(?:[\"']\s*+)?+([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta\b[^>]{0,200}charset\s*+=\s*+(?:[\"']\s*+)?+([\w.:-]+)", re.IGNORECASE
)
# Python knows more encodings, and some of them are no alphabets ("unicode_escape").
_KNOWN = re.compile(
    r"(windows|cp)-?125\d|iso-?8859-?\d+|latin-?\d|koi8-[ru]|gb(2312|k|18030)|big5(-hkscs)?"
    r"|euc-(jp|kr)|shift[_-]jis|macintosh"
)
# servers state it when they know nothing
_LATIN_1 = re.compile(r"iso-?8859-?1|latin-?1|(us-)?ascii")
_BROWSERS_READ = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
}
_STRAY = re.compile(r"[\x7f-\x84\x86-\x9f]")  # U+0085 ends a line
_STRAY_OR_ELLIPSIS = re.compile(r"[\x7f-\x9f]")
# what cp1252 has a character for
_OF_WINDOWS = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
# What UTF-8 looks like that was read as Windows text and saved again: "â€œ", "Ã©". Only pairs that
# no language writes: "CAFÉ”" and "‘café’”" have the same kinds of signs.
_LATER = "".join(
    bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)
)
# with which each of the pairs begins
_LEADS = "ÂÃÄÅâïð"
_NO_QUOTES = "".join(sign for sign in _LATER if sign not in "‘’“”‚„–—…‹›«»")
_TWICE = re.compile(
    f"Â[\xa0-\xbf]|Ã[{re.escape(_LATER)}]|[ÄÅ][{re.escape(_NO_QUOTES)}]"
    f"|â[€‚„][{re.escape(_LATER)}]|ï»¿|ï¿½|ðŸ[{re.escape(_LATER)}]{{2}}"
)
# a closing quotation mark of which the last byte got lost, as Windows has no sign for it
_LOST_END = re.compile("â€(?=[\\s.,;:!?)]|$)", re.MULTILINE)
_MIXED = "utf-8 and cp1252, mixed"
_CHANGES = "Its encoding changes inside the text; look for broken letters."


class Decoded(NamedTuple):
    """A text, its encoding, and what its reader has to note of it."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode_text(file: File) -> Decoded:
    """The text of a file, its lines ended by newlines only, without control characters.

    UTF-8 first, then the charset that a server stated, then UTF-8 with single lines of Windows text
    in it, then what charset-normalizer detects. Raises InputError if the bytes are no text.
    """
    text, encoding = decode_bytes(file)
    found = CONTROL.search(text)
    if found:
        raise InputError(
            f"{file.where} is not plain text (control character {ord(found[0]):#04x} at"
            f" character {found.start()}). Save the article as plain text in UTF-8 and run"
            " again."
        )
    text, mended = mend_twice_encoded(text)
    text, strays = read_as_windows(text)
    notes = [_CHANGES] if encoding == _MIXED else []
    if strays:
        notes.append(
            f"{strays:,} control characters were read as Windows text, or left out; look"
            " for broken letters."
        )
    if mended:
        notes.append(mended)
    return Decoded("\n".join(split_lines(text)), encoding, tuple(notes))


def decode_bytes(file: File) -> tuple[str, str]:
    """The characters of a file just as they are, and its encoding;
    InputError if the bytes are no text."""
    for mark, encoding in _MARKS.items():
        if file.data.startswith(mark):
            try:
                return file.data.removeprefix(mark).decode(encoding), encoding.removesuffix(
                    "-le"
                ).removesuffix("-be")
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{file.where} begins as {encoding} but does not go on so ({error})."
                    " Save it as UTF-8."
                ) from error
    try:
        return file.data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if b"\x00" in file.data:
            raise InputError(
                f"{file.where} is a binary file, not text. Save the article as plain text."
            ) from error
    return _decode_stated(file) or _decode_mixed_lines(file.data) or _detect(file)


def decode_page(file: File) -> tuple[str, str]:
    """The text of a page, and a note if it may be wrong.

    A byte order mark, then UTF-8 if the bytes are that, then what the server or the page states if
    the bytes can be that, then what charset-normalizer detects. Raises InputError if it detects
    nothing.
    """
    data = file.data
    for mark, encoding in (_MARKS | _WIDE).items():
        if data.startswith(mark):
            return (
                data.removeprefix(mark if mark in _MARKS else b"").decode(
                    encoding, "replace"
                ),
                "",
            )
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    return _decode_mixed_bytes(data) or _decode_page_stated(file) or _detect_page(file)


def mend_twice_encoded(text: str) -> tuple[str, str]:
    """The text with letters mended that were encoded twice, and a note that says so; as it is if
    there are none, or a single one, which somebody may have meant.

    >>> mend_twice_encoded("â€œNo,â€\\x9d said JosÃ©.")[0]
    '“No,” said José.'
    """
    if not any(lead in text for lead in _LEADS):
        return text, ""
    found = [*_TWICE.findall(text), *_LOST_END.findall(text)]
    if len(found) < 2:
        return text, ""
    mended = _LOST_END.sub("”", _TWICE.sub(_encode_once, text))
    note = (
        f"{len(found):,} characters were encoded twice (“{found[0]}” for"
        f" “{_encode_once_text(found[0])}”) and were mended; look for broken letters."
    )
    return mended, note


def _encode_once(found: re.Match[str]) -> str:
    return _encode_once_text(found[0])


def _encode_once_text(letters: str) -> str:
    data = b"".join(
        letter.encode("latin-1") if letter < "\u0100" else letter.encode("cp1252")
        for letter in letters
    )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:  # no character has these bytes
        return "”" if letters == "â€" else letters


def read_as_windows(text: str) -> tuple[str, int]:
    """The text with U+007F to U+009F read as browsers read them, and how many there were.

    They come from Windows text that somebody took for Latin-1: U+0092 is its apostrophe, and
    U+0085, else a line end, its ellipsis. What Windows has no character for is left out.
    """
    pattern = _STRAY_OR_ELLIPSIS if _OF_WINDOWS.search(text) else _STRAY
    return pattern.subn(
        lambda found: "" if found[0] == "\x7f" else _read_windows(found[0]), text
    )


def _read_windows(character: str) -> str:
    return character.encode("latin-1").decode("cp1252", "ignore")


# What is stated


def _decode_as(data: bytes, name: str) -> str | None:
    """The text in the encoding that is stated, as browsers read it;
    None if the bytes are none such."""
    encoding = "cp1252" if _LATIN_1.fullmatch(name) else _BROWSERS_READ.get(name, name)
    try:
        return (
            data.decode(encoding)
            if _KNOWN.fullmatch(encoding) or encoding == "cp932"
            else None
        )
    except (LookupError, UnicodeDecodeError):  # no such encoding, or another one
        return None


def _decode_stated(file: File) -> tuple[str, str] | None:
    stated = _STATED.search(file.media_type)
    text = _decode_as(file.data, stated[1].lower()) if stated else None
    return None if text is None or not stated else (text, f"{stated[1]}, as stated")


def _decode_page_stated(file: File) -> tuple[str, str] | None:
    header = _STATED.search(file.media_type)
    meta = _META.search(file.data[:_HEAD])
    stated = [header[1].lower()] if header else []
    if meta:
        stated.insert(
            bool(stated) and not _LATIN_1.fullmatch(stated[0]),
            meta[1].decode("ascii", "replace").lower(),
        )
    texts = (_decode_as(file.data, name) for name in stated)
    return next(((text, "") for text in texts if text is not None), None)


# What the bytes show


def _decode_mixed_lines(data: bytes) -> tuple[str, str] | None:
    """Lines of UTF-8 and of cp1252 in one text, as pasting from several windows leaves them."""
    lines = []
    special = 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            special += not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
    return ("\n".join(lines), _MIXED) if special else None


def _decode_mixed_bytes(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with some bytes of Windows text in it,
    as where a page is put together from two systems."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    text = data.decode("utf-8", _WINDOWS)
    whole = sum(character > "\x7f" for character in text) - broken
    return (text, _CHANGES) if whole > broken else None


def _detect(file: File) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(file.data).best()
    if best is None:
        raise InputError(
            f"{file.where} is in an encoding that cannot be told. Save it as UTF-8 and run"
            " again."
        )
    return str(best), f"{best.encoding}, detected"


def _detect_page(file: File) -> tuple[str, str]:
    if sum(byte > 127 for byte in file.data) < _FOREIGN * len(file.data):
        # Too few to tell French from Czech; a browser takes them for Western European.
        return (
            file.data.decode("cp1252", "replace"),
            "Its encoding is guessed (cp1252); look for broken letters.",
        )
    text, encoding = _detect(file)
    return (
        text,
        (
            f"Its encoding is guessed ({encoding.removesuffix(', detected')}); look for"
            " broken letters."
        ),
    )


def _read_byte_as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS = "castlist-windows"
codecs.register_error(_WINDOWS, _read_byte_as_windows)
