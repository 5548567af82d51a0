"""A text as the set of its 5-shingles: five case-folded words in a row, each as one number."""

import re
from hashlib import blake2b
from typing import Any

import numpy as np

__all__ = ["SHINGLE", "Shingler", "shared"]

SHINGLE = 5
"""Words of a shingle: two texts that tell of one event share few runs of five."""

_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed: 2**64 / golden ratio
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class Shingler:
    """Gives equal numbers to equal shingles; each word is hashed once."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def __call__(self, text: str) -> Any:
        """The shingles of a text, sorted, each once; punctuation and case are no difference."""
        words = _WORD.findall(text.casefold())
        count = len(words) - SHINGLE + 1
        if count < 1:
            return np.empty(0, np.uint64)
        numbers = np.fromiter((self._number(word) for word in words), np.uint64, len(words))
        found = np.zeros(count, np.uint64)
        for place in range(SHINGLE):
            found = found * _FACTOR + numbers[place : place + count]
        found ^= found >> np.uint64(31)
        found *= _MIX
        return np.unique(found ^ (found >> np.uint64(29)))

    def _number(self, word: str) -> int:
        number = self._words.get(word)
        if number is None:
            data = word.encode("utf-8", "surrogatepass")
            number = int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
            self._words[word] = number
        return number


def shared(first: Any, second: Any) -> int:
    """How many shingles two sets have in common."""
    return int(np.intersect1d(first, second, assume_unique=True).size)
