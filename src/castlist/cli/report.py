"""The command that makes the report of an article again, from tables and charts that are there."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from castlist.cli.options import Folder
from castlist.cli.say import say

__all__ = ["REPORT_EXAMPLES", "report"]

REPORT_EXAMPLES = (
    "Examples: castlist report data/processed/putin-erdogan-drones; castlist report"
    " data/processed --to /tmp/reports"
)

To = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Where charts are and the reports go, instead of exports."
    ),
]


def report(folder: Folder, to: To = None) -> None:
    """Make the report again: one page to send, with every number's evidence.

    It shows the charts that are there of the same tables; `castlist charts` draws them. Of several
    articles, index.html leads to each report.
    """
    from castlist.checks import check
    from castlist.report import write_index, write_report
    from castlist.run import Places, at_work, find_folders
    from castlist.tables import read

    exports = {}
    for path in find_folders(folder):
        places = Places.beside(path)
        with at_work(places, partial(say, err=True)):
            tables = read(path)
            check(tables)
            page = write_report(tables, (to or places.exports) / path.name)
            exports[to or places.exports] = places
        say(f"{path.name}: {page}")
    for target, places in exports.items():
        with at_work(places, partial(say, err=True)):
            index = write_index(target)
        if index:
            say(f"All reports: {index}")
