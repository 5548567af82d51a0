"""The charts of a folder as the page shows them: the pictures and the data that were exported,
inside the page, every number with a link to what it counts."""

import base64
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from castlist.charts.files.manifest import Entry, read_older
from castlist.report.wording import legible
from castlist.tables.csv import ENCODING, unguard

__all__ = ["Cell", "Exhibit", "read_exhibits"]

MOST_ROWS = 300  # of a table on the page; its file has all
MOST_BYTES = 700_000  # of all pictures and files together: the page is to be sent by mail
NUMBER = re.compile(r"[+\-−]?\d+(\.\d+)?")
# where a number is evidence by itself: column -> what its anchor begins with
ANCHORS = {
    "mention_id": "",
    "quote_id": "",
    "sentence_id": "s",
    "paragraph": "p",
    "first_paragraph": "p",
}
HIDDEN = {"word_offset", "char_start", "char_end", "piece"}
MEDIA = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its parts, each with the anchor it leads to, and an anchor of its own if
    it is the evidence of its row."""

    parts: tuple[tuple[str, str], ...]
    numeric: bool
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One chart: its entry of `charts.json`, its pictures as addresses that hold them, its table,
    and the file of its data."""

    entry: Entry
    wide: tuple[str, Mapping[str, Any]] | None  # address and size; None if it has no room
    narrow: tuple[str, Mapping[str, Any]] | None  # the same for a phone
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int  # rows that only the file has
    file: str
    data: str  # the file as an address that holds it; empty if it has no room


def read_exhibits(folder: Path, tables: str, known: Collection[str]) -> list[Exhibit]:
    """The charts that were drawn of tables with this fingerprint, in the order of `charts.json`;
    `known` are the anchors of the page."""
    left = [MOST_BYTES]  # what is there first, has room first: the wide pictures, then the rest
    entries = list(read_older(folder, tables).entries.values())
    wide = [_picture(folder, entry, ("web",), left, other=True) for entry in entries]
    files = [_first_csv(entry) for entry in entries]
    data = [_embed(folder / file, "text/csv", left) if file else "" for file in files]
    narrow = [_picture(folder, entry, ("mobile",), left) for entry in entries]
    return [
        Exhibit(entry, *pictures, *_table(folder, entry, file, known), file, address)
        for entry, file, address, *pictures in zip(
            entries, files, data, wide, narrow, strict=True
        )
    ]


def _picture(
    folder: Path, entry: Entry, sizes: Sequence[str], left: list[int], *, other: bool = False
) -> tuple[str, Mapping[str, Any]] | None:
    """The picture in the first of the sizes; `other` takes any, if it has none of them."""
    there = {picture["size"]: picture for picture in entry["pictures"]}
    for size in (*sizes, *(there if other else ())):
        files = there[size]["files"] if size in there else {}
        for form, media in MEDIA.items():
            if form in files and (address := _embed(folder / files[form], media, left)):
                return address, there[size]
    return None


def _embed(path: Path, media: str, left: list[int]) -> str:
    """An address that holds the file, if there is room left for it."""
    packed = base64.b64encode(path.read_bytes()).decode()
    if len(packed) > left[0]:
        return ""
    left[0] -= len(packed)
    return f"data:{media};base64,{packed}"


def _first_csv(entry: Entry) -> str:
    """The file that has one row an observation."""
    files = (file for file in entry["data"] if file.endswith(f"-{entry['name']}.csv"))
    return next(files, "")


def _table(
    folder: Path, entry: Entry, file: str, known: Collection[str]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...], int]:
    """Columns, rows with links, and how many more rows there are."""
    if not file:
        return (), (), 0
    text = (folder / file).read_bytes().decode(ENCODING, "replace")
    head, *rows = list(csv.reader(io.StringIO(text))) or [[]]
    places = [n for n, name in enumerate(head) if _is_shown(name)]
    shown = []
    for number, cells in enumerate(rows[:MOST_ROWS], 1):
        row = dict(zip(head, map(unguard, cells), strict=False))
        own = f"{entry['name']}-row-{number}"
        made = dict(zip(head, _link(row, own, known), strict=False))
        shown.append(tuple(made[head[n]] for n in places if head[n] in made))
    columns = tuple(head[n].removesuffix("_id").replace("_", " ") for n in places)
    return columns, tuple(shown), max(len(rows) - MOST_ROWS, 0)


def _is_shown(column: str) -> bool:
    return column not in HIDDEN and (column in ANCHORS or not column.endswith("_id"))


def _link(row: Mapping[str, str], own: str, known: Collection[str]) -> Iterator[Cell]:
    """The cells of a row: what names a place leads there, what is counted to what it counts."""
    target = _target(row, own, known)
    for column, text in row.items():
        if column == "paragraph_list":
            places = tuple((n, _known(f"p{n}", known)) for n in text.split(";"))
            yield Cell(places, False, own)
            continue
        place = _known(f"{ANCHORS[column]}{text}", known) if column in ANCHORS else ""
        numeric = bool(NUMBER.fullmatch(text))
        lead = place or (target if numeric else "")
        yield Cell(((legible(text), lead),), numeric)


def _target(row: Mapping[str, str], own: str, known: Collection[str]) -> str:
    """Where the evidence of a row of data is."""
    if row.get("paragraph_list"):
        return own
    actor = f"a-{row.get('actor_id', '')}"
    wanted = [
        *(f"{ANCHORS[column]}{row[column]}" for column in ANCHORS if column in row),
        actor,
    ]
    if row.get("kind") and "mentions" in row:
        wanted = [f"{actor}.{row['kind']}"]
    return next(filter(None, (_known(anchor, known) for anchor in wanted)), "")


def _known(anchor: str, known: Collection[str]) -> str:
    return quote(anchor) if anchor in known else ""
