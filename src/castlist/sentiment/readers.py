"""A text -> the rating that readers would give its sentences, by a model that learnt from such
ratings.

One number a sentence, from words, pairs of words, negation, what lists call negative or positive,
and word vectors; a paragraph has the mean over its sentences. It says how words are felt by
readers, not whether what is told is bad.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt, tanh

import numpy as np
from numpy.typing import NDArray

from castlist.sentiment.lexicon import (
    NEGATIONS,
    plain_word,
    textblob_values,
    vader_values,
)
from castlist.sentiment.masking import MASK
from castlist.sentiment.tone_model import Floats, ToneModel, read_model

__all__ = ["SPREAD", "cut_sentences", "forget", "predict_rating", "read_sentence"]

SPREAD = 2.0
"""Rating at which the scale of the scorer ends: predictions beyond it are rarer than 1 in 1,000."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d.,]*")
_REACH = 3  # words behind a negation that it turns
_TURNED = -0.7

Rows = NDArray[np.int64]  # of words among those with a vector


def predict_rating(text: str) -> float:
    """The mean rating of the sentences of a text, -1 (negative) to 1; names in it are masked
    before (`masking`)."""
    ratings = [_rate(sentence) for sentence in cut_sentences(text)]
    if not ratings:
        return 0.0
    return max(-1.0, min(1.0, sum(ratings) / len(ratings) / SPREAD))


@lru_cache(maxsize=1024)  # sentences are scored alone and in their paragraph
def _rate(sentence: str) -> float:
    model = read_model()
    return model.rating(*read_sentence(sentence, model))


def forget() -> None:
    """Nothing is known any more of the sentences that were rated."""
    _rate.cache_clear()


def cut_sentences(text: str) -> list[str]:
    """The sentences of a text with a word in them.

    >>> cut_sentences("It rained. “Go!” she said.")
    ['It rained.', '“Go!', 'she said.']
    """
    return [s for s in _SENTENCE_END.split(text) if _WORD.search(s)]


def read_sentence(text: str, model: ToneModel) -> tuple[list[str], Floats]:
    """The signs that are there, and the numbers that the model weighs."""
    words = [plain_word(w.lower()) for w in _WORD.findall(text) if w != MASK]
    turned = _turned(words)
    grams = {f"u {word}" for word in words}
    grams |= {f"b {one} {other}" for one, other in pairwise(words)}
    grams |= {
        f"n {word}" for word, is_turned in zip(words, turned, strict=True) if is_turned
    }
    rows = model.find_words(words)
    numbers = _numbers(words, turned, rows, model)
    return sorted(grams), np.concatenate([numbers, _mean(rows, model)])


def _turned(words: Sequence[str]) -> list[bool]:
    """Whether a negation stands right before each word."""
    if NEGATIONS.isdisjoint(words):
        return [False] * len(words)
    return [
        any(word in NEGATIONS for word in words[max(n - _REACH, 0) : n])
        for n in range(len(words))
    ]


def _numbers(
    words: Sequence[str], turned: Sequence[bool], rows: Rows, model: ToneModel
) -> Floats:
    listed = vader_values()
    by_vector = model.valences_of(rows.tolist()).tolist()
    unlisted = [
        0.0 if word in listed else v for word, v in zip(words, by_vector, strict=True)
    ]
    sums = [
        *_add_up(_values(words, listed), turned),
        *_add_up(_values(words, textblob_values()), turned),
        *_add_up(unlisted, turned),
    ]
    return np.array([*sums, float(any(turned)), sqrt(len(words)) / 10])


def _values(words: Sequence[str], listed: Mapping[str, float]) -> list[float]:
    return [listed.get(word, 0.0) for word in words]


def _add_up(values: Sequence[float], turned: Sequence[bool]) -> Iterator[float]:
    """Sums of positive and negative values, their strongest, their balance."""
    valued = zip(values, turned, strict=True)
    found = [v * (_TURNED if t else 1) for v, t in valued if v]
    good = sum(v for v in found if v > 0)
    bad = -sum(v for v in found if v < 0)
    length = sqrt(len(values) or 1)
    yield from (good, bad, max((0.0, *found)), -min((0.0, *found)))
    yield from ((good - bad) / length, tanh(good - bad), tanh(2 * (good - bad)))


def _mean(rows: Rows, model: ToneModel) -> Floats:
    """The mean vector of the words."""
    known = rows[rows >= 0]
    if not len(known):
        return np.zeros(len(model.valence))
    return np.asarray(model.vectors_of(known.tolist()).mean(axis=0))
