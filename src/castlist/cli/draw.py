"""The commands that draw: the charts of one article again, or several articles on one scale."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from castlist.charts.registry import CHARTS
from castlist.cli.options import Folder, Formats, Sizes, StyleFile
from castlist.cli.say import count, progress_line, say

__all__ = ["CHARTS_EXAMPLES", "COMPARE_EXAMPLES", "charts", "compare"]

CHARTS_EXAMPLES = (
    "Examples: castlist charts data/processed/putin-erdogan-drones; "
    "castlist charts data/processed/putin-erdogan-drones --publish; "
    "castlist charts data/processed --chart actors --size web --size mobile --format png; "
    "castlist charts data/processed/story --headline actors='Nobody is named more often'"
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
) -> None:
    """Draw the charts again from tables that are there.

    Words, credit and style for good belong into data/reviewed/charts.toml (all articles) and
    data/reviewed/ARTICLE/charts.toml (one of them).
    """
    from castlist import charts as drawing
    from castlist.checks import check
    from castlist.run import Places, at_work, find_folders
    from castlist.tables import read

    choice = drawing.Choice(chart or (), size or (), format or (), full=publish)
    draw = drawing.publish if publish else drawing.export
    with progress_line() as progress:
        for path in find_folders(folder):
            places = Places.beside(path)
            target = (to or places.exports) / path.name
            edits = drawing.read_edits(places.reviewed, path.name, style=style)
            edits = drawing.add_headlines(edits, _pairs(headline))
            with at_work(places, partial(say, err=True)):
                tables = read(path)
                check(tables)
                files = draw(tables, target, edits=edits, choice=choice, progress=progress)
            say(f"{path.name}: {_made(files, target, publish=publish)}")


def _made(files: Sequence[Path], target: Path, *, publish: bool) -> str:
    """What was made, and where it lies."""
    if publish:
        folder = files[0].parent if files else target
        return f"{count(len(files), 'chart')} in {folder}, each in a folder and a ZIP"
    return f"{count(len(files), 'file')} in {target}; look at {target / 'index.html'}"


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
    from castlist.checks import check
    from castlist.run import Places, find_folders
    from castlist.tables import read

    paths = [path for folder in folders for path in find_folders(folder)]
    many = [read(path) for path in paths]
    places = Places.beside(paths[0])
    for tables in many:
        check(tables)
    edits = drawing.read_edits(places.reviewed, "", style=style)
    edits = drawing.add_headlines(edits, _pairs(headline))
    choice = drawing.Choice(sizes=size or (), formats=format or ())
    with progress_line() as progress:
        files = drawing.export_comparison(
            many, to or places.exports, edits=edits, choice=choice, progress=progress
        )
    say(
        f"{count(len(many), 'article')}: {count(len(files), 'file')}; look at"
        f" {files[-1].parent / 'index.html'}"
    )


def _pairs(headlines: list[str] | None) -> dict[str, str]:
    """Chart -> headline, from CHART=TEXT."""
    pairs = [text.partition("=") for text in headlines or ()]
    for name, equals, _ in pairs:
        if not equals:
            raise typer.BadParameter(
                f"write CHART=TEXT, as in --headline actors='...', not {name!r}."
            )
    return {name.strip(): text for name, _, text in pairs}
