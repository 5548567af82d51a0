"""Many articles in one call: the model is loaded once, good articles are finished, bad ones become failures."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from castlist import charts
from castlist.annotate import load_model
from castlist.checks import check
from castlist.errors import CastlistError, InputError
from castlist.model import Article, Failure
from castlist.pipeline import analyse, describe_run, read_article, read_text
from castlist.review import read_decisions
from castlist.settings import DEFAULT_MODEL
from castlist.summary import save
from castlist.tables import Tables, read, to_tables, write_failures

__all__ = ["Analyser", "Done", "Places", "Plan", "Progress", "Runner", "Source", "find_folders", "run_articles"]

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
    """One input: a path (`-` for standard input), or the article itself as a string."""

    path: str
    text: str | None = None

    def read(self, *, force: bool) -> Article:
        """The article, or InputError."""
        return read_article(self.path, force=force) if self.text is None else read_text(self.text, force=force)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run: where to, which model, whether to go on with a text that is not English, which charts and style."""

    places: Places = Places()
    model: str = DEFAULT_MODEL
    force: bool = False
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
    """For every source, in order, what was made of it or why nothing was.

    All sources are read before the model is loaded, so that a wrong path is reported at once. Failures are also
    written to `failures.csv` beside the article folders, which goes when a later call has none. Raises ModelMissing
    before any article is touched.
    """
    articles = list(_read_all(sources, plan, progress))
    failures = [article for article in articles if isinstance(article, Failure)]
    yield from failures
    good = [(a, s) for a, s in zip(articles, sources, strict=True) if not isinstance(a, Failure)]
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
        read_decisions(plan.places.reviewed, None)  # a mistake in what is for all articles is said once, at once
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


def _read_all(sources: Sequence[Source], plan: Plan, progress: Progress) -> Iterator[Article | Failure]:
    seen: dict[str, str] = {}
    for source in sources:
        progress(f"reading {source.path}")
        try:
            article = source.read(force=plan.force)
            earlier = seen.setdefault(article.article_id, source.path)
            if earlier != source.path:
                raise InputError(
                    f"{source.path} would overwrite the results of {earlier}: both are called '{article.article_id}'. "
                    "Rename one of the files, or run them one by one with different --out."
                )
            yield article
        except CastlistError as error:
            yield _failure(source, "ingest", error)


def _replaces(folder: Path, article: Article) -> str:
    """What to say if an earlier article of another text, but the same name, gives way to this one."""
    with suppress(InputError):
        if read(folder).articles["text_sha256"].tolist() != [article.row.text_sha256]:
            return f"these replace the results of another text that was called '{article.article_id}' too"
    return ""


def _failure(source: Source, stage: str, error: CastlistError) -> Failure:
    return Failure(source.path, stage, type(error).__name__, str(error))
