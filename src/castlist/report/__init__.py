"""One page to send: the report of an article, its charts, its evidence and its errors in one file,
and the page that leads to the reports of several articles."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from castlist.charts.data.facts import gather
from castlist.charts.data.once import drawn_together
from castlist.charts.data.statements import source_line
from castlist.charts.page.wording import labelled
from castlist.files import write_file, write_files
from castlist.published import CHARTS, REPORT, fingerprint, hash_of
from castlist.report.page import page_title, render_report
from castlist.report.template import render_page
from castlist.tables import Tables

__all__ = ["INDEX_PAGE", "REPORT_PAGE", "write_index", "write_report"]

REPORT_PAGE = "report.html"
INDEX_PAGE = "index.html"
LEADERS = 3


@drawn_together()
def write_report(tables: Tables, folder: Path | str) -> Path:
    """The page about one article, now in the folder with its charts, beside a record of what it was
    made of.

    It shows the charts that were exported to the folder of the same tables; of other tables, none.
    The same tables and charts give the same bytes.
    """
    folder = Path(folder)
    print_ = fingerprint([tables])
    page = render_report(tables, folder, print_)
    manifest = folder / CHARTS
    record = {
        "title": page_title(tables),
        "source": source_line(gather(tables)).removeprefix("Source: "),
        "leaders": _leaders(tables),
        "tables": print_,
        "charts": hash_of(manifest.read_bytes()) if manifest.is_file() else "",
        "files": {REPORT_PAGE: hash_of(page)},
    }
    written = f"{json.dumps(record, ensure_ascii=False, indent=1)}\n".encode(
        "utf-8", "replace"
    )
    write_files(folder, {REPORT_PAGE: page, REPORT: written})
    return folder / REPORT_PAGE


def _leaders(tables: Tables) -> str:
    top = gather(tables).ranking.head(LEADERS)
    pairs = zip(top["actor"], top["total"], strict=True)
    return ", ".join(f"{labelled(str(actor))} {number}" for actor, number in pairs)


def write_index(exports: Path | str) -> Path | None:
    """The page that leads to every report in these folders, now beside them; None, and nothing is
    written, for a single report, which needs none."""
    exports = Path(exports)
    rows = list(_reports(exports))
    path = exports / INDEX_PAGE
    if len(rows) < 2 and not path.is_file():
        return None
    return write_file(path, render_page(INDEX_PAGE, rows=rows))


def _reports(exports: Path) -> Iterator[dict[str, Any]]:
    """Folder, title, source and leaders of each report, in the order of their folders."""
    for record in sorted(exports.glob(f"*/{REPORT}")):
        try:
            found = json.loads(record.read_bytes())
            words = {key: str(found[key]) for key in ("title", "source", "leaders")}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if (record.parent / REPORT_PAGE).is_file():
            yield {"folder": record.parent.name, **words}
