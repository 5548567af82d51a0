"""The command that writes down what a person decides about actors, lines and quotes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from castlist.cli.place import ArticlePlace, Named, Reviewed, find_place
from castlist.cli.review.obey import obey
from castlist.cli.say import one_line, say
from castlist.errors import InputError
from castlist.model import ACTIONS

if TYPE_CHECKING:
    from castlist.decisions import Added
    from castlist.tables import Tables

__all__ = ["DECIDE_EXAMPLES", "DECIDE_HELP", "decide"]

DECIDE_EXAMPLES = (
    "Examples: castlist decide putin-erdogan-drones merge Pyrector Bayraktar --note 'same"
    " drone'; castlist decide story keep_apart 'George Bush' 'George W. Bush' --all;"
    " castlist decide story retype NASA --type organisation; castlist decide story assign"
    " he 'Ana Lopez' --mention m12; castlist decide story --accept 1 --accept 3; castlist"
    " decide story --accept ticked; castlist decide story restore_line --line 15; castlist"
    " decide story speaker --quote q3 'Ana Lopez'"
)


def _listed(names: Iterable[str]) -> str:
    """Words as a sentence lists them: "merge, reject or speaker"."""
    *most, last = names
    return f"{', '.join(most)} or {last}"


def _about(kind: str) -> str:
    """The actions that are about a line, or a quote."""
    return ", ".join(name for name, spec in ACTIONS.items() if spec.about == kind)


DECIDE_HELP = "\n\n".join(
    [
        (
            "Write down what you know of an actor, a line or a quote; every later run"
            " obeys it."
        ),
        (
            f"{' '.join(f'{name}: {spec.help}.' for name, spec in ACTIONS.items())} "
            "A NAME that begins with a hyphen goes behind --."
        ),
    ]
)
_ENOUGH = 12  # words of a quote that are written down to know it by


def decide(
    article: Named,
    action: Annotated[
        str | None,
        typer.Argument(
            metavar="ACTION",
            help=f"{_listed(ACTIONS)}.",
        ),
    ] = None,
    surface: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="The name, or the words of the text, that it is about."
        ),
    ] = None,
    target: Annotated[
        str,
        typer.Argument(
            metavar="ACTOR",
            help="Who that is, is not, or is to be called.",
            show_default=False,
        ),
    ] = "",
    type: Annotated[
        str,
        typer.Option(
            "--type", metavar="TYPE", help="Of retype: what it is.", show_default=False
        ),
    ] = "",
    mention: Annotated[
        str,
        typer.Option(
            metavar="ID", help="Only this mention, such as m12.", show_default=False
        ),
    ] = "",
    line: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help=f"Of {_about('line')}: the line, as `castlist lines` numbers it.",
        ),
    ] = None,
    quote: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help=f"Of {_about('quote')}: the quote, such as q3.",
            show_default=False,
        ),
    ] = "",
    note: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Why, in your own words.", show_default=False),
    ] = "",
    everywhere: Annotated[
        bool, typer.Option("--all", help="For all articles, not for this one alone.")
    ] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N",
            help=(
                "Accept suggestion N of `castlist actors`, or all that are ticked."
                " Repeatable."
            ),
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            metavar="INITIALS",
            envvar="CASTLIST_BY",
            help="Who decides, if the list of decisions is to say it.",
            show_default=False,
        ),
    ] = "",
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway", help="Write it down although the article has no such name."
        ),
    ] = False,
    reviewed: Reviewed = None,
) -> None:
    """Write down what you know of an actor, a line or a quote; every later run obeys it."""
    from castlist.decisions import add_decisions, stamp

    if bool(accept) == bool(action) or (
        action and not surface and line is None and not quote
    ):
        raise typer.BadParameter(
            "say what: ACTION and NAME, ACTION with --line or --quote, or --accept.",
            param_hint="ACTION",
        )
    place = find_place(article, reviewed)
    cells = {
        "action": action,
        "surface": surface or "",
        "target": target,
        "type": type,
        "scope": mention.lower(),
    }
    if line is not None:
        cells |= {
            "surface": surface or _line_text(place, line),
            "scope": "" if everywhere else f"line {line}",
        }
    if quote:
        cells |= {
            "surface": _quote_text(place, quote.lower()),
            "target": target or surface or "",
        }
    rows: list[dict[str, Any]] = _accepted(place, accept) if accept else [cells]
    tables = place.tables()
    for row in rows:
        _compare(place, tables, row)
        if tables is not None and not (everywhere or anyway):
            _refuse_unknown(place, tables, row)
        row["note"] = note or row.get("note", "")
        row.update(stamp(by))
    for added, row in zip(
        add_decisions(place.reviewed, None if everywhere else place.article_id, rows),
        rows,
        strict=True,
    ):
        _say_added(added, row)
    obey(place, article, everywhere=everywhere)


def _accepted(place: ArticlePlace, numbers: list[str]) -> list[dict[str, Any]]:
    """The suggestions that these numbers, or "ticked", stand for."""
    tables = place.tables()
    found = (
        tables.suggestions.to_dict("records") if tables and "suggestions" in tables else []
    )
    by_number = {str(row["suggestion"]): row for row in found}
    unknown = [n for n in numbers if n != "ticked" and n not in by_number]
    if unknown:
        raise InputError(
            f"{place.article_id} has no suggestion {unknown[0]}. `castlist actors` numbers"
            " those there are."
        )
    chosen = [
        row
        for n, row in by_number.items()
        if n in numbers or ("ticked" in numbers and row["tier"] == 1)
    ]
    if not chosen:
        raise InputError(
            f"{place.article_id} has no ticked suggestion. `castlist actors` shows those"
            " there are."
        )
    columns = ("action", "surface", "target", "type", "scope")
    return [
        {c: row[c] for c in columns} | {"note": f"suggested: {row['reason']}"}
        for row in chosen
    ]


def _line_text(place: ArticlePlace, line: int | None) -> str:
    """The words of a line of the text as it was found."""
    (raw,) = place.needed_tables().raws.values() if line is not None else ("",)
    lines = raw.split("\n")
    if line is not None and not (0 < line <= len(lines) and lines[line - 1].strip()):
        raise InputError(
            f"{place.article_id} has no text on line {line}. `castlist lines` numbers the"
            " lines."
        )
    return lines[line - 1] if line is not None else ""


def _quote_text(place: ArticlePlace, quote_id: str) -> str:
    """The first words of a quote: it is known by them when its number has changed."""
    quotes = place.needed_tables().quotes
    texts = quotes.groupby("quote_id", sort=False)["text"].agg(" ".join).to_dict()
    if quote_id not in texts:
        raise InputError(
            f"{place.article_id} has no quote {quote_id}. `castlist quotes` shows those"
            " there are."
        )
    return " ".join(texts[quote_id].split()[:_ENOUGH])


def _refuse_unknown(place: ArticlePlace, tables: "Tables", row: dict[str, Any]) -> None:
    """Refuse a name that nobody in the article has, with those that are nearest to it."""
    from castlist.decisions.names import known_names, nearest, unknown_names

    for name in unknown_names(tables, row):
        near = [f"“{one_line(n)}”" for n in nearest(name, known_names(tables))]
        ask = f"Do you mean {' or '.join(near)}? " if near else ""
        raise InputError(
            f"nobody in {place.article_id} is called “{one_line(name)}”. {ask}Nothing was"
            " written; --anyway writes it down all the same."
        )


def _compare(place: ArticlePlace, tables: "Tables | None", row: dict[str, Any]) -> None:
    """Refuse a mention with other words than the decision has;
    say it if the article lacks the name altogether."""
    from castlist.text import name_key

    if tables is None:
        say(
            f"Note: there are no tables in {place.folder} yet, so nobody can say whether"
            f" “{row['surface']}” is there."
        )
        return
    # what is unknown is refused later
    about = ACTIONS[row["action"]].about if row["action"] in ACTIONS else ""
    if about == "line":
        (raw,) = tables.raws.values()
        if name_key(row["surface"]) not in set(map(name_key, raw.split("\n"))):
            say(f"Note: no line of {place.article_id} reads “{one_line(row['surface'])}”.")
        return
    if about == "quote":
        _compare_quote(place, tables, row)
        return
    texts = dict(zip(tables.mentions["mention_id"], tables.mentions["text"], strict=True))
    if row["scope"] and name_key(texts.get(row["scope"], "")) != name_key(row["surface"]):
        there = (
            f"is “{one_line(texts[row['scope']])}”"
            if row["scope"] in texts
            else "is not there"
        )
        raise InputError(
            f"{place.article_id}: {row['scope']} {there}, not “{row['surface']}”. Look into"
            " mentions.csv."
        )
    if name_key(row["surface"]) not in set(map(name_key, texts.values())):
        say(
            f"Note: no mention in {place.article_id} is written"
            f" “{one_line(row['surface'])}”."
        )


def _compare_quote(place: ArticlePlace, tables: "Tables", row: dict[str, Any]) -> None:
    """Say it if no quote holds the words, if several do,
    or if nobody in the article is called like the speaker."""
    from castlist.text import has_words, name_key

    texts = tables.quotes.groupby("quote_id", sort=False)["text"].agg(" ".join)
    found = [
        str(key)
        for key, text in texts.items()
        if has_words(name_key(text), name_key(row["surface"]))
    ]
    if len(found) != 1:
        what = f"are in {', '.join(found)}: all of them" if found else "are in no quote"
        say(f"Note: the words “{one_line(row['surface'])}” {what} of {place.article_id}.")
    names = set(map(name_key, [*tables.actors["name"], *tables.mentions["text"]]))
    if row["target"] and name_key(row["target"]) not in names:
        say(
            f"Note: nobody in {place.article_id} is called “{one_line(row['target'])}”, so"
            " nothing will change."
        )


def _say_added(added: "Added", row: dict[str, Any]) -> None:
    words = one_line(
        " ".join(str(row[c]) for c in ("action", "surface", "target", "scope") if row[c])
    )
    say(
        f"{added.path}, row {added.row}:"
        f" {words}{'' if added.new else ' (stood there already)'}"
    )
