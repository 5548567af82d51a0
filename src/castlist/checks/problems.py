"""What rules ask of tables: their rows, and in words those that break a rule."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from castlist.tables import Tables

__all__ = ["Listed", "problem"]

_SHOWN = 3  # offending rows in a message


class Listed:
    """Tables as lists of plain values: a column is read once, however many rules ask for it."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._read: dict[tuple[str, str], list[Any]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.tables

    def frame(self, name: str) -> pd.DataFrame:
        """The table itself."""
        frame: pd.DataFrame = getattr(self.tables, name)
        return frame

    def column(self, name: str, column: str) -> list[Any]:
        """The cells of a column of a table."""
        cells = self._read.get((name, column))
        if cells is None:
            cells = self._read[name, column] = self.frame(name)[column].tolist()
        return cells

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of these columns of a table."""
        return zip(*(self.column(name, column) for column in columns), strict=True)


def problem(table: str, rule: str, frame: pd.DataFrame, wrong: Any) -> Iterator[str]:
    """The rows that break a rule; as none does, as a rule,
    the frame is only cut down where one does."""
    if np.any(wrong):
        rows = frame[wrong]
        shown = "; ".join(
            ", ".join(f"{k}={v!r}" for k, v in row.items() if k != "text")
            for row in rows.head(_SHOWN).to_dict("records")
        )
        yield f"{table}: {rule}; {len(rows)} rows break it, such as {shown}"
