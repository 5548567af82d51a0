"""Names of many articles as rules compare them: one node for each type and folded name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from castlist.actors.name_forms import NameForm, make_name
from castlist.actors.variants import country_of, folded_words
from castlist.english.countries import adjective_country, country_code
from castlist.english.gazetteer import is_known_place
from castlist.english.rules import name_words, roles, word_set, words_of
from castlist.model import ActorType

__all__ = [
    "LocalActor",
    "Node",
    "Spelling",
    "home_of",
    "is_generic",
    "is_lone",
    "is_telling",
    "most",
    "node_of",
    "numbers_in",
]

_KEPT = 100_000  # names that are not taken apart again: many articles have the same
_NUMBER = re.compile(r"\d+|[ivx]{2,}")


@dataclass(frozen=True, slots=True)
class LocalActor:
    """One actor of one article: its name there, how often each of its names stands there, and its
    country (ISO 3166-1 alpha-3)."""

    article_id: str
    actor_id: str
    type: ActorType
    name: str
    names: Mapping[str, int]
    country: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Its key."""
        return self.article_id, self.actor_id


class Node(NamedTuple):
    """What has one name: its type, its letters, and of "Supreme Court" the country."""

    type: ActorType
    letters: str
    home: str = ""


class Spelling(NamedTuple):
    """A node, and the name that made it, taken apart."""

    node: Node
    form: NameForm


@lru_cache(maxsize=_KEPT)
def node_of(text: str, kind: ActorType, home: str) -> Spelling | None:
    """The node of a name in an article of a country; None if the name has no letter.

    >>> node_of("U.S.", "place", "").node == node_of("US", "place", "DEU").node
    True
    >>> node_of("Supreme Court", "organisation", "USA").node.home
    'USA'
    """
    form = _without_article(make_name(text, kind))
    letters = form.joined or "".join(text.split()).casefold()
    if not letters:
        return None
    if kind != "organisation":
        return Spelling(Node(kind, letters), form)
    own = _own_country(form)
    rest = form._replace(words=form.words[1:])
    if own and is_generic(rest):
        return Spelling(Node(kind, rest.joined, own), rest)
    return Spelling(Node(kind, letters, home if is_generic(form) else ""), form)


def _own_country(form: NameForm) -> str:
    """The country that the first word of a name says: US Supreme Court, German Foreign Ministry."""
    first = "".join(form.words[:1])
    return adjective_country(first) or country_of(first.upper())


def _without_article(form: NameForm) -> NameForm:
    """Der Spiegel as Spiegel."""
    article = len(form.words) > 1 and form.words[0] in word_set("foreign_articles")
    if form.type in {"person", "place"} or not article:
        return form
    return form._replace(words=form.words[1:])


def home_of(actors: Iterable[LocalActor]) -> str:
    """The country that the places of an article stand for most often; empty if for none."""
    found: Counter[str] = Counter()
    for actor in actors:
        if actor.type == "place" and (code := country_code(actor.name)):
            found[code] += sum(actor.names.values())
    return most(found)


def most(counts: Mapping[str, int]) -> str:
    """The word, spelling or country that is there most often, in a tie the first by its letters;
    empty if there is none."""
    return min(counts, key=lambda word: (-counts[word], word), default="")


def is_lone(form: NameForm) -> bool:
    """Whether it is one word of a person's name, a word that only says what is named, or an
    organisation that is called by its place."""
    if form.type == "person":
        return len(form.words) < 2
    if len(form.words) != 1 or form.acronym:
        return False
    return form.words[0] in _kinds() or (
        form.type == "organisation" and is_known_place(form.text)
    )


def is_telling(form: NameForm) -> bool:
    """Whether a name says over many articles what it says in one: not a surname, nor a single word
    of a thing or an event, as Physics of a prize for it and Arab of the Arab Spring."""
    if form.acronym or form.type in {"organisation", "place"}:
        return not is_lone(form)
    return len(form.words) > 1


def numbers_in(form: NameForm) -> frozenset[str]:
    """The numbers of a name, of a king too: two with others are two things."""
    words = (*folded_words(form), form.suffix)
    return frozenset(word for word in words if _NUMBER.fullmatch(word))


def is_generic(form: NameForm) -> bool:
    """Whether many countries have one of that name: Supreme Court, Foreign Ministry."""
    main = [word for word in form.words if word not in words_of("small")]
    if form.acronym or not main:
        return False
    if len(main) == 1:
        return main[0] in word_set("one_a_country") - word_set("of_one_country")
    return set(main) <= _generic()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(name_words().keys() | roles().keys())


@cache
def _generic() -> frozenset[str]:
    every = _kinds() | word_set("departments") | word_set("institutions")
    return every - word_set("of_one_country")
