"""Mentions -> mentions with an actor, and actors: who is meant, by which rule, on what evidence."""

from collections import defaultdict
from dataclasses import replace
from math import nan
from typing import get_args

from castlist.actors.cast import choose_name, make_actors, settle_mentions
from castlist.actors.clusters import Cluster, Clusters
from castlist.actors.decisions import Decisions
from castlist.actors.descriptions import SIEVES
from castlist.actors.evidence import ends_phrase, is_kin, is_located, says, tie_titles
from castlist.actors.facts.shown import BEARERS, Key, Shown
from castlist.actors.name_forms import NameForm, make_name
from castlist.actors.names import link_names, settle_types
from castlist.actors.pronouns import link_pronouns
from castlist.actors.ranker.profiles import given_gender
from castlist.actors.suggestions import suggest
from castlist.actors.variants import is_bracketed_name
from castlist.english.countries import country_code
from castlist.english.rules import is_monarch, listed
from castlist.model import ActorType, Cast, Context, Decision, Gender, Mention
from castlist.text import name_key

__all__ = ["link_actors", "link_phrases"]

_GENDERS: set[Gender] = {"female", "male"}
_TYPES: tuple[ActorType, ...] = get_args(ActorType)


def link_actors(
    mentions: tuple[Mention, ...],
    contexts: tuple[Context, ...] = (),
    decisions: tuple[Decision, ...] = (),
) -> Cast:
    """Who is in the article: every mention with its actor, rule and evidence, and the actors,
    sorted by actor_id.

    Names come first, then the sieves for descriptions from the surest to the least sure, then
    pronouns; what a person decided goes before all of them. A person is called by the fullest name
    in the article, anything else by the most frequent one. An actor whose fullest name is a
    person's is a person; else its type is what most of its mentions have. An actor without a name
    is known by its longest description, and only if several descriptions mean it.
    """
    decided = Decisions(decisions)
    clusters = link_phrases(_reject(mentions, decided), contexts, decided)
    link_pronouns(clusters)
    _decide_single(clusters)
    actors = make_actors(clusters)
    settled = tuple(settle_mentions(clusters, actors))
    rows = tuple(sorted(actors.values(), key=lambda actor: actor.actor_id))
    rivals = {
        clusters.mentions[n].mention_id: actors[id(cluster)]
        for n, cluster in clusters.rivals.items()
        if id(cluster) in actors
    }
    return Cast(settled, rows, suggest(rows, settled, decided, rivals), decided.outcome())


def link_phrases(
    mentions: tuple[Mention, ...], contexts: tuple[Context, ...], decided: Decisions
) -> Clusters:
    """The clusters as names and descriptions show them, before any pronoun."""
    clusters = Clusters(mentions, contexts, decided)
    _place_names(clusters)
    _place_phrases(clusters)
    _merge_decided(clusters)
    tie_titles(clusters)
    for sieve in SIEVES:
        sieve(clusters)
    return clusters


def _reject(mentions: tuple[Mention, ...], decided: Decisions) -> tuple[Mention, ...]:
    """The mentions, those that a person rejected marked as such: they count for nobody."""
    marked = []
    for mention in mentions:
        decision = (
            decided.is_rejected(mention.text, mention.mention_id)
            if mention.mention_id
            else None
        )
        if decision:
            decided.note(decision)
            mention = replace(mention, state="rejected", evidence=_cite(decision))
        marked.append(mention)
    return tuple(marked)


def _place_names(clusters: Clusters) -> None:
    """Every name into the cluster of its actor."""
    names = [
        n
        for n, m in enumerate(clusters.mentions)
        if m.kind == "name" and m.state != "rejected"
    ]
    shown = _read_shown(clusters, names)
    kinds = settle_types((clusters.mentions[n] for n in names), shown)
    for n in names:
        kind = kinds.get(name_key(clusters.mentions[n].text))
        if kind:
            clusters.mentions[n] = replace(clusters.mentions[n], type=kind)
    keys = _tell_bearers(clusters, names)
    if any(key[1:] in BEARERS for key in keys.values()):
        shown = _read_shown(clusters, names, keys)
    _tie_former(clusters, keys, shown)
    _tie_acronyms(clusters, keys, shown)
    of_names = tuple(clusters.mentions[n] for n in names)
    links = link_names(of_names, shown, [keys[n] for n in names])
    actor_of = {key: _kept_apart(clusters, key, links[key].actor) for key in keys.values()}
    groups: dict[Key, list[int]] = defaultdict(list)
    for n in names:
        groups[actor_of[keys[n]]].append(n)
    made = {
        key: _make_cluster(clusters, key, group, shown[key].family)
        for key, group in groups.items()
    }
    for n in names:
        key = keys[n]
        evidence = clusters.mentions[n].evidence
        link = links[key]
        apart = actor_of[key] != link.actor
        rule, why = (
            ("decision", "a person keeps it apart") if apart else (link.rule, link.evidence)
        )
        clusters.put(n, made[actor_of[key]], rule, f"{why}; {evidence}")


def _tell_bearers(clusters: Clusters, names: list[int]) -> dict[int, Key]:
    """The key of each name; one surname has several where the text tells its bearers apart.

    Mr. Colton and Mrs. Colton, beside a man and a woman of that surname; "Washington, who took
    office", beside Washington and Mayor Washington.
    """
    keys = {n: name_key(clusters.mentions[n].text) for n in names}
    bearers: dict[str, set[Gender]] = defaultdict(set)
    for n, key in keys.items():
        shares = clusters.contexts[n].shares
        if clusters.mentions[n].type != "person" or len(key) < 1:
            continue
        if len(key) > 1:
            bearers[key[-1]].add(given_gender(key[0]))
        elif shares in keys:
            bearers[keys[shares][-1]].add(given_gender(key[0]))
    for n, key in keys.items():
        context = clusters.contexts[n]
        if len(key) != 1 or key[0] not in bearers:
            continue
        if clusters.mentions[n].type == "place" and context.acts:
            clusters.mentions[n] = replace(clusters.mentions[n], type="person")
            keys[n] = (*key, "(person)")
        elif context.gender in _GENDERS and bearers[key[0]] >= _GENDERS:
            keys[n] = (*key, f"({context.gender})")
    return keys


def _tie_former(clusters: Clusters, keys: dict[int, Key], shown: dict[Key, Shown]) -> None:
    """Tells which names are other names of their bearers, and with which given name."""
    places: dict[Key, list[int]] = defaultdict(list)
    for n, key in keys.items():
        places[key].append(n)
    for n, key in keys.items():
        one = clusters.contexts[n].former
        if one not in keys or shown[key].now == keys[one]:
            continue
        if _is_anybodys(clusters.mentions[one]):
            continue
        kind = _type_of_both(clusters, one, n)
        for m in (*places[key], *places[keys[one]]):
            clusters.mentions[m] = replace(clusters.mentions[m], type=kind)
        shown[key].now = keys[one]
        if len(key) == 1 and kind == "person":
            shown[(keys[one][0], *key)].now = keys[one]


def _type_of_both(clusters: Clusters, one: int, other: int) -> ActorType:
    """A person's other name is a person's; of two other types the more probable one counts."""
    kind = clusters.mentions[one].type
    if kind == "person":
        return kind
    surer = max(one, other, key=lambda m: clusters.contexts[m].type_probability)
    return clusters.mentions[surer].type


def _is_anybodys(mention: Mention) -> bool:
    """Whether what is "known as" something may be less than the name: Hindus, known as Pandits; the
    Mexico of Teléfonos de Mexico, known as Telmex."""
    return mention.type == "people" or bool(country_code(mention.text))


def _tie_acronyms(
    clusters: Clusters, keys: dict[int, Key], shown: dict[Key, Shown]
) -> None:
    """Tells what an acronym in brackets stands for, if it stands behind one name alone.

    What begins with its letters is no person: "Royal Air Force (RAF)". But where they stand behind
    another person too they are a party's: "Derrick America (DA)", beside "Matlhodi Maseko (DA)".
    """
    given: dict[Key, set[Key]] = defaultdict(set)
    parties: set[Key] = set()
    for n, key in keys.items():
        full = clusters.contexts[n].behind
        if full not in keys:
            continue
        if is_bracketed_name(_form(clusters, n), _form(clusters, full)):
            given[key].add(keys[full])
        elif clusters.mentions[full].type == "person":
            parties.add(key)
    for key in parties:
        given.pop(key, None)
    for key, fulls in given.items():
        if len(fulls) == 1:
            (shown[key].full,) = fulls
    no_people = {shown[key].full for key in given}
    for n, key in keys.items():
        if key in no_people and clusters.mentions[n].type == "person":
            clusters.mentions[n] = replace(clusters.mentions[n], type="organisation")


def _form(clusters: Clusters, n: int) -> NameForm:
    mention = clusters.mentions[n]
    return make_name(mention.text, mention.type)


def _read_shown(
    clusters: Clusters, names: list[int], keys: dict[int, Key] | None = None
) -> dict[Key, Shown]:
    """What the sentences show of each name."""
    shown: dict[Key, Shown] = defaultdict(Shown)
    for n in names:
        context = clusters.contexts[n]
        text = clusters.mentions[n].text
        key = keys[n] if keys else name_key(text)
        seen = shown[key]
        if clusters.mentions[n].type == "person" and (len(key) > 1 or context.shares >= 0):
            seen.given = given_gender(key[0])
        if context.shares >= 0:
            seen.family = clusters.mentions[context.shares].text.split()[-1]
        seen.nouns.update({context.modifies, *context.near} & listed("things") - {""})
        seen.genders.update({context.gender} & {"female", "male"})
        seen.located = seen.located or context.position < 0 or is_located(context)
        seen.kin = seen.kin or is_kin(clusters, n)
        seen.reigns |= is_monarch(context.title.split(" ")[-1])
        seen.speaks |= says(context)
        seen.human |= any(ends_phrase(clusters, n, other) for other in context.same_as)
    return shown


def _kept_apart(clusters: Clusters, key: Key, actor: Key) -> Key:
    """The actor's key, or the name's own if a person keeps the two apart."""
    names = (k[:1] if k[1:] in BEARERS else k for k in (key, actor))
    decision = clusters.decided.apart(*(" ".join(name) for name in names))
    if decision:
        clusters.decided.note(decision)
    return key if decision else actor


def _make_cluster(clusters: Clusters, key: Key, places: list[int], family: str) -> Cluster:
    group = [clusters.mentions[n] for n in places]
    fullest = next((m.type for m in group if name_key(m.text) == key), group[0].type)
    kind = (
        fullest if fullest == "person" else max(_TYPES, key=[m.type for m in group].count)
    )
    name = choose_name(key, kind, group)
    if kind == "person" and family and " " not in name:
        name = f"{name} {family}"  # "Bill and Hilda Colton"
    elif kind == "person" and ", " in name:
        name = " ".join(reversed(name.split(", ", 1)))  # "Keller, Jonas"
    told = _told_type(clusters, key, kind, places)
    for mention in group:
        if found := clusters.decided.type_of(mention.text):
            kind, decision = found
            clusters.decided.note(decision)
            told = (nan, "", _cite(decision))
    if renamed := clusters.decided.name_for(m.text for m in group):
        name, decision = renamed
        clusters.decided.note(decision, len(group))
    homes = {code for m in group if m.type != "person" and (code := country_code(m.text))}
    return Cluster(kind, name, *told, origins=homes)


def _told_type(
    clusters: Clusters, key: Key, kind: ActorType, places: list[int]
) -> tuple[float, str, str]:
    """How probable the type is, what else it may be, and why: of the fullest name that has it."""
    of_type = [n for n in places if clusters.mentions[n].type == kind]
    fullest = [n for n in of_type if name_key(clusters.mentions[n].text) == key]
    for n in [*fullest, *of_type]:
        context = clusters.contexts[n]
        if context.type_evidence:
            return context.type_probability, context.type_rival, context.type_evidence
    return nan, "", ""


def _place_phrases(clusters: Clusters) -> None:
    """Every description and group into a cluster of its own, until a sieve finds whose it is."""
    for n, mention in enumerate(clusters.mentions):
        if mention.kind in {"description", "group"} and mention.state != "rejected":
            cluster = Cluster(mention.type, mention.text, plural=mention.kind == "group")
            clusters.put(n, cluster, "", "")


def _merge_decided(clusters: Clusters) -> None:
    """Names and descriptions that a person has said belong to another actor."""
    for surface, target, decision in clusters.decided.merges():
        moving = [
            cluster
            for mention, cluster in zip(clusters.mentions, clusters.cluster, strict=True)
            if cluster and name_key(mention.text) == surface
        ]
        for source in dict.fromkeys(moving):
            into = clusters.called(target) or source
            into.name = target
            into.named = True
            clusters.decided.note(decision, len(source.members))
            for n in list(source.members):
                clusters.put(n, into, "decision", _cite(decision))
                clusters.confirm(n)
            if into is not source:
                source.members.clear()


def _decide_single(clusters: Clusters) -> None:
    """Single mentions that a person has assigned or confirmed."""
    for n, mention in enumerate(clusters.mentions if clusters.decided else ()):
        if not mention.mention_id or mention.state == "rejected":
            continue
        if decision := clusters.decided.assigned(mention.mention_id, mention.text):
            clusters.decided.note(decision)
            clusters.assign(n, decision, _cite(decision))
        cluster = clusters.cluster[n]
        known = clusters.known_as(cluster) if cluster else []
        if decision := clusters.decided.confirmed(mention.mention_id, mention.text, known):
            clusters.decided.note(decision)
            clusters.confirm(n)


def _cite(decision: Decision) -> str:
    return (
        f"a person decided so ({decision.file}, row"
        f" {decision.row}{f': {decision.note}' if decision.note else ''})"
    )
