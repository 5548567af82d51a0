"""The word lists of this folder, as rows of fields,
and as the sets and mappings that several stages need."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from castlist.model import ActorType, Gender, Number

__all__ = [
    "Noun",
    "has_one",
    "is_monarch",
    "is_season",
    "listed",
    "name_kinds",
    "name_words",
    "names_nobody",
    "pronouns",
    "read_rules",
    "roles",
    "single_titles",
    "word_set",
    "words_of",
]


class Noun(NamedTuple):
    """What the list of roles says of a noun."""

    type: ActorType
    gender: Gender
    sense: str


@cache
def read_rules(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one list: tab-separated fields;
    blank lines and lines that begin with `#` are left out."""
    lines = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(f.strip() for f in line.split("\t"))
        for line in lines
        if line.strip() and line[0] != "#"
    )


def has_one(text: str, needed: Iterable[str]) -> bool:
    """Whether a text in small letters has one of the words, or parts of words, that a rule needs.

    >>> has_one("we use cookies", ["cookie", "tracking"])
    True
    """
    return any(map(text.__contains__, needed))


@cache
def listed(*names: str) -> frozenset[str]:
    """The first field of every row of these lists."""
    return frozenset(row[0] for name in names for row in read_rules(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one of the small sets; KeyError if there is none of that name."""
    sets = {called: words for called, words, _ in read_rules("word_sets")}
    return frozenset(sets[name].split())


@cache
def roles() -> dict[str, Noun]:
    """Noun -> type, gender and sense; a noun without a sense is its own."""
    rows = read_rules("roles")
    return {
        word: Noun(
            cast(ActorType, kind),
            cast(Gender, "" if g == "-" else g),
            word if sense == "-" else sense,
        )
        for word, kind, g, sense in rows
    }


@cache
def pronouns() -> dict[str, tuple[int, Number, Gender]]:
    """Pronoun -> person, number, gender (empty: either)."""
    return {
        word: (
            int(person),
            cast(Number, number),
            cast(Gender, "" if gender == "-" else gender),
        )
        for word, person, number, gender in read_rules("pronouns")
    }


@cache
def name_words() -> dict[str, ActorType]:
    """Last word of a name -> the type that it shows."""
    return {word: cast(ActorType, kind) for word, kind in read_rules("name_words")}


def names_nobody(text: str) -> bool:
    """Whether words in capitals are known to name no actor: TV, I.Q., Good Luck."""
    known = listed("no_names")
    return text in known or text.replace(".", "") in known


def is_monarch(word: str) -> bool:
    """Whether a noun is for who is called by a given name: king, prince, emir."""
    return word in roles() and roles()[word].sense == "monarch"


def is_season(before: str, word: str) -> bool:
    """Whether a word, and the one before it, mean a time of the year: every Spring."""
    return word in word_set("seasons") and before in word_set("of_time")


@cache
def name_kinds() -> dict[str, frozenset[str]]:
    """Last word of a name -> the senses of the nouns by which an article calls its bearer."""
    return {word: frozenset(senses.split()) for word, senses in read_rules("name_kinds")}


@cache
def single_titles() -> frozenset[str]:
    """The titles of one word, in lower case; a longer one ends in one of them."""
    return frozenset(title.casefold() for title in listed("titles") if " " not in title)


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words inside names that are of this kind (rules/variant_words.txt)."""
    return frozenset(word for word, what in read_rules("variant_words") if what == kind)
