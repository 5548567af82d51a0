"""The commands that ask a corpus in SQL, and say of what it consists."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from castlist.cli.corpus.place import Name
from castlist.cli.say import count, one_line, say
from castlist.errors import InputError

__all__ = ["SQL_EXAMPLES", "To", "schema", "sql", "write_rows"]

SQL_EXAMPLES = (
    'Examples: castlist corpus sql elections "select outlet, count(*) from articles group'
    ' by outlet"; castlist corpus sql elections "select * from ledger where stage <> \'\'"'
    " --csv failures.csv"
)
_ROWS = 50  # that are printed
_WIDEST = 60  # characters of a printed cell

To = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="Write all rows there, as CSV."),
]


def sql(
    name: Name,
    question: Annotated[
        str, typer.Argument(metavar="SELECT", help="A question in SQL.", show_default=False)
    ],
    csv: To = None,
) -> None:
    """Ask all tables of a corpus, in DuckDB's SQL; nothing is changed by it."""
    from castlist.corpus import ask

    answer = ask(name, question)
    if csv:
        write_rows(csv, [dict(zip(answer.columns, r, strict=True)) for r in answer.rows])
    else:
        _print_rows(answer.columns, answer.rows)
    where = f" in {csv}" if csv else ""
    say(f"{count(len(answer.rows), 'row')}{where}")


def schema(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="Only this table.", show_default=False)
    ] = "",
) -> None:
    """The tables and columns of every corpus, with their meaning."""
    from castlist.corpus import schema_of

    columns = [column for column in schema_of() if table in {"", column.table}]
    if not columns:
        tables = ", ".join(dict.fromkeys(column.table for column in schema_of()))
        raise InputError(f"there is no table '{table}'. Choose from: {tables}.")
    before = ""
    for column in columns:
        if column.table != before:
            say(column.table)
        before = column.table
        say(f"  {column.name} ({column.type}): {column.meaning}")


def write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as CSV that no spreadsheet runs."""
    import pandas as pd

    from castlist.files import write_file
    from castlist.tables import ENCODING, to_csv

    write_file(path, to_csv(pd.DataFrame(rows)).encode(ENCODING))


def _print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    shown = [[_cell(cell) for cell in row] for row in [columns, *rows[:_ROWS]]]
    widths = [max(len(row[n]) for row in shown) for n in range(len(columns))]
    for row in shown:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())
    if len(rows) > _ROWS:
        say(f"... and {len(rows) - _ROWS:,} more; --csv FILE writes all.")


def _cell(value: Any) -> str:
    text = "" if value is None else one_line(value)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
