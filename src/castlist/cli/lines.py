"""The command about the text: which lines came in, which were cut, by which rule,
and how to overrule it."""

from collections import Counter

from castlist.cli.place import Named, Reviewed, find_place, show_unmatched
from castlist.cli.say import count, one_line, say

__all__ = ["LINES_EXAMPLES", "show_lines"]

LINES_EXAMPLES = (
    "Examples: castlist lines putin-erdogan-drones; castlist lines results/processed/story"
)
_WIDTH = 90  # characters of a line that are shown


def show_lines(article: Named, reviewed: Reviewed = None) -> None:
    """What came in, line by line: kept, or cut and why."""
    place = find_place(article, reviewed)
    tables = place.needed_tables()
    (raw,) = tables.raws.values()
    why = dict(
        zip(
            tables.cuts["line"],
            zip(tables.cuts["rule"], tables.cuts["reason"], strict=True),
            strict=True,
        )
    )
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip():
            text = one_line(line)
            shown = text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
            say(f"{'cut ' if number in why else 'kept'} {number:4}  {shown}")
            if number in why:
                say(f"           {why[number][0]}: {why[number][1]}")
    (row,) = tables.articles.to_dict("records")
    rules = ", ".join(
        f"{rule} {n}" for rule, n in Counter(rule for rule, _ in why.values()).most_common()
    )
    kept = (
        f"{count(len(tables.paragraphs), 'paragraph')} kept, {count(len(why), 'line')} cut"
    )
    say(f"\n{place.article_id}: {kept}{f' ({rules})' if rules else ''}")
    say(
        f"Paragraphs: {row['layout']}. Read by"
        f" {row['extractor']}.{' Note: ' + row['notes'] if row['notes'] else ''}"
    )
    if "decisions" in tables:
        show_unmatched(tables.decisions.to_dict("records"), "this article")
    say(
        f"To overrule: castlist decide {place.article_id} restore_line --line N, or"
        " cut_line; run it again afterwards."
    )
