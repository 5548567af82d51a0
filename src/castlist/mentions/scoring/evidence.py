"""Everything that an article shows of each of its names, as weighted features.

The unit is a name (its key), not a place: what stands round its places is averaged, what its words
show counts once, and names say something of each other (the last word of a longer one, initials).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from castlist.mentions.scoring.features import context_features, form_features
from castlist.mentions.scoring.lists import KNOWN, Lists
from castlist.model import ActorType
from castlist.nlp.parse import Parse
from castlist.nlp.scores import EntityScores

__all__ = [
    "KNOWN_EITHER",
    "SELDOM_PLACE",
    "Features",
    "Key",
    "Place",
    "group_places",
    "own_features",
    "relations",
]

Key = tuple[str, ...]
Features = dict[str, float]


class Place(NamedTuple):
    """One place of a name, and the type that the model gave it there (None: it missed it)."""

    start: int
    end: int
    type: ActorType | None


# Labels of OntoNotes 5 that mean one type of actor, as features call them.
_GROUPS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "town or country",
    "LOC": "landscape",
    "FAC": "building",
    "NORP": "people",
    "PRODUCT": "thing",
    "WORK_OF_ART": "thing",
    "LAW": "thing",
    "EVENT": "event",
    "": "nothing",
}
_ELSE = "number or date"
_SORTS = (*dict.fromkeys(_GROUPS.values()), _ELSE)
_NEXT_TO_NONE = 0.01  # a probability that says nothing
_LOGS = ("person", "organisation", "town or country", "nothing")
_LEAST = -7.0  # logarithm of a probability below which one is as small as another
# What says what a name is wherever it stands once, and need not be said again
_TELLING = (
    "beside:",
    "before:noun ",
    "before:title",
    "before:the plural",
    "is a:",
    "behind:age",
    "behind:who",
    "behind:, who",
    "behind:noun thing",
)
# A place that the world knows; where it is named this seldom, little else shows what it is
SELDOM_PLACE = "a known place, named once or twice"
KNOWN_EITHER = "a known place or person"
_SELDOM = 2
_OF_STATES = frozenset({"country:country", "country:capital"})
_WELL_KNOWN = frozenset(
    "country:country country:capital province city:2 city:3 city:4".split()
)
_MANY = 8  # places; more say no more


def group_places(places: Sequence[Place], keys: Sequence[Key]) -> dict[Key, list[Place]]:
    """The places of each name, in reading order."""
    of_key: dict[Key, list[Place]] = defaultdict(list)
    for place, key in zip(places, keys, strict=True):
        of_key[key].append(place)
    return of_key


def own_features(
    parse: Parse, scores: EntityScores, found: Sequence[Place], lists: Lists = KNOWN
) -> Features:
    """What one name shows by itself in all of its places; values from -1 to 1."""
    own: Features = {"always": 1.0, "places": min(len(found), _MANY) / _MANY}
    own |= dict.fromkeys(form_features(_text(parse, found[0]), lists), 1.0)
    known = _known_places(own.keys(), seldom=len(found) <= _SELDOM)
    own |= dict.fromkeys(known, 1.0)
    own |= _soft(scores, found)
    count: Counter[str] = Counter()
    for place in found:
        count.update(set(context_features(parse, place.start, place.end)))
    own |= {name: n / len(found) for name, n in count.items()}
    telling = (n for n in count if n == "before:a" or n.startswith(_TELLING))
    return own | {f"ever {name}": 1.0 for name in telling}


def _known_places(own: Set[str], *, seldom: bool) -> Iterator[str]:
    """Of a name that lists have as a country, capital, province or larger city: for nobody else,
    or for people as well; where it is named often, only of countries and capitals."""
    if own.isdisjoint(_WELL_KNOWN):
        return
    phrase = "country:country" in own and "n:1" not in own
    if phrase or not own.isdisjoint({"1only a place", "only a place"}):
        if seldom:
            yield SELDOM_PLACE
    elif "1person or place" in own and (seldom or not own.isdisjoint(_OF_STATES)):
        yield KNOWN_EITHER


def _text(parse: Parse, place: Place) -> str:
    """The words of a name with their own spaces: "Jong-un", "A.W.S."."""
    pieces = [parse.text[place.start]]
    for word in range(place.start + 1, place.end):
        gap = parse.start[word] > parse.end(word - 1)
        pieces.append(f" {parse.text[word]}" if gap else parse.text[word])
    return "".join(pieces)


def _soft(scores: EntityScores, found: Sequence[Place]) -> Features:
    """The mean probability, over the places, that an entity of each sort begins there."""
    rows = scores.in_groups(_group_of)[[place.start for place in found]]
    means = dict(zip(_SORTS, rows.mean(axis=0).tolist(), strict=True))
    soft = {
        f"score:{name}": value for name, value in means.items() if value > _NEXT_TO_NONE
    }
    for name in _LOGS:
        log = math.log(max(means[name], _NEXT_TO_NONE**4))
        soft[f"log:{name}"] = max(log, _LEAST) / -_LEAST
    return soft


def _group_of(label: str) -> int:
    return _SORTS.index(_GROUPS.get(label, _ELSE))


def relations(of_key: Mapping[Key, Sequence[Place]]) -> dict[Key, Features]:
    """What longer names say of a shorter one that they end or begin with, and it of them.

    A name that is the initials of another one is said to be so.
    """
    shares = {key: _shares(found) for key, found in of_key.items()}
    longer: dict[tuple[str, Key], list[Key]] = defaultdict(list)
    for key in shares:
        for cut in range(1, len(key)):
            longer["ends", key[cut:]].append(key)
            longer["begins", key[:cut]].append(key)
        if len(key) > 1:
            longer["initials", (_initials(key),)].append(key)
    features: dict[Key, Features] = defaultdict(dict)
    for (how, short), names in longer.items():
        if short not in shares:
            continue
        total: Counter[str] = Counter()
        for name in names:
            total.update(shares[name])
        for kind, value in total.items():
            features[short][f"longer {how}:{kind}"] = value / len(names)
        for name in names:
            shown = {f"shorter {how}:{kind}": v for kind, v in shares[short].items()}
            features[name].update(shown)
    return features


def _shares(found: Sequence[Place]) -> dict[str, float]:
    """How often the model gave each type; "none" where it missed the name."""
    count = Counter(place.type or "none" for place in found)
    return {kind: n / len(found) for kind, n in count.items()}


def _initials(key: Key) -> str:
    return "".join(word[0] for word in key if word not in {"of", "the", "and", "for"})
