"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from castlist.charts.page.style import PRESETS
from castlist.charts.registry import FORMATS

__all__ = ["Folder", "Formats", "Model", "Sizes", "StyleFile"]

Model = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="Any installed English spaCy pipeline, by name or path."
    ),
]
Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="The folder of one article's tables, or of several such."
    ),
]
Sizes = Annotated[
    list[str] | None,
    typer.Option(
        "--size",
        metavar="NAME",
        help=(
            f"This size instead of web and mobile: {', '.join(PRESETS)}, or one of your style"
            " file. May be repeated."
        ),
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=(
            f"This format instead of png and svg: {', '.join(FORMATS)}. May be repeated."
        ),
    ),
]
StyleFile = Annotated[
    Path | None,
    typer.Option(
        "--style",
        metavar="FILE",
        envvar="CASTLIST_STYLE",
        help="A newsroom's colours, font, logo and sizes.",
    ),
]
