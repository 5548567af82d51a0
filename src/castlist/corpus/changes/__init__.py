"""Which numbers of a corpus moved since an earlier run, and why: new articles, other text, other
facts of an article, decisions, castlist's rules or settings, or the language model."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from castlist.corpus.about import BuildRun, find_corpus
from castlist.corpus.changes.causes import explain
from castlist.corpus.changes.printed import Printed, read_printed
from castlist.corpus.changes.states import (
    ArticleState,
    Numbers,
    read_states,
)
from castlist.errors import InputError

__all__ = ["Change", "CorpusChanges", "Moved", "corpus_changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """One actor of one article whose numbers moved, and why."""

    who: Annotated[
        str, "key of the actor over all articles; its name if it has none any more"
    ]
    name: Annotated[str, "what the actor is called"]
    type: Annotated[str, "its type"]
    article_id: Annotated[str, "the article; empty for joins, which are over all"]
    cause: Annotated[
        str,
        "new, text, facts, decision, rules, settings, model, failure, lost, joins or other",
    ]
    why: Annotated[str, "the cause in words"]
    articles: Annotated[int, "1 if the article names it now and did not, -1 the other way"]
    mentions_before: Annotated[int, "its mentions in that article then"]
    mentions: Annotated[int, "its mentions there now"]
    quoted_words_before: Annotated[int, "its quoted words there then"]
    quoted_words: Annotated[int, "its quoted words there now"]


@dataclass(frozen=True, slots=True)
class Moved:
    """One actor whose numbers moved, over all articles; reprints are counted."""

    who: str
    name: str
    type: str
    before: Numbers
    now: Numbers
    changes: Sequence[Change]

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much it moved: articles, then mentions, then quoted words."""
        a = self.before
        b = self.now
        return (
            abs(b.articles - a.articles),
            abs(b.mentions - a.mentions),
            abs(b.quoted_words - a.quoted_words),
        )


@dataclass(frozen=True, slots=True)
class CorpusChanges:
    """What moved between a run and now."""

    since: BuildRun
    last: BuildRun
    articles_before: int
    articles: int
    causes: Mapping[str, int]  # cause -> articles
    moved: Sequence[Moved]  # those that moved most first
    exact: bool  # whether numbers then are those that were printed

    @property
    def settings(self) -> dict[str, tuple[Any, Any]]:
        """The settings that are others now, with what they were and are; None: the usual."""
        a = self.since.settings
        b = self.last.settings
        names = sorted({*a, *b})
        return {n: (a.get(n), b.get(n)) for n in names if a.get(n) != b.get(n)}

    @property
    def changes(self) -> Iterator[Change]:
        """Every change of every actor."""
        return (change for moved in self.moved for change in moved.changes)


def corpus_changes(folder: Path, since: int) -> CorpusChanges:
    """What moved since a run, and why. Numbers then are those that were printed then; what no
    article explains is that names were joined otherwise. Of a corpus of an older castlist, which
    kept no such numbers, both runs are judged by today's joins.

    Raises InputError if there is no corpus, or no such run.
    """
    runs = {run.number: run for run in find_corpus(folder).runs}
    if since not in runs or since == max(runs):
        earlier = ", ".join(str(number) for number in sorted(runs)[:-1]) or "none yet"
        raise InputError(
            f"{folder} has no earlier run {since}. Earlier runs: {earlier}."
            f" `castlist corpus status {folder}` lists them with their dates."
        )
    remade = {number for number, run in runs.items() if run.remade and number > since}
    states = read_states(folder, since)
    causes: dict[str, int] = defaultdict(int)
    changes: dict[str, list[Change]] = defaultdict(list)
    before: dict[str, Numbers] = defaultdict(Numbers)
    now: dict[str, Numbers] = defaultdict(Numbers)
    for state in states.articles:
        for numbers, part in ((before, state.before), (now, state.now)):
            for who, found in part.items():
                numbers[who] = numbers[who] + found
        if state.changed:
            cause, why = explain(state, remade)
            causes[cause] += 1
            for change in _compare(state, cause, why, states.named):
                changes[change.who].append(change)
    named = dict(states.named)
    printed = read_printed(folder, since)
    if printed is not None:
        before = _by_today(printed, named)
        for who in sorted({*before, *now}):
            rest = now[who] - before[who] - _explained(changes.get(who, ()))
            if any(rest):
                changes[who].append(_joined(who, named[who], rest))
    moved = [
        Moved(who, *named[who], before[who], now[who], changes[who]) for who in changes
    ]
    moved.sort(key=lambda each: (*(-n for n in each.weight), each.name, each.who))
    counts = (states.articles_before, states.articles_now)
    exact = printed is not None
    return CorpusChanges(runs[since], runs[max(runs)], *counts, dict(causes), moved, exact)


def _by_today(
    printed: Sequence[Printed], named: dict[str, tuple[str, str]]
) -> dict[str, Numbers]:
    """The printed numbers by the keys of today; who has none any more keeps the key of then, and
    is added to `named`."""
    keys = {called: who for who, called in named.items()}
    found: dict[str, Numbers] = defaultdict(Numbers)
    for row in printed:
        called = (row.name, row.type)
        who = row.who if row.who in named else keys.get(called, row.who)
        named.setdefault(who, called)
        found[who] = found[who] + row.numbers
    return found


def _explained(changes: Sequence[Change]) -> Numbers:
    """The sum of what changed in articles."""
    total = Numbers()
    for c in changes:
        mentions = c.mentions - c.mentions_before
        total += Numbers(c.articles, mentions, c.quoted_words - c.quoted_words_before)
    return total


def _joined(who: str, called: tuple[str, str], rest: Numbers) -> Change:
    """What came to an actor, or went, because names were joined otherwise."""
    why = "names were joined otherwise over all articles"
    mentions = (max(-rest.mentions, 0), max(rest.mentions, 0))
    quoted = (max(-rest.quoted_words, 0), max(rest.quoted_words, 0))
    return Change(who, *called, "", "joins", why, rest.articles, *mentions, *quoted)


def _compare(
    state: ArticleState, cause: str, why: str, named: Mapping[str, tuple[str, str]]
) -> Iterator[Change]:
    """Every actor of an article whose numbers are not what they were."""
    for who in sorted({*state.before, *state.now}):
        old = state.before.get(who, Numbers())
        new = state.now.get(who, Numbers())
        if old != new:
            yield Change(
                who,
                *named[who],
                state.article_id,
                cause,
                why,
                new.articles - old.articles,
                old.mentions,
                new.mentions,
                old.quoted_words,
                new.quoted_words,
            )
