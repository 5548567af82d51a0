"""Do the counts of a corpus add up, and do its charts belong to them?"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from castlist.corpus.counts.pictured import CorpusTables
from castlist.errors import CheckFailed
from castlist.published import published_of

__all__ = ["check_corpus"]

_CLOSE = 1e-9


def check_corpus(tables: CorpusTables, charts: Path | str | None = None) -> str:
    """One sentence that says what was compared; with the folder of the charts of these counts also
    whether they are made of them, and as castlist wrote them.

    Raises CheckFailed with everything that does not add up.
    """
    problems = [
        p for name in ("by_period", "by_outlet") for p in _check_counts(tables, name)
    ]
    problems += [*_check_totals(tables), *_check_voices(tables.frames["voices"])]
    files = 0
    if charts is not None:
        files, wrong = published_of(lambda: tables.fingerprint, Path(charts))
        problems += [
            problem.replace("`castlist charts", "`castlist corpus charts")
            for problem in wrong
        ]
    if problems:
        raise CheckFailed("\n- ".join([f"{tables.name} does not add up:", *problems]))
    belong = "file belongs" if files == 1 else "files belong"
    more = f"; {files:,} published {belong} to them" if files else ""
    rows = sum(len(frame) for frame in tables.frames.values())
    return (
        f"{tables.articles:,} articles: {rows:,} rows of counts, none larger than what it is"
        f" a share of, each inside its interval{more}."
    )


def _check_counts(tables: CorpusTables, table: str) -> Iterator[str]:
    """Whether counts are shares of what they say, and lie in their intervals."""
    frame = tables.frames[table]
    for count, whole in (("articles", "of_articles"), ("spoke", "articles")):
        if (frame[count] > frame[whole]).any():
            yield f"{table}: {count} is larger than {whole}"
    if (frame["mentions"] < frame["articles"]).any():
        yield f"{table}: an actor has fewer mentions than articles"
    for value in ("share", "mentions_per_1000"):
        low, high = (pd.to_numeric(frame[f"{value}_{end}"]) for end in ("low", "high"))
        if ((frame[value] < low - _CLOSE) | (frame[value] > high + _CLOSE)).any():
            yield f"{table}: {value} lies outside of its interval"


def _check_totals(tables: CorpusTables) -> Iterator[str]:
    """Whether periods and outlets have all articles, but for those that have none."""
    every = tables.articles
    dated = {"periods": every - tables.undated, "outlets": every}
    for table, wanted in dated.items():
        found = int(tables.drawn(table)["articles"].sum())
        # of a story that two groups tell each has its own
        if found < wanted or (tables.choosing.reprints == "with" and found != wanted):
            yield f"{table} have {found:,} articles, and the corpus has {wanted:,}"


def _check_voices(voices: pd.DataFrame) -> Iterator[str]:
    sums = voices.groupby(["reprints", "group"])[["words", "share"]].sum()
    whole = voices.groupby(["reprints", "group"])["of_said"].first()
    if (sums["words"] != whole).any():
        yield "voices: the kinds do not add up to all that is said"
    if ((sums["share"] - 1).abs() > _CLOSE)[whole > 0].any():
        yield "voices: the shares do not add up to 1"
