"""The command that draws the charts of a corpus."""

from pathlib import Path
from typing import Annotated

import typer

from castlist.charts.registry import OF_A_CORPUS
from castlist.cli.corpus.actors import First, Last, Type
from castlist.cli.corpus.place import Name
from castlist.cli.options import Formats, Sizes, StyleFile
from castlist.cli.say import count, one_line, progress_line, say

__all__ = ["CHARTS_EXAMPLES", "draw_charts"]

CHARTS_EXAMPLES = (
    "Examples: castlist corpus charts elections; castlist corpus charts elections --type"
    " person --from 2026-01-01 --chart over-time --size web; castlist corpus charts"
    " elections --list"
)


def draw_charts(
    name: Name,
    into: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where they go, instead of exports/NAME."),
    ] = None,
    chart: Annotated[
        list[str] | None,
        typer.Option(
            "--chart",
            metavar="NAME",
            help=f"Only this: {', '.join(c.name for c in OF_A_CORPUS)}. May be repeated.",
        ),
    ] = None,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    type: Type = "",
    first: First = "",
    last: Last = "",
    reprints: Annotated[
        str,
        typer.Option(metavar="HOW", help="once: a story that several print; or with."),
    ] = "once",
    list_only: Annotated[
        bool,
        typer.Option("--list", help="Draw nothing: say which would be drawn, and why not."),
    ] = False,
) -> None:
    """Draw who is named and who speaks, by outlet and over time, on one scale.

    Unasked only what by its rule says something of the corpus (--list), and any that you name with
    --chart. Words and style for good belong into data/reviewed/charts.toml.
    """
    from castlist import charts as drawing
    from castlist.charts.files.contact import CONTACT_SHEET
    from castlist.corpus import Choosing

    choosing = Choosing(type=type, first=first, last=last, reprints=reprints)
    edits = drawing.read_edits(Path("data/reviewed"), "", style=style)
    choice = drawing.Choice(chart or (), size or (), format or ())
    with progress_line() as progress:
        progress("counting")
        coverages = drawing.read_coverages(name, choosing)
        reasons = drawing.corpus_reasons(coverages, edits)
        if not list_only:
            target = into or Path("exports", name.name)
            files = drawing.export_corpus(
                coverages, target, edits=edits, choice=choice, progress=progress
            )
    if list_only:
        for spec in OF_A_CORPUS:
            why = reasons.get(spec.name, "")
            say(f"  {spec.name}: {f'no; {one_line(why)}' if why else 'yes'}")
        return
    say(f"{name}: {count(len(files), 'file')}; look at {files[-1].parent / CONTACT_SHEET}")
    for left_out, why in reasons.items():
        if not chart:
            say(f"  not drawn: {left_out} ({one_line(why)})")
