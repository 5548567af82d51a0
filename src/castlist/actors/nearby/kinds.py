"""Clusters -> what kind of thing each is known to be: by its names, by what the text has called it,
by the lists of countries, provinces and cities."""

from castlist.actors.clusters import Cluster, Clusters
from castlist.actors.evidence import is_country, is_seat
from castlist.english.countries import country_facts
from castlist.english.gazetteer import city_size, is_province
from castlist.english.rules import name_kinds, roles, word_set

__all__ = ["kinds_of"]

_PROVINCES = frozenset({"state", "province"})
_INSIDE = frozenset({"of", "for"})


def kinds_of(clusters: Clusters, cluster: Cluster) -> frozenset[str]:
    """The senses of the nouns that fit: of the National Union of Miners "union"; none is known of
    a name that is only a name."""
    found = {tie.sense for tie in cluster.ties}
    if cluster.type != "person" and not cluster.plural and not is_seat(cluster):
        for head in _name_heads(clusters, cluster):
            found |= name_kinds().get(head, frozenset())
            found |= {roles()[head].sense} if head in roles() else set()
    if "kingdom" in found:
        found.add("country")
    if cluster.type == "place":
        found |= _place_kinds(clusters, cluster)
    return frozenset(found)


def _name_heads(clusters: Clusters, cluster: Cluster) -> set[str]:
    """The last words of an actor's names, and those before "of": what kind of thing they say it is.

    The Senate is a senate; a place called Airport may be any.
    """
    found: set[str] = set()
    for member in cluster.members:
        words = clusters.mentions[member].text.lower().split()
        whole = len(words) > 1 or cluster.type == "organisation"
        if clusters.mentions[member].kind == "name" and whole:
            found.add(words[-1].rstrip("."))
            found |= {words[n - 1] for n, word in enumerate(words) if word in _INSIDE and n}
    return found


def _place_kinds(clusters: Clusters, cluster: Cluster) -> frozenset[str]:
    """What the lists know of a place; a country's name is no city's, a city's no province's."""
    texts = clusters.texts(cluster)
    if is_country(clusters, cluster):
        codes = {fact.code for text in texts for fact in country_facts(text)}
        kingdom = codes & word_set("kingdoms")
        return frozenset({"country", "kingdom"} if kingdom else {"country"})
    if any(map(city_size, texts)):
        return frozenset({"city"})
    return _PROVINCES if any(map(is_province, texts)) else frozenset()
