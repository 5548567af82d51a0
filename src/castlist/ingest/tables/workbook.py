"""The rows of an Excel workbook (.xlsx), read as a stream.

Not by python-calamine, which lays a sheet out as a grid in memory: two cells in opposite corners, a
file of 1 kB, make it ask for 550 GB, and that ends Python without an exception
(https://github.com/tafia/calamine/issues/433). Source of the names and formats: ECMA-376, part 1,
chapter 18.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from xml.parsers import expat

from castlist.errors import InputError
from castlist.ingest.html.fragment import squeeze
from castlist.ingest.package import Package

__all__ = ["Cells", "read_sheets"]

Cells = dict[int, str]
"""The cells of a row that are not empty: column, from 1 -> text."""

# an element opens (attributes) or closes (None); the text before that
Event = tuple[str, dict[str, str] | None, str]

_CHUNK = 65_536  # bytes
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_STRINGS = "xl/sharedStrings.xml"
# numFmtId of formats with a day, 18.8.30
_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
# letters of a format that are shown as they are; colours
_NOT_FORMAT = re.compile(r'"[^"]*"|\[[^\[\]]*\]|[\\_*].')
# a character that XML does not allow, 22.9.2.19
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Workbook:
    package: Package
    limit: int  # bytes of one part
    strings: list[str]
    dates: list[bool]  # of each style, whether it shows a number as a date
    first_day: date  # day 0 of dates


def read_sheets(
    package: Package, *, limit: int
) -> Iterator[tuple[str, Iterator[tuple[int, Cells]]]]:
    """Each sheet's name and its rows, with the numbers that Excel shows;
    dates as ISO, of formulas the saved value.

    No part of the workbook may have more than `limit` bytes. Raises InputError, also between rows,
    if one is broken.
    """
    if _BOOK not in package.sizes:
        raise InputError(
            f"{package.where} is a binary workbook. Save it as .xlsx and run again."
        )
    sheets, day = _read_book(_scan(package, _BOOK, limit))
    links = {
        a["Id"]: a["Target"]
        for _, a, _ in _scan(package, _LINKS, limit)
        if a and {"Id", "Target"} <= a.keys()
    }
    strings = (
        list(_read_strings(_scan(package, _STRINGS, limit)))
        if _STRINGS in package.sizes
        else []
    )
    dates = (
        list(_read_styles(_scan(package, _STYLES, limit)))
        if _STYLES in package.sizes
        else []
    )
    book = _Workbook(package, limit, strings, dates, day)
    for name, link in sheets:
        part = posixpath.join("/xl", links.get(link, "")).lstrip("/")
        yield name, _read_rows(book, posixpath.normpath(part))


def _scan(package: Package, part: str, limit: int) -> Iterator[Event]:
    """Every element of a part, opening and closing, with names that have lost their prefix."""
    data = package.read(part, limit)
    events: list[Event] = []
    text: list[str] = []

    def see(name: str, attributes: dict[str, str] | None = None) -> None:
        events.append((name.rpartition(":")[2], attributes, "".join(text)))
        text.clear()

    def refuse(*_: object) -> None:
        raise InputError(
            f"{package.where}: {part} declares entities, which no workbook needs. Save it"
            " again in Excel."
        )

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = parser.EndElementHandler = see
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse
    try:
        start = 0
        size = _CHUNK
        while start <= len(data):
            parser.Parse(data[start : start + size], start + size > len(data))
            start += size
            # The parser goes back to the beginning of a tag that has no end yet, so a long one is
            # read in long pieces.
            size = _CHUNK if events or text else 2 * size
            yield from events
            events.clear()
    # the last two: an encoding that there is not
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InputError(
            f"{package.where} is a broken workbook ({part}: {error}). Save it again in"
            " Excel."
        ) from error


def _read_book(events: Iterable[Event]) -> tuple[list[tuple[str, str]], date]:
    sheets = []
    day = date(1899, 12, 30)  # not 31: Excel believes that there was a 29 February 1900
    for tag, attributes, _ in events:
        if tag == "sheet" and attributes:
            links = [value for name, value in attributes.items() if name.endswith(":id")]
            sheets += [(squeeze(attributes.get("name", "")), link) for link in links]
        elif (
            tag == "workbookPr"
            and attributes
            and attributes.get("date1904") in {"1", "true"}
        ):
            day = date(1904, 1, 1)
    return sheets, day


def _read_strings(events: Iterable[Event]) -> Iterator[str]:
    parts = []
    sounds = False
    for tag, attributes, text in events:
        if tag == "rPh":  # how Japanese words sound
            sounds = attributes is not None
        elif tag == "t" and attributes is None and not sounds:
            parts.append(text)
        elif tag == "si" and attributes is None:
            yield _unescape("".join(parts))
            parts = []


def _read_styles(events: Iterable[Event]) -> Iterator[bool]:
    dates = {str(number) for number in _DATES}
    inside = False
    for tag, attributes, _ in events:
        if tag == "cellXfs":
            inside = attributes is not None
        elif (
            tag == "numFmt"
            and attributes
            and re.search("[yd]", _NOT_FORMAT.sub("", attributes.get("formatCode", "")))
        ):
            dates.add(attributes.get("numFmtId", ""))
        elif tag == "xf" and attributes is not None and inside:
            yield attributes.get("numFmtId", "") in dates


def _read_rows(book: _Workbook, part: str) -> Iterator[tuple[int, Cells]]:
    row = 0
    column = 0
    cells: Cells = {}
    cell: dict[str, str] = {}
    parts: list[str] = []
    sounds = False
    for tag, attributes, text in _scan(book.package, part, book.limit):
        if tag == "row" and attributes is not None:
            row = _number(attributes.get("r", "")) or row + 1
            column = 0
            cells = {}
        elif tag == "c" and attributes is not None:
            column = _column(attributes.get("r", "")) or column + 1
            cell = attributes
            parts = []
        elif tag == "rPh":
            sounds = attributes is not None
        elif tag in {"v", "t"} and attributes is None and not sounds:
            parts.append(text)
        elif tag == "c" and (value := _read_cell(book, cell, "".join(parts))):
            cells[column] = value
        elif tag == "row" and cells:
            yield row, cells


def _read_cell(book: _Workbook, cell: dict[str, str], value: str) -> str:
    kind = cell.get("t", "n")
    style = _number(cell.get("s", ""))
    if kind == "s":
        number = _number(value)
        return book.strings[number] if number < len(book.strings) else ""
    if kind == "e":  # an error, such as #REF!
        return ""
    if kind != "n":
        return _unescape(value)
    try:
        is_date = style < len(book.dates) and book.dates[style]
        return (
            (book.first_day + timedelta(days=float(value))).isoformat()
            if is_date
            else value
        )
    except (ValueError, OverflowError):  # no number, or no day of our calendar
        return value


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def _column(reference: str) -> int:
    """The number of a cell's column: 28 for AB7."""
    letters = re.match("[A-Z]{0,3}", reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
