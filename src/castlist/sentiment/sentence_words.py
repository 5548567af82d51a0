"""A sentence -> what lists and vectors say of its words, whoever in it is judged: read once for all
targets."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from castlist.nlp.parse import Parse
from castlist.sentiment.lexicon import (
    NEGATIONS,
    plain_word,
    textblob_values,
    vader_values,
)
from castlist.sentiment.tone_model import Floats, ToneModel

__all__ = ["SentenceWords"]

_NEGATED = 3  # words in front of a word in which a negation turns it
_LEAST = 0.05  # a smaller value of a vector says nothing
_HEADS = frozenset("ROOT ccomp advcl relcl conj parataxis acl pcomp xcomp".split())

Values = Mapping[int, float]
"""Word -> how negative or positive it is called; words of no value are left out."""


class SentenceWords:
    """The words of a sentence, by their numbers in the parse."""

    def __init__(self, parse: Parse, span: tuple[int, int], model: ToneModel) -> None:
        self.parse = parse
        self.model = model
        self.span = span  # in characters
        self.words = range(parse.at(span[0]), parse.at(span[1]))

    @cached_property
    def lower(self) -> dict[int, str]:
        """The words in lower case, as the models know them."""
        return {w: plain_word(self.parse.lower[w]) for w in self.words}

    @cached_property
    def _lemma(self) -> dict[int, str]:
        return {w: plain_word(self.parse.lemma[w].lower()) for w in self.words}

    @cached_property
    def lists(self) -> tuple[tuple[str, Values], ...]:
        """What VADER's list, TextBlob's and the vectors say, each under the letter of its signs;
        vectors give none."""
        return (
            ("l", dict(self._listed(vader_values()))),
            ("t", dict(self._listed(textblob_values()))),
            ("", dict(self._by_vector())),
        )

    def _listed(self, values: Mapping[str, float]) -> Iterator[tuple[int, float]]:
        lemmas = self._lemma
        for word, lower in self.lower.items():
            found = values.get(lower) or values.get(lemmas[word], 0.0)
            if found:
                yield word, found

    def _by_vector(self) -> Iterator[tuple[int, float]]:
        """What the vectors of words say that VADER's list does not have."""
        words, vectors = self.vectors
        values = self.model.valences_of(vectors).tolist()
        known = vader_values()
        for word, value in zip(words, values, strict=True):
            listed = self.lower[word] in known or self._lemma[word] in known
            if abs(value) > _LEAST and not listed:
                yield word, value

    @cached_property
    def vectors(self) -> tuple[list[int], Floats]:
        """The words that have a vector, and their vectors, a row a word."""
        rows = self.model.find_words(self.lower.values())
        known = np.flatnonzero(rows >= 0)
        words = [self.words[n] for n in known.tolist()]
        return words, self.model.vectors_of(rows[known])

    @cached_property
    def negations(self) -> set[int]:
        """The words that negate."""
        return {word for word, lower in self.lower.items() if lower in NEGATIONS}

    @cached_property
    def negated(self) -> set[int]:
        """The words that a negation turns: one right before them, or one that depends on them."""
        heads = self.parse.head
        before = {w + n for w in self.negations for n in range(1, _NEGATED + 1)}
        return before | {heads[w] for w in self.negations if heads[w] != w}

    @cached_property
    def clauses(self) -> dict[int, int]:
        """The verb of the clause that each word stands in."""
        return {word: self._clause(word) for word in self.words}

    def _clause(self, word: int) -> int:
        parse = self.parse
        for at in (word, *parse.above(word)):
            if parse.tag[at][:2] in {"VB", "MD"} and parse.dep[at] in _HEADS:
                return at
        return at
