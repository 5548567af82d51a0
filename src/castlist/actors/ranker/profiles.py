"""Clusters -> what their names show of them: whether a person may bear them, a woman or a man."""

from functools import cache
from typing import NamedTuple

from castlist.actors.clusters import Cluster, Clusters
from castlist.english.countries import country_facts
from castlist.english.gazetteer import city_size, given_name, is_province
from castlist.english.rules import name_words
from castlist.model import Gender

__all__ = ["Profile", "given_gender", "make_profile"]

_LISTS = 5  # that must have a given name before it forbids anything
_ONE_GENDER = 0.95  # share of those lists
_SEEN = 3  # names of what is no person in more places stay what they are, unless listed
_LONGEST = 3  # words of a person's name
_JOINS = frozenset(
    {"of", "and", "for", "the", "in", "to"}
)  # "de" and "la" are in persons' names


class Profile(NamedTuple):
    """What the names of one actor show.

    `women` is the share of lists that have the given name as a woman's, -1 if none has it;
    `gender` is set if nearly all agree. The last three are asked of what is no person: whether it
    is ever a subject, whether "in" or "at" ever stands before it, whether a city has that name.
    """

    women: float
    gender: Gender
    words: int
    may_be_person: bool
    acts: bool = False
    located: bool = False
    city: bool = False


def make_profile(clusters: Clusters, cluster: Cluster) -> Profile:
    """What the fullest name of an actor shows, and whether "he" or "she" may mean it."""
    words = cluster.name.split() if cluster.named else []
    if not words:
        return Profile(-1, "", 0, cluster.type == "person")
    women, listed = _share(words[0])
    if cluster.type == "person":
        return Profile(women, given_gender(words[0]), len(words), may_be_person=True)
    trees = [
        clusters.contexts[m].tree
        for m in cluster.members
        if clusters.mentions[m].kind == "name"
    ]
    return Profile(
        women,
        "",
        len(words),
        may_be_person=_sounds_like_one(clusters, cluster, listed=listed > 0),
        acts=any(tree.role in {"nsubj", "nsubjpass"} for tree in trees),
        located=any(tree.preposition in {"in", "at"} for tree in trees),
        city=city_size(cluster.name) > 0 or is_province(cluster.name),
    )


def given_gender(word: str) -> Gender:
    """The gender that nearly all lists give a given name; empty if few have it, or they differ.

    >>> given_gender("Patrick"), given_gender("Robin")
    ('male', '')
    """
    share, lists = _share(word)
    if lists < _LISTS or 1 - _ONE_GENDER < share < _ONE_GENDER:
        return ""
    return "female" if share > 0.5 else "male"


@cache
def _share(word: str) -> tuple[float, int]:
    women, men = given_name(word)
    lists = women + men
    return (women / lists, lists) if lists else (-1, 0)


def _sounds_like_one(clusters: Clusters, cluster: Cluster, *, listed: bool) -> bool:
    """Whether what the model took for no person could be one all the same: its names are short,
    without "the", and no word of them is an organisation's or a place's."""
    if cluster.type == "people" and not (listed and " " in cluster.name):
        return False
    names = [m for m in cluster.members if clusters.mentions[m].kind == "name"]
    texts = {clusters.mentions[m].text for m in names}
    return (
        (listed or len(names) <= _SEEN)
        and all(map(_is_short_name, texts))
        and not any(clusters.contexts[m].definite for m in names)
    )


@cache
def _is_short_name(text: str) -> bool:
    words = text.split()
    lower = {word.lower() for word in words}
    return (
        len(words) <= _LONGEST
        and not (text.isupper() and len(text) > 1)
        and not any(c.isdigit() or c == "&" for c in text)
        and not lower & (_JOINS | name_words().keys())
        and not country_facts(text)
    )
