"""Between which numbers the true ones of each actor of a corpus lie."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from castlist.corpus.counts.choosing import Choosing, ask_of_chosen
from castlist.reliability import find_corpus_bounds, is_read
from castlist.settings import Settings

__all__ = ["Range", "find_bounds"]

# How many articles mention each actor so often, of those that are mentioned often enough.
_EACH = """
each AS (
  SELECT part_of, who, mentions, language, count(*) AS times
  FROM appearances JOIN chosen USING (article_id)
  WHERE len($who) = 0 OR list_contains($who, who)
  GROUP BY part_of, who, mentions, language
),
enough AS (
  SELECT part_of, who FROM each GROUP BY part_of, who HAVING sum(mentions * times) >= $least
)
SELECT part_of, who, type = 'person', mentions, times, language
FROM each JOIN enough USING (part_of, who) JOIN who USING (who)
WHERE $type = '' OR type = $type
ORDER BY part_of, who, mentions, language
"""


class Range(NamedTuple):
    """Between which numbers of articles, and of mentions, the true one lies with a chance of
    80 %."""

    articles_low: int
    articles_high: int
    mentions_low: int
    mentions_high: int


def find_bounds(
    folder: Path,
    choosing: Choosing,
    of_articles: Mapping[str, int],
    only: Sequence[str] = (),
) -> dict[tuple[str, str], Range]:
    """Group and key of an actor -> its range, of all or of `only` these; none for actors with fewer
    than three mentions, and for those in an article that is not English. `of_articles` says how
    many articles each group has."""
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
    groups, who, persons, mentions, times, languages = zip(*rows, strict=True)
    keys = list(dict.fromkeys(zip(groups, who, strict=True)))
    number = {key: n for n, key in enumerate(keys)}
    actors = np.array([number[key] for key in zip(groups, who, strict=True)], np.int64)
    first = np.searchsorted(actors, np.arange(len(keys)))
    bounds = find_corpus_bounds(
        np.repeat(actors, times),
        np.repeat(np.array(mentions, np.int64), times),
        np.array(persons, np.bool_)[first],
        np.array([of_articles[group] for group, _ in keys], np.int64),
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
