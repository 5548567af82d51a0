"""The command about the text: which lines came in, which were cut, by which rule,
and how to overrule it."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

from castlist.cli.place import Named, Reviewed, find_place, show_unmatched
from castlist.cli.say import count, one_line, say

__all__ = ["LINES_EXAMPLES", "show_lines"]

LINES_EXAMPLES = (
    "Examples: castlist lines putin-erdogan-drones; castlist lines results/processed/story"
)
_WIDTH = 90  # characters of a line that are shown
_KEPT = "kept"
_PART = "part"
_CUT = "cut "


def show_lines(article: Named, reviewed: Reviewed = None) -> None:
    """What came in, line by line: kept, or cut and why; part: the credit of a caption was cut."""
    place = find_place(article, reviewed)
    tables = place.needed_tables()
    (raw,) = tables.raws.values()
    why: dict[int, list[dict[Hashable, Any]]] = {}
    for cut in tables.cuts.to_dict("records"):
        why.setdefault(cut["line"], []).append(cut)
    fates: Counter[str] = Counter()
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip():
            cuts = why.get(number, [])
            fate = _tell_fate(line, cuts)
            fates[fate] += 1
            say(f"{fate} {number:4}  {_shorten(line)}")
            for cut in cuts:
                what = f" “{_shorten(cut['text'])}”" if fate == _PART else ""
                say(f"           {cut['rule']}: {cut['reason']}{what}")
    (row,) = tables.articles.to_dict("records")
    rules = ", ".join(
        f"{rule} {n}" for rule, n in Counter(tables.cuts["rule"]).most_common()
    )
    kept = (
        f"{count(len(tables.paragraphs), 'paragraph')} kept,"
        f" {count(fates[_CUT], 'line')} cut"
    )
    if fates[_PART]:
        kept += f", of {count(fates[_PART], 'caption')} the credit"
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


def _tell_fate(line: str, cuts: Sequence[dict[Hashable, Any]]) -> str:
    if not cuts:
        return _KEPT
    from castlist.text import rest_of_line

    _, rest = rest_of_line(line, [(cut["offset"], cut["text"]) for cut in cuts])
    return _PART if rest else _CUT


def _shorten(line: str) -> str:
    text = one_line(line)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
