"""Descriptions -> actors: only with evidence that this article gives, surest first;
everything else stays unlinked.

The order and the demand for a unique candidate follow the sieves of Lee et al. 2013 (Computational
Linguistics 39(4)).
"""

from collections import defaultdict
from collections.abc import Callable

from castlist.actors.clusters import Cluster, Clusters, Tie
from castlist.actors.evidence import (
    RULING,
    content_words,
    find_leaders,
    in_same_clause,
    in_same_sentence,
    is_specific,
    join,
    may_be,
    sense_of,
)
from castlist.actors.nearby.sieves import (
    by_kind,
    by_origin,
    by_type,
    by_voice,
    is_in_reach,
)
from castlist.english.countries import country_name
from castlist.english.rules import word_set

__all__ = [
    "SIEVES",
]


Sieve = Callable[[Clusters], None]


def _by_grammar(clusters: Clusters) -> None:
    """apposition: the sentence puts the description beside the name,
    or says that one is the other."""
    for index in list(clusters.waiting()):
        for other in clusters.contexts[index].same_as:
            cluster = clusters.cluster[other]
            if (
                cluster
                and cluster is not clusters.cluster[index]
                and may_be(clusters, index, cluster)
            ):
                join(
                    clusters,
                    index,
                    cluster,
                    "apposition",
                    f"the sentence says that it is {cluster.name}",
                )
                break


def _by_role(clusters: Clusters) -> None:
    """tied_role: the only actor to whom the text ties that role,
    with nothing that speaks against it."""
    bearers: dict[str, list[tuple[Cluster, Tie]]] = defaultdict(list)
    for cluster in clusters.named():
        for tie in cluster.ties:
            bearers[tie.sense].append((cluster, tie))
    for index in list(clusters.waiting()):
        if not is_specific(clusters, index):
            continue
        same = bearers[sense_of(clusters.contexts[index])]
        tied = [(c, tie) for c, tie in same if _fits(clusters, index, c, tie)]
        owners = list(dict.fromkeys(c for c, _ in tied))
        if len(owners) == 1 and is_in_reach(clusters, index, owners[0]):
            cluster, tie = tied[0]
            role = f"role “{tie.text}” tied to {cluster.name} in paragraph {tie.paragraph}"
            join(clusters, index, cluster, "tied_role", f"{role}; nobody else has it")


def _by_country(clusters: Clusters) -> None:
    """country_and_role: the only leader of that country whom the text names."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        if sense_of(context) not in RULING or not context.origins:
            continue
        origins = set(context.origins)
        fits = [
            c
            for c in find_leaders(clusters)
            if c.origins & origins and may_be(clusters, index, c)
        ]
        if len(fits) == 1 and not in_same_clause(clusters, index, fits[0]):
            where = ", ".join(sorted(map(country_name, origins)))
            join(
                clusters,
                index,
                fits[0],
                "country_and_role",
                f"{fits[0].name} is the only leader tied to {where}",
            )


def _by_elimination(clusters: Clusters) -> None:
    """other_leader: of those whom "the two leaders" names,
    the one who is not meant elsewhere in the sentence."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        if sense_of(context) != "leader" or not context.definite:
            continue
        leaders = find_leaders(clusters)
        left = [
            c
            for c in leaders
            if may_be(clusters, index, c) and not in_same_sentence(clusters, index, c)
        ]
        if len(leaders) == 2 and len(left) == 1 and context.origins:
            (other,) = (c for c in leaders if c is not left[0])
            evidence = (
                f"two leaders are named, {leaders[0].name} and {leaders[1].name}; it cannot"
                f" be {other.name} here"
            )
            join(clusters, index, left[0], "other_leader", evidence)
            left[0].origins.update(context.origins)


def _by_owner(clusters: Clusters) -> None:
    """owned_role: the role belongs to a person, in whose country one actor alone has such a role.

    "The Justice Department's inspector general" is not the attorney general: what an organisation
    has may be many, and all words of the description must be those of the role or its owner.
    """
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        owner = clusters.cluster[context.owner] if context.owner >= 0 else None
        if not owner or not owner.named or owner.type != "person":
            continue
        sense = sense_of(context)
        words = content_words(context) - set(clusters.contexts[context.owner].words)
        tied: dict[int, tuple[Cluster, Tie]] = {}
        for cluster in clusters.named():
            ties = [
                t
                for t in cluster.ties
                if t.sense == sense and t.origins and words <= set(t.words)
            ]
            if ties and cluster is not owner and may_be(clusters, index, cluster):
                tied[id(cluster)] = (cluster, ties[0])
        if len(tied) == 1:
            ((cluster, tie),) = tied.values()
            if not owner.origins or not tie.origins or owner.origins & set(tie.origins):
                if tie.origins and not owner.origins:
                    owner.origins.update(tie.origins)
                role = (
                    f"role “{tie.text}” tied to {cluster.name} in paragraph {tie.paragraph}"
                )
                join(
                    clusters,
                    index,
                    cluster,
                    "owned_role",
                    f"{role}; {owner.name} has no other such",
                )


def _by_repetition(clusters: Clusters) -> None:
    """same_description: the same words, or a longer form of them,
    were used before of one actor only."""
    # the last of each words and cluster
    said: dict[str, dict[tuple[frozenset[str], int], int]] = defaultdict(dict)
    waiting = set(clusters.waiting())
    for index, mention in enumerate(clusters.mentions):
        context = clusters.contexts[index]
        if (
            mention.kind != "description"
            or not mention.mention_id
            or mention.state == "rejected"
        ):
            continue
        sense = sense_of(context)
        words = content_words(context)
        if index in waiting and context.definite and context.owner < 0:
            known = [
                m
                for (other, _), m in said[sense].items()
                if words <= other | {context.head}
            ]
            before = sorted(
                m
                for m in known
                if (c := clusters.cluster[m]) and may_be(clusters, index, c)
            )
            owners = list(dict.fromkeys(c for m in before if (c := clusters.cluster[m])))
            if len(owners) == 1 and is_in_reach(clusters, index, owners[0]):
                evidence = f"{clusters.where(before[-1])} was said of no other actor"
                join(clusters, index, owners[0], "same_description", evidence)
        said[sense][frozenset(words | {context.head}), id(clusters.cluster[index])] = index


def _by_name_inside(clusters: Clusters) -> None:
    """name_inside: "the Scientology organization" is Scientology."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        if not is_specific(clusters, index) or context.head not in _GENERIC:
            continue
        inside = clusters.mentions[index]
        for other in range(index + 1, len(clusters.mentions)):
            name = clusters.mentions[other]
            if name.start >= inside.end:
                break
            cluster = clusters.cluster[other]
            near = (
                clusters.contexts[other].role == "compound"
                and clusters.contexts[other].governor == context.head
            )
            if name.kind == "name" and near and cluster and cluster.type == "organisation":
                join(
                    clusters,
                    index,
                    cluster,
                    "name_inside",
                    f"its own words name {cluster.name}",
                )
                break


_GENERIC = word_set("generic_nouns")
SIEVES: tuple[Sieve, ...] = (
    _by_grammar,
    _by_role,
    _by_country,
    _by_elimination,
    _by_country,
    _by_elimination,  # what was learnt of one leader tells the other
    _by_owner,
    _by_repetition,
    _by_name_inside,
    by_kind,
    by_type,
    by_origin,
    by_voice,
)


def _fits(clusters: Clusters, index: int, cluster: Cluster, tie: Tie) -> bool:
    context = clusters.contexts[index]
    if tie.sense != sense_of(context) or not may_be(clusters, index, cluster):
        return False
    return content_words(context) <= set(tie.words) | set(
        cluster.origins
    ) and not in_same_clause(clusters, index, cluster)
