"""A table whose rows are articles: CSV and TSV, Parquet, Excel."""

import csv
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count, islice
from typing import Any

from castlist.errors import InputError
from castlist.ingest.context import File, Found, ReadContext
from castlist.ingest.encoding import decode_bytes
from castlist.ingest.html.fragment import squeeze
from castlist.ingest.package import open_zip
from castlist.ingest.tables.columns import (
    Numbered,
    Row,
    Table,
    count_known,
    find_columns,
    has_text,
    read_table,
)
from castlist.ingest.tables.objects import LINE
from castlist.ingest.tables.workbook import Cells, read_sheets

__all__ = ["looks_like_csv", "read_csv", "read_parquet", "read_xlsx"]

_SEPARATORS = ",;\t|"
# what Excel writes for itself: which sign parts the cells
_SEPARATOR_LINE = re.compile(r"^\ufeff?\s*+sep=[,;\t|][ \t]*+\r?\n", re.IGNORECASE)
_TITLES = 10  # rows above the header, at most: what the list is called, when it was made


def looks_like_csv(text: str) -> bool:
    """Whether a text begins as a table of articles does:
    a line that names the text and another column, then more."""
    lines = [found[0] for found in islice(LINE.finditer(text), 2)]
    headers = (
        [_read_header(lines[0], separator) for separator in _SEPARATORS]
        if len(lines) == 2
        else []
    )
    return any(
        count_known(header) > 1 and max(map(len, header)) <= 40 for header in headers
    )


def read_csv(file: File, context: ReadContext) -> Iterator[Found]:
    """The article in each row of a text table, whichever sign separates its cells.

    Raises InputError if no column holds the articles.
    """
    text, encoding = decode_bytes(file)
    text = _SEPARATOR_LINE.sub("", text, count=1)
    # Articles are longer than csv allows.
    # There is one limit for all of Python, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), context.settings.max_page_bytes))
    headers = {separator: _read_header(text, separator) for separator in _SEPARATORS}
    separator = max(
        _SEPARATORS, key=lambda sign: (count_known(headers[sign]), len(headers[sign]))
    )
    columns = find_columns(headers[separator], file.where)
    quoted = separator != "\t" or _is_quoted(text)
    records = _read_cells(text, separator, quoted=quoted)
    rows = _read_records(records, headers[separator], file.where)
    yield from read_table(Table(file, columns, rows, f"csv ({encoding})"), context)


def read_parquet(file: File, context: ReadContext) -> Iterator[Found]:
    """The article in each row of a Parquet file, one row in memory at a time.

    Raises InputError if no column holds the articles, the file is broken, or it declares more than
    the settings allow.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise InputError(
            f"{file.where} needs pyarrow. Install it: pip install 'castlist[tables]'"
        ) from None
    try:
        source = parquet.ParquetFile(pa.BufferReader(file.data))
        groups = [
            source.metadata.row_group(number)
            for number in range(source.metadata.num_row_groups)
        ]
        size = sum(group.total_byte_size for group in groups)
        if size > context.settings.max_unpacked_bytes:
            most = context.settings.max_unpacked_bytes
            raise InputError(
                f"{file.where} has {size:,} bytes unpacked (at most {most:,}). Split it."
            )
        context.unpack(file.where, size=size)
        columns = find_columns(source.schema_arrow.names, file.where)
        rows = enumerate(
            _read_rows(source, file.data, columns.values(), context.settings.max_members), 1
        )
        yield from read_table(
            Table(file, columns, rows, f"pyarrow {pa.__version__}"), context
        )
    # the last two: values that are none
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise InputError(
            f"{file.where} is a broken Parquet file ({squeeze(str(error))}). Write it"
            " again."
        ) from error


def _read_rows(
    source: Any, data: bytes, columns: Collection[str], most: int
) -> Iterator[Row]:
    """The rows of a Parquet file. A batch has one row,
    as a few bytes may unpack to millions of characters.

    Columns with a dictionary are read apart, in long batches: each batch copies the dictionary,
    with all its values.
    """
    import pyarrow as pa
    from pyarrow import parquet

    encoded = {
        field.name
        for field in source.schema_arrow
        if field.name in columns and _has_dictionary(field.type)
    }
    parts = [
        (size, part) for size, part in ((most, encoded), (1, {*columns} - encoded)) if part
    ]
    # A reader each: they would share the length of their batches.
    sources = [
        parquet.ParquetFile(pa.BufferReader(data), metadata=source.metadata) for _ in parts
    ]
    found = (
        source.iter_batches(batch_size=size, columns=sorted(part), use_threads=False)
        for source, (size, part) in zip(sources, parts, strict=True)
    )
    for cells in zip(*map(_split_batches, found), strict=True):
        yield dict(chain.from_iterable(row.items() for row in cells))


def _split_batches(batches: Iterable[Any]) -> Iterator[Row]:
    return (
        row
        for batch in batches
        for n in range(batch.num_rows)
        for row in batch.slice(n, 1).to_pylist()
    )


def _has_dictionary(kind: Any) -> bool:
    """Whether values of this type of Arrow, or a part of them, are numbers of a list of values."""
    import pyarrow as pa

    parts = (kind.field(n).type for n in range(kind.num_fields))
    return pa.types.is_dictionary(kind) or any(map(_has_dictionary, parts))


def read_xlsx(file: File, context: ReadContext) -> Iterator[Found]:
    """The article in each row of an Excel workbook:
    of its first sheet that has a column of articles.

    Raises InputError if no sheet has one, or the workbook is broken or encrypted.
    """
    refused = None
    for name, rows in read_sheets(
        open_zip(file, context), limit=context.settings.max_bytes
    ):
        header = _find_header(rows)
        try:
            columns = find_columns(header.values(), f"{file.where}, sheet '{name}',")
        except InputError as error:
            refused = refused or error
            continue
        named = (
            (number, {header[at]: cell for at, cell in cells.items() if at in header})
            for number, cells in rows
        )
        yield from read_table(
            Table(file, columns, named, f"xlsx (sheet '{name}')"), context
        )
        return
    raise refused or InputError(f"{file.where} has no sheets. Save it again in Excel.")


def _find_header(rows: Iterator[tuple[int, Cells]]) -> Cells:
    """The header of a sheet, as of a text table; the rows below it are left to be read."""
    first: Cells = {}
    for _, cells in islice(rows, _TITLES + 1):
        if count_known(cells.values()) > 1 or (not first and has_text(cells.values())):
            return cells
        first = first or cells
    return first


def _read_cells(text: str, separator: str, *, quoted: bool = True) -> Any:
    """csv's reader of the text, strict with quotation marks,
    unless they are marks and nothing else."""
    lines = (found[0] for found in LINE.finditer(text))
    if quoted:
        return csv.reader(lines, delimiter=separator, strict=True)
    return csv.reader(lines, delimiter=separator, strict=True, quoting=csv.QUOTE_NONE)


def _read_header(text: str, separator: str) -> list[str]:
    """The header among the rows on top: one that names the articles' column and another one; else
    the first row."""
    rows: list[list[str]] = []
    try:
        cells = (cells for cells in _read_cells(text, separator) if any(cells))
        rows += islice(cells, 1)
        if not any(map(has_text, rows)):
            rows += islice(cells, _TITLES)
    except csv.Error:
        pass
    return next((row for row in rows if count_known(row) > 1), rows[0] if rows else [])


def _is_quoted(text: str) -> bool:
    """Whether quotation marks in a text with tabs stand around cells, as in CSV;
    the standard for tabs knows none.

    They do not if they would be wrong as such, and every line has as many tabs as the others
    without them.
    """
    try:
        deque(_read_cells(text, "\t"), maxlen=0)
    except csv.Error:
        return (
            len(
                {
                    found[0].count("\t")
                    for found in LINE.finditer(text)
                    if not found[0].isspace()
                }
            )
            > 1
        )
    return True


def _read_records(records: Any, names: list[str], where: str) -> Numbered:
    """The rows under the header. Blank rows are numbered, as spreadsheets do, and passed over."""
    below = False
    for number in count(1):
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                number,
                InputError(
                    f"{where} row {number} has a quotation mark that is not closed, or not"
                    f" doubled (line {records.line_num}: {error}). It and the rows after it"
                    " were not read. Mend it and run again."
                ),
            )
            return
        if below and any(cells):
            yield number, _name_cells(names, cells, f"{where} row {number}")
        below = below or cells == names


def _name_cells(names: list[str], cells: list[str], where: str) -> Row | InputError:
    if len(cells) < len(names) or any(cells[len(names) :]):
        return InputError(
            f"{where} has {len(cells)} cells, and the header has {len(names)}. Put cells"
            " that hold a line end or a separator between quotation marks, and run again."
        )
    return dict(zip(names, cells, strict=False))
