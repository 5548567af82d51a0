"""A path, standard input or a string -> Raw. One reader a format; nothing is cut here and nothing is guessed."""

import sys
from pathlib import Path

from castlist.errors import InputError
from castlist.ingest.sources import find_source
from castlist.ingest.text import decode_text
from castlist.model import Raw

__all__ = ["STDIN", "ingest_path", "ingest_text"]

STDIN = "-"


def ingest_path(source: Path | str, *, max_bytes: int) -> Raw:
    """The article in a file, or on standard input if the source is `-`, with what `sources.csv` knows of it.

    Raises InputError for a missing file, a folder, an empty or a binary file, or one of more than `max_bytes`.
    """
    if str(source) == STDIN:
        text, extractor = decode_text(sys.stdin.buffer.read(max_bytes + 1), "standard input", max_bytes=max_bytes)
        return Raw(text, name="", source=STDIN, extractor=extractor)
    path = Path(source)
    data = _read_bytes(path, max_bytes)
    text, extractor = decode_text(data, str(path), max_bytes=max_bytes)
    return Raw(text, name=path.stem, source=path.name, extractor=extractor, **find_source(path, data))


def ingest_text(text: str, *, name: str = "") -> Raw:
    """The article in a string, under a name of your choice (else its first words will name it)."""
    checked, _ = decode_text(_encode(text), "the text", max_bytes=sys.maxsize)
    return Raw(checked, name=name, source="text", extractor="text")


def _encode(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text has half a character (a lone surrogate) at {error.start}. Decode its source again."
        ) from error


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    if path.is_dir():
        raise InputError(f"{path} is a folder. Name the article files in it, for example {path}/*.txt.")
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError:
        raise InputError(
            f"{path} does not exist. Check the spelling; the path is seen from {Path.cwd().name}/."
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({error}). Check its permissions.") from error
