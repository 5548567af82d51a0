"""Mentions -> mentions with an actor, and actors: who is meant, by which rule, on what evidence."""

from collections import Counter, defaultdict
from dataclasses import replace
from typing import get_args

from castlist.actors.names import Link, link_names
from castlist.model import Actor, ActorType, Cast, Context, Decision, Kind, Mention
from castlist.text import name_key, slug, visible

__all__ = ["link_actors"]

_TYPES: tuple[ActorType, ...] = get_args(ActorType)


def link_actors(
    mentions: tuple[Mention, ...], contexts: tuple[Context, ...] = (), decisions: tuple[Decision, ...] = ()
) -> Cast:
    """The mentions, each with its actor, rule and evidence, and the actors, sorted by actor_id.

    A person is called by the fullest name in the article, anything else by the most frequent one. An actor whose
    fullest name is a person's is a person; else its type is what most of its mentions have.
    """
    links = link_names(mentions)
    members: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        members[links[name_key(mention.text)].actor].append(mention)
    actors = _make_actors(members)
    linked = [_link(mention, links[name_key(mention.text)], actors) for mention in mentions]
    return Cast(tuple(linked), tuple(sorted(actors.values(), key=lambda actor: actor.actor_id)))


def _link(mention: Mention, link: Link, actors: dict[tuple[str, ...], Actor]) -> Mention:
    actor = actors[link.actor]
    evidence = f"{link.evidence}; {mention.evidence}"
    return replace(mention, actor_id=actor.actor_id, type=actor.type, rule=link.rule, evidence=evidence)


def _make_actors(members: dict[tuple[str, ...], list[Mention]]) -> dict[tuple[str, ...], Actor]:
    actors: dict[tuple[str, ...], Actor] = {}
    taken: Counter[str] = Counter()
    for key, group in members.items():
        fullest = next(m.type for m in group if name_key(m.text) == key)
        kind = fullest if fullest == "person" else max(_TYPES, key=[m.type for m in group].count)
        name = _choose_name(key, kind, group)
        base = slug(name) or "actor"
        taken[base] += 1
        actor_id = base if taken[base] == 1 else f"{base}-{taken[base]}"
        actors[key] = _make_actor(actor_id, name, kind, group)
    return actors


def _choose_name(fullest: tuple[str, ...], kind: ActorType, group: list[Mention]) -> str:
    """A person's fullest name; of anything else the name that the article uses most, the fullest in a tie.

    "NASA Administrator", once, must not give its name to NASA, fourteen times.
    """
    spellings = Counter(_spelling(m) for m in group)
    fullest_spelling = next(_spelling(m) for m in group if name_key(m.text) == fullest)
    if kind == "person":
        return fullest_spelling
    return max(spellings, key=lambda s: (spellings[s], s == fullest_spelling))


def _make_actor(actor_id: str, name: str, kind: ActorType, group: list[Mention]) -> Actor:
    kinds: Counter[Kind] = Counter(m.kind for m in group)
    spellings = Counter(_spelling(m) for m in group)
    return Actor(
        article_id=group[0].article_id,
        actor_id=actor_id,
        name=name,
        type=kind,
        country="",
        names=kinds["name"],
        descriptions=kinds["description"],
        pronouns=kinds["pronoun"],
        mentions=kinds["name"] + kinds["description"] + kinds["pronoun"],
        first_paragraph=group[0].paragraph,
        variants="; ".join(f"{text} ({n})" for text, n in spellings.most_common()),
    )


def _spelling(mention: Mention) -> str:
    return " ".join(visible(mention.text).split())
