"""Cast -> what a person might decide:
names that may be one actor, those that change the chart most first.

Nearness alone never merges (Kim Jong-un and Kim Jong-il are nearer than many spellings of one
name); it only asks.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from castlist.actors.decisions import Decisions
from castlist.actors.name_forms import make_name
from castlist.actors.variants import rule_for
from castlist.english.phonetic import sound_alike, sound_class
from castlist.model import Actor, Mention, Suggestion
from castlist.settings import Settings

__all__ = ["suggest"]

# Jaro-Winkler similarity (Winkler 1990) from which two names are shown beside each other
_NEAR = 0.9
_LETTERS = 5
_DOUBTS = 10  # pronouns that are asked about; a person reads no more


class _Merge(NamedTuple):
    tier: int
    surface: Actor
    target: Actor
    reason: str


def suggest(
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    decided: Decisions,
    rivals: Mapping[str, Actor] = MappingProxyType({}),
) -> tuple[Suggestion, ...]:
    """What a person might decide, numbered from 1: merges by their effect on who leads the chart,
    then on counts; then pronouns that may mean another, the most doubtful first.

    Tier 1 has evidence of its own and is ticked in advance; tier 2 is likeness, or a name that
    could be several. `rivals` maps a mention_id to who may be meant instead.
    """
    asked: dict[frozenset[str], _Merge] = {}
    for merge in [*_by_name(actors, mentions), *_by_likeness(actors)]:
        if not decided.apart(merge.surface.name, merge.target.name):
            asked.setdefault(
                frozenset((merge.surface.actor_id, merge.target.actor_id)), merge
            )
    ranked = sorted(actors, key=lambda actor: -actor.mentions)
    rows = sorted(asked.values(), key=lambda merge: _weight(merge, ranked))
    merges = [_row(number, merge, ranked) for number, merge in enumerate(rows, 1)]
    doubts = _doubts(mentions, {actor.actor_id: actor for actor in actors}, rivals)
    return (
        *merges,
        *(replace(d, suggestion=n) for n, d in enumerate(doubts, len(merges) + 1)),
    )


def _doubts(
    mentions: Sequence[Mention], actors: Mapping[str, Actor], rivals: Mapping[str, Actor]
) -> list[Suggestion]:
    """The pronouns of which the weights were not sure, those of the largest actors first."""
    least = Settings().doubtful_link
    doubtful = [
        mention
        for mention in mentions
        if mention.actor_id
        and mention.probability < least
        and mention.state == "auto"
        and rivals.get(mention.mention_id, actors[mention.actor_id]).actor_id
        != mention.actor_id
    ]
    weight = {
        m.mention_id: max(actors[m.actor_id].mentions, rivals[m.mention_id].mentions)
        for m in doubtful
    }
    first = sorted(doubtful, key=lambda m: (-weight[m.mention_id], m.probability))
    return [_doubt(m, actors[m.actor_id], rivals[m.mention_id]) for m in first[:_DOUBTS]]


def _doubt(mention: Mention, actor: Actor, rival: Actor) -> Suggestion:
    return Suggestion(
        article_id=mention.article_id,
        suggestion=0,
        tier=2,
        action="assign",
        surface=mention.text,
        target=rival.name,
        scope=mention.mention_id,
        mentions=1,
        effect=(
            f"{rival.name} would have {rival.mentions + 1:,} mentions instead of"
            f" {rival.mentions:,}, {actor.name} {actor.mentions - 1:,}"
        ),
        reason=(
            f"it is linked to {actor.name} with a probability of {mention.probability:.2f}"
            f" only: {mention.evidence}"
        ),
    )


def _by_name(actors: Sequence[Actor], mentions: Sequence[Mention]) -> Iterator[_Merge]:
    """Names that could be short for others, but were kept apart by themselves."""
    apart = {
        m.actor_id: m for m in mentions if m.rule in {"ambiguous_name", "earlier_name"}
    }
    for actor in actors:
        if actor.actor_id not in apart:
            continue
        short = make_name(actor.name, actor.type)
        fuller = [
            a
            for a in actors
            if a is not actor and rule_for(short, make_name(a.name, a.type))
        ]
        for other in fuller:
            yield _Merge(
                1 if len(fuller) == 1 else 2,
                actor,
                other,
                apart[actor.actor_id].evidence.partition(";")[0],
            )


def _by_likeness(actors: Sequence[Actor]) -> Iterator[_Merge]:
    """Names of one type that sound or look alike.
    Only those with the same first consonant are compared."""
    groups: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in actors:
        groups[actor.type, sound_class(actor.name)[:1]].append(actor)
    for group in groups.values():
        for n, one in enumerate(group):
            for other in group[n + 1 :]:
                small, large = sorted(
                    (one, other), key=lambda actor: (actor.mentions, -actor.first_paragraph)
                )
                if reason := _likeness(small.name, large.name):
                    yield _Merge(2, small, large, reason)


def _likeness(one: str, other: str) -> str:
    if sound_alike(one, other):
        return f"“{one}” and “{other}” have the same consonants"
    short = min(len(one), len(other)) < _LETTERS
    if not short and JaroWinkler.similarity(one.casefold(), other.casefold()) >= _NEAR:
        return f"“{one}” and “{other}” are spelt almost alike, which alone proves nothing"
    return ""


def _weight(merge: _Merge, ranked: Sequence[Actor]) -> tuple[bool, bool, int, int, str]:
    """Less is shown earlier: what changes the leader, then who is among the first five,
    then the most mentions."""
    total = merge.surface.mentions + merge.target.mentions
    fifth = ranked[min(4, len(ranked) - 1)].mentions
    climbs = merge.target.mentions < fifth <= total
    return (
        not _leads(merge, ranked),
        not climbs,
        -merge.surface.mentions,
        merge.tier,
        merge.surface.actor_id,
    )


def _leads(merge: _Merge, ranked: Sequence[Actor]) -> bool:
    leader = next(actor for actor in ranked if actor is not merge.surface)
    total = merge.surface.mentions + merge.target.mentions
    return (
        merge.target is not ranked[0]
        and leader is not merge.target
        and total > leader.mentions
    )


def _row(number: int, merge: _Merge, ranked: Sequence[Actor]) -> Suggestion:
    surface = merge.surface
    target = merge.target
    total = surface.mentions + target.mentions
    effect = f"{target.name} would have {total:,} mentions instead of {target.mentions:,}"
    if _leads(merge, ranked):
        effect += f", and lead instead of {ranked[0].name}"
    return Suggestion(
        article_id=surface.article_id,
        suggestion=number,
        tier=merge.tier,
        action="merge",
        surface=surface.name,
        target=target.name,
        scope="",
        mentions=surface.mentions,
        effect=effect,
        reason=merge.reason,
    )
