"""Which corpus a command is about."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Name"]

Name = Annotated[
    Path,
    typer.Argument(metavar="NAME", help="The folder of the corpus.", show_default=False),
]
