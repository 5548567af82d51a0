"""The command about who speaks:
the quotes of an article, the room each voice gets, and how to overrule it."""

from typing import TYPE_CHECKING

from castlist.cli.place import ArticlePlace, Named, Reviewed, find_place, show_unmatched
from castlist.cli.say import count, one_line, say

if TYPE_CHECKING:
    from castlist.tables import Tables

__all__ = ["QUOTES_EXAMPLES", "show_quotes"]

QUOTES_EXAMPLES = (
    "Examples: castlist quotes putin-erdogan-drones; castlist quotes"
    " results/processed/story"
)


def show_quotes(article: Named, reviewed: Reviewed = None) -> None:
    """Who is quoted, with what, how that was found, and how to overrule it."""
    place = find_place(article, reviewed)
    tables = place.needed_tables()
    _show_each(tables)
    _show_voices(place, tables)
    _show_kinds(tables)
    if "decisions" in tables:
        show_unmatched(tables.decisions.to_dict("records"), "this article")
    say(
        f"\nTo overrule: castlist decide {place.article_id} speaker --quote q1 'Ana Lopez',"
        " without a name if nobody"
    )
    say(
        f"known speaks; castlist decide {place.article_id} not_a_quote --quote q1; run it"
        " again afterwards."
    )


def _show_each(tables: "Tables") -> None:
    from castlist.summary import UNATTRIBUTED, attribute

    for row in attribute(tables).to_dict("records"):
        if row["piece"] == 1:
            who = one_line(row["voice"]) or UNATTRIBUTED
            written = one_line(row["speaker"])
            by = f", written “{written}”" if written and written != who else ""
            by += f" {row['speaker_mention_id']}" if row["speaker_mention_id"] else ""
            say(
                f"{row['quote_id']:4} ¶{row['paragraph']}  {who}{by}  ({row['type']};"
                f" {row['rule']})"
            )
        say(f"       {one_line(row['text'])}")
    for row in tables.phrases.to_dict("records"):
        say(
            f"{row['phrase_id']:4} ¶{row['paragraph']}  no speech:"
            f" “{one_line(row['text'])}”"
        )


def _show_voices(place: ArticlePlace, tables: "Tables") -> None:
    from castlist.summary import UNATTRIBUTED, by_speaker

    voices = by_speaker(tables)
    quoted = int(voices["quoted_words"].sum())
    words = int(tables.articles["words"].iloc[0])
    share = f" ({100 * quoted / words:.0f} %)" if words else ""
    form = str(tables.articles["form"].iloc[0])
    how = "are quoted" if form == "report" else f"are turns of the {form} or quoted"
    say(
        f"\n{place.article_id}: {quoted:,} of {count(words, 'word')}{share} {how}, by"
        " speaker:"
    )
    for row in voices.to_dict("records"):
        told = (
            f", and {count(row['reported'], 'statement')} in other words"
            if row["reported"]
            else ""
        )
        said = (
            f"{count(row['quoted_words'], 'word')} ({100 * row['share_of_quoted']:.0f} %), "
        )
        say(
            f"  {one_line(row['speaker']) or UNATTRIBUTED}:"
            f" {said}{count(row['quotes'], 'quote')}{told}"
        )


def _show_kinds(tables: "Tables") -> None:
    """What the article says of each voice; nothing of it is guessed."""
    from castlist.summary import UNATTRIBUTED
    from castlist.voices import by_voice

    say("\nKinds of voices, by what the article itself says of them:")
    for row in by_voice(tables).to_dict("records"):
        gender = (
            f"; {row['gender']} by {one_line(row['gender_evidence'])}"
            if row["gender"]
            else ""
        )
        say(
            f"  {one_line(row['voice']) or UNATTRIBUTED}: {row['kind']},"
            f" {one_line(row['evidence'])}{gender}; {count(row['words'], 'word')}"
            f" ({100 * row['share']:.0f} %)"
        )
