"""Articles in the hands of a worker -> their tables, or why there are none; whatever goes wrong in
one is its failure."""

import faulthandler
import multiprocessing
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

__all__ = ["Result", "analyse_batch", "lost_result"]

_GRACE = 30.0  # seconds after its time limit that an article has to stop by itself
# The limits of time and memory are those of a process: a worker with several threads, as Dask's may
# have, works on one article after the other. Threads would not be quicker, as Python runs one.
_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job: its entry, and its tables unless it failed."""

    entry: InputEntry
    tables: Mapping[str, Any]


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
            _ONE,
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
