"""The charts of a folder as the page shows them: the pictures and the data that were exported,
inside the page, every number with a link to what it counts."""

import base64
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from castlist.charts.files.manifest import Entry, read_older
from castlist.report.wording import legible
from castlist.tables.csv import ENCODING, unguard

__all__ = ["Cell", "Exhibit", "Grid", "read_exhibits"]

MOST_ROWS = 150  # of a table on the page; its file has all
MOST_BYTES = 450_000  # of all pictures and files together: the page is to be sent by mail
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
class Grid:
    """The data of a chart as a table."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    more: int = 0  # rows that only the file has


EMPTY = Grid()
Embedded = tuple[str, Mapping[str, Any]]
"""A picture as an address that holds it, and its entry with its size."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One chart: its entry of `charts.json`, its pictures, its data, and the file of these."""

    entry: Entry
    wide: Embedded | None  # None if there is no room for it
    narrow: Embedded | None  # for a phone
    grid: Grid
    file: str
    data: str  # the file as an address that holds it; empty if there is no room for it


def read_exhibits(folder: Path, tables: str, known: Collection[str]) -> list[Exhibit]:
    """The charts that were drawn of tables with this fingerprint, in the order of `charts.json`;
    `known` are the anchors of the page."""
    entries = list(read_older(folder, tables).entries.values())
    left = [MOST_BYTES]  # what is named first here has room first
    wide = [_picture(folder, entry, "web", left, other=True) for entry in entries]
    files = [_first_csv(entry) for entry in entries]
    narrow = [_picture(folder, entry, "mobile", left) for entry in entries]
    data = [_embed(folder / file, "text/csv", left) if file else "" for file in files]
    grids = [
        _read_grid(folder / file, entry["name"], known) if file else EMPTY
        for entry, file in zip(entries, files, strict=True)
    ]
    return list(map(Exhibit, entries, wide, narrow, grids, files, data))


def _picture(
    folder: Path, entry: Entry, first: str, left: list[int], *, other: bool = False
) -> Embedded | None:
    """The picture in that size with its address; `other` takes any size, if it has not that."""
    there = {picture["size"]: picture for picture in entry["pictures"]}
    for size in (first, *(there if other else ())):
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


def _read_grid(path: Path, name: str, known: Collection[str]) -> Grid:
    """The data of a chart with links to what they count."""
    text = path.read_bytes().decode(ENCODING, "replace")
    head, *rows = list(csv.reader(io.StringIO(text))) or [[]]
    columns = [column for column in head if _is_shown(column)]
    shown = []
    for number, cells in enumerate(rows[:MOST_ROWS], 1):
        row = dict(zip(head, map(unguard, cells), strict=False))
        made = dict(zip(row, _link(row, f"{name}-row-{number}", known), strict=True))
        shown.append(tuple(made[column] for column in columns if column in made))
    called = tuple(column.removesuffix("_id").replace("_", " ") for column in columns)
    return Grid(called, tuple(shown), max(len(rows) - MOST_ROWS, 0))


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
