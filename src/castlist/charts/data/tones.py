"""What charts of tone say of the scorers, however many there are, and where all of them agree."""

import pandas as pd

from castlist.charts.page.wording import join_names
from castlist.sentiment import MAIN_SCORER, SCORERS

__all__ = [
    "ALL_OF_THEM",
    "IRONY_NOTE",
    "LABELS",
    "MAIN",
    "METHODS",
    "NUMBER",
    "ONLY_ENGLISH",
    "OTHERS",
    "SHOWN",
    "agreed",
    "wide_tone",
]

_NUMBERS = ("no", "one", "two", "three", "four", "five")

LABELS = ("negative", "neutral", "positive")
SHOWN = {name: scorer.shown for name, scorer in SCORERS.items()}
"""Scorer -> what readers call it."""
METHODS = tuple(f"{scorer.shown} {scorer.scale}" for scorer in SCORERS.values())
"""The scorers with their scales, for method lines."""
MAIN = SCORERS[MAIN_SCORER]
OTHERS = [shown for name, shown in SHOWN.items() if name != MAIN_SCORER]
NUMBER = _NUMBERS[len(SCORERS)] if len(SCORERS) < len(_NUMBERS) else str(len(SCORERS))
ALL_OF_THEM = "both" if len(SCORERS) == 2 else f"all {NUMBER}"
ONLY_ENGLISH = f"{join_names(list(SHOWN.values()))} know only English."
IRONY_NOTE = "Word lists miss irony and translation errors."


def agreed(scored: pd.DataFrame, label: str) -> pd.DataFrame:
    """The rows that every scorer puts in this class."""
    columns = [f"{scorer}_label" for scorer in SCORERS]
    return scored[(scored[columns] == label).all(axis=1)]


def wide_tone(scored: pd.DataFrame, keys: dict[str, str]) -> pd.DataFrame:
    """One row a paragraph, one column a scorer;
    `keys` are columns that come before, with their headings."""
    frame = scored[[*keys, *SCORERS]]
    return frame.set_axis([*keys.values(), *SHOWN.values()], axis=1).reset_index(drop=True)
