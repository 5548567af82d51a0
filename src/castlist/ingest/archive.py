"""Many files in one: a ZIP archive, a gzip file, a folder.
Each file goes to the reader for what it is."""

import gzip
import io
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from castlist.containment import contained_items
from castlist.errors import InputError
from castlist.ingest.context import File, Found, ReadContext
from castlist.ingest.package import Package, open_zip
from castlist.settings import Settings
from castlist.text import slug

__all__ = [
    "choose_names",
    "is_passed_over",
    "list_folder",
    "name_inside",
    "read_gzip",
    "read_zip",
]

# Endings of files that hold no article: they come with saved pages and archives of them.
_NO_ARTICLE = frozenset(
    """
    .avif .bmp .gif .heic .ico .jpeg .jpg .png .svg .tif .tiff .webp .eot .otf .ttf .woff .woff2
    .css .js .map .mjs .aac .avi .flac .m4a .m4v .mkv .mov .mp3 .mp4 .oga .ogg .ogv .wav .webm
    .wma .wmv
    """.split()
)
_ABOUT = re.compile(
    r"(readme|licen[cs]e|copying)(\.[a-z]+)?|sources\.csv|thumbs\.db|desktop\.ini|~\$.*",
    re.IGNORECASE,
)
_STEP = 100  # files between two lines of progress


def read_zip(file: File, context: ReadContext) -> Iterator[Found]:
    """The articles in a ZIP archive, in the order of their files' names;
    of a file that cannot be read, why.

    Raises InputError if the archive is unsafe, broken or encrypted, or nothing in it can be an
    article.
    """
    package = open_zip(file, context)
    if "mimetype" in package.sizes:  # section 17.4 of OpenDocument; EPUB 3.3, section 4.2
        raise InputError(
            f"{file.where} is an OpenDocument file or an e-book. Save it as .docx, .xlsx or"
            " PDF and run again."
        )
    chosen = choose_names(package.sizes, file.where)
    context.unpack(file.where, files=len(chosen))
    above = PurePosixPath(file.name).parent
    wrapper = _find_wrapper(chosen)
    for number, name in enumerate(chosen, 1):
        if number % _STEP == 0:
            context.progress(f"{file.where}: file {number:,}")
        path = PurePosixPath(name)
        called = name_inside(above / path.relative_to(wrapper))
        member = File(
            b"",
            called,
            f"{file.where}: {name}",
            f"{file.source}: {name}",
            path.suffix.lower(),
        )
        yield from contained_items(
            _read_member(package, name, member, context), member.where
        )


def _read_member(
    package: Package, name: str, member: File, context: ReadContext
) -> Iterator[Found]:
    yield from context.open(
        replace(member, data=package.read(name, context.settings.max_bytes))
    )


def read_gzip(file: File, context: ReadContext) -> Iterator[Found]:
    """The articles in a file that gzip has packed.

    Raises InputError if it is broken, ends too early, or is larger than the settings allow once it
    is unpacked.
    """
    limit = max(
        0,
        min(
            context.settings.max_bytes,
            context.settings.max_unpacked_bytes - context.unpacked.bytes,
        ),
    )
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(file.data)) as packed:
            data = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            f"{file.where} is a broken gzip file ({error}). Fetch or pack it again."
        ) from error
    if len(data) > limit:
        # so that many bombs in one archive cost no more than one
        context.unpacked.bytes += limit
        raise InputError(
            f"{file.where} has more than {limit:,} bytes unpacked. Unpack it and split it."
        )
    context.unpack(file.where, size=len(data))
    inner = PurePosixPath(file.name)  # "story.txt" of story.txt.gz
    yield from context.open(
        replace(
            file,
            data=data,
            name=name_inside(inner),
            ending=inner.suffix.lower(),
            media_type="",
        )
    )


def list_folder(path: Path, settings: Settings) -> list[Path]:
    """The files of a folder, and of those below it, that can be articles,
    in the order of their names.

    Links that lead out of the folder are not followed. A folder below that cannot be listed stands
    for its files. Raises InputError if there is no such file, or too many.
    """
    names: list[str] = []

    def note(error: OSError) -> None:
        if Path(error.filename) == path:
            raise error
        names.append(Path(error.filename).relative_to(path).as_posix())

    try:
        for folder, _, files in os.walk(path, onerror=note):
            names += [
                Path(folder, name).relative_to(path).as_posix()
                for name in files
                if _is_inside(path, folder, name)
            ]
            if len(names) > settings.max_members:
                raise InputError(
                    f"{path} holds more than {settings.max_members:,} files. Name a folder"
                    " inside it."
                )
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror or error}). Check its permissions."
        ) from error
    return [path / name for name in choose_names(names, str(path))]


def name_inside(path: PurePosixPath) -> str:
    """What a file in a folder or an archive is called: its path in there without its ending, so
    that no two are one.

    >>> name_inside(PurePosixPath("2024/story.txt")), name_inside(PurePosixPath("story.txt"))
    ('2024/story', 'story')
    """
    parts = [*path.parts[:-1], path.stem]
    while len(parts) > 1 and slug("/".join(parts)) != slug(
        "/".join(parts), limit=sys.maxsize
    ):
        # too long for an article_id: the end of a path tells more than its beginning
        del parts[0]
    return "/".join(parts)


def is_passed_over(name: str) -> bool:
    """Whether a file is no article by its name alone:
    a picture, a hidden file, a list of sources, a licence.

    >>> is_passed_over("bridge_files/logo.png"), is_passed_over("bridge.html")
    (True, False)
    """
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return hidden or path.suffix.lower() in _NO_ARTICLE or bool(_ABOUT.fullmatch(path.name))


def choose_names(names: Iterable[str], where: str) -> list[str]:
    """The names of files that can be articles, in order.

    Left out is also the folder of parts that browsers put beside a saved page: bridge_files beside
    bridge.html.
    """
    names = sorted(names)
    parts = {
        f"{page[1]}_files"
        for name in names
        if (page := re.fullmatch(r"(.+)\.html?", name, re.IGNORECASE))
    }
    chosen = [
        name
        for name in names
        if not is_passed_over(name)
        and parts.isdisjoint(map(str, PurePosixPath(name).parents))
    ]
    if not chosen:
        kinds = Counter(
            PurePosixPath(name).suffix.lower() or PurePosixPath(name).name for name in names
        )
        found = (
            ", ".join(f"{number} {kind}" for kind, number in kinds.most_common(5))
            or "nothing"
        )
        raise InputError(
            f"{where} holds no article (found: {found}). Put the articles' files into it."
        )
    return chosen


def _find_wrapper(names: Iterable[str]) -> str:
    """The one folder that everything in an archive lies in, as most programs pack it;
    "." if there is none."""
    tops = {
        path.parts[0] if len(path.parts) > 1 else "." for path in map(PurePosixPath, names)
    }
    return tops.pop() if len(tops) == 1 else "."


def _is_inside(path: Path, folder: str, name: str) -> bool:
    """Whether it is a file (no pipe, no device) that lies in the folder;
    a link may lead out of it."""
    file = Path(folder, name)
    try:
        is_file = file.is_file()
    except OSError:  # it may not be looked at: reading it will say so
        is_file = True
    return is_file and (
        not file.is_symlink() or file.resolve().is_relative_to(path.resolve())
    )
