"""Facts about two names: is one a variant of the other, and which rule says so.

Nothing here knows an article. Whether a variant is joined depends on the other names that it could
mean as well.
"""

from collections.abc import Callable
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from castlist.actors.facts.acronyms import (
    has_letters_of,
    is_acronym,
    is_letters_of,
    is_turned_acronym,
)
from castlist.actors.name_forms import (
    NameForm,
    make_name,
    spelt,
    written_out,
)
from castlist.actors.persons import (
    MIN_SLIP,
    differ_by_a_letter,
    has_initials,
    has_short_given_name,
    is_first_names,
    is_first_surname,
    is_given_name,
    is_slip,
    is_slip_of_surname,
    is_spelling,
    is_surname,
    is_surname_spelt,
    lacks_middle,
)
from castlist.english.countries import adjective_country, country_facts
from castlist.english.rules import read_rules, words_of
from castlist.model import ActorType

__all__ = [
    "EQUAL",
    "SHORTER",
    "Rule",
    "country_of",
    "folded_words",
    "is_acronym_of",
    "is_bracketed_name",
    "is_place_part",
    "is_slip_of_thing",
    "known_lists",
    "rule_for",
    "same_name",
]

_FOLDED = {
    word: folded
    for folded, words in (
        ("1", "one i first"),
        ("2", "two ii second"),
        ("3", "three iii third"),
        ("eu", "european"),
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


def is_bracketed_name(short: NameForm, full: NameForm) -> bool:
    """KMT in brackets behind Chinese Nationalist Party: of an organisation in any language; and any
    single word that an organisation is called by there, as Tepco and Fonatur are.

    In half of names-worldwide 32 organisations of one word that is no acronym stand in brackets
    behind another, in 27 articles, and each is the same one.
    """
    if len(full.words) < 2 or country_of(short.text):
        return False
    if short.type == full.type == "organisation" and len(short.words) == 1:
        return True
    if len(short.acronym) < 2:
        return False
    return full.type not in {"person", "place", "people"} or has_letters_of(short, full)


def _is_plural(a: NameForm, b: NameForm) -> bool:
    """Tamil and Tamils, the Neo Democrats and a Neo Democrat, NGO and NGOs."""
    texts = {a.text.rstrip("s"), b.text.rstrip("s")}
    if (a.acronym or b.acronym) and len(texts) == 1 and texts.pop().isupper():
        return True
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
    """The first or last words of an organisation, an event or a thing, or the last before "of":
    the Party for the Communist Party of Cuba."""
    n = len(short.words)
    # models take a name of one word for anything
    unsure = {"thing", "other"} if full.type == "organisation" else set()
    if (
        full.type in {"person", "place", "people"}
        or short.type not in {full.type, *unsure}
        or n >= len(full.words)
    ):
        return False
    head = tuple(takewhile(lambda word: word != "of", full.words))
    return short.words in (full.words[:n], full.words[-n:], head[-n:])


def is_place_part(short: NameForm, full: NameForm) -> bool:
    """New York for New York City, Everest for Mount Everest: what is left out only says what kind
    of place it is."""
    n = len(short.words)
    if not short.type == full.type == "place" or n >= len(full.words):
        return False
    if n > 1 and full.words[-n:] == short.words:
        return True  # Hygiene Museum, German Hygiene Museum
    if country_of(short.text):
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
    return folded_words(a) == folded_words(b) and len(folded_words(a)) > 1


@cache
def folded_words(name: NameForm) -> tuple[str, ...]:
    """The words in any order; adjectives of countries as the country, numbers as figures."""
    main = [w for w in name.words if w not in words_of("small")]
    return tuple(sorted(_fold(word) for word in main))


def _fold(word: str) -> str:
    return _FOLDED.get(word) or adjective_country(word) or country_of(word.title()) or word


def _is_same_country(a: NameForm, b: NameForm) -> bool:
    return (
        bool(country := country_of(a.text))
        and country == country_of(b.text)
        and "person" not in {a.type, b.type}
    )


@cache
def country_of(name: str) -> str:
    """The country that a name is of itself; empty for capitals, adjectives and all else."""
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
        and bool(country_of(full.text))
    )


def _is_also_known(a: NameForm, b: NameForm) -> bool:
    """Mumbai and Bombay, GOP and Republican Party: what the world knows, no letter shows."""
    shared = known_lists().get(a.joined, set()) & known_lists().get(b.joined, set())
    return a.type == b.type != "person" and bool(shared)


@cache
def known_lists() -> dict[str, set[int]]:
    """Letters of a name -> the lines of the list that have it."""
    found: dict[str, set[int]] = {}
    for n, names in enumerate(read_rules("also_known")):
        for name in names:
            found.setdefault(make_name(name, "organisation").joined, set()).add(n)
    return found


def _is_spelling_of_thing(a: NameForm, b: NameForm) -> bool:
    """Al-Qaeda and Al Qaida: as many words, each with the same key."""
    return (
        a.type == b.type
        and a.type not in {"person", "place"}  # Shaanxi is not Shanxi
        and len(a.joined) > _MIN_LETTERS
        and spelt(a.words) == spelt(b.words)
    )


def is_slip_of_thing(a: NameForm, b: NameForm, *, least: int = MIN_SLIP) -> bool:
    """Alemannia and Allemania Aachen: one of several words, of so many letters, differs by a
    letter. Or a country's name does: Liechtenstein, Lichtenstein."""
    if a.type != b.type or a.type == "person" or len(a.words) != len(b.words):
        return False
    other = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    alike = len(other) == 1 and differ_by_a_letter(*other[0], least=least)
    if not alike or _are_countries(*other[0]):
        return False
    if a.type == "place":
        return len(a.words) == 1 and bool(country_of(a.text)) != bool(country_of(b.text))
    return len(a.words) > 1


def _are_countries(one: str, other: str) -> bool:
    return bool(country_of(one.title()) and country_of(other.title()))


def _is_members(short: NameForm, full: NameForm) -> bool:
    """Liberals for Liberal Party, Social Democrats for Social Democratic Party."""
    if short.type != full.type or full.words[-1:] not in (("party",), ("union",)):
        return False
    if not short.words or len(short.words) != len(full.words) - 1:
        return False
    last = full.words[-2]
    own = {f"{last}s", f"{last.removesuffix('ic')}s", last.removesuffix("ic")} - {last}
    return short.words[:-1] == full.words[:-2] and short.words[-1] in own


def is_acronym_of(short: NameForm, full: NameForm) -> bool:
    """As `is_acronym`; the US is no University of Sheffield."""
    return is_acronym(short, full) and not country_of(short.text)


EQUAL = (
    Rule("same_letters", 0, _has_same_letters),
    Rule("same_country", 0, _is_same_country),
    Rule("transliteration", 0, is_spelling),
    Rule("transliteration", 0, _is_spelling_of_thing),
    Rule("same_words", 0, _has_same_words),
    Rule("slip", 0, is_slip),
    Rule("plural", 0, _is_plural),
    Rule("slip", 0, is_slip_of_thing),
    Rule("also_known", 0, _is_also_known),
)
SHORTER = (
    Rule("acronym", 1, is_acronym_of),
    Rule("company_name", 1, _is_company),
    Rule("part_of_name", 2, is_surname),
    Rule("part_of_name", 2, _is_part),
    Rule("part_of_name", 2, is_place_part),
    Rule("part_of_country", 2, _is_half_name),
    Rule("part_of_name", 3, is_surname_spelt),
    Rule("plural", 2, _is_members),
    Rule("acronym", 3, is_letters_of),
    Rule("acronym", 3, is_turned_acronym),
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
