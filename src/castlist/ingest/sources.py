"""What `sources.csv`, the list of originals, knows of a file beside or below it."""

import csv
import hashlib
import time
from pathlib import Path

from castlist.errors import InputError

__all__ = ["find_source"]

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
    published, digest = (row.get("published") or "").strip(), (row.get("sha256") or "").strip()
    if published:
        try:
            time.strptime(published, "%Y-%m-%d")
        except ValueError as error:
            raise InputError(f"{where}: '{published}' is no date. Write it as 2026-01-31 or leave it empty.") from error
    if digest and digest != hashlib.sha256(data).hexdigest():
        raise InputError(f"{where}: the file has changed since it was listed. Restore it, or correct its sha256.")
