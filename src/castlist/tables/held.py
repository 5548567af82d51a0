"""A table as lists of plain values, one a column, until somebody asks for its DataFrame."""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd

__all__ = [
    "AnyTable",
    "Frames",
    "Held",
    "columns_of",
    "held_of",
    "hold_records",
    "hold_rows",
    "make_column",
    "make_frame",
    "now_of",
    "rows_of",
    "walk_rows",
]

_MAKING = Lock()  # two threads that ask for a frame at once are given the same one


class Held:
    """A table as a list a column. Its frame is made when it is first asked for, and is the table
    from then on, so that what somebody changes in it is seen by whoever reads it."""

    def __init__(self, columns: Mapping[str, list[Any]], types: Mapping[str, type]) -> None:
        self._types = types
        self.now: dict[str, list[Any]] | pd.DataFrame = {
            name: _plain(columns[name], kind) for name, kind in types.items()
        }

    def __len__(self) -> int:
        now = self.now
        return len(now if isinstance(now, pd.DataFrame) else next(iter(now.values()), ()))

    def frame(self) -> pd.DataFrame:
        """The table as a DataFrame, the same one however often it is asked for."""
        with _MAKING:
            if not isinstance(self.now, pd.DataFrame):
                cells = zip(self.now.items(), self._types.values(), strict=True)
                self.now = pd.DataFrame(
                    {name: make_column(values, kind) for (name, values), kind in cells},
                    copy=False,
                )
            return self.now


AnyTable = Held | pd.DataFrame
"""What gives the rows of a table."""


class Frames(Mapping[str, pd.DataFrame]):
    """DataFrames by name, each made when it is first asked for; `held` has the tables themselves,
    for whoever can do without."""

    def __init__(self, held: Mapping[str, AnyTable]) -> None:
        self.held = dict(held)

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = self.held[name]
        return table.frame() if isinstance(table, Held) else table

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __contains__(self, name: object) -> bool:
        return name in self.held

    def __repr__(self) -> str:
        return repr(dict(self))

    def __or__(self, other: Mapping[str, pd.DataFrame]) -> "Frames":
        return Frames(self.held | held_of(other))


def held_of(frames: Mapping[str, pd.DataFrame]) -> dict[str, AnyTable]:
    """The tables of a mapping by name, no frame of which is made for that."""
    return dict(frames.held) if isinstance(frames, Frames) else dict(frames)


def hold_records(records: Sequence[Any], types: Mapping[str, type]) -> Held:
    """A table with a row a record. A column is read at a time: dataclasses.astuple over 300,000
    rows takes 6 s."""
    return Held({name: list(map(attrgetter(name), records)) for name in types}, types)


def hold_rows(rows: Sequence[Sequence[Any]], types: Mapping[str, type]) -> Held:
    """A table of these rows; their cells stand in the order of `types`, name of a column -> str,
    int, float or bool."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    named = zip(types, columns, strict=True)
    return Held({name: list(cells) for name, cells in named}, types)


def make_frame(rows: Sequence[Sequence[Any]], types: Mapping[str, type]) -> pd.DataFrame:
    """`hold_rows` as a DataFrame."""
    return hold_rows(rows, types).frame()


def make_column(values: list[Any], kind: type) -> Any:
    """One column of values of that type: str, int, float or bool. A Series a column would take
    twice as long as an array."""
    if kind is str:
        return pd.array(
            np.array(values, dtype=object), dtype=pd.StringDtype("python", na_value=np.nan)
        )
    return np.array(values, dtype=kind)


def columns_of(table: AnyTable, names: Sequence[str] | None = None) -> dict[str, list[Any]]:
    """These columns, or all, as lists of plain values of Python, which are for reading alone."""
    now = now_of(table)
    return {name: _listed(now[name]) for name in (now if names is None else names)}


def rows_of(table: AnyTable, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of these columns, as plain values of Python."""
    return zip(*columns_of(table, columns).values(), strict=True)


def walk_rows(table: AnyTable) -> Iterator[Any]:
    """The rows one by one, their cells as attributes;
    a frame does not say of what type those are."""
    now = now_of(table)
    columns = [_listed(column) for _, column in now.items()]
    return map(_row_type(*now)._make, zip(*columns, strict=True))


@lru_cache(maxsize=64)
def _row_type(*columns: str) -> Any:
    return namedtuple("Row", columns, rename=True)


def now_of(table: AnyTable) -> Any:
    """Lists by name or a frame: both give a column by its name, and all with their names."""
    return table.now if isinstance(table, Held) else table


def _listed(column: list[Any] | pd.Series) -> list[Any]:
    return column if isinstance(column, list) else column.tolist()


def _plain(values: list[Any], kind: type) -> list[Any]:
    """The values as a column of a frame would give them back."""
    if set(map(type, values)) <= {kind}:
        return values
    cells: list[Any] = make_column(values, kind).tolist()
    return cells
