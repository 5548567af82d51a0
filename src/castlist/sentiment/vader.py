"""VADER, which looks at each word of its list in the words round it: in every place once, though
most words stand in a sentence and in its paragraph, which are both scored."""

from functools import cache, lru_cache
from typing import NamedTuple

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer, SentiText

__all__ = ["Vader", "read_vader"]

_BEFORE = 3  # words that can change the value of the word behind them
_BEHIND = 2


class _NearWords(NamedTuple):
    """What VADER asks of a text, of some of its words."""

    words_and_emoticons: tuple[str, ...]
    is_cap_diff: bool


class Vader(SentimentIntensityAnalyzer):
    """The analyzer, with the same answers in two thirds of the time."""

    def __init__(self) -> None:
        super().__init__()
        self._value = lru_cache(maxsize=5_000)(self._find_value)

    def sentiment_valence(
        self,
        valence: float,
        sentitext: SentiText,
        item: str,
        i: int,
        sentiments: list[float],
    ) -> list[float]:
        """The values with that of one more word; those of words that the list does not have are
        as they were handed over."""
        found = valence
        if item.lower() in self.lexicon:
            first = max(i - _BEFORE, 0)
            words = sentitext.words_and_emoticons[first : i + _BEHIND + 1]
            found = self._value(tuple(words), i - first, sentitext.is_cap_diff)
        sentiments.append(found)
        return sentiments

    def _find_value(self, words: tuple[str, ...], place: int, differs: bool) -> float:
        around = _NearWords(words, differs)
        values: list[float] = super().sentiment_valence(0, around, words[place], place, [])
        return values[0]


@cache
def read_vader() -> Vader:
    """VADER with its lists, which take time to read: once a process."""
    return Vader()
