"""What the true counts of an article's actors may be: those of actors of public articles that are
like them, every one weighed and none drawn, so that no chance comes in.

A bootstrap that draws one of those articles, and in it an actor counted about as often, comes to
the same chances in the end. The errors of two actors are taken as independent: with those of the
same document for both, as a bootstrap of whole documents has them, the leads of benchmark articles
were foretold a little worse (Brier .174 instead of .169 over 100 articles).
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from castlist.reliability.errors import CountErrors, Flags, Numbers
from castlist.settings import Settings

__all__ = [
    "Bounds",
    "Counts",
    "chances_to_lead",
    "documents_behind",
    "find_interval",
    "find_intervals",
    "fits",
    "outcomes",
    "weigh",
]

# How fast an actor of a benchmark counts less as it differs, each the standard deviation of a
# normal curve: by the logarithm of its count, by its share of mentions that are no names, and of
# its document's words. Set by hand to round values; half or twice of each moves coverage in news
# by 5 points at most (METHOD.md, "How far a count may be off").
_COUNT = 0.35
_SHARE = 0.2
_WORDS = 1.0
_OTHER_TYPE = 0.3  # weight of a person for what is none, and the other way round
_OTHER_KIND = 0.15  # weight of another kind of text: of one's own there is too little
_NEAR = {"report": ("news",)}  # form of an article -> genres that are of its kind
_SPOKEN = ("interview",)
_MOST = 5  # times the count: what lies beyond changes no interval


@dataclass(frozen=True)
class Counts:
    """Actors of one article: a row an actor, a column for names, descriptions and pronouns."""

    form: str
    words: int
    found: Numbers
    person: Flags
    sure: Numbers  # mentions that people have confirmed, as `found`

    def names_alone(self) -> "Counts":
        """The same actors by their names alone."""
        return replace(self, found=self.found[:, :1], sure=self.sure[:, :1])

    def choose(self, rows: "Flags | NDArray[np.int64]") -> "Counts":
        """These actors alone, by flags or by their numbers."""
        found, sure = self.found[rows], self.sure[rows]
        return replace(self, found=found, person=self.person[rows], sure=sure)

    @property
    def totals(self) -> Numbers:
        """All mentions of each actor."""
        return np.asarray(self.found.sum(axis=1))


class Bounds(NamedTuple):
    """Between which counts the true one lies with a chance of 80 %, and on how many documents of
    the benchmarks that rests."""

    low: int
    high: int
    documents: int


def fits(errors: CountErrors, form: str, words: int) -> Numbers:
    """How much each row counts for an article of that form and length, by its document alone."""
    same = np.isin(errors.genre, _NEAR.get(form, _SPOKEN))
    length = (np.log(errors.words) - np.log(max(words, 1))) / _WORDS
    return np.asarray(np.where(same, 1.0, _OTHER_KIND) * np.exp(-0.5 * length**2))


def weigh(errors: CountErrors, counts: Counts) -> Numbers:
    """How much each row of the errors counts for each actor: a row an actor, a column an error;
    each row adds up to 1."""
    found = errors.found.sum(axis=1)
    size = _apart(np.log(found), np.log(counts.totals)) / _COUNT
    named = _apart(errors.found[:, 0] / found, counts.found[:, 0] / counts.totals) / _SHARE
    same = errors.person[None, :] == counts.person[:, None]
    exponents = -0.5 * (size**2 + named**2)
    # of an actor far from all others the nearest count: not all of them as 0
    exponents -= exponents.max(axis=1, keepdims=True)
    weights = np.exp(exponents) * np.where(same, 1.0, _OTHER_TYPE)
    weights *= fits(errors, counts.form, counts.words)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def outcomes(errors: CountErrors, counts: Counts, weights: Numbers) -> Numbers:
    """The chance of each true count of each actor: a row an actor, a column a count from 0.

    An error goes over as a share: 6 found of 8 say 12 of 16. No count is smaller than what people
    have confirmed, and one of which they have confirmed every mention is certain.
    """
    share = errors.true.sum(axis=1) / errors.found.sum(axis=1)
    totals = counts.totals[:, None]
    true = np.floor(totals * np.minimum(share, _MOST)[None, :] + 0.5)
    true = np.maximum(true, 1)  # who is there at all is mentioned
    sure = counts.sure.sum(axis=1)[:, None]
    true = np.where(sure >= totals, totals, np.maximum(true, sure)).astype(np.int64)
    length = int(max(true.max(), totals.max())) + 1
    rows = [
        np.bincount(one, weight, length) for one, weight in zip(true, weights, strict=True)
    ]
    return np.array(rows)


def find_intervals(errors: CountErrors, counts: Counts) -> dict[int, Bounds]:
    """Number of an actor, from 0 -> its interval; none for one that is counted too seldom, or has
    no name, as no actor of the benchmarks."""
    enough = counts.totals >= Settings().main_mentions
    known = enough & (counts.found[:, 0] > 0)
    if not known.any():
        return {}
    own = counts.choose(known)
    weights = weigh(errors, own)
    chances = outcomes(errors, own, weights)
    return {
        int(number): Bounds(
            *find_interval(chances[row], int(own.totals[row])),
            documents_behind(errors, weights[row]),
        )
        for row, number in enumerate(np.flatnonzero(known))
    }


def find_interval(chances: Numbers, count: int) -> tuple[int, int]:
    """The lowest and highest count of an interval around the count as found, with a chance as near
    to 80 % as whole numbers allow: the shortest that has more, or the next shorter one.

    >>> find_interval(np.array([0, 0, 0.1, 0.6, 0.2, 0.1]), 3)
    (3, 4)
    """
    level = Settings().interval - 1e-9
    below = np.concatenate([[0.0], np.cumsum(chances)])
    last = len(chances) - 1
    shorter = (count, count, 0.0)
    for width in range(last + 1):
        lows = np.arange(max(0, count - width), min(count, last - width) + 1)
        covered = below[lows + width + 1] - below[lows]
        best = int(covered.argmax())
        chance = float(covered[best])
        if chance >= level:
            nearer = level - shorter[2] < chance - level
            return shorter[:2] if nearer else (int(lows[best]), int(lows[best]) + width)
        if chance > shorter[2]:
            shorter = (int(lows[best]), int(lows[best]) + width, chance)
    return shorter[:2]


def chances_to_lead(chances: Numbers) -> Numbers:
    """The chance that each actor has more mentions than any other, a number an actor; what is
    left to 1 is that of a tie."""
    reached = np.cumsum(chances, axis=1)
    fewer = np.concatenate([np.zeros((len(chances), 1)), reached[:, :-1]], axis=1)
    first = np.empty(len(chances))
    for actor in range(len(chances)):
        others = np.delete(fewer, actor, axis=0).prod(axis=0)
        first[actor] = chances[actor] @ others
    return np.minimum(first, 1.0)


def documents_behind(errors: CountErrors, weights: Numbers) -> int:
    """On how many documents of the benchmarks weights rest: so many with equal weight would be as
    sure (Kish 1965)."""
    _, number = np.unique(errors.document, return_inverse=True)
    each = np.bincount(number, weights)
    total = float(each.sum())
    return round(total**2 / float((each**2).sum())) if total else 0


def _apart(these: Numbers, those: Numbers) -> Numbers:
    return np.asarray(these[None, :] - those[:, None])
