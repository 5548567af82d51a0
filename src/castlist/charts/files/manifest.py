"""`charts.json`: which charts are there, in which sizes and with which words;
and what an older one listed."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from castlist.charts.page.chart import Chart
from castlist.charts.page.style import PRESETS
from castlist.charts.registry import DATA_FILES, FORMATS
from castlist.published import CHARTS as MANIFEST

__all__ = [
    "MANIFEST",
    "NOTHING_OLDER",
    "Entry",
    "Older",
    "chart_entry",
    "merge_entry",
    "picture_entry",
    "read_older",
    "stale_files",
]

# of the files that an export may list
ENDINGS = (*(form.ending for form in FORMATS.values()), *DATA_FILES)

Entry = dict[str, Any]
"""One chart: its words, its files, and under `pictures` every size with its formats."""


class Older(NamedTuple):
    """What an earlier export left: entries that still hold, all files that it listed, and the
    hashes that it gave."""

    entries: Mapping[str, Entry]
    files: set[str]
    hashes: Mapping[str, str]


NOTHING_OLDER = Older({}, set(), {})


def chart_entry(chart: Chart, pictures: Sequence[Entry], data: Sequence[str]) -> Entry:
    """The entry of one chart; its words are those of the first size."""
    return {
        "name": chart.name,
        "title": chart.headline,
        "draft": chart.draft,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "note": f"{chart.note} {chart.unsaid}".strip(),
        "source": chart.source,
        "method": chart.method,
        "credit": chart.credit,
        "pictures": list(pictures),
        "data": list(data),
        "files": _files(pictures, data),
    }


def picture_entry(chart: Chart, files: Mapping[str, str]) -> Entry:
    """One size of a chart: how large it is shown (CSS px),
    the words that differ by size, format -> file."""
    shown = chart.drawing.unit * (96 / 72 if chart.drawing.unit != 1 else 1)
    return {
        "size": chart.size,
        "width": round(chart.drawing.width * shown, 2),
        "height": round(chart.drawing.height * shown, 2),
        "title": chart.headline,
        "subtitle": chart.subtitle,
        "note": chart.note,
        "drawing": hashlib.sha256(repr(chart.drawing).encode()).hexdigest(),
        "files": dict(files),
    }


def merge_entry(older: Entry | None, newer: Entry) -> Entry:
    """The newer entry with what is still true of the older one:
    sizes not drawn now, formats of an equal drawing."""
    if not older:
        return newer
    before = {picture["size"]: picture for picture in older["pictures"]}
    pictures = []
    for picture in newer["pictures"]:
        old = before.pop(picture["size"], None)
        kept = old["files"] if old and old["drawing"] == picture["drawing"] else {}
        pictures.append({**picture, "files": {**kept, **picture["files"]}})
    pictures = sorted([*pictures, *before.values()], key=_place)
    return {**newer, "pictures": pictures, "files": _files(pictures, newer["data"])}


def read_older(folder: Path, tables: str) -> Older:
    """What the manifest in the folder says. It may hold anything: what is not as this version
    writes it is not kept."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
        charts = list(found["charts"])
        files = {
            file
            for chart in charts
            for file in chart["files"]
            if isinstance(file, str) and _is_plain(file)
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return NOTHING_OLDER
    listed = found.get("files")
    hashes = (
        {file: listed[file] for file in files if file in listed}
        if isinstance(listed, dict)
        else {}
    )
    same = found.get("tables") == tables
    entries = {
        c["name"]: c
        for c in charts
        if same and _holds(folder, c) and hashes.keys() >= set(c["files"])
    }
    return Older(entries, files, hashes)


def stale_files(files: Iterable[str], *, keep: Iterable[str]) -> list[str]:
    """Those of the files that need not be kept."""
    kept = {name.casefold() for name in keep}  # some file systems do not tell a from A
    return [name for name in files if name.casefold() not in kept]


def _files(pictures: Iterable[Entry], data: Sequence[str]) -> list[str]:
    return [*(file for picture in pictures for file in picture["files"].values()), *data]


def _place(picture: Entry) -> tuple[int, str]:
    """Where a size stands in the list: this house's sizes first, in their order."""
    known = list(PRESETS)
    size = picture["size"]
    return (known.index(size) if size in known else len(known), size)


def _holds(folder: Path, entry: Entry) -> bool:
    """Whether an entry has the form of this version and all its files are there."""
    try:
        words = [
            entry[key]
            for key in (
                "name",
                "title",
                "subtitle",
                "alt",
                "note",
                "source",
                "method",
                "credit",
            )
        ]
        pictures = [
            (p["size"], p["title"], p["drawing"], *p["files"], *p["files"].values())
            for p in entry["pictures"]
        ]
        numbers = [
            number for p in entry["pictures"] for number in (p["width"], p["height"])
        ]
        files = {*entry["files"], *_files(entry["pictures"], entry["data"])}
    except (KeyError, TypeError, AttributeError):
        return False
    texts = all(
        isinstance(text, str)
        for text in (*words, *(t for picture in pictures for t in picture))
    )
    return (
        texts
        and all(isinstance(number, int | float) for number in numbers)
        and all(_is_plain(file) and (folder / file).is_file() for file in files)
    )


def _is_plain(name: str) -> bool:
    return (
        not (set(name) & set("/\\:\0"))
        and not name.startswith(".")
        and name.endswith(ENDINGS)
    )
