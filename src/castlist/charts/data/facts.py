"""Tables of one article -> what the charts of actors draw:
the mentions that count, and the actors in order."""

import bisect
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from castlist.charts.data.once import once
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.errors import InputError
from castlist.model import Role
from castlist.tables import Tables

__all__ = ["KINDS", "Facts", "gather"]

KINDS = ("name", "description", "pronoun")
COUNTED_WORD = re.compile(r"(?<!\S)(?=\S*?[^\W_])\S++")  # as the column `words` counts


@dataclass(frozen=True, eq=False)
class Facts:
    """One article as the charts see it. Nothing in here is counted anew:
    every number is a number of rows."""

    article: Mapping[Any, Any]  # the row of `articles`
    about: Mapping[str, str]
    paragraphs: pd.DataFrame
    # that count, in reading order, with actor, actor_type, country and word_offset
    mentions: pd.DataFrame
    apart: pd.DataFrame  # the others, rejected ones left out
    rejected: int
    numerals: Numerals = PLAIN
    row: str = "actor"  # what a row of a chart is: an actor or a country
    row_notes: tuple[str, ...] = ()  # what became of the actors, if a row is not one

    @property
    def article_id(self) -> str:
        """The article's key, which file names begin with."""
        return str(self.article["article_id"])

    @property
    def language(self) -> str:
        """ISO 639-1 code."""
        return str(self.article["language"])

    @property
    def titled(self) -> bool:
        """Whether one of the paragraphs is the article's title."""
        return "title" in set(self.paragraphs["role"])

    def numbers_of(self, role: Role) -> list[int]:
        """The numbers of the paragraphs that have this role."""
        frame = self.paragraphs
        return [int(n) for n in frame.loc[frame["role"] == role, "paragraph"]]

    @property
    def joint(self) -> list[tuple[str, int]]:
        """Mentions of several actors at once: wording and count, most frequent first."""
        groups = self.apart.loc[self.apart["kind"] == "group", "text"]
        return Counter(text.casefold() for text in groups).most_common()

    @property
    def unlinked(self) -> int:
        """Mentions of one actor that no rule could link to it."""
        return int((self.apart["kind"] != "group").sum())

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of mention that occur."""
        return tuple(kind for kind in KINDS if kind in set(self.mentions["kind"]))

    @property
    def names_only(self) -> bool:
        """Whether mentions by name are all that there is."""
        return self.kinds == ("name",)

    @cached_property
    def ranking(self) -> pd.DataFrame:
        """One row an actor with counts by kind;
        most mentioned first, then most named, then first to appear."""
        by_actor = self.mentions.groupby("actor_id", sort=False)
        first = by_actor[["actor", "actor_type", "start", "paragraph"]].first()
        last = by_actor["paragraph"].max().rename("last_paragraph")
        counts = (
            self.mentions.groupby(["actor_id", "kind"]).size().unstack("kind", fill_value=0)
        )
        counts = counts.reindex(columns=list(KINDS), fill_value=0)
        table = first.join([last, counts, counts.sum(axis=1).rename("total")]).reset_index()
        table = table.rename(columns={"paragraph": "first_paragraph"})
        order = ["total", "name", "start", "actor_id"]
        return table.sort_values(
            order, ascending=[False, False, True, True], ignore_index=True
        )


@once
def gather(tables: Tables, numerals: Numerals = PLAIN) -> Facts:
    """What the charts need of the tables of one article;
    InputError if they hold another number of articles."""
    if len(tables.articles) != 1:
        raise InputError(
            f"a chart shows one article, these tables hold {len(tables.articles)}. Read the"
            " folder of one article."
        )
    row = tables.articles.iloc[0].to_dict()
    every = tables.mentions.merge(_names(tables), on="actor_id", how="left", sort=False)
    every["actor"] = every["actor"].fillna(every["actor_id"])
    every["actor_type"] = every["actor_type"].fillna(every["type"])
    every["country"] = every["country"].fillna("")
    every["word_offset"] = _word_offsets(tables.texts[row["article_id"]], every["start"])
    every = every.sort_values(["start", "end", "mention_id"], ignore_index=True)
    kept = every["state"] != "rejected"
    counts = kept & every["kind"].isin(KINDS) & (every["actor_id"] != "")
    about = tables.about.get(row["article_id"], {})
    return Facts(
        row,
        about,
        tables.paragraphs,
        every[counts],
        every[kept & ~counts],
        int((~kept).sum()),
        numerals,
    )


def _names(tables: Tables) -> pd.DataFrame:
    names = tables.actors[["actor_id", "name", "type", "country"]]
    return names.rename(columns={"name": "actor", "type": "actor_type"})


def _word_offsets(text: str, starts: pd.Series) -> list[int]:
    """How many words stand before each position."""
    words = [match.start() for match in COUNTED_WORD.finditer(text)]
    return [max(bisect.bisect_right(words, start) - 1, 0) for start in starts]
