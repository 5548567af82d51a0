"""What people say of an article, in `sources.csv`, the list of originals, or by hand: before what its page says."""

import csv
import hashlib
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from castlist.errors import InputError
from castlist.model import Raw
from castlist.text import visible

__all__ = ["describe", "find_source"]

LIST_NAME = "sources.csv"
_FIELDS = ("title", "author", "outlet", "published", "url")


def find_source(path: Path, data: bytes) -> dict[str, str]:
    """Title, author, outlet, ISO date and address of a file, from the nearest list; empty if none names it.

    Raises InputError if the file is not the one that was listed (its SHA-256 differs) or the date is no ISO date.
    """
    path = path.resolve()
    for folder in path.parents[:2]:
        for line, row in _read_list(folder / LIST_NAME):
            if row.get("file") == path.relative_to(folder).as_posix():
                _check_row(row, data, f"{LIST_NAME} line {line}, {row['file']}")
                return {field: (row.get(field) or "").strip() for field in _FIELDS}
    return {}


def describe(raw: Raw, details: Mapping[str, str], origin: str, where: str) -> Raw:
    """The article with these details in the place of what was read; empty ones change nothing.

    `origin` says where a date comes from. Raises InputError for a detail that nobody asks for, or no ISO date.
    """
    odd = [name for name in details if name not in _FIELDS]
    if odd:
        raise InputError(f"{where}: there is no detail {odd[0]!r}. Choose from: {', '.join(_FIELDS)}.")
    known = {name: " ".join(visible(value).split()) for name, value in details.items()}
    _check_date(known.get("published", ""), where)
    known = {name: value for name, value in known.items() if value}
    return replace(raw, **known, published_from=origin if "published" in known else raw.published_from)


def _read_list(path: Path) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if "file" not in (reader.fieldnames or ()):
                raise InputError(
                    f"{path} has no column 'file'. Its first line: file,title,author,outlet,published,url."
                )
            return [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read ({error}). Save it as a CSV file in UTF-8.") from error


def _check_row(row: dict[str, str], data: bytes, where: str) -> None:
    digest = (row.get("sha256") or "").strip()
    _check_date((row.get("published") or "").strip(), where)
    if digest and digest != hashlib.sha256(data).hexdigest():
        raise InputError(f"{where}: the file has changed since it was listed. Restore it, or correct its sha256.")


def _check_date(published: str, where: str) -> None:
    try:
        time.strptime(published or "2026-01-31", "%Y-%m-%d")
    except ValueError as error:
        raise InputError(f"{where}: '{published}' is no date. Write it as 2026-01-31 or leave it empty.") from error
