"""Which names of one article mean the same actor: forms of one name, and a shorter name that only
one fuller one fits.

Of two fuller names that could be meant, a surname means the person who is named in full clearly
more often (Jan Ortega, his sister Ana Ortega); any other shorter name then joins nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from castlist.actors.facts.blocks import blocks
from castlist.actors.facts.shown import BEARERS, NOTHING, Key, Shown
from castlist.actors.facts.wording import SAYS
from castlist.actors.name_forms import NameForm, make_name
from castlist.actors.variants import EQUAL, Rule, rule_for
from castlist.english.countries import country_code
from castlist.english.gazetteer import is_known_place
from castlist.english.phonetic import sound_alike
from castlist.english.rules import is_monarch, name_words, words_of
from castlist.model import ActorType, Mention
from castlist.text import name_key

__all__ = ["Link", "link_names", "settle_types"]

_UNSURE = {"organisation", "thing", "other"}  # types that models give to given names
_LONGEST = 3  # words of what may be a full name, where only the form speaks for it


class Link(NamedTuple):
    """Why all mentions of one name belong to an actor,
    who is known by the key of the fullest name."""

    actor: Key
    rule: str
    evidence: str


@dataclass(eq=False)
class _Story:
    """The names of one article, and what is known of them while they are linked."""

    uses: dict[Key, list[Mention]]
    names: dict[Key, NameForm]
    shown: Mapping[Key, Shown]
    links: dict[Key, Link] = field(default_factory=dict)

    def follow(self, key: Key) -> Key:
        """The fullest name at the end of a chain: Hahn, Frankfurt Hahn, Frankfurt Hahn Airport."""
        while self.links[key].actor != key:
            key = self.links[key].actor
        return key

    def say(self, key: Key, rule: str, other: Key) -> str:
        """The evidence that one name is a form of another."""
        return f"“{self.names[key].text}” {SAYS[rule]} “{self.names[other].text}”"

    def times(self, key: Key) -> str:
        """How often a name is written."""
        n = len(self.uses[key])
        return "once" if n == 1 else f"{n} times"

    def in_full(self, actor: Key) -> int:
        """How often a person is written with given name and surname."""
        return sum(
            len(self.uses[key])
            for key in self.links
            if len(self.names[key].words) > 1 and self.follow(key) == actor
        )


def settle_types(
    mentions: Iterable[Mention], shown: Mapping[Key, Shown]
) -> dict[Key, ActorType]:
    """The names that are a person's, though the model took them for something else.

    "Strand", a place, beside "Helga Strand", unless something is in Strand; "Mauricio Pineda", an
    organisation, beside "Pineda", a person; "Chadchart", an organisation or a place that no list
    has, which speaks, beside "Chadchart Sittipunt".
    """
    names = {
        key: make_name(" ".join(m.text.split()), m.type)
        for m in mentions
        if (key := name_key(m.text))
    }
    people = [form.words for form in names.values() if form.type == "person"]
    full = {word for words in people for word in words[1:][-2:]}
    given = {words[:1] for words in people if len(words) > 1}
    lone = {words[0] for words in people if len(words) == 1}
    found: dict[Key, ActorType] = {}
    for key, form in names.items():
        seen = shown.get(key, NOTHING)
        bearer = form.words[-1:] and form.words[-1] in lone - full
        unsure = form.type in _UNSURE or _may_be_no_place(form, seen)
        given_alone = form.words in given and unsure and seen.speaks
        in_full = (bearer or seen.human) and _looks_full(form)
        if in_full or given_alone or _is_surname_of(form, full, seen):
            found[key] = "person"
    return found


def _may_be_no_place(form: NameForm, seen: Shown) -> bool:
    """Whether only the model holds a name for a place."""
    return form.type == "place" and not (seen.located or is_known_place(form.text))


def _is_surname_of(form: NameForm, full: set[str], seen: Shown) -> bool:
    """Whether a lone word that the model holds for a place is a surname of the article."""
    return (
        form.type == "place"
        and len(form.words) == 1
        and form.words[0] in full
        and not seen.located
        and not country_code(form.text)
    )


def _looks_full(form: NameForm) -> bool:
    """Whether a name can be a given name and a surname by its form."""
    kinds = (
        name_words().keys() | words_of("company") | words_of("small") | words_of("place")
    )
    return (
        form.type not in {"person", "people"}
        and 2 <= len(form.words) <= _LONGEST
        and form.text.replace(" ", "").replace("-", "").isalpha()
        and form.text.title() == form.text
        and kinds.isdisjoint(form.words)
        and not country_code(form.text)
    )


def link_names(
    mentions: tuple[Mention, ...],
    shown: Mapping[Key, Shown] | None = None,
    keys: Sequence[Key] = (),
) -> dict[Key, Link]:
    """For the key of every name in the article, the actor it means,
    by which rule and on what evidence.

    `shown` says what the sentences show of a name: only with it can broken spellings be joined,
    and relatives be kept apart.
    """
    known: Mapping[Key, Shown] = shown or {}
    uses: dict[Key, list[Mention]] = {}
    for mention, key in zip(
        mentions, keys or [name_key(m.text) for m in mentions], strict=True
    ):
        uses.setdefault(key, []).append(mention)
    families = {key: known[key].family if key in known else "" for key in uses}
    names = {key: _form(places, families[key]) for key, places in uses.items()}
    near = _neighbours(names)
    story = _Story(uses, names, known)
    links = story.links
    # what is written in a form of its own takes the usual one, not the other way round
    for key in sorted(uses, key=lambda k: bool(families[k] or "," in uses[k][0].text)):
        links[key] = _equal(key, near[key], story) or _alone(key, story)
    for key in uses:
        if told := _told(key, story):
            links[key] = told
        elif links[key].actor == key:
            links[key] = _shorter(key, near[key], story)
    for key in uses:
        if links[key].rule == "same_name" and shown:
            links[key] = _broken(key, story) or links[key]
    return {key: link._replace(actor=story.follow(key)) for key, link in links.items()}


def _form(places: list[Mention], family: str) -> NameForm:
    """A name as rules compare it: surname last, also of "Keller, Jonas" and of Bill, in "Bill and
    Hilda Colton"."""
    text = " ".join(places[0].text.split())
    kind = places[-1].type
    if family:
        return make_name(f"{text} {family}", kind)
    last, comma, first = text.partition(", ")
    if comma and kind == "person":
        return make_name(f"{first} {last}", kind)
    return make_name(text, kind)


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


def _equal(key: Key, near: list[Key], story: _Story) -> Link | None:
    """The link to an earlier form of the same name."""
    for other in near:
        if BEARERS & {key[1:], other[1:]}:
            continue  # Mr. Colton and Mrs. Colton are written alike
        if other in story.links and (
            rule := rule_for(story.names[key], story.names[other], EQUAL)
        ):
            return Link(story.follow(other), rule.name, story.say(key, rule.name, other))
    return None


def _alone(key: Key, story: _Story) -> Link:
    text = story.uses[key][0].text
    return Link(key, "same_name", f"“{text}” is written {story.times(key)}")


def _told(key: Key, story: _Story) -> Link | None:
    """The link to the name that the text itself gives as another one of the same actor."""
    seen = story.shown.get(key, NOTHING)
    if seen.now in story.uses and story.follow(seen.now) != key:
        why = story.say(key, "former_name", seen.now)
        return Link(story.follow(seen.now), "former_name", why)
    if seen.full in story.uses and story.follow(seen.full) != story.follow(key) == key:
        return Link(
            story.follow(seen.full), "acronym", story.say(key, "bracketed", seen.full)
        )
    return None


def _shorter(key: Key, near: list[Key], story: _Story) -> Link:
    """The link to the only fuller name that the surest applicable rule allows, or to itself."""
    fullest = _fullest(key, near, story)
    if not fullest:
        return story.links[key]
    start = f"“{story.names[key].text}” ({story.times(key)})"
    meant = [(r, o) for r, o in fullest if not _is_other_person(key, o, story)]
    actors = list(dict.fromkeys(story.follow(other) for _, other in meant or fullest))
    several = ", ".join(f"“{story.names[actor].text}”" for actor in actors)
    if not meant:
        return Link(
            key, "other_person", f"{start} is, by the words round it, not {several}"
        )
    if len(actors) > 1:
        most = _named_most(actors, story)
        if most is None:
            why = f"{start} could be {several}, so it stays apart"
            return Link(key, "ambiguous_name", why)
        called = story.names[most].text
        why = f"{start} could be {several}, of whom “{called}” is named in full most often"
        return Link(most, "named_most", why)
    rule, other = meant[0]
    return Link(story.follow(other), rule.name, story.say(key, rule.name, other))


def _fullest(key: Key, near: list[Key], story: _Story) -> list[tuple[Rule, Key]]:
    """The fuller names that the surest applicable rule allows, without the shorter among them."""
    names = story.names
    found = [
        (rule, other)
        for other in near
        if (rule := rule_for(names[key], names[other]))
        and story.follow(other) != key
        and not _is_about(key, other, story)
    ]
    step = min((rule.step for rule, _ in found), default=0)
    fits = [(rule, other) for rule, other in found if rule.step == step]
    if fits and fits[0][0].name == "acronym":  # an agency is not an act
        fits = [(r, o) for r, o in fits if names[o].type == names[key].type] or fits
    return [
        (r, o)
        for r, o in fits
        if not any(rule_for(names[o], names[p]) for _, p in fits if p != o)
    ] or fits


def _is_about(key: Key, full: Key, story: _Story) -> bool:
    """Whether a longer name, not an organisation's, is made of one that came before it: the
    Champions League, the Champions League Group Stage."""
    long = story.names[full]
    return (
        long.type not in {"person", "place", "organisation"}
        and long.words[: len(story.names[key].words)] == story.names[key].words
        and story.uses[key][0].start < story.uses[full][0].start
    )


def _is_other_person(key: Key, full: Key, story: _Story) -> bool:
    """Whether words of relation or gender say that the longer name is somebody else's.

    "Trump said that his wife, Melania Trump ...": who came before is not she. Monarchs are called
    by their given name: King Salman is not Mohammed bin Salman, his son.
    """
    short_shown = story.shown.get(key, NOTHING)
    full_shown = story.shown.get(full, NOTHING)
    if short_shown.reigns and _has_as_surname(story.names[full], story.names[key]):
        return True
    genders = (short_shown.genders, full_shown.genders)
    if all(genders) and genders[0].isdisjoint(genders[1]):
        return True
    told = key[1:] in BEARERS and len(genders[0]) == 1
    if told and full_shown.given not in {"", *genders[0]}:
        return True
    return full_shown.kin and story.uses[key][0].start < story.uses[full][0].start


def _has_as_surname(full: NameForm, short: NameForm) -> bool:
    """Whether a name of one word is the last of another, without a monarch's title before it."""
    before = full.words[-2:-1]
    return (
        len(short.words) == 1
        and full.words[-1:] == short.words
        and not is_monarch("".join(before))
    )


def _named_most(actors: list[Key], story: _Story) -> Key | None:
    """The person of several who is named in full clearly more often than the others."""
    if any(story.names[actor].type != "person" for actor in actors):
        return None
    counts = {actor: story.in_full(actor) for actor in actors}
    first, second = sorted(counts.values(), reverse=True)[:2]
    most = max(actors, key=lambda actor: counts[actor])
    return most if first > second else None


def _broken(key: Key, story: _Story) -> Link | None:
    """The link to an earlier word that sounds the same and stands with the same nouns:
    Pyrector, Piracter drones."""
    names = story.names
    if len(key) > 1 or names[key].type == "person":
        return None
    nouns = story.shown.get(key, NOTHING).nouns
    for other in names:
        if other == key:
            return None
        alike = len(other) == 1 and names[other].type == names[key].type
        shared = nouns & story.shown.get(other, NOTHING).nouns if alike else set()
        if shared and sound_alike(names[key].text, names[other].text):
            nouns_shown = ", ".join(sorted(shared))
            evidence = f"{story.say(key, 'same_sound', other)}: {nouns_shown}"
            return Link(story.follow(other), "same_sound", evidence)
    return None
