"""Batches of jobs -> results, in order, on any `concurrent.futures.Executor`; a worker that dies
takes nobody with it.

Locally that is a pool of processes. The function that works crosses to the workers by its name, and
plain data with it.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

__all__ = ["Crew", "in_batches", "in_order", "process_pool"]

In = TypeVar("In")
Out = TypeVar("Out")

_AHEAD = 4  # batches that wait for every worker, so that none is idle


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works: how to make the executor, again if it breaks, and how many work at once."""

    make: Callable[[], Executor]
    workers: int


def process_pool(workers: int) -> Crew:
    """So many processes of this machine; each ends with the one that started it."""

    def make() -> Executor:
        # A fork would take over locks that a thread of this process may hold.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            workers,
            mp_context=context,
            initializer=_begin,
            initargs=gc.get_threshold(),
        )

    return Crew(make, workers)


def in_order(
    batches: Iterable[Sequence[In]],
    work: Callable[[Sequence[In]], Sequence[Out]],
    crew: Crew,
    *,
    lost: Callable[[In], Out],
) -> Iterator[Sequence[Out]]:
    """What `work` makes of every batch, in the order of the batches.

    If a worker dies, each batch that was under way is done once more, alone, and if a worker dies
    of it again, item by item, alone: what kills a worker then is `lost`, and its neighbours are
    not. No executor is started before there is a batch.
    """
    waiting: deque[tuple[Sequence[In], Future[Sequence[Out]]]] = deque()
    pool = _Pool(work, crew)
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(batch)))
            if len(waiting) > crew.workers * _AHEAD:
                yield _first(waiting, pool, lost)
        while waiting:
            yield _first(waiting, pool, lost)
    finally:
        pool.close()


class _Pool:
    """An executor that is made when it is needed, and made again after it broke."""

    def __init__(self, work: Callable[[Any], Any], crew: Crew) -> None:
        self._work = work
        self._crew = crew
        self._executor: Executor | None = None

    def submit(self, batch: Sequence[Any]) -> "Future[Any]":
        """The result of the batch, when it is done."""
        self._executor = self._executor or self._crew.make()
        try:
            return self._executor.submit(self._work, batch)
        except BrokenExecutor as error:
            broken: Future[Any] = Future()
            broken.set_exception(error)
            return broken

    def close(self) -> None:
        """Let go of the workers."""
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None


def _first(
    waiting: "deque[tuple[Sequence[In], Future[Sequence[Out]]]]",
    pool: _Pool,
    lost: Callable[[In], Out],
) -> Sequence[Out]:
    """The result of the batch that waited longest."""
    future = waiting[0][1]
    try:
        found = future.result()
    except BrokenExecutor:
        under_way = list(waiting)
        waiting.clear()
        for one, earlier in under_way:
            waiting.append((one, _again(one, earlier, pool, lost)))
        found = waiting[0][1].result()
    waiting.popleft()
    return found


def _again(
    batch: Sequence[In],
    earlier: "Future[Sequence[Out]]",
    pool: _Pool,
    lost: Callable[[In], Out],
) -> "Future[Sequence[Out]]":
    """The batch done once more, and then item by item, if a worker died of it."""
    if not isinstance(earlier.exception(), BrokenExecutor):
        return earlier
    found = _alone(batch, pool)
    if found is None and len(batch) == 1:
        found = [lost(batch[0])]
    elif found is None:
        found = []
        for item in batch:
            found += _alone([item], pool) or [lost(item)]
    done: Future[Sequence[Out]] = Future()
    done.set_result(found)
    return done


def _alone(batch: Sequence[Any], pool: _Pool) -> list[Any] | None:
    """What comes of a batch while nobody else works; None if a worker dies of it."""
    pool.close()
    try:
        return list(pool.submit(batch).result())
    except BrokenExecutor:
        return None


def in_batches(items: Iterable[In], size: int) -> Iterator[list[In]]:
    """The items, so many at a time, as they are asked for."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _begin(*threshold: int) -> None:
    """What a process of the pool does first: it leaves Ctrl-C to the one that started it, ends with
    it, and looks for rubbish as often."""
    gc.set_threshold(*threshold)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=[parent], daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)
