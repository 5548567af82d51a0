"""The command that says who is named and who speaks in a corpus, with what that is a share of."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from castlist.cli.corpus.place import Name
from castlist.cli.corpus.sql import To, write_rows
from castlist.cli.say import count, one_line, say

if TYPE_CHECKING:
    from castlist.corpus import ActorCount, Total

__all__ = ["ACTORS_EXAMPLES", "show_actors"]

ACTORS_EXAMPLES = (
    "Examples: castlist corpus actors elections; castlist corpus actors elections --type"
    " person --by week --from 2026-01-01; castlist corpus actors elections --by outlet"
    " --top 20 --csv actors.csv"
)


OfType = Annotated[
    str, typer.Option(metavar="TYPE", help="Only person, organisation, place ...")
]
Outlet = Annotated[str, typer.Option(metavar="NAME", help="Only articles of this outlet.")]
First = Annotated[
    str, typer.Option("--from", metavar="YYYY-MM-DD", help="Only from this day on.")
]
Last = Annotated[
    str, typer.Option("--to", metavar="YYYY-MM-DD", help="Only until this day.")
]


def show_actors(
    name: Name,
    type: OfType = "",
    outlet: Outlet = "",
    first: First = "",
    last: Last = "",
    by: Annotated[
        str,
        typer.Option(metavar="WHAT", help="Apart by outlet, week, month or year."),
    ] = "",
    top: Annotated[
        int, typer.Option(metavar="N", min=1, help="So many actors of each group.")
    ] = 10,
    csv: To = None,
) -> None:
    """Who is named and who speaks: articles, mentions, words, and what they are a share of."""
    from castlist.corpus import Choosing, count_actors, number_actors, totals

    once = Choosing(
        type=type, outlet=outlet, first=first, last=last, by=by, reprints="once"
    )
    with_all = replace(once, reprints="with")
    if csv:
        rows = count_actors(name, once)
        every = count_actors(name, with_all)
        write_rows(csv, [asdict(row) for row in (*rows, *every)])
        say(
            f"{count(len(rows) + len(every), 'row')} in {csv}: reprints once, and with them"
        )
        return
    rows = count_actors(name, once, most=top)
    shown = sorted({row.who for row in rows})
    every = count_actors(name, with_all, who=shown, intervals=False) if shown else []
    numbers = number_actors(name, once)
    articles = {total.group: total.articles for total in totals(name, with_all)}
    named = {(row.group, row.who): row.articles for row in every}
    for group in totals(name, once):
        _show_group(group, articles[group.group], by)
        own = [row for row in rows if row.group == group.group]
        _show_rows(own, named, numbers.get(group.group, 0))
    if any(row.share_low is not None for row in rows):
        say("[ ]: 80% intervals of counting (METHOD.md, Intervals of corpus numbers)")
    if not articles:
        say(
            "No article is chosen. `castlist corpus status` shows outlets and dates;"
            " articles without a date are in no week, month or year."
        )


def _show_group(group: "Total", articles: int, by: str) -> None:
    named = one_line(group.group) or ("(unknown)" if by else "all")
    more = f" (reprints counted once; {articles:,} with them)"
    say(
        f"{named}: {count(group.articles, 'article')}{more}, {group.naming:,} of them name"
        f" anybody; {count(group.words, 'word')}"
    )


def _show_rows(
    rows: "list[ActorCount]", named: Mapping[tuple[str, str], int], number: int
) -> None:
    """The first rows of a group, and how many more of its `number` actors there are; `named` says
    how many articles name each, with reprints."""
    for row in rows:
        every = named[row.group, row.who]
        more = f"; {every:,} with reprints" if every > row.articles else ""
        heard = f", {count(row.quoted_words, 'word')} quoted" if row.quoted_words else ""
        spoke = f"; speaks in {row.spoke:,}{heard}" if row.spoke else ""
        say(
            f"  {one_line(row.name)} ({row.type}): {count(row.articles, 'article')}"
            f" ({100 * row.share:.0f}%{_between(row.share_low, row.share_high, 100, 0)}"
            f"{more}), {count(row.mentions, 'mention')}, {row.mentions_per_1000:.2f}"
            f"{_between(row.mentions_per_1000_low, row.mentions_per_1000_high, 1, 2)} for"
            f" 1,000 words{spoke}"
        )
    if number > len(rows):
        say(f"  and {count(number - len(rows), 'actor')} more (--top, --csv FILE)")


def _between(low: float | None, high: float | None, times: int, decimals: int) -> str:
    """The interval behind a number; nothing where none is known."""
    if low is None or high is None:
        return ""
    return f" [{times * low:.{decimals}f} to {times * high:.{decimals}f}]"
