"""The type of each name of an article: one vote over all of its places, by learned weights.

The model types every place for itself, and often calls one person a person here and an organisation
there (spaCy issue 3952). What the whole article shows of a name decides, and says why.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from castlist.english.countries import country_senses, is_demonym
from castlist.english.gazetteer import city_size
from castlist.english.rules import listed, read_rules, word_set
from castlist.mentions.scoring.evidence import (
    Features,
    Key,
    Place,
    group_places,
    own_features,
    relations,
)
from castlist.mentions.scoring.lists import KNOWN, Lists
from castlist.mentions.scoring.weights import probabilities, read_weights, reasons
from castlist.mentions.scoring.words import say_feature
from castlist.model import ActorType
from castlist.nlp.parse import Parse
from castlist.nlp.scores import EntityScores

__all__ = ["TypeVote", "type_features", "weigh_types"]

_TYPE: dict[str, ActorType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "OTHER": "other",
}
_HALF = 0.5
_LISTED = 0.9  # probability of what a list says against the weights
_MAKER = 0.8  # of an organisation before a word for things: it makes them
_CLEAR = 0.9  # probability from which the vote overrules how the name was found
_TOLD = 3  # weights that evidence names
# A longer name has the word: Mikhail Kalashnikov, the Kindle Group
_NAMESAKES = {
    f"longer {how}:{kind}"
    for how in ("ends", "begins")
    for kind in ("person", "organisation")
}
# Mr Albanese; Albanese, beside Anthony Albanese; Anthony Albanese
_BEARERS = {"ever before:title", "longer ends:person", "given first:many"}
_PEOPLES = ("s", "ese", "ish")  # ends of words for a people


class TypeVote(NamedTuple):
    """What a name is, how probable that is against all else, what else it may be, and why."""

    type: ActorType
    probability: float
    rival: ActorType
    evidence: str


def type_features(
    parse: Parse,
    scores: EntityScores,
    of_key: Mapping[Key, Sequence[Place]],
    lists: Lists = KNOWN,
) -> Iterator[tuple[Key, Features]]:
    """For each name all that the article shows of it."""
    related = relations(of_key)
    for key, found in of_key.items():
        yield key, own_features(parse, scores, found, lists) | related.get(key, {})


def weigh_types(
    parse: Parse, scores: EntityScores, places: Sequence[Place], keys: Sequence[Key]
) -> dict[Key, TypeVote]:
    """For each name its type by the learned weights, or by a list where the world knows it."""
    weights = read_weights("types")
    of_key = group_places(places, keys)
    votes = {}
    for key, features in type_features(parse, scores, of_key):
        shown = probabilities(features, weights)
        order = sorted(range(len(shown)), key=lambda n: -shown[n])
        chosen, rival = order[:2]
        why = reasons(features, weights, chosen, rival)[:_TOLD]
        told = dict.fromkeys(say_feature(name) for name in why)
        vote = TypeVote(
            _TYPE[weights.classes[chosen]],
            round(shown[chosen], 3),
            _TYPE[weights.classes[rival]],
            ", ".join(told),
        )
        votes[key] = _by_list(parse, key, of_key[key], vote, features)
    return votes


def _by_list(
    parse: Parse, key: Key, found: Sequence[Place], vote: TypeVote, features: Features
) -> TypeVote:
    """The vote, unless the name is a people's or an organisation's that the world knows.

    What is no actor by the vote keeps the sort that the model gave it: a thing, or something else.
    What stands before a word for things, and is not clearly something else, is one: "Bayraktar
    drones", but not what is more likely who makes them than all else: "Boeing jets".
    """
    count = Counter(place.type for place in found)
    most = count.most_common(1)[0][0]
    text = " ".join(parse.text[found[0].start : found[0].end])
    of_people = (most == "people" and _is_people(key, text)) or is_demonym(text)
    if of_people and features.keys().isdisjoint(_BEARERS):
        return TypeVote("people", 1.0, vote.type, "a word for a people")
    if vote.type == "person" and text in word_set("continents"):
        return TypeVote("place", _LISTED, vote.type, "a list has it as a continent")
    if _is_before_people(parse, found, features) and not country_senses(text):
        return TypeVote("people", _HALF, vote.type, "“people” or “tribe” follows it")
    if text in listed("organisations") and vote.type != "organisation":
        known = f"a list has it as a known organisation; else {vote.evidence}"
        return TypeVote("organisation", max(1 - vote.probability, _HALF), vote.type, known)
    thing = _known_things().get(text)
    if thing and vote.type != thing and not features.keys() & _NAMESAKES:
        return TypeVote(thing, _HALF, vote.type, "a list has it as a known thing")
    makers = vote.type == "organisation" and vote.probability >= _MAKER
    before_thing = features.get("behind:noun thing", 0) >= _HALF
    if before_thing and vote.probability < _CLEAR and not makers:
        return TypeVote("thing", _HALF, vote.type, "a word for things follows it")
    if vote.type == "other" and count["thing"] >= count["other"] and count["thing"]:
        return vote._replace(type="thing")
    return vote


def _is_before_people(parse: Parse, found: Sequence[Place], features: Features) -> bool:
    """Whether the name of a people stands before the word for it, "the Rabha people"; where
    somebody has it as well, in most of its places."""
    before = [
        place.end < len(parse.lower)
        and parse.lower[place.end] in word_set("peoples")
        and parse.lower[max(place.start - 1, 0)] in {"the", "tribal", "indigenous"}
        for place in found
    ]
    least = len(found) / 2 if features.keys() & _BEARERS else 1
    return sum(before) >= least


@cache
def _known_things() -> dict[str, ActorType]:
    """Name of a thing that the world knows -> its type."""
    rows = read_rules("known_things")
    return {name: cast(ActorType, kind) for name, _, kind in rows}


def _is_people(key: Key, text: str) -> bool:
    """Whether a word for a people is one: the Danish, Serbs; a city in -s is none: Aarhus."""
    known = bool(country_senses(text) & {"people", "adjective"})
    known = known or text.casefold() in word_set("continental_peoples")
    return known or (key[-1].endswith(_PEOPLES) and not city_size(text))
