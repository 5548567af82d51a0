"""Facts about two names of persons: surname, given name, initials, suffix, spelling.

Nothing here knows an article, as in castlist.actors.variants, which says how sure each is.
"""

import re
from functools import cache

from rapidfuzz.distance import OSA

from castlist.actors.name_forms import NameForm, spelt
from castlist.english.gazetteer import is_family_name
from castlist.english.rules import read_rules, word_set

__all__ = [
    "MIN_SLIP",
    "differ_by_a_letter",
    "has_initials",
    "has_short_given_name",
    "is_first_names",
    "is_first_surname",
    "is_given_name",
    "is_slip",
    "is_slip_of_surname",
    "is_spelling",
    "is_surname",
    "is_surname_spelt",
    "lacks_middle",
    "short_forms",
]

MIN_SLIP = 6  # letters; one letter tells shorter surnames apart
_FEW_WORDS = 2  # of names that one letter in a given name tells apart
_SHORTEST = 4  # letters of a word in which a letter may be a slip, where two others agree
_HYPHENATED = re.compile(r"\w-\w+$")
_MIN_LETTERS = 5  # in a shorter word one letter tells names apart


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Given name -> its usual short forms."""
    return {formal: frozenset(short.split()) for formal, short in read_rules("nicknames")}


def is_surname(short: NameForm, full: NameForm) -> bool:
    """The surname or surnames. The model takes bare surnames for organisations;
    places are more often meant."""
    if (
        full.type != "person"
        or short.type in {"place", "people"}
        or len(short.words) >= len(full.words)
    ):
        return False
    return full.words[-len(short.words) :] == short.words and short.suffix in {
        "",
        full.suffix,
    }


def is_surname_spelt(short: NameForm, full: NameForm) -> bool:
    """The surname or surnames by another school of transliteration."""
    if full.type != "person" or len(short.words) >= len(full.words):
        return False
    respelt = (
        short._replace(words=spelt(short.words)),
        full._replace(words=spelt(full.words)),
    )
    return is_surname(*respelt) and sum(map(len, short.words)) > _MIN_LETTERS


def is_first_surname(short: NameForm, full: NameForm) -> bool:
    """The first of two surnames, or one before a given name: Peña for Luis Peña Rojas, Lee for
    Simon Lee Siu-po."""
    if not short.type == full.type == "person" or len(short.words) != 1:
        return False
    behind = 2 if _HYPHENATED.search(full.text) else 1
    at = len(full.words) - behind - 1
    return (
        at > 0
        and full.words[at] == short.words[0]
        and len(short.words[0]) > 1
        and short.words[0] not in word_set("name_particles")
    )


def is_first_names(short: NameForm, full: NameForm) -> bool:
    """Manuel Torres for Manuel Torres Velázquez, Franz Josef for Franz Josef Strauss."""
    n = len(short.words)
    return (
        short.type == full.type == "person"
        and 1 < n < len(full.words)
        and full.words[:n] == short.words
        and len(short.words[-1]) > 3
        and is_family_name(full.words[-1].title())
        and f"{short.words[-1]}-" not in full.text.casefold()  # Wong Kwok-kin
    )


def _persons(a: NameForm, b: NameForm) -> bool:
    return (
        a.type == b.type == "person"
        and min(len(a.words), len(b.words)) > 1
        and _suffixes_agree(a, b)
    )


def _suffixes_agree(a: NameForm, b: NameForm) -> bool:
    return a.suffix == b.suffix or not (a.suffix and b.suffix)


def has_initials(short: NameForm, full: NameForm) -> bool:
    """J. Smith for John Smith; a middle initial that only one of the two has is not enough."""
    if (
        not _persons(short, full)
        or len(short.words) != len(full.words)
        or short.words[-1] != full.words[-1]
    ):
        return False
    pairs = list(zip(short.words[:-1], full.words[:-1], strict=True))
    return short.words != full.words and all(
        a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs
    )


def lacks_middle(short: NameForm, full: NameForm) -> bool:
    """John Kennedy for John Fitzgerald Kennedy, but not George Bush for George W. Bush."""
    if not _persons(short, full) or len(short.words) >= len(full.words):
        return False
    if (short.words[0], short.words[-1]) != (full.words[0], full.words[-1]):
        return False
    rest = iter(full.words)
    extra = [word for word in full.words if word not in short.words]
    return all(word in rest for word in short.words) and all(
        len(word) > 1 for word in extra
    )


def has_short_given_name(a: NameForm, b: NameForm) -> bool:
    """Bill Clinton for William Clinton."""
    if not _persons(a, b) or a.words[1:] != b.words[1:]:
        return False
    first = a.words[0]
    second = b.words[0]
    return second in short_forms().get(first, ()) or first in short_forms().get(second, ())


def is_spelling(a: NameForm, b: NameForm) -> bool:
    """The same name by another school of transliteration: as many words, each with the same key."""
    return (
        a.type == b.type == "person"
        and len(a.joined) > _MIN_LETTERS
        and spelt(a.words) == spelt(b.words)
        and _suffixes_agree(a, b)
    )


def is_slip(a: NameForm, b: NameForm) -> bool:
    """Wolfgang Thierse and Wolfgang Theirse, but not Karina and Katrina Thierse; of three words or
    more any one: Phyo Zeya Thaw and Phyo Zeyar Thaw.

    In half of names-worldwide four pairs of such long names are parted by a letter, in four
    articles, and each is one person.
    """
    if not _persons(a, b) or len(a.words) != len(b.words):
        return False
    if a.words[:-1] == b.words[:-1] and _slips(a.words[-1], b.words[-1]):
        return True
    return len(a.words) > _FEW_WORDS and _slips_once(a, b)


def _slips_once(a: NameForm, b: NameForm) -> bool:
    """Whether one word differs by a letter; the end of the first tells Mario from Maria."""
    differ = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    same_end = a.words[0][-1] == b.words[0][-1]
    return len(differ) == 1 and same_end and differ_by_a_letter(*differ[0], least=_SHORTEST)


def is_slip_of_surname(short: NameForm, full: NameForm) -> bool:
    """Largarde for Christine Lagarde."""
    return (
        short.type == full.type == "person"
        and len(short.words) == 1 < len(full.words)
        and _slips(short.words[0], full.words[-1])
    )


def _slips(one: str, other: str) -> bool:
    """Whether one word is the other with a slip inside; the last letter tells Mario from Maria."""
    return one[-1] == other[-1] and differ_by_a_letter(one, other)


def differ_by_a_letter(one: str, other: str, *, least: int = MIN_SLIP) -> bool:
    """Whether two words of so many letters begin alike and differ by one, or two that changed
    places."""
    return (
        min(len(one), len(other)) >= least
        and one[0] == other[0]
        and OSA.distance(one, other) == 1
    )


def is_given_name(short: NameForm, full: NameForm) -> bool:
    """Daniel for Daniel Montalvo."""
    both = short.type == full.type == "person"
    return (
        both
        and len(short.words) == 1 < len(full.words)
        and full.words[0] == short.words[0]
        and not short.suffix
    )
