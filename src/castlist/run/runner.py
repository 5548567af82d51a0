"""One article after the other: read, analysed, checked, written;
whatever goes wrong in one is its failure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol

from castlist import charts
from castlist.checks import check
from castlist.containment import contained, limited_memory
from castlist.decisions import read_decisions, read_sign_off
from castlist.errors import CastlistError
from castlist.files import replace_folders
from castlist.model import Article, Decision
from castlist.nlp.load import load_model
from castlist.pipeline import PLAIN, Reading
from castlist.report import write_index, write_report
from castlist.run.failures import Failures
from castlist.run.folders import Places, at_work
from castlist.run.outcomes import Done, Outcome
from castlist.run.sources import Known, Source, kept_texts, read_all
from castlist.settings import DEFAULT_MODEL
from castlist.steps import save, tabulate

__all__ = ["Analyser", "Plan", "Progress", "Runner", "run_articles"]

Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run: where to, which model, how to read, which charts and style."""

    places: Places = field(default_factory=Places)
    model: str = DEFAULT_MODEL
    reading: Reading = PLAIN
    choice: charts.Choice = field(default_factory=charts.Choice)
    style: Path | None = None

    def decisions(self, article_id: str) -> Sequence[Decision]:
        """What people decided for an article; none if nobody was asked."""
        return self.reading.decided(article_id) if self.reading.decided else ()


class Runner(Protocol):
    """What finishes an article that was read;
    made once a call, with the plan and where to report progress."""

    def __init__(self, plan: Plan, progress: Progress) -> None: ...

    def __call__(self, article: Article, source: Source) -> Done:
        """The finished article, its results written."""
        ...


def run_articles(
    sources: Sequence[Source],
    plan: Plan,
    *,
    runner: type[Runner],
    progress: Progress = str,
    notice: Progress = str,
) -> Iterator[Outcome]:
    """For every article of every source, in order, what was made of it or why nothing was.

    An article is read when the one before it is finished, so that a million take no more room than
    one; the model is loaded for the first that can be used. Whatever goes wrong in one article,
    foreseen or not, is its Failure; the others go on. Where there are several reports, a page leads
    to each. Failures are written to `failures.csv` beside
    the article folders as they happen; it goes when a later call has none. A second call into the
    same folder waits, and says so to `notice`. Raises ModelMissing before any article is touched,
    InputError if nothing can be written, and ReviewError for a mistake in the decisions for all
    articles.
    """
    read_decisions(plan.places.reviewed, None)
    # Cleaning and linking ask for the same article's decisions: its files are read once.
    decided = lru_cache(maxsize=1)(partial(read_decisions, plan.places.reviewed))
    plan = replace(plan, reading=replace(plan.reading, progress=progress, decided=decided))
    with (
        at_work(plan.places, notice),
        limited_memory(plan.reading.settings.max_memory_bytes),
    ):
        failures = Failures(plan.places.processed)
        known = Known.below(plan.places.processed)
        finish: Runner | None = None
        for found, source in read_all(sources, plan.reading, known, failures):
            if isinstance(found, Article):
                finish = finish or runner(plan, progress)
                yield _finish(found, source, plan, finish, failures)
            else:
                yield found
        failures.close()
        write_index(plan.places.exports)


def _finish(
    article: Article, source: Source, plan: Plan, finish: Runner, failures: Failures
) -> Outcome:
    """What became of one article."""
    settings = plan.reading.settings
    note = _replaces(plan.places.processed / article.article_id, article)
    seconds = settings.max_seconds + article.row.words * settings.max_seconds_a_word
    try:
        with contained(article.article_id, seconds=seconds):
            return replace(finish(article, source), note=note)
    except CastlistError as error:
        return failures.add(source.shown, "analyse", error)


class Analyser:
    """Analyse an article that was read, check it, and write its tables, charts and report."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        progress("loading the language model")
        self.nlp = load_model(plan.model)
        self.plan = plan
        self.progress = progress

    def __call__(self, article: Article, source: Source) -> Done:
        """The finished article; all that is written of it appears together."""
        key = article.article_id
        places = self.plan.places
        # a mistake in it is said at once
        edits = charts.read_edits(places.reviewed, key, style=self.plan.style)
        self.progress(f"{key}: names, actors and tone")
        signed = read_sign_off(places.reviewed, key)
        decided = self.plan.decisions(key)
        tables = tabulate(article, self.nlp, decisions=decided, signed=signed)
        check(tables)
        processed = places.processed / key
        exports = places.exports / key
        with replace_folders([processed, exports], seeded=[exports]) as (
            aside,
            charts_aside,
        ):
            save(tables, aside)
            say = partial(_say_of, self.progress, key)
            charts.export(
                tables, charts_aside, edits=edits, choice=self.plan.choice, progress=say
            )
            write_report(tables, charts_aside)
        return Done(tables, processed, exports)


def _say_of(progress: Progress, key: str, step: str) -> None:
    progress(f"{key}: {step}")


def _replaces(folder: Path, article: Article) -> str:
    """What to say if an earlier article of another text, but the same name,
    gives way to this one."""
    before = kept_texts(folder)
    if not before or article.row.text_sha256 in before.values():
        return ""
    return (
        "these replace the results of another text that was called"
        f" '{article.article_id}' too"
    )
