"""Rows of a table -> articles: which column is what, whatever file the table came in."""

import html
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product
from typing import Any

from castlist.containment import contained_items
from castlist.errors import InputError
from castlist.ingest.context import File, Found, ReadContext
from castlist.ingest.encoding import read_as_windows
from castlist.ingest.html.fragment import read_fragment
from castlist.model import Raw
from castlist.text import UNPRINTABLE, split_lines, strip_line

__all__ = [
    "Numbered",
    "Row",
    "Table",
    "count_known",
    "find_columns",
    "has_text",
    "read_table",
]

Row = Mapping[str, object]
Numbered = Iterator[tuple[int, Row | InputError]]

# Names of columns without case, spaces and signs;
# of several that a table has, the first of a list is taken.
_COLUMNS = {
    "text": (
        "text",
        "articletext",
        "fulltext",
        "articlebody",
        "maintext",
        "body",
        "bodytext",
        "article",
        "content",
        "articlecontent",
        "story",
        "storytext",
    ),
    "title": ("title", "headline", "articletitle"),
    "author": ("author", "authors", "byline", "creator"),
    "outlet": (
        "outlet",
        "publisher",
        "publication",
        "newspaper",
        "source",
        "sitename",
        "site",
    ),
    "published": (
        "published",
        "publishedat",
        "datepublished",
        "publisheddate",
        "publishdate",
        "datepublish",
        "publicationdate",
        "pubdate",
        "date",
    ),
    "url": ("url", "link", "address"),
    "name": ("id", "articleid"),
    "language": ("language", "lang"),
}
_SHOWN = 20  # names of columns in a message
_STEP = 500  # rows between two lines of progress
_CELL = 32_767  # characters that a cell of Excel holds; it cuts off what is longer
_DATE = 64  # characters that a date may have
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
# else it is the body of an article, in HTML
_PAGE = re.compile(r"<(!doctype|html|body)\b", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(p|div|br|li|h[1-6]|blockquote|article|section|body|html|td)\b[^<>]*>",
    re.IGNORECASE,
)
# What dateutil raises for what is no date.
_NO_DATE = (
    ValueError,
    OverflowError,
    TypeError,
    AttributeError,
    IndexError,
    ArithmeticError,
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a file with their numbers as a person sees them; of one that is broken, why."""

    file: File
    columns: dict[str, str]  # what it is -> the column's name
    rows: Numbered
    extractor: str
    unit: str = "row"  # what the numbers count


def find_columns(names: Iterable[str], where: str) -> dict[str, str]:
    """Which column holds the text, the title and so on: what it is -> the column's name.

    Raises InputError if none holds the text, or two have the same name.
    """
    names = list(names)
    found = _match(names)
    if "text" not in found:
        shown = ", ".join(_one_line(name)[:40] for name in names[:_SHOWN]) + (
            " ..." if len(names) > _SHOWN else ""
        )
        raise InputError(
            f"{where} has the columns {shown or '(none)'}. Name the column that holds the"
            " articles 'text'."
        )
    if sum(_fold(name) == _fold(found["text"]) for name in names) > 1:
        raise InputError(
            f"{where} has two columns named '{_one_line(found['text'])}'. Rename the one"
            " that holds no articles."
        )
    return found


def has_text(names: Iterable[str]) -> bool:
    """Whether one of several columns holds the articles."""
    return "text" in _match(list(names))


def count_known(names: Iterable[str]) -> int:
    """How many columns of a table of articles these names are; 0 if none of them is the text."""
    found = _match(names)
    return len(found) if "text" in found else 0


def read_table(table: Table, context: ReadContext) -> Iterator[Found]:
    """The article of each row, or why a row has none.

    Raises InputError for a table without rows, or with more rows or characters than the settings
    allow.
    """
    where = table.file.where
    settings = context.settings
    rows = 0
    characters = 0
    for number, row in table.rows:
        rows += 1
        if rows > settings.max_members:
            raise InputError(
                f"{where} has more than {settings.max_members:,} rows. Split it."
            )
        if rows % _STEP == 0:
            context.progress(f"{where}: {table.unit} {number:,}")
        if isinstance(row, InputError):
            yield row
            continue
        cells = {
            field: _to_text(row.get(column), field)
            for field, column in table.columns.items()
        }
        characters += len(cells["text"])
        if characters > settings.max_unpacked_bytes:
            raise InputError(
                f"{where} has more than {settings.max_unpacked_bytes:,} characters."
                " Split it."
            )
        yield from contained_items(
            _read_row(table, number, cells, context), f"{where}, {table.unit} {number:,}"
        )
    if not rows:
        raise InputError(
            f"{where} has a header and no rows. Save the table again with its articles."
        )


def _read_row(
    table: Table, number: int, cells: dict[str, str], context: ReadContext
) -> Iterator[Found]:
    where, source = (
        f"{file} {table.unit} {number}" for file in (table.file.where, table.file.source)
    )
    text, notes = _check_text(
        cells.pop("text"), where, table, context.settings.max_characters
    )
    known, more = _describe(cells, table.columns)
    name = known.setdefault("name", f"{table.file.name or table.unit}-{number}")
    if len(_BLOCK_TAG.findall(text)) < 2:
        found: Iterable[Found] = [
            Raw(text, name=name, source=source, extractor=table.extractor)
        ]
    elif _PAGE.search(text):
        found = context.open(
            File(text.encode(), name, where, source, ".html", "text/html; charset=utf-8")
        )
    else:
        lines, left_out = read_fragment(text, where)
        if not lines:
            raise InputError(
                f"{where} has HTML without text. Fill it in, or delete the row."
            )
        found = [
            Raw(
                "\n".join(lines),
                name,
                source,
                f"{table.extractor}, html",
                left_out=left_out,
                laid_out=True,
            )
        ]
    for raw in found:
        yield (
            replace(raw, **known, notes=raw.notes + notes + more)
            if isinstance(raw, Raw)
            else raw
        )


def _check_text(
    cell: str, where: str, table: Table, most: int
) -> tuple[str, tuple[str, ...]]:
    """The text of a cell, line by line, and what to note of it;
    InputError if it is none, or too long."""
    if len(cell) > most:
        raise InputError(
            f"{where} has {len(cell):,} characters, too long for one article (at most"
            f" {most:,}). Split it."
        )
    text, notes = _repair(cell)
    text = "\n".join(split_lines(text))
    if not strip_line(text):
        column = _one_line(table.columns["text"])
        raise InputError(
            f"{where} has no text in column '{column}'. Fill it in, or delete the row."
        )
    return text, notes


def _describe(
    cells: dict[str, str], columns: dict[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the row says of its article, without what it leaves empty, and what to note of that."""
    known = {field: _one_line(cell) for field, cell in cells.items()}
    stated = known.pop("published", "")
    if published := _parse_date(stated):
        known |= {
            "published": published,
            "published_from": f"column '{_one_line(columns['published'])}'",
        }
    code = re.match(r"[a-z]{2}(?![a-z])", known.pop("language", "").lower())
    known["language"] = code[0] if code else ""
    notes = (f"The date '{stated[:40]}' can be read in more than one way, or not at all.",)
    return {field: cell for field, cell in known.items() if cell}, (
        notes if stated and not published else ()
    )


def _match(names: Iterable[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for name in names:
        given.setdefault(_fold(name), name)
    firsts = {
        field: next((given[n] for n in known if n in given), None)
        for field, known in _COLUMNS.items()
    }
    return {field: name for field, name in firsts.items() if name is not None}


def _fold(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _to_text(value: object, field: str) -> str:
    """A cell as text; paragraphs that a table lists are lines,
    authors that it lists stand between commas."""
    if isinstance(value, list | tuple):
        return ("\n" if field == "text" else ", ").join(
            filter(None, (_to_text(part, field) for part in value))
        )
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    # whole numbers that share a column with empty cells; no number is empty
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | int) else ""


def _repair(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without control characters,
    read as browsers read them (U+0092 is Windows' apostrophe); a note."""
    repaired, strays = read_as_windows(text)
    repaired, others = UNPRINTABLE.subn(
        lambda found: html.unescape(f"&#{ord(found[0])};"), repaired
    )
    notes = (
        [f"{strays + others} control characters were replaced."] if strays or others else []
    )
    if len(text) == _CELL:
        notes.append(
            f"It has {_CELL:,} characters, as many as a cell of Excel holds; its end may be"
            " cut off."
        )
    return UNPRINTABLE.sub("", repaired), tuple(notes)


def _one_line(text: str) -> str:
    return " ".join(_repair(text)[0].split())


def _parse_date(value: str) -> str:
    """The ISO date that is written,
    or nothing if it is incomplete or can be read in two ways (03/04/2015)."""
    if not 0 < len(value) <= _DATE:
        return ""
    try:
        if found := _YEAR_FIRST.match(value):
            return date(*map(int, found.groups())).isoformat()
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        pass
    from dateutil import parser

    readings = set()
    try:
        # What is not written comes from the default: an incomplete date has two readings.
        for default, day_first, year_first in product(
            (datetime(2000, 1, 1), datetime(2003, 2, 2)), (True, False), (True, False)
        ):
            reading = parser.parse(
                value,
                default=default,
                dayfirst=day_first,
                yearfirst=year_first,
                ignoretz=True,
            )
            readings.add(reading.date().isoformat())
    except _NO_DATE:
        return ""
    return readings.pop() if len(readings) == 1 else ""
