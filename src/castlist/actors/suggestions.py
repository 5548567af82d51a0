"""What may be wrong in a cast -> suggestions, those that would change the chart most first."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from castlist.actors.decisions import Decisions
from castlist.actors.doubts import Doubt, find_doubts
from castlist.model import Actor, Mention, Suggestion

__all__ = ["suggest"]

_SHOWN = 5  # rows that a reader of a chart looks at first


def suggest(
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    decided: Decisions,
    rivals: Mapping[str, Actor] = MappingProxyType({}),
) -> tuple[Suggestion, ...]:
    """What a person might decide, numbered from 1,
    by its effect on who leads the chart, then on counts.

    Tier 1 has evidence of its own and is ticked in advance; tier 2 is likeness, or a doubt.
    `rivals` maps the mention_id of a pronoun to who may be meant instead.
    """
    ranked = sorted(actors, key=lambda actor: -actor.mentions)
    asked: dict[tuple[frozenset[str], str], Doubt] = {}
    for doubt in find_doubts(actors, mentions, rivals):
        if not _is_decided(doubt, decided):
            asked.setdefault(_subject(doubt), doubt)
    doubts = sorted(asked.values(), key=lambda doubt: _weight(doubt, ranked))
    return tuple(_row(number, doubt, ranked) for number, doubt in enumerate(doubts, 1))


def _is_decided(doubt: Doubt, decided: Decisions) -> bool:
    """Whether people have said already that the two are never one."""
    other = doubt.target
    merges = doubt.action == "merge" and other is not None
    return bool(merges and other and decided.apart(doubt.surface, other.name))


def _subject(doubt: Doubt) -> tuple[frozenset[str], str]:
    """What is asked but once: of two actors, or of one name or mention of an actor."""
    if doubt.action == "merge" and doubt.target:
        return frozenset((doubt.source.actor_id, doubt.target.actor_id)), "merge"
    detail = f"{doubt.action} {doubt.surface} {doubt.scope}"
    return frozenset((doubt.source.actor_id,)), detail


def _weight(
    doubt: Doubt, ranked: Sequence[Actor]
) -> tuple[bool, bool, bool, int, int, str]:
    """Less is shown earlier: what changes the leader, then who is among the first five, then
    counts before types, then the most mentions."""
    before = [actor.actor_id for actor in ranked[:_SHOWN]]
    after = _order(doubt, ranked)
    return (
        after[:1] == before[:1],
        set(after) == set(before),
        doubt.action == "retype",
        -doubt.moved,
        doubt.tier,
        f"{doubt.source.actor_id} {doubt.surface} {doubt.scope}",
    )


def _order(doubt: Doubt, ranked: Sequence[Actor]) -> list[str]:
    """The first actors as they would stand then, the most mentioned first.

    Only one can leave their number and one come in, so that no others need be looked at.
    """
    near = dict.fromkeys(
        [*ranked[: _SHOWN + 1], doubt.source, *filter(None, [doubt.target])]
    )
    counts = {actor.actor_id: actor.mentions for actor in near}
    counts[doubt.source.actor_id] -= doubt.moved
    if doubt.target:
        counts[doubt.target.actor_id] += doubt.moved
    left = [actor_id for actor_id, count in counts.items() if count > 0]
    return sorted(left, key=lambda actor_id: -counts[actor_id])[:_SHOWN]


def _row(number: int, doubt: Doubt, ranked: Sequence[Actor]) -> Suggestion:
    target = doubt.target or doubt.source
    return Suggestion(
        article_id=doubt.source.article_id,
        suggestion=number,
        tier=doubt.tier,
        action=doubt.action,
        surface=doubt.surface,
        target="" if doubt.action == "retype" else target.name,
        type=doubt.type,
        scope=doubt.scope,
        mentions=doubt.moved,
        effect=_effect(doubt, ranked),
        reason=doubt.reason,
    )


def _effect(doubt: Doubt, ranked: Sequence[Actor]) -> str:
    if doubt.action == "retype":
        return (
            f"{doubt.source.name} would count as {doubt.type}, not as {doubt.source.type}"
        )
    changed = doubt.target or doubt.source
    total = changed.mentions + (doubt.moved if doubt.target else -doubt.moved)
    effect = f"{changed.name} would have {total:,} mentions instead of {changed.mentions:,}"
    leader = _order(doubt, ranked)[:1]
    if leader == [ranked[0].actor_id] or doubt.source is ranked[0]:
        return effect
    return f"{effect}, and lead instead of {ranked[0].name}"
