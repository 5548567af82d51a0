"""How the persons of an article are written of: counts of sentences, how uncertain they are, and of
which two something can be said. Never a verdict on one: zero does not transfer between outlets.
"""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from castlist.tables import Tables, walk_rows

__all__ = [
    "CLASSES",
    "FEWEST",
    "by_actor",
    "compare_pairs",
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


def by_actor(tables: Tables) -> pd.DataFrame:
    """One row a person with a judged sentence: in how many sentences readers would feel what tone
    towards that person; the one with the most sentences first.

    Columns: article_id, actor, actor_id, sentences, negative, neutral, positive, unsure (they add
    up to sentences), mean_negative (mean probability of negative, 0 to 1) and margin (half-width
    of its 95 % interval; empty with fewer than five sentences). Only people are judged.
    """
    judged = judged_sentences(tables)
    keys = ["article_id", "actor_id"]
    groups = judged.groupby(keys, sort=False)
    counts = groups["label"].value_counts().unstack("label", fill_value=0)
    frame = counts.reindex(columns=list(CLASSES), fill_value=0).astype(int)
    frame.insert(0, "sentences", frame.sum(axis=1))
    frame["mean_negative"] = groups["negative_probability"].mean().round(4)
    frame["margin"] = [_margin(n) for n in frame["sentences"]]
    named = tables.actors[[*keys, "name"]].rename(columns={"name": "actor"})
    frame = frame.reset_index().merge(named, on=keys)
    order = ["article_id", "actor", "actor_id", "sentences", *CLASSES]
    frame = frame[[*order, "mean_negative", "margin"]]
    return frame.sort_values(
        ["article_id", "sentences", "actor_id"],
        ascending=[True, False, True],
        ignore_index=True,
    )


def compare_pairs(tables: Tables) -> pd.DataFrame:
    """One row a pair of persons with five judged sentences each: whether it can be said which of
    the two is written of more negatively; the largest difference first.

    Columns: article_id, actor and other (the first has the higher mean probability of negative),
    their ids, sentences and other_sentences, difference, needed (what it must reach with so many
    sentences) and stated. What is not stated is no evidence that both are written of alike.
    """
    enough = by_actor(tables)
    enough = enough[enough["sentences"] >= FEWEST]
    rows = [
        _pair(one, other)
        for _, group in enough.groupby("article_id", sort=False)
        for one, other in combinations(walk_rows(group), 2)
    ]
    columns = ["article_id", "actor", "actor_id", "other", "other_id", "sentences"]
    columns += ["other_sentences", "difference", "needed", "stated"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(
        ["article_id", "difference", "actor_id", "other_id"],
        ascending=[True, False, True, True],
        ignore_index=True,
    )


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


def _margin(sentences: int) -> float:
    return next((width for n, width in _MARGINS if sentences >= n), np.nan)


def _pair(one: Any, other: Any) -> tuple[object, ...]:
    first, second = sorted((one, other), key=lambda row: row.mean_negative, reverse=True)
    difference = round(first.mean_negative - second.mean_negative, 4)
    needed = needed_difference(min(first.sentences, second.sentences))
    names = (first.article_id, first.actor, first.actor_id, second.actor, second.actor_id)
    counts = (first.sentences, second.sentences)
    return (*names, *counts, difference, needed, difference >= needed)
