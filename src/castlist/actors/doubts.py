"""Cast -> what may be wrong in it, each with what a person could decide instead.

Nearness alone never merges (Kim Jong-un and Kim Jong-il are nearer than many spellings of one
name); it only asks.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from castlist.actors.name_forms import make_name
from castlist.actors.variants import rule_for
from castlist.english.countries import country_code
from castlist.english.phonetic import sound_alike, sound_class
from castlist.model import Action, Actor, Mention
from castlist.settings import Settings

__all__ = ["Doubt", "find_doubts"]

# Jaro-Winkler similarity (Winkler 1990) from which two names are shown beside each other
_NEAR = 0.9
_LETTERS = 5
_READ = 10  # pronouns that are asked about; a person reads no more
_SEVERAL = 2  # mentions of an actor from which its type is worth a question


class Doubt(NamedTuple):
    """What a person might decide, whose mentions it would move, and to whom."""

    action: Action
    tier: int  # 1: evidence of its own, 2: likeness, or a name that could be several
    surface: str
    source: Actor  # who has the mentions now
    target: Actor | None  # who would get them; None: somebody new, or nobody
    moved: int
    reason: str
    type: str = ""
    scope: str = ""


def find_doubts(
    actors: Sequence[Actor], mentions: Sequence[Mention], rivals: Mapping[str, Actor]
) -> Iterator[Doubt]:
    """Everything that may be wrong, in no order: names apart or together, types, pronouns.

    `rivals` maps the mention_id of a pronoun to who may be meant instead.
    """
    yield from _by_name(actors, mentions)
    yield from _by_likeness(actors)
    yield from _shared_surnames(actors, mentions)
    yield from _unclear_types(actors)
    yield from _unclear_pronouns(actors, mentions, rivals)


def _by_name(actors: Sequence[Actor], mentions: Sequence[Mention]) -> Iterator[Doubt]:
    """Names that could be short for others, but were kept apart by themselves."""
    apart = {
        m.actor_id: m for m in mentions if m.rule in {"ambiguous_name", "other_person"}
    }
    for actor in actors:
        if actor.actor_id not in apart:
            continue
        reason = apart[actor.actor_id].evidence.partition(";")[0]
        short = make_name(actor.name, actor.type)
        others = (a for a in actors if a is not actor)
        fuller = [a for a in others if rule_for(short, make_name(a.name, a.type))]
        tier = 1 if len(fuller) == 1 else 2
        for other in fuller:
            yield Doubt("merge", tier, actor.name, actor, other, actor.mentions, reason)


def _by_likeness(actors: Sequence[Actor]) -> Iterator[Doubt]:
    """Names of one type that sound or look alike.
    Only those with the same first consonant are compared, or with all letters but one."""
    groups: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in actors:
        groups[actor.type, sound_class(actor.name)[:1]].append(actor)
        for rest in _without_a_letter(actor.name):
            groups[actor.type, rest].append(actor)
    for group in groups.values():
        for n, one in enumerate(group):
            for other in group[n + 1 :]:
                small, large = sorted(
                    (one, other), key=lambda actor: (actor.mentions, -actor.first_paragraph)
                )
                if small is not large and (reason := _likeness(small.name, large.name)):
                    yield Doubt(
                        "merge", 2, small.name, small, large, small.mentions, reason
                    )


def _without_a_letter(name: str) -> set[str]:
    """A name's letters, and all but each of them:
    two names share one if they differ in a letter."""
    letters = name.casefold()
    if len(letters) < _LETTERS:
        return set()
    return {letters, *(letters[:n] + letters[n + 1 :] for n in range(len(letters)))}


def _likeness(one: str, other: str) -> str:
    if sound_alike(one, other):
        return f"“{one}” and “{other}” have the same consonants"
    if min(len(one), len(other)) < _LETTERS or _are_countries(one, other):
        return ""
    pair = (one.casefold(), other.casefold())
    if Levenshtein.distance(*pair) == 1 or JaroWinkler.similarity(*pair) >= _NEAR:
        return f"“{one}” and “{other}” are spelt almost alike, which alone proves nothing"
    return ""


def _are_countries(one: str, other: str) -> bool:
    """Whether both names are known, and not for one country: Austria is not Australia."""
    codes = (country_code(one), country_code(other))
    return all(codes) and codes[0] != codes[1]


def _shared_surnames(
    actors: Sequence[Actor], mentions: Sequence[Mention]
) -> Iterator[Doubt]:
    """Surnames of several people that went to the one named most."""
    named = {actor.actor_id: actor for actor in actors}
    places: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.rule == "named_most" and mention.state == "auto":
            places[mention.actor_id, " ".join(mention.text.split())].append(mention)
    for (actor_id, text), found in places.items():
        reason = found[0].evidence.partition(";")[0]
        yield Doubt("keep_apart", 2, text, named[actor_id], None, len(found), reason)


def _unclear_types(actors: Sequence[Actor]) -> Iterator[Doubt]:
    """Actors named more than once whose type hung on little."""
    least = Settings().doubtful_type
    for actor in actors:
        unclear = actor.type_probability < least  # of nan: no weights decided
        if unclear and actor.type_rival and actor.mentions >= _SEVERAL:
            reason = (
                f"taken for {_a(actor.type)} with a probability of"
                f" {actor.type_probability:.2f}: {actor.type_evidence}"
            )
            yield Doubt(
                *("retype", 2, actor.name, actor, actor, actor.mentions, reason),
                type=actor.type_rival,
            )


def _unclear_pronouns(
    actors: Sequence[Actor], mentions: Sequence[Mention], rivals: Mapping[str, Actor]
) -> Iterator[Doubt]:
    """The pronouns of which the weights were not sure, those of the largest actors first."""
    least = Settings().doubtful_link
    named = {actor.actor_id: actor for actor in actors}
    unclear: list[tuple[int, float, Doubt]] = []
    for mention in mentions:
        rival = rivals.get(mention.mention_id)
        # of nan: no weights decided
        doubtful = mention.probability < least and mention.state == "auto"
        if not rival or not doubtful or mention.actor_id in {"", rival.actor_id}:
            continue
        actor = named[mention.actor_id]
        reason = (
            f"it is linked to {actor.name} with a probability of {mention.probability:.2f}"
            f" only: {mention.evidence}"
        )
        doubt = Doubt(
            *("assign", 2, mention.text, actor, rival, 1, reason),
            scope=mention.mention_id,
        )
        weight = max(actor.mentions, rival.mentions)
        unclear.append((-weight, mention.probability, doubt))
    unclear.sort(key=lambda item: item[:2])
    yield from (doubt for _, _, doubt in unclear[:_READ])


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
