"""Actors of many articles -> who is one over all of them, and every join with its evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from castlist.actors.facts.wording import SAYS
from castlist.actors.name_forms import NameForm
from castlist.corpus.across.forms import (
    LocalActor,
    Node,
    Spelling,
    home_of,
    is_lone,
    most,
    node_of,
)
from castlist.corpus.across.groups import Groups
from castlist.corpus.across.rules import RULES, Names, PossibleJoin

__all__ = ["Join", "Joined", "join_actors", "main_names"]

_SAYS = SAYS | {
    "same_name": "is also typed as another kind of actor than",
    "seen_as_one": "is one actor with",
    "only_bearer": "is a surname that in most articles belongs to",
}


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that are one actor over many articles, or that a rule would have joined."""

    name: Annotated[str, "one name, as it is written most often"]
    other: Annotated[str, "the name that it is joined to, or would be"]
    type: Annotated[str, "type of actor of the first name"]
    rule: Annotated[str, "rule that found them"]
    evidence: Annotated[str, "why, in words"]
    evidence_article: Annotated[str, "an article that has both as one actor; or empty"]
    articles: Annotated[int, "articles that have the actor of the first name"]
    other_articles: Annotated[int, "articles that have the actor of the other name"]
    state: Annotated[
        Literal["joined", "refused", "suggested"],
        "joined; refused by a guard; or suggested, for a person to decide",
    ]
    refused_because: Annotated[str, "what speaks against it; empty if nothing does"]


@dataclass(frozen=True, slots=True)
class Joined:
    """Who the actors of many articles are over all of them."""

    groups: Groups
    joins: Sequence[Join]
    texts: Mapping[Node, Counter[str]]  # spellings of every name, with their number
    countries: Mapping[Node, Counter[str]]  # of the actors that are known by it

    def who_of(self, article: Sequence[LocalActor]) -> dict[str, Node]:
        """Each actor of one of the articles, with the node that stands for it over all."""
        mains = main_names(article)
        return {key: self.groups.first(found.node) for key, found in mains.items()}

    def name_of(self, first: Node) -> str:
        """What an actor is called: as most of its articles call it, the longest in a tie."""
        best = min(
            self.groups.members(first),
            key=lambda node: (
                -self.groups.own_articles(node),
                -len(most(self.texts[node])),
                node,
            ),
        )
        return most(self.texts[best])

    def country_of(self, first: Node) -> str:
        """The country of most of an actor's articles that know one; or empty."""
        found: Counter[str] = Counter()
        for node in self.groups.members(first):
            found.update(self.countries.get(node, {}))
        del found[""]
        return most(found)

    def spellings_of(self, first: Node) -> Counter[str]:
        """Every spelling of an actor's names, with its number."""
        found: Counter[str] = Counter()
        for node in self.groups.members(first):
            found.update(self.texts[node])
        return found


def join_actors(articles: Iterable[Sequence[LocalActor]]) -> Joined:
    """Who is one actor over many articles: equal names, and what rules join with evidence.

    The order of the articles makes no difference. Time and memory grow with the names, not with
    their number squared.
    """
    reader = _Reader()
    for article in articles:
        reader.read(article)
    names = reader.names()
    joins: dict[
        frozenset[str], Join
    ] = {}  # of what several rules refuse, the first says why
    for rule in RULES:
        for join in _apply(list(rule(names)), names, reader.texts):
            pair = frozenset({join.name, join.other, join.type})
            if join.state == "joined" or pair not in joins:
                joins[pair] = join
    return Joined(names.groups, list(joins.values()), reader.texts, reader.countries)


def main_names(article: Sequence[LocalActor]) -> dict[str, Spelling]:
    """The name that each actor of an article is known by, by actor_id."""
    home = home_of(article)
    read = ((actor, _spellings(actor, home)) for actor in article)
    return {actor.actor_id: _main(actor, found) for actor, found in read if found}


def _spellings(actor: LocalActor, home: str) -> dict[str, Spelling]:
    return {
        text: spelling
        for text in (actor.name, *actor.names)
        if (spelling := node_of(text, actor.type, home))
    }


class _Reader:
    """What many articles call their actors."""

    def __init__(self) -> None:
        self.texts: dict[Node, Counter[str]] = defaultdict(Counter)
        self.countries: dict[Node, Counter[str]] = defaultdict(Counter)
        self._articles: dict[Node, set[str]] = defaultdict(set)
        self._spellings: dict[Node, Spelling] = {}
        self._seen: dict[tuple[Node, Node], set[str]] = defaultdict(set)
        self._homes: dict[Node, set[str]] = defaultdict(set)

    def read(self, article: Sequence[LocalActor]) -> None:
        """Learn the actors of one article."""
        home = home_of(article)
        for actor in article:
            found = _spellings(actor, home)
            if not found:
                continue
            main = _main(actor, found).node
            self._articles[main].add(actor.article_id)
            self._homes[main].add(home)
            self.countries[main][actor.country] += 1
            for text, spelling in found.items():
                node = spelling.node
                known = self._spellings.get(node, spelling)
                self._spellings[node] = min(spelling, known, key=_plainness)
                self.texts[node][text] += actor.names.get(text, 0)
                if node != main:
                    self._seen[main, node].add(actor.article_id)

    def names(self) -> Names:
        """All names, the most used first, each alone in its group."""
        used = {node: len(self._articles.get(node, ())) for node in self._spellings}
        order = sorted(self._spellings, key=lambda node: (-used[node], node))
        groups = Groups()
        for node in order:
            groups.add(self._spellings[node], self._articles.get(node, set()))
        seen = {pair: sorted(articles) for pair, articles in self._seen.items()}
        homes = {node: frozenset(self._homes.get(node, ())) - {""} for node in order}
        return Names({node: self._spellings[node] for node in order}, seen, groups, homes)


def _plainness(spelling: Spelling) -> tuple[bool, NameForm]:
    """The spelling that says more comes first: Düsseldorf may be Duesseldorf, Dusseldorf not."""
    return spelling.form.text.isascii(), spelling.form


def _main(actor: LocalActor, found: Mapping[str, Spelling]) -> Spelling:
    """The name that says most of who it is: the article's own, but for a lone surname or noun."""
    own = found.get(actor.name)
    if own and not is_lone(own.form):
        return own
    telling = [text for text, spelling in found.items() if not is_lone(spelling.form)]
    best = min(telling or list(found), key=lambda text: (-actor.names.get(text, 0), text))
    return found[best] if telling or not own else own


def _apply(
    candidates: Iterable[PossibleJoin], names: Names, texts: Mapping[Node, Counter[str]]
) -> Iterator[Join]:
    """Join what no guard refuses."""
    groups = names.groups
    for one, other, rule, article, doubt in candidates:
        if groups.are_one(one, other):
            continue
        seen = len(names.seen.get((one, other), ())) + len(names.seen.get((other, one), ()))
        refusal = groups.refusal(one, other, seen)
        if doubt and not (groups.own_articles(one) and groups.own_articles(other)):
            continue  # it would move nothing
        name = most(texts[one])
        full = most(texts[other])
        said = f"“{name}” {_SAYS[rule]} “{full}”"
        yield Join(
            name,
            full,
            one.type,
            rule,
            f"{said} in {article}" if article else said,
            article,
            groups.articles(one),
            groups.articles(other),
            _state(refusal, doubt),
            refusal or doubt,
        )
        if not (refusal or doubt):
            groups.join(one, other)


def _state(refusal: str, doubt: str) -> Literal["joined", "refused", "suggested"]:
    if refusal:
        return "refused"
    return "suggested" if doubt else "joined"
