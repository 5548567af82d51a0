"""The command that says what a corpus holds."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castlist.cli.corpus.build import say_reasons
from castlist.cli.corpus.place import ModelOrLast, Name
from castlist.cli.say import count, one_line, say

if TYPE_CHECKING:
    from castlist.corpus import Status
    from castlist.corpus.about import BuildRun

__all__ = ["STATUS_EXAMPLES", "status"]

STATUS_EXAMPLES = (
    "Examples: castlist corpus status elections; castlist corpus status elections"
    " --failures"
)
_SHOWN = 8  # outlets in a line
_RUNS = 10  # that are listed


def status(
    name: Name,
    failures: Annotated[
        bool, typer.Option("--failures", help="List every input that failed, and why.")
    ] = False,
    model: ModelOrLast = None,
) -> None:
    """Articles, outlets, dates, failures, and what another build would do."""
    from castlist.corpus import CorpusRecord, How, corpus_status

    last = CorpusRecord.read(name)
    found = corpus_status(name, How(model=model or last.model, force=last.force))
    _say_contents(found, name)
    if found.failures:
        say(f"{count(len(found.failures), 'input')} failed:")
        say_reasons(found.reasons)
    if failures:
        for entry in found.failures:
            where = one_line(entry.place if entry.article_id else entry.given)
            said = one_line(entry.message)
            say(f"  {said}" if said.startswith(where) else f"  {where}: {said}")
    elif found.failures:
        say(f"  The list: castlist corpus status {name} --failures")
    _say_next(found, name)


def _say_contents(found: "Status", name: Path) -> None:
    dates = f"{found.first} to {found.last}" if found.first else "no dates"
    undated = (
        f" ({found.undated:,} without a date)" if found.undated and found.first else ""
    )
    say(
        f"{name}: {count(found.articles, 'article')}, {count(found.words, 'word')};"
        f" {dates}{undated}"
    )
    said = "1 is a reprint" if found.reprints == 1 else f"{found.reprints:,} are reprints"
    say(f"{said}: what an earlier article told is told again")
    leaders = found.outlets.most_common(_SHOWN)
    names = ", ".join(f"{one_line(o) or '(unknown)'} {n:,}" for o, n in leaders)
    more = len(found.outlets) - len(leaders)
    say(f"outlets: {names or 'none'}{f', and {more:,} more' if more else ''}")


def _say_runs(runs: "Sequence[BuildRun]") -> None:
    """The last builds, by the numbers that `changes` asks for."""
    if len(runs) > _RUNS:
        say(f"{count(len(runs) - _RUNS, 'earlier run')} are not listed")
    for run in runs[-_RUNS:]:
        ended = run.finished or "not finished"
        damaged = f", {count(run.remade, 'damaged part')} made again" if run.remade else ""
        say(
            f"run {run.number}, {ended[:16]}: {run.analysed:,} analysed,"
            f" {run.same:,} as before, {run.failures:,} failed{damaged}"
        )


def _say_next(found: "Status", name: Path) -> None:
    """What a build would do, as far as can be told without reading the sources."""
    runs = found.about.runs
    _say_runs(runs)
    if runs and not runs[-1].finished:
        say(f"Run {runs[-1].number} was stopped or is at work; a build goes on with it.")
    for number, damage in sorted(found.damaged.items()):
        say(f"Part {number:06} is damaged: {damage}; a build makes it again.")
    again = sum(entry.again for entry in found.failures)
    if again:
        say(f"A build tries {count(again, 'failure')} again.")
    if found.old:
        say(
            f"{count(found.old, 'article')} were analysed by another method (castlist, its"
            " settings or model); a build analyses them again."
        )
    say(f"To bring it up to its sources: castlist corpus build --to {name}")
