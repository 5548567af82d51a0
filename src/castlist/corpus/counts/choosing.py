"""Which articles of a corpus are counted, and what the counts are a share of."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from castlist.corpus.questions import QueryResult, ask
from castlist.errors import InputError
from castlist.model import ActorType

__all__ = ["GROUPINGS", "Choosing", "Grouping", "Total", "ask_of_chosen", "totals"]

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
# The articles that are asked about, each with its group. Every outlet that tells a story told it;
# a story that is told again in another week is no new one.
_CHOSEN = """
every AS (
  SELECT articles.article_id, words, language, {group} AS part_of,
    row_number() OVER (
      PARTITION BY {apart}, coalesce(original, articles.article_id)
      ORDER BY published = '', published, articles.article_id
    ) AS telling
  FROM articles LEFT JOIN reprints USING (article_id)
  WHERE ($outlet = '' OR outlet = $outlet)
    AND ($first = '' OR published >= $first) AND ($last = '' OR published <= $last)
    AND (NOT {dated} OR published <> '')
),
chosen AS MATERIALIZED (SELECT * FROM every WHERE NOT {once} OR telling = 1),
totals AS MATERIALIZED (
  SELECT part_of, count(*) AS of_articles, CAST(sum(words) AS BIGINT) AS of_words,
    count(*) FILTER (article_id IN (SELECT article_id FROM appearances))
      AS of_naming
  FROM chosen GROUP BY part_of
)
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
class Total:
    """What there is in one group of articles."""

    group: str
    articles: int
    words: int
    naming: int


def totals(folder: Path, choosing: Choosing | None = None) -> list[Total]:
    """What the counts of each group are a share of."""
    question = "SELECT * FROM totals ORDER BY part_of"
    return [Total(*row) for row in ask_of_chosen(folder, choosing, question).rows]


def ask_of_chosen(
    folder: Path, choosing: Choosing | None, question: str, **values: Any
) -> QueryResult:
    """What a question gives about the chosen articles: `chosen` has their article_id, words and
    part_of (the group), `totals` a row a group. It may begin with more such tables and a comma."""
    choosing = choosing or Choosing()
    if not question.lstrip().startswith("SELECT"):
        question = f", {question}"
    asked = f"WITH {_chosen(choosing)} {question}"
    return ask(folder, asked, _values(choosing) | values)


def _chosen(choosing: Choosing) -> str:
    dated = "true" if choosing.by in {"week", "month", "year"} else "false"
    once = "true" if choosing.reprints == "once" else "false"
    apart = "outlet" if choosing.by == "outlet" else "''"
    return _CHOSEN.format(group=_GROUPS[choosing.by], apart=apart, dated=dated, once=once)


def _values(choosing: Choosing) -> dict[str, Any]:
    return {
        "outlet": choosing.outlet,
        "first": choosing.first,
        "last": choosing.last,
    }
