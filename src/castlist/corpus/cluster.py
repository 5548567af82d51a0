"""Workers of a Dask cluster as a crew: they break as a pool of processes does, so that one way of
trying again holds for both.

A task runs in a thread of its worker. The alarm of the time limit reaches main threads alone; there
a worker that takes far too long ends itself, as a process of a pool does, and Dask starts it again.
"""

import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from functools import partial
from typing import Any

from castlist.corpus.extras import load_extra
from castlist.corpus.method import digest_rules
from castlist.corpus.workers import Crew
from castlist.errors import InputError

__all__ = ["dask_cluster"]

_PATIENCE = 15.0  # seconds to wait for a scheduler
_LOOK = 1.0  # seconds between two looks whether the scheduler is still there

_turn = threading.Lock()
"""One batch at a time in a worker, whatever its threads: the language model is one."""


def dask_cluster(address: str) -> Crew:
    """The workers of the Dask cluster whose scheduler is at an address, "tcp://host:8786".

    Raises InputError if no scheduler answers there, if it has no worker, or if a worker has another
    castlist: its tables would be others.
    """
    client = _connect(address)
    try:
        found = client.run(digest_rules)
    finally:
        client.close()
    if not found:
        raise InputError(
            f"the Dask scheduler at {address} has no worker. Start one: dask worker {address}"
        )
    others = sorted(place for place, rules in found.items() if rules != digest_rules())
    if others:
        raise InputError(
            f"the worker at {others[0]} has another castlist than this machine. Install the"
            " same version on all workers, and start them again."
        )
    return Crew(partial(_DaskExecutor, address), len(found))


def _connect(address: str) -> Any:
    distributed = load_extra("distributed")
    try:
        return distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise InputError(
            f"no Dask scheduler answers at {address}. Start one (dask scheduler), or correct"
            " the address; it looks like tcp://192.0.2.7:8786."
        ) from error


class _DaskExecutor(Executor):
    """A cluster as an executor."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = _connect(address)
        self._open: set[_DaskTask] = set()

    def submit(
        self, work: Callable[..., Any], /, *given: Any, **options: Any
    ) -> "Future[Any]":
        """The result of a call on some worker, when it is there."""
        task = _DaskTask(self)
        self._open.add(task)
        held = self._client.submit(_in_turn, work, *given, pure=False, **options)
        task.held = held  # a result that nobody holds is forgotten by the cluster
        held.add_done_callback(partial(self._pass_on, task))
        return task

    def _pass_on(self, task: "_DaskTask", held: Any) -> None:
        self._open.discard(task)
        if task.done():
            return
        if held.status == "finished":
            try:
                task.set_result(held.result())
            except (CancelledError, OSError, RuntimeError) as error:
                task.set_exception(BrokenExecutor(str(error)))
            return
        ended = held.exception() if held.status == "error" else None
        if ended is None or type(ended).__name__ == "KilledWorker":
            ended = BrokenExecutor(str(ended))
        task.set_exception(ended)

    def check(self) -> None:
        """InputError if the scheduler is gone."""
        if self._client.status != "running":
            raise InputError(
                f"the Dask scheduler at {self._address} has gone away. Finished parts are"
                " kept: start it again, and build again."
            )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster; it goes on without us."""
        self._client.close()
        for task in list(self._open):
            if not task.done():
                task.set_exception(BrokenExecutor("it was given up"))
        self._open.clear()


class _DaskTask(Future):  # type: ignore[type-arg]
    """What a worker is doing; whoever waits for it hears if the scheduler goes away."""

    def __init__(self, cluster: _DaskExecutor) -> None:
        super().__init__()
        self._cluster = cluster
        self.held: Any = None

    def result(self, timeout: float | None = None) -> Any:
        """What came of it; InputError if the scheduler is gone."""
        self._wait()
        return super().result(timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """What it ended in, if it did."""
        self._wait()
        return super().exception(timeout)

    def _wait(self) -> None:
        while not self.done():
            try:
                super().exception(_LOOK)
            except TimeoutError:
                self._cluster.check()


def _in_turn(work: Callable[..., Any], *given: Any, **options: Any) -> Any:
    """The call, when no other is at work in this process."""
    with _turn:
        return work(*given, **options)
