"""What became of every input of a corpus, one row each; and what is known when a build begins."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated

__all__ = ["LEDGER", "Index", "InputEntry", "Standing"]

LEDGER = "ledger"
"""The table, and the file of every part, that holds the entries."""


@dataclass(frozen=True, slots=True)
class InputEntry:
    """One input of a corpus: an article, or why there is none."""

    place: Annotated[
        str, "the input: its file, and which article in it; unique in a corpus"
    ]
    given: Annotated[str, "the source as it was typed, or as a list names it"]
    position: Annotated[int, "which input of that source it was, from 1"]
    article_id: Annotated[str, "the article; empty if the source could not be read"]
    key: Annotated[
        str,
        "SHA-256 over all that the tables depend on; the same key is never analysed again",
    ]
    text_key: Annotated[str, "the part of it that is the text, and what was given with it"]
    method: Annotated[str, "the part of it that is castlist, its settings and the model"]
    decided: Annotated[str, "the part of it that people decided; empty if nothing"]
    run: Annotated[int, "the build that read it, from 1"]
    stage: Annotated[str, "where it failed: ingest or analyse; empty if it did not"]
    error: Annotated[str, "kind of the failure; empty if there is none"]
    message: Annotated[str, "what happened, where, and what to do next; empty if nothing"]

    @property
    def again(self) -> bool:
        """Whether a later build tries it again although nothing changed: it ran out of time or
        memory, its worker died, or castlist has a fault."""
        return self.stage == "analyse" and self.error == "InternalError"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an input stands in the store."""

    key: str
    part: int
    again: bool
    failed: bool
    run: int


@dataclass(slots=True)
class Index:
    """What a store holds: of every input where it stands, and whose every article_id is."""

    places: dict[str, Standing] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)  # article_id -> place
    unread: dict[str, set[str]] = field(default_factory=dict)  # source -> places, failed
    sizes: dict[int, int] = field(default_factory=dict)  # part -> its inputs

    def add(self, part: int, entries: Iterable[InputEntry]) -> None:
        """These inputs stand in that part now, and in no other."""
        for entry in entries:
            self.remove(entry.place)
            self.places[entry.place] = Standing(
                entry.key, part, entry.again, bool(entry.stage), entry.run
            )
            self.sizes[part] = self.sizes.get(part, 0) + 1
            if entry.article_id:
                self.owners[entry.article_id] = entry.place
            if entry.stage == "ingest":
                self.unread.setdefault(entry.given, set()).add(entry.place)

    def remove(self, place: str) -> None:
        """The input stands nowhere; what its article was called stays taken."""
        before = self.places.pop(place, None)
        if before:
            self.sizes[before.part] -= 1
            for places in self.unread.values():
                places.discard(place)

    def knows(self, place: str, key: str, run: int) -> bool:
        """Whether nothing has to be done for an input in this run."""
        found = self.places.get(place)
        if found is None or found.key != key:
            return False
        return not found.again or found.run == run

    def part_of(self, place: str) -> int:
        """The part that an input stands in; 0 if in none."""
        found = self.places.get(place)
        return found.part if found else 0
