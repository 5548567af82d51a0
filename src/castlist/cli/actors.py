"""The command about who is who:
the actors of an article, what might be one actor, and how to overrule it."""

from typing import TYPE_CHECKING, Any

from castlist.cli.place import ArticlePlace, Named, Reviewed, find_place, show_unmatched
from castlist.cli.say import count, one_line, say

if TYPE_CHECKING:
    from castlist.tables import Tables

__all__ = ["ACTORS_EXAMPLES", "show_actors"]

ACTORS_EXAMPLES = (
    "Examples: castlist actors putin-erdogan-drones; castlist actors"
    " results/processed/story"
)

# Links to look at first: spellings that only sound alike, and what a person decided.
_LOOK = {
    "same_sound",
    "slip",
    "transliteration",
    "nickname",
    "ambiguous_name",
    "named_most",
    "other_person",
    "decision",
}


def show_actors(article: Named, reviewed: Reviewed = None) -> None:
    """Who is in an article, what might be one actor, and how to overrule it."""
    place = find_place(article, reviewed)
    tables = place.needed_tables()
    _show_table(place, tables)
    _show_suggestions(place, tables)
    _show_unlinked(tables)
    if "decisions" in tables:
        show_unmatched(tables.decisions.to_dict("records"), "this article")
    if loose := _pronouns(tables, ""):
        say(f"\nPronouns of nobody\n  {loose}")
    _show_how(place)


def _show_table(place: ArticlePlace, tables: "Tables") -> None:
    actors = tables.actors.sort_values(
        ["mentions", "first_paragraph"], ascending=[False, True], kind="stable"
    )
    unlinked = int(
        (
            (tables.mentions["actor_id"] == "") & (tables.mentions["state"] != "rejected")
        ).sum()
    )
    linked = int(actors["mentions"].sum())
    say(
        f"{place.article_id}: {count(len(actors), 'actor')} in {count(linked, 'mention')};"
        f" {unlinked:,} of nobody"
    )
    width = min(max(map(len, map(one_line, actors["name"])), default=5), 32)
    say(f"  {'actor':{width}}  {'type':12}  names  descr.  pron.  all  from ¶")
    rules = tables.mentions.groupby("actor_id")["rule"].value_counts()
    for row in actors.to_dict("records"):
        numbers = (
            f"{row['names']:5}  {row['descriptions']:6}  {row['pronouns']:5} "
            f" {row['mentions']:3}"
        )
        say(
            f"  {one_line(row['name']):{width}}  {row['type']:12}  {numbers} "
            f" {row['first_paragraph']:6}"
        )
        say(f"      {one_line(row['variants'])}")
        by_rule: Any = rules.get(row["actor_id"], {})
        flags = [f"{rule} {n}" for rule, n in by_rule.items() if rule in _LOOK]
        if flags:
            say(f"      by rule: {one_line(', '.join(flags))}")
        if pronouns := _pronouns(tables, row["actor_id"]):
            say(f"      pronouns: {pronouns}")


def _pronouns(tables: "Tables", actor_id: str) -> str:
    """The pronouns that mean an actor, with the ids that `castlist decide --mention` takes."""
    rows = tables.mentions
    rows = rows[
        (rows["kind"] == "pronoun")
        & (rows["actor_id"] == actor_id)
        & (rows["state"] != "rejected")
    ]
    cells = zip(rows["mention_id"], rows["text"], rows["paragraph"], strict=True)
    return ", ".join(f"{key} {one_line(text)} (¶{n})" for key, text, n in cells)


def _show_suggestions(place: ArticlePlace, tables: "Tables") -> None:
    rows = tables.suggestions.to_dict("records") if "suggestions" in tables else []
    if rows:
        say(
            "\nWhat might be wrong (--accept their numbers; --accept ticked: those with [x]),"
            f" {count(len(rows), 'suggestion')}"
        )
    for row in rows:
        tick = "x" if row["tier"] == 1 else " "
        where = f" in {row['scope']}" if row["scope"] else ""
        to = f" -> “{row['target']}”" if row["target"] else ""
        kind = f" as {row['type']}" if row["type"] else ""
        words = f"{row['action']} “{row['surface']}”{where}{to}{kind}"
        say(
            f"  [{tick}] {row['suggestion']}. {one_line(words)}"
            f" ({count(row['mentions'], 'mention')})"
        )
        say(f"      {one_line(row['reason'])}")
        if row["effect"]:
            say(f"      then: {one_line(row['effect'])}")


def _show_unlinked(tables: "Tables") -> None:
    rows = tables.mentions
    rows = rows[
        (rows["kind"] == "description")
        & (rows["actor_id"] == "")
        & (rows["state"] != "rejected")
    ]
    if len(rows):
        say("\nDescriptions of nobody that castlist could name")
    for row in rows.to_dict("records"):
        say(
            f"  {row['mention_id']}  paragraph {row['paragraph']}:"
            f" “{one_line(row['text'])}”"
        )


def _show_how(place: ArticlePlace) -> None:
    say(
        f"\nTo overrule: castlist decide {place.article_id} ACTION NAME ACTOR; castlist"
        " decide --help shows how."
    )
    say(f"Decisions are in {place.reviewed}; a spreadsheet can edit them.")
