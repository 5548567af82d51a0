"""The command that draws a corpus: who is mentioned when and by which outlet, and who speaks."""

from pathlib import Path
from typing import Annotated

import typer

from castlist.charts.registry import CORPUS_CHARTS
from castlist.cli.corpus.actors import First, Last, OfType, Outlet
from castlist.cli.corpus.place import Name
from castlist.cli.draw import Headlines, Publish, list_charts, pair_headlines
from castlist.cli.options import Formats, Sizes, StyleFile
from castlist.cli.place import say_not_drawn
from castlist.cli.say import count, progress_line, say

__all__ = ["CORPUS_CHARTS_EXAMPLES", "draw_corpus"]

CORPUS_CHARTS_EXAMPLES = (
    "Examples: castlist corpus charts elections; castlist corpus charts elections --type"
    " person --from 2026-01-01 --publish; castlist corpus charts elections --chart by-outlet"
    " --size web --format png; castlist corpus charts elections --reprints with; castlist"
    " corpus charts elections --list"
)

Named = Annotated[
    list[str] | None,
    typer.Option(
        "--chart",
        metavar="NAME",
        help=f"Only this chart: {', '.join(CORPUS_CHARTS)}. May be repeated.",
    ),
]


def draw_corpus(
    name: Name,
    chart: Named = None,
    type: OfType = "",
    outlet: Outlet = "",
    first: First = "",
    last: Last = "",
    reprints: Annotated[
        str,
        typer.Option(
            metavar="once|with", help="Count each story once, or with all its reprints."
        ),
    ] = "once",
    publish: Publish = False,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    headline: Headlines = None,
    list_only: Annotated[
        bool,
        typer.Option("--list", help="Draw nothing: say which charts would be, and why."),
    ] = False,
    into: Annotated[
        Path,
        typer.Option(metavar="DIR", help="Where they go, in a folder for each choice."),
    ] = Path("exports"),
    reviewed: Annotated[
        Path, typer.Option(metavar="DIR", help="Where your charts.toml is.")
    ] = Path("data/reviewed"),
) -> None:
    """Draw a corpus: who is mentioned when, by which outlet, and who speaks.

    Unasked only those that by their rules say something (--list), and any that you name with
    --chart. Each choice of articles has a folder of its own in exports.

    Words, credit and style for good belong into data/reviewed/charts.toml (everything) and
    data/reviewed/NAME/charts.toml (this corpus).
    """
    from castlist import charts as drawing
    from castlist.corpus import Choosing, read_counts

    choice = drawing.Choice(chart or (), size or (), format or (), full=publish)
    edits = drawing.read_edits(reviewed, name.resolve().name, style=style)
    edits = drawing.add_headlines(edits, pair_headlines(headline))
    choice.pieces(CORPUS_CHARTS.values(), edits)  # a wrong name is said before counting
    choosing = Choosing(type=type, outlet=outlet, first=first, last=last, reprints=reprints)
    with progress_line() as progress:
        tables = read_counts(name, choosing, progress)
        if list_only:
            say(f"{name}:")
            list_charts(drawing.corpus_overview(tables, edits=edits))
            return
        draw = drawing.publish_corpus if publish else drawing.export_corpus
        files = draw(tables, into, edits=edits, choice=choice, progress=progress)
    folder = drawing.corpus_folder(tables, into)
    way = "each story once" if reprints == "once" else "with reprints"
    made = _say_made(files, folder, publish=publish)
    say_not_drawn(folder, publish=publish)
    say(f"{name}, {count(tables.articles, 'article')}, {way}: {made}")


def _say_made(files: list[Path], folder: Path, *, publish: bool) -> str:
    """How many files were made, and where they lie."""
    if publish:
        where = f" in {files[0].parent}" if files else ""
        return f"{count(len(files), 'chart')}{where}, each in a folder and a ZIP"
    from castlist.charts.files.contact import CONTACT_SHEET

    return f"{count(len(files), 'file')}; look at {folder / CONTACT_SHEET}"
