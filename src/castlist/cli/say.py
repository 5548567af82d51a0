"""Printing: what an article or a decisions file says is data, and never drives the terminal."""

import typer

__all__ = ["count", "one_line", "say"]


def say(line: str, *, err: bool = False) -> None:
    """Print a line; control characters of an article or a file name never reach the terminal."""
    typer.echo("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in line), err=err)


def one_line(text: object) -> str:
    """A cell on one line, so that no article can print a line that looks like castlist's own."""
    return " ".join(str(text).split())


def count(n: int, noun: str) -> str:
    """A number and its noun: "1 actor", "2 actors"."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
