"""Batches of jobs -> results, in order, on any `concurrent.futures.Executor`; a worker that dies
takes nobody with it.

Locally that is a pool of processes. The function that works crosses to the workers by its name, and
plain data with it.
"""

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from castlist.checks import check
from castlist.containment import contained, limited_memory
from castlist.corpus.parts.ledger import InputEntry
from castlist.corpus.parts.schema import arrow_tables
from castlist.corpus.plan import ArticleJob, How, failed_entry
from castlist.errors import CastlistError, InternalError
from castlist.nlp.load import load_model
from castlist.pipeline import Reading, prepare
from castlist.steps import tabulate
from castlist.text import estimate_words

__all__ = [
    "Crew",
    "Result",
    "analyse_batch",
    "in_batches",
    "in_order",
    "lost_result",
    "process_pool",
]

In = TypeVar("In")
Out = TypeVar("Out")

_GRACE = 30.0  # seconds after its time limit that an article has to stop by itself
_AHEAD = 4  # batches that wait for every worker, so that none is idle


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job: its entry, and its tables unless it failed."""

    entry: InputEntry
    tables: Mapping[str, Any]


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
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)

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
    if found is None:
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


def analyse_batch(jobs: Sequence[ArticleJob], how: How) -> list[Result]:
    """What became of every job; whatever goes wrong in one is its failure."""
    return [_analyse(job, how) for job in jobs]


def lost_result(job: ArticleJob) -> Result:
    """The failure of an article that no worker survives."""
    entry = job.entry
    error = InternalError(
        f"{entry.article_id} ended the process that analysed it, twice. It may need more"
        " memory than this machine has, or hit a fault in a library. Leave it out, or report"
        " it with the article."
    )
    return Result(failed_entry(entry, "analyse", error), {})


def _analyse(job: ArticleJob, how: How) -> Result:
    settings = how.settings
    words = estimate_words(job.raw.text)
    seconds = settings.max_seconds + words * settings.max_seconds_a_word
    entry = job.entry
    if entry.stage:
        return Result(entry, {})
    try:
        with (
            _ended_after(seconds + _GRACE),
            limited_memory(settings.max_memory_bytes),
            contained(entry.article_id, seconds=seconds),
        ):
            return Result(entry, _tables_of(job, how))
    except CastlistError as error:
        return Result(failed_entry(entry, "analyse", error), {})


def _tables_of(job: ArticleJob, how: How) -> dict[str, Any]:
    reading = Reading(
        decided=lambda _: job.decisions, force=how.force, settings=how.settings
    )
    article = prepare(job.raw, job.entry.place, reading)
    tables = tabulate(article, load_model(how.model), decisions=job.decisions)
    check(tables)
    return arrow_tables(tables)


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """The process ends if what is inside takes longer, even in C code that no alarm reaches."""
    if multiprocessing.parent_process() is None:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _begin() -> None:
    """What a process of the pool does first: it leaves Ctrl-C to the one that started it, and ends
    with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=[parent], daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)
