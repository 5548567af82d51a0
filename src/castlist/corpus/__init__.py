"""Many articles in one call: the model is loaded once, good articles are finished, bad ones become failures."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from castlist import charts
from castlist.annotate import load_model
from castlist.checks import check
from castlist.errors import CastlistError, InputError
from castlist.model import Article, Failure
from castlist.pipeline import PLAIN, Reading, analyse, describe_run, locate, read_articles, read_text
from castlist.review import read_decisions
from castlist.settings import DEFAULT_MODEL
from castlist.summary import save
from castlist.tables import Tables, read, to_tables, write_failures

__all__ = [
    "SAME_TEXT",
    "Analyser",
    "Done",
    "Places",
    "Plan",
    "Progress",
    "Runner",
    "Source",
    "find_folders",
    "run_articles",
]

SAME_TEXT = "same text"
"""The stage of a Failure that is none: the text is there already, under another name."""

Progress = Callable[[str], None]


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
        """Its articles; what cannot be read is an error among them."""
        try:
            if self.text is None:
                yield from read_articles(self.path, reading)
            else:
                yield read_text(self.text, reading)
        except CastlistError as error:
            yield error


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
    sources: Sequence[Source], plan: Plan, *, runner: type[Runner], progress: Progress = str
) -> Iterator[Done | Failure]:
    """For every article of every source, in order, what was made of it or why nothing was.

    All sources are read before the model is loaded, so that a wrong path is reported at once. Failures are also
    written to `failures.csv` beside the article folders, which goes when a later call has none. Raises ModelMissing
    before any article is touched, and ReviewError for a mistake in the decisions for all articles.
    """
    read_decisions(plan.places.reviewed, None)
    read = list(_read_all(sources, plan, progress))
    failures = [item for item, _ in read if isinstance(item, Failure)]
    yield from failures
    good = [(item, source) for item, source in read if isinstance(item, Article)]
    finish = runner(plan, progress) if good else None
    for article, source in good:
        note = _replaces(plan.places.processed / article.article_id, article)
        try:
            yield replace(finish(article, source), note=note)
        except CastlistError as error:
            failures.append(_failure(source, "analyse", error))
            yield failures[-1]
    with suppress(InputError):  # then nothing could be written there at all, and the failures have said so
        write_failures(failures, plan.places.processed)


def find_folders(folder: Path) -> list[Path]:
    """The article folders in a folder, or the folder itself; InputError if there is none."""
    if (folder / "articles.csv").is_file():
        return [folder]
    found = sorted(path.parent for path in folder.rglob("articles.csv") if not path.parent.name.startswith("."))
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
        """The finished article, its tables and charts written."""
        key, places = article.article_id, self.plan.places
        edits = charts.read_edits(places.reviewed, key, style=self.plan.style)  # a mistake in it is said at once
        decisions = read_decisions(places.reviewed, key)
        self.progress(f"{key}: names, actors and tone")
        analysis = analyse(article, self.nlp, decisions=decisions)
        tables = to_tables(analysis, describe_run(analysis.annotation.model, decisions=analysis.cast.decisions))
        check(tables)
        processed, exports = save(tables, places.processed / key), places.exports / key
        charts.export(
            tables, exports, edits=edits, choice=self.plan.choice, progress=lambda s: self.progress(f"{key}: {s}")
        )
        return Done(tables, processed, exports)


def _read_all(sources: Sequence[Source], plan: Plan, progress: Progress) -> Iterator[tuple[Article | Failure, Source]]:
    reading = replace(plan.reading, progress=progress, decided=partial(read_decisions, plan.places.reviewed))
    ids: dict[str, str] = {}
    texts = dict(_known_texts(plan.places.processed))
    for source in sources:
        progress(f"reading {source.path}")
        for article in source.read(reading):
            yield _admit(article, source, ids, texts), source


def _admit(
    article: Article | CastlistError, source: Source, ids: dict[str, str], texts: dict[str, str]
) -> Article | Failure:
    """The article, unless it could not be read, is there already under another name, or would overwrite another."""
    if isinstance(article, CastlistError):
        return _failure(source, "ingest", article)
    key, digest = article.article_id, article.row.text_sha256
    where = locate(source.path, article.row.source)
    first = texts.setdefault(digest, key)
    if first != key:
        message = f"{where} is the same text as '{first}'. It was not made a second article."
        return Failure(source.path, SAME_TEXT, "InputError", message)
    earlier = ids.setdefault(key, where)
    if earlier != where:
        message = (
            f"{where} would overwrite the results of {earlier}: both are called '{key}'. "
            "Rename one of the files, or run them one by one with different --out."
        )
        return _failure(source, "ingest", InputError(message))
    return article


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


def _failure(source: Source, stage: str, error: CastlistError) -> Failure:
    return Failure(source.path, stage, type(error).__name__, str(error))
