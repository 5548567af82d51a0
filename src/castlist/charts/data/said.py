"""Tables of one article -> what the chart of speakers draws: quoted pieces, and who is quoted."""

from dataclasses import dataclass

import pandas as pd

from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.once import once
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.model import TURN
from castlist.summary import attribute, by_speaker
from castlist.tables import Tables

__all__ = ["Said", "gather_said"]


@dataclass(frozen=True, eq=False)
class Said:
    """What is said in one article: every quoted piece, and one row a speaker."""

    facts: Facts
    pieces: pd.DataFrame  # with words in quotation marks
    ranking: pd.DataFrame  # of who is quoted
    reported: int  # quotes in other words
    phrases: int

    @property
    def quoted(self) -> int:
        """Words in quotation marks."""
        return int(self.ranking["quoted_words"].sum())

    @property
    def quotes(self) -> int:
        """Quotes with words in quotation marks."""
        return int(self.ranking["quotes"].sum())

    @property
    def unattributed(self) -> int:
        """Rows of the ranking without a known speaker: one, its last, or none."""
        return int((self.ranking["speaker"] == "").sum())

    @property
    def turns(self) -> bool:
        """Whether what is said are the turns of an interview or transcript."""
        return bool(self.pieces["rule"].str.startswith(TURN).any())

    @property
    def is_unread(self) -> bool:
        """Whether people speak in turn, and nothing tells who speaks when."""
        return str(self.facts.article["form"]) != "report" and not self.turns

    @property
    def length(self) -> int:
        """Words of the article."""
        return int(self.facts.article["words"])


@once
def gather_said(tables: Tables, numerals: Numerals = PLAIN) -> Said:
    """What the chart of speakers needs of the tables of one article."""
    every = by_speaker(tables)
    pieces = attribute(tables)
    pieces = pieces[pieces["quoted_words"] > 0]
    ranking = every[every["quoted_words"] > 0].reset_index(drop=True)
    reported = int(every["reported"].sum())
    return Said(gather(tables, numerals), pieces, ranking, reported, len(tables.phrases))
