"""A path, an address, standard input or a string -> Raw, one or many. One reader a format;
nothing is cut here.

What is found in a page is handed on with the lines that its reader leaves out, so that a person can
overrule it.
"""

import errno
import shlex
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from castlist.containment import contained_items
from castlist.errors import InputError
from castlist.ingest.archive import list_folder, name_inside
from castlist.ingest.context import File, Found, ReadContext, Unpacked
from castlist.ingest.detect import read_file
from castlist.ingest.plain import read_text
from castlist.ingest.sources import Lists, describe, find_source, read_list
from castlist.ingest.web.addresses import is_address
from castlist.ingest.web.objects import ObjectStore, is_in_store
from castlist.model import Raw
from castlist.settings import Settings
from castlist.text import count_words

__all__ = ["STDIN", "ingest", "ingest_text"]

STDIN = "-"
_BY_HAND = "given by hand"
# pipes that the shell has opened, as for <(...)
_OPENED = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
_MANY_WORDS = 10  # more than a file's name has, so that it may be the article itself
_SHOWN = 50  # characters of it in a message


def ingest(
    source: Path | str,
    *,
    settings: Settings,
    details: Mapping[str, str] | None = None,
    progress: Callable[[str], object] = str,
) -> Iterator[Found]:
    """The articles in a file or folder, also of an object store (s3, gs, az), at an address (http,
    https), or on standard input (`-`), in order.

    What a format says of an article (title, author, outlet, date, address) gives way to what
    `sources.csv` says, and that to `details`. An article of several that cannot be read is an
    InputError among them; if nothing can be read, InputError is raised.
    """
    context = ReadContext(settings, progress, read_file)
    for found in _read_source(str(source), context):
        if isinstance(found, Raw) and details:
            yield describe(found, details, _BY_HAND, str(source))
        else:
            yield found


def ingest_text(
    text: str, *, name: str = "", details: Mapping[str, str] | None = None
) -> Raw:
    """The article in a string, under a name of your choice (else its first words will name it)."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text has half a character (a lone surrogate) at {error.start}. Decode its"
            " source again."
        ) from error
    (raw,) = read_text(
        File(data, name, "the text", "text"),
        ReadContext(Settings(max_characters=sys.maxsize), str, read_file),
    )
    return describe(raw, details or {}, _BY_HAND, "the text")


def _read_source(source: str, context: ReadContext) -> Iterator[Found]:
    if source == STDIN:
        data = sys.stdin.buffer.read(context.settings.max_bytes + 1)
        yield from read_file(
            _small(File(data, "", "standard input", STDIN), context), context
        )
    elif is_in_store(source):
        yield from _read_store(ObjectStore.open(source), context)
    elif is_address(source):
        from castlist.ingest.web.fetch import fetch

        yield from read_file(
            fetch(source, settings=context.settings, progress=context.progress), context
        )
    elif stat.S_ISDIR(_find_mode(source)):
        yield from _read_folder(Path(source), context)
    else:
        yield from _read_path(
            Path(source), source, PurePosixPath(Path(source).name), context, {}
        )


def _find_mode(source: str) -> int:
    """Whether a path is a file or a folder, as `stat` puts it; InputError if it is neither.

    A pipe that nobody writes to, and some devices, would be waited for without end.
    """
    if not source.strip():
        raise InputError(
            "the name of an article is empty. Name a file, a folder or an address, or use"
            " --text."
        )
    try:
        mode = Path(source).stat().st_mode
    except (OSError, ValueError) as error:
        raise _explain(source, error) from None
    if stat.S_ISFIFO(mode) and not source.startswith(_OPENED):
        raise InputError(
            f"{source} is a pipe. Read it with `castlist run - < {shlex.quote(source)}`."
        )
    if stat.S_ISSOCK(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        kind = "socket" if stat.S_ISSOCK(mode) else "device"
        raise InputError(
            f"{source} is a {kind}, not a file. Save the article to a file, or use"
            " `castlist run -`."
        )
    return mode


def _explain(source: str, error: OSError | ValueError) -> InputError:
    """Why a path cannot be read, and what to do:
    the path may be the article itself, pasted where its name belongs."""
    like_text = "\n" in source or count_words(source) > _MANY_WORDS
    if getattr(error, "errno", 0) == errno.ENAMETOOLONG or (
        like_text and not isinstance(error, PermissionError)
    ):
        start = " ".join(source[: 2 * _SHOWN].split())[:_SHOWN].rstrip()
        return InputError(
            f"there is no file called '{start} ...' ({len(source):,} characters). If that"
            " is the article itself, hand it over with --text, or save it in a file."
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError(
            f"{source} does not exist. Check the spelling; the path is seen from"
            f" {Path.cwd().name}/."
        )
    return InputError(
        f"{source} cannot be read ({getattr(error, 'strerror', '') or error}). Check its"
        " permissions."
    )


def _read_folder(folder: Path, context: ReadContext) -> Iterator[Found]:
    lists: Lists = {}
    for path in list_folder(folder, context.settings):
        if path.is_dir():
            yield InputError(
                f"{path} is a folder that cannot be listed. Check its permissions."
            )
            continue
        inside = PurePosixPath(path.relative_to(folder).as_posix())
        found = _read_path(
            path, path.as_posix(), inside, replace(context, unpacked=Unpacked()), lists
        )
        yield from contained_items(found, path.as_posix())


def _read_path(
    path: Path, where: str, inside: PurePosixPath, context: ReadContext, lists: Lists
) -> Iterator[Found]:
    """The articles of a file that is called by its path inside the folder that
    was named, or by its name."""
    try:
        with path.open("rb") as stream:
            data = stream.read(context.settings.max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _explain(str(path), error) from error
    known = find_source(path.resolve(), data, lists, read_list)
    file = File(data, name_inside(inside), where, str(inside), path.suffix.lower())
    yield from _read_known(file, known, context)


def _read_store(store: ObjectStore, context: ReadContext) -> Iterator[Found]:
    if not store.is_folder:
        inside = PurePosixPath(store.root.name)
        yield from _read_object(store, store.root, inside, context, {})
        return
    lists: Lists = {}
    for name in store.list_names(context.settings):
        inside = PurePosixPath(name)
        anew = replace(context, unpacked=Unpacked())
        found = _read_object(store, store.root / inside, inside, anew, lists)
        yield from contained_items(found, f"{store.where}: {name}")


def _read_object(
    store: ObjectStore,
    path: PurePosixPath,
    inside: PurePosixPath,
    context: ReadContext,
    lists: Lists,
) -> Iterator[Found]:
    """The articles of a file in a store, called as one of this machine is."""
    data = store.read(path, context.settings.max_bytes + 1)
    known = find_source(path, data, lists, store.read_list)
    where = f"{store.where}: {inside}" if store.is_folder else store.where
    file = File(data, name_inside(inside), where, str(inside), path.suffix.lower())
    yield from _read_known(file, known, context)


def _read_known(
    file: File, known: Mapping[str, str], context: ReadContext
) -> Iterator[Found]:
    """The articles of a file, with what its list says of it."""
    for found in read_file(_small(file, context), context):
        if isinstance(found, Raw):
            yield describe(found, known, "source list", file.where)
        else:
            yield found


def _small(file: File, context: ReadContext) -> File:
    most = context.settings.max_bytes
    if len(file.data) > most:
        raise InputError(
            f"{file.where} is larger than {most:,} bytes. Split it, or unpack what is"
            " in it."
        )
    return file
