"""Printing: what an article or a decisions file says is data, and never drives the terminal."""

import errno
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

__all__ = ["count", "lost_output", "note_lost", "one_line", "progress_line", "say"]

_LOST: list[str] = []  # why lines could not be printed
_STEP = 200  # characters of a line of progress


def say(line: str, *, err: bool = False) -> None:
    """Print a line; control characters of an article or a file name never reach the terminal.

    What cannot be printed, as on a full disk, does not end the work: `lost_output` says so at its
    end.
    """
    try:
        typer.echo(
            "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in line), err=err
        )
    except BrokenPipeError:  # whoever reads it has seen enough
        raise
    except OSError as error:
        note_lost(error)


def note_lost(error: OSError) -> None:
    """Remember that something could not be printed, and why."""
    _LOST.append(error.strerror or str(error))


def lost_output() -> str:
    """Why something could not be printed, asked at the end of the command; empty if all was.

    What could not be written may stay in a stream's buffer; Python would try again and complain
    when it ends.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError as error:
            if error.errno != errno.EPIPE:
                note_lost(error)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    return _LOST[0] if _LOST else ""


def one_line(text: object) -> str:
    """A cell on one line, so that no article can print a line that looks like castlist's own."""
    return " ".join(str(text).split())


def count(n: int, noun: str) -> str:
    """A number and its noun: "1 actor", "2 actors"."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


@contextmanager
def progress_line(*, logged: bool = False) -> Iterator[Callable[[str], None]]:
    """A line on standard error that says what is being done, while it lasts and only on a terminal;
    `logged` writes each step elsewhere too, as a line that stays.

    What a chart warns of, such as a missing font, is said once and plainly.
    """
    with warnings.catch_warnings(record=True) as caught, _status_line(logged) as show:
        yield show
    for line in dict.fromkeys(
        str(w.message) for w in caught if issubclass(w.category, UserWarning)
    ):
        say(f"Note: {line}", err=True)


@contextmanager
def _status_line(logged: bool) -> Iterator[Callable[[str], None]]:
    """The line on a terminal; elsewhere lines that stay, or nothing."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield _log_step if logged else lambda _step: None
        return
    from rich.console import Console
    from rich.text import Text as Plain

    with Console(stderr=True).status(Plain("starting")) as status:
        yield lambda step: status.update(Plain(one_line(step)[:_STEP]))


def _log_step(step: str) -> None:
    say(one_line(step)[:_STEP], err=True)
