"""Who is named and who speaks in a corpus: counts, with what they are a share of, and between which
numbers the true ones lie."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from castlist.corpus.counts.bounds import Range, find_bounds
from castlist.corpus.counts.choosing import Choosing, ask_of_chosen

__all__ = ["ActorCount", "count_actors", "number_actors"]

_COUNTED = """
counted AS (
  SELECT part_of, who, count(*) AS articles, CAST(sum(mentions) AS BIGINT) AS mentions,
    count(*) FILTER (spoke) AS spoke, CAST(sum(quoted_words) AS BIGINT) AS quoted_words
  FROM appearances JOIN chosen USING (article_id)
  GROUP BY part_of, who
)
"""
_ACTORS = f"""
{_COUNTED}
SELECT part_of, $reprints, name, type, country, counted.articles,
  counted.articles / of_articles, mentions, 1000 * mentions / of_words, spoke,
  spoke / of_articles, quoted_words, 1000 * quoted_words / of_words, of_articles, of_words,
  of_naming, spellings, who
FROM counted JOIN totals USING (part_of) JOIN who USING (who)
WHERE ($type = '' OR type = $type) AND (len($who) = 0 OR list_contains($who, who))
QUALIFY $most = 0 OR $most >= row_number() OVER (
  PARTITION BY part_of ORDER BY counted.articles DESC, mentions DESC, name, type, who
)
ORDER BY part_of, counted.articles DESC, mentions DESC, name, type, who
"""
_NUMBER = f"""
{_COUNTED}
SELECT part_of, count(*) FROM counted JOIN who USING (who)
WHERE $type = '' OR type = $type
GROUP BY part_of
"""


@dataclass(frozen=True, slots=True)
class ActorCount:
    """One actor in one group of articles: how often it is named and heard, and of how much."""

    group: Annotated[str, "outlet, first day of the week, month or year; or empty: all"]
    reprints: Annotated[str, "with: every article; once: of those of one story the first"]
    name: Annotated[str, "as most of its articles call it"]
    type: Annotated[str, "person, organisation, place, people, thing or other"]
    country: Annotated[str, "ISO 3166-1 alpha-3, of most of its articles; or empty"]
    articles: Annotated[int, "articles that mention it"]
    share: Annotated[float, "of all articles of the group, 0 to 1"]
    mentions: Annotated[int, "by name, description and pronoun"]
    mentions_per_1000: Annotated[float, "mentions for 1,000 words of the group's articles"]
    spoke: Annotated[int, "articles in which it speaks, quoted or in other words"]
    spoke_share: Annotated[float, "of all articles of the group, 0 to 1"]
    quoted_words: Annotated[int, "its words in quotation marks or turns"]
    quoted_per_1000: Annotated[float, "those for 1,000 words of the group's articles"]
    of_articles: Annotated[int, "all articles of the group"]
    of_words: Annotated[int, "all words of the group's articles"]
    of_naming: Annotated[int, "articles of the group that name any actor"]
    spellings: Annotated[
        str, "its names as they are written, with their number in all articles"
    ]
    who: Annotated[str, "key of the actor over all articles: `joins` says why it is one"]
    share_low: Annotated[
        float | None,
        "with share_high: the true share lies there in 80 of 100 cases; or empty",
    ] = None
    share_high: Annotated[float | None, "see share_low"] = None
    mentions_per_1000_low: Annotated[
        float | None,
        "with the next: the true number lies there in 80 of 100 cases; or empty",
    ] = None
    mentions_per_1000_high: Annotated[float | None, "see mentions_per_1000_low"] = None


def count_actors(
    folder: Path,
    choosing: Choosing | None = None,
    *,
    who: Sequence[str] = (),
    most: int = 0,
    intervals: bool = True,
) -> list[ActorCount]:
    """Every actor of the chosen articles, in each group the one that most articles mention first;
    only those with the keys `who`, and in each group the first `most`, if that is asked for.

    Who is one over all articles is found by rules with evidence (castlist.corpus.across); whom an
    article never names is in no count. Intervals are those of `castlist.reliability`; they take
    longer than all the rest. Raises InputError as `open_tables`.
    """
    choosing = choosing or Choosing()
    found = ask_of_chosen(
        folder,
        choosing,
        _ACTORS,
        type=choosing.type,
        reprints=choosing.reprints,
        who=list(who),
        most=most,
    )
    rows = [ActorCount(*row) for row in found.rows]
    if not rows or not intervals:
        return rows
    asked = sorted({row.who for row in rows}) if who or most else ()
    of_articles = {row.group: row.of_articles for row in rows}
    bounds = find_bounds(folder, choosing, of_articles, asked)
    return [_with_bounds(row, bounds.get((row.group, row.who))) for row in rows]


def number_actors(folder: Path, choosing: Choosing | None = None) -> dict[str, int]:
    """How many actors there are in each group of the chosen articles."""
    choosing = choosing or Choosing()
    found = ask_of_chosen(folder, choosing, _NUMBER, type=choosing.type)
    return dict(found.rows)


def _with_bounds(row: ActorCount, bounds: Range | None) -> ActorCount:
    """The row with the ends of its intervals, as shares and for 1,000 words."""
    if bounds is None:
        return row
    return replace(
        row,
        share_low=bounds.articles_low / row.of_articles,
        share_high=bounds.articles_high / row.of_articles,
        mentions_per_1000_low=1000 * bounds.mentions_low / row.of_words,
        mentions_per_1000_high=1000 * bounds.mentions_high / row.of_words,
    )
