"""A spelling of a name as rules compare it:
plain words, letters, consonants, what schools of transliteration share."""

import re
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from castlist.english.rules import single_titles, words_of
from castlist.model import ActorType
from castlist.text import visible

__all__ = ["NameForm", "make_name", "spelling_key", "spelt", "written_out"]

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}|\b(?:[^\W\d_]\.)+[^\W\d_]\b")
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_POSSESSIVE = re.compile(r"['’`´]s?$")
_APOSTROPHE = re.compile(r"['’`´ʼʿʾ‘]")
_ACRONYM = re.compile(r"[A-Z]{2,}-[A-Z]|[A-Z][a-z]*[A-Z][A-Za-z]*|[A-Z]\.(?:\s?[A-Z]\.?)+")
_MIN_SPELLING = 5  # letters; in a shorter word one letter tells names apart (Jan, Jon, Jen)
# How schools of transliteration write one sound:
# Zelensky and Zelenskyy, Dmitry and Dmitri, Yevgeny and Evgeni.
_SCHOOLS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"tsch|tch", "ch"),
        (r"shch", "sh"),
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


class NameForm(NamedTuple):
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


@cache
def _titles() -> frozenset[str]:
    return single_titles() | words_of("honorific") | {"vice", "former"}


@cache
def make_name(text: str, kind: ActorType) -> NameForm:
    """A spelling as rules compare it.

    >>> make_name("The U.S.", "place").words
    ('us',)
    """
    shown = _POSSESSIVE.sub("", visible(text).strip())
    shown = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", shown)
    shown = re.sub(r"(?<=\w)\.(?=\w{2})", "", shown)  # a web address is one word
    plain = anyascii(_APOSTROPHE.sub("", shown)).casefold().replace("&", " and ")
    words = re.findall(r"[a-z0-9]+", plain)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    suffix = ""
    if kind == "person":
        words = words[
            next(
                (n for n, word in enumerate(words[:-1]) if word not in _titles()),
                len(words) - 1,
            ) :
        ]
        if len(words) > 1 and words[-1] in words_of("suffix"):
            suffix = words.pop()
    is_acronym = bool(words) and _ACRONYM.fullmatch(visible(text).strip())
    acronym = "".join(words) if is_acronym else ""
    return NameForm(text, kind, tuple(words), suffix, acronym)


@cache
def spelling_key(word: str) -> str:
    """A word with what schools of transliteration write differently folded;
    short words stay as they are.

    >>> spelling_key("zelensky") == spelling_key("zelenskyy")
    True
    >>> spelling_key("evgeni") == spelling_key("yevgeny")
    True
    """
    if len(word) < _MIN_SPELLING:
        return word
    for pattern, to in _SCHOOLS:
        word = pattern.sub(to, word)
    return word


def spelt(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, each with what schools of transliteration write differently folded."""
    return tuple(spelling_key(word) for word in words)


def written_out(name: NameForm) -> str:
    """The letters with German umlauts written out: Duesseldorf."""
    return make_name(name.text.translate(_WRITTEN_OUT), name.type).joined
