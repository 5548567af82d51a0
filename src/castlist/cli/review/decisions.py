"""The commands about what was decided: a list with who, when and why, and taking one back."""

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from castlist.cli.place import ArticlePlace, Named, Reviewed, find_place
from castlist.cli.review.obey import obey
from castlist.cli.say import count, one_line, say
from castlist.errors import InputError
from castlist.model import SHARED

if TYPE_CHECKING:
    from castlist.model import Decision

__all__ = ["DECISIONS_EXAMPLES", "UNDO_EXAMPLES", "show_decisions", "undo"]

DECISIONS_EXAMPLES = "Example: castlist decisions putin-erdogan-drones"
UNDO_EXAMPLES = "Examples: castlist undo putin-erdogan-drones; castlist undo story 3"

# What a decision is called by on the command line, by the beginning of its scope.
_OPTIONS = {"m": "--mention", "l": "--line", "q": "--quote"}


def show_decisions(article: Named, reviewed: Reviewed = None) -> None:
    """What people decided about an article, numbered as they did: who, when, why, what it did."""
    place = find_place(article, reviewed)
    decided = _decided(place)
    say(f"{place.article_id}: {count(len(decided), 'decision')}")
    _show_sign_off(place)
    matched = _matched(place)
    for number, decision in enumerate(decided, 1):
        say(f"  {number}. {_in_words(decision)}{_outcome(decision, matched)}")
        who = [decision.by, decision.at[:16].replace("T", " ")]
        where = f"{decision.file}, row {decision.row}"
        shared = ["for all articles"] if decision.file == SHARED else []
        facts = ", ".join(filter(None, [*who, where, *shared]))
        say(f"     {one_line(facts)}{_why(decision)}")
    if decided:
        say(
            f"To take one back: castlist undo {place.article_id} N; without N the last one."
        )


def undo(
    article: Named,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="N",
            help="Which one, as `castlist decisions` numbers them; else the last one made.",
            show_default=False,
        ),
    ] = None,
    reviewed: Reviewed = None,
) -> None:
    """Take back a decision: the last one, or that with this number."""
    from castlist.decisions import remove_decisions

    place = find_place(article, reviewed)
    decision = _chosen(place, _decided(place), number)
    if not remove_decisions(place.reviewed, [decision]):
        raise InputError(
            f"{_in_words(decision)} stands there no more. Nothing was changed."
        )
    say(f"Taken back from {decision.file}: {_in_words(decision)}")
    say(f"To decide it again: {_command(place, decision)}")
    obey(place, article, everywhere=decision.file == SHARED)


def _show_sign_off(place: ArticlePlace) -> None:
    """Say who signed the article off, and everything that is not as it was then."""
    from castlist.decisions import read_sign_off
    from castlist.review_state import changes_since

    signed = read_sign_off(place.reviewed, place.article_id)
    tables = place.tables()
    if signed is None or tables is None:
        return
    changed = changes_since(signed, tables)
    void = f", which is void; changed since: {', '.join(changed)}" if changed else ""
    say(f"  signed off by {one_line(signed.by)} on {one_line(signed.on)}{one_line(void)}")


def _decided(place: ArticlePlace) -> "list[Decision]":
    from castlist.decisions import by_time, read_decisions

    return by_time(read_decisions(place.reviewed, place.article_id))


def _chosen(
    place: ArticlePlace, decided: "list[Decision]", number: int | None
) -> "Decision":
    key = place.article_id
    if not decided:
        raise InputError(f"nobody has decided anything about {key}.")
    if number is None and not decided[-1].at:
        raise InputError(
            f"no decision about {key} says when it was made. Name one by its number:"
            f" `castlist decisions {key}` lists them."
        )
    if number is not None and not 0 < number <= len(decided):
        raise InputError(
            f"{key} has {count(len(decided), 'decision')}, and no number {number}."
            f" `castlist decisions {key}` lists them."
        )
    return decided[-1 if number is None else number - 1]


def _matched(place: ArticlePlace) -> dict[tuple[str, ...], int]:
    """What each decision acted on when the tables were made."""
    from castlist.tables import restore_decisions

    tables = place.tables()
    rows = restore_decisions(tables) if tables else []
    return {_key(row): row.matched for row in rows}


def _key(decision: "Decision") -> tuple[str, ...]:
    return (
        *(decision.action, decision.surface, decision.target),
        *(decision.type, decision.scope),
    )


def _outcome(decision: "Decision", matched: dict[tuple[str, ...], int]) -> str:
    if _key(decision) not in matched:
        return " (not in the tables yet)"
    number = matched[_key(decision)]
    return f" ({count(number, decision.about)})" if number else " (matched nothing here)"


def _in_words(decision: "Decision") -> str:
    from castlist.decisions import describe

    return one_line(describe(decision))


def _why(decision: "Decision") -> str:
    return f"; {one_line(decision.note)}" if decision.note else ""


def _command(place: ArticlePlace, decision: "Decision") -> str:
    """What to type to decide the same again."""
    words = ["castlist", "decide", place.article_id, decision.action]
    options = ["--all"] if decision.file == SHARED else []
    for name, cell in (
        ("--type", decision.type),
        ("--note", decision.note),
        ("--by", decision.by),
    ):
        options += [name, cell] if cell else []
    if decision.scope:
        option = _OPTIONS[decision.scope[0]]
        options += [option, decision.scope.removeprefix("line ")]
    surface = [] if decision.about == "quote" and decision.scope else [decision.surface]
    target = [decision.target] if decision.target else []
    return shlex.join(one_line(w) for w in [*words, *options, "--", *surface, *target])
