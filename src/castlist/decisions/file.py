"""Decisions files <-> decisions: what people decided about actors, lines and quotes, with every mistake named by row.

`actors.csv` speaks for all articles, `<article_id>.csv` for one. Where the two contradict each other, the article's
own file wins, without a word. Inside one file a contradiction is an error that names both rows.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pandas as pd

from castlist.decisions.consistency import Book
from castlist.errors import ReviewError
from castlist.files import lock, write_file
from castlist.model import ACTIONS, ActorType, Decision
from castlist.tables import FORMULA, to_csv
from castlist.text import name_key, visible

__all__ = ["SHARED", "Added", "add_decision", "add_decisions", "decisions_file", "describe", "read_decisions"]

SHARED = "actors.csv"
_COLUMNS = ("action", "surface", "target", "type", "scope", "note")
_NEEDED = _COLUMNS[:3]
_TYPES: tuple[str, ...] = get_args(ActorType)
_ADVICE = {
    "target": "Write there the name of the actor.",
    "type": f"Write one of: {', '.join(_TYPES)}.",
    "scope": "Write there the id of the mention, such as m12, as `castlist actors` and mentions.csv show it.",
}
# By what an action is about: the pattern of a scope, and what to do about a wrong one.
_SCOPES = {
    "mention": (r"m[1-9][0-9]*", _ADVICE["scope"]),
    "line": (r"line [1-9][0-9]*", "Write there the line, such as line 15, as `castlist lines` shows it."),
    "quote": (r"q[1-9][0-9]*", "Write there the id of the quote, such as q3, as `castlist quotes` shows it."),
}


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
    # No article_id has a dot in it, so an article that is called "actors" shares its file with no other.
    return Path(reviewed, "actors.article.csv" if own == SHARED else own)


def read_decisions(reviewed: Path | str, article_id: str | None) -> tuple[Decision, ...]:
    """What people decided for an article: its own file first, then what `actors.csv` says for all, less what it
    contradicts. Without an article (None), only the latter. A file that is not there decides nothing; a row that
    stands twice counts once.

    Raises ReviewError with file, row and what to do next.
    """
    book = Book()
    own = _read_sheet(decisions_file(reviewed, article_id), book).decisions if article_id is not None else ()
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
    cells = {"action": action, "surface": surface, "target": target, "type": type, "scope": scope, "note": note}
    return add_decisions(reviewed, article_id, [cells])[0]


def add_decisions(reviewed: Path | str, article_id: str | None, many: Sequence[Mapping[str, str]]) -> list[Added]:
    """Where these decisions stand now; each is a mapping of columns to cells.

    Either all are written or none: ReviewError if one is incomplete or contradicts a row that is there, InputError if
    the file cannot be written, and the file is as it was. What stood there already is not written again.
    """
    path = decisions_file(reviewed, article_id)
    added = [_parse(path, 0, row) for row in many]
    with lock(path.parent):  # between reading and writing nobody else adds a row
        return _add(path, added)


def _add(path: Path, added: Sequence[Decision]) -> list[Added]:
    book = Book()
    sheet = _read_sheet(path, book)
    there = [book.find(d) for d in added]
    fresh = [d for d in added if not _enter(path, d, book)]
    rows = sorted((*sheet.decisions, *fresh), key=_order)
    if fresh:
        write_file(path, sheet.encode(rows))
    # Unless something was written, rows are where the file has them.
    numbers = {id(d): n for n, d in enumerate(rows, 2)} if fresh else {id(d): d.row for d in rows}
    return [Added(path, numbers[id(book.find(d))], old is None) for d, old in zip(added, there, strict=True)]


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
        cells = [[getattr(d, c) for c in _COLUMNS] for d in decisions]
        try:
            frame = pd.DataFrame(cells, columns=list(_COLUMNS), dtype=str)
            text = to_csv(frame, separator=self.separator)
            return f"{self.mark}{text}".encode()
        except UnicodeEncodeError as error:
            raise ReviewError(f"{self.path}: {error.object[error.start]!a} is no character. Type it anew.") from error


def _read_sheet(path: Path, book: Book) -> _Sheet:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _Sheet(path)
    except OSError as error:
        raise ReviewError(f"cannot read {path} ({error.strerror}). Look at what stands there.") from error
    text = _decode(path, data)
    mark = text[: text.startswith("\ufeff")]
    body = text.removeprefix("\ufeff")
    head = next((line for line in body.splitlines() if line.strip()), "")
    separator = max(",;\t", key=head.count)
    records = [_parse(path, n, cells) for n, cells in _records(path, body, separator)]
    return _Sheet(path, tuple(d for d in records if not _enter(path, d, book)), separator, mark)


def _decode(path: Path, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise ReviewError(f"{path}, row {row}: not UTF-8. Save it from the spreadsheet as “CSV UTF-8”.") from error


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
                    f"{path}, row {row}: more cells than columns. Put quotes around a cell with {separator!r}."
                )
            else:
                yield row, dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise ReviewError(f"{path}, line {reader.line_num}: {error}. Look at the quotes from there upwards.") from error


def _header(path: Path, row: int, cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    columns = [cell.lower() for cell in cells]
    lacking = [name for name in _NEEDED if name not in columns]
    odd = [name for name in columns if name not in _COLUMNS or columns.count(name) > 1]
    if lacking or odd:
        fault = f"no column {', '.join(lacking)}" if lacking else f"a column too many, {odd[0]!r}"
        raise ReviewError(f"{path}, row {row}: {fault}. The first row must be: {','.join(_COLUMNS)}")
    return columns


def _clean(cell: str) -> str:
    """A cell on one line, without the apostrophe that keeps a spreadsheet from running it."""
    cell = " ".join(cell.split())
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in FORMULA else cell


def _parse(path: Path, row: int, cells: Mapping[str, str]) -> Decision:
    """The decision in one row (0: not written yet), or ReviewError."""
    known = {name: " ".join(cells.get(name, "").split()) for name in _COLUMNS}
    known["action"] = re.sub(r"[\s-]", "_", known["action"].lower())
    known["type"] = known["type"].lower()
    known["scope"] = known["scope"].lower()
    if known["action"] in ACTIONS and ACTIONS[known["action"]].about == "line" and known["scope"].isdecimal():
        known["scope"] = f"line {known['scope']}"
    where = f"{path}, row {row}" if row else str(path)
    fault = _find_fault(path, known)
    if fault:
        raise ReviewError(f"{where}: {fault}")
    action: Any = known.pop("action")
    return Decision(article_id="", file=path.name, row=row, action=action, matched=0, **known)


def _find_fault(path: Path, cells: Mapping[str, str]) -> str:
    action = cells["action"]
    if action not in ACTIONS:
        return f"unknown action {action!r}. Write one of: {', '.join(ACTIONS)}."
    spec = ACTIONS[action]
    if not name_key(cells["surface"]):
        return f"{action} has no surface. Write there the words of the text that it is about."
    filled = {name for name in ("target", "type", "scope") if visible(cells[name]).strip()}
    for name in sorted(spec.needs - filled):
        return f"{action} needs a {name}. {_ADVICE[name]}"
    for name in sorted(filled - spec.takes):
        return f"{action} takes no {name}. Empty that cell, or choose another action."
    if "type" in filled and cells["type"] not in _TYPES:
        return f"unknown type {cells['type']!r}. {_ADVICE['type']}"
    if "scope" in filled:
        pattern, advice = _SCOPES[spec.about]
        if not re.fullmatch(pattern, cells["scope"]):
            return f"{cells['scope']!r} is no {spec.about}. {advice}"
        if path.name == SHARED:
            return f"a {spec.about} belongs to one article. Move the row to <article_id>.csv, or empty the scope."
    if action in {"merge", "keep_apart"} and name_key(cells["surface"]) == name_key(cells["target"]):
        return f"{action} names {cells['surface']!r} twice. Name two, or delete the row."
    return ""


def _order(decision: Decision) -> tuple[Any, ...]:
    place = int(re.sub(r"\D", "", decision.scope) or 0)
    return name_key(decision.surface), list(ACTIONS).index(decision.action), place, name_key(decision.target)


# Contradictions


def _enter(path: Path, decision: Decision, book: Book) -> bool:
    """Whether the decision stood in the book already; else it stands there now, or ReviewError."""
    if book.find(decision):
        return True
    against = book.refuse(decision)
    if not against:
        return False
    rows = " and ".join(f"row {d.row} ({describe(d)})" if d.row else describe(d) for d in against)
    if decision.row:
        raise ReviewError(f"{path}, row {decision.row} ({describe(decision)}) contradicts {rows}. Delete one of them.")
    raise ReviewError(
        f"{path}: {describe(decision)} contradicts {rows}. Nothing was written; delete what is wrong there first."
    )
