"""What an article says for and against a description meaning an actor."""

from collections.abc import Iterator
from functools import cache

from castlist.actors.clusters import Cluster, Clusters, Tie
from castlist.actors.ranker.profiles import given_gender
from castlist.english.countries import country_facts
from castlist.english.rules import listed, roles, single_titles, word_set
from castlist.model import Context, Gender

__all__ = [
    "EITHER",
    "RULING",
    "UNSPECIFIC",
    "content_words",
    "ends_phrase",
    "find_leaders",
    "in_same_clause",
    "in_same_sentence",
    "is_country",
    "is_kin",
    "is_located",
    "is_pointing",
    "is_seat",
    "is_specific",
    "join",
    "known_senses",
    "may_be",
    "pair_before",
    "says",
    "sense_of",
    "tie_titles",
]

# A museum or a church is both, and models choose by chance
EITHER = {"organisation", "place"}

# Roles that a country has one of
RULING = frozenset({"leader", "minister", "monarch", "heir"})
UNSPECIFIC = word_set("unspecific")
_BEFORE_NAMES = word_set("sure_titles") | word_set("before_names")
_POINTING = {"this", "that"}


@cache
def known_senses() -> frozenset[str]:
    """Every sense that a noun of the list of roles has, and the one that `sense_of` parts off."""
    return frozenset(noun.sense for noun in roles().values()) | {"heir"}


def sense_of(context: Context) -> str:
    """What a description calls its actor: words of one sense can stand for each other."""
    if context.head == "secretary":
        kind = {
            "press": "speaker",
            "foreign": "minister",
            "defence": "minister",
            "defense": "minister",
        }
        return next((kind[w] for w in context.words if w in kind), "secretary")
    if context.head == "president" and "vice" in context.words:
        return "deputy"
    if context.head in {"prince", "princess"} and "crown" in context.words:
        return "heir"
    if context.head == "head" and "of" not in context.words:
        return ""
    return roles()[context.head].sense if context.head in roles() else context.head


def tie_titles(clusters: Clusters) -> None:
    """What stands in front of a name, or is tied to it by grammar, becomes a role of its actor."""
    for index, mention in enumerate(clusters.mentions):
        cluster = clusters.cluster[index]
        context = clusters.contexts[index]
        if not cluster or mention.kind != "name":
            continue
        for words in _read_roles(context.title):
            sense = sense_of(Context(head=words[-1], words=words))
            if sense in known_senses():
                cluster.ties.append(
                    Tie(sense, words, context.origins, context.title, mention.paragraph)
                )
                if sense in RULING or set(words) & {"president", "minister"}:
                    cluster.origins.update(context.origins)


def _read_roles(title: str) -> Iterator[tuple[str, ...]]:
    """The words of each role that a title names: Northern Army Commander Lieutenant General is a
    general, and the army commander; Prime Minister Sheikh is the minister.

    In names-worldwide 50 of 50 such roles are those of whom the title stands before.
    """
    if not title:
        return
    words = tuple(title.replace("-", " ").split()) or (title,)  # a title of dashes alone
    yield words
    bare = [word.rstrip(".") for word in words]
    begin = next((n for n, word in enumerate(bare) if word in _BEFORE_NAMES), 0)
    if begin and single_titles().issuperset(bare[begin:]):
        yield words[:begin]


def content_words(context: Context) -> set[str]:
    """The words that tell one bearer of a role from another;
    words of the role's own name do not."""
    own = {"press", context.head} if sense_of(context) == "speaker" else {context.head}
    return {w for w in context.words if w not in UNSPECIFIC | own}


def is_specific(clusters: Clusters, index: int) -> bool:
    """Whether a description is definite and belongs to nobody: "the head", not "his head".

    "This city" is where the speaker stands, which the article need not have named.
    """
    context = clusters.contexts[index]
    known = context.definite and not context.defined and context.owner < 0
    known = known and not is_pointing(clusters, index)
    return known and bool(clusters.mentions[index].mention_id)


def is_pointing(clusters: Clusters, index: int) -> bool:
    """Whether a description points at something: "this city", "that man"."""
    return clusters.mentions[index].text.split()[0].lower() in _POINTING


def find_leaders(clusters: Clusters) -> list[Cluster]:
    """The persons whom the text calls leaders, by a role or as two of "the two leaders"."""
    called = [
        c
        for c in clusters.named()
        if c.type == "person" and any(t.sense == "leader" for t in c.ties)
    ]
    counted = [
        n
        for n, m in enumerate(clusters.mentions)
        if m.kind == "group" and sense_of(clusters.contexts[n]) == "leader"
    ]
    for group in counted[:1]:
        called += [c for c in pair_before(clusters, group) if c not in called]
    return called


def is_located(context: Context) -> bool:
    """Whether something is in, at or near what is named: "in Paris"."""
    return context.role == "pobj" and context.governor in word_set("where")


def is_kin(clusters: Clusters, index: int) -> bool:
    """Whether a name is introduced as somebody's relative: "his wife, Melania Trump"."""
    context = clusters.contexts[index]
    heads = {clusters.contexts[n].head for n in context.same_as}
    heads |= set(context.title.split()[-1:])
    return any(head in roles() and roles()[head].sense == "kin" for head in heads)


def ends_phrase(clusters: Clusters, name: int, other: int) -> bool:
    """Whether a name ends the phrase for a person: "the minister of justice Ada Roe"."""
    inner = clusters.mentions[name]
    outer = clusters.mentions[other]
    whole = outer.start < inner.start and outer.end == inner.end
    return whole and outer.kind == "description" and outer.type == "person"


def says(context: Context) -> bool:
    """Whether a mention speaks in the article's own words."""
    return (
        context.quote < 0
        and context.role == "nsubj"
        and context.governor in listed("speech")
    )


def pair_before(clusters: Clusters, group: int) -> list[Cluster]:
    """The two persons of the last "A and B" before a group of two."""
    for index in range(group, -1, -1):
        members = clusters.contexts[index].members
        owners = [clusters.cluster[m] for m in members]
        if len(members) == 2 and all(c and c.named and c.type == "person" for c in owners):
            return [c for c in owners if c]
    return []


def may_be(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    """Whether type, number, gender and country of a description allow that it means the cluster."""
    context = clusters.contexts[index]
    kind = clusters.mentions[index].type
    if cluster is clusters.cluster[index] or cluster.plural != (context.number == "plural"):
        return False
    if kind != cluster.type and not {kind, cluster.type} <= EITHER:
        return False
    if context.gender and _shown_gender(cluster) not in {"", context.gender}:
        return False
    if context.owner in cluster.members or _is_kept_apart(clusters, index, cluster):
        return False
    leader = sense_of(context) in {"leader", "monarch"}
    return not (
        leader
        and context.origins
        and cluster.origins
        and not cluster.origins & set(context.origins)
    )


def join(
    clusters: Clusters, index: int, cluster: Cluster, rule: str, evidence: str
) -> None:
    """The description joins the actor, which has its role from now on."""
    context = clusters.contexts[index]
    clusters.move(index, cluster, rule, evidence)
    words = tuple(w for w in context.words if w not in UNSPECIFIC)
    tie = Tie(
        sense_of(context),
        words,
        context.origins,
        clusters.mentions[index].text,
        clusters.mentions[index].paragraph,
    )
    cluster.ties.append(tie)


def _shown_gender(cluster: Cluster) -> Gender:
    """What a title or noun shows; else what nearly all lists say of the given name:
    "the widow" is not Patrick."""
    person = cluster.named and cluster.type == "person"
    words = cluster.name.split() if person else []
    return cluster.gender or (given_gender(words[0]) if words else "")


def _is_kept_apart(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    decision = clusters.decided.apart(clusters.mentions[index].text, cluster.name)
    if decision:
        clusters.decided.note(decision)
    return bool(decision)


def in_same_clause(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    """Whether a mention of the cluster stands in the clause of the description."""
    clause = clusters.contexts[index].clause
    return clause >= 0 and any(
        clusters.contexts[m].clause == clause for m in cluster.members if m != index
    )


def in_same_sentence(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    """Whether a mention of the cluster stands in the sentence of the description."""
    return any(
        clusters.mentions[m].sentence == clusters.mentions[index].sentence
        for m in cluster.members
        if m != index
    )


def is_seat(cluster: Cluster) -> bool:
    """Whether a name means a government, not what its words say:
    Downing Street is not "the street"."""
    return any(fact.sense == "seat" for fact in country_facts(cluster.name))


def is_country(clusters: Clusters, cluster: Cluster) -> bool:
    """Whether a name of the actor is a country's: Denmark is no city, and Odense no country."""
    facts = (fact for text in clusters.texts(cluster) for fact in country_facts(text))
    return any(fact.sense == "country" for fact in facts)
