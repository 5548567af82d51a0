"""The scorers: public word lists that give a text a number from -1 to 1. A new one is one row here.

Sources: TextBlob's PatternAnalyzer (De Smedt & Daelemans 2012, Pattern for Python);
VADER (Hutto & Gilbert, ICWSM 2014).
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from castlist.imports import import_inside

__all__ = ["MAIN_SCORER", "SCORERS", "Scorer"]


class Scorer(NamedTuple):
    """One way to measure tone."""

    name: str  # in the column `scorer` and in names of columns
    shown: str  # in charts and pages
    scale: str  # what its author calls the number
    measure: Callable[[str], float]  # text -> -1 (most negative) to 1


@cache
def _textblob() -> Callable[[str], float]:
    # What TextBlob(text).sentiment.polarity is, without the class that it makes for every call
    # and without nltk, which TextBlob needs for other things.
    polarity: Callable[[str], float] = import_inside("textblob.en", "polarity")
    return polarity


@cache
def _vader() -> Callable[[str], float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda text: analyzer.polarity_scores(text)["compound"]


SCORERS: dict[str, Scorer] = {
    scorer.name: scorer
    for scorer in (
        Scorer("textblob", "TextBlob", "polarity", lambda text: _textblob()(text)),
        Scorer("vader", "VADER", "compound", lambda text: _vader()(text)),
    )
}
"""The scorers by name, in the order in which tables and charts show them."""

MAIN_SCORER = "vader"
"""The scorer that a chart shows if it can show but one: of 100 public sentences about a person it
calls 54 as readers did, TextBlob 43 (METHOD.md, "How often it is wrong")."""
