"""Which pairs of many texts may share much: those that share sampled shingles.

A sample of the shingles is taken by their number, the same of every text: every fourth finds all
copies that comparing everything with everything finds, in a quarter of the memory. The exact check
comes after it.

A shingle that few texts have makes pairs of them. One that many have says little by itself: what a
text has of these is compared by MinHash (Broder 1997), in bands of three, so that texts meet that
have much of it in common. No group makes more pairs than a number for each of its texts, so that
work grows with the length of all texts and no faster.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

__all__ = ["candidates", "sample"]

_PAIRED = 12
"""Texts that meet, up to which each is paired with each; of more, each with the first and with the
one before it. A formula that every text of an outlet has would cost its number squared."""

_BANDS = 96
_ROWS = 3
"""Smallest numbers that two texts must share in a band: of halves of a text 99.99 % meet in one of
the bands, of texts that have a twentieth in common 1 %."""

_MORE = 1.5  # a pair that shares too little of what is rare must share more of the rest
_DOUBT = 2.0  # standard errors by which two texts may seem to share less than they do
_CHUNK = 10_000  # pairs that are compared at once
_SEED = 20_261_127
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], np.uint64)


def sample(shingles: Any, every: int) -> Any:
    """The shingles of the sample."""
    return shingles[shingles % np.uint64(every) == 0]


def candidates(samples: Sequence[Any], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of indexes (the smaller first, sorted) of texts, the smaller of whose samples may
    share so much with the other's. The first of many that meet is paired with all of them: the
    earliest text should have the smallest index."""
    sizes = np.array([len(s) for s in samples], np.int64)
    if not sizes.sum():
        return
    owners = np.repeat(np.arange(len(samples)), sizes)
    every = np.concatenate(samples)
    is_rare = _find_rare(every)
    rare = _pair_by_rare(every[is_rare], owners[is_rare], len(samples), least)
    # what is common to many is too small a part of most texts to make a reprint
    common = np.bincount(owners[~is_rare], minlength=len(samples))
    kept = ~is_rare & (common >= np.maximum(1, least * sizes))[owners]
    bands = _pair_by_bands(every[kept], owners[kept], len(samples), least)
    for pair in np.unique(np.concatenate([rare, bands])):
        yield int(pair) // len(samples), int(pair) % len(samples)


def _find_rare(every: Any) -> Any:
    """Of each shingle, whether few texts have it."""
    _, which, lengths = np.unique(every, return_inverse=True, return_counts=True)
    return (lengths <= _PAIRED)[which]


def _pair_by_rare(shingles: Any, owners: Any, texts: int, least: float) -> Any:
    """Texts that share so much of what few have."""
    sizes = np.bincount(owners, minlength=texts)
    pairs, counts = np.unique(_pair(shingles, owners, texts), return_counts=True)
    smaller = np.minimum(sizes[pairs // texts], sizes[pairs % texts])
    return pairs[counts >= np.maximum(1, np.floor(least * smaller))]


def _pair_by_bands(shingles: Any, owners: Any, texts: int, least: float) -> Any:
    """Texts that agree in a band of the smallest numbers of their shingles, and in enough of all
    these numbers to share so much of the smaller one's shingles."""
    if not len(shingles):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    known = owners[starts]
    signs = _sign(shingles, starts)
    every = np.arange(len(known))
    found = []
    for at in range(0, len(signs), _ROWS):
        band = (signs[at : at + _ROWS] * _FACTORS[:, None]).sum(0)
        found.append(_pair(band, every, texts))
    first, second = np.divmod(np.unique(np.concatenate(found)), texts)
    sizes = np.diff(np.r_[starts, len(shingles)])
    needed = _MORE * least * np.minimum(sizes[first], sizes[second])
    wanted = needed / (sizes[first] + sizes[second] - needed)
    doubt = _DOUBT * np.sqrt(wanted * (1 - wanted) / len(signs))
    near = _compare(signs, first, second) >= wanted - doubt
    return known[first[near]] * texts + known[second[near]]


def _sign(shingles: Any, starts: Any) -> Any:
    """Of every text (a column) the smallest of its shingles in so many orders (rows)."""
    chance = np.random.default_rng(_SEED)
    signs = np.empty((_BANDS * _ROWS, len(starts)), np.uint32)
    for row in signs:
        mask, factor = chance.integers(0, 2**64, 2, np.uint64)
        numbers = (shingles ^ mask) * (factor | np.uint64(1))
        row[:] = np.minimum.reduceat(numbers >> np.uint64(32), starts)
    return signs


def _compare(signs: Any, first: Any, second: Any) -> Any:
    """Share of the rows in which the two texts of each pair have the same: about the share of all
    their shingles that both have."""
    short = np.ascontiguousarray(signs.T.astype(np.uint8))  # a byte of each will do
    found = [
        (short[first[at : at + _CHUNK]] == short[second[at : at + _CHUNK]]).mean(1)
        for at in range(0, len(first), _CHUNK)
    ]
    return np.concatenate([*found, np.empty(0)])


def _pair(numbers: Any, owners: Any, texts: int) -> Any:
    """A pair, as one number, of texts for every number that they share; `owners` are sorted."""
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    owners = owners[order]
    begins = np.r_[True, numbers[1:] != numbers[:-1]][: len(numbers)]
    starts = np.flatnonzero(begins)
    run = np.cumsum(begins) - 1
    length = np.diff(np.r_[starts, len(numbers)])[run]
    place = np.arange(len(numbers)) - starts[run]
    found = []
    for back in range(1, _PAIRED):
        # of a long run only the neighbour, and below the first
        at = np.flatnonzero((place >= back) & ((length <= _PAIRED) | (back == 1)))
        found.append(owners[at - back] * texts + owners[at])
    far = np.flatnonzero((length > _PAIRED) & (place > 1))
    found.append(owners[starts[run[far]]] * texts + owners[far])
    return np.concatenate(found)
