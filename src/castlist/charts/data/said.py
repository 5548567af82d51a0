"""Tables of one article -> what the chart of speakers draws: quoted pieces, and who is quoted."""

from dataclasses import dataclass

import pandas as pd

from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.once import once
from castlist.charts.page import wording
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.english.rules import word_set
from castlist.model import TURN
from castlist.summary import UNATTRIBUTED, attribute, by_speaker
from castlist.tables import Tables

__all__ = ["Said", "gather_said", "said_notes"]

_INDEFINITE = word_set("indefinite")
_MOST_DESCRIBED = 2  # whom a note names


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


def said_notes(said: Said) -> list[str]:
    """What the chart of speakers leaves out, and what cannot be told of whom it shows."""
    count = said.facts.numerals.count
    notes = []
    if said.unattributed:
        notes.append(
            f"“{UNATTRIBUTED.capitalize()}”: the text does not say who speaks, or only"
            f" {'“Q” or “A”' if said.turns else '“he”, “she” or “they”'}."
        )
    notes += _described(said)
    if said.reported:
        verb = "is" if said.reported == 1 else "are"
        notes.append(
            f"{count(said.reported, 'statement')} reported in other words {verb} not"
            " counted here."
        )
    if said.phrases:
        verb = "is" if said.phrases == 1 else "are"
        notes.append(
            f"{count(said.phrases, 'phrase')} in quotation marks that nobody is said to say"
            f" {verb} left out."
        )
    return notes


def _described(said: Said) -> list[str]:
    """What cannot be told of speakers whom the text only describes."""
    if said.turns:
        return []
    nobody = said.ranking["actor_id"] == ""
    voices = said.ranking[nobody & (said.ranking["speaker"] != "")]
    first = voices["speaker"].str.split().str[0].str.casefold()
    known = voices["speaker"][first.isin(word_set("definite"))]
    several = voices["speaker"][first.isin(_INDEFINITE) & (voices["quotes"] > 1)]
    notes = []
    if len(known):
        names = _join_marked(known)
        notes.append(f"{names} may be among the others: the text does not tell for sure.")
    if len(several):
        notes.append(f"{_join_marked(several)} may be several people.")
    return notes


def _join_marked(names: pd.Series) -> str:
    """The first descriptions as the text has them, the first one with a capital."""
    shown = [wording.plain(name) for name in names[:_MOST_DESCRIBED]]
    shown[0] = wording.begun(shown[0])
    return wording.join_names([f"“{name}”" for name in shown])
