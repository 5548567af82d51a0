"""The folder of a corpus: parts of up to 200 inputs, each written aside and swapped in as a whole.

A part holds a Parquet file a table, the texts, the ledger of its inputs, and `part.json` with the
SHA-256 of each, so that damage is seen. What replaces rows of older parts, and those parts without
them, take their places together: at no moment is an article lost or there twice.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from castlist.corpus.extras import load_extra
from castlist.corpus.parts.history import HISTORY, FormerNumber, former_numbers
from castlist.corpus.parts.ledger import LEDGER, Index, InputEntry
from castlist.corpus.parts.schema import TEXTS, arrow_schema, record_table
from castlist.files import replace_folders, sweep
from castlist.model import TABLES

__all__ = ["PART_INPUTS", "STORED", "NewPart", "Store", "StoredPart"]

PART_INPUTS = 200
"""Inputs of a part: a minute's work or two, which is what a killed build may lose."""

STORED = (*TABLES, TEXTS)
"""The tables of a part, beside its ledger."""

_CONTENTS = "part.json"


@dataclass(frozen=True, slots=True)
class NewPart:
    """What becomes a part: entries, and the Arrow tables of each article by its id."""

    entries: Sequence[InputEntry]
    articles: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part on the disk."""

    number: int
    folder: Path

    def damage(self) -> str:
        """What is wrong with it in a few words; empty if every file is as it was written."""
        try:
            contents = json.loads((self.folder / _CONTENTS).read_bytes())["sha256"]
            wanted = {name: str(contents[name]) for name in (*STORED, LEDGER, HISTORY)}
        except (OSError, ValueError, KeyError, TypeError):
            return f"{_CONTENTS} cannot be read"
        for name, digest in wanted.items():
            path = self._file(name)
            try:
                with path.open("rb") as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError:
                return f"{path.name} cannot be read"
            if found != digest:
                return f"{path.name} is not what was written"
        return ""

    def entries(self) -> list[InputEntry]:
        """The entries of its ledger."""
        return [InputEntry(**row) for row in self.read(LEDGER).to_pylist()]

    def read(self, table: str) -> Any:
        """One of its tables, as Arrow."""
        return load_extra("pyarrow.parquet").read_table(
            self._file(table), schema=arrow_schema(table), partitioning=None
        )

    def rows_of(
        self, tables: Collection[str], articles: Collection[str]
    ) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """The rows of some tables by article, and by table in it."""
        compute = load_extra("pyarrow.compute")
        wanted = load_extra("pyarrow").array(
            sorted(articles), load_extra("pyarrow").string()
        )
        found: dict[str, dict[str, list[dict[str, Any]]]]
        found = {key: {table: [] for table in tables} for key in articles}
        for table in tables:
            whole = self.read(table)
            chosen = whole.filter(compute.is_in(whole["article_id"], value_set=wanted))
            for row in chosen.to_pylist():
                found[row["article_id"]][table].append(row)
        return found

    def _file(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"


class Store:
    """The parts of a corpus, and what is known of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "parts"
        self.index = Index()
        self.damaged: dict[int, str] = {}

    def open(self) -> "Store":
        """The same store, after what killed builds left was put in order and every part was
        looked at."""
        sweep(self.folder.parent)
        sweep(self.folder)
        for part in self.parts():
            damage = part.damage()
            if damage:
                self.damaged[part.number] = damage
            else:
                self.index.add(part.number, part.entries())
                self.index.sizes.setdefault(part.number, 0)
        return self

    def parts(self) -> list[StoredPart]:
        """Every part, in order."""
        folders = sorted(self.folder.glob("[0-9]*"))
        return [StoredPart(int(path.name), path) for path in folders]

    def whole(self) -> list[StoredPart]:
        """Every part that is not damaged."""
        return [part for part in self.parts() if part.number not in self.damaged]

    def add(self, batch: NewPart) -> int:
        """The number of the part that holds this batch now; no other part holds any of it."""
        places = {entry.place for entry in batch.entries}
        stale = self._stale(places)
        emptied = {n for n, gone in stale.items() if len(gone) == self.index.sizes[n]}
        number = self._number(emptied)
        former = [
            f for n in sorted(stale) for f in self._former(n, stale[n], batch.entries)
        ]
        kept = [self._part(number).read(HISTORY)] if number in stale else []
        stale.pop(number, None)
        history = [*kept, record_table(FormerNumber, former)]
        self._swap({number: _gather(batch, history)}, stale)
        self.damaged.pop(number, None)
        self.index.add(number, batch.entries)
        return number

    def _former(
        self, number: int, places: Collection[str], entries: Sequence[InputEntry]
    ) -> Iterator[FormerNumber]:
        """What the articles at these places of a part are, before these entries replace them."""
        part = self._part(number)
        runs = {entry.place: entry.run for entry in entries}
        old = [e for e in part.entries() if e.place in places and e.run != runs[e.place]]
        if old:
            rows = part.rows_of(
                ("articles", "actors", "quotes"), {e.article_id for e in old}
            )
            for entry in old:
                yield from former_numbers(entry, runs[entry.place], rows[entry.article_id])

    def _part(self, number: int) -> StoredPart:
        return StoredPart(number, self._place(number))

    def drop(self, places: Collection[str]) -> None:
        """Take these inputs out of the parts that they stand in."""
        stale = self._stale(places)
        if stale:
            self._swap({}, stale)
        for place in places:
            self.index.remove(place)

    def _stale(self, places: Iterable[str]) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for place in places:
            part = self.index.part_of(place)
            if part:
                found.setdefault(part, set()).add(place)
        return found

    def _number(self, emptied: Collection[int]) -> int:
        """The part that this one replaces whole, or the next free number."""
        known = {*self.index.sizes, *self.damaged}
        free = min([*emptied, *self.damaged], default=0)
        return free or max(known, default=0) + 1

    def _swap(
        self, new: Mapping[int, Mapping[str, Any]], stale: Mapping[int, Collection[str]]
    ) -> None:
        contents = dict(new) | {
            number: _without(self._part(number), gone)
            for number, gone in sorted(stale.items())
        }
        with replace_folders([self._place(number) for number in contents]) as asides:
            for aside, tables in zip(asides, contents.values(), strict=True):
                _write(aside, tables)

    def _place(self, number: int) -> Path:
        return self.folder / f"{number:06}"


def _gather(batch: NewPart, history: Sequence[Any]) -> dict[str, Any]:
    """The tables of a part, their rows by article; the order in which workers finish leaves no
    trace."""
    pa = load_extra("pyarrow")
    empty = {name: arrow_schema(name).empty_table() for name in STORED}
    ordered = [batch.articles[key] for key in sorted(batch.articles)]
    made = {
        name: pa.concat_tables([empty[name], *(tables[name] for tables in ordered)])
        for name in STORED
    }
    return made | {
        LEDGER: record_table(InputEntry, batch.entries),
        HISTORY: pa.concat_tables(history),
    }


def _without(part: StoredPart, gone: Collection[str]) -> dict[str, Any]:
    """The tables of a part without these inputs."""
    compute = load_extra("pyarrow.compute")
    pa = load_extra("pyarrow")
    entries = part.entries()
    articles = [e.article_id for e in entries if e.place in gone and not e.stage]
    out = pa.array(articles, pa.string())
    tables = {}
    for name in STORED:
        table = part.read(name)
        tables[name] = table.filter(
            compute.invert(compute.is_in(table["article_id"], value_set=out))
        )
    return tables | {
        LEDGER: record_table(InputEntry, [e for e in entries if e.place not in gone]),
        HISTORY: part.read(HISTORY),
    }


def _write(folder: Path, tables: Mapping[str, Any]) -> None:
    parquet = load_extra("pyarrow.parquet")
    digests = {}
    for name, table in sorted(tables.items()):
        path = folder / f"{name}.parquet"
        parquet.write_table(table.combine_chunks(), path, compression="zstd")
        digests[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    contents = json.dumps({"sha256": digests}, indent=1)
    (folder / _CONTENTS).write_bytes(f"{contents}\n".encode())
