"""Printing: what an article or a decisions file says is data, and never drives the terminal."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

__all__ = ["count", "one_line", "progress_line", "say"]


def say(line: str, *, err: bool = False) -> None:
    """Print a line; control characters of an article or a file name never reach the terminal."""
    typer.echo("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in line), err=err)


def one_line(text: object) -> str:
    """A cell on one line, so that no article can print a line that looks like castlist's own."""
    return " ".join(str(text).split())


def count(n: int, noun: str) -> str:
    """A number and its noun: "1 actor", "2 actors"."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


@contextmanager
def progress_line() -> Iterator[Callable[[str], None]]:
    """A line on standard error that says what is being done, while it lasts and only on a terminal.

    What a chart warns of, such as a missing font, is said once and plainly.
    """
    from rich.console import Console
    from rich.text import Text as Plain

    console = Console(stderr=True)
    with warnings.catch_warnings(record=True) as caught, console.status(Plain("starting")) as status:
        yield lambda step: status.update(Plain(step))
    for line in dict.fromkeys(str(w.message) for w in caught if issubclass(w.category, UserWarning)):
        say(f"Note: {line}", err=True)
