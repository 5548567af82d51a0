"""Pairs of actors that the same paragraph or sentence mentions: found, put in order, and what may
be said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import cast

import pandas as pd

from castlist.charts.data import headlines, statements
from castlist.charts.data.facts import Facts
from castlist.charts.data.once import once
from castlist.charts.page import wording
from castlist.charts.page.numerals import HARD
from castlist.errors import InputError
from castlist.tables import Tables, walk_rows

__all__ = ["IDS", "Pairs", "find_pairs", "join_numbers", "no_pairs"]

UNITS = ("paragraph", "sentence")
# of the two actors, the one ranked higher first
IDS = ("actor_a_id", "actor_a", "actor_b_id", "actor_b")
NAMES = ("actor_a", "actor_b")
LEAD = 2  # paragraphs, and a tenth of the leader's: less is not worth a headline
HEADLINE_LENGTH = 100  # characters; two longer names would fill the sheet


@dataclass(frozen=True, eq=False)
class Pairs:
    """The pairs of one article. Nothing in here is counted anew:
    every number is a number of rows."""

    facts: Facts
    unit: str  # paragraph or sentence
    total: int  # paragraphs or sentences of the article
    # the two actors, `shared` and `numbers` of what mentions both; most shared first
    table: pd.DataFrame

    @property
    def verb(self) -> str:
        """What a paragraph does to an actor."""
        return "name" if self.facts.names_only else "mention"

    @property
    def notes(self) -> list[str]:
        """What is counted how, the most important first."""
        title = ["The article’s title is counted as well."] if self.facts.titled else []
        return [
            *statements.kinds_notes(self.facts),
            f"A {self.unit} counts once for a pair, however often it {self.verb}s the two.",
            *(statements.title_note(self.facts) if self.unit == "paragraph" else title),
            *statements.caption_note(self.facts),
        ]

    @property
    def headline(self) -> str:
        """Which pair leads, if one clearly does; else what the chart shows."""
        done = "named" if self.verb == "name" else "mentioned"
        numerals = self.facts.numerals
        first, second = [*self.table["shared"][:2], 0, 0][:2]
        long = any(wording.is_long(self.table[name].iloc[0]) for name in NAMES)
        leads = second and first - second >= max(LEAD, first / 10)
        counted = first > max(second, 1) and not headlines.names_title(self.facts)
        if not long and (leads or counted):
            most = " most:" if leads else ""
            one, other = (wording.named(self.table[name].iloc[0]) for name in NAMES)
            share = f"{numerals.whole(first)}{HARD}of{HARD}{numerals.count(self.total, self.unit)}"
            both = wording.begun(f"{one} and {other}")
            forms = (
                f"{both} are {done} together{most} in {share}",
                f"{both} share {share}",
            )
            for leader in forms:
                if len(leader) <= HEADLINE_LENGTH:
                    return leader
        return f"Who is {done} together in {headlines.quoted_title(self.facts)}"

    @property
    def finding(self) -> str:
        """The two leading pairs, for a text that is read aloud."""
        whole = self.facts.numerals.whole
        said = [
            f"{wording.plain(row.actor_a)} and {wording.plain(row.actor_b)}"
            f" {'' if place else 'share '}{whole(row.shared)}"
            for place, row in enumerate(walk_rows(self.table[:2]))
        ]
        said[0] += f" of {whole(self.total)}"
        return ", ".join(said)


@once
def find_pairs(tables: Tables, facts: Facts, unit: str) -> Pairs:
    """The pairs of one article; of equally frequent ones the first to meet,
    then the higher ranked comes first."""
    if unit not in UNITS:
        raise InputError(
            f"pairs cannot be counted by {unit!r}. Choose one of: {', '.join(UNITS)}."
        )
    rank = {actor_id: place for place, actor_id in enumerate(facts.ranking["actor_id"])}
    shared: dict[tuple[int, int], list[int]] = {}
    for number, ids in facts.mentions.groupby(unit)["actor_id"]:
        for pair in combinations(sorted({rank[actor_id] for actor_id in ids}), 2):
            shared.setdefault(pair, []).append(int(cast(int, number)))
    order = sorted(shared, key=lambda pair: (-len(shared[pair]), shared[pair][0], pair))
    who = list(facts.ranking[["actor_id", "actor"]].itertuples(index=False, name=None))
    rows = [(*who[a], *who[b], len(shared[a, b]), tuple(shared[a, b])) for a, b in order]
    total = len(facts.paragraphs) if unit == "paragraph" else len(tables.sentences)
    return Pairs(
        facts, unit, total, pd.DataFrame(rows, columns=[*IDS, "shared", "numbers"])
    )


def join_numbers(numbers: Iterable[int]) -> str:
    """The numbers in one cell of a table.

    >>> join_numbers([1, 2, 7])
    '1;2;7'
    """
    return ";".join(map(str, numbers))


def no_pairs(pairs: Pairs) -> tuple[str, str]:
    """The fact that there is no pair, and why."""
    facts = pairs.facts
    actors = len(pairs.facts.ranking)
    if not actors:
        return "No actor was found in this article", statements.empty_reason(facts)
    if actors == 1:
        only = wording.named(facts.ranking["actor"].iloc[0])
        return (
            "One actor only: pairs need two",
            f"The analysis found {only} and no other actor.",
        )
    found = facts.numerals.count(actors, "actor")
    return (
        f"No two actors share a {pairs.unit}",
        f"{found} were found, but no {pairs.unit} {pairs.verb}s two of them.",
    )
