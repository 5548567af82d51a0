"""A corpus of any number of articles, out of the tables of one that was built: for questions of
scale, which ask tables alone."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from castlist.corpus import derived
from castlist.corpus.about import CorpusRecord
from castlist.corpus.parts.store import PART_INPUTS, STORED, NewPart, Store, StoredPart
from castlist.settings import Settings

__all__ = ["multiply"]


def multiply(corpus: Path, to: Path, copies: int) -> None:
    """A new corpus at `to` that has every article of a corpus so many times, each copy with an id
    of its own; what was found of all articles together is copied as well, and not looked for."""
    found = derived.derived_files(corpus, Store(corpus).open())
    CorpusRecord.read(corpus).write(to)
    store = Store(to).open()
    parts = Store(corpus).open().whole()
    together = max(1, PART_INPUTS // sum(len(part.entries()) for part in parts))
    for first in range(0, copies, together):
        numbers = range(first, min(first + together, copies))
        for part in parts:
            store.add(_copied(part, numbers))
    place = to / "across"
    place.mkdir()
    for name, path in found.items():
        table = pq.read_table(path)
        if name not in {derived.WHO, derived.JOINS}:
            table = pa.concat_tables([_renamed(table, copy) for copy in range(copies)])
        pq.write_table(table, place / path.name, compression="zstd")
    state = derived._describe_state(store, Settings()) | derived._digests(place)
    (place / "state.json").write_text(json.dumps(state), encoding="utf-8")


def _copied(part: StoredPart, numbers: range) -> NewPart:
    """A part with a copy of another one for each number."""
    entries = [
        replace(e, place=f"{e.place}~{number}", article_id=f"{e.article_id}-{number}")
        for number in numbers
        for e in part.entries()
    ]
    tables = {name: part.read(name) for name in STORED}
    copies = {
        str(number): {name: _renamed(table, number) for name, table in tables.items()}
        for number in numbers
    }
    return NewPart(entries, copies)


def _renamed(table: Any, copy: int) -> Any:
    """The rows for a copy: ids of articles with its number."""
    for name in ("article_id", "original"):
        if name in table.column_names:
            at = table.column_names.index(name)
            ids = pc.binary_join_element_wise(table[name], pa.scalar(str(copy)), "-")
            table = table.set_column(at, table.schema.field(name), ids)
    return table
