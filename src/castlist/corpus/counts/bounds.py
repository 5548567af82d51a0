"""Between which numbers the true ones of each actor of a corpus lie."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from castlist.corpus.counts.choosing import Choosing, ask_of_chosen
from castlist.reliability import find_corpus_bounds, is_read
from castlist.settings import Settings

__all__ = ["Range", "find_bounds"]

# How often each article mentions each actor that is mentioned often enough.
_EACH = """
each AS (
  SELECT part_of, across.who AS who, article_id, CAST(sum(mentions) AS BIGINT) AS mentions,
    language
  FROM actors JOIN chosen USING (article_id) JOIN across USING (article_id, actor_id)
    JOIN (SELECT article_id, language FROM articles) USING (article_id)
  GROUP BY part_of, across.who, article_id, language
),
enough AS (
  SELECT part_of, who FROM each GROUP BY part_of, who HAVING sum(mentions) >= $least
)
SELECT part_of, who, type = 'person', of_articles, mentions, language
FROM each JOIN enough USING (part_of, who) JOIN totals USING (part_of) JOIN who USING (who)
WHERE ($type = '' OR type = $type) AND (len($who) = 0 OR list_contains($who, who))
ORDER BY part_of, who, article_id
"""


class Range(NamedTuple):
    """Between which numbers of articles, and of mentions, the true one lies with a chance of
    80 %."""

    articles_low: int
    articles_high: int
    mentions_low: int
    mentions_high: int


def find_bounds(
    folder: Path, choosing: Choosing, only: Sequence[str] = ()
) -> dict[tuple[str, str], Range]:
    """Group and key of an actor -> its range, of all or of `only` these; none for actors with fewer
    than three mentions, and for those in an article that is not English."""
    rows = ask_of_chosen(
        folder,
        choosing,
        _EACH,
        type=choosing.type,
        least=Settings().main_mentions,
        who=list(only),
    ).rows
    if not rows:
        return {}
    groups, who, persons, articles, mentions, languages = zip(*rows, strict=True)
    keys = list(dict.fromkeys(zip(groups, who, strict=True)))
    number = {key: n for n, key in enumerate(keys)}
    actors = np.array([number[key] for key in zip(groups, who, strict=True)], np.int64)
    first = np.searchsorted(actors, np.arange(len(keys)))
    bounds = find_corpus_bounds(
        actors,
        np.array(mentions, np.int64),
        np.array(persons, np.bool_)[first],
        np.array(articles, np.int64)[first],
    )
    foreign = {
        n for n, lang in zip(actors.tolist(), languages, strict=True) if not is_read(lang)
    }
    ranges: Iterator[Range] = (
        Range(*map(int, ends))
        for ends in zip(
            bounds.articles_low,
            bounds.articles_high,
            bounds.mentions_low,
            bounds.mentions_high,
            strict=True,
        )
    )
    return {
        key: found
        for n, (key, found) in enumerate(zip(keys, ranges, strict=True))
        if n not in foreign
    }
