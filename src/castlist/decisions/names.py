"""The names that an article has, and those nearest to one that it has not."""

from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz, process

from castlist.model import ACTIONS
from castlist.tables import Tables
from castlist.text import name_key

__all__ = ["known_names", "nearest", "unknown_names"]

_SHOWN = 3
_NEAR = 60  # of 100; below it two names have little but some letters in common
_ACTORS = {
    "merge",
    "keep_apart",
    "assign",
    "confirm",
    "speaker",
}  # whose target is an actor


def known_names(tables: Tables) -> list[str]:
    """Every name and wording of an actor in the article, those of actors first."""
    return list(dict.fromkeys([*tables.actors["name"], *tables.mentions["text"]]))


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The known names that are most like a name, at most three, the nearest first."""
    found = process.extract(
        name,
        list(known),
        scorer=fuzz.WRatio,
        processor=str.casefold,
        limit=_SHOWN,
        score_cutoff=_NEAR,
    )
    return [near for near, *_ in found]


def unknown_names(tables: Tables, cells: dict[str, Any]) -> list[str]:
    """The names in the row of a decision that nobody in the article has."""
    spec = ACTIONS.get(cells["action"])
    if spec is None:  # which is refused later
        return []
    names = [cells["surface"]] if spec.about in {"name", "mention"} else []
    names += [cells["target"]] if cells["action"] in _ACTORS and cells["target"] else []
    known = set(map(name_key, known_names(tables)))
    return [name for name in names if name_key(name) not in known]
