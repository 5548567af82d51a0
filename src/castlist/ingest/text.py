"""Bytes -> text: plain text in any encoding, and the mixture that pasting leaves behind."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from castlist.errors import InputError
from castlist.ingest.charset import decode_as
from castlist.ingest.desk import Desk, File
from castlist.model import Raw
from castlist.text import split_lines, strip_line

__all__ = ["Decoded", "decode_bytes", "decode_text", "read_as_windows", "read_text"]

_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")  # a sign of a binary file
_STRAY = re.compile(r"[\x7f-\x84\x86-\x9f]")  # U+0085 ends a line
_STRAY_OR_ELLIPSIS = re.compile(r"[\x7f-\x9f]")
_OF_WINDOWS = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")  # what cp1252 has a character for
_MIXED = "utf-8 and cp1252, mixed"


class Decoded(NamedTuple):
    """A text, its encoding, and what its reader has to note of it."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def read_text(file: File, desk: Desk) -> Iterator[Raw]:
    """The plain text in a file, line for line.

    Raises InputError if the bytes are no text, or more than an article can have.
    """
    most = 4 * desk.settings.max_characters  # a character has four bytes at most
    if len(file.data) > most:
        raise InputError(
            f"{file.where} is larger than {most:,} bytes, too long for one article. Split it, one article a file."
        )
    text, encoding, notes = decode_text(file)
    if not strip_line(text):
        raise InputError(f"{file.where} is empty. Paste the article into it and run again.")
    yield Raw(text, name=file.name, source=file.source, extractor=f"text ({encoding})", url=file.url, notes=notes)


def decode_text(file: File) -> Decoded:
    """The text of a file, its lines ended by newlines only, without control characters.

    UTF-8 first, then the charset that a server stated, then UTF-8 with single lines of Windows text in it, then what
    charset-normalizer detects. Raises InputError if the bytes are no text.
    """
    text, encoding = decode_bytes(file)
    found = _CONTROL.search(text)
    if found:
        raise InputError(
            f"{file.where} is not plain text (control character {ord(found[0]):#04x} at character {found.start()}). "
            "Save the article as plain text in UTF-8 and run again."
        )
    text, strays = read_as_windows(text)
    notes = ["Its encoding changes inside the text; look for broken letters."] if encoding == _MIXED else []
    if strays:
        notes.append(f"{strays:,} control characters were read as Windows text, or left out; look for broken letters.")
    return Decoded("\n".join(split_lines(text)), encoding, tuple(notes))


def read_as_windows(text: str) -> tuple[str, int]:
    """The text with U+007F to U+009F read as browsers read them, and how many there were.

    They come from Windows text that somebody took for Latin-1: U+0092 is its apostrophe, and U+0085, else a line end,
    its ellipsis. What Windows has no character for is left out.
    """
    pattern = _STRAY_OR_ELLIPSIS if _OF_WINDOWS.search(text) else _STRAY
    return pattern.subn(lambda found: "" if found[0] == "\x7f" else _read_windows(found[0]), text)


def _read_windows(character: str) -> str:
    return character.encode("latin-1").decode("cp1252", "ignore")


def decode_bytes(file: File) -> tuple[str, str]:
    """The characters of a file just as they are, and its encoding; InputError if the bytes are no text."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if file.data.startswith(mark):
            try:
                return file.data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{file.where} begins as {encoding} but does not go on so ({error}). Save it as UTF-8."
                ) from error
    try:
        return file.data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if b"\x00" in file.data:
            raise InputError(f"{file.where} is a binary file, not text. Save the article as plain text.") from error
    return _decode_stated(file) or _decode_mixed(file.data) or _detect(file)


def _decode_stated(file: File) -> tuple[str, str] | None:
    stated = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", file.media_type, re.ASCII)
    text = decode_as(file.data, stated[1].lower()) if stated else None
    return None if text is None or not stated else (text, f"{stated[1]}, as stated")


def _decode_mixed(data: bytes) -> tuple[str, str] | None:
    """Lines of UTF-8 and of cp1252 in one text, as pasting from several windows leaves them."""
    lines, special = [], 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            special += not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
    return ("\n".join(lines), _MIXED) if special else None


def _detect(file: File) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(file.data).best()
    if best is None:
        raise InputError(f"{file.where} is in an encoding that cannot be told. Save it as UTF-8 and run again.")
    return str(best), f"{best.encoding}, detected"
