"""The rules of castlist that can be switched off, each by what is put in its place."""

import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from castlist import actors
from castlist.actors import variants
from castlist.actors.clusters import Clusters
from castlist.actors.descriptions import SIEVES
from castlist.mentions.edges.trim import first_line
from castlist.mentions.scoring.vote import TypeVote
from castlist.mentions.types import vote_types

__all__ = ["FOUND_ANEW", "STEPS", "Switch", "replaced", "switches"]


def _nothing(*_: object) -> tuple[()]:
    return ()


def _none(*_: object) -> None:
    return None


def _as_it_is(first: Any, *_: object) -> Any:
    return first


def _one_piece(entity: Any, _: object) -> list[Any]:
    return [first_line(entity)]


def _empty(*_: object) -> dict[Any, Any]:
    return {}


def _last(*given: Any, **_: object) -> Any:
    return given[-1]


def _vote(_parse: Any, _key: object, _found: object, vote: TypeVote, _: object) -> TypeVote:
    return vote


def _counted_votes(parse: Any, _: object, places: Any, keys: Any) -> dict[Any, TypeVote]:
    """What most places of each name have, as for pipelines without weights."""
    counted = vote_types(parse, places, keys)
    return {key: TypeVote(kind, 0.0, kind, "") for key, kind in counted.items()}


# Kind, name, function of the package, and what is done in its place. Rules that are rows of a
# table (names, sieves) and the rules of pronouns are found without being listed here.
_NAMES = "castlist.mentions.names."
_WORDS = "castlist.mentions.by_words."
STEPS: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("finding", "learned finder", f"{_NAMES}_find_learned", _nothing),
    ("finding", "further places", f"{_NAMES}_find_missed", _nothing),
    ("finding", "_find_things", f"{_WORDS}_find_things", _nothing),
    ("finding", "_find_by_last_word", f"{_WORDS}_find_by_last_word", _nothing),
    ("finding", "_find_parties", f"{_WORDS}_find_parties", _nothing),
    ("finding", "_find_acronyms", f"{_WORDS}_find_acronyms", _nothing),
    ("finding", "find_spelt_out", f"{_WORDS}find_spelt_out", _nothing),
    ("finding", "part_countries", "castlist.english.countries.part_countries", _nothing),
    ("finding", "names_nobody", "castlist.english.rules.names_nobody", _none),
    ("finding", "is_season", "castlist.english.rules.is_season", _none),
    ("finding", "part_entity", f"{_NAMES}part_entity", _one_piece),
    ("finding", "join_halves", f"{_NAMES}join_halves", _last),
    ("finding", "take_title", f"{_NAMES}take_title", _nothing),
    ("finding", "without_verb", f"{_NAMES}without_verb", _as_it_is),
    ("finding", "find_shouted", f"{_NAMES}find_shouted", _nothing),
    ("finding", "is_bare_name", "castlist.mentions.repeats.is_bare_name", _none),
    (
        "finding",
        "with_first_name",
        "castlist.mentions.edges.trim.with_first_name",
        _as_it_is,
    ),
    ("finding", "without_titles", "castlist.mentions.edges.trim.without_titles", _as_it_is),
    ("finding", "without_adjectives", f"{_NAMES}without_adjectives", _as_it_is),
    ("finding", "with_whose", f"{_NAMES}with_whose", _as_it_is),
    ("finding", "is_portfolio", f"{_NAMES}is_portfolio", _none),
    ("finding", "is_noun", f"{_NAMES}is_noun", _none),
    ("finding", "ends_office", "castlist.mentions.edges.trim.ends_office", _none),
    ("type", "learned types", f"{_NAMES}weigh_types", _counted_votes),
    ("type", "known organisations", "castlist.mentions.scoring.vote._by_list", _vote),
    ("type", "known things", "castlist.mentions.scoring.vote._known_things", _empty),
    ("name", "settle_types", "castlist.actors.settle_types", _empty),
    ("name", "acronym in brackets", "castlist.actors._tie_acronyms", _nothing),
    ("name", "_is_about", "castlist.actors.names._is_about", _none),
    ("name", "same_sound", "castlist.actors.names._broken", _none),
    ("description", "tie_titles", "castlist.actors.evidence.tie_titles", _nothing),
)
FOUND_ANEW = {"finding", "type"}  # kinds of which a rule changes the mentions themselves


@dataclass(frozen=True)
class Switch:
    """A rule that can be switched off, and in which documents it may fire (None: in any)."""

    rule: str
    kind: str
    off: Callable[[], AbstractContextManager[object]]
    only_where: str | None = None


def switches(pronoun_rules: Sequence[str] = ()) -> list[Switch]:
    """Every rule that can be switched off; those of pronouns are known by what they linked."""
    made = []
    for kind, name, place, instead in STEPS:
        made.append(Switch(name, kind, _replacer(place, instead)))
    for name in dict.fromkeys(row.name for row in (*variants.EQUAL, *variants.SHORTER)):
        made.append(Switch(name, "name", _name_rule_off(name)))
    for name in dict.fromkeys((s.__doc__ or "").split(":")[0] for s in SIEVES):
        made.append(Switch(name, "description", _sieve_off(name), name))
    for name in pronoun_rules:
        made.append(Switch(name, "pronoun", _pronouns_off(name), name))
    return made


def _replacer(
    place: str, instead: Callable[..., Any]
) -> Callable[[], AbstractContextManager[object]]:
    room, name = place.rsplit(".", 1)
    return lambda: replaced(getattr(importlib.import_module(room), name), instead)


@contextmanager
def replaced(function: object, instead: object) -> Iterator[None]:
    """While it lasts, every module of castlist that knows a function has the other one."""
    known = [
        (module, name)
        for room, module in list(sys.modules.items())
        if room.startswith("castlist.")
        for name, value in list(vars(module).items())
        if value is function
    ]
    with ExitStack() as stack:
        for module, name in known:
            stack.enter_context(patch.object(module, name, instead))
        yield


def _name_rule_off(rule: str) -> Callable[[], AbstractContextManager[object]]:
    kept = variants.rule_for

    def without(short: Any, full: Any, rules: Any = variants.SHORTER) -> Any:
        return kept(short, full, tuple(row for row in rules if row.name != rule))

    return lambda: replaced(kept, without)


def _sieve_off(rule: str) -> Callable[[], AbstractContextManager[object]]:
    left = tuple(s for s in SIEVES if (s.__doc__ or "").split(":")[0] != rule)
    return lambda: patch.object(actors, "SIEVES", left)


def _pronouns_off(rule: str) -> Callable[[], AbstractContextManager[object]]:
    put = Clusters.put

    def put_others(self: Clusters, index: int, cluster: Any, by: str, why: str) -> None:
        if by != rule or self.mentions[index].kind != "pronoun":
            put(self, index, cluster, by, why)

    return lambda: patch.object(Clusters, "put", put_others)
