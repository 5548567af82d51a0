"""Many articles in one call: the model is loaded once, good articles are finished, bad ones become failures."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from castlist import charts
from castlist.annotate import load_model
from castlist.checks import check
from castlist.containment import contained, limited_memory
from castlist.corpus.failures import Failures
from castlist.errors import CastlistError, InputError
from castlist.files import lock, replace_folders, sweep
from castlist.model import Article, Failure
from castlist.pipeline import PLAIN, Reading, analyse, describe_run, locate, read_articles, read_text
from castlist.review import read_decisions
from castlist.settings import DEFAULT_MODEL
from castlist.summary import save
from castlist.tables import Tables, read, to_tables

__all__ = [
    "SAME_TEXT",
    "Analyser",
    "Done",
    "Places",
    "Plan",
    "Progress",
    "Runner",
    "Source",
    "at_work",
    "find_folders",
    "run_articles",
]

SAME_TEXT = "same text"
"""The stage of a Failure that is none: the text is there already, under another name."""

Progress = Callable[[str], None]
_LONGEST = 200  # characters of a source in a message


@dataclass(frozen=True, slots=True)
class Places:
    """Where results go: `processed/<article_id>` for tables, `exports/<article_id>` for charts.

    What people decided lies in `reviewed`; only `castlist decide` adds to it, and no run ever writes there.
    """

    processed: Path = Path("data/processed")
    exports: Path = Path("exports")
    reviewed: Path = Path("data/reviewed")

    @classmethod
    def below(cls, out: Path) -> "Places":
        """Both folders in one folder of the user's choice."""
        return cls(out / "processed", out / "exports")

    @classmethod
    def beside(cls, folder: Path) -> "Places":
        """Where the charts of a folder of tables go: the `exports` beside its `processed`, or `charts` in it."""
        processed = folder.resolve().parent
        if processed.name != "processed":
            return cls(processed, folder / "charts")
        if processed.parent.name != "data":
            return cls(processed, processed.parent / "exports")
        return cls(processed, processed.parent.parent / "exports", processed.parent / "reviewed")


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a path or an address (`-` for standard input), or the article itself as a string."""

    path: str
    text: str | None = None

    def read(self, reading: Reading) -> Iterator[Article | CastlistError]:
        """Its articles; what cannot be read, or takes too long, is an error among them."""
        articles = self._articles(reading)
        found: Article | CastlistError | None = None
        while True:
            try:
                with contained(_shown(self.path), seconds=reading.settings.max_seconds):
                    found = next(articles, None)
            except CastlistError as error:
                found = error
            if found is None:
                return
            yield found

    def _articles(self, reading: Reading) -> Iterator[Article | CastlistError]:
        if self.text is None:
            yield from read_articles(self.path, reading)
        else:
            yield read_text(self.text, reading)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run: where to, which model, how to read, which charts and style."""

    places: Places = Places()
    model: str = DEFAULT_MODEL
    reading: Reading = PLAIN
    choice: charts.Choice = charts.EVERYTHING
    style: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One finished article: its tables, the folders that hold tables and charts, and what to know of it."""

    tables: Tables
    processed: Path
    exports: Path
    note: str = ""


class Runner(Protocol):
    """What finishes an article that was read; made once a call, with the plan and where to report progress."""

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
) -> Iterator[Done | Failure]:
    """For every article of every source, in order, what was made of it or why nothing was.

    Whatever goes wrong in one article, foreseen or not, is its Failure; the others go on. All sources are read before
    the model is loaded, so that a wrong path is reported at once. Failures are written to `failures.csv` beside the
    article folders as they happen; it goes when a later call has none. A second call into the same folder waits, and
    says so to `notice`. Raises ModelMissing before any article is touched, InputError if nothing can be written, and
    ReviewError for a mistake in the decisions for all articles.
    """
    read_decisions(plan.places.reviewed, None)
    settings = plan.reading.settings
    with at_work(plan.places, notice), limited_memory(settings.max_memory_bytes):
        failures = Failures(plan.places.processed)
        read = list(_read_all(sources, plan, progress, failures))
        yield from [item for item, _ in read if isinstance(item, Failure)]
        good = [(item, source) for item, source in read if isinstance(item, Article)]
        finish = runner(plan, progress) if good else None
        for article, source in good:
            key, words = article.article_id, article.row.words
            note = _replaces(plan.places.processed / key, article)
            outcome: Done | Failure
            try:
                with contained(key, seconds=settings.max_seconds + words * settings.max_seconds_a_word):
                    outcome = replace(finish(article, source), note=note)
            except CastlistError as error:
                outcome = failures.add(_shown(source.path), "analyse", error)
            yield outcome
        failures.close()


@contextmanager
def at_work(places: Places, notice: Progress = str) -> Iterator[None]:
    """Nobody else runs articles or draws charts for these results; what killed runs left there is put in order."""
    waiting = f"another castlist is at work in {places.processed}; waiting until it has finished"
    with lock(places.processed, "run", waiting=lambda: notice(waiting)):
        for folder in (places.processed, places.exports):
            sweep(folder)
        yield


def find_folders(folder: Path) -> list[Path]:
    """The article folders in a folder, or the folder itself; InputError if there is none."""
    if (folder / "articles.csv").is_file():
        return [folder]
    files = (path.relative_to(folder) for path in folder.rglob("articles.csv"))
    found = sorted(folder / file.parent for file in files if not any(part.startswith(".") for part in file.parts))
    if not found:
        raise InputError(f"{folder} holds no castlist tables. Name a folder such as data/processed/<article_id>.")
    return found


class Analyser:
    """Analyse an article that was read, check it, and write its tables and charts."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        progress("loading the language model")
        self.nlp = load_model(plan.model)
        self.plan, self.progress = plan, progress

    def __call__(self, article: Article, source: Source) -> Done:
        """The finished article; its tables and charts were written aside, and appeared together."""
        key, places = article.article_id, self.plan.places
        edits = charts.read_edits(places.reviewed, key, style=self.plan.style)  # a mistake in it is said at once
        decisions = read_decisions(places.reviewed, key)
        self.progress(f"{key}: names, actors and tone")
        analysis = analyse(article, self.nlp, decisions=decisions)
        tables = to_tables(analysis, describe_run(analysis.annotation.model, decisions=analysis.cast.decisions))
        check(tables)
        processed, exports = places.processed / key, places.exports / key
        with replace_folders([processed, exports], seeded=[exports]) as (aside, charts_aside):
            save(tables, aside)
            say = partial(_say_of, self.progress, key)
            charts.export(tables, charts_aside, edits=edits, choice=self.plan.choice, progress=say)
        return Done(tables, processed, exports)


def _say_of(progress: Progress, key: str, step: str) -> None:
    progress(f"{key}: {step}")


def _read_all(
    sources: Sequence[Source], plan: Plan, progress: Progress, failures: Failures
) -> Iterator[tuple[Article | Failure, Source]]:
    reading = replace(plan.reading, progress=progress, decided=partial(read_decisions, plan.places.reviewed))
    known = _Known(dict(_known_texts(plan.places.processed)))
    for source in sources:
        progress(f"reading {_shown(source.path)}")
        for article in source.read(reading):
            yield _admit(article, source, known, failures), source


@dataclass(slots=True)
class _Known:
    """Texts that are there, and what was read in this call: fingerprint -> article_id, article_id -> where from."""

    texts: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)


def _admit(article: Article | CastlistError, source: Source, known: _Known, failures: Failures) -> Article | Failure:
    """The article, unless it could not be read, is there already under another name, or would overwrite another."""
    if isinstance(article, CastlistError):
        return failures.add(_shown(source.path), "ingest", article)
    key, digest = article.article_id, article.row.text_sha256
    where = locate(_shown(source.path), article.row.source)
    first = known.texts.setdefault(digest, key)
    if first != key:
        message = f"{where} is the same text as '{first}'. It was not made a second article."
        return failures.record(Failure(_shown(source.path), SAME_TEXT, "InputError", message))
    if key in known.places:
        message = (
            f"{where} would overwrite the results of {known.places[key]}: both are called '{key}'. "
            "Rename one of the files, or run them one by one with different --out."
        )
        return failures.add(_shown(source.path), "ingest", InputError(message))
    known.places[key] = where
    return article


def _shown(source: str) -> str:
    """A source as messages and tables show it; somebody may have pasted a whole article for its name."""
    return source if len(source) <= _LONGEST else source[:_LONGEST] + "…"


def _known_texts(processed: Path) -> Iterator[tuple[str, str]]:
    """Fingerprint of the text and article_id of everything that earlier runs left there."""
    for path in sorted(processed.glob("*/articles.csv")):
        with suppress(OSError, ValueError, KeyError, csv.Error), path.open(encoding="utf-8", newline="") as file:
            yield from [(row["text_sha256"], row["article_id"]) for row in csv.DictReader(file)]


def _replaces(folder: Path, article: Article) -> str:
    """What to say if an earlier article of another text, but the same name, gives way to this one."""
    with suppress(InputError):
        if read(folder).articles["text_sha256"].tolist() != [article.row.text_sha256]:
            return f"these replace the results of another text that was called '{article.article_id}' too"
    return ""
