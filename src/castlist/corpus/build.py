"""Sources into a corpus: what is new or changed is analysed, the rest is left alone."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from castlist.containment import limited_memory
from castlist.corpus.about import (
    BuildRun,
    CorpusRecord,
    check_folder,
    count_inputs,
    expand,
)
from castlist.corpus.changes.printed import keep_printed
from castlist.corpus.derived import derived_files
from castlist.corpus.extras import load_extra
from castlist.corpus.known import keep_known
from castlist.corpus.method import unusual_settings
from castlist.corpus.parts.store import PART_INPUTS, NewPart, Store
from castlist.corpus.plan import ArticleJob, CorpusSource, How, Planner, shown
from castlist.corpus.workers import (
    Crew,
    Result,
    analyse_batch,
    in_batches,
    in_order,
    lost_result,
)
from castlist.errors import InputError
from castlist.files import lock

__all__ = ["Built", "Watch", "build_corpus"]

_BATCH = 8  # jobs that a worker gets at once: a few seconds' work
_EVERY = 0.5  # seconds between two lines of progress


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches a build: steps that pass, and sentences that stay."""

    progress: Callable[[str], object] = str
    notice: Callable[[str], object] = str


@dataclass(slots=True)
class Built:
    """What a build did; `reasons` counts failures of this run by kind and stage."""

    run: int = 0
    read: int = 0
    same: int = 0
    analysed: int = 0
    failed: int = 0  # now and before, of the inputs that were read
    reasons: dict[str, int] = field(default_factory=dict)


def build_corpus(
    folder: Path,
    sources: Sequence[dict[str, Any]],
    how: How,
    *,
    crew: Crew,
    watch: Watch | None = None,
) -> Built:
    """What was done to bring a corpus up to its sources; without sources, those of earlier builds.

    Finished parts are kept whatever happens, so that a build that was stopped goes on where it was.
    An article with the same key (text, what was given with it, decisions, method, model) is not
    analysed again. Damaged parts are made again. A second build into the folder waits. Raises
    InputError if there is nothing to read, or the folder cannot be used.
    """
    load_extra("pyarrow")
    check_folder(folder)
    watch = watch or Watch()
    busy = f"another castlist is building {folder}; waiting until it has finished"
    with lock(folder, "build", waiting=lambda: watch.notice(busy)):
        about = CorpusRecord.read(folder).naming(sources)
        _check_place(folder, about)
        about = replace(about, model=how.model, force=how.force)
        about = about.begin(datetime.now(UTC).isoformat(timespec="seconds"))
        watch.progress("looking at what is there")
        store = Store(folder).open()
        about = about.remaking(len(store.damaged))
        chosen = _choose(about, sources, store, watch)
        about.write(folder)
        building = _Building(store, how, about.runs[-1].number, watch)
        building.total = count_inputs(chosen)
        with limited_memory(how.settings.max_memory_bytes):
            built = building.run(expand(chosen), crew)
        derived_files(folder, store, watch.progress)
        if any(not e.stage for part in store.whole() for e in part.entries()):
            if not store.damaged:
                keep_known(folder)
            keep_printed(folder, about.runs[-1].number)
        run = _describe(about.runs[-1], built, building.planner.method)
        unusual = unusual_settings(how.settings, force=how.force)
        about.end(replace(run, settings=unusual)).write(folder)
    return built


def _check_place(folder: Path, about: CorpusRecord) -> None:
    """InputError if a source holds the corpus: its own tables would be read as articles."""
    for source in about.sources:
        if folder.resolve().is_relative_to(Path(source["path"]).resolve()):
            raise InputError(
                f"{folder} lies in {source['path']}, which is a source: its own tables would"
                " be read as articles. Choose another place with --to."
            )


def _choose(
    about: CorpusRecord, sources: Sequence[dict[str, Any]], store: Store, watch: Watch
) -> Sequence[dict[str, Any]]:
    """What is read: the sources that were named, or all if none was, or a part is damaged."""
    for number, damage in sorted(store.damaged.items()):
        watch.notice(
            f"part {number:06} is damaged ({damage}); all sources are read, and what was in"
            " it is made again"
        )
    chosen = about.sources if store.damaged or not sources else tuple(sources)
    if not chosen:
        raise InputError(
            "a new corpus needs sources. Name files, folders, archives, tables, feeds or"
            " addresses, or a list of them with --list."
        )
    return chosen


class _Building:
    """One build at work."""

    def __init__(self, store: Store, how: How, run: int, watch: Watch) -> None:
        self.store = store
        self.how = how
        self.planner = Planner(how, store.index.owners, run)
        self.watch = watch
        self.built = Built(run)
        self.total = 0
        # Of earlier builds: source -> places that could not be read; and those that now can.
        self._unread = {given: set(p) for given, p in store.index.unread.items()}
        self._healed: set[str] = set()
        self._begun = time.monotonic()
        self._shown = 0.0

    def run(self, sources: Iterable[CorpusSource], crew: Crew) -> Built:
        """What was done, when all is done."""
        batches = in_batches(self._jobs(sources), _BATCH)
        work = partial(analyse_batch, how=self.how)
        results = in_order(batches, work, crew, lost=lost_result)
        flat = (self._count(result) for found in results for result in found)
        for part in in_batches(flat, PART_INPUTS):
            entries = [result.entry for result in part]
            tables = {r.entry.article_id: r.tables for r in part if not r.entry.stage}
            self.store.add(NewPart(entries, tables))
        self.store.drop(self._healed)
        return self.built

    def _jobs(self, sources: Iterable[CorpusSource]) -> Iterator[ArticleJob]:
        """What has to be done, as it is found."""
        for source in sources:
            for job in self.planner.read(source, self.watch.progress):
                self.built.read += 1
                self._show()
                failed_before = self._unread.get(job.entry.given)
                if failed_before:
                    failed_before.discard(job.entry.place)
                if not self._known(job):
                    yield job
            self._healed |= self._unread.pop(shown(source.given), set())

    def _known(self, job: ArticleJob) -> bool:
        """Whether nothing has to be done for it; then it is counted."""
        index = self.store.index
        entry = job.entry
        if not index.knows(entry.place, entry.key, entry.run):
            return False
        self.built.same += 1
        self.built.failed += index.places[entry.place].failed
        return True

    def _count(self, result: Result) -> Result:
        entry = result.entry
        if entry.stage:
            reason = f"{entry.stage}: {entry.error}"
            self.built.failed += 1
            self.built.reasons[reason] = self.built.reasons.get(reason, 0) + 1
        else:
            self.built.analysed += 1
        self._show()
        return result

    def _show(self) -> None:
        """Say how far it is, not too often."""
        now = time.monotonic()
        if now - self._shown < _EVERY:
            return
        self._shown = now
        built = self.built
        finished = built.same + built.analysed + sum(built.reasons.values())
        rate = finished / max(now - self._begun, 0.001)
        text = f"{finished:,} of about {max(self.total, built.read):,} inputs,"
        text += f" {built.analysed:,} analysed, {rate:.1f} a second"
        left = (self.total - finished) / rate if rate else 0
        if left > 0:
            text += f", about {_span(left)} left"
        self.watch.progress(text)


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _describe(run: BuildRun, built: Built, method: str) -> BuildRun:
    return replace(
        run,
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        method=method,
        analysed=built.analysed,
        same=built.same,
        failures=built.failed,
    )
