"""What goes wrong inside one article stays there:
any exception, too much time, too much memory becomes one error.

The time limit is the alarm signal in the main thread of Linux and macOS, and a watching thread
elsewhere, which does not wake what sleeps or waits; the memory limit is that of a process, and
holds where the system obeys it (Linux). Neither stops C code that never returns to Python.
"""

import ctypes
import importlib
import os
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
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
        with _time_limit(seconds):
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


def _time_limit(seconds: float) -> AbstractContextManager[None]:
    if not seconds:
        return nullcontext()
    main = threading.current_thread() is threading.main_thread()
    if main and hasattr(signal, "setitimer"):
        return _alarm(seconds)
    return _watch(seconds)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watch(seconds: float) -> Iterator[None]:
    """The same in any thread: another one raises the error in it, at its next step in Python."""
    watched = threading.get_ident()
    over = threading.Event()

    def watch() -> None:
        wait = seconds
        while not over.wait(wait):
            _raise_in(watched, _Overrun)
            wait = _AGAIN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        try:
            over.set()
        finally:  # the error may arrive just there: the watcher ends in any case
            over.set()
            watcher.join()
            _raise_in(watched, None)  # what was raised and has not arrived yet


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """The error is raised in the thread soon; with None, one that is on its way is not."""
    what = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


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
