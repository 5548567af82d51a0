"""A Dask cluster as a crew: its scheduler is asked by its address, its workers do the batches.

What goes wrong there is told in the words of `concurrent.futures`: a worker that died, or work that
the scheduler dropped, is a BrokenExecutor, after which the cluster is asked for once more. One that
does not answer then is an InputError that says what to do.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
)
from concurrent.futures import wait as wait_for
from contextlib import suppress
from functools import cache
from typing import Any

from castlist.corpus.extras import load_extra
from castlist.corpus.method import describe_method
from castlist.corpus.plan import How
from castlist.corpus.workers.crew import Crew
from castlist.errors import CastlistError, InputError

__all__ = ["dask_cluster"]

_ANSWER = 15.0  # seconds in which a scheduler answers, and has a worker
_LOOK = 5.0  # seconds between two looks at whether there is a worker yet
_ALONE = 60.0  # seconds without a worker after which nobody is waited for


def dask_cluster(address: str, how: How) -> Crew:
    """The workers of the Dask cluster whose scheduler has this address ("tcp://10.0.0.5:8786").

    They are counted now; those that join later get work too. Each must have this castlist and its
    language model, or the build ends. Raises InputError if there is no scheduler, or no worker.
    """
    client = _connect(address)
    try:
        workers = len(client.nthreads())
    finally:
        client.close()
    return Crew(lambda: _DaskExecutor(address, how), workers)


class _DaskExecutor(Executor):
    """The executor of a cluster, with errors as other executors have them."""

    def __init__(self, address: str, how: How) -> None:
        self._address = address
        self._how = how
        self._method = describe_method(how.model, how.settings, force=how.force)
        self._client = _connect(address)
        self._waiting: dict[Future[Any], Any] = {}  # and Dask's future of each
        self._over = False
        self._client.loop.add_callback(self._look)

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """What a worker makes of it."""
        ours: Future[Any] = Future()
        asked = (self._how, self._method, work, *given)
        try:
            theirs = self._client.submit(_work_alike, *asked, pure=False, **named)
        except _closed() as error:
            raise BrokenExecutor(str(error)) from error
        self._waiting[ours] = theirs
        self._client.loop.add_callback(self._hand_on, theirs, ours)
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster; it stays as it is."""
        self._over = True
        if wait and not cancel_futures:
            wait_for(list(self._waiting))
        # Where the scheduler went away the client may have closed itself; what it had is gone.
        with suppress(_closed()):
            self._client.cancel(list(self._waiting.values()))
        self._client.close()

    async def _hand_on(self, theirs: Any, ours: Future[Any]) -> None:
        """What came of Dask's future, as an executor tells it.

        Dask's own executor asks for the state after the result: where a worker left between the
        two, it takes the result for an error, and cannot read it.
        """
        done = asyncio.ensure_future(theirs)
        await asyncio.wait([done])
        if done.cancelled():
            self._settle(ours, error=BrokenExecutor("the scheduler dropped it"))
            return
        error = done.exception()
        if error is None:
            self._settle(ours, done.result())
        elif isinstance(error, (OSError, CancelledError, *_deaths())):
            self._settle(ours, error=BrokenExecutor(str(error)))
        elif isinstance(error, CastlistError):
            self._settle(ours, error=error)
        else:
            self._settle(ours, error=_explain(self._address, error))

    def _settle(
        self, ours: Future[Any], result: Any = None, error: BaseException | None = None
    ) -> None:
        """Done, unless somebody gave it up before."""
        if self._waiting.pop(ours, None) is None:
            return
        if error:
            ours.set_exception(error)
        else:
            ours.set_result(result)

    async def _look(self) -> None:
        """Give up what waits for a cluster that has no workers any more, or no scheduler: of what
        was under way as it went Dask may say nothing."""
        alone = 0.0
        while not self._over:
            await asyncio.sleep(_LOOK)
            alone = 0.0 if self._has_workers() else alone + _LOOK
            if alone >= _ALONE:
                for ours in list(self._waiting):
                    self._settle(ours, error=BrokenExecutor("no worker is left"))

    def _has_workers(self) -> bool:
        """Whether there are any, by what the scheduler said last: here, in Dask's own thread, it is
        not asked again."""
        connected = self._client.status == "running"
        return connected and bool(self._client.scheduler_info().get("n_workers", 1))


def _connect(address: str) -> Any:
    """A client of the cluster; InputError if its scheduler does not answer or has no worker."""
    distributed = load_extra("distributed")
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # castlist says it
    logging.getLogger("tornado.application").addFilter(_is_news)
    try:
        with ThreadPoolExecutor(1) as aside:  # a notebook has a loop of its own at work
            aside.submit(asyncio.run, _knock(address)).result()
        client = distributed.Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"no Dask scheduler answers at {address} ({error}). Look whether it runs (`dask"
            " scheduler`) and can be reached (tcp://HOST:8786), then type the same command:"
            " finished parts are kept."
        ) from error
    try:
        client.wait_for_workers(1, timeout=_ANSWER)
    except OSError as error:
        client.close()
        raise InputError(
            f"the Dask scheduler at {address} has no workers. Start some (`dask worker"
            f" {address} --nthreads 1`), then type the same command: finished parts are kept."
        ) from error
    return client


def _is_news(record: logging.LogRecord) -> bool:
    """False of a line about work that went away with its scheduler: castlist says it."""
    closed: type[Exception] = load_extra("distributed.comm.core").CommClosedError
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, (closed, CancelledError))


async def _knock(address: str) -> None:
    """Nothing, if somebody listens at the address; a client of a wrong one would wait for its own
    end as long again."""
    core = load_extra("distributed.core")
    known = load_extra("distributed.security").Security().get_connection_args("client")
    there = await core.connect(address, timeout=_ANSWER, **known)
    await there.close()


@cache
def _deaths() -> tuple[type[Exception], ...]:
    """What Dask raises when a worker died of a task, or was not there any more."""
    distributed = load_extra("distributed")
    return (distributed.KilledWorker, distributed.scheduler.NoWorkerError)


def _closed() -> type[Exception]:
    """What Dask raises when a client is asked that has given its scheduler up."""
    error: type[Exception] = load_extra("distributed.client").ClosedClientError
    return error


def _explain(address: str, error: BaseException) -> InputError:
    said = " ".join(str(error).split())
    return InputError(
        f"the Dask cluster at {address} cannot do castlist's work ({type(error).__name__}:"
        f" {said}). Install the same 'castlist[cluster,corpus]' where its scheduler and its"
        " workers run, then type the same command: finished parts are kept."
    )


def _work_alike(how: How, method: str, work: Callable[..., Any], *given: Any) -> Any:
    """The work done, if this worker would do it as the machine that asks; else InputError."""
    own = describe_method(how.model, how.settings, force=how.force)
    if own != method:
        raise InputError(
            f"a worker of the Dask cluster has another castlist or language model ({own}) than"
            f" this machine ({method}). Install the same on all, then type the same command:"
            " finished parts are kept."
        )
    return work(*given)
