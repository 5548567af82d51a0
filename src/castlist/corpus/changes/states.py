"""What each article of a corpus said of its actors when a run had ended, and what it says now."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from castlist.corpus.questions import ask

__all__ = ["ArticleFacts", "ArticleState", "Numbers", "States", "read_states"]


class Numbers(NamedTuple):
    """What is published of an actor: articles that name it, mentions, quoted words."""

    articles: int = 0
    mentions: int = 0
    quoted_words: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Numbers":  # type: ignore[override]
        return Numbers(*(a + b for a, b in zip(self, other, strict=True)))

    def __sub__(self, other: tuple[int, ...]) -> "Numbers":
        return Numbers(*(a - b for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What an article's numbers rest on."""

    run: int
    failed: bool
    text: str
    outlet: str
    published: str
    method: str
    decided: str


@dataclass(slots=True)
class ArticleState:
    """One article then and now: facts (None: it was not there), and the numbers of each `who`."""

    article_id: str
    facts_now: ArticleFacts
    facts_before: ArticleFacts | None = None
    changed: bool = False
    before: dict[str, Numbers] = field(default_factory=dict)
    now: dict[str, Numbers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class States:
    """Every article, and what each `who` is called, with its type."""

    articles: Sequence[ArticleState]
    named: Mapping[str, tuple[str, str]]

    @property
    def articles_before(self) -> int:
        """How many there were."""
        found = (state.facts_before for state in self.articles)
        return sum(facts is not None and not facts.failed for facts in found)

    @property
    def articles_now(self) -> int:
        """How many there are."""
        return sum(not state.facts_now.failed for state in self.articles)


_NOW = """
SELECT ledger.article_id, run, stage <> '' AS failed, coalesce(text_sha256, '') AS text,
  coalesce(outlet, '') AS outlet, coalesce(published, '') AS published, method, decided
FROM ledger LEFT JOIN articles USING (article_id)
WHERE ledger.article_id <> ''
ORDER BY ledger.article_id
"""
_NUMBERS = "SELECT article_id, who, mentions, quoted_words FROM appearances"
# of what was replaced after a run, the state that the run had left
_THEN = """
SELECT * FROM history WHERE run > $since AND earlier_run <= $since ORDER BY article_id, actor_id
"""
# who the names of that state are today, in their article and elsewhere
_LINKS = """
WITH wanted AS (SELECT DISTINCT name FROM history WHERE run > $since AND earlier_run <= $since),
  named AS (
    SELECT DISTINCT article_id, actor_id, text AS name FROM mentions
    WHERE kind = 'name' AND state <> 'rejected'
    UNION SELECT article_id, actor_id, name FROM actors
  )
SELECT article_id, named.name, who
FROM named JOIN wanted USING (name) JOIN across USING (article_id, actor_id)
"""


def read_states(folder: Path, since: int) -> States:
    """Every article as a run had left it, and as it is."""
    states = {}
    for key, *facts in ask(folder, _NOW).rows:
        states[key] = ArticleState(key, ArticleFacts(*facts))
    links = _Links(folder, since)
    for key, who, mentions, quoted in ask(folder, _NUMBERS).rows:
        states[key].now[who] = Numbers(1, mentions, quoted)
    former = _former(folder, since)
    for key, state in states.items():
        if key in former:
            state.changed = True
            _restore(state, former[key], links)
        elif state.facts_now.run > since:
            state.changed = True
        else:
            state.facts_before = state.facts_now
            state.before = state.now
    return States(list(states.values()), links.named)


def _former(folder: Path, since: int) -> dict[str, list[dict[str, Any]]]:
    answer = ask(folder, _THEN, {"since": since})
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for values in answer.rows:
        row = dict(zip(answer.columns, values, strict=True))
        found[row["article_id"]].append(row)
    return found


def _restore(state: ArticleState, rows: Sequence[dict[str, Any]], links: "_Links") -> None:
    """What the article was, its actors by who they are today."""
    first = rows[0]
    state.facts_before = ArticleFacts(
        first["earlier_run"],
        first["failed"],
        first["text_sha256"],
        first["outlet"],
        first["published"],
        first["method"],
        first["decided"],
    )
    for row in rows:
        if row["actor_id"] and row["mentions"]:
            who = links.who(state.article_id, row["name"], row["type"])
            found = Numbers(1, row["mentions"], row["quoted_words"])
            old = state.before.get(who, Numbers())
            state.before[who] = (old + found)._replace(articles=1)


class _Links:
    """Who names are over all articles today."""

    def __init__(self, folder: Path, since: int) -> None:
        rows = ask(folder, "SELECT who, name, type FROM who").rows
        self.named: dict[str, tuple[str, str]] = {
            who: (name, kind) for who, name, kind in rows
        }
        self._there: dict[tuple[str, str], str] = {}
        self._anywhere: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for article, name, who in ask(folder, _LINKS, {"since": since}).rows:
            self._there[article, name] = who
            self._anywhere[name, self.named[who][1]][who] += 1

    def who(self, article_id: str, name: str, kind: str) -> str:
        """Who a name of an article was: as there today, else as in most articles, else itself."""
        there = self._there.get((article_id, name))
        anywhere = self._anywhere.get((name, kind))
        if there:
            return there
        if anywhere:
            return min(anywhere, key=lambda who: (-anywhere[who], who))
        self.named.setdefault(name, (name, kind))
        return name
