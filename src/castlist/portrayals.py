"""How the persons of an article are written of: counts of sentences, how uncertain they are, and of
which two something can be said. Never a verdict on one: zero does not transfer between outlets.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby
from math import fsum, isnan
from typing import NamedTuple, get_type_hints

import numpy as np
import pandas as pd

from castlist.tables import Held, Tables, hold_rows, rows_of

__all__ = [
    "CLASSES",
    "FEWEST",
    "by_actor",
    "compare_pairs",
    "hold_actors",
    "hold_pairs",
    "judged_sentences",
    "needed_difference",
]

CLASSES = ("negative", "neutral", "positive", "unsure")
"""What a sentence may be towards a person, in the order in which tables and charts show it."""

# Sentences (of the one with fewer) -> by how much two mean probabilities of negative must differ.
# With these the sign was right in 98 to 99 of 100 pairs of persons on the half of NewsMTSC that
# was kept aside when they were set, and in 96 to 98 by cross-validation on the other half
# (tools/train_tone.py prints it).
_DIFFERENCES = ((20, 0.20), (8, 0.25), (5, 0.40))
# Sentences -> how far one person's mean probability of negative lies from the share that readers
# felt so, in 95 of 100 persons; of both halves the wider.
_MARGINS = ((40, 0.21), (20, 0.27), (10, 0.33), (5, 0.47))

FEWEST = _DIFFERENCES[-1][0]
"""Sentences from which a person is compared with others."""


_COLUMNS = {
    **dict.fromkeys(["article_id", "actor", "actor_id"], str),
    **dict.fromkeys(["sentences", *CLASSES], int),
    **dict.fromkeys(["mean_negative", "margin"], float),
}
_KEYS = ["article_id", "actor_id"]


class _Person(NamedTuple):
    """A person with a judged sentence."""

    article_id: str
    actor: str
    actor_id: str
    sentences: int
    labels: Counter[str]
    mean_negative: float


class _Pair(NamedTuple):
    """Two persons, the one with the higher mean probability of negative first."""

    article_id: str
    actor: str
    actor_id: str
    other: str
    other_id: str
    sentences: int
    other_sentences: int
    difference: float
    needed: float
    stated: bool


def by_actor(tables: Tables) -> pd.DataFrame:
    """One row a person with a judged sentence: in how many sentences readers would feel what tone
    towards that person; the one with the most sentences first.

    Columns: article_id, actor, actor_id, sentences, negative, neutral, positive, unsure (they add
    up to sentences), mean_negative (mean probability of negative, 0 to 1) and margin (half-width
    of its 95 % interval; empty with fewer than five sentences). Only people are judged.
    """
    return hold_actors(tables).frame()


def hold_actors(tables: Tables) -> Held:
    """The rows of `by_actor`, of which no frame is made."""
    rows = [
        (
            *(person.article_id, person.actor, person.actor_id, person.sentences),
            *(person.labels[label] for label in CLASSES),
            *(person.mean_negative, _margin(person.sentences)),
        )
        for person in _persons(tables)
    ]
    return hold_rows(rows, _COLUMNS)


def compare_pairs(tables: Tables) -> pd.DataFrame:
    """One row a pair of persons with five judged sentences each: whether it can be said which of
    the two is written of more negatively; the largest difference first.

    Columns: article_id, actor and other (the first has the higher mean probability of negative),
    their ids, sentences and other_sentences, difference, needed (what it must reach with so many
    sentences) and stated. What is not stated is no evidence that both are written of alike.
    """
    return hold_pairs(tables).frame()


def hold_pairs(tables: Tables) -> Held:
    """The rows of `compare_pairs`, of which no frame is made."""
    enough = [person for person in _persons(tables) if person.sentences >= FEWEST]
    pairs = [
        _pair(one, other)
        for _, group in groupby(enough, key=lambda person: person.article_id)
        for one, other in combinations(group, 2)
    ]
    pairs.sort(key=lambda p: (p.article_id, -p.difference, p.actor_id, p.other_id))
    return hold_rows(pairs, get_type_hints(_Pair))


def judged_sentences(tables: Tables) -> pd.DataFrame:
    """One row a sentence and person in it that was judged: the scores of unit mention, with
    actor_id, sentence and paragraph; probabilities are called negative_probability and so on."""
    scores = tables.scores
    scores = scores[(scores["unit"] == "mention") & scores["negative"].notna()]
    scores = scores.rename(columns={name: f"{name}_probability" for name in CLASSES[:3]})
    ids = pd.array([f"m{number}" for number in scores["unit_id"]], dtype="str")
    mentions = tables.mentions[
        ["article_id", "mention_id", "actor_id", "sentence", "paragraph"]
    ]
    keys = ["article_id", "mention_id"]
    return scores.assign(mention_id=ids).merge(mentions, on=keys)


def needed_difference(sentences: int) -> float:
    """By how much two mean probabilities of negative must differ if the person with fewer
    sentences has so many; infinite below five.

    >>> needed_difference(9), needed_difference(4)
    (0.25, inf)
    """
    return next((least for n, least in _DIFFERENCES if sentences >= n), float("inf"))


def _persons(tables: Tables) -> list[_Person]:
    """Everybody with a judged sentence, in the order of `by_actor`."""
    actors = rows_of(tables.held("actors"), [*_KEYS, "name"])
    names = {(a, i): name for a, i, name in actors}
    judged: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for person, label, negative in _judged(tables):
        if person in names:
            judged.setdefault(person, []).append((label, negative))
    persons = []
    for (key, actor), found in judged.items():
        labels = Counter(label for label, _ in found)
        mean = fsum(negative for _, negative in found) / len(found)
        counts = (len(found), labels, float(np.round(mean, 4)))
        persons.append(_Person(key, names[key, actor], actor, *counts))
    return sorted(persons, key=lambda p: (p.article_id, -p.sentences, p.actor_id))


def _judged(tables: Tables) -> Iterator[tuple[tuple[str, str], str, float]]:
    """Article and actor of each judged sentence, its label, and how probable negative is."""
    linked = rows_of(tables.held("mentions"), ["article_id", "mention_id", "actor_id"])
    actors = {(a, m): actor for a, m, actor in linked}
    columns = ["article_id", "unit", "unit_id", "label", "negative"]
    for key, unit, number, label, negative in rows_of(tables.held("scores"), columns):
        actor = actors.get((key, f"m{number}")) if unit == "mention" else None
        if actor is not None and not isnan(negative):
            yield (key, actor), label, negative


def _margin(sentences: int) -> float:
    return next((width for n, width in _MARGINS if sentences >= n), np.nan)


def _pair(one: _Person, other: _Person) -> _Pair:
    first, second = sorted((one, other), key=lambda row: row.mean_negative, reverse=True)
    difference = round(first.mean_negative - second.mean_negative, 4)
    needed = needed_difference(min(first.sentences, second.sentences))
    names = (first.article_id, first.actor, first.actor_id, second.actor, second.actor_id)
    counts = (first.sentences, second.sentences)
    return _Pair(*names, *counts, difference, needed, difference >= needed)
