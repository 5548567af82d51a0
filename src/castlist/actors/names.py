"""Which names of one article mean the same actor: equal names, and a shorter name that can only be one longer one.

A shorter name joins nothing when two longer names could be meant (George Bush, George W. Bush: "Bush" stays apart).
"""

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
    uses: dict[Key, list[Mention]] = {}
    for mention in mentions:
        uses.setdefault(name_key(mention.text), []).append(mention)
    types = {key: places[-1].type for key, places in uses.items()}
    links = {key: _decide(key, _fullest(key, types), uses) for key in uses}
    return {key: link._replace(actor=_follow(key, links)) for key, link in links.items()}


def _follow(key: Key, links: dict[Key, Link]) -> Key:
    """The fullest name at the end of a chain: Hahn, Frankfurt Hahn, Frankfurt Hahn Airport."""
    while links[key].actor != key:
        key = links[key].actor
    return key


def _decide(key: Key, candidates: list[Key], uses: dict[Key, list[Mention]]) -> Link:
    shown, count = uses[key][0].text, len(uses[key])
    places = "once" if count == 1 else f"{count} times"
    several = ", ".join(f"“{uses[c][0].text}”" for c in candidates)
    if len(candidates) == 1 and not _comes_first(uses[key], uses[candidates[0]]):
        return Link(candidates[0], "part_of_name", f"“{shown}” is part of only one longer name, {several}")
    if len(candidates) == 1:
        return Link(key, "earlier_name", f"“{shown}” ({places}) stands before {several}, so it stays apart")
    if candidates:
        return Link(key, "ambiguous_name", f"“{shown}” ({places}) could be {several}, so it stays apart")
    return Link(key, "same_name", f"“{shown}” is written {places}")


def _comes_first(short: list[Mention], full: list[Mention]) -> bool:
    """Whether the body of the article uses a short name before it introduces the person with the longer one.

    "Trump said that his wife, Melania Trump ...": who comes first is somebody else. A title, paragraph 1, may shorten.
    """
    in_body = [mention.start for mention in short if mention.paragraph > 1]
    return full[0].type == "person" and bool(in_body) and in_body[0] < full[0].start


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
