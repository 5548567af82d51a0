"""How castlist counted the actors of public articles, and how people did: `count_errors.csv`, made
by `tools/count_errors.py`.

It holds numbers alone, a row an actor of an article: no text and no name. Its articles are those of
actors-gum, actors-gum-other (the genres whose texts anybody may use) and actors-meantime
(benchmarks/README.md).
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "COLUMNS",
    "FEWEST",
    "CountErrors",
    "Flags",
    "Numbers",
    "make_errors",
    "read_errors",
]

COLUMNS = (
    *("set", "genre", "document", "words", "type"),
    *("found_names", "found_descriptions", "found_pronouns"),
    *("true_names", "true_descriptions", "true_pronouns"),
)
"""Columns of the file: `document` is a number of its own for each document; the last two are empty
where people marked names alone."""

FEWEST = 2
"""Mentions found of an actor that is a row of the file."""

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class CountErrors:
    """A row an actor of an article that people have annotated; `found` and `true` have a column
    for names, descriptions and pronouns, with nan for what nobody has annotated."""

    genre: NDArray[np.str_]
    document: NDArray[np.int64]
    words: Numbers  # of the document
    person: Flags  # whether castlist takes the actor for one
    found: Numbers
    true: Numbers

    def __len__(self) -> int:
        return len(self.document)

    def choose(self, rows: Flags) -> "CountErrors":
        """These rows alone."""
        return CountErrors(
            self.genre[rows],
            self.document[rows],
            self.words[rows],
            self.person[rows],
            self.found[rows],
            self.true[rows],
        )

    @cached_property
    def all_mentions(self) -> "CountErrors":
        """The rows of documents of which every mention is annotated, of actors that are there:
        whoever reads a count sees whether there is such an actor at all."""
        return self.choose(self.true.sum(axis=1) > 0)  # nan is not

    @cached_property
    def names_alone(self) -> "CountErrors":
        """Only the column of names, of actors that are there and were named twice or more."""
        own = self.choose((self.found[:, 0] >= FEWEST) & (self.true[:, 0] > 0))
        return replace(own, found=own.found[:, :1], true=own.true[:, :1])


def make_errors(rows: Iterable[Mapping[str, str]]) -> CountErrors:
    """The rows of the file, by column, as arrays."""
    every = list(rows)
    return CountErrors(
        np.array([row["genre"] for row in every], dtype=np.str_),
        np.array([row["document"] for row in every], dtype=np.int64),
        np.array([row["words"] for row in every], dtype=np.float64),
        np.array([row["type"] == "person" for row in every], dtype=np.bool_),
        _numbers(every, "found"),
        _numbers(every, "true"),
    )


@cache
def read_errors() -> CountErrors:
    """All rows of the file that comes with castlist; read once a process."""
    text = (
        files(__name__.rpartition(".")[0]).joinpath("count_errors.csv").read_text("utf-8")
    )
    return make_errors(csv.DictReader(text.splitlines()))


def _numbers(rows: Iterable[Mapping[str, str]], prefix: str) -> Numbers:
    columns = [name for name in COLUMNS if name.startswith(f"{prefix}_")]
    cells = [[row[name] or "nan" for name in columns] for row in rows]
    return np.array(cells, dtype=np.float64).reshape(-1, len(columns))
