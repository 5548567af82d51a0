"""The scorers: each gives a text a number from -1 to 1. A new one is one row here.

Sources: TextBlob's PatternAnalyzer (De Smedt & Daelemans 2012, Pattern for Python);
VADER (Hutto & Gilbert, ICWSM 2014); `readers`, a model that castlist learnt from ratings.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from castlist.imports import import_inside
from castlist.sentiment.masking import end_negations

__all__ = ["MAIN_SCORER", "READERS_NEUTRAL", "SCORERS", "Scorer"]


class Scorer(NamedTuple):
    """One way to measure tone."""

    name: str  # in the column `scorer` and in names of columns
    shown: str  # in charts and pages
    scale: str  # what its author calls the number
    # text, with straight apostrophes and names masked -> -1 (most negative) to 1
    measure: Callable[[str], float]
    neutral: float = 0.0  # half-width of its own neutral band; 0: that of the settings
    # the same of many texts, if that takes less than one after the other
    measure_all: Callable[[Sequence[str]], list[float]] | None = None

    def measures(self, texts: Sequence[str]) -> list[float]:
        """What it measures in each text."""
        if self.measure_all:
            return self.measure_all(texts)
        return [self.measure(text) for text in texts]


@cache
def _textblob() -> Callable[[str], float]:
    # What TextBlob(text).sentiment.polarity is, without the class that it makes for every call
    # and without nltk, which TextBlob needs for other things.
    polarity: Callable[[str], float] = import_inside("textblob.en", "polarity")
    return polarity


@cache
def _vader() -> Callable[[str], float]:
    from castlist.sentiment.vader import read_vader

    analyzer = read_vader()
    return lambda text: analyzer.polarity_scores(end_negations(text))["compound"]


def _readers(texts: Sequence[str]) -> list[float]:
    from castlist.sentiment.readers import predict_ratings

    return predict_ratings(texts)


def _reader(text: str) -> float:
    return _readers([text])[0]


READERS_NEUTRAL = 0.15
"""Ratings of 0.3 of 4: the band with which most sentences get the class that readers gave them."""

SCORERS: dict[str, Scorer] = {
    scorer.name: scorer
    for scorer in (
        Scorer("readers", "Model", "rating", _reader, READERS_NEUTRAL, _readers),
        Scorer("vader", "VADER", "compound", lambda text: _vader()(text)),
        Scorer("textblob", "TextBlob", "polarity", lambda text: _textblob()(text)),
    )
}
"""The scorers by name, in the order in which tables and charts show them: the one that agrees most
with readers first."""

MAIN_SCORER = "readers"
"""The scorer that a chart shows if it can show but one: its ratings of single sentences correlate
most with those of readers (METHOD.md, "How often it is wrong")."""
