"""What a decision moves: two states of the tables of one article -> how they differ, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from castlist.summary import UNATTRIBUTED, attribute
from castlist.tables import Tables

__all__ = ["Effect", "effects", "say_effects"]

NO_QUOTE = "no quote"


class Effect(NamedTuple):
    """One difference; `says` puts it as "Erdogan 10 -> 11", `size` is what it moves."""

    says: str
    size: int


def effects(before: Tables, after: Tables) -> list[Effect]:
    """What differs between two states of an article's tables, what moves most first: how often
    actors are mentioned, what they are called and taken for, who speaks a quote."""
    found = [*_mentions(before, after), *_types(before, after)]
    if before.texts != after.texts:
        found.append(_words(before, after))
    elif "quotes" in before and "quotes" in after:
        found += _speakers(before, after)
    return sorted(found, key=lambda effect: -effect.size)


def say_effects(before: Tables, after: Tables, *, most: int = 6) -> str:
    """The same on one line: "Erdogan 10 -> 11, Putin 14 -> 13"."""
    found = effects(before, after)
    more = [f"{len(found) - most} more changes"] if len(found) > most else []
    return ", ".join([effect.says for effect in found[:most]] + more) or "no number changes"


def _words(before: Tables, after: Tables) -> Effect:
    """Another text; what quotes are called by has moved in it."""
    old = int(before.articles["words"].sum())
    new = int(after.articles["words"].sum())
    return Effect(f"text {old:,} -> {new:,} words", abs(old - new))


def _mentions(before: Tables, after: Tables) -> Iterator[Effect]:
    old = _counts(before)
    new = _counts(after)
    renamed = _renamed(before, after)
    for name, called in renamed.items():
        yield Effect(f"{name} is called {called}", old[name])
    skipped = {*renamed, *renamed.values()}
    for name in dict.fromkeys([*old, *new]):
        one = old.get(name, 0)
        other = new.get(name, 0)
        if one != other and name not in skipped:
            yield Effect(f"{name} {one:,} -> {other:,}", abs(one - other))


def _counts(tables: Tables) -> dict[str, int]:
    return dict(zip(tables.actors["name"], tables.actors["mentions"].tolist(), strict=True))


def _places(tables: Tables) -> dict[str, frozenset[str]]:
    """Name of an actor -> its mentions."""
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    places: dict[str, set[str]] = {}
    columns = (tables.mentions["mention_id"], tables.mentions["actor_id"])
    for mention, actor in zip(*columns, strict=True):
        if actor in names:
            places.setdefault(names[actor], set()).add(mention)
    return {name: frozenset(found) for name, found in places.items()}


def _renamed(before: Tables, after: Tables) -> dict[str, str]:
    """The actors that have all their mentions still, under another name."""
    old = _places(before)
    new = _places(after)
    called = {found: name for name, found in new.items() if name not in old}
    gone = ((name, called.get(found)) for name, found in old.items() if name not in new)
    return {name: other for name, other in gone if other}


def _types(before: Tables, after: Tables) -> Iterator[Effect]:
    old = dict(zip(before.actors["name"], before.actors["type"], strict=True))
    for name, kind in zip(after.actors["name"], after.actors["type"], strict=True):
        if name in old and old[name] != kind:
            yield Effect(f"{name}: {old[name]} -> {kind}", 0)


def _speakers(before: Tables, after: Tables) -> Iterator[Effect]:
    old = _voices(before)
    new = _voices(after)
    called = _renamed(before, after)
    for quote in dict.fromkeys([*old, *new]):
        one = old.get(quote, NO_QUOTE)
        other = new.get(quote, NO_QUOTE)
        if one != other and called.get(one) != other:
            yield Effect(f"{quote}: {one} -> {other}", 1)


def _voices(tables: Tables) -> dict[str, str]:
    """Quote -> who speaks it."""
    said = attribute(tables)
    voices = (voice or UNATTRIBUTED for voice in said["voice"])
    return dict(zip(said["quote_id"], voices, strict=True))
