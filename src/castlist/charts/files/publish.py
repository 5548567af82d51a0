"""The publication set: every chart in all sizes and formats, in a folder of its own,
and as a ZIP for whoever lays out the page."""

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from castlist.charts.data.once import drawn_together
from castlist.charts.files.export import EVERYTHING, Choice, one_article
from castlist.charts.files.writer import Batch, Pieces, make_batch, warn_of_missing
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.files import write_files
from castlist.published import (
    PUBLICATION,
    hash_of,
    published_files,
    record_files,
    stale_records,
)
from castlist.tables import Tables

__all__ = ["publish", "publish_batch"]

FOLDER = Path(PUBLICATION).parent.name
PACKED = (".png", ".pdf")  # do not get smaller
# the earliest that a ZIP can say, so that its bytes are the same whenever it is made
LONG_AGO = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16


@drawn_together()
def publish(
    tables: Tables,
    folder: Path | str,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = EVERYTHING,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The ZIPs of one article's charts, written beside a folder a chart to `publish` in the folder.

    Each folder holds its chart in all sizes and formats, its data, its alt text, and a page that
    shows it; the ZIP holds the same. A chart that an earlier call made and that this one does not
    choose stays as long as the tables are the same. Which charts say too little of the article to
    be made unasked stands in `publish.json`. All is drawn before anything is written.
    """
    batch, pieces = one_article(tables, choice, edits)
    return publish_batch(batch, pieces, Path(folder), edits, progress)


def publish_batch(
    batch: Batch,
    pieces: Pieces,
    folder: Path,
    edits: Edits,
    progress: Callable[[str], object],
) -> list[Path]:
    """The ZIPs of charts, as `publish` says."""
    reasons = dict(batch.reasons)
    batch = batch._replace(reasons={})  # each folder speaks of its own chart
    before = stale_records(folder, batch.tables)
    older = {} if PUBLICATION in before else record_files(folder / PUBLICATION)
    files: dict[str, bytes] = {}
    zips: dict[str, bytes] = {}
    missing: dict[str, None] = {}
    for name, sizes in pieces.items():
        made = make_batch(batch, {name: sizes}, edits, progress)
        if not made.kept:
            continue  # a chart without data
        stem = f"{batch.key}-{name}"
        files |= {f"{FOLDER}/{name}/{file}": data for file, data in made.files.items()}
        zips[f"{stem}.zip"] = _pack(made.files, stem)
        missing |= dict.fromkeys(made.missing)
        before += published_files(folder, f"{FOLDER}/{name}")
    hashes = {**older, **{name: hash_of(data) for name, data in zips.items()}}
    record = {
        "tables": batch.tables,
        "not_drawn": reasons,
        "files": dict(sorted(hashes.items())),
    }
    written = write_files(
        folder,
        files
        | {f"{FOLDER}/{name}": data for name, data in zips.items()}
        | {PUBLICATION: f"{json.dumps(record, indent=1)}\n".encode()},
        removed=before,
    )
    warn_of_missing(tuple(missing))
    return [path for path in written if path.suffix == ".zip"]


def _pack(files: Mapping[str, bytes], stem: str) -> bytes:
    """The files as a ZIP that unpacks to one folder; the same bytes for the same files."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as packed:
        for name, data in files.items():
            entry = ZipInfo(f"{stem}/{name}", LONG_AGO)
            entry.create_system = 3  # else it says on which system it was made
            entry.external_attr = PLAIN_FILE
            entry.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            packed.writestr(entry, data)
    return buffer.getvalue()
