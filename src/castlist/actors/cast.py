"""Clusters -> the cast: mentions with actor, rule and evidence, and one row an actor."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from castlist.actors.clusters import Cluster, Clusters
from castlist.english.rules import listed, name_words
from castlist.model import Actor, ActorType, Kind, Mention
from castlist.settings import Settings
from castlist.text import Keys, name_key, slug, visible

__all__ = ["choose_name", "make_actors", "settle_mentions", "spelling"]


def settle_mentions(clusters: Clusters, actors: dict[int, Actor]) -> Iterator[Mention]:
    """The mentions with what was found out;
    candidates are left out, who belongs to no actor has none.

    A pronoun for several actors ("they") is a group, which counts for nobody.
    """
    for mention, cluster, (rule, evidence), probability in zip(
        clusters.mentions,
        clusters.cluster,
        clusters.why,
        clusters.probability,
        strict=True,
    ):
        if not mention.mention_id:
            continue
        actor = actors.get(id(cluster))
        several = (
            mention.kind == "pronoun"
            and cluster is not None
            and cluster.plural
            and not cluster.named
        )
        kind: Kind = "group" if several else mention.kind
        if actor is None or kind == "group" or mention.state == "rejected":
            yield replace(mention, kind=kind, evidence=evidence or mention.evidence)
        else:
            yield replace(
                mention,
                actor_id=actor.actor_id,
                type=actor.type,
                rule=rule,
                evidence=evidence,
                probability=probability,
            )


def make_actors(clusters: Clusters) -> dict[int, Actor]:
    """Cluster -> actor, for clusters with a name, or whom several descriptions make one."""
    actors: dict[int, Actor] = {}
    keys = Keys()
    for cluster in clusters.every():
        group = [
            clusters.mentions[m]
            for m in sorted(cluster.members)
            if clusters.mentions[m].mention_id
        ]
        if not group or not (cluster.named or _is_somebody(cluster, group)):
            continue
        name = cluster.name if cluster.named else clusters.described_as(cluster)
        actor_id = keys.give(slug(name.removeprefix("the ")) or "actor")
        actors[id(cluster)] = _make_actor(actor_id, name, cluster, group)
    return actors


def _is_somebody(cluster: Cluster, group: list[Mention]) -> bool:
    """Whether whom the article never names is an actor: "the victim", twice and as "she"."""
    described = sum(m.kind == "description" for m in group)
    enough = described > 1 and len(group) >= Settings().unnamed_mentions
    return enough and not cluster.plural and cluster.type != "place"


def _make_actor(actor_id: str, name: str, cluster: Cluster, group: list[Mention]) -> Actor:
    kinds: Counter[Kind] = Counter(m.kind for m in group)
    spellings = Counter(spelling(m) for m in group if m.kind != "pronoun")
    return Actor(
        article_id=group[0].article_id,
        actor_id=actor_id,
        name=name,
        type=cluster.type,
        type_probability=cluster.type_probability,
        type_rival=cluster.type_rival,
        type_evidence=cluster.type_evidence,
        country=next(iter(cluster.origins)) if len(cluster.origins) == 1 else "",
        names=kinds["name"],
        descriptions=kinds["description"],
        pronouns=kinds["pronoun"],
        mentions=kinds["name"] + kinds["description"] + kinds["pronoun"],
        first_paragraph=group[0].paragraph,
        variants="; ".join(f"{text} ({n})" for text, n in spellings.most_common()),
    )


def spelling(mention: Mention) -> str:
    """The words of a mention as a reader sees them."""
    return " ".join(visible(mention.text).split())


def choose_name(fullest: tuple[str, ...], kind: ActorType, group: list[Mention]) -> str:
    """A person's fullest name; of anything else a spelling that lists have as a thing's, then the
    name that the article uses most, the fullest in a tie.

    Of Pyrector, Pyrektor, Piracter and Bayraktar the last is known. Foreign Affairs is the Ministry
    of Foreign Affairs, if the article says so once. A word that only says what kind of thing is
    named gives no name: "Church" does not tell which.

    "NASA Administrator", once, must not give its name to NASA, fourteen times. A headline in
    capitals gives none that the article writes in small letters too.
    """
    small = {spelling(m).casefold() for m in group if not spelling(m).isupper()}
    group = [
        m for m in group if not spelling(m).isupper() or spelling(m).casefold() not in small
    ]
    spellings = Counter(spelling(m) for m in group)
    full = next(
        (spelling(m) for m in group if name_key(m.text) == fullest), spelling(group[0])
    )
    if kind == "person":
        return full
    telling = [s for s in spellings if s.casefold() not in name_words()] or list(spellings)
    listed_ones = listed("known_things") & set(telling)
    known = {s for s in listed_ones if sum(s in other for other in telling) == 1}
    best = max(telling, key=lambda s: (s in known, spellings[s], s == full))
    return next((s for s in telling if _is_office_of(s, best)), best)


def _is_office_of(full: str, short: str) -> bool:
    """Whether a name only says what kind of office it is: Ministry of Foreign Affairs."""
    kind, of, rest = full.partition(" of ")
    return (
        bool(of) and rest == short and name_words().get(kind.casefold()) == "organisation"
    )
