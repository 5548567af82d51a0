"""Facts about two strings: is one name a variant of the other, and which rule says so.

Nothing here knows an article. Whether a variant is joined depends on the other names that it could mean as well.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from castlist.model import ActorType
from castlist.rules import read_rules
from castlist.text import visible

__all__ = ["RULES", "Name", "Rule", "could_be_same", "make_name", "same_name", "sound_class", "spelling_key"]

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}|\b(?:[^\W\d_]\.)+[^\W\d_]\b")
_POSSESSIVE = re.compile(r"['’`´]s?$")
_APOSTROPHE = re.compile(r"['’`´ʼʿʾ‘]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]\.(?:\s?[A-Z]\.?)+")
_MIN_SPELLING = 5  # letters; in a shorter word one letter tells names apart (Jan, Jon, Jen)
# How schools of transliteration write one sound: Zelensky and Zelenskyy, Dmitry and Dmitri, Yevgeny and Evgeni.
_SCHOOLS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"tsch|tch", "ch"),
        (r"ph", "f"),
        (r"kh|gh", "h"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"dzh|dj|zh", "j"),
        (r"^y(?=e)", ""),
        (r"ae|ä", "a"),
        (r"oe|ö", "o"),
        (r"ue|ü|ou|oo", "u"),
        (r"x", "ks"),
        (r"ck|q|c(?=[aouklrt]|$)", "k"),
        (r"w", "v"),
        (r"(?<=[aeou])[iyj]+|[iyj]+(?=[aeou])|[iyj]+", "i"),
        (r"(?<!^)o", "u"),
        (r"(?<=[^aeiou])e(?=[^aeiou])", "a"),
        (r"(?<!^)(?<![cs])h", ""),
        (r"(.)\1+", r"\1"),
    )
]
_CLASSES = str.maketrans(
    {**dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkcqx", "K")}
    | {**dict.fromkeys("vfw", "F"), **dict.fromkeys("zsj", "S"), **dict.fromkeys("mn", "N")}
    | {"r": "R", "l": "L", **dict.fromkeys("aeiouyh", "")}
)


class Name(NamedTuple):
    """One spelling of a name, taken apart once."""

    text: str
    type: ActorType
    words: tuple[str, ...]  # ASCII, lower case, without titles
    suffix: str  # "jr" of "Raymond Davis Jr."
    acronym: str  # "wef" of "WEF"; empty for other names

    @property
    def joined(self) -> str:
        """The letters alone: equal for "Pro Asyl" and "ProAsyl", "U.S." and "US"."""
        return "".join(self.words) + self.suffix


class Rule(NamedTuple):
    """One way for a name to be a variant of a fuller one, and the blocks in which the two must meet."""

    name: str
    test: Callable[[Name, Name], bool]
    blocks: Callable[[Name], set[str]]
    because: str


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(word for word, what in read_rules("variant_words") if what == kind)


@cache
def _titles() -> frozenset[str]:
    single = {row[0].casefold() for row in read_rules("titles") if " " not in row[0]}
    return frozenset(single | _words_of("honorific") | {"vice", "former"})


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    return {formal: frozenset(short.split()) for formal, short in read_rules("nicknames")}


@cache
def make_name(text: str, kind: ActorType) -> Name:
    """A spelling as rules compare it.

    >>> make_name("The U.S.", "place").words
    ('us',)
    """
    shown = _POSSESSIVE.sub("", visible(text).strip())
    shown = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", shown)
    plain = anyascii(_APOSTROPHE.sub("", shown)).casefold().replace("&", " and ")
    words = re.findall(r"[a-z0-9]+", plain)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    suffix = ""
    if kind == "person":
        while len(words) > 1 and words[0] in _titles():
            words = words[1:]
        if len(words) > 1 and words[-1] in _words_of("suffix"):
            suffix = words.pop()
    acronym = words[0] if len(words) == 1 and _ACRONYM.fullmatch(visible(text).strip()) else ""
    return Name(text, kind, tuple(words), suffix, acronym)


@cache
def spelling_key(word: str) -> str:
    """A word with what schools of transliteration write differently folded; short words stay as they are.

    >>> spelling_key("zelensky") == spelling_key("zelenskyy"), spelling_key("evgeni") == spelling_key("yevgeny")
    (True, True)
    """
    if len(word) < _MIN_SPELLING:
        return word
    for pattern, to in _SCHOOLS:
        word = pattern.sub(to, word)
    return word


@cache
def sound_class(text: str) -> str:
    """The consonants of a name, voiced and voiceless as one class, without vowels, h and doubles.

    >>> sound_class("Pyrector"), sound_class("Bayraktar")
    ('PRKTR', 'PRKTR')
    """
    plain = re.sub(r"[^a-z]", "", anyascii(visible(text)).casefold().replace("ph", "f"))
    return re.sub(r"(.)\1+", r"\1", plain.translate(_CLASSES))


def _spelt(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(spelling_key(word) for word in words)


def _is_acronym(short: Name, full: Name) -> bool:
    """WEF of World Economic Forum: initials, small words counted or not; a capital word counts whole (PIPA)."""
    if not 2 <= len(short.acronym) <= 8 or len(full.words) < 2 or full.type == "person":
        return False
    capital = {word.casefold() for word in re.findall(r"\b[A-Z]{2,}\b", full.text)}
    parts = [(word, word if word in capital else word[0]) for word in full.words]
    every = "".join(part for _, part in parts)
    main = "".join(part for word, part in parts if word not in _words_of("small"))
    return short.acronym.rstrip("s") in {every, main} or short.acronym in {every, main}


def _is_person_part(short: Name, full: Name) -> bool:
    """The surname or surnames. The model takes bare surnames for organisations; places are more often meant."""
    if full.type != "person" or short.type in {"place", "people"} or len(short.words) >= len(full.words):
        return False
    return full.words[-len(short.words) :] == short.words and short.suffix in {"", full.suffix}


def _is_person_part_spelt(short: Name, full: Name) -> bool:
    respelt = short._replace(words=_spelt(short.words)), full._replace(words=_spelt(full.words))
    return _is_person_part(*respelt) and sum(map(len, short.words)) > _MIN_SPELLING


def _is_part(short: Name, full: Name) -> bool:
    """The first or last words of an organisation, an event or a thing."""
    n = len(short.words)
    if full.type in {"person", "place", "people"} or short.type != full.type or n >= len(full.words):
        return False
    return short.words in (full.words[:n], full.words[-n:])


def _is_place_part(short: Name, full: Name) -> bool:
    """New York for New York City, Everest for Mount Everest: what is left out only says what kind of place it is."""
    n = len(short.words)
    if not short.type == full.type == "place" or n >= len(full.words):
        return False
    behind = full.words[:n] == short.words and set(full.words[n:]) <= _words_of("place")
    before = full.words[-n:] == short.words and set(full.words[:-n]) <= _words_of("place") | {"of"}
    return behind or before


def _persons(a: Name, b: Name) -> bool:
    return a.type == b.type == "person" and min(len(a.words), len(b.words)) > 1 and _suffixes_agree(a, b)


def _suffixes_agree(a: Name, b: Name) -> bool:
    return a.suffix == b.suffix or not (a.suffix and b.suffix)


def _has_initials(short: Name, full: Name) -> bool:
    """J. Smith for John Smith; a middle initial that only one of the two has is not enough."""
    if not _persons(short, full) or len(short.words) != len(full.words) or short.words[-1] != full.words[-1]:
        return False
    pairs = list(zip(short.words[:-1], full.words[:-1], strict=True))
    return short.words != full.words and all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs)


def _lacks_middle(short: Name, full: Name) -> bool:
    """John Kennedy for John Fitzgerald Kennedy, but not George Bush for George W. Bush."""
    if not _persons(short, full) or len(short.words) >= len(full.words):
        return False
    if (short.words[0], short.words[-1]) != (full.words[0], full.words[-1]):
        return False
    rest = iter(full.words)
    extra = [word for word in full.words if word not in short.words]
    return all(word in rest for word in short.words) and all(len(word) > 1 for word in extra)


def _is_nickname(a: Name, b: Name) -> bool:
    if not _persons(a, b) or a.words[1:] != b.words[1:]:
        return False
    first, second = a.words[0], b.words[0]
    return second in _short_forms().get(first, ()) or first in _short_forms().get(second, ())


def _is_spelling(a: Name, b: Name) -> bool:
    """The same name by another school of transliteration: as many words, each with the same key."""
    return a.type == b.type == "person" and len(a.joined) > _MIN_SPELLING and _spelt(a.words) == _spelt(b.words)


def _ends(name: Name) -> set[str]:
    return {name.words[0], name.words[-1]} if name.words else set()


def _last(name: Name) -> set[str]:
    return {name.words[-1]} if name.words else set()
