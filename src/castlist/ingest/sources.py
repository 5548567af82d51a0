"""What people say of an article, in `sources.csv`, the list of originals, or by hand:
before what its page says."""

import csv
import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from castlist.errors import InputError
from castlist.model import Raw
from castlist.text import visible

__all__ = ["Lists", "Rows", "describe", "find_source", "parse_list", "read_list"]

LIST_NAME = "sources.csv"
_FIELDS = ("title", "author", "outlet", "published", "url")

Rows = dict[str, tuple[int, dict[str, str]]]
"""Of a list: name of a file, as it stands there -> line and row."""

Lists = dict[PurePath, Rows | InputError]
"""The lists that were read so far, or why one cannot be: the files of a folder share theirs."""


def find_source(
    path: PurePath, data: bytes, lists: Lists, read: Callable[[Any], Rows]
) -> dict[str, str]:
    """Title, author, outlet, ISO date and address of a file, from the nearest list;
    empty if none names it.

    The path is a whole one. A list that is not in `lists` is read and put there. Raises InputError
    if the file is not the one that was listed (its SHA-256 differs) or the date is no ISO date.
    """
    for folder in path.parents[:2]:
        name = path.relative_to(folder).as_posix()
        line, row = _open_list(folder / LIST_NAME, lists, read).get(name, (0, None))
        if row is not None:
            _check_row(row, data, f"{LIST_NAME} line {line}, {name}")
            return {field: (row.get(field) or "").strip() for field in _FIELDS}
    return {}


def describe(raw: Raw, details: Mapping[str, str], origin: str, where: str) -> Raw:
    """The article with these details in the place of what was read; empty ones change nothing.

    `origin` says where a date comes from. Raises InputError for a detail that nobody asks for, or
    no ISO date.
    """
    odd = [name for name in details if name not in _FIELDS]
    if odd:
        raise InputError(
            f"{where}: there is no detail {odd[0]!r}. Choose from: {', '.join(_FIELDS)}."
        )
    known = {name: " ".join(visible(value).split()) for name, value in details.items()}
    _check_date(known.get("published", ""), where)
    stated: dict[str, Any] = {name: value for name, value in known.items() if value}
    return replace(
        raw,
        **stated,
        published_from=origin if "published" in stated else raw.published_from,
    )


def read_list(path: Path) -> Rows:
    """The rows of a list of this machine; none if it is not there. Raises InputError if it is no
    list."""
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return parse_list(file, str(path))
    except OSError as error:
        raise _explain(str(path), error) from error


def parse_list(lines: Iterable[str], where: str) -> Rows:
    """The rows of a list; of two for one file the first counts. Raises InputError if it has no
    column of files, or is no CSV in UTF-8."""
    try:
        reader = csv.DictReader(lines)
        if "file" not in (reader.fieldnames or ()):
            raise InputError(
                f"{where} has no column 'file'. Its first line:"
                " file,title,author,outlet,published,url."
            )
        rows: Rows = {}
        for row in reader:
            rows.setdefault(row["file"], (reader.line_num, row))
        return rows
    except (UnicodeDecodeError, csv.Error) as error:
        raise _explain(where, error) from error


def _explain(where: str, error: Exception) -> InputError:
    return InputError(f"{where} cannot be read ({error}). Save it as a CSV file in UTF-8.")


def _open_list(path: PurePath, lists: Lists, read: Callable[[Any], Rows]) -> Rows:
    if path not in lists:
        try:
            lists[path] = read(path)
        except InputError as error:
            lists[path] = error
    rows = lists[path]
    if isinstance(rows, InputError):
        raise InputError(str(rows))
    return rows


def _check_row(row: dict[str, str], data: bytes, where: str) -> None:
    digest = (row.get("sha256") or "").strip()
    _check_date((row.get("published") or "").strip(), where)
    if digest and digest != hashlib.sha256(data).hexdigest():
        raise InputError(
            f"{where}: the file has changed since it was listed. Restore it, or correct its"
            " sha256."
        )


def _check_date(published: str, where: str) -> None:
    try:
        time.strptime(published or "2026-01-31", "%Y-%m-%d")
    except ValueError as error:
        raise InputError(
            f"{where}: '{published}' is no date. Write it as 2026-01-31 or leave it empty."
        ) from error
