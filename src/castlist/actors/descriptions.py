"""Descriptions -> actors: only with evidence that this article gives, surest first; everything else stays unlinked.

The order and the demand for a unique candidate follow the sieves of Lee et al. 2013 (Computational Linguistics 39(4)).
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from castlist.actors.clusters import Cluster, Clusters, Tie
from castlist.english.countries import country_facts, country_name
from castlist.english.rules import roles
from castlist.model import ActorType, Context

__all__ = ["SIEVES", "sense_of", "tie_titles"]

_EITHER = {"organisation", "place"}  # a museum or a church is both, and models choose by chance
_UNSPECIFIC = {"the", "this", "that", "former", "new", "old", "other", "own", "same"}
_WIDE = 2  # sentences back within which "the company" may mean the only company

Sieve = Callable[[Clusters], None]


@cache
def _senses() -> frozenset[str]:
    return frozenset(noun.sense for noun in roles().values())


def sense_of(context: Context) -> str:
    """What a description calls its actor: words of one sense can stand for each other."""
    if context.head == "secretary":
        kind = {"press": "speaker", "foreign": "minister", "defence": "minister", "defense": "minister"}
        return next((kind[w] for w in context.words if w in kind), "secretary")
    if context.head == "head" and "of" not in context.words:
        return ""
    return roles()[context.head].sense if context.head in roles() else context.head


def tie_titles(clusters: Clusters) -> None:
    """What stands in front of a name, or is tied to it by grammar, becomes a role of its actor."""
    for index, mention in enumerate(clusters.mentions):
        cluster = clusters.cluster[index]
        context = clusters.contexts[index]
        if cluster and mention.kind == "name" and context.title:
            words = tuple(context.title.replace("-", " ").split()) or (context.title,)  # a title of dashes alone
            sense = sense_of(Context(head=words[-1], words=words))
            if sense in _senses():
                cluster.ties.append(Tie(sense, words, context.origins, context.title, mention.paragraph))
                if sense in {"leader", "minister", "monarch"} or set(words) & {"president", "minister"}:
                    cluster.origins.update(context.origins)


def _by_grammar(clusters: Clusters) -> None:
    """apposition: the sentence puts the description beside the name, or says that one is the other."""
    for index in list(clusters.waiting()):
        for other in clusters.contexts[index].same_as:
            cluster = clusters.cluster[other]
            if cluster and cluster is not clusters.cluster[index] and _may_be(clusters, index, cluster):
                _join(clusters, index, cluster, "apposition", f"the sentence says that it is {cluster.name}")
                break


def _by_role(clusters: Clusters) -> None:
    """tied_role: the only actor to whom the text ties that role, with nothing that speaks against it."""
    bearers: dict[str, list[tuple[Cluster, Tie]]] = defaultdict(list)
    for cluster in clusters.named():
        for tie in cluster.ties:
            bearers[tie.sense].append((cluster, tie))
    for index in list(clusters.waiting()):
        if not _is_specific(clusters, index):
            continue
        same = bearers[sense_of(clusters.contexts[index])]
        tied = [(c, tie) for c, tie in same if _fits(clusters, index, c, tie)]
        owners = list(dict.fromkeys(c for c, _ in tied))
        if len(owners) == 1:
            cluster, tie = tied[0]
            role = f"role “{tie.text}” tied to {cluster.name} in paragraph {tie.paragraph}"
            _join(clusters, index, cluster, "tied_role", f"{role}; nobody else has it")


def _by_country(clusters: Clusters) -> None:
    """country_and_role: the only leader of that country whom the text names."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        if sense_of(context) not in {"leader", "minister", "monarch"} or not context.origins:
            continue
        origins = set(context.origins)
        fits = [c for c in _leaders(clusters) if c.origins & origins and _may_be(clusters, index, c)]
        if len(fits) == 1 and not _in_same_clause(clusters, index, fits[0]):
            where = ", ".join(sorted(map(country_name, origins)))
            _join(clusters, index, fits[0], "country_and_role", f"{fits[0].name} is the only leader tied to {where}")


def _by_elimination(clusters: Clusters) -> None:
    """other_leader: of those whom "the two leaders" names, the one who is not meant elsewhere in the sentence."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        if sense_of(context) != "leader" or not context.definite:
            continue
        leaders = _leaders(clusters)
        left = [c for c in leaders if _may_be(clusters, index, c) and not _in_same_sentence(clusters, index, c)]
        if len(leaders) == 2 and len(left) == 1 and context.origins:
            (other,) = (c for c in leaders if c is not left[0])
            evidence = f"two leaders are named, {leaders[0].name} and {leaders[1].name}; it cannot be {other.name} here"
            _join(clusters, index, left[0], "other_leader", evidence)
            left[0].origins.update(context.origins)


def _by_owner(clusters: Clusters) -> None:
    """owned_role: the role belongs to an actor whose country is that of the only one with such a role."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        owner = clusters.cluster[context.owner] if context.owner >= 0 else None
        if not owner or not owner.named:
            continue
        sense = sense_of(context)
        tied: dict[int, tuple[Cluster, Tie]] = {}
        for cluster in clusters.named():
            ties = [t for t in cluster.ties if t.sense == sense]
            if ties and cluster is not owner and _may_be(clusters, index, cluster):
                tied[id(cluster)] = (cluster, ties[0])
        if len(tied) == 1:
            ((cluster, tie),) = tied.values()
            if not owner.origins or not tie.origins or owner.origins & set(tie.origins):
                if tie.origins and not owner.origins:
                    owner.origins.update(tie.origins)
                role = f"role “{tie.text}” tied to {cluster.name} in paragraph {tie.paragraph}"
                _join(clusters, index, cluster, "owned_role", f"{role}; {owner.name} has no other such")


def _by_repetition(clusters: Clusters) -> None:
    """same_description: the same words, or a longer form of them, were used before of one actor only."""
    said: dict[str, dict[tuple[frozenset[str], int], int]] = defaultdict(dict)  # the last of each words and cluster
    waiting = set(clusters.waiting())
    for index, mention in enumerate(clusters.mentions):
        context = clusters.contexts[index]
        if mention.kind != "description" or not mention.mention_id or mention.state == "rejected":
            continue
        sense = sense_of(context)
        words = _content(context)
        if index in waiting and context.definite and context.owner < 0:
            known = [m for (other, _), m in said[sense].items() if words <= other | {context.head}]
            before = sorted(m for m in known if (c := clusters.cluster[m]) and _may_be(clusters, index, c))
            owners = list(dict.fromkeys(c for m in before if (c := clusters.cluster[m])))
            if len(owners) == 1:
                evidence = f"{clusters.where(before[-1])} was said of no other actor"
                _join(clusters, index, owners[0], "same_description", evidence)
        said[sense][frozenset(words | {context.head}), id(clusters.cluster[index])] = index


def _by_name_word(clusters: Clusters) -> None:
    """word_of_name: "the church" is the only one whose name has that word, Church of Scientology."""
    by_word: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters.named():
        literal = cluster.type != "person" and not cluster.plural and not _is_seat(cluster)
        for word in _heads(clusters, cluster) if literal else ():
            by_word[word].append(cluster)
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        if not _is_specific(clusters, index) or _content(context):
            continue
        fits = [c for c in by_word[context.head] if min(c.members) < index]
        if len(fits) == 1:
            _join(
                clusters, index, fits[0], "word_of_name", f"no other name in the article has the word: {fits[0].name}"
            )


def _is_seat(cluster: Cluster) -> bool:
    """Whether a name means a government, not what its words say: Downing Street is not "the street"."""
    return any(fact.sense == "seat" for fact in country_facts(cluster.name))


def _heads(clusters: Clusters, cluster: Cluster) -> set[str]:
    """The last words of an actor's names, and those before "of": what kind of thing they say it is."""
    found: set[str] = set()
    for member in cluster.members:
        words = clusters.mentions[member].text.lower().split()
        if clusters.mentions[member].kind == "name" and len(words) > 1:
            found |= {words[-1], *(words[n - 1] for n, word in enumerate(words) if word in {"of", "for"} and n)}
    return found


def _by_name_inside(clusters: Clusters) -> None:
    """name_inside: "the Scientology organization" is Scientology."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        if not _is_specific(clusters, index) or context.head not in _GENERIC:
            continue
        inside = clusters.mentions[index]
        for other in range(index + 1, len(clusters.mentions)):
            name = clusters.mentions[other]
            if name.start >= inside.end:
                break
            cluster = clusters.cluster[other]
            near = clusters.contexts[other].role == "compound" and clusters.contexts[other].governor == context.head
            if name.kind == "name" and near and cluster and cluster.type == "organisation":
                _join(clusters, index, cluster, "name_inside", f"its own words name {cluster.name}")
                break


def _by_type(clusters: Clusters) -> None:
    """only_candidate: one company, city or country alone is named just before."""
    for index in list(clusters.waiting()):
        context = clusters.contexts[index]
        wanted = _ONLY.get(sense_of(context))
        if not wanted or not context.definite or context.owner >= 0 or len(_content(context)) > 0:
            continue
        near = dict.fromkeys(c for m in clusters.back(index, _WIDE) if (c := clusters.cluster[m]) and c.named)
        fits = [c for c in near if c.type == wanted and _may_be(clusters, index, c)]
        if len(fits) == 1:
            _join(clusters, index, fits[0], "only_candidate", f"{fits[0].name} is the only {wanted} named just before")


_GENERIC = {"organization", "organisation", "group", "company", "firm", "corporation", "party", "network", "newspaper"}
_ONLY: dict[str, ActorType] = {"company": "organisation", "bank": "organisation", "city": "place", "country": "place"}
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
    _by_name_word,
    _by_type,
)


def _join(clusters: Clusters, index: int, cluster: Cluster, rule: str, evidence: str) -> None:
    context = clusters.contexts[index]
    clusters.move(index, cluster, rule, evidence)
    words = tuple(w for w in context.words if w not in _UNSPECIFIC)
    tie = Tie(
        sense_of(context), words, context.origins, clusters.mentions[index].text, clusters.mentions[index].paragraph
    )
    cluster.ties.append(tie)


def _fits(clusters: Clusters, index: int, cluster: Cluster, tie: Tie) -> bool:
    context = clusters.contexts[index]
    if tie.sense != sense_of(context) or not _may_be(clusters, index, cluster):
        return False
    return _content(context) <= set(tie.words) | set(cluster.origins) and not _in_same_clause(clusters, index, cluster)


def _content(context: Context) -> set[str]:
    """The words that tell one bearer of a role from another; words of the role's own name do not."""
    own = {"press", context.head} if sense_of(context) == "speaker" else {context.head}
    return {w for w in context.words if w not in _UNSPECIFIC | own}


def _is_specific(clusters: Clusters, index: int) -> bool:
    context = clusters.contexts[index]
    return bool(clusters.mentions[index].mention_id) and context.definite and context.owner < 0


def _leaders(clusters: Clusters) -> list[Cluster]:
    """The persons whom the text calls leaders, by a role or as two of "the two leaders"."""
    called = [c for c in clusters.named() if c.type == "person" and any(t.sense == "leader" for t in c.ties)]
    counted = [
        n for n, m in enumerate(clusters.mentions) if m.kind == "group" and sense_of(clusters.contexts[n]) == "leader"
    ]
    for group in counted[:1]:
        called += [c for c in _pair_before(clusters, group) if c not in called]
    return called


def _pair_before(clusters: Clusters, group: int) -> list[Cluster]:
    """The two persons of the last "A and B" before a group of two."""
    for index in range(group, -1, -1):
        members = clusters.contexts[index].members
        owners = [clusters.cluster[m] for m in members]
        if len(members) == 2 and all(c and c.named and c.type == "person" for c in owners):
            return [c for c in owners if c]
    return []


def _may_be(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    """Whether type, number, gender and country of a description allow that it means the cluster."""
    context = clusters.contexts[index]
    kind = clusters.mentions[index].type
    if cluster is clusters.cluster[index] or cluster.plural != (context.number == "plural"):
        return False
    if kind != cluster.type and not {kind, cluster.type} <= _EITHER:
        return False
    if context.gender and cluster.gender and context.gender != cluster.gender:
        return False
    if context.owner in cluster.members or _is_kept_apart(clusters, index, cluster):
        return False
    leader = sense_of(context) in {"leader", "monarch"}
    return not (leader and context.origins and cluster.origins and not cluster.origins & set(context.origins))


def _is_kept_apart(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    decision = clusters.decided.apart(clusters.mentions[index].text, cluster.name)
    if decision:
        clusters.decided.note(decision)
    return bool(decision)


def _in_same_clause(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    clause = clusters.contexts[index].clause
    return clause >= 0 and any(clusters.contexts[m].clause == clause for m in cluster.members if m != index)


def _in_same_sentence(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    return any(
        clusters.mentions[m].sentence == clusters.mentions[index].sentence for m in cluster.members if m != index
    )
