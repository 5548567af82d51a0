"""How often castlist counts wrongly in articles like one of ours."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from castlist.reliability.chances import documents_behind, fits
from castlist.reliability.errors import CountErrors, Numbers, read_errors
from castlist.reliability.intervals import KINDS, is_read
from castlist.settings import Settings
from castlist.tables import Tables, walk_rows

__all__ = ["how_often_wrong"]

# How fast a document of the benchmarks counts less the further its share of mentions that are no
# names lies from that of the article: standard deviation of a normal curve.
_SHARE = 0.15


def how_often_wrong(tables: Tables) -> pd.DataFrame:
    """Four rows an article: how often castlist counts names, descriptions, pronouns and all of them
    wrongly for the main actors (three mentions or more) of articles like this one.

    Like it are benchmark documents of its form (report, or one that speaks in turns), length and
    share of mentions that are no names; the more alike, the more it counts. Columns: article_id,
    counted, here (mentions of the article's main actors), missing (share of the mentions that
    people see which castlist does not count for whom they mean), extra (share of those that it
    counts which are not there), exact (share of actors with exactly the true number) and documents
    (so many of equal weight are behind the row). No row for a text that is not English.
    """
    actors = tables.actors
    main = actors[actors["mentions"] >= Settings().main_mentions]
    sums = main.groupby("article_id")[list(KINDS)].sum()
    counts = sums.reindex(tables.articles["article_id"], fill_value=0).to_numpy(np.int64)
    rows = [
        (article.article_id, *row)
        for article, own in zip(walk_rows(tables.articles), counts, strict=True)
        if is_read(article.language)
        for row in _article_rows(own, article.form, article.words)
    ]
    columns = ["article_id", "counted", "here", "missing", "extra", "exact", "documents"]
    return pd.DataFrame(rows, columns=columns)


def _article_rows(
    counts: NDArray[np.int64], form: str, words: int
) -> Iterator[tuple[object, ...]]:
    """The four rows; `counts` has the names, descriptions and pronouns of the main actors."""
    total = int(counts.sum())
    errors = read_errors()
    errors = errors.choose(errors.found.sum(axis=1) >= Settings().main_mentions)
    weights = fits(errors, form, words)
    complete = ~np.isnan(errors.true[:, -1])
    if total:
        # where names alone are annotated, pronouns cannot tell how near a document is
        near = _nearness(errors, 1 - int(counts[0]) / total)
        weights = weights * np.where(complete, near, 1.0)
    for number, kind in enumerate(KINDS):
        known = ~np.isnan(errors.true[:, number])
        chosen = errors.choose(known)
        found, true = chosen.found[:, number], chosen.true[:, number]
        yield kind, int(counts[number]), *_rates(chosen, weights[known], found, true)
    chosen = errors.choose(complete)
    found, true = chosen.found.sum(axis=1), chosen.true.sum(axis=1)
    yield "all mentions", total, *_rates(chosen, weights[complete], found, true)


def _nearness(errors: CountErrors, share: float) -> Numbers:
    """How near the document of each row is by its share of mentions that are no names."""
    _, document = np.unique(errors.document, return_inverse=True)
    names = np.bincount(document, errors.found[:, 0])
    every = np.bincount(document, errors.found.sum(axis=1))
    apart = (1 - names / every - share) / _SHARE
    return np.asarray(np.exp(-0.5 * apart**2)[document])


def _rates(
    errors: CountErrors, weights: Numbers, found: Numbers, true: Numbers
) -> tuple[float, float, float, int]:
    missing = weights @ np.maximum(true - found, 0) / (weights @ true)
    extra = weights @ np.maximum(found - true, 0) / (weights @ found)
    exact = weights @ (found == true) / weights.sum()
    documents = documents_behind(errors, weights)
    return (
        round(float(missing), 2),
        round(float(extra), 2),
        round(float(exact), 2),
        documents,
    )
