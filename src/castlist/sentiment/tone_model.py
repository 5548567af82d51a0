"""The weights of both trained models, `tone.npz`: made by `tools/train_tone.py`, described in
`tone.md`.

The file holds no text: words and pairs of words are kept as 32-bit hashes, sorted, and weights and
word vectors in a byte each.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from castlist.model import Label

__all__ = ["CLASSES", "FILE", "GramWeights", "ToneModel", "hash_words", "read_model"]

CLASSES: tuple[Label, ...] = ("negative", "neutral", "positive")
FILE = "tone.npz"

Floats = NDArray[np.float64]


def hash_words(words: Iterable[str]) -> NDArray[np.uint32]:
    """The 32-bit hash of each word."""
    return np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint32)


@dataclass(frozen=True)
class GramWeights:
    """What words, pairs of words and other signs that are there or not weigh: a row a sign."""

    hashes: NDArray[np.uint32]  # sorted
    weights: NDArray[np.int8]  # a column a class
    scale: float  # what one step of a weight is worth

    def add_up(self, grams: Sequence[str]) -> Floats:
        """The sum of the weights of the signs that are known, a number a class."""
        rows = _find_rows(self.hashes, hash_words(grams))
        summed = self.weights[rows[rows >= 0]].sum(axis=0, dtype=np.int64)
        return np.asarray(summed * self.scale)


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

    def vectors_of(self, rows: Sequence[int]) -> Floats:
        """The vectors of words, a row a word."""
        return np.asarray(self.steps[list(rows)] * self.step)

    def valences_of(self, rows: Sequence[int]) -> Floats:
        """How negative or positive words are by their vectors; 0 for a row of -1."""
        known = self.vectors_of(rows) @ self.valence + self.valence_base
        return np.where(np.asarray(rows, dtype=np.int64) >= 0, known, 0.0)

    def find_words(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The row of each word among those that have a vector; -1 if it has none."""
        return _find_rows(self.words, hash_words(words))

    def probabilities(self, grams: Sequence[str], values: Floats) -> Floats:
        """How probable it is that readers feel each of `CLASSES`; they add up to 1."""
        scores = self.toward.add_up(grams) + values @ self.toward_values + self.toward_base
        powers = np.exp((scores - scores.max()) * self.power)
        return np.asarray(powers / powers.sum())

    def rating(self, grams: Sequence[str], values: Floats) -> float:
        """The rating that readers would give a sentence, -4 (negative) to 4."""
        known = float(self.readers.add_up(grams)[0])
        return known + float(values @ self.readers_values) + self.readers_base


def _find_rows(known: NDArray[np.uint32], asked: NDArray[np.uint32]) -> NDArray[np.int64]:
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
