"""What rules ask of tables: their rows, and in words those that break a rule."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from castlist.tables import Tables, columns_of

__all__ = ["Listed", "describe_rows", "problem"]

_SHOWN = 3  # offending rows in a message


class Listed:
    """Tables as lists of plain values: a column is read once, however many rules ask for it."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._read: dict[tuple[str, str], list[Any]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.tables

    def count(self, name: str) -> int:
        """How many rows a table has."""
        return len(self.tables.held(name))

    def column(self, name: str, column: str) -> list[Any]:
        """The cells of a column of a table."""
        cells = self._read.get((name, column))
        if cells is None:
            found = columns_of(self.tables.held(name), [column])
            cells = self._read[name, column] = found[column]
        return cells

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of these columns of a table."""
        return zip(*(self.column(name, column) for column in columns), strict=True)


def problem(lists: Listed, table: str, rule: str, wrong: Sequence[bool]) -> Iterator[str]:
    """The rows of a table that break a rule; as none does, as a rule,
    its frame is only made where one does."""
    if any(wrong):
        frame: pd.DataFrame = getattr(lists.tables, table)
        yield describe_rows(table, rule, frame[wrong])


def describe_rows(table: str, rule: str, rows: pd.DataFrame) -> str:
    """In words which rule these rows of a table break, and the first of them."""
    shown = "; ".join(
        ", ".join(f"{k}={v!r}" for k, v in row.items() if k != "text")
        for row in rows.head(_SHOWN).to_dict("records")
    )
    return f"{table}: {rule}; {len(rows)} rows break it, such as {shown}"
