"""A text -> the rating that readers would give its sentences, by a model that learnt from such
ratings.

One number a sentence, from words, pairs of words, negation, what lists call negative or positive,
and word vectors; a paragraph has the mean over its sentences. It says how words are felt by
readers, not whether what is told is bad.
"""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import chain, pairwise
from math import sqrt, tanh

import numpy as np

from castlist.sentiment.lexicon import (
    NEGATIONS,
    plain_word,
    textblob_values,
    vader_values,
)
from castlist.sentiment.masking import MASK
from castlist.sentiment.tone_model import Floats, ToneModel, read_model

__all__ = ["SPREAD", "cut_sentences", "predict_ratings", "read_sentences"]

SPREAD = 2.0
"""Rating at which the scale of the scorer ends: predictions beyond it are rarer than 1 in 1,000."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d.,]*")
_REACH = 3  # words behind a negation that it turns
_TURNED = -0.7
_NOTHING = (0.0,) * 7  # the sums of no values
_NUMBERS = 3 * len(_NOTHING) + 2  # of a sentence, before its mean vector


def predict_ratings(texts: Sequence[str]) -> list[float]:
    """The mean rating of the sentences of each text, -1 (negative) to 1; names in them are masked
    before (`masking`)."""
    parts = [cut_sentences(text) for text in texts]
    # sentences are scored alone and in their paragraph
    sentences = list(dict.fromkeys(chain.from_iterable(parts)))
    if not sentences:
        return [0.0] * len(texts)
    model = read_model()
    ratings = model.ratings(*read_sentences(sentences, model))
    rating = dict(zip(sentences, ratings, strict=True))
    return [_mean([rating[sentence] for sentence in part]) for part in parts]


def _mean(ratings: Sequence[float]) -> float:
    found = sum(ratings) / (len(ratings) or 1) / SPREAD
    return max(-1.0, min(1.0, found))


def cut_sentences(text: str) -> list[str]:
    """The sentences of a text with a word in them.

    >>> cut_sentences("It rained. “Go!” she said.")
    ['It rained.', '“Go!', 'she said.']
    """
    return [s for s in _SENTENCE_END.split(text) if _WORD.search(s)]


def read_sentences(texts: Sequence[str], model: ToneModel) -> tuple[list[set[str]], Floats]:
    """The signs that are in each sentence, and the numbers that the model weighs, a row each."""
    found = [[plain_word(w.lower()) for w in _WORD.findall(t) if w != MASK] for t in texts]
    rows = model.find_words(chain.from_iterable(found))
    vectors = model.vectors_of(rows)
    known = rows >= 0
    by_vector = np.where(known, model.valences_of(vectors), 0.0).tolist()
    signs: list[set[str]] = []
    numbers = np.zeros((len(texts), _NUMBERS + vectors.shape[1]))
    begin = 0
    for n, words in enumerate(found):
        own = slice(begin, begin := begin + len(words))
        turned = _turned(words)
        signs.append(_signs(words, turned))
        numbers[n, :_NUMBERS] = _numbers(words, turned, by_vector[own])
        numbers[n, _NUMBERS:] = known[own] @ vectors[own] / max(known[own].sum(), 1)
    return signs, numbers


def _signs(words: Sequence[str], turned: Iterable[int]) -> set[str]:
    signs = {f"u {word}" for word in words}
    signs.update([f"b {one} {other}" for one, other in pairwise(words)])
    signs.update([f"n {words[n]}" for n in turned])
    return signs


def _turned(words: Sequence[str]) -> set[int]:
    """The places of the words right before which a negation stands."""
    if NEGATIONS.isdisjoint(words):
        return set()
    negations = [n for n, word in enumerate(words) if word in NEGATIONS]
    reached = {n + step for n in negations for step in range(1, _REACH + 1)}
    return {n for n in reached if n < len(words)}


def _numbers(
    words: Sequence[str], turned: Container[int], by_vector: Sequence[float]
) -> list[float]:
    listed = vader_values()
    others = textblob_values()
    lists = (
        [(n, listed[word]) for n, word in enumerate(words) if word in listed],
        [(n, others[word]) for n, word in enumerate(words) if word in others],
        [(n, by_vector[n]) for n, word in enumerate(words) if word not in listed],
    )
    length = sqrt(len(words))
    sums = [number for values in lists for number in _add_up(values, turned, length)]
    return [*sums, float(bool(turned)), length / 10]


def _add_up(
    values: Iterable[tuple[int, float]], turned: Container[int], length: float
) -> tuple[float, ...]:
    """Sums of positive and negative values, their strongest, their balance."""
    found = [v * (_TURNED if n in turned else 1) for n, v in values if v]
    if not found:
        return _NOTHING
    positive = [v for v in found if v > 0]
    negative = [v for v in found if v < 0]
    good = sum(positive)
    bad = -sum(negative)
    strongest = (max(positive, default=0.0), -min(negative, default=0.0))
    balance = good - bad
    return good, bad, *strongest, balance / length, tanh(balance), tanh(2 * balance)
