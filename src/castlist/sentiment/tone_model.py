"""The weights of both trained models, `tone.npz`: made by `tools/train_tone.py`, described in
`tone.md`.

The file holds no text: words and pairs of words are kept as 32-bit hashes, sorted, and weights and
word vectors in a byte each.
"""

import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from castlist.model import Label

__all__ = [
    "CLASSES",
    "FILE",
    "GramWeights",
    "Rows",
    "ToneModel",
    "hash_words",
    "read_model",
]

CLASSES: tuple[Label, ...] = ("negative", "neutral", "positive")
FILE = "tone.npz"

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
"""Of words, among those that have a vector; -1 if a word has none."""


def hash_words(words: Iterable[str]) -> NDArray[np.uint32]:
    """The 32-bit hash of each word."""
    return np.fromiter(map(zlib.crc32, map(str.encode, words)), dtype=np.uint32)


@dataclass(frozen=True)
class GramWeights:
    """What words, pairs of words and other signs that are there or not weigh: a row a sign."""

    hashes: NDArray[np.uint32]  # sorted
    weights: NDArray[np.int8]  # a column a class
    scale: float  # what one step of a weight is worth

    def add_up(self, signs: Sequence[Collection[str]]) -> Floats:
        """The sums of the weights of the signs that are known: a row a text, a column a class."""
        rows = _find_rows(self.hashes, hash_words(chain.from_iterable(signs)))
        known = rows >= 0
        texts = np.repeat(np.arange(len(signs)), [len(grams) for grams in signs])[known]
        columns = self.weights[rows[known]].T
        # whole numbers, so that the order in which they are added does not matter
        sums = [np.bincount(texts, column, minlength=len(signs)) for column in columns]
        return np.asarray(np.stack(sums, axis=1) * self.scale)


@dataclass(frozen=True)
class ToneModel:
    """The weights of the model toward an actor and of the model of paragraphs."""

    trained_with: str  # name and version of the language model
    words: NDArray[np.uint32]  # hashes of the words that have a vector, sorted
    steps: NDArray[np.int8]  # their vectors
    step: float  # what one step of a vector is worth
    valence: Floats  # vector -> how negative or positive such words are
    valence_base: float
    toward: GramWeights
    toward_values: Floats  # a row a number of `features`, a column a class
    toward_base: Floats
    power: (
        float  # probabilities are raised to it: what was said with .8 is right in 8 of 10
    )
    readers: GramWeights
    readers_values: Floats
    readers_base: float

    def vectors_of(self, rows: Rows) -> Floats:
        """The vectors of words, a row a word; one that has none gets that of another."""
        return np.asarray(self.steps[rows] * self.step)

    def valences_of(self, vectors: Floats) -> Floats:
        """How negative or positive words are by their vectors."""
        return np.asarray(vectors @ self.valence + self.valence_base)

    def find_words(self, words: Iterable[str]) -> Rows:
        """The row of each word among those that have a vector; -1 if it has none."""
        return _find_rows(self.words, hash_words(words))

    def probabilities(self, signs: Sequence[Collection[str]], values: Floats) -> Floats:
        """How probable it is that readers feel each of `CLASSES` (a column) about each target (a
        row); the classes add up to 1. `signs` and `values` are those of `features`."""
        scores = self.toward.add_up(signs) + values @ self.toward_values + self.toward_base
        powers = np.exp((scores - scores.max(axis=1, keepdims=True)) * self.power)
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def ratings(self, signs: Sequence[Collection[str]], values: Floats) -> list[float]:
        """The ratings that readers would give sentences, -4 (negative) to 4."""
        known = self.readers.add_up(signs)[:, 0]
        found: list[float] = (known + values @ self.readers_values).tolist()
        return [rating + self.readers_base for rating in found]


def _find_rows(known: NDArray[np.uint32], asked: NDArray[np.uint32]) -> Rows:
    """Where each hash stands among the known ones, -1 if it is none."""
    places = np.searchsorted(known, asked)
    places[places == len(known)] = 0
    return np.where(known[places] == asked, places, -1)


@cache
def read_model() -> ToneModel:
    """The weights that castlist brings, read once a process."""
    with (
        as_file(files(__package__).joinpath(FILE)) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        held = dict(stored)
    grams = {
        name: GramWeights(
            held[f"{name}_hashes"], held[f"{name}_weights"], float(held[f"{name}_scale"])
        )
        for name in ("toward", "readers")
    }
    return ToneModel(
        trained_with=str(held["trained_with"]),
        words=held["words"],
        steps=held["steps"],
        step=float(held["step"]),
        valence=held["valence"],
        valence_base=float(held["valence_base"]),
        toward=grams["toward"],
        toward_values=held["toward_values"],
        toward_base=held["toward_base"],
        power=float(held["power"]),
        readers=grams["readers"],
        readers_values=held["readers_values"],
        readers_base=float(held["readers_base"]),
    )
