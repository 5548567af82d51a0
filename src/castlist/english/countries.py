"""Which country a word stands for:
names, parts, capitals, seats of government, adjectives and peoples."""

import unicodedata
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
]

Sense = Literal["country", "part", "capital", "seat", "adjective", "people"]


class Fact(NamedTuple):
    """One thing that a word can mean:
    the adjective of Türkiye, a seat of the government of Russia."""

    code: str  # ISO 3166-1 alpha-3, or XKX for Kosovo
    sense: Sense


@lru_cache(maxsize=10_000)
def country_facts(name: str) -> tuple[Fact, ...]:
    """Everything that a word or name can mean among countries; empty if nothing is known of it.

    Accents, full stops and a leading "the" make no difference; words that are written in capitals
    need them.

    >>> country_facts("the Kremlin")
    (Fact(code='RUS', sense='seat'),)
    >>> country_facts("U.S.") == country_facts("US"), country_facts("us")
    (True, ())
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


def _only(facts: tuple[Fact, ...]) -> str:
    codes = {fact.code for fact in facts}
    return codes.pop() if len(codes) == 1 else ""


def _fold(name: str) -> str:
    """A form in which equal names are equal; capitals stay if there is nothing else: US, DPRK."""
    plain = unicodedata.normalize("NFKD", visible(name)).replace("’", "'").replace(".", "")
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
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
