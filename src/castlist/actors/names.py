"""Which names of one article mean the same actor: equal names, and a shorter name that can only be one longer one.

A shorter name joins nothing when two longer names could be meant (George Bush, George W. Bush: "Bush" stays apart).
"""

from collections import Counter
from typing import NamedTuple

from castlist.model import ActorType, Mention
from castlist.text import name_key

__all__ = ["Link", "link_names"]

Key = tuple[str, ...]


class Link(NamedTuple):
    """Why all mentions of one name belong to an actor, who is known by the key of the fullest name."""

    actor: Key
    rule: str
    evidence: str


def link_names(mentions: tuple[Mention, ...]) -> dict[Key, Link]:
    """For the key of every name in the article, the actor it means, by which rule and on what evidence."""
    shown: dict[Key, str] = {}
    types: dict[Key, ActorType] = {}
    counts: Counter[Key] = Counter()
    for mention in mentions:
        key = name_key(mention.text)
        shown.setdefault(key, mention.text)
        types[key] = mention.type
        counts[key] += 1
    longer = {key: _fullest(key, types) for key in shown}
    links = {key: _decide(key, longer[key], shown, counts[key]) for key in shown}
    return {key: link._replace(actor=_follow(key, links)) for key, link in links.items()}


def _follow(key: Key, links: dict[Key, Link]) -> Key:
    """The fullest name at the end of a chain: Hahn, Frankfurt Hahn, Frankfurt Hahn Airport."""
    while links[key].actor != key:
        key = links[key].actor
    return key


def _decide(key: Key, candidates: list[Key], shown: dict[Key, str], count: int) -> Link:
    if len(candidates) == 1:
        evidence = f"“{shown[key]}” is part of only one longer name, “{shown[candidates[0]]}”"
        return Link(candidates[0], "part_of_name", evidence)
    places = "once" if count == 1 else f"{count} times"
    if candidates:
        several = ", ".join(f"“{shown[c]}”" for c in candidates)
        return Link(key, "ambiguous_name", f"“{shown[key]}” ({places}) could be {several}, so it stays apart")
    return Link(key, "same_name", f"“{shown[key]}” is written {places}")


def _fullest(key: Key, types: dict[Key, ActorType]) -> list[Key]:
    """The longer names that a name can be short for, without those that are short for another one of them."""
    candidates = [other for other in types if _can_shorten(key, types[key], other, types[other])]
    return [c for c in candidates if not any(_can_shorten(c, types[c], o, types[o]) for o in candidates)]


def _can_shorten(short: Key, short_type: ActorType, full: Key, full_type: ActorType) -> bool:
    """A person's last name or names; an organisation's first or last words."""
    if len(short) >= len(full):
        return False
    if full_type == "person":
        # The model takes bare surnames for organisations and things, places are more often meant.
        return short_type not in {"place", "people"} and full[-len(short) :] == short
    if full_type == "organisation":
        return short_type == "organisation" and short in (full[: len(short)], full[-len(short) :])
    return False
