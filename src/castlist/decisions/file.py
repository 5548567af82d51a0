"""Decisions files <-> decisions: what people decided about actors, lines and quotes, with every
mistake named by row.

`actors.csv` speaks for all articles, `<article_id>.csv` for one. Where the two contradict each
other, the article's own file wins, without a word. Inside one file a contradiction is an error that
names both rows.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from castlist.decisions.consistency import Book
from castlist.decisions.rows import COLUMNS, NEEDED, SIGNED, parse_row, row_order
from castlist.errors import ReviewError
from castlist.files import lock, write_file
from castlist.model import SHARED, Decision
from castlist.tables import to_csv, unguard

__all__ = [
    "Added",
    "add_decision",
    "add_decisions",
    "by_time",
    "cells_of",
    "decisions_file",
    "describe",
    "read_decisions",
    "remove_decisions",
]


class Added(NamedTuple):
    """Where a decision stands; `new` is False if it stood there already."""

    path: Path
    row: int
    new: bool


def decisions_file(reviewed: Path | str, article_id: str | None) -> Path:
    """The decisions file of an article, or of all articles (None)."""
    if article_id is None:
        return Path(reviewed, SHARED)
    own = f"{Path(article_id).name}.csv"
    # No article_id has a dot in it,
    # so an article that is called "actors" shares its file with no other.
    return Path(reviewed, "actors.article.csv" if own == SHARED else own)


def read_decisions(reviewed: Path | str, article_id: str | None) -> tuple[Decision, ...]:
    """What people decided for an article: its own file first, then what `actors.csv` says for all,
    less what it contradicts. Without an article (None), only the latter. A file that is not there
    decides nothing; a row that stands twice counts once.

    Raises ReviewError with file, row and what to do next.
    """
    book = Book()
    own = (
        _read_sheet(decisions_file(reviewed, article_id), book).decisions
        if article_id is not None
        else ()
    )
    shared = _read_sheet(decisions_file(reviewed, None), Book()).decisions
    obeyed = [d for d in shared if not book.find(d) and not book.refuse(d)]
    return tuple(replace(d, article_id=article_id or "") for d in (*own, *obeyed))


def add_decision(
    reviewed: Path | str,
    article_id: str | None,
    action: str,
    surface: str,
    *,
    target: str = "",
    type: str = "",
    scope: str = "",
    note: str = "",
) -> Added:
    """Where the decision stands now, in the article's file or (None) in that of all articles."""
    cells = {
        "action": action,
        "surface": surface,
        "target": target,
        "type": type,
        "scope": scope,
        "note": note,
    }
    return add_decisions(reviewed, article_id, [cells])[0]


def add_decisions(
    reviewed: Path | str, article_id: str | None, many: Sequence[Mapping[str, str]]
) -> list[Added]:
    """Where these decisions stand now; each is a mapping of columns to cells.

    Either all are written or none: ReviewError if one is incomplete or contradicts a row that is
    there, InputError if the file cannot be written, and the file is as it was. What stood there
    already is not written again.
    """
    path = decisions_file(reviewed, article_id)
    added = [parse_row(path, 0, row) for row in many]
    with lock(path.parent):  # between reading and writing nobody else adds a row
        return _add(path, added)


def _add(path: Path, added: Sequence[Decision]) -> list[Added]:
    book = Book()
    sheet = _read_sheet(path, book)
    there = [book.find(d) for d in added]
    fresh = [d for d in added if not _enter(path, d, book)]
    rows = sorted((*sheet.decisions, *fresh), key=row_order)
    if fresh:
        write_file(path, sheet.encode(rows))
    # Unless something was written, rows are where the file has them.
    numbers = (
        {id(d): n for n, d in enumerate(rows, 2)} if fresh else {id(d): d.row for d in rows}
    )
    return [
        Added(path, numbers[id(book.find(d))], old is None)
        for d, old in zip(added, there, strict=True)
    ]


def remove_decisions(
    reviewed: Path | str, many: Iterable[Decision]
) -> tuple[Decision, ...]:
    """Those of these decisions that stood in their files, and stand there no more.

    Each is known by what it says, not by its row, which may have moved; whose file it is, its
    `file` and `article_id` say. InputError if a file cannot be written.
    """
    gone: list[Decision] = []
    wanted: dict[Path, list[Decision]] = {}
    for decision in many:
        shared = decision.file == SHARED
        path = decisions_file(reviewed, None if shared else decision.article_id)
        wanted.setdefault(path, []).append(decision)
    for path, decisions in wanted.items():
        with lock(path.parent):
            gone += _remove(path, {_said(decision): decision for decision in decisions})
    return tuple(gone)


def _remove(path: Path, wanted: Mapping[tuple[str, ...], Decision]) -> list[Decision]:
    sheet = _read_sheet(path, Book())
    kept = [d for d in sheet.decisions if _said(d) not in wanted]
    if len(kept) == len(sheet.decisions):
        return []
    write_file(path, sheet.encode(kept))
    key = next(iter(wanted.values())).article_id
    there = [d for d in sheet.decisions if _said(d) in wanted]
    return [replace(d, article_id=key) for d in there]


def _said(decision: Decision) -> tuple[str, ...]:
    """All that a decision says of the article."""
    return tuple(getattr(decision, column) for column in COLUMNS if column != "note")


def cells_of(decision: Decision) -> dict[str, str]:
    """The row of a decision, as `add_decisions` takes it."""
    return {column: getattr(decision, column) for column in (*COLUMNS, *SIGNED)}


def by_time(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions as they were made, the last one last; those that do not say when come first,
    as their files have them."""
    return sorted(decisions, key=lambda d: d.at)


def describe(decision: Decision) -> str:
    """A decision in a few words.

    >>> describe(Decision("story", "story.csv", 2, "merge", "Pyrector", "Bayraktar", "", "", "", 0))
    'merge “Pyrector” -> “Bayraktar”'
    """
    words = [decision.action, f"“{decision.surface}”"]
    words += [f"in {decision.scope}"] if decision.scope else []
    words += [f"-> “{decision.target}”"] if decision.target else []
    return " ".join(words + ([f"-> {decision.type}"] if decision.type else []))


# Reading and writing one file


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One decisions file: its decisions, and how a spreadsheet wrote it, which is kept."""

    path: Path
    decisions: tuple[Decision, ...] = ()
    separator: str = ","
    mark: str = ""

    def encode(self, decisions: Iterable[Decision]) -> bytes:
        """The bytes of the file with these decisions."""
        rows = list(decisions)
        signed = [c for c in SIGNED if any(getattr(d, c) for d in rows)]
        columns = [*COLUMNS, *signed]
        cells = [[getattr(d, c) for c in columns] for d in rows]
        try:
            frame = pd.DataFrame(cells, columns=columns, dtype=str)
            text = to_csv(frame, separator=self.separator)
            return f"{self.mark}{text}".encode()
        except UnicodeEncodeError as error:
            raise ReviewError(
                f"{self.path}: {error.object[error.start]!a} is no character. Type it anew."
            ) from error


def _read_sheet(path: Path, book: Book) -> _Sheet:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _Sheet(path)
    except OSError as error:
        raise ReviewError(
            f"cannot read {path} ({error.strerror}). Look at what stands there."
        ) from error
    text = _decode(path, data)
    mark = text[: text.startswith("\ufeff")]
    body = text.removeprefix("\ufeff")
    head = next((line for line in body.splitlines() if line.strip()), "")
    separator = max(",;\t", key=head.count)
    records = [parse_row(path, n, cells) for n, cells in _records(path, body, separator)]
    return _Sheet(
        path, tuple(d for d in records if not _enter(path, d, book)), separator, mark
    )


def _decode(path: Path, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise ReviewError(
            f"{path}, row {row}: not UTF-8. Save it from the spreadsheet as “CSV UTF-8”."
        ) from error


def _records(path: Path, text: str, separator: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number and cells of every row that is not blank, the header's apart."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[str] = []
    try:
        for row, cells in enumerate(reader, 1):
            cells = [_clean(cell) for cell in cells]
            if not any(cells):
                continue
            if not columns:
                columns = _header(path, row, cells)
            elif any(cells[len(columns) :]):
                raise ReviewError(
                    f"{path}, row {row}: more cells than columns. Put quotes around a cell"
                    f" with {separator!r}."
                )
            else:
                yield row, dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise ReviewError(
            f"{path}, line {reader.line_num}: {error}. Look at the quotes from there"
            " upwards."
        ) from error


def _header(path: Path, row: int, cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    columns = [cell.lower() for cell in cells]
    lacking = [name for name in NEEDED if name not in columns]
    known = {*COLUMNS, *SIGNED}
    odd = [name for name in columns if name not in known or columns.count(name) > 1]
    if lacking or odd:
        fault = (
            f"no column {', '.join(lacking)}"
            if lacking
            else f"a column too many, {odd[0]!r}"
        )
        raise ReviewError(
            f"{path}, row {row}: {fault}. The first row must be: {','.join(COLUMNS)}"
        )
    return columns


def _clean(cell: str) -> str:
    """A cell on one line, without the apostrophe that keeps a spreadsheet from running it."""
    return unguard(" ".join(cell.split()))


# Contradictions


def _enter(path: Path, decision: Decision, book: Book) -> bool:
    """Whether the decision stood in the book already; else it stands there now, or ReviewError."""
    if book.find(decision):
        return True
    against = book.refuse(decision)
    if not against:
        return False
    rows = " and ".join(
        f"row {d.row} ({describe(d)})" if d.row else describe(d) for d in against
    )
    if decision.row:
        raise ReviewError(
            f"{path}, row {decision.row} ({describe(decision)}) contradicts {rows}. Delete"
            " one of them."
        )
    raise ReviewError(
        f"{path}: {describe(decision)} contradicts {rows}. Nothing was written; delete what"
        " is wrong there first."
    )
