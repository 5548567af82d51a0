"""The command line: parse, call one public function, print what was counted and where it lies."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from castlist.cli.actors import ACTORS_EXAMPLES, DECIDE_EXAMPLES, Reviewed, decide, show_actors, show_unmatched
from castlist.cli.say import count, say
from castlist.errors import CastlistError
from castlist.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    from castlist.corpus import Done
    from castlist.model import Failure

__all__ = ["app", "main"]

SHARED = "actors.csv"  # the decisions for all articles; castlist.review loads pandas

app = typer.Typer(
    help="The cast list of a news story: who is in it, how often, and in what tone each paragraph is written.",
    epilog="Example: castlist run data/raw/putin-erdogan-drones.txt",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Articles = Annotated[list[str] | None, typer.Argument(metavar="ARTICLE", help="Text files; - is standard input.")]
Text = Annotated[str | None, typer.Option(metavar="TEXT", help="The article itself, instead of a file.")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write to DIR/processed and DIR/exports instead of data/processed and exports."),
]
Model = Annotated[str, typer.Option(metavar="NAME", help="Any installed English spaCy pipeline, by name or path.")]
Notebooks = Annotated[bool, typer.Option("--notebooks", help="Do it in the numbered notebooks, and keep their copies.")]
Force = Annotated[bool, typer.Option("--force", help="Go on with a text that is not English; it gets no tone.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of one article's tables, or of several such.")]
To = Annotated[Path | None, typer.Option(metavar="DIR", help="Where the charts go, instead of exports.")]
Named = Annotated[
    list[str] | None,
    typer.Option(
        "--chart",
        metavar="NAME",
        help="Only this chart: actors, strip, tone, together, matrix, around, actors-by-country, strip-by-country. "
        "May be repeated.",
    ),
]
Sizes = Annotated[
    list[str] | None,
    typer.Option(
        "--size",
        metavar="NAME",
        help="Only this size: web, mobile, social-wide, social-square, print52, print107, print163, or one of your "
        "style file. May be repeated.",
    ),
]
Formats = Annotated[
    list[str] | None, typer.Option("--format", metavar="NAME", help="Only png, svg, outlines or pdf. May be repeated.")
]
StyleFile = Annotated[
    Path | None,
    typer.Option(
        "--style", metavar="FILE", envvar="CASTLIST_STYLE", help="A newsroom's colours, font, logo and sizes."
    ),
]
Headlines = Annotated[
    list[str] | None,
    typer.Option("--headline", metavar="CHART=TEXT", help="Your own headline for a chart. May be repeated."),
]


@app.command(
    epilog="Examples: castlist run story.txt; castlist run data/raw/*.txt --out results; castlist run - < story.txt"
)
def run(
    articles: Articles = None,
    text: Text = None,
    out: Out = None,
    model: Model = DEFAULT_MODEL,
    notebooks: Notebooks = False,
    force: Force = False,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    reviewed: Reviewed = None,
) -> None:
    """Read articles: tables and charts for each."""
    from castlist.charts import Choice
    from castlist.corpus import Analyser, Places, Plan, Source, run_articles
    from castlist.execute import NotebookRunner

    sources = [Source(path) for path in dict.fromkeys(articles or ())] + (
        [Source("--text", text)] if text is not None else []
    )
    if not sources:
        raise typer.BadParameter("name an article, - for standard input, or --text.", param_hint="ARTICLE")
    choice = Choice(sizes=size or (), formats=format or ())
    places = Places.below(out) if out else Places()
    places = replace(places, reviewed=reviewed or places.reviewed)
    plan = Plan(places, model, force, choice, style)
    failed, shared = 0, []
    with _progress() as progress:
        for outcome in run_articles(sources, plan, runner=NotebookRunner if notebooks else Analyser, progress=progress):
            failed += _report(outcome)
            shared += [row for row in _decisions(outcome) if row["file"] == SHARED]
    matched = {row["row"] for row in shared if row["matched"]}
    show_unmatched([row for row in {r["row"]: r for r in shared}.values() if row["row"] not in matched], "any article")
    say(f"{count(len(sources) - failed, 'article')} finished, {failed} failed.")
    if failed:
        raise typer.Exit(1)


@app.command(
    epilog="Examples: castlist charts data/processed/putin-erdogan-drones; "
    "castlist charts data/processed --chart actors --size web --size mobile --format png; "
    "castlist charts data/processed/story --headline actors='Nobody is named more often'"
)
def charts(
    folder: Folder,
    to: To = None,
    chart: Named = None,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    headline: Headlines = None,
) -> None:
    """Draw the charts again from tables that are there.

    Words, credit and style for good belong into data/reviewed/charts.toml (all articles) and
    data/reviewed/ARTICLE/charts.toml (one of them).
    """
    from castlist import charts as drawing
    from castlist.checks import check
    from castlist.corpus import Places, find_folders
    from castlist.tables import read

    choice = drawing.Choice(chart or (), size or (), format or ())
    with _progress() as progress:
        for path in find_folders(folder):
            places, tables = Places.beside(path), read(path)
            check(tables)
            edits = drawing.read_edits(places.reviewed, path.name, style=style).with_headlines(_pairs(headline))
            target = (to or places.exports) / path.name
            files = drawing.export(tables, target, edits=edits, choice=choice, progress=progress)
            say(f"{path.name}: {count(len(files), 'file')} in {target}; look at {target / 'index.html'}")


@app.command(
    epilog="Example: castlist compare data/processed/putin-erdogan-drones data/processed/another-story --size web"
)
def compare(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR", help="Folders of two or more articles' tables.")],
    to: To = None,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    headline: Headlines = None,
) -> None:
    """Draw several articles side by side, on one scale."""
    from castlist import charts as drawing
    from castlist.checks import check
    from castlist.corpus import Places, find_folders
    from castlist.tables import read

    paths = [path for folder in folders for path in find_folders(folder)]
    many, places = [read(path) for path in paths], Places.beside(paths[0])
    for tables in many:
        check(tables)
    edits = drawing.read_edits(places.reviewed, "", style=style).with_headlines(_pairs(headline))
    choice = drawing.Choice(sizes=size or (), formats=format or ())
    with _progress() as progress:
        files = drawing.export_comparison(many, to or places.exports, edits=edits, choice=choice, progress=progress)
    say(f"{count(len(many), 'article')}: {count(len(files), 'file')}; look at {files[-1].parent / 'index.html'}")


@app.command(epilog="Example: castlist check data/processed")
def check(folder: Folder) -> None:
    """Do the numbers add up, and does every row point at its words?"""
    from castlist.checks import check as check_tables
    from castlist.corpus import find_folders
    from castlist.tables import concat, read

    say(check_tables(concat(read(path) for path in find_folders(folder))))


app.command("actors", epilog=ACTORS_EXAMPLES)(show_actors)
app.command("decide", epilog=DECIDE_EXAMPLES)(decide)


@app.command(epilog="Example: castlist doctor --model en_core_web_md")
def doctor(model: Model = DEFAULT_MODEL) -> None:
    """Is everything here that castlist needs, and if not, what to do?"""
    from castlist.doctor import examine

    faults = 0
    for finding in examine(model):
        faults += finding.fault
        mark = "FAULT" if finding.fault else "note" if finding.advice else "ok"
        say(f"{mark:5}  {finding.part:15} {finding.found}{f'  ->  {finding.advice}' if finding.advice else ''}")
    say("All is well." if not faults else f"{count(faults, 'fault')}; do what stands behind the arrow.")
    if faults:
        raise typer.Exit(1)


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        from castlist import __version__

        say(f"castlist {__version__}")


def main() -> None:
    """Run the command; an error that the user can act on becomes one sentence and exit code 1."""
    try:
        app()
    except CastlistError as error:
        say(f"{type(error).__name__}: {error}", err=True)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        say("Stopped. What was finished before is as it was.", err=True)
        raise SystemExit(130) from None


def _report(outcome: "Done | Failure") -> bool:
    """Print one line of what was found, or the failure; whether it failed."""
    if not hasattr(outcome, "tables"):
        say(f"{outcome.error}: {outcome.message}", err=True)
        return True
    tables = outcome.tables
    top = tables.actors.sort_values(["mentions", "first_paragraph"], ascending=[False, True], kind="stable").head(3)
    leaders = ", ".join(f"{name} {n}" for name, n in zip(top["name"], top["mentions"], strict=True)) or "nobody"
    (article,) = tables.articles.to_dict("records")
    say(
        f"{article['article_id']}: {count(len(tables.paragraphs), 'paragraph')}, {count(article['words'], 'word')} "
        f"({count(len(tables.cuts), 'line')} cut); {count(len(tables.actors), 'actor')} "
        f"in {count(int(tables.actors['mentions'].sum()), 'mention')}; most: {leaders}"
    )
    say(f"  tables in {outcome.processed}, charts in {outcome.exports}")
    if outcome.note:
        say(f"  note: {outcome.note}")
    show_unmatched([row for row in _decisions(outcome) if row["file"] != SHARED], "this article")
    return False


def _decisions(outcome: "Done | Failure") -> list[dict[str, Any]]:
    """The rows of the table of decisions, if there is one."""
    tables = getattr(outcome, "tables", ())
    return tables.decisions.to_dict("records") if "decisions" in tables else []


def _pairs(headlines: list[str] | None) -> dict[str, str]:
    """Chart -> headline, from CHART=TEXT."""
    pairs = [text.partition("=") for text in headlines or ()]
    for name, equals, _ in pairs:
        if not equals:
            raise typer.BadParameter(f"write CHART=TEXT, as in --headline actors='...', not {name!r}.")
    return {name.strip(): text for name, _, text in pairs}


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A line on standard error that says what is being done, while it lasts and only on a terminal.

    What a chart warns of, such as a missing font, is said once and plainly.
    """
    from rich.console import Console
    from rich.text import Text as Plain

    console = Console(stderr=True)
    with warnings.catch_warnings(record=True) as caught, console.status(Plain("starting")) as status:
        yield lambda step: status.update(Plain(step))
    for line in dict.fromkeys(str(w.message) for w in caught if issubclass(w.category, UserWarning)):
        say(f"Note: {line}", err=True)
