"""Facts about two names: is one a variant of the other, and which rule says so.

Nothing here knows an article. Whether a variant is joined depends on the other names that it could
mean as well.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from castlist.actors.name_forms import (
    NameForm,
    make_name,
    spelling_key,
    spelt,
    written_out,
)
from castlist.actors.persons import (
    has_initials,
    has_short_given_name,
    is_first_names,
    is_first_surname,
    is_given_name,
    is_slip,
    is_slip_inside,
    is_slip_of_surname,
    is_spelling,
    is_surname,
    is_surname_spelt,
    lacks_middle,
    short_forms,
)
from castlist.english.countries import adjective_country, country_facts
from castlist.english.rules import words_of
from castlist.model import ActorType

__all__ = [
    "EQUAL",
    "SHORTER",
    "Rule",
    "blocks",
    "has_letters_of",
    "is_bracketed_acronym",
    "rule_for",
    "same_name",
]

_MIN_SLIP = 6
_FOLDED = {
    word: folded
    for folded, words in (
        ("1", "one i first"), ("2", "two ii second"), ("3", "three iii third"),
        ("eu", "european"), ("north", "northern"), ("south", "southern"),
        ("east", "eastern"), ("west", "western"),
    )
    for word in words.split()
}
_MIN_LETTERS = 5  # in a shorter word one letter tells names apart


class Rule(NamedTuple):
    """One way for a name to be another form of a second one;
    `step` is how sure it is, 0 the surest."""

    name: str
    step: int
    test: Callable[[NameForm, NameForm], bool]


def _is_acronym(short: NameForm, full: NameForm) -> bool:
    """WEF of World Economic Forum: initials, small words counted or not;
    a capital word counts whole (PIPA)."""
    if (
        not 2 <= len(short.acronym) <= 8
        or len(full.words) < 2
        or "person" in {full.type, short.type}
    ):
        return False
    return bool({short.acronym, short.acronym.rstrip("s")} & _initials(full))


@cache
def _initials(name: NameForm) -> frozenset[str]:
    capital = {
        word.replace(".", "").casefold()
        for word in re.findall(r"\b(?:[A-Z]{2,}|(?:[A-Z]\.){2,})", name.text)
    }
    parts = [(word, word if word in capital else word[0]) for word in name.words]
    main = "".join(part for word, part in parts if word not in words_of("small"))
    return frozenset({"".join(part for _, part in parts), main})


def _is_letters_of(short: NameForm, full: NameForm) -> bool:
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


def is_bracketed_acronym(short: NameForm, full: NameForm) -> bool:
    """KMT in brackets behind Chinese Nationalist Party: of an organisation in any language."""
    if len(short.acronym) < 2 or len(full.words) < 2 or _country(short.text):
        return False
    return full.type not in {"person", "place", "people"} or has_letters_of(short, full)


def _is_plural(a: NameForm, b: NameForm) -> bool:
    """Tamil and Tamils, the Neo Democrats and a Neo Democrat."""
    if a.type == b.type and len(a.words) == len(b.words) > 1 and a.type != "person":
        return [w.removesuffix("s") for w in a.words] == [
            w.removesuffix("s") for w in b.words
        ]
    longer = max(a.joined, b.joined, key=len)
    shorter = min(a.joined, b.joined, key=len)
    return (
        len(shorter) >= _MIN_LETTERS
        and longer == f"{shorter}s"
        and "person" not in {a.type, b.type}
    )


def _is_part(short: NameForm, full: NameForm) -> bool:
    """The first or last words of an organisation, an event or a thing."""
    n = len(short.words)
    # models take a name of one word for anything
    unsure = {"thing", "other"} if full.type == "organisation" else set()
    if (
        full.type in {"person", "place", "people"}
        or short.type not in {full.type, *unsure}
        or n >= len(full.words)
    ):
        return False
    return short.words in (full.words[:n], full.words[-n:])


def _is_place_part(short: NameForm, full: NameForm) -> bool:
    """New York for New York City, Everest for Mount Everest: what is left out only says what kind
    of place it is."""
    n = len(short.words)
    if not short.type == full.type == "place" or n >= len(full.words):
        return False
    if n > 1 and full.words[-n:] == short.words:
        return True  # Hygiene Museum, German Hygiene Museum
    if _country(short.text):
        return _is_state_of(short, full)
    behind = full.words[:n] == short.words and set(full.words[n:]) <= words_of("place")
    before = full.words[-n:] == short.words and set(full.words[:-n]) <= words_of(
        "place"
    ) | {"of"}
    return behind or before


def _is_state_of(short: NameForm, full: NameForm) -> bool:
    """The State of Kuwait is Kuwait; Kuwait City, Mexico City and Mount Kenya are no country."""
    rest = set(full.words) - set(short.words) - words_of("small")
    return bool(rest) and rest <= {"state", "republic", "kingdom"}


def _has_same_letters(a: NameForm, b: NameForm) -> bool:
    """U.S. and US, ProAsyl and Pro Asyl, Recep Tayyip Erdoğan and Recep Tayyip Erdogan."""
    return len(a.joined) > 1 and (
        a.joined == b.joined or written_out(a) == b.joined or a.joined == written_out(b)
    )


def _has_same_words(a: NameForm, b: NameForm) -> bool:
    """Department of Justice and Justice Department: the same words, small ones aside."""
    if "person" in {a.type, b.type} or "place" in {a.type, b.type}:
        return False
    return folded(a) == folded(b) and len(folded(a)) > 1


@cache
def folded(name: NameForm) -> tuple[str, ...]:
    """The words in any order; adjectives of countries as the country, numbers as figures."""
    main = [w for w in name.words if w not in words_of("small")]
    return tuple(sorted(_fold(word) for word in main))


def _fold(word: str) -> str:
    return _FOLDED.get(word) or adjective_country(word) or _country(word.title()) or word


def _is_same_country(a: NameForm, b: NameForm) -> bool:
    return (
        bool(country := _country(a.text))
        and country == _country(b.text)
        and "person" not in {a.type, b.type}
    )


@cache
def _country(name: str) -> str:
    codes = {fact.code for fact in country_facts(name) if fact.sense in {"country", "part"}}
    whole = any(fact.sense == "country" for fact in country_facts(name))
    return codes.pop() if whole and len(codes) == 1 else ""


def _is_company(short: NameForm, full: NameForm) -> bool:
    """Apple for Apple Inc."""
    rest = full.words[len(short.words) :]
    same = full.words[: len(short.words)] == short.words
    return (
        same
        and bool(rest)
        and set(rest) <= words_of("company")
        and "person" not in {short.type, full.type}
    )


def _is_half_name(short: NameForm, full: NameForm) -> bool:
    """The North for North Korea."""
    half = {"north", "south", "east", "west"}
    sizes = len(short.words) == 1 and len(full.words) == 2
    return (
        sizes
        and short.words[0] in half
        and full.words[0] == short.words[0]
        and bool(_country(full.text))
    )


def _is_spelling_of_thing(a: NameForm, b: NameForm) -> bool:
    """Al-Qaeda and Al Qaida: as many words, each with the same key."""
    return (
        a.type == b.type != "person"
        and len(a.joined) > _MIN_LETTERS
        and spelt(a.words) == spelt(b.words)
    )


def _is_slip_of_thing(a: NameForm, b: NameForm) -> bool:
    """Alemannia Aachen and Allemania Aachen: one word of several has a slip inside."""
    if a.type != b.type or a.type in {"person", "place"} or len(a.words) != len(b.words):
        return False
    other = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    return len(a.words) > 1 and len(other) == 1 and is_slip_inside(*other[0])


EQUAL = (
    Rule("same_letters", 0, _has_same_letters),
    Rule("same_country", 0, _is_same_country),
    Rule("transliteration", 0, is_spelling),
    Rule("transliteration", 0, _is_spelling_of_thing),
    Rule("same_words", 0, _has_same_words),
    Rule("slip", 0, is_slip),
    Rule("slip", 0, _is_slip_of_thing),
    Rule("plural", 0, _is_plural),
)
SHORTER = (
    Rule("acronym", 1, _is_acronym),
    Rule("company_name", 1, _is_company),
    Rule("part_of_name", 2, is_surname),
    Rule("part_of_name", 2, _is_part),
    Rule("part_of_name", 2, _is_place_part),
    Rule("part_of_country", 2, _is_half_name),
    Rule("part_of_name", 3, is_surname_spelt),
    Rule("acronym", 3, _is_letters_of),
    Rule("initials", 3, has_initials),
    Rule("middle_name", 3, lacks_middle),
    Rule("nickname", 3, has_short_given_name),
    Rule("slip", 3, is_slip_of_surname),
    Rule("given_name", 4, is_given_name),
    Rule("first_names", 3, is_first_names),
    Rule("part_of_name", 4, is_first_surname),
)


def rule_for(
    short: NameForm, full: NameForm, rules: tuple[Rule, ...] = SHORTER
) -> Rule | None:
    """The surest rule by which the first is another form of the second; None if there is none."""
    return next((rule for rule in rules if rule.test(short, full)), None)


def same_name(a: str, b: str, kind: ActorType) -> str:
    """The rule by which two names of one type may mean one actor,
    if nothing else in the article speaks against it.

    >>> same_name("Zelensky", "Volodymyr Zelenskyy", "person"), same_name("Iran", "Iraq", "place")
    ('part_of_name', '')
    """
    one = make_name(a, kind)
    two = make_name(b, kind)
    found = rule_for(one, two, EQUAL) or rule_for(one, two) or rule_for(two, one)
    return found.name if found else ""


def blocks(name: NameForm) -> set[str]:
    """Strings of which two names share at least one if any rule can join them."""
    words = {w for w in name.words if w not in words_of("small")} or set(name.words)
    found = words | {w.removesuffix("s") for w in words} | {spelling_key(w) for w in words}
    found |= {name.joined, written_out(name), f"={_country(name.text)}"}
    for first in name.words[:1]:
        found |= {f"={form}" for form in {first} | short_forms().get(first, frozenset())}
    if name.acronym:
        found |= {
            f"+{name.acronym}",
            f"+{name.acronym.rstrip('s')}",
            f"+{name.acronym[0]}-",
        }
    elif len(name.words) > 1 and name.type != "person":
        found |= {f"+{form}" for form in _initials(name)} | {f"+{name.words[0][0]}-"}
    if name.type == "person":
        found |= {f"~{w[0]}{w[-1]}" for w in name.words[-1:] if len(w) >= _MIN_SLIP}
    if name.type == "person" and len(name.words) > 1:
        found.add("".join(spelt(name.words)))
    return found - {"=", ""}
