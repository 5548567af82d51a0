"""The commands about who is who: show the actors of an article, and write down what a person decides."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from castlist.cli.say import count, one_line, say
from castlist.errors import InputError
from castlist.text import name_key, slug

if TYPE_CHECKING:
    from castlist.review import Added
    from castlist.tables import Tables

__all__ = ["ACTORS_EXAMPLES", "DECIDE_EXAMPLES", "Reviewed", "decide", "show_actors", "show_unmatched"]

ACTORS_EXAMPLES = "Examples: castlist actors putin-erdogan-drones; castlist actors results/processed/story"
DECIDE_EXAMPLES = (
    "Examples: castlist decide putin-erdogan-drones merge Pyrector Bayraktar --note 'same drone'; "
    "castlist decide story keep_apart 'George Bush' 'George W. Bush' --all; castlist decide story retype NASA "
    "--type organisation; castlist decide story assign he 'Ana Lopez' --mention m12; castlist decide story --accept 1 "
    "--accept 3; castlist decide story --accept ticked"
)

# Links to look at first: spellings that only sound alike, and what a person decided.
_LOOK = {"same_sound", "transliteration", "nickname", "ambiguous_name", "earlier_name", "decision"}

Named = Annotated[
    str,
    typer.Argument(metavar="ARTICLE", help="An article's id, the folder of its tables, or the file it was read from."),
]
Reviewed = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where decisions are, instead of data/reviewed.", show_default=False)
]


class _Place(NamedTuple):
    article_id: str
    folder: Path
    reviewed: Path

    def tables(self) -> "Tables | None":
        """The article's tables; None if there are none yet."""
        from castlist.tables import read

        return read(self.folder) if (self.folder / "articles.csv").is_file() else None


def show_actors(article: Named, reviewed: Reviewed = None) -> None:
    """Who is in an article, what might be one actor, and how to overrule it."""
    place = _find(article, reviewed)
    tables = place.tables()
    if tables is None:
        raise InputError(f"{place.folder} holds no tables of {place.article_id}. Run `castlist run FILE` first.")
    _show_table(place, tables)
    _show_suggestions(place, tables)
    _show_unlinked(tables)
    if "decisions" in tables:
        show_unmatched(tables.decisions.to_dict("records"), "this article")
    _show_how(place)


def decide(
    article: Named,
    action: Annotated[
        str | None,
        typer.Argument(metavar="ACTION", help="merge, keep_apart, rename, reject, retype, assign or confirm."),
    ] = None,
    surface: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The name, or the words of the text, that it is about.")
    ] = None,
    target: Annotated[
        str, typer.Argument(metavar="ACTOR", help="Who that is, is not, or is to be called.", show_default=False)
    ] = "",
    type: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="Of retype: what it is.", show_default=False)
    ] = "",
    mention: Annotated[
        str, typer.Option(metavar="ID", help="Only this mention, such as m12.", show_default=False)
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why, in your own words.", show_default=False)] = "",
    everywhere: Annotated[bool, typer.Option("--all", help="For all articles, not for this one alone.")] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="N", help="Accept suggestion N of `castlist actors`, or all that are ticked. Repeatable."),
    ] = None,
    reviewed: Reviewed = None,
) -> None:
    """Write down what you know of an actor; every later run obeys it.

    merge: NAME is ACTOR. keep_apart: NAME is never ACTOR. rename: who has NAME is called ACTOR. reject: NAME is no
    actor. retype: NAME is a person, organisation, place, people, thing or other. assign: one mention is ACTOR, or
    nobody. confirm: that NAME is ACTOR is right. A NAME that begins with a hyphen goes behind --.
    """
    from castlist.review import add_decisions

    if bool(accept) == bool(action) or (action and not surface):
        raise typer.BadParameter("say what: ACTION and NAME, or --accept.", param_hint="ACTION")
    place = _find(article, reviewed)
    cells = {"action": action, "surface": surface, "target": target, "type": type, "scope": mention.lower()}
    rows = _accepted(place, accept) if accept else [cells]
    tables = place.tables()
    for row in rows:
        _compare(place, tables, row)
        row["note"] = note or row.get("note", "")
    for added, row in zip(
        add_decisions(place.reviewed, None if everywhere else place.article_id, rows), rows, strict=True
    ):
        _say_added(added, row)
    say(f"Run `castlist run {article if Path(article).is_file() else 'FILE'}` again: it will obey.")


def show_unmatched(decisions: list[dict[str, Any]], where: str) -> None:
    """Say which decisions, rows of that table, matched nothing."""
    from castlist.model import Decision
    from castlist.review import describe

    for row in decisions:
        if not row["matched"]:
            decision = describe(Decision(**row))
            say(f"  {row['file']}, row {row['row']}: {one_line(decision)} matched nothing in {where}")


def _find(article: str, reviewed: Path | None) -> _Place:
    """The article that is meant by its id, the folder of its tables, or its source."""
    from castlist.corpus import Places

    path = Path(article)
    if (path / "articles.csv").is_file():
        return _Place(path.resolve().name, path, reviewed or Places.beside(path).reviewed)
    key = slug(path.stem) if path.is_file() or path.name != article else slug(article)
    if not key or path.is_dir():
        raise InputError(
            f"{article} is no article. Name its id, the folder of its tables, or the file it was read from."
        )
    return _Place(key, Places().processed / key, reviewed or Places().reviewed)


def _accepted(place: _Place, numbers: list[str]) -> list[dict[str, Any]]:
    """The suggestions that these numbers, or "ticked", stand for."""
    tables = place.tables()
    found = tables.suggestions.to_dict("records") if tables and "suggestions" in tables else []
    by_number = {str(row["suggestion"]): row for row in found}
    unknown = [n for n in numbers if n != "ticked" and n not in by_number]
    if unknown:
        raise InputError(
            f"{place.article_id} has no suggestion {unknown[0]}. `castlist actors` numbers those there are."
        )
    chosen = [row for n, row in by_number.items() if n in numbers or ("ticked" in numbers and row["tier"] == 1)]
    if not chosen:
        raise InputError(f"{place.article_id} has no ticked suggestion. `castlist actors` shows those there are.")
    columns = ("action", "surface", "target", "scope")
    return [{c: row[c] for c in columns} | {"note": f"suggested: {row['reason']}"} for row in chosen]


def _compare(place: _Place, tables: "Tables | None", row: dict[str, Any]) -> None:
    """Refuse a mention with other words than the decision has; say it if the article lacks the name altogether."""
    if tables is None:
        say(f"Note: there are no tables in {place.folder} yet, so nobody can say whether “{row['surface']}” is there.")
        return
    texts = dict(zip(tables.mentions["mention_id"], tables.mentions["text"], strict=True))
    if row["scope"] and name_key(texts.get(row["scope"], "")) != name_key(row["surface"]):
        there = f"is “{one_line(texts[row['scope']])}”" if row["scope"] in texts else "is not there"
        raise InputError(f"{place.article_id}: {row['scope']} {there}, not “{row['surface']}”. Look into mentions.csv.")
    if name_key(row["surface"]) not in set(map(name_key, texts.values())):
        say(f"Note: no mention in {place.article_id} is written “{one_line(row['surface'])}”.")


def _say_added(added: "Added", row: dict[str, Any]) -> None:
    words = one_line(" ".join(str(row[c]) for c in ("action", "surface", "target", "scope") if row[c]))
    say(f"{added.path}, row {added.row}: {words}{'' if added.new else ' (stood there already)'}")


def _show_table(place: _Place, tables: "Tables") -> None:
    actors = tables.actors.sort_values(["mentions", "first_paragraph"], ascending=[False, True], kind="stable")
    unlinked = int(((tables.mentions["actor_id"] == "") & (tables.mentions["state"] != "rejected")).sum())
    linked = int(actors["mentions"].sum())
    say(f"{place.article_id}: {count(len(actors), 'actor')} in {count(linked, 'mention')}; {unlinked:,} of nobody")
    width = min(max(map(len, map(one_line, actors["name"])), default=5), 32)
    say(f"  {'actor':{width}}  {'type':12}  names  descr.  pron.  all  from ¶")
    rules = tables.mentions.groupby("actor_id")["rule"].value_counts()
    for row in actors.to_dict("records"):
        numbers = f"{row['names']:5}  {row['descriptions']:6}  {row['pronouns']:5}  {row['mentions']:3}"
        say(f"  {one_line(row['name']):{width}}  {row['type']:12}  {numbers}  {row['first_paragraph']:6}")
        say(f"      {one_line(row['variants'])}")
        flags = [f"{rule} {n}" for rule, n in rules.get(row["actor_id"], {}).items() if rule in _LOOK]
        if flags:
            say(f"      by rule: {one_line(', '.join(flags))}")


def _show_suggestions(place: _Place, tables: "Tables") -> None:
    rows = tables.suggestions.to_dict("records") if "suggestions" in tables else []
    if rows:
        say(
            f"\nSuggestions (--accept their numbers; --accept ticked: those with [x]), {count(len(rows), 'suggestion')}"
        )
    for row in rows:
        tick = "x" if row["tier"] == 1 else " "
        where = f" in {row['scope']}" if row["scope"] else ""
        words = f"{row['action']} “{row['surface']}”{where} -> “{row['target']}”" if row["target"] else row["surface"]
        say(f"  [{tick}] {row['suggestion']}. {one_line(words)} ({count(row['mentions'], 'mention')})")
        say(f"      {one_line(row['reason'])}")
        if row["effect"]:
            say(f"      then: {one_line(row['effect'])}")


def _show_unlinked(tables: "Tables") -> None:
    rows = tables.mentions
    rows = rows[(rows["kind"] == "description") & (rows["actor_id"] == "") & (rows["state"] != "rejected")]
    if len(rows):
        say("\nDescriptions of nobody that castlist could name")
    for row in rows.to_dict("records"):
        say(f"  {row['mention_id']}  paragraph {row['paragraph']}: “{one_line(row['text'])}”")


def _show_how(place: _Place) -> None:
    say(f"\nTo overrule: castlist decide {place.article_id} ACTION NAME ACTOR; castlist decide --help shows how.")
    say(f"Decisions are in {place.reviewed}; a spreadsheet can edit them.")
