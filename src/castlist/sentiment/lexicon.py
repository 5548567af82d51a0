"""Words -> how negative or positive lists of words call them, for models that weigh it by place.

Sources: the values of VADER (Hutto & Gilbert 2014, MIT) and of TextBlob (Pattern's list, PDDL), as
the two packages bring them.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from castlist.english.rules import word_set
from castlist.imports import import_inside

__all__ = ["NEGATIONS", "plain_word", "textblob_values", "vader_values"]

NEGATIONS = word_set("negations")

_STRONGEST = 4  # value that VADER's list gives at most


@cache
def vader_values() -> Mapping[str, float]:
    """Word -> -1 (most negative) to 1, of the words that VADER's list has."""
    from castlist.sentiment.vader import read_vader

    values: dict[str, float] = read_vader().lexicon
    return {word: value / _STRONGEST for word, value in values.items()}


@cache
def textblob_values() -> Mapping[str, float]:
    """Word -> -1 (most negative) to 1: the mean over its parts of speech in TextBlob's list."""
    sentiment = import_inside("textblob.en", "sentiment")
    sentiment.load()
    return {
        word: sum(value[0] for value in senses.values()) / len(senses)
        for word, senses in dict.items(sentiment)
        if " " not in word
    }


@lru_cache(maxsize=20_000)
def plain_word(word: str) -> str:
    """A word in lower case as the models know it: a straight apostrophe, and 0 for every number.

    >>> plain_word("n’t"), plain_word("1,500")
    ("n't", '0')
    """
    if word.isalpha():
        return word
    if any(character.isdigit() for character in word):
        return "0"
    return word.replace("’", "'").replace("‘", "'")
