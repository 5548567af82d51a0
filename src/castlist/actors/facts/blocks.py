"""Strings by which names are compared only with those that could be the same one."""

from castlist.actors.facts.acronyms import initials_of, without_plural
from castlist.actors.name_forms import NameForm, spelling_key, spelt, written_out
from castlist.actors.persons import MIN_SLIP, short_forms
from castlist.actors.variants import country_of, known_lists
from castlist.english.rules import words_of

__all__ = ["blocks"]


def blocks(name: NameForm) -> set[str]:
    """Strings of which two names share at least one if any rule can join them."""
    words = {w for w in name.words if w not in words_of("small")} or set(name.words)
    found = words | {w.removesuffix("s") for w in words} | {spelling_key(w) for w in words}
    found |= {name.joined, written_out(name), f"={country_of(name.text)}"}
    for first in name.words[:1]:
        found |= {f"={form}" for form in {first} | short_forms().get(first, frozenset())}
    if name.acronym:
        found |= {
            f"+{name.acronym}",
            f"+{without_plural(name)}",
            f"+{name.acronym[0]}-",
        }
    elif len(name.words) > 1:
        found |= {f"+{form}" for form in initials_of(name)} | {f"+{name.words[0][0]}-"}
    if name.type == "person":
        found |= {f"~{w[0]}{w[-1]}" for w in name.words[-1:] if len(w) >= MIN_SLIP}
    if name.type == "person" and len(name.words) > 1:
        found.add("".join(spelt(name.words)))
    if name.type != "person" and name.acronym:
        found.add(f"%{''.join(sorted(name.acronym))}")
    elif name.type != "person" and len(name.words) > 1:
        found.add(f"%{''.join(sorted(w[0] for w in words))}")
    if name.type == "place" and len(name.joined) >= MIN_SLIP:
        found.add(f"~{name.joined[0]}{name.joined[-1]}")
    found |= {w.removesuffix("ic") for w in words}
    found |= {f"#{n}" for n in known_lists().get(name.joined, ())}
    return found - {"=", ""}
