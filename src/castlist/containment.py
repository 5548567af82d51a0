"""What goes wrong inside one article stays there:
any exception, too much time, too much memory becomes one error.

The time limit needs the alarm signal, so it holds in the main thread of Linux and macOS; the memory
limit holds where the system obeys it (Linux). Neither stops C code that never returns to Python.
"""

import importlib
import os
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from castlist.errors import CastlistError, InternalError

__all__ = ["contained", "contained_items", "limited_memory"]

T = TypeVar("T")
# seconds after which a limit that was not obeyed, in a clean-up say, is raised once more
_AGAIN = 5.0
_LONGEST = 200  # characters of what an exception says; it may quote the whole article
_PACKAGE = Path(__file__).parent


class _Overrun(BaseException):
    """The time is over; no `except Exception` on the way, of ours or of a library,
    takes it for its own error."""


@contextmanager
def contained(where: str, *, seconds: float = 0) -> Iterator[None]:
    """Whatever goes wrong inside is a CastlistError:
    an InternalError, with its cause, unless it is one already.

    `where` is what messages call the article; with `seconds`, work that takes longer is stopped.
    """
    try:
        with _alarm(seconds):
            yield
    except CastlistError:
        raise
    except _Overrun as error:
        raise InternalError(
            f"{where} was stopped: it took longer than its time limit{_place(error)}."
        ) from error
    except MemoryError as error:
        raise InternalError(
            f"{where} was stopped: it needs more memory than it may have{_place(error)}."
        ) from error
    except Exception as error:
        said = " ".join(str(error).split())[:_LONGEST]
        raise InternalError(
            f"{where} ended in {type(error).__name__}: {said}{_place(error)}."
        ) from error


def contained_items(items: Iterable[T], where: str) -> Iterator[T | CastlistError]:
    """The items, as far as they can be had; what ends them too early is the last one."""
    try:
        with contained(where):
            yield from items
    except CastlistError as error:
        yield error


@contextmanager
def limited_memory(size: int) -> Iterator[None]:
    """While it lasts, this process may take so many bytes of address space beside
    those that it has already."""
    resource = _import("resource")
    present = _address_space()
    if resource is None or not present:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = present + size
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if (
        not seconds
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(*_: object) -> None:
    raise _Overrun


def _place(error: BaseException) -> str:
    """Where in castlist it happened, " (quotes/cues.py, line 230)"."""
    own = [
        f
        for f in traceback.extract_tb(error.__traceback__)
        if Path(f.filename).is_relative_to(_PACKAGE)
    ]
    inside = [frame for frame in own if Path(frame.filename) != Path(__file__)]
    if not inside:
        return ""
    return (
        f" ({Path(inside[-1].filename).relative_to(_PACKAGE).as_posix()}, line"
        f" {inside[-1].lineno})"
    )


def _address_space() -> int:
    """Bytes of address space that this process has; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _import(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:  # Windows
        return None
