"""A path, an address, standard input or a string -> Raw, one or many. One reader a format; nothing is cut here.

What is found in a page is handed on with the lines that its reader leaves out, so that a person can overrule it.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from castlist.errors import InputError
from castlist.ingest.addresses import is_address
from castlist.ingest.archive import list_folder, name_inside
from castlist.ingest.desk import Desk, File, Found, Unpacked
from castlist.ingest.kinds import read_file
from castlist.ingest.sources import Lists, describe, find_source
from castlist.ingest.text import read_text
from castlist.model import Raw
from castlist.settings import Settings

__all__ = ["STDIN", "ingest", "ingest_text"]

STDIN = "-"
_BY_HAND = "given by hand"


def ingest(
    source: Path | str,
    *,
    settings: Settings,
    details: Mapping[str, str] | None = None,
    progress: Callable[[str], None] = str,
) -> Iterator[Found]:
    """The articles in a file or folder, at an address (http, https), or on standard input (`-`), in order.

    What a format says of an article (title, author, outlet, date, address) gives way to what `sources.csv` says, and
    that to `details`. An article of several that cannot be read is an InputError among them; if nothing can be read,
    InputError is raised.
    """
    desk = Desk(settings, progress, read_file)
    for found in _read_source(str(source), desk):
        by_hand = isinstance(found, Raw) and details
        yield describe(found, details, _BY_HAND, str(source)) if by_hand else found


def ingest_text(text: str, *, name: str = "", details: Mapping[str, str] | None = None) -> Raw:
    """The article in a string, under a name of your choice (else its first words will name it)."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text has half a character (a lone surrogate) at {error.start}. Decode its source again."
        ) from error
    (raw,) = read_text(File(data, name, "the text", "text"), Desk(Settings(max_characters=sys.maxsize), str, read_file))
    return describe(raw, details or {}, _BY_HAND, "the text")


def _read_source(source: str, desk: Desk) -> Iterator[Found]:
    if source == STDIN:
        data = sys.stdin.buffer.read(desk.settings.max_bytes + 1)
        yield from read_file(_small(File(data, "", "standard input", STDIN), desk), desk)
    elif is_address(source):
        from castlist.ingest.web import fetch

        yield from read_file(fetch(source, settings=desk.settings, progress=desk.progress), desk)
    elif Path(source).is_dir():
        yield from _read_folder(Path(source), desk)
    else:
        yield from _read_path(Path(source), source, PurePosixPath(Path(source).name), desk, {})


def _read_folder(folder: Path, desk: Desk) -> Iterator[Found]:
    lists: Lists = {}
    for path in list_folder(folder, desk.settings):
        try:
            inside = PurePosixPath(path.relative_to(folder).as_posix())
            yield from _read_path(path, path.as_posix(), inside, replace(desk, unpacked=Unpacked()), lists)
        except InputError as error:
            yield error


def _read_path(path: Path, where: str, inside: PurePosixPath, desk: Desk, lists: Lists) -> Iterator[Found]:
    """The articles of a file that is called by its path inside the folder that was named, or by its name."""
    try:
        with path.open("rb") as stream:
            data = stream.read(desk.settings.max_bytes + 1)
    except FileNotFoundError:
        raise InputError(
            f"{path} does not exist. Check the spelling; the path is seen from {Path.cwd().name}/."
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({error}). Check its permissions.") from error
    known = find_source(path, data, lists)
    file = File(data, name_inside(inside), where, str(inside), path.suffix.lower())
    for found in read_file(_small(file, desk), desk):
        yield describe(found, known, "source list", where) if isinstance(found, Raw) else found


def _small(file: File, desk: Desk) -> File:
    most = desk.settings.max_bytes
    if len(file.data) > most:
        raise InputError(f"{file.where} is larger than {most:,} bytes. Split it, or unpack what is in it.")
    return file
