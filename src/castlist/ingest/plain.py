"""Plain text -> Raw, line for line."""

from collections.abc import Iterator

from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.encoding import decode_text
from castlist.model import Raw
from castlist.text import strip_line

__all__ = ["read_text"]


def read_text(file: File, context: ReadContext) -> Iterator[Raw]:
    """The plain text in a file, line for line.

    Raises InputError if the bytes are no text, or more than an article can have.
    """
    most = 4 * context.settings.max_characters  # a character has four bytes at most
    if len(file.data) > most:
        raise InputError(
            f"{file.where} is larger than {most:,} bytes, too long for one article. Split"
            " it, one article a file."
        )
    text, encoding, notes = decode_text(file)
    if not strip_line(text):
        raise InputError(f"{file.where} is empty. Paste the article into it and run again.")
    yield Raw(
        text,
        name=file.name,
        source=file.source,
        extractor=f"text ({encoding})",
        url=file.url,
        notes=notes,
    )
