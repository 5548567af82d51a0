"""The commands that draw: the charts of one article again, or several articles on one scale."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castlist.charts.registry import CHARTS
from castlist.cli.options import Folder, Formats, Sizes, StyleFile
from castlist.cli.place import say_not_drawn
from castlist.cli.say import count, one_line, progress_line, say

if TYPE_CHECKING:
    from pandas import DataFrame

    from castlist.charts import Edits
    from castlist.tables import Tables

__all__ = [
    "CHARTS_EXAMPLES",
    "COMPARE_EXAMPLES",
    "charts",
    "compare",
    "list_charts",
    "pair_headlines",
]

CHARTS_EXAMPLES = (
    "Examples: castlist charts data/processed/putin-erdogan-drones; "
    "castlist charts data/processed/putin-erdogan-drones --publish; "
    "castlist charts data/processed --chart actors --size web --size mobile --format png; "
    "castlist charts data/processed/story --headline actors='Nobody is named more often'; "
    "castlist charts data/processed/story --list"
)
COMPARE_EXAMPLES = (
    "Example: castlist compare data/processed/putin-erdogan-drones"
    " data/processed/another-story --size web"
)

To = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where the charts go, instead of exports."),
]
Named = Annotated[
    list[str] | None,
    typer.Option(
        "--chart",
        metavar="NAME",
        help=f"Only this chart: {', '.join(CHARTS)}. May be repeated.",
    ),
]
Listed = Annotated[
    bool,
    typer.Option(
        "--list",
        help=(
            "Draw nothing: say which charts would be drawn, with which headline, and why the"
            " others would not."
        ),
    ),
]
Draft = Annotated[
    bool,
    typer.Option(
        "--draft",
        help=(
            "Draw nothing: write data/reviewed/ARTICLE/charts.toml with a draft headline for"
            " every chart, to be changed by you; one that is there stays."
        ),
    ),
]
Headlines = Annotated[
    list[str] | None,
    typer.Option(
        "--headline",
        metavar="CHART=TEXT",
        help="Your own headline for a chart. May be repeated.",
    ),
]
Publish = Annotated[
    bool,
    typer.Option(
        "--publish",
        help="Make the publication set: all sizes and formats, in a folder and a ZIP a chart.",
    ),
]


def charts(
    folder: Folder,
    to: To = None,
    publish: Publish = False,
    chart: Named = None,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    headline: Headlines = None,
    list_only: Listed = False,
    draft: Draft = False,
) -> None:
    """Draw the charts again from tables that are there, and make the report with them.

    Unasked only those that by their rules say something of the article (--list), and any that you
    name with --chart, with its caution.

    Words, credit and style for good belong into data/reviewed/charts.toml (all articles) and
    data/reviewed/ARTICLE/charts.toml (one of them).
    """
    from castlist import charts as drawing
    from castlist.checks import check
    from castlist.report import write_report
    from castlist.run import Places, at_work, find_folders
    from castlist.tables import read

    choice = drawing.Choice(chart or (), size or (), format or (), full=publish)
    draw = drawing.publish if publish else drawing.export
    with progress_line() as progress:
        for path in find_folders(folder):
            places = Places.beside(path)
            target = (to or places.exports) / path.name
            edits = drawing.read_edits(places.reviewed, path.name, style=style)
            edits = drawing.add_headlines(edits, pair_headlines(headline))
            with at_work(places, partial(say, err=True)):
                tables = read(path)
                check(tables)
                if list_only:
                    _list(path.name, tables, edits)
                if draft:
                    _write_draft(places.reviewed / path.name, tables, edits)
                if list_only or draft:
                    continue
                files = draw(tables, target, edits=edits, choice=choice, progress=progress)
                page = "" if publish else write_report(tables, target)
            say(f"{path.name}: {_made(files, page)}")
            say_not_drawn(target, publish=publish)


def _made(files: Sequence[Path], page: Path | str) -> str:
    """What was made, and where it lies; without a page it is the publication set."""
    if page:
        return f"{count(len(files), 'file')}; look at {page}"
    folder = f" in {files[0].parent}" if files else ""
    return f"{count(len(files), 'chart')}{folder}, each in a folder and a ZIP"


def _list(name: str, tables: "Tables", edits: "Edits") -> None:
    """Print a line a chart: whether it would be drawn, with its headline or why not."""
    from castlist.charts import overview

    say(f"{name}:")
    list_charts(overview(tables, edits=edits))


def list_charts(found: "DataFrame") -> None:
    """Print the rows of an overview."""
    from castlist.tables import walk_rows

    for row in walk_rows(found):
        own = " (draft)" if row.draft else ""
        why = f"; {one_line(row.why_not)}" if row.why_not else ""
        say(f"  {row.chart}: {row.drawn}{why}; “{one_line(row.headline)}”{own}")


def _write_draft(folder: Path, tables: "Tables", edits: "Edits") -> None:
    """Write a charts.toml to be changed; never over one that is there."""
    from castlist.charts import draft_words
    from castlist.files import write_files

    path = folder / "charts.toml"
    if path.exists():
        say(f"{path} is there already and stays as it is.")
        return
    write_files(folder, {path.name: draft_words(tables, edits=edits).encode()})
    say(f"{path}: change what you like, then draw again.")


def compare(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="DIR", help="Folders of two or more articles' tables."),
    ],
    to: To = None,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    headline: Headlines = None,
) -> None:
    """Draw several articles side by side, on one scale."""
    from castlist import charts as drawing
    from castlist.charts.files.contact import CONTACT_SHEET
    from castlist.checks import check
    from castlist.run import Places, find_folders
    from castlist.tables import read

    paths = [path for folder in folders for path in find_folders(folder)]
    many = [read(path) for path in paths]
    places = Places.beside(paths[0])
    for tables in many:
        check(tables)
    edits = drawing.read_edits(places.reviewed, "", style=style)
    edits = drawing.add_headlines(edits, pair_headlines(headline))
    choice = drawing.Choice(sizes=size or (), formats=format or ())
    with progress_line() as progress:
        files = drawing.export_comparison(
            many, to or places.exports, edits=edits, choice=choice, progress=progress
        )
    say(
        f"{count(len(many), 'article')}: {count(len(files), 'file')}; look at"
        f" {files[-1].parent / CONTACT_SHEET}"
    )


def pair_headlines(headlines: list[str] | None) -> dict[str, str]:
    """Chart -> headline, from CHART=TEXT."""
    pairs = [text.partition("=") for text in headlines or ()]
    for name, equals, _ in pairs:
        if not equals:
            raise typer.BadParameter(
                f"write CHART=TEXT, as in --headline actors='...', not {name!r}."
            )
    return {name.strip(): text for name, _, text in pairs}
