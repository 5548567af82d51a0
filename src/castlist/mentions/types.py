"""The type of each name where no learned weights were tried: a vote of all its places,
with what the words and the grammar round them show.

The model types every place for itself, and often calls one person a person here and an organisation
there (spaCy issue 3952). What the article itself shows weighs more: a title, an apposition, the
last word of the name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import get_args

from castlist.english.countries import country_facts
from castlist.english.rules import listed, name_words, roles, single_titles
from castlist.model import ActorType
from castlist.nlp.parse import Parse

__all__ = ["vote_types"]

Key = tuple[str, ...]
Place = tuple[int, int, ActorType | None]

_TYPES: tuple[ActorType, ...] = get_args(ActorType)
_SHOWN = 2  # what grammar shows of one place counts as two votes of the model
_CERTAIN = 100  # outvotes everything: "Road" names no person
_CLEAR: set[ActorType] = {"person", "organisation"}


def vote_types(
    parse: Parse, places: Sequence[Place], keys: Sequence[Key]
) -> dict[Key, ActorType]:
    """For each name the type with most votes; in a tie the earlier in `ActorType`."""
    votes: dict[Key, Counter[ActorType]] = defaultdict(Counter)
    for (start, end, kind), key in zip(places, keys, strict=True):
        # A surname found by its words alone has no type of its own: its bearer is a person.
        votes[key][kind or "person"] += 1 if kind else 0
        for shown, weight in (
            _shown(parse, start, end) if kind not in {"place", None} else ()
        ):
            votes[key][shown] += weight
        if (
            kind == "person"
            and end == start + 1 < len(parse.lemma)
            and parse.lemma[end].lower() in listed("things")
        ):
            votes[key]["thing"] += _SHOWN  # "Kalibr missiles"
    acronyms = {
        k
        for (s, e, _), k in zip(places, keys, strict=True)
        if e == s + 1 and _is_acronym(parse, s)
    }
    for key in acronyms:
        votes[key]["organisation"] += votes[key].pop("person", 0)
    for key, count in votes.items():
        count.update(_by_words(key, count))
    _share_surnames(votes, acronyms)
    return {
        key: max(_TYPES, key=lambda t: (count[t], t in count))
        for key, count in votes.items()
    }


def _shown(parse: Parse, start: int, end: int) -> Iterator[tuple[ActorType, int]]:
    """What the words round one place show:
    a title in front, an apposition, a noun for things behind."""
    if start and parse.lower[start - 1].rstrip(".") in single_titles():
        yield "person", _SHOWN
    head = parse.root(start, end)
    beside = parse.child(head, "appos")
    if parse.dep[head] == "appos":
        beside = parse.head[head]
    noun = (
        roles().get(parse.lemma[beside].lower())
        if beside >= 0 and not start <= beside < end
        else None
    )
    if noun and noun.type in _CLEAR:
        yield noun.type, _SHOWN


def _is_acronym(parse: Parse, word: int) -> bool:
    """Whether a word is in capitals while those beside it are not."""
    beside = (word - 1, word + 1)
    shout = any(
        0 <= w < len(parse.text) and len(parse.text[w]) > 1 and parse.text[w].isupper()
        for w in beside
    )
    return len(parse.text[word]) > 1 and parse.text[word].isupper() and not shout


def _by_words(key: Key, count: Counter[ActorType]) -> dict[ActorType, int]:
    """What the words of a name show:
    "Castlefrank Road" is a place, "Saudi Gazette" an organisation."""
    stops = [n for n, word in enumerate(key) if word in {"of", "for"}]
    last = key[stops[0] - 1] if stops and stops[0] else key[-1]
    shown = name_words().get(last.rstrip("."))
    if shown and len(key) > 1 and not (stops and shown == "place" and "for" in key):
        return {shown: _CERTAIN}
    facts = {fact.sense for fact in country_facts(" ".join(key).title())} | {
        fact.sense
        for fact in country_facts(" ".join(key).upper())
        if len(key) == 1 and len(key[0].replace(".", "")) < 4
    }
    return {"place": _SHOWN} if "country" in facts and count["place"] else {}


def _share_surnames(votes: dict[Key, Counter[ActorType]], acronyms: set[Key]) -> None:
    """The last name of a person who is called by several words is a person's,
    unless it is clearly a place."""
    for key, count in list(votes.items()):
        last = key[-1:]
        known = last in votes and last not in acronyms and not votes[last]["place"]
        if len(key) > 1 and known and max(count, key=lambda t: count[t]) == "person":
            votes[last].update(
                {
                    "person": (
                        1 + sum(votes[last][t] for t in ("organisation", "thing", "other"))
                    )
                }
            )
