"""What makes a join over many articles only a suggestion, which a person decides, in words."""

from collections.abc import Collection, Mapping

from castlist.actors.facts.acronyms import is_acronym, is_letters_of, is_turned_acronym
from castlist.actors.name_forms import NameForm
from castlist.english.countries import country_name

__all__ = ["doubt_acronym", "doubt_homes", "doubt_part"]

_SHOWN = 3  # names of a list
_ANYWHERE = 3  # countries: who is in articles about so many is at home in none


def doubt_part(short: NameForm, full: NameForm) -> str:
    """Why the last words of a longer name may be another actor's elsewhere; empty if not.

    What stands before them says which one it is: the Indonesian Red Cross, the Women's World Cup.
    Where one article means the longer name, others mean the Red Cross. Places are what they are.
    """
    n = len(short.words)
    if short.acronym or {"person", "place"} & {short.type, full.type}:
        return ""
    if n == len(full.words) or full.words[-n:] != short.words:
        return ""
    return f"elsewhere “{short.text}” may be another one"


def doubt_acronym(
    short: NameForm, full: NameForm, acronyms: Mapping[str, Mapping[str, int]]
) -> str:
    """Why an acronym that a longer name does not spell may be another actor's; empty if not.

    `acronyms` has those of the letters of a longer name, with the number of articles that give
    them. FAO for "United Nations" is a slip of the linking if as many call it UN.
    """
    if not short.acronym or full.acronym or full.type == "person":
        return ""
    if any(spells(short, full) for spells in _SPELLS):
        return ""
    found = acronyms.get(full.joined, {})
    own = found.get(short.acronym, 0)
    others = sorted(o for o in found if o != short.acronym and found[o] >= own)[:_SHOWN]
    called = ", ".join(other.upper() for other in others)
    return f"“{full.text}” is also called {called}" if others else ""


_SPELLS = (is_acronym, is_letters_of, is_turned_acronym)


def doubt_homes(one: Collection[str], other: Collection[str]) -> str:
    """Why an acronym and a longer name may be two actors: their articles are about other countries,
    given as codes; empty if one is shared, none is known, or one of the two is everywhere."""
    told = 0 < len(one) < _ANYWHERE and 0 < len(other) < _ANYWHERE
    if not told or set(one) & set(other):
        return ""
    first = ", ".join(sorted(map(country_name, one))[:_SHOWN])
    second = ", ".join(sorted(map(country_name, other))[:_SHOWN])
    return f"one is in articles about {first}, the other about {second}"
