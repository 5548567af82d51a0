"""Which corpus a command is about."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["ModelOrLast", "Name"]

Name = Annotated[
    Path,
    typer.Argument(metavar="NAME", help="The folder of the corpus.", show_default=False),
]
ModelOrLast = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Any installed English spaCy pipeline; else that of the last build.",
        show_default=False,
    ),
]
