"""Copies of annotated texts with other people, places and organisations in them.

A few hundred open articles name too few actors, of too few countries, to learn from. A copy says
the same of somebody else: a person gets a name of one of Faker's languages, a town that of another
one in GeoNames, a country another country's, an organisation one changed word or a coined one. The
same seed gives the same copy.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from castlist.english.countries import country_facts
from castlist.english.gazetteer import is_province
from castlist.english.rules import listed, name_words, read_rules, roles
from name_lists import (
    city_people,
    faker_providers,
    is_latin,
    province_names,
    single_words,
)

__all__ = ["Name", "rerender"]

_TOKEN = re.compile(r"[\w.'’&-]+|\W+")
_SYLLABLES = (
    "ba be bi bo ca co da de di do fa fi ga go ja ka ke ki ko la le li lo lu ma me mi mo na ne ni"
    " no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo xa za ze zo"
).split()
_TAILS = "n r s x l t nt rix tec via net sys lo ra la gen".split()
_OTHERWISE = (
    0.5  # share of organisations with a coined word; the rest after a person or town
)


class Name(NamedTuple):
    """One name in a text: where it stands, its type (PERSON, ORG, PLACE, OTHER) and whose it is."""

    start: int
    end: int
    type: str
    actor: str


def rerender(text: str, names: Sequence[Name], seed: str) -> tuple[str, list[Name]]:
    """The text with other names, and where they stand in it. A name inside another one is lost."""
    renamer = _Renamer(random.Random(seed))
    pieces: list[str] = []
    moved: list[Name] = []
    length = 0
    last = 0
    for name in _outermost(names):
        old = text[name.start : name.end]
        new = renamer.rename(old, name)
        between = text[last : name.start]
        start = length + len(between)
        pieces += [between, new]
        length = start + len(new)
        moved.append(name._replace(start=start, end=length))
        last = name.end
    return "".join([*pieces, text[last:]]), moved


def _outermost(names: Sequence[Name]) -> Iterator[Name]:
    end = 0
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if name.start >= end:
            yield name
            end = name.end


class _Renamer:
    """The new names of one copy: the same old word of one actor gives the same new one."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words: dict[tuple[str, str], str] = {}
        self.persons: dict[str, _People] = {}
        self.family: set[tuple[str, str]] = set()

    def rename(self, old: str, name: Name) -> str:
        """The new form of a name as it stands in one place."""
        ways: dict[str, Callable[[str, Name], str]] = {
            "PERSON": self._person,
            "PLACE": self._place,
            "ORG": self._organisation,
        }
        way = ways.get(name.type)
        return way(old, name) if way else old

    def _same(self, kind: str, old: str, make: Callable[[], str]) -> str:
        key = (kind, old.casefold())
        if key not in self.words:
            self.words[key] = make()
        return self.words[key]

    def _person(self, old: str, name: Name) -> str:
        if name.actor not in self.persons:
            self.persons[name.actor] = self.chance.choice(_peoples())
        people = self.persons[name.actor]
        tokens = _TOKEN.findall(old)
        places = [n for n, token in enumerate(tokens) if _is_renamed(token)]
        for n in places:
            word = tokens[n]
            last = n == places[-1] and len(places) > 1
            key = (name.actor, word.casefold())
            if last:
                self.family.add(key)
            known = key in self.family or (len(places) == 1 and self._is_alone(key))
            names = people.family if known else people.given
            new = self._same(
                name.actor, word, lambda names=names: self.chance.choice(names)
            )
            tokens[n] = new.upper() if word.isupper() and len(word) > 2 else new
        return "".join(tokens)

    def _is_alone(self, key: tuple[str, str]) -> bool:
        """Whether a lone word is to be a family name: two of three that nothing is known of."""
        return key not in self.words and self.chance.random() < 2 / 3

    def _place(self, old: str, name: Name) -> str:
        senses = {fact.sense for fact in country_facts(old)}
        if "country" in senses:
            return self._same("country", old, lambda: self.chance.choice(_countries()))
        tokens = _TOKEN.findall(old)
        kinds = name_words()
        generic = {n for n, t in enumerate(tokens) if t.casefold() in kinds}
        renamed = [n for n, t in enumerate(tokens) if n not in generic and _is_renamed(t)]
        if not generic or not renamed:
            towns = _provinces() if is_province(old) else _towns()
            return self._same("place", old, lambda: self._drawn(towns))
        new = self._same("place", tokens[renamed[0]], self._namesake)
        tokens[renamed[0]] = new
        for n in renamed[1:]:
            tokens[n] = ""
        return re.sub(r"\s+", " ", "".join(tokens)).strip()

    def _organisation(self, old: str, name: Name) -> str:
        if old.isupper() and 2 <= len(old) <= 6 and old.isalpha():
            return self._same("acronym", old, lambda: self._capitals(len(old)))
        tokens = _TOKEN.findall(old)
        free = [n for n, t in enumerate(tokens) if _is_renamed(t) and not _is_generic(t)]
        known = [n for n in free if ("ORG", tokens[n].casefold()) in self.words]
        if free:
            chosen = known[0] if known else self.chance.choice(free)
            tokens[chosen] = self._same("ORG", tokens[chosen], self._coined)
        return "".join(tokens)

    def _namesake(self) -> str:
        """A word for a river or a street: a person's name or a town's."""
        if self.chance.random() < _OTHERWISE:
            return self.chance.choice(self.chance.choice(_peoples()).family)
        return self._drawn(_towns())

    def _coined(self) -> str:
        if self.chance.random() < _OTHERWISE:
            return self._namesake()
        count = self.chance.choice([2, 2, 3])
        stem = "".join(self.chance.choice(_SYLLABLES) for _ in range(count))
        return (stem + self.chance.choice(["", *_TAILS])).capitalize()

    def _capitals(self, length: int) -> str:
        return "".join(self.chance.choice("ABCDEFGHIJKLMNOPRSTUVW") for _ in range(length))

    def _drawn(self, towns: "_Towns") -> str:
        return self.chance.choices(towns.names, cum_weights=towns.weights)[0]


def _is_renamed(token: str) -> bool:
    """Whether a piece of a name is a word that can be another one: no initial, no particle."""
    return token[0].isupper() and len(token.rstrip(".")) > 1


def _is_generic(token: str) -> bool:
    """Whether a word says what kind of organisation it is."""
    word = token.casefold().rstrip(".")
    kinds = {row[0] for row in read_rules("variant_words")}
    near = {word, word.removesuffix("s")}
    if near & (name_words().keys() | roles().keys() | kinds | listed("things")):
        return True
    return bool(country_facts(token))


class _People(NamedTuple):
    """Names of one language."""

    given: tuple[str, ...]
    family: tuple[str, ...]


class _Towns(NamedTuple):
    """Places, and how likely each is up to and with it."""

    names: tuple[str, ...]
    weights: tuple[float, ...]


@cache
def _peoples() -> tuple[_People, ...]:
    found = []
    for provider in faker_providers():
        given = _sorted_words(provider, "first_names_female", "first_names_male")
        family = _sorted_words(provider, "last_names", "last_romanized_names")
        if len(given) > 20 and len(family) > 20:
            found.append(_People(given, family))
    return tuple(found)


def _sorted_words(provider: type, *kinds: str) -> tuple[str, ...]:
    """The names of one word, each once, in a fixed order."""
    return tuple(sorted(set(single_words(provider, kinds))))


@cache
def _towns() -> _Towns:
    """Cities, the larger the likelier, as news names them."""
    return _add_up(sorted(city_people()))


def _add_up(known: Sequence[tuple[str, int]]) -> _Towns:
    total = 0.0
    weights = []
    for _, people in known:
        total += people**0.6
        weights.append(total)
    return _Towns(tuple(name for name, _ in known), tuple(weights))


@cache
def _provinces() -> _Towns:
    return _add_up([(name, 1) for name in sorted(province_names()) if is_latin(name)])


@cache
def _countries() -> tuple[str, ...]:
    rows = (row for row in read_rules("countries") if row[1] == "country")
    return tuple(row[2] for row in rows)
