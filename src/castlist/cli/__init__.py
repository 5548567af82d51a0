"""The command line: parse, call one public function, print what was counted and where it lies."""

from typing import Annotated

import typer

from castlist.cli.actors import ACTORS_EXAMPLES, show_actors
from castlist.cli.check import check
from castlist.cli.corpus import corpus
from castlist.cli.draw import CHARTS_EXAMPLES, COMPARE_EXAMPLES, charts, compare
from castlist.cli.lines import LINES_EXAMPLES, show_lines
from castlist.cli.options import Model
from castlist.cli.quotes import QUOTES_EXAMPLES, show_quotes
from castlist.cli.report import REPORT_EXAMPLES, report
from castlist.cli.review.decide import DECIDE_EXAMPLES, DECIDE_HELP, decide
from castlist.cli.review.decisions import (
    DECISIONS_EXAMPLES,
    UNDO_EXAMPLES,
    show_decisions,
    undo,
)
from castlist.cli.run import RUN_EXAMPLES, run
from castlist.cli.say import count, lost_output, note_lost, say
from castlist.errors import CastlistError
from castlist.settings import DEFAULT_MODEL

__all__ = ["app", "main"]

app = typer.Typer(
    help=(
        "The cast list of a news story: who is in it, who speaks, and in what tone each"
        " paragraph is written."
    ),
    epilog="Example: castlist run data/raw/putin-erdogan-drones.txt",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("run", epilog=RUN_EXAMPLES)(run)
app.command("charts", epilog=CHARTS_EXAMPLES)(charts)
app.command("report", epilog=REPORT_EXAMPLES)(report)
app.command("compare", epilog=COMPARE_EXAMPLES)(compare)


app.command("check", epilog="Example: castlist check data/processed")(check)
app.command("lines", epilog=LINES_EXAMPLES)(show_lines)
app.command("actors", epilog=ACTORS_EXAMPLES)(show_actors)
app.command("quotes", epilog=QUOTES_EXAMPLES)(show_quotes)
app.command("decide", help=DECIDE_HELP, epilog=DECIDE_EXAMPLES)(decide)
app.command("decisions", epilog=DECISIONS_EXAMPLES)(show_decisions)
app.command("undo", epilog=UNDO_EXAMPLES)(undo)

app.add_typer(corpus, name="corpus")


@app.command(epilog="Example: castlist doctor --model en_core_web_md")
def doctor(model: Model = DEFAULT_MODEL) -> None:
    """Is everything here that castlist needs, and if not, what to do?"""
    from castlist.cli.doctor import examine

    faults = 0
    for finding in examine(model):
        faults += finding.fault
        advice = f"  ->  {finding.advice}" if finding.advice else ""
        mark = "note" if advice else "ok"
        if finding.fault:
            mark = "FAULT"
        say(f"{mark:5}  {finding.part:15} {finding.found}{advice}")
    say(
        "All is well."
        if not faults
        else f"{count(faults, 'fault')}; do what stands behind the arrow."
    )
    if faults:
        raise typer.Exit(1)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from castlist import __version__

        say(f"castlist {__version__}")


def main() -> None:
    """Run the command; an error that the user can act on becomes one sentence and exit code 1."""
    code = _run_command()
    lost = lost_output()
    if lost:
        say(
            f"Not all could be printed ({lost}). Make room where it goes; files that were"
            " written are whole.",
            err=True,
        )
        lost_output()  # that sentence too
    raise SystemExit(code or int(bool(lost)))


def _run_command() -> int:
    """The exit code of the command that was typed, run to its end."""
    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except CastlistError as error:
        say(f"{type(error).__name__}: {error}", err=True)
        return 1
    except KeyboardInterrupt:
        say(
            "Stopped. What is there is whole: of each article its earlier results, or the"
            " new ones.",
            err=True,
        )
        return 130
    except OSError as error:
        import traceback

        # Typer's, which prints the help
        if traceback.extract_tb(error.__traceback__)[-1].name != "echo":
            raise
        note_lost(error)
        return 1
    return 0
