"""What charts of tone say of the scorers, however many there are, and where all of them agree."""

import pandas as pd

from castlist.charts.page.numerals import Numerals
from castlist.charts.page.wording import join_names
from castlist.sentiment import MAIN_SCORER, SCORERS, neutral_band
from castlist.settings import Settings

__all__ = [
    "ALL_OF_THEM",
    "IRONY_NOTE",
    "LABELS",
    "MAIN",
    "METHODS",
    "MODEL_NOTE",
    "NUMBER",
    "ONLY_ENGLISH",
    "OTHERS",
    "SHOWN",
    "agreed",
    "neutral_note",
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
IRONY_NOTE = "No scorer reads irony; translation errors mislead all of them."
MODEL_NOTE = "Model: how readers would rate the words, learnt from ratings of other texts."


def neutral_note(numerals: Numerals) -> str:
    """Which scores are grey."""
    usual = Settings().neutral
    bands = {
        shown: neutral_band(name, Settings())
        for name, shown in SHOWN.items()
        if neutral_band(name, Settings()) != usual
    }
    others = "".join(
        f" ({shown}: {_width(numerals, band)})" for shown, band in bands.items()
    )
    return f"Closer to 0 than {_width(numerals, usual)}{others} counts as neutral (grey)."


def _width(numerals: Numerals, band: float) -> str:
    return numerals.score(band).lstrip("+")


def agreed(scored: pd.DataFrame, label: str) -> pd.DataFrame:
    """The rows that every scorer puts in this class."""
    columns = [f"{scorer}_label" for scorer in SCORERS]
    return scored[(scored[columns] == label).all(axis=1)]


def wide_tone(scored: pd.DataFrame, keys: dict[str, str]) -> pd.DataFrame:
    """One row a paragraph, one column a scorer;
    `keys` are columns that come before, with their headings."""
    frame = scored[[*keys, *SCORERS]]
    return frame.set_axis([*keys.values(), *SHOWN.values()], axis=1).reset_index(drop=True)
