"""The command that reads articles into a corpus."""

import os
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castlist.cli.corpus.place import ModelOrLast
from castlist.cli.say import count, progress_line, say
from castlist.errors import InputError
from castlist.settings import Settings

if TYPE_CHECKING:
    from castlist.corpus import Built, Crew, How

__all__ = ["BUILD_EXAMPLES", "MEMBERS", "build", "say_reasons"]

BUILD_EXAMPLES = (
    "Examples: castlist corpus build data/raw --to elections; castlist corpus build"
    " --list sources.csv --to elections --workers 4; castlist corpus build archive --to"
    " elections --dask tcp://192.0.2.7:8786; castlist corpus build --to elections"
    " (reads again all that was given before; only what changed is analysed)"
)
MEMBERS = 5_000_000  # articles or files of one folder or table


def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help=(
                "Files, folders, archives, tables, feeds or addresses. None: all that was"
                " given before."
            ),
        ),
    ] = None,
    to: Annotated[
        Path, typer.Option(metavar="NAME", help="The folder of the corpus.")
    ] = ...,  # type: ignore[assignment]
    listed: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            metavar="FILE",
            help=(
                "A CSV of sources: source, outlet, published (or a first line that names the"
                " columns). May be repeated."
            ),
        ),
    ] = None,
    outlet: Annotated[
        str,
        typer.Option(metavar="NAME", help="Who published these.", show_default=False),
    ] = "",
    workers: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, help="Processes that analyse; 0: one for each processor."
        ),
    ] = 0,
    dask: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="The scheduler of a Dask cluster whose workers analyse: tcp://HOST:8786.",
            show_default=False,
        ),
    ] = "",
    model: ModelOrLast = None,
    force: Annotated[
        bool | None,
        typer.Option(
            "--force/--no-force",
            help="Take texts that are not English; they get no tone. Else as the last build.",
            show_default=False,
        ),
    ] = None,
    reviewed: Annotated[
        Path, typer.Option(metavar="DIR", help="Where decisions are.")
    ] = Path("data/reviewed"),
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Read addresses of private networks too."),
    ] = False,
) -> None:
    """Read articles into a corpus; what is there already is not analysed again."""
    with progress_line() as progress:
        progress("loading castlist")
        from castlist import corpus as rooms

        details = {"outlet": outlet} if outlet else {}
        given = [rooms.named(path, details) for path in dict.fromkeys(sources or ())]
        given += [rooms.listed(path, details) for path in dict.fromkeys(listed or ())]
        settings = Settings(allow_private=allow_private, max_members=MEMBERS)
        last = rooms.CorpusRecord.read(to)
        how = rooms.How(
            model=model or last.model,
            settings=settings,
            force=last.force if force is None else force,
            reviewed=reviewed,
        )
        crew = _find_crew(how, workers=workers, dask=dask)
        watch = rooms.Watch(progress, partial(say, err=True))
        try:
            built = rooms.build_corpus(to, given, how, crew=crew, watch=watch)
        except KeyboardInterrupt:
            say(
                f"Finished parts are kept. To go on: castlist corpus build --to {to}",
                err=True,
            )
            raise
    _say_built(built, to)


def _find_crew(how: "How", *, workers: int, dask: str) -> "Crew":
    """Who analyses: processes of this machine, or the workers of a cluster."""
    from castlist import corpus as rooms

    if not dask:
        return rooms.process_pool(workers or os.cpu_count() or 1)
    if workers:
        raise InputError(
            "--workers is about this machine, and --dask about others. Leave one of them out."
        )
    return rooms.dask_cluster(dask, how)


def _say_built(built: "Built", folder: Path) -> None:
    """The last lines of a build; exit 1 if anything failed."""
    if built.failed:
        say_reasons(Counter(built.reasons))
        say(f"The list: castlist corpus status {folder} --failures", err=True)
    say(
        f"{folder}, run {built.run}: {count(built.read, 'input')} read;"
        f" {count(built.analysed, 'article')} analysed, {built.same:,} as before,"
        f" {built.failed:,} failed."
    )
    if built.failed:
        raise typer.Exit(1)


def say_reasons(reasons: Counter[str]) -> None:
    """Print how many inputs failed, by stage and kind."""
    for reason, number in reasons.most_common():
        say(f"  {reason}: {number:,}")
