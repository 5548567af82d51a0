"""Which pairs of many texts may share much: those that share sampled shingles.

A sample of the shingles is taken by their number, the same of every text: every fourth finds all
copies that comparing everything with everything finds, in a quarter of the memory. The exact check
comes after it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

__all__ = ["candidates", "sample"]

_PAIRED = 12
"""Texts that share a shingle, up to which each is paired with each; of more, each with the first
and with the one before it. A formula that every text of an outlet has would cost its number
squared."""


def sample(shingles: Any, every: int) -> Any:
    """The shingles of the sample."""
    return shingles[shingles % np.uint64(every) == 0]


def candidates(samples: Sequence[Any], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of indexes (the smaller first, sorted) of texts, the smaller of whose samples may
    share so much with the other's."""
    sizes = np.array([len(s) for s in samples], np.int64)
    if not sizes.sum():
        return
    owners = np.repeat(np.arange(len(samples)), sizes)
    every = np.concatenate(samples)
    order = np.lexsort((owners, every))
    pairs, counts = np.unique(
        _pairs(every[order], owners[order], len(samples)), return_counts=True
    )
    first = pairs // len(samples)
    second = pairs % len(samples)
    wanted = np.maximum(1, np.floor(least * np.minimum(sizes[first], sizes[second])))
    for pair in np.flatnonzero(counts >= wanted):
        yield int(first[pair]), int(second[pair])


def _pairs(shingles: Any, owners: Any, texts: int) -> Any:
    """A number for every pair of texts and every sampled shingle that they share."""
    total = np.int64(texts)
    begins = np.r_[True, shingles[1:] != shingles[:-1]]
    starts = np.flatnonzero(begins)
    run = np.cumsum(begins) - 1
    lengths = np.diff(np.r_[starts, len(shingles)])
    place = np.arange(len(shingles)) - starts[run]
    found = []
    for back in range(1, _PAIRED):
        # of a long run only the neighbour, and below the first
        here = (place >= back) & ((lengths[run] <= _PAIRED) | (back == 1))
        at = np.flatnonzero(here)
        found.append(owners[at - back] * total + owners[at])
    far = np.flatnonzero((lengths[run] > _PAIRED) & (place > 1))
    found.append(owners[starts[run[far]]] * total + owners[far])
    return np.concatenate(found)
