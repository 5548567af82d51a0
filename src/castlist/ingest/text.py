"""Bytes -> text: plain text in any encoding."""

import re

from charset_normalizer import from_bytes

from castlist.errors import InputError
from castlist.text import split_lines, strip_line

__all__ = ["decode_text"]

_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_KNOWN_BINARIES = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP, Word or Excel file", b"\xd0\xcf\x11\xe0": "an Office file"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode_text(data: bytes, where: str, *, max_bytes: int) -> tuple[str, str]:
    """The text, its lines ended by newlines only, and which reader and encoding made it.

    UTF-8 first, then what charset-normalizer detects. Raises InputError if the bytes are no text.
    """
    if len(data) > max_bytes:
        raise InputError(
            f"{where} is larger than {max_bytes:,} bytes, too long for one article. Split it, one article a file."
        )
    for magic, kind in _KNOWN_BINARIES.items():
        if data.startswith(magic):
            raise InputError(f"{where} is {kind}, not plain text. Save the article as plain text and run again.")
    text, encoding = _decode(data, where)
    found = _CONTROL.search(text)
    if found:
        raise InputError(
            f"{where} is not plain text (control character {ord(found[0]):#04x} at character {found.start()}). "
            "Save the article as plain text in UTF-8 and run again."
        )
    if not strip_line(text):
        raise InputError(f"{where} is empty. Paste the article into it and run again.")
    return "\n".join(split_lines(text)), f"text ({encoding})"


def _decode(data: bytes, where: str) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{where} begins as {encoding} but does not go on so ({error}). Save it as UTF-8."
                ) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise InputError(f"{where} is a binary file, not plain text. Save the article as plain text.") from error
        best = from_bytes(data).best()
        if best is None:
            raise InputError(
                f"{where} is in an encoding that cannot be told. Save it as UTF-8 and run again."
            ) from error
        return str(best), f"{best.encoding}, detected"
