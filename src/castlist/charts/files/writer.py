"""Charts -> files: every picture, its data and alt text,
a list of what is there and a page that shows it."""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from castlist.charts.data.once import drawn_together
from castlist.charts.files.contact import CONTACT_SHEET, contact_sheet
from castlist.charts.files.manifest import (
    MANIFEST,
    NOTHING_OLDER,
    Entry,
    Older,
    chart_entry,
    merge_entry,
    picture_entry,
    read_older,
    stale_files,
)
from castlist.charts.page.chart import Chart, missing_line
from castlist.charts.page.edits import Edits
from castlist.charts.page.style import Preset
from castlist.charts.registry import FORMATS
from castlist.charts.render.fonts import house_style
from castlist.errors import InputError
from castlist.files import write_files
from castlist.published import hash_of, record_files, stale_records
from castlist.tables import ENCODING, to_csv

__all__ = [
    "Batch",
    "Made",
    "MissingGlyphs",
    "Pieces",
    "make_batch",
    "warn_of_missing",
    "write_batch",
]

RETIRED = "index.html"

Pieces = Mapping[str, Sequence[tuple[Preset, Sequence[str]]]]
"""Chart -> its sizes, each with its formats."""


class MissingGlyphs(UserWarning):
    """A chart was drawn with boxes in the place of characters that no installed font has."""


class Batch(NamedTuple):
    """What is exported together: charts of one article, or of several side by side."""

    key: str  # file names begin with it
    title: str
    articles: Sequence[str]
    tables: str  # fingerprint
    draws: Mapping[str, Callable[..., Chart]]
    # chart -> ending -> what makes another file of its data
    extras: Mapping[str, Mapping[str, Callable[[], bytes]]]
    reasons: Mapping[str, str] = {}  # chart -> why it is not drawn
    named: bool = False  # whether somebody asked for these charts by their names


class _Job(NamedTuple):
    """One picture to be made."""

    chart: Chart
    form: str
    file: str


class Made(NamedTuple):
    """Files that were made, not yet written: pictures and data, `charts.html`, and `charts.json` as
    the last; the older files that go on being listed; characters that no font has."""

    files: dict[str, bytes]
    kept: Sequence[str]
    missing: Sequence[str]


def write_batch(
    batch: Batch,
    folder: Path,
    pieces: Pieces,
    edits: Edits,
    progress: Callable[[str], object],
) -> list[Path]:
    """The files that were written: pictures and data, `charts.html`, and `charts.json` as the last.

    Everything is laid out before the first picture is made, and made before the first file is
    written, and all files appear together: a headline without room or a full disk leaves no mixture
    of old and new.
    """
    older = read_older(folder, batch.tables)
    made = make_batch(batch, pieces, edits, progress, older)
    stale = [
        *_retired(folder),
        *stale_files(older.files, keep=made.kept),
        *stale_records(folder, batch.tables),
    ]
    written = write_files(folder, made.files, removed=stale)
    warn_of_missing(made.missing)
    return written


@house_style()
@drawn_together()
def make_batch(
    batch: Batch,
    pieces: Pieces,
    edits: Edits,
    progress: Callable[[str], object],
    older: Older = NOTHING_OLDER,
) -> Made:
    """The files of the charts, all laid out before the first picture is made."""
    if Path(batch.key).name != batch.key or "\\" in batch.key:
        raise InputError(
            f"the article_id {batch.key!r} cannot be part of a file name. Rename the"
            " article."
        )
    reasons = dict(batch.reasons)
    jobs = list(_jobs(batch, pieces, edits, reasons))
    pieces = {name: pieces[name] for name in dict.fromkeys(job.chart.name for job in jobs)}
    files = {}
    for number, job in enumerate(jobs, 1):
        progress(f"drawing {job.file} ({number} of {len(jobs)})")
        files[job.file] = FORMATS[job.form].make(job.chart)
    entries = {}
    for name in pieces:
        mine = [job for job in jobs if job.chart.name == name]
        data = dict(
            _data_files(f"{batch.key}-{name}", mine[0].chart, batch.extras.get(name, {}))
        )
        entries[name] = merge_entry(
            older.entries.get(name), chart_entry(mine[0].chart, _pictures(mine), list(data))
        )
        files |= data
    listed = [
        entry
        for name in batch.draws
        if (entry := entries.get(name) or older.entries.get(name))
    ]
    manifest: dict[str, Any] = {
        "article_id": batch.key,
        "title": batch.title,
        "articles": list(batch.articles),
    }
    shown = {entry["name"] for entry in listed}
    left_out = {name: why for name, why in reasons.items() if name not in shown}
    manifest |= {"tables": batch.tables, "charts": listed, "not_drawn": left_out}
    files[CONTACT_SHEET] = contact_sheet(manifest)
    keep = [file for entry in listed for file in entry["files"]]
    hashes = {name: older.hashes[name] for name in keep if name not in files}
    hashes |= {name: hash_of(data) for name, data in files.items()}
    record = manifest | {"files": dict(sorted(hashes.items()))}
    files[MANIFEST] = f"{json.dumps(record, ensure_ascii=False, indent=1)}\n".encode()
    missing = dict.fromkeys(char for job in jobs for char in job.chart.missing)
    return Made(files, keep, tuple(missing))


def _retired(folder: Path) -> list[str]:
    """The contact sheet under its earlier name, as castlist wrote it; a file that somebody has
    changed since is theirs."""
    digest = record_files(folder / MANIFEST).get(RETIRED)
    path = folder / RETIRED
    return (
        [RETIRED]
        if digest and path.is_file() and hash_of(path.read_bytes()) == digest
        else []
    )


def warn_of_missing(characters: Sequence[str]) -> None:
    """A MissingGlyphs warning where the export was called, if any character has no font."""
    if characters:
        warnings.warn(missing_line(tuple(characters)), MissingGlyphs, stacklevel=4)


def _jobs(
    batch: Batch, pieces: Pieces, edits: Edits, reasons: dict[str, str]
) -> Iterator[_Job]:
    """The pictures to be made. Of a chart without data there is none,
    nor one in a size that has no room for a useful part of it: `reasons` learns why."""
    for name, sizes in pieces.items():
        for preset, formats in sizes:
            chart = batch.draws[name](size=preset.name, edits=edits)
            if chart.is_empty:
                reasons[name] = f"{chart.headline[:1].lower()}{chart.headline[1:]}"
                break
            if not chart.is_useful and not batch.named:
                reasons[f"{name} in {preset.name}"] = (
                    "that size has no room for enough of its rows"
                )
                continue
            for form in formats:
                yield _Job(
                    chart, form, f"{batch.key}-{name}-{preset.name}{FORMATS[form].ending}"
                )


def _pictures(jobs: Sequence[_Job]) -> list[Entry]:
    """The entries of a chart's sizes."""
    charts = {job.chart.size: job.chart for job in jobs}
    return [
        picture_entry(c, {job.form: job.file for job in jobs if job.chart is c})
        for c in charts.values()
    ]


def _data_files(
    name: str, chart: Chart, extras: Mapping[str, Callable[[], bytes]]
) -> Iterator[tuple[str, bytes]]:
    yield f"{name}.csv", to_csv(chart.data).encode(ENCODING)
    yield f"{name}-datawrapper.csv", to_csv(chart.wide).encode()
    for ending, make in extras.items():
        yield f"{name}{ending}", make()
    yield f"{name}.alt.txt", f"{chart.alt}\n".encode()
