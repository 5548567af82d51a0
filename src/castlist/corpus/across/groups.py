"""Nodes that are one actor: joined one by one, unless a guard refuses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from castlist.actors.variants import country_of
from castlist.corpus.across.forms import Node, Spelling, numbers_in

__all__ = ["Groups"]

_TOGETHER = 0.1  # share of a name's articles in which it may stand beside the other


@dataclass(slots=True)
class _Group:
    """Nodes that are one actor, the articles that it is in, and what its names say of it."""

    nodes: list[Node] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    numbers: set[frozenset[str]] = field(default_factory=set)


class Groups:
    """All nodes in groups; at first each is one."""

    def __init__(self) -> None:
        self._group: dict[Node, _Group] = {}
        self._own: dict[Node, int] = {}

    def add(self, spelling: Spelling, articles: Iterable[str]) -> None:
        """The node is there, and names an actor in these articles."""
        country = country_of(spelling.form.text)
        numbers = set() if spelling.form.acronym else {numbers_in(spelling.form)}
        group = _Group([spelling.node], set(articles), {country} - {""}, numbers)
        self._group[spelling.node] = group
        self._own[spelling.node] = len(group.articles)

    def articles(self, node: Node) -> int:
        """In how many articles the actor of a node is."""
        return len(self._group[node].articles)

    def own_articles(self, node: Node) -> int:
        """In how many articles the actor is known by this very name."""
        return self._own[node]

    def firsts(self) -> Iterator[Node]:
        """Of every group that is an actor of an article, the node that stands for it."""
        for node, group in self._group.items():
            if group.nodes[0] == node and group.articles:
                yield node

    def first(self, node: Node) -> Node:
        """The node that stands for all of its group."""
        return self._group[node].nodes[0]

    def members(self, node: Node) -> list[Node]:
        """All nodes of its group."""
        return self._group[node].nodes

    def refusal(self, one: Node, other: Node, seen: int = 0) -> str:
        """Why two nodes are not one actor, in words; empty if nothing speaks against it.

        `seen` is the number of articles that have them as one.
        """
        a = self._group[one]
        b = self._group[other]
        if a.countries and b.countries and a.countries != b.countries:
            return "two countries"
        if _differ(a, b):
            return "two numbers"
        small, large = sorted((a.articles, b.articles), key=len)
        both = [article for article in small if article in large]
        if len(both) > max(_TOGETHER * len(small), seen - 1):
            return f"both stand in {min(both)} as two actors"
        return ""

    def join(self, one: Node, other: Node) -> None:
        """The two nodes, and all that were joined to them, are one actor."""
        a = self._group[one]
        b = self._group[other]
        if a is b:
            return
        if len(a.nodes) < len(b.nodes):
            a, b = b, a
        a.nodes += b.nodes
        a.articles |= b.articles
        a.countries |= b.countries
        a.numbers |= b.numbers
        for node in b.nodes:
            self._group[node] = a

    def are_one(self, one: Node, other: Node) -> bool:
        """Whether they are joined."""
        return self._group[one] is self._group[other]


def _differ(a: _Group, b: _Group) -> bool:
    """Whether their numbers tell them apart: World War I and II, Documenta and Documenta 12. Of
    organisations both must have one: Schalke is Schalke 04."""
    if not a.numbers or not b.numbers or a.numbers & b.numbers:
        return False
    organisations = {node.type for node in (*a.nodes, *b.nodes)} == {"organisation"}
    return not organisations or frozenset() not in a.numbers | b.numbers
