"""The command that says which names are one actor over many articles, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castlist.cli.corpus.place import Name
from castlist.cli.corpus.sql import To, write_rows
from castlist.cli.say import count, one_line, say

if TYPE_CHECKING:
    from castlist.corpus import QueryResult

__all__ = ["JOINS_EXAMPLES", "joins"]

JOINS_EXAMPLES = (
    "Examples: castlist corpus joins elections; castlist corpus joins elections --actor"
    ' "European Union"; castlist corpus joins elections --refused --csv refused.csv'
)
_ORDER = "least(articles, other_articles) DESC, articles + other_articles DESC, name, other"


def joins(
    name: Name,
    actor: Annotated[
        str, typer.Option(metavar="NAME", help="Only those with this name.")
    ] = "",
    refused: Annotated[
        bool, typer.Option("--refused", help="What a rule found, and a guard refused.")
    ] = False,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="So many of them.")] = 40,
    csv: To = None,
) -> None:
    """Which names are one actor over all articles, and why; those first that move most."""
    state = "refused" if refused else "joined"
    found = _find(name, state, actor)
    if csv:
        write_rows(csv, [dict(zip(found.columns, r, strict=True)) for r in found.rows])
    else:
        _show(found, top)
    said = f"{count(len(found.rows), 'pair')} {state}"
    say(f"{said}, in {csv}" if csv else f"{said} (--csv FILE writes all; --help says more)")


def _find(folder: Path, state: str, actor: str) -> "QueryResult":
    """The joins of that state, those first that concern most articles of both names."""
    from castlist.corpus import ask

    question = (
        "SELECT * FROM joins WHERE state = $state"
        " AND ($actor = '' OR $actor IN (name, other))"
        f" ORDER BY {_ORDER}"
    )
    return ask(folder, question, {"state": state, "actor": actor})


def _show(found: "QueryResult", top: int) -> None:
    for values in found.rows[:top]:
        row = dict(zip(found.columns, values, strict=True))
        why = f": {row['refused_because']}" if row["refused_because"] else ""
        say(
            f"  {one_line(row['evidence'])} ({row['type']}; {row['articles']:,} and"
            f" {row['other_articles']:,} articles){one_line(why)}"
        )
