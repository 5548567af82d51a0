"""Who is named and who speaks in a corpus: counts, with what they are a share of."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from castlist.corpus.questions import ask
from castlist.errors import InputError
from castlist.model import REPEATS, ActorType

__all__ = [
    "GROUPINGS",
    "HEARD",
    "ActorCount",
    "Choosing",
    "Grouping",
    "Total",
    "count_actors",
    "totals",
]

Grouping = Literal["", "outlet", "week", "month", "year"]
GROUPINGS: tuple[str, ...] = get_args(Grouping)[1:]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_GROUPS = {
    "": "''",
    "outlet": "outlet",
    "week": "strftime(date_trunc('week', CAST(published AS DATE)), '%Y-%m-%d')",
    "month": "substr(published, 1, 7)",
    "year": "substr(published, 1, 4)",
}
# the articles that are asked about, each with its group
_CHOSEN = """
every AS (
  SELECT articles.article_id, words, {group} AS part_of,
    row_number() OVER (
      PARTITION BY part_of, coalesce(original, articles.article_id)
      ORDER BY published = '', published, articles.article_id
    ) AS telling
  FROM articles LEFT JOIN reprints USING (article_id)
  WHERE ($outlet = '' OR outlet = $outlet)
    AND ($first = '' OR published >= $first) AND ($last = '' OR published <= $last)
    AND (NOT {dated} OR published <> '')
),
chosen AS (SELECT * FROM every WHERE NOT {once} OR telling = 1),
totals AS (
  SELECT part_of, count(*) AS of_articles, CAST(sum(words) AS BIGINT) AS of_words,
    count(*) FILTER (article_id IN (SELECT article_id FROM actors WHERE mentions > 0))
      AS of_naming
  FROM chosen GROUP BY part_of
)
"""
HEARD = """
heard AS (
  SELECT article_id, speaker_actor_id AS actor_id, sum(quoted_words) AS quoted_words
  FROM quotes
  WHERE speaker_actor_id <> '' AND state <> 'rejected' AND rule <> $repeats
  GROUP BY article_id, speaker_actor_id
)
"""
"""Part of a question: the words of every actor that speaks in an article; it needs `repeats`."""

_ACTORS = """
counted AS (
  SELECT part_of, across.who AS who,
    count(DISTINCT article_id) AS articles, CAST(sum(mentions) AS BIGINT) AS mentions,
    count(DISTINCT article_id) FILTER (heard.actor_id IS NOT NULL) AS spoke,
    CAST(coalesce(sum(quoted_words), 0) AS BIGINT) AS quoted_words
  FROM actors JOIN chosen USING (article_id) JOIN across USING (article_id, actor_id)
    LEFT JOIN heard USING (article_id, actor_id)
  GROUP BY part_of, across.who
)
SELECT part_of, $reprints, name, type, country, counted.articles,
  counted.articles / of_articles, mentions, 1000 * mentions / of_words, spoke,
  spoke / of_articles, quoted_words, 1000 * quoted_words / of_words, of_articles, of_words,
  of_naming, spellings, who
FROM counted JOIN totals USING (part_of) JOIN who USING (who)
WHERE $type = '' OR type = $type
ORDER BY part_of, counted.articles DESC, mentions DESC, name, type, who
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """Which articles and actors are counted, and by what they are told apart; empty: all."""

    type: str = ""
    outlet: str = ""
    first: str = ""  # ISO date, included, as is the next
    last: str = ""
    by: str = ""
    reprints: str = (
        "with"  # or "once": of a story that several tell, the first of them alone
    )

    def __post_init__(self) -> None:
        for date in filter(None, (self.first, self.last)):
            if not _DATE.fullmatch(date):
                raise InputError(f"'{date}' is no date. Write it as 2026-01-31.")
        if self.type and self.type not in get_args(ActorType):
            types = ", ".join(get_args(ActorType))
            raise InputError(f"'{self.type}' is no type of actors. Choose from: {types}.")
        if self.reprints not in {"with", "once"}:
            raise InputError(
                f"'{self.reprints}' is no way to count reprints. Use: with, once."
            )
        if self.by not in _GROUPS:
            raise InputError(f"'{self.by}' parts nothing. Use: {', '.join(GROUPINGS)}.")


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
    of_naming: Annotated[int, "articles of the group that mention any actor"]
    spellings: Annotated[
        str, "its names as they are written, with their number in all articles"
    ]
    who: Annotated[str, "key of the actor over all articles: `joins` says why it is one"]


@dataclass(frozen=True, slots=True)
class Total:
    """What there is in one group of articles."""

    group: str
    articles: int
    words: int
    naming: int


def count_actors(folder: Path, choosing: Choosing | None = None) -> list[ActorCount]:
    """Every actor of the chosen articles, in each group the one that most articles mention first.

    Who is one over all articles is found by rules with evidence (castlist.corpus.across); whom an
    article never names is in no count. Raises InputError as `open_tables`.
    """
    choosing = choosing or Choosing()
    values = _values(choosing) | {
        "type": choosing.type,
        "repeats": REPEATS,
        "reprints": choosing.reprints,
    }
    question = f"WITH {_chosen(choosing)}, {HEARD}, {_ACTORS}"
    return [ActorCount(*row) for row in ask(folder, question, values).rows]


def totals(folder: Path, choosing: Choosing | None = None) -> list[Total]:
    """What the counts of each group are a share of."""
    choosing = choosing or Choosing()
    question = f"WITH {_chosen(choosing)} SELECT * FROM totals ORDER BY part_of"
    return [Total(*row) for row in ask(folder, question, _values(choosing)).rows]


def _chosen(choosing: Choosing) -> str:
    dated = "true" if choosing.by in {"week", "month", "year"} else "false"
    once = "true" if choosing.reprints == "once" else "false"
    return _CHOSEN.format(group=_GROUPS[choosing.by], dated=dated, once=once)


def _values(choosing: Choosing) -> dict[str, Any]:
    return {
        "outlet": choosing.outlet,
        "first": choosing.first,
        "last": choosing.last,
    }
