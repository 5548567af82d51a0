"""What long lists know of a name: a city and its size, a province, a given or a family name.

A list says that a word is somewhere a name of that kind, never that it is one here.
"""

from functools import cache

from castlist.english.countries import country_facts
from castlist.english.data import plain, read_list
from castlist.english.rules import read_rules, word_set

__all__ = ["city_size", "given_name", "is_family_name", "is_known_place", "is_province"]


def given_name(word: str) -> tuple[int, int]:
    """The number of lists, a language or country each, that have the word as a given name
    of women, and of men.

    >>> given_name("Zoë")[0] > given_name("Zoë")[1], given_name("Parliament")
    (True, (0, 0))
    """
    return _pairs().get(read_list("given_names").get(plain(word), ""), (0, 0))


@cache
def _pairs() -> dict[str, tuple[int, int]]:
    """What the classes of given names say, each read once."""
    counts = {label: label.split() for label in set(read_list("given_names").values())}
    return {label: (int(women), int(men)) for label, (women, men) in counts.items()}


def is_family_name(word: str) -> bool:
    """Whether a list has the word as a family name.

    >>> is_family_name("Okafor"), is_family_name("Parliament")
    (True, False)
    """
    return plain(word) in read_list("family_names")


def city_size(name: str) -> int:
    """How large the largest city of that name is: 1 from 15,000 people, 2 from 50,000,
    3 from 200,000, 4 from a million; 0 if no list has it.

    >>> city_size("Lisbon"), city_size("São Paulo"), city_size("Parliament")
    (3, 4, 0)
    >>> city_size("Calcutta") == city_size("Kolkata")
    True
    """
    known = read_list("cities")
    also = _english_names().get(plain(name), "")
    return int(max(known.get(plain(name), "0"), known.get(also, "0")))


@cache
def _english_names() -> dict[str, str]:
    """What English calls a city -> its name in the list."""
    return {plain(name): plain(other) for name, other in read_rules("cities")}


def is_province(name: str) -> bool:
    """Whether a country has a state, province or region of that name.

    >>> is_province("Queensland"), is_province("Parliament")
    (True, False)
    """
    return plain(name) in read_list("provinces")


def is_known_place(name: str) -> bool:
    """Whether a list has a name as a country, of whatever sense, a city or a continent."""
    known = bool(country_facts(name) or city_size(name))
    return known or name in word_set("continents")
