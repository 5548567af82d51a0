"""Facts about an acronym and a longer name: initials, letters, letters of another language."""

import re
from collections import Counter
from functools import cache

from castlist.actors.name_forms import NameForm
from castlist.english.rules import words_of

__all__ = [
    "has_letters_of",
    "initials_of",
    "is_acronym",
    "is_letters_of",
    "is_turned_acronym",
    "without_plural",
]


def is_acronym(short: NameForm, full: NameForm) -> bool:
    """WEF of World Economic Forum: initials, small words counted or not;
    a capital word counts whole (PIPA). Of a person three at least: JFK."""
    persons = {"person"} & {full.type, short.type}
    least = 3 if persons else 2
    if not least <= len(short.acronym) <= 8 or len(full.words) < 2:
        return False
    if persons and full.type != short.type:
        return False
    return bool({short.acronym, without_plural(short)} & initials_of(full))


def without_plural(name: NameForm) -> str:
    """The letters of an acronym without a plural's s, which is a small one: NGO of NGOs; CBS and
    UBS stay whole."""
    plural = name.text.rstrip().endswith("s")
    return name.acronym.removesuffix("s") if plural else name.acronym


@cache
def initials_of(name: NameForm) -> frozenset[str]:
    """The initials of a name, with and without those of small words."""
    capital = {
        word.replace(".", "").casefold()
        for word in re.findall(r"\b(?:[A-Z]{2,}|(?:[A-Z]\.){2,})", name.text)
    }
    parts = [(word, word if word in capital else word[0]) for word in name.words]
    main = "".join(part for word, part in parts if word not in words_of("small"))
    return frozenset({"".join(part for _, part in parts), main})


def is_letters_of(short: NameForm, full: NameForm) -> bool:
    """DFG of Deutsche Forschungsgemeinschaft, ASX of Australian Securities Exchange:
    every word gives a letter."""
    if not 3 <= len(short.acronym) <= 8 or "person" in {full.type, short.type}:
        return False
    main = [word for word in full.words if word not in words_of("small")]
    return len(main) > 1 and _spell(short.acronym, main)


def _spell(letters: str, words: list[str]) -> bool:
    """Whether letters of the words, in their order, spell it:
    the first of each word, or x of ex, and more behind."""
    if not words or not letters:
        return not words and not letters
    word = words[0]
    first = 1 if letters[0] == "x" and word.startswith("ex") else 0
    if letters[0] != word[first]:
        return False
    rest = letters[1:]
    behind = first + 1
    while True:
        if _spell(rest, words[1:]):
            return True
        place = word.find(rest[0], behind) if rest else -1
        if place < 0:
            return False
        rest = rest[1:]
        behind = place + 1


def has_letters_of(short: NameForm, full: NameForm) -> bool:
    """IHT of Honduran Institute of Tourism: words begin with its letters, in any order."""
    begin = Counter(word[0] for word in full.words)
    return len(short.acronym) > 1 and Counter(short.acronym) <= begin


def is_turned_acronym(short: NameForm, full: NameForm) -> bool:
    """TSE of Supreme Electoral Tribunal: the initials in another language's order."""
    if len(short.acronym) < 3 or "person" in {full.type, short.type}:
        return False
    main = [word[0] for word in full.words if word not in words_of("small")]
    return sorted(main) == sorted(short.acronym)
