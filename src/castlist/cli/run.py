"""The command that reads articles: parse, run, print what was counted and where it lies."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from castlist.cli.options import Formats, Model, Sizes, StyleFile
from castlist.cli.place import Reviewed, say_not_drawn, show_unmatched
from castlist.cli.say import count, one_line, progress_line, say
from castlist.model import SHARED
from castlist.settings import DEFAULT_MODEL, Settings

if TYPE_CHECKING:
    from castlist.run import Outcome
    from castlist.tables import Tables

__all__ = ["RUN_EXAMPLES", "run"]

RUN_EXAMPLES = (
    "Examples: castlist run story.txt; castlist run page.html https://example.org/story;"
    " castlist run report.pdf --outlet 'The Post' --date 2026-01-31; castlist run"
    " data/raw/*.txt --out results; castlist run - < story.txt"
)

Articles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ARTICLE",
        help=(
            "Files, folders, or addresses (https://...); - is standard input. Text,"
            " Markdown, saved pages, PDF, Word, mail, ninjs, feeds, tables (CSV, JSONL,"
            " Parquet, Excel), archives (ZIP, gzip)."
        ),
    ),
]
Text = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The article itself, instead of a file.")
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help=(
            "Write to DIR/processed and DIR/exports instead of data/processed and exports."
        ),
    ),
]
Notebooks = Annotated[
    bool,
    typer.Option(
        "--notebooks", help="Do it in the numbered notebooks, and keep their copies."
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="Go on with a text that is not English; it gets no tone."),
]
Title = Annotated[
    str,
    typer.Option(
        metavar="TEXT", help="Its title, whatever the page says.", show_default=False
    ),
]
Author = Annotated[
    str, typer.Option(metavar="NAME", help="Its author.", show_default=False)
]
Outlet = Annotated[
    str, typer.Option(metavar="NAME", help="Who published it.", show_default=False)
]
Date = Annotated[
    str,
    typer.Option(metavar="YYYY-MM-DD", help="When it was published.", show_default=False),
]
Url = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Where it was published.", show_default=False)
]
Private = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Read addresses of this machine and of private networks too.",
    ),
]


def run(
    articles: Articles = None,
    text: Text = None,
    out: Out = None,
    model: Model = DEFAULT_MODEL,
    notebooks: Notebooks = False,
    force: Force = False,
    title: Title = "",
    author: Author = "",
    outlet: Outlet = "",
    date: Date = "",
    url: Url = "",
    allow_private: Private = False,
    size: Sizes = None,
    format: Formats = None,
    style: StyleFile = None,
    reviewed: Reviewed = None,
) -> None:
    """Read articles: tables, charts and one page to send for each."""
    if not articles and text is None:
        raise typer.BadParameter(
            "name an article, - for standard input, or --text.", param_hint="ARTICLE"
        )
    given = {
        "title": title,
        "author": author,
        "outlet": outlet,
        "published": date,
        "url": url,
    }
    tally: Counter[str] = Counter()
    with progress_line(logged=notebooks) as progress:
        progress("loading castlist")
        from castlist.charts import Choice
        from castlist.pipeline import Reading
        from castlist.run import Analyser, Places, Plan, Source, run_articles
        from castlist.run.notebooks import NotebookRunner

        sources = [Source(path) for path in dict.fromkeys(articles or ())] + (
            [Source("--text", text)] if text is not None else []
        )
        details = {name: value for name, value in given.items() if value}
        reading = Reading(
            details=details, force=force, settings=Settings(allow_private=allow_private)
        )
        places = Places.below(out) if out else Places()
        places = replace(places, reviewed=reviewed or places.reviewed)
        choice = Choice(sizes=size or (), formats=format or ())
        plan = Plan(places, model, reading, choice, style)
        runner = NotebookRunner if notebooks else Analyser
        notice = partial(say, err=True)
        outcomes = run_articles(
            sources, plan, runner=runner, progress=progress, notice=notice
        )
        try:
            _say_outcomes(outcomes, tally)
        except KeyboardInterrupt:
            say(
                f"{count(tally['done'], 'article')} finished before you stopped it.",
                err=True,
            )
            raise
    if model != DEFAULT_MODEL and tally["done"]:
        _say_untried(model)
    same = f", {tally['same']} there already" if tally["same"] else ""
    say(f"{count(tally['done'], 'article')} finished{same}, {tally['failed']} failed.")
    if tally["failed"]:
        raise typer.Exit(1)


def _say_untried(model: str) -> None:
    """Say it if the learned weights were not tried with this language model."""
    from castlist.mentions.scoring.weights import untried_note
    from castlist.nlp.load import load_model, model_label
    from castlist.sentiment.toward import unjudged_note

    label = model_label(load_model(model))
    for note in filter(None, (untried_note(label), unjudged_note(label))):
        say(f"Note: {note}", err=True)


def _say_outcomes(outcomes: "Iterable[Outcome]", tally: Counter[str]) -> None:
    """Print what became of every article as it is known, and count those that are done,
    there already, or failed."""
    shared: dict[
        int, dict[str, Any]
    ] = {}  # row of the file for all articles -> the decision
    matched: set[int] = set()
    for outcome in outcomes:
        tally[_report(outcome)] += 1
        rows = [row for row in _decisions(outcome) if row["file"] == SHARED]
        shared |= {row["row"]: row for row in rows}
        matched |= {row["row"] for row in rows if row["matched"]}
    unmatched = [row for number, row in shared.items() if number not in matched]
    show_unmatched(unmatched, "any article")


def _report(outcome: "Outcome") -> str:
    """Print one line of what was found, or the failure;
    whether it is done, there already ("same"), or failed."""
    from castlist.model import Failure
    from castlist.reliability import describe_lead
    from castlist.report import REPORT_PAGE
    from castlist.run import AlreadyThere

    if isinstance(outcome, AlreadyThere):
        say(f"note: {outcome.message}")
        return "same"
    if isinstance(outcome, Failure):
        say(f"{outcome.error}: {outcome.message}", err=True)
        return "failed"
    tables = outcome.tables
    top = tables.actors.sort_values(
        ["mentions", "first_paragraph"], ascending=[False, True], kind="stable"
    ).head(3)
    leaders = (
        ", ".join(
            f"{name} {n}" for name, n in zip(top["name"], top["mentions"], strict=True)
        )
        or "nobody"
    )
    (article,) = tables.articles.to_dict("records")
    say(
        f"{article['article_id']}: {count(len(tables.paragraphs), 'paragraph')},"
        f" {count(article['words'], 'word')} ({count(tables.cuts['line'].nunique(), 'line')} cut);"
        f" {count(len(tables.actors), 'actor')} in"
        f" {count(int(tables.actors['mentions'].sum()), 'mention')}; most: {leaders}"
    )
    if lead := describe_lead(tables):
        say(f"  {one_line(lead)}")
    say(f"  {_quoted(tables)}")
    say(f"  read {outcome.exports / REPORT_PAGE}; tables in {outcome.processed}")
    say_not_drawn(outcome.exports)
    for note in filter(None, (outcome.note, article["notes"])):
        say(f"  note: {one_line(note)}")
    show_unmatched(
        [row for row in _decisions(outcome) if row["file"] != SHARED], "this article"
    )
    return "done"


def _quoted(tables: "Tables") -> str:
    """How much of the article is quoted, and whom most."""
    from castlist.summary import by_speaker

    voices = by_speaker(tables)
    quoted = count(int(voices["quoted_words"].sum()), "word")
    known = voices[(voices["speaker"] != "") & (voices["quoted_words"] > 0)]
    leaders = ", ".join(
        f"{one_line(w)} {n}"
        for w, n in zip(known["speaker"][:3], known["quoted_words"], strict=False)
    )
    reported = int(voices["reported"].sum())
    told = f"; {count(reported, 'statement')} in other words" if reported else ""
    return f"{quoted} quoted{f'; most: {leaders}' if leaders else ''}{told}"


def _decisions(outcome: "Outcome") -> list[dict[str, Any]]:
    """The rows of the table of decisions, if there is one."""
    tables: Any = getattr(outcome, "tables", ())
    return tables.decisions.to_dict("records") if "decisions" in tables else []
