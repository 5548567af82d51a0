"""Which country a word stands for:
names, parts, capitals, seats of government, adjectives and peoples."""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from castlist.english.rules import read_rules
from castlist.text import visible

__all__ = [
    "Fact",
    "adjective_country",
    "country_code",
    "country_facts",
    "country_name",
    "country_senses",
    "is_demonym",
    "part_countries",
]

_LONGEST = 4  # words of a country's name, a hyphen counts as one
Sense = Literal["country", "part", "capital", "seat", "adjective", "people"]


class Fact(NamedTuple):
    """One thing that a word can mean:
    the adjective of Türkiye, a seat of the government of Russia."""

    code: str  # ISO 3166-1 alpha-3, or XKX for Kosovo
    sense: Sense


@lru_cache(maxsize=10_000)
def country_facts(name: str) -> tuple[Fact, ...]:
    """Everything that a word or name can mean among countries; empty if nothing is known of it.

    Accents, full stops, hyphens and a leading "the" make no difference; words that are written in
    capitals need them.

    >>> country_facts("the Kremlin")
    (Fact(code='RUS', sense='seat'),)
    >>> country_facts("U.S.") == country_facts("US"), country_facts("us")
    (True, ())
    >>> country_facts("Burkina-Faso") == country_facts("Burkina Faso") != ()
    True
    """
    return _facts().get(_fold(name), ())


@lru_cache(maxsize=10_000)
def country_senses(name: str) -> frozenset[Sense]:
    """The senses in which a word or name stands among countries; empty if nothing is known of it.

    >>> sorted(country_senses("Ankara"))
    ['capital']
    """
    return frozenset(fact.sense for fact in country_facts(name))


def country_code(name: str) -> str:
    """The country that a name, part, capital, seat, adjective or people belongs to;
    empty if none or several do.

    >>> country_code("Ankara"), country_code("Scotland"), country_code("Dominican")
    ('TUR', 'GBR', '')
    """
    return _only(country_facts(name))


def adjective_country(word: str) -> str:
    """The country of an adjective; empty if it is none, or of several.

    >>> adjective_country("Turkish"), adjective_country("Ankara")
    ('TUR', '')
    """
    return _only(tuple(fact for fact in country_facts(word) if fact.sense == "adjective"))


def country_name(code: str) -> str:
    """What news in English calls the country; the code itself if it is unknown.

    >>> country_name("GBR")
    'United Kingdom'
    """
    return _names().get(code, code)


def part_countries(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the countries stand in words that are a row of them, one other word aside; none if the
    words are no such row.

    >>> part_countries(["Syria", "South", "Sudan", "Mali", "World"])
    [(0, 1), (1, 3), (3, 4)]
    >>> part_countries(["China", "Pakistan", "Economic", "Corridor"]), part_countries(["Mali"])
    ([], [])
    """
    found = []
    others = 0
    place = 0
    while place < len(words):
        lengths = range(min(len(words) - place, _LONGEST), 0, -1)
        known = (n for n in lengths if _is_country(" ".join(words[place : place + n])))
        length = next(known, 0)
        if length:
            found.append((place, place + length))
        others += not length
        place += max(length, 1)
    return found if len(found) > 1 and others * 2 < len(found) else []


def _is_country(name: str) -> bool:
    return "country" in country_senses(name)


def is_demonym(name: str) -> bool:
    """Whether a word is the adjective of a country or the name of its people, and nothing else.

    >>> is_demonym("Kuwaiti"), is_demonym("Kuwait"), is_demonym("Georgia")
    (True, False, False)
    """
    return bool(senses := country_senses(name)) and senses <= {"adjective", "people"}


def _only(facts: tuple[Fact, ...]) -> str:
    codes = {fact.code for fact in facts}
    return codes.pop() if len(codes) == 1 else ""


def _fold(name: str) -> str:
    """A form in which equal names are equal; capitals stay if there is nothing else: US, DPRK."""
    plain = unicodedata.normalize("NFKD", visible(name)).replace("’", "'").replace(".", "")
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    words = bare.replace("-", " ").split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    folded = " ".join(words)
    return folded if folded.isupper() and len(words) == 1 else folded.casefold()


@cache
def _facts() -> dict[str, tuple[Fact, ...]]:
    facts: dict[str, dict[Fact, None]] = {}
    for code, sense, *words in read_rules("countries"):
        for word in words:
            fact = Fact(code, cast(Sense, sense))
            facts.setdefault(_fold(word), {})[fact] = None
            if not word.isupper():
                # a headline in capitals
                facts.setdefault(_fold(word.upper()), {})[fact] = None
    return {word: tuple(found) for word, found in facts.items()}


@cache
def _names() -> dict[str, str]:
    return {
        row[0]: row[2] for row in reversed(read_rules("countries")) if row[1] == "country"
    }
