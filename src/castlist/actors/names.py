"""Which names of one article mean the same actor: forms of one name, and a shorter name that only
one fuller one fits.

A shorter name joins nothing when two fuller names could be meant (George Bush, George W. Bush:
"Bush" stays apart).
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from castlist.actors.name_forms import NameForm, make_name
from castlist.actors.variants import EQUAL, blocks, rule_for
from castlist.english.phonetic import sound_alike
from castlist.model import Mention
from castlist.text import name_key

__all__ = ["Link", "link_names"]

Key = tuple[str, ...]
_SAYS = {
    "same_letters": "has the same letters as",
    "same_country": "is the same country as",
    "transliteration": "is another transliteration of",
    "plural": "is one of, or several of,",
    "acronym": "is made of the initials of",
    "company_name": "is, without the word for its kind of firm,",
    "part_of_name": "is part of only one longer name,",
    "part_of_country": "is part of only one country's name,",
    "initials": "has initials for the given names of",
    "middle_name": "leaves out the middle name of",
    "nickname": "has a short form of the given name of",
    "given_name": "is the given name of only one person,",
    "same_sound": "sounds like and stands before the same nouns as",
}


class Link(NamedTuple):
    """Why all mentions of one name belong to an actor,
    who is known by the key of the fullest name."""

    actor: Key
    rule: str
    evidence: str


def link_names(
    mentions: tuple[Mention, ...], company: Mapping[Key, set[str]] | None = None
) -> dict[Key, Link]:
    """For the key of every name in the article, the actor it means,
    by which rule and on what evidence.

    `company` says for a name which nouns it stands with ("drone"): only with it can broken
    spellings be joined.
    """
    uses: dict[Key, list[Mention]] = {}
    for mention in mentions:
        uses.setdefault(name_key(mention.text), []).append(mention)
    names = {
        key: make_name(" ".join(places[0].text.split()), places[-1].type)
        for key, places in uses.items()
    }
    near = _neighbours(names)
    links: dict[Key, Link] = {}
    for key in uses:
        links[key] = _equal(key, near[key], names, links) or _alone(key, uses)
    for key in uses:
        if links[key].actor == key:
            links[key] = _shorter(key, near[key], names, uses, links)
    for key in uses:
        if links[key].rule == "same_name" and company:
            links[key] = _broken(key, names, company, links) or links[key]
    return {key: link._replace(actor=_follow(key, links)) for key, link in links.items()}


def _neighbours(names: dict[Key, NameForm]) -> dict[Key, list[Key]]:
    """For each name the others that share a block with it, in the order of the article."""
    by_block: dict[str, list[Key]] = defaultdict(list)
    shared = {key: blocks(name) for key, name in names.items()}
    for key, keys in shared.items():
        for block in keys:
            by_block[block].append(key)
    order = {key: n for n, key in enumerate(names)}
    return {
        key: sorted(
            {o for block in keys for o in by_block[block]} - {key}, key=order.__getitem__
        )
        for key, keys in shared.items()
    }


def _follow(key: Key, links: dict[Key, Link]) -> Key:
    """The fullest name at the end of a chain: Hahn, Frankfurt Hahn, Frankfurt Hahn Airport."""
    while links[key].actor != key:
        key = links[key].actor
    return key


def _equal(
    key: Key, near: list[Key], names: dict[Key, NameForm], links: dict[Key, Link]
) -> Link | None:
    """The link to an earlier form of the same name."""
    for other in near:
        if other in links and (rule := rule_for(names[key], names[other], EQUAL)):
            return Link(
                _follow(other, links), rule.name, _say(key, rule.name, other, names)
            )
    return None


def _alone(key: Key, uses: dict[Key, list[Mention]]) -> Link:
    return Link(key, "same_name", f"“{uses[key][0].text}” is written {_times(uses[key])}")


def _times(places: list[Mention]) -> str:
    return "once" if len(places) == 1 else f"{len(places)} times"


def _say(key: Key, rule: str, other: Key, names: dict[Key, NameForm]) -> str:
    return f"“{names[key].text}” {_SAYS[rule]} “{names[other].text}”"


def _shorter(
    key: Key,
    near: list[Key],
    names: dict[Key, NameForm],
    uses: dict[Key, list[Mention]],
    links: dict[Key, Link],
) -> Link:
    """The link to the only fuller name that the surest applicable rule allows, or to itself."""
    found = [
        (rule, other) for other in near if (rule := rule_for(names[key], names[other]))
    ]
    found = [(rule, other) for rule, other in found if _follow(other, links) != key]
    step = min((rule.step for rule, _ in found), default=0)
    fits = [(rule, other) for rule, other in found if rule.step == step]
    fullest = [
        (r, o)
        for r, o in fits
        if not any(rule_for(names[o], names[p]) for _, p in fits if p != o)
    ] or fits
    actors = dict.fromkeys(_follow(other, links) for _, other in fullest)
    if not actors:
        return links[key]
    rule, other = fullest[0]
    shown = f"“{names[key].text}” ({_times(uses[key])})"
    several = ", ".join(f"“{names[actor].text}”" for actor in actors)
    if len(actors) > 1:
        return Link(key, "ambiguous_name", f"{shown} could be {several}, so it stays apart")
    if rule.name in {"part_of_name", "given_name"} and _comes_first(uses[key], uses[other]):
        return Link(
            key, "earlier_name", f"{shown} stands before {several}, so it stays apart"
        )
    return Link(_follow(other, links), rule.name, _say(key, rule.name, other, names))


def _comes_first(short: list[Mention], full: list[Mention]) -> bool:
    """Whether the body of the article uses a short name before it introduces the
    person with the longer one.

    "Trump said that his wife, Melania Trump ...": who comes first is somebody else. A title,
    paragraph 1, may shorten.
    """
    in_body = [mention.start for mention in short if mention.paragraph > 1]
    return full[0].type == "person" and bool(in_body) and in_body[0] < full[0].start


def _broken(
    key: Key,
    names: dict[Key, NameForm],
    company: Mapping[Key, set[str]],
    links: dict[Key, Link],
) -> Link | None:
    """The link to an earlier word that sounds the same and stands with the same nouns:
    Pyrector, Piracter drones."""
    if len(key) > 1 or names[key].type == "person":
        return None
    for other in names:
        if other == key:
            return None
        alike = len(other) == 1 and names[other].type == names[key].type
        shared = company.get(key, set()) & company.get(other, set()) if alike else set()
        if shared and sound_alike(names[key].text, names[other].text):
            evidence = (
                f"{_say(key, 'same_sound', other, names)}: {', '.join(sorted(shared))}"
            )
            return Link(_follow(other, links), "same_sound", evidence)
    return None
