"""Coverage of a corpus -> what its charts say beside the data: origin, notes, tables."""

from collections.abc import Sequence

import pandas as pd

from castlist.charts.page.lettering import isolate
from castlist.charts.page.numerals import Numerals
from castlist.charts.page.wording import Origin, join_names, shorten
from castlist.corpus import ActorCount, Coverage
from castlist.tables import make_frame

__all__ = ["coverage_notes", "coverage_origin", "tidy_coverage"]

_LONGEST = 40  # characters of a name in a note


def coverage_origin(coverage: Coverage, numerals: Numerals) -> Origin:
    """Where the numbers of a corpus come from, and which program counted."""
    words = numerals.count(coverage.whole.words, "word")
    source = (
        f"Source: {numerals.count(coverage.whole.articles, 'article')} of the corpus"
        f" {isolate(shorten(coverage.corpus, _LONGEST))}, {words}."
    )
    method = f"Method: {coverage.made_by}; names not reviewed."
    return Origin(coverage.corpus, "en", source, method)


def coverage_notes(
    coverage: Coverage, numerals: Numerals, *, named: Sequence[str]
) -> list[str]:
    """What the counts hold and what they leave out; `named` are the groups that are not drawn."""
    once = coverage.choosing.reprints == "once"
    notes = [
        "Of a story that several articles print, the first is counted."
        if once
        else "Reprints are counted."
    ]
    if coverage.unknown:
        what = "an outlet" if coverage.choosing.by == "outlet" else "a date"
        be = "is" if coverage.unknown == 1 else "are"
        articles = numerals.count(coverage.unknown, "article")
        notes.append(f"{articles} without {what} {be} left out.")
    if named:
        shown = [isolate(shorten(name, _LONGEST)) for name in named[:3]]
        more = ["others"] * (len(named) > len(shown))
        notes.append(f"Not shown: {join_names([*shown, *more])}.")
    chosen = [
        f"only {coverage.choosing.type}s" if coverage.choosing.type else "",
        f"from {coverage.choosing.first}" if coverage.choosing.first else "",
        f"until {coverage.choosing.last}" if coverage.choosing.last else "",
    ]
    if any(chosen):
        notes.append(f"Counted: {', '.join(part for part in chosen if part)}.")
    return notes


def tidy_coverage(coverage: Coverage, whos: Sequence[str]) -> pd.DataFrame:
    """One row a group and actor, with all that is counted and what it is a share of; an actor that
    a group does not name has a row of zeros."""
    columns = {
        "group": str,
        "who": str,
        "name": str,
        "articles": int,
        "share": float,
        "mentions": int,
        "mentions_per_1000": float,
        "spoke": int,
        "spoke_share": float,
        "quoted_words": int,
        "of_articles": int,
        "of_words": int,
        "of_naming": int,
        "reprints": str,
    }
    rows = []
    for who in whos:
        for group in coverage.groups:
            found = coverage.counts.get((group.group, who))
            known = (group.articles, group.words, group.naming, coverage.choosing.reprints)
            rows.append((group.group, who, coverage.names[who], *_numbers(found), *known))
    return make_frame(rows, columns)


def _numbers(row: ActorCount | None) -> tuple[float, ...]:
    if row is None:
        return (0, 0.0, 0, 0.0, 0, 0.0, 0)
    return (
        row.articles,
        row.share,
        row.mentions,
        row.mentions_per_1000,
        row.spoke,
        row.spoke_share,
        row.quoted_words,
    )
