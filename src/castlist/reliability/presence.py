"""How castlist found the actors of public articles, and how people did, with those that it did not
find at all: `presence_errors.csv`, made by `tools/count_errors.py`.

It holds numbers alone, a row an actor of an article: no text and no name. Its articles are those of
`count_errors.csv`; that file says more of each count, and nothing of who is missed.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from castlist.reliability.errors import Flags, Numbers

__all__ = ["PRESENCE_COLUMNS", "PresenceErrors", "make_presence", "read_presence_errors"]

PRESENCE_COLUMNS = (
    *("set", "genre", "document", "words", "type"),
    *("found", "true", "elsewhere"),
)
"""Columns of the file: `found` and `true` are mentions of every kind; 0 found is an actor that
castlist misses, 0 true one that is not there; `elsewhere` in how many other documents of the set
castlist finds it."""


@dataclass(frozen=True)
class PresenceErrors:
    """A row an actor of an article that people have annotated, found or not."""

    genre: NDArray[np.str_]
    document: NDArray[np.int64]
    person: Flags
    found: Numbers
    true: Numbers
    elsewhere: Numbers

    def choose(self, rows: Flags) -> "PresenceErrors":
        """These rows alone."""
        return PresenceErrors(
            self.genre[rows],
            self.document[rows],
            self.person[rows],
            self.found[rows],
            self.true[rows],
            self.elsewhere[rows],
        )


def make_presence(rows: Iterable[Mapping[str, str]]) -> PresenceErrors:
    """The rows of the file, by column, as arrays."""
    every = list(rows)
    return PresenceErrors(
        np.array([row["genre"] for row in every], dtype=np.str_),
        np.array([row["document"] for row in every], dtype=np.int64),
        np.array([row["type"] == "person" for row in every], dtype=np.bool_),
        np.array([row["found"] for row in every], dtype=np.float64),
        np.array([row["true"] for row in every], dtype=np.float64),
        np.array([row["elsewhere"] for row in every], dtype=np.float64),
    )


@cache
def read_presence_errors() -> PresenceErrors:
    """All rows of the file that comes with castlist; read once a process."""
    place = files(__name__.rpartition(".")[0]).joinpath("presence_errors.csv")
    return make_presence(csv.DictReader(place.read_text("utf-8").splitlines()))
