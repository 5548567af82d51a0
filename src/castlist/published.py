"""What was published of an article, and whether it belongs to the tables:
each folder of files has a record.

A record says of which tables its files were made (their fingerprint) and the hash of every file.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from castlist.tables import Tables, columns_of

__all__ = [
    "CHARTS",
    "NOTEBOOKS",
    "PUBLICATION",
    "REPORT",
    "compared_articles",
    "fingerprint",
    "hash_of",
    "made_of",
    "not_drawn",
    "published",
    "published_all",
    "published_files",
    "published_of",
    "record_files",
    "stale_records",
]

CHARTS = "charts.json"
NOTEBOOKS = "notebooks/notebooks.json"
PUBLICATION = "publish/publish.json"
REPORT = "report.json"
_PUBLISHED = f"publish/*/{CHARTS}"
_AGAIN = {
    CHARTS: "Draw them again: `castlist charts`",
    REPORT: "Make it again: `castlist report`",
    NOTEBOOKS: "Run them again: `castlist run --notebooks`",
    PUBLICATION: "Make them again: `castlist charts --publish`",
    _PUBLISHED: "Make them again: `castlist charts --publish`",
}
_CALLED = {
    CHARTS: "charts",
    REPORT: "files of the report",
    NOTEBOOKS: "executed notebooks",
    PUBLICATION: "packed charts",
    _PUBLISHED: "charts",
}
_MADE = (
    REPORT,
    NOTEBOOKS,
    PUBLICATION,
    _PUBLISHED,
)  # of tables, by other calls than charts
_SHOWN = 3  # files that a message names


def fingerprint(many: Sequence[Tables]) -> str:
    """A hash of all tables of these articles, and of how they were made;
    it changes when anything in them does."""
    digests = [_digest(tables) for tables in many]
    return digests[0] if len(digests) == 1 else hash_of("".join(digests).encode())


def hash_of(data: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def published(
    tables: Tables | Sequence[Tables], folder: Path | str
) -> tuple[int, list[str]]:
    """How many files the records in the folder list,
    and every way in which they do not belong to these tables.

    A folder without a record has nothing published in it.
    """
    many = [tables] if isinstance(tables, Tables) else list(tables)
    return published_of(lambda: fingerprint(many), Path(folder))


def published_of(fingerprint_of: Callable[[], str], folder: Path) -> tuple[int, list[str]]:
    """The same as `published` for tables that have this fingerprint, which is asked for only if
    there is a record."""
    found = [(kind, path) for kind in _CALLED for path in _records(folder, kind)]
    print_ = fingerprint_of() if found else ""
    problems = [problem for name, path in found for problem in _compare(name, path, print_)]
    return sum(len(_files(_read(path))) for _, path in found), problems


def published_all(
    places: Iterable[tuple[Sequence[Tables], Path | str]],
) -> tuple[str, list[str]]:
    """What a check says of all files published in these folders,
    and everything that is wrong with them.

    The folders come with the tables that they should belong to. Nothing is said if nothing was
    published.
    """
    found = [published(many, folder) for many, folder in places]
    files = sum(number for number, _ in found)
    belong = "file belongs" if files == 1 else "files belong"
    says = f"; {files:,} published {belong} to them" if files else ""
    return says, [problem for _, wrong in found for problem in wrong]


def stale_records(folder: Path, tables: str) -> list[str]:
    """The report, executed notebooks and publication sets in the folder, with their records,
    that were made of tables with another fingerprint.

    A file that somebody has changed since is theirs, and none of them.
    """
    return [
        name
        for kind in _MADE
        for path in _records(folder, kind)
        if (record := _read(path)) and record.get("tables") != tables
        for name in published_files(folder, path.parent.relative_to(folder).as_posix())
    ]


def published_files(folder: Path, inside: str) -> list[str]:
    """The files of the records in a folder inside the folder, as they were written,
    and the records."""
    records = [
        path
        for kind in _MADE
        for path in _records(folder, kind)
        if path.parent == folder / inside
    ]
    return [
        f"{inside}/{name}"
        for path in records
        for name, digest in {**record_files(path), path.name: _hash_file(path)}.items()
        if _hash_file(path.parent / name) == digest
    ]


def record_files(record: Path) -> dict[str, str]:
    """File name -> hash, as a record says; nothing if there is no such record."""
    return _files(_read(record)) if record.is_file() else {}


def _records(folder: Path, kind: str) -> list[Path]:
    """The records of a kind in the folder."""
    return sorted(path for path in folder.glob(kind) if path.is_file())


def compared_articles(folder: Path) -> list[str]:
    """The article_ids that the charts in the folder compare; none if they are of one article."""
    path = folder / CHARTS
    articles = _read(path).get("articles") if path.is_file() else None
    return (
        [key for key in articles if isinstance(key, str)]
        if isinstance(articles, list)
        else []
    )


def made_of(folder: Path, record: str = CHARTS) -> str:
    """The fingerprint of the tables that the files of a record were made of; empty if there is no
    such record."""
    path = folder / record
    return str(_read(path).get("tables", "")) if path.is_file() else ""


def not_drawn(folder: Path, record: str = CHARTS) -> dict[str, str]:
    """Chart -> why it was not drawn, as a record of the folder has it: that of the charts, or of
    the publication set."""
    path = folder / record
    reasons = _read(path).get("not_drawn") if path.is_file() else None
    pairs: Iterable[tuple[object, object]] = (
        reasons.items() if isinstance(reasons, dict) else ()
    )
    return {n: why for n, why in pairs if isinstance(n, str) and isinstance(why, str)}


def _compare(name: str, path: Path, tables: str) -> Iterator[str]:
    record = _read(path)
    files = _files(record)
    what = _CALLED[name]
    folder = path.parent
    if not files:
        yield (
            f"{path} cannot be read, or is of another version of castlist. {_AGAIN[name]}."
        )
        return
    if record.get("tables") != tables:
        yield (
            f"the {what} in {folder} were made of other tables than these. {_AGAIN[name]}."
        )
    if name == REPORT and record.get("charts") != _hash_file(folder / CHARTS):
        yield f"the report in {folder} shows other charts than are there. {_AGAIN[name]}."
    lost = [file for file in files if not (folder / file).is_file()]
    if lost:
        yield (
            f"{_few(lost)} in {folder}: not there, though {path.name} lists it."
            f" {_AGAIN[name]}."
        )
    changed = [
        file
        for file, digest in files.items()
        if _hash_file(folder / file) not in {"", digest}
    ]
    if changed:
        yield (
            f"{_few(changed)} in {folder}: not as castlist wrote it. {_AGAIN[name]}, or"
            " move your own version away."
        )


def _few(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _read(path: Path) -> Mapping[str, Any]:
    """A record; empty if it is none. It may hold anything:
    somebody else can write to the folder too."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _files(record: Mapping[str, Any]) -> dict[str, str]:
    """File name -> hash; only of files directly in the folder of the record."""
    files = record.get("files")
    pairs: Iterable[tuple[object, object]] = (
        files.items() if isinstance(files, dict) else ()
    )
    return {
        n: h
        for n, h in pairs
        if isinstance(n, str) and isinstance(h, str) and not set(n) & set("/\\:\0")
    }


def _hash_file(path: Path) -> str:
    """The hash of a file, or nothing if it is not there."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _digest(tables: Tables) -> str:
    digest = hashlib.sha256(
        json.dumps({k: dict(v) for k, v in tables.about.items()}, sort_keys=True).encode()
    )
    for name in sorted(tables.frames):
        for column, values in columns_of(tables.held(name)).items():
            cells = "\x1f".join(map(str, values))
            digest.update(
                f"\x1d{name}\x1e{column}\x1e{cells}".encode("utf-8", "surrogatepass")
            )
    return digest.hexdigest()
