"""Clusters -> the cast: mentions with actor, rule and evidence, and one row an actor."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from castlist.actors.clusters import Cluster, Clusters, without_name
from castlist.model import Actor, Kind, Mention
from castlist.text import slug, visible

__all__ = ["make_actors", "settle_mentions", "spelling"]


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
    """Cluster -> actor, for clusters with a name, or with several descriptions of one."""
    actors: dict[int, Actor] = {}
    taken: Counter[str] = Counter()
    for cluster in clusters.every():
        group = [
            clusters.mentions[m]
            for m in sorted(cluster.members)
            if clusters.mentions[m].mention_id
        ]
        descriptions = [m for m in group if m.kind == "description"]
        if not group or not (
            cluster.named or (len(descriptions) > 1 and not cluster.plural)
        ):
            continue
        name = cluster.name
        if not cluster.named:
            name = without_name(max(descriptions, key=lambda m: len(m.text)).text)
        base = slug(name.removeprefix("the ")) or "actor"
        taken[base] += 1
        actor_id = base if taken[base] == 1 else f"{base}-{taken[base]}"
        actors[id(cluster)] = _make_actor(actor_id, name, cluster, group)
    return actors


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
