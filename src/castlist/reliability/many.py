"""How far counts over many articles may be off: castlist's errors in public articles, put back into
every article of a corpus, time and again.

Each time the public documents are drawn anew, as many as there are and some of them more than once,
so that what rests on few of them is as unsure as that. Then every article that mentions an actor
gets the error of an actor counted about as often, and to those articles come some in which castlist
does not find it. The same numbers are drawn for every actor, from a fixed beginning: an interval
depends on nothing but the actor's own counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from castlist.reliability.errors import Numbers
from castlist.reliability.presence import PresenceErrors, read_presence_errors
from castlist.settings import Settings

__all__ = ["CorpusBounds", "find_corpus_bounds"]

# Set by what held on public articles (METHOD.md, "Intervals of corpus numbers").
# Chance that an actor is miscounted as in its other articles: its name is the same.
_ALIKE = 0.3
# Shape of the gamma curve by which some names are missed more often than others.
_UNEVEN = 0.3
# Articles of an actor up to which it is nobody more often: a wrong name seldom comes again.
_FEW = 2
_OTHER_KIND = 0.15  # weight of a document that is no news
# The least mentions of those that are counted about as often.
_SIZES = np.array([1, 2, 3, 5, 9])
_DRAWS = 400
# Articles of an actor that are reckoned with: of more an even choice stands for all.
_LONGEST = 4096
_MOST = 5  # times the count: what lies beyond changes no interval
_LARGE = 50  # mean from which a Poisson distribution is taken for a normal one
_ACTORS = 20_000  # that are reckoned with at once
_SEED = 20261127

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class CorpusBounds:
    """A row an actor: between which numbers of articles, and of mentions, the true one lies with a
    chance of 80 %."""

    articles_low: Whole
    articles_high: Whole
    mentions_low: Whole
    mentions_high: Whole


@dataclass(frozen=True)
class _World:
    """What one drawing of the public documents says of actors that are there: the shares true /
    found of each kind of count, in their order. Of those castlist finds in another document too:
    how many it misses for one that it finds, and how often these are mentioned. And of all that it
    finds the share that is not there, of actors in one or two documents and of those in more."""

    shares: tuple[Numbers, ...]
    missed: tuple[float, float]  # of others, of persons
    mentions: tuple[float, float]
    nobody: tuple[float, float]


def find_corpus_bounds(
    actors: Whole,
    mentions: Whole,
    persons: NDArray[np.bool_],
    articles: Whole,
    errors: PresenceErrors | None = None,
) -> CorpusBounds:
    """The bounds of actors 0, 1, 2 ...: `actors` and `mentions` have a row for each article that
    mentions one, sorted by actor; `persons` and `articles` (in which it may be at most) one for
    each actor."""
    worlds = _draw_worlds(errors) if errors else _own_worlds()
    starts = np.searchsorted(actors, np.arange(len(persons) + 1))
    found = [
        _bound(
            actors[starts[first] : starts[last]] - first,
            mentions[starts[first] : starts[last]],
            persons[first:last],
            articles[first:last],
            worlds,
        )
        for first, last in _steps(len(persons))
    ]
    whole = np.concatenate([np.empty((4, 0)), *found], axis=1).astype(np.int64)
    return CorpusBounds(*whole)


def _steps(number: int) -> Iterator[tuple[int, int]]:
    for first in range(0, number, _ACTORS):
        yield first, min(first + _ACTORS, number)


def _bound(
    actors: Whole,
    mentions: Whole,
    persons: NDArray[np.bool_],
    articles: Whole,
    worlds: tuple[_World, ...],
) -> Numbers:
    """Four rows: fewest and most articles, fewest and most mentions."""
    counted = np.bincount(actors, minlength=len(persons)).astype(np.float64)
    summed = np.bincount(actors, mentions, len(persons)).astype(np.float64)
    actors, mentions = _choose_rows(actors, mentions, counted)
    stands_for = counted / np.maximum(np.bincount(actors, minlength=len(persons)), 1)
    first = np.searchsorted(actors, np.arange(len(persons)))
    place = np.arange(len(actors)) - first[actors]
    kind = _kinds(mentions, persons[actors])
    several = (counted > _FEW)[actors].astype(np.int64)
    rng = np.random.default_rng(_SEED)
    true_articles = np.empty((len(worlds), len(persons)), np.float32)
    true_mentions = np.empty_like(true_articles)
    for number, world in enumerate(worlds):
        own = rng.random((2, _LONGEST))
        common, number_missed = rng.random(2)
        uneven = rng.gamma(_UNEVEN) / _UNEVEN
        quantiles = np.where(own[0] < _ALIKE, common, own[1])[place]
        true = _put_back(world, mentions, kind, several, quantiles)
        there = stands_for * np.bincount(actors, true > 0, len(persons))
        rate = np.where(persons, world.missed[1], world.missed[0])
        missed = _poisson(np.asarray(there * rate * uneven), number_missed)
        missed = np.minimum(missed, articles - there)
        each = np.where(persons, world.mentions[1], world.mentions[0])
        true_articles[number] = there + missed
        found = stands_for * np.bincount(actors, true, len(persons))
        true_mentions[number] = found + missed * each
    return np.concatenate([_around(true_articles, counted), _around(true_mentions, summed)])


def _choose_rows(actors: Whole, mentions: Whole, counted: Numbers) -> tuple[Whole, Whole]:
    """The rows, and of actors with very many evenly chosen ones, from few mentions to many."""
    if not (counted > _LONGEST).any():
        return actors, mentions
    order = np.lexsort((mentions, actors))
    ends = np.cumsum(counted.astype(np.int64))
    chosen = [
        order[np.linspace(end - number, end - 1, min(number, _LONGEST)).astype(np.int64)]
        for end, number in zip(ends, counted.astype(np.int64), strict=True)
    ]
    rows = np.concatenate(chosen)
    return actors[rows], mentions[rows]


def _put_back(
    world: _World, mentions: Whole, kind: Whole, several: Whole, quantiles: Numbers
) -> Numbers:
    """The true mentions of each row, if it stands at that quantile of the errors."""
    nobody = np.array(world.nobody)[several]
    place = np.maximum(quantiles - nobody, 0) / (1 - nobody)
    true = np.floor(mentions * _pick(world.shares, kind, place) + 0.5)
    return np.where(quantiles < nobody, 0.0, np.maximum(true, 1))


def _around(drawn: NDArray[np.float32], counted: Numbers) -> Numbers:
    """Two rows: the ends of the middle 80 % of what was drawn, with the count between them."""
    tail = (1 - Settings().interval) / 2
    ends = np.quantile(drawn, [tail, 1 - tail], axis=0, method="inverted_cdf")
    low, high = np.floor(ends + 0.5)
    return np.stack([np.minimum(low, counted), np.maximum(high, counted)])


def _kinds(mentions: Whole, persons: NDArray[np.bool_]) -> Whole:
    """Which counts are of one kind: about as large, and of persons or not."""
    size = np.searchsorted(_SIZES, mentions, side="right") - 1
    return size + len(_SIZES) * persons.astype(np.int64)


def _pick(shares: tuple[Numbers, ...], kind: Whole, quantiles: Numbers) -> Numbers:
    """The share at the quantile of each row's kind."""
    lengths = np.array([len(own) for own in shares])
    ends = np.cumsum(lengths)
    place = np.floor(quantiles * lengths[kind]).astype(np.int64)
    return np.asarray(np.concatenate(shares)[ends[kind] - lengths[kind] + place])


def _poisson(mean: Numbers, quantile: float) -> Numbers:
    """The quantile of a Poisson distribution of each mean; of large ones of the normal curve."""
    large: Numbers = np.maximum(mean + NormalDist().inv_cdf(quantile) * np.sqrt(mean), 0)
    return np.where(mean > _LARGE, np.round(large), _small_poisson(mean, quantile))


def _small_poisson(mean: Numbers, quantile: float) -> Numbers:
    mean = np.minimum(mean, _LARGE)
    wanted = np.zeros(len(mean))
    chance = np.exp(-mean)
    reached = chance.copy()
    for number in range(1, 3 * _LARGE):
        open_ = reached < quantile
        if not open_.any():
            break
        wanted += open_
        chance = chance * mean / number
        reached = reached + chance
    return wanted


@cache
def _own_worlds() -> tuple[_World, ...]:
    return _draw_worlds(read_presence_errors())


def _draw_worlds(errors: PresenceErrors) -> tuple[_World, ...]:
    """The public documents, drawn anew as often as they are put back."""
    rng = np.random.default_rng(_SEED)
    documents, number = np.unique(errors.document, return_inverse=True)
    news = np.zeros(len(documents), np.bool_)
    news[number] = errors.genre == "news"
    weights = np.where(news, 1.0, _OTHER_KIND)
    share = np.divide(
        errors.true, errors.found, out=np.zeros_like(errors.true), where=errors.found > 0
    )
    share = np.minimum(share, _MOST)
    draws = max(1, round(weights.sum()))
    worlds = []
    for _ in range(_DRAWS):
        times = np.bincount(
            rng.choice(len(documents), draws, p=weights / weights.sum()),
            minlength=len(documents),
        )[number]
        worlds.append(_make_world(errors, share, times))
    return tuple(worlds)


def _make_world(errors: PresenceErrors, share: Numbers, times: Whole) -> _World:
    seen = errors.found > 0
    there = seen & (errors.true > 0)
    kinds = _kinds(errors.found.astype(np.int64), errors.person)
    shares = [
        np.sort(_drawn(share, times, there & (kinds == kind)))
        for kind in range(2 * len(_SIZES))
    ]
    elsewhere = errors.elsewhere > 0
    lost = [elsewhere & ~seen & (errors.person == person) for person in (False, True)]
    known = [elsewhere & there & (errors.person == person) for person in (False, True)]
    few = [errors.elsewhere < _FEW, errors.elsewhere >= _FEW]
    missed = [_ratio(times, one, other) for one, other in zip(lost, known, strict=True)]
    mentions = [float(_drawn(errors.true, times, rows).mean()) for rows in lost]
    nobody = [_ratio(times, seen & ~there & rows, seen & rows) for rows in few]
    return _World(
        tuple(shares),
        (missed[0], missed[1]),
        (mentions[0], mentions[1]),
        (nobody[0], nobody[1]),
    )


def _drawn(values: Numbers, times: Whole, rows: NDArray[np.bool_]) -> Numbers:
    """The values of some rows, each as often as it was drawn; once, if none of them was."""
    often = times[rows]
    return np.repeat(values[rows], often if often.any() else np.ones_like(often))


def _ratio(times: Whole, part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float:
    return float(times[part].sum() / max(times[whole].sum(), 1))
