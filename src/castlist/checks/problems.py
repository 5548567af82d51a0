"""What rules ask of tables: their rows, and in words those that break a rule."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["problem", "rows_of"]

_SHOWN = 3  # offending rows in a message


def rows_of(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of these columns."""
    return zip(*(frame[name].tolist() for name in columns), strict=True)


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
