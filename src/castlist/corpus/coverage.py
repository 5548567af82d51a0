"""Counts of a corpus as charts take them: by outlet or over time, and of what they are a share."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from castlist.corpus.about import find_corpus
from castlist.corpus.counts import ActorCount, Choosing, Total, count_actors, totals

__all__ = ["Coverage", "read_coverage"]

_LONG = 120  # days from which months are told apart, and no longer weeks


@dataclass(frozen=True, eq=False)
class Coverage:
    """Who is named and who speaks in each group of articles of a corpus."""

    corpus: str  # its name
    choosing: Choosing
    groups: Sequence[Total]  # in their order: time, or most articles first
    rows: Sequence[ActorCount]
    whole: Total  # all articles that were asked about
    unknown: int  # of them, articles that are in no group: without a date, or an outlet
    made_by: str  # castlist and the language model, with their versions

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], ActorCount]:
        """Group and `who` -> the count."""
        return {(row.group, row.who): row for row in self.rows}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each `who` is called."""
        return {row.who: row.name for row in self.rows}

    def ranked(self, measure: str) -> list[str]:
        """Every `who` that has any, by the sum of `articles` or `spoke` over all groups."""
        sums: Counter[str] = Counter()
        for row in self.rows:
            sums[row.who] += getattr(row, measure)
        found = [who for who, number in sums.items() if number]
        return sorted(found, key=lambda who: (-sums[who], self.names[who], who))


def read_coverage(folder: Path, choosing: Choosing, by: str) -> Coverage:
    """The counts of a corpus, told apart by "outlet" or "time": weeks, or months if they are many.

    Raises InputError as `count_actors`.
    """
    everything = replace(choosing, by="")
    every = totals(folder, everything)
    whole = every[0] if every else Total("", 0, 0, 0)
    parted = _period(folder, choosing) if by == "time" else by
    choosing = replace(choosing, by=parted)
    groups = [group for group in totals(folder, choosing) if group.group]
    if choosing.by == "outlet":
        groups.sort(key=lambda group: (-group.articles, group.group))
    known = {group.group for group in groups}
    rows = [row for row in count_actors(folder, choosing) if row.group in known]
    return Coverage(
        folder.name,
        choosing,
        groups,
        rows,
        whole,
        whole.articles - sum(group.articles for group in groups),
        _made_by(folder),
    )


def _period(folder: Path, choosing: Choosing) -> str:
    """Weeks, or months if there are too many of them."""
    weeks = totals(folder, replace(choosing, by="week"))
    return "month" if len(weeks) * 7 > _LONG else "week"


def _made_by(folder: Path) -> str:
    """castlist and the model of the last build that ended."""
    words = next(
        (run.method for run in reversed(find_corpus(folder).runs) if run.method), ""
    )
    if not words:
        return "castlist"
    name, version, _, model, of_model, *_ = words.split(" ")
    return f"{name} {version}, spaCy {model} {of_model}"
