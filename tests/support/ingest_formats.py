"""What the tests of several readers share:
fixtures, reading one, what is true of every article, and damaged files."""

import re
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext, Reader
from castlist.ingest.detect import read_file
from castlist.model import Raw
from castlist.settings import Settings
from support.paths import ROOT, TESTS

FILES = TESTS / "files"
RAW = ROOT / "data" / "raw"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def make_desk(read=read_file, **settings) -> ReadContext:
    return ReadContext(Settings(**settings), str, read)


def make_file(data: bytes | Path, **given: str) -> File:
    """A file as the front door would hand it on."""
    path = data if isinstance(data, Path) else Path("story.bin")
    content = data.read_bytes() if isinstance(data, Path) else data
    return File(content, path.stem, path.name, path.name, path.suffix, **given)


def read(
    reader: Reader, data: bytes | Path, context: ReadContext | None = None
) -> list[Raw | InputError]:
    found = list(reader(make_file(data), context or make_desk()))
    for raw in found:
        if isinstance(raw, Raw):
            check_article(raw)
    return found


def check_article(raw: Raw) -> None:
    lines = raw.text.split("\n")
    assert not _CONTROL.search(raw.text), "a control character"
    assert any(line.strip() for line in lines), "no text"
    assert {left.line for left in raw.left_out} <= set(range(1, len(lines) + 1))
    assert all(left.rule and left.reason for left in raw.left_out)
    assert raw.extractor
    assert bool(raw.published) == bool(raw.published_from)
    if raw.published:
        date.fromisoformat(raw.published)
    for value in (raw.title, raw.author, raw.outlet, raw.url):
        assert not _CONTROL.search(value)
        assert "\n" not in value
    assert "@" not in raw.author


def survives(reader: Reader, data: bytes, context: ReadContext | None = None) -> None:
    """Whatever the bytes are: articles,
    or InputError with a message of one line that names the file."""
    try:
        found = read(reader, data, context)
    except InputError as error:
        found = [error]
    messages = [str(error) for error in found if isinstance(error, InputError)]
    assert all(
        "story.bin" in message and not _CONTROL.search(message) and "\n" not in message
        for message in messages
    )


def damaged(original: bytes) -> st.SearchStrategy[bytes]:
    """The file with a few pieces overwritten, and cut off somewhere."""
    place = st.integers(0, len(original))
    edits = st.lists(st.tuples(place, st.binary(min_size=1, max_size=8)), max_size=6)
    return st.tuples(edits, place | st.just(len(original))).map(
        lambda drawn: _damage(original, *drawn)
    )


def _damage(data: bytes, edits: list[tuple[int, bytes]], length: int) -> bytes:
    for at, piece in edits:
        data = data[:at] + piece + data[at + len(piece) :]
    return data[:length]
