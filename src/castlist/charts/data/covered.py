"""What may be said of a corpus beside the headlines of its charts: which articles are counted, what
is left out, where the numbers come from."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from castlist.charts.data.bylines import clean_outlet
from castlist.charts.data.statements import describe_making
from castlist.charts.page.numerals import HARD, Numerals
from castlist.charts.page.wording import Origin, day
from castlist.corpus import CorpusTables
from castlist.english.language import ENGLISH

__all__ = [
    "Coverage",
    "actor_rows",
    "choose_actors",
    "enough_articles",
    "spell_outlet",
    "tell_intervals",
]

_COLUMNS = {
    "who": "actor_id",
    "name": "actor",
    "type": "actor_type",
    "articles": "articles",
    "of_articles": "of_articles",
    "share": "share",
    "share_low": "share_low",
    "share_high": "share_high",
    "mentions": "mentions",
    "of_words": "of_words",
    "mentions_per_1000": "per_1000",
    "mentions_per_1000_low": "per_1000_low",
    "mentions_per_1000_high": "per_1000_high",
    "of_naming": "of_naming",
}


@dataclass(frozen=True)
class Coverage:
    """A corpus as its charts speak of it."""

    tables: CorpusTables
    numerals: Numerals

    @property
    def key(self) -> str:
        """What file names begin with."""
        return self.tables.key

    def origin(self) -> Origin:
        """Where the numbers come from, and whether reprints are among them."""
        count = self.numerals.count
        tables = self.tables
        way = {"once": "each story once", "with": "reprints counted"}
        short = f"{count(tables.articles, 'article')}, {way[tables.choosing.reprints]}"
        outlets = f"{count(tables.outlets, 'outlet')}" if tables.outlets else ""
        words = count(tables.words, "word")
        full = [part for part in (short, outlets, self.span, words) if part]
        brief = [part for part in (short, self.span) if part]
        return Origin(
            tables.key,
            ENGLISH,
            f"Source: {', '.join(full)}.",
            describe_making(tables.made),
            f"Source: {', '.join(brief)}.",
            describe_making(tables.made, model=False),
        )

    @property
    def span(self) -> str:
        """From when to when the articles are; empty if none has a date."""
        first, last = day(self.tables.first), day(self.tables.last)
        if first == last:
            return first
        if self.tables.first[:4] == self.tables.last[:4]:
            first = first.removesuffix(f"{HARD}{self.tables.first[:4]}")
        return f"{first} to {last}"

    @property
    def of_what(self) -> str:
        """The articles, as an alt text calls them."""
        count = self.numerals.count
        dates = f", {self.span}" if self.span else ""
        return f"{count(self.tables.articles, 'article')}{dates}".replace(HARD, " ")

    def reprints_note(self, *, by: str = "") -> str:
        """Whether reprints are counted, and how many there are; of a chart by outlets, each of
        which has its own ("outlets"), what is counted once."""
        number = self.tables.reprints
        if not number:
            return "No article is a reprint of another one."
        count = self.numerals.count(number, "article")
        if self.tables.choosing.reprints == "once":
            verb = "is" if number == 1 else "are"
            noun = "a reprint" if number == 1 else "reprints"
            several = int(self.tables.drawn(by)["articles"].sum()) if by else 0
            if several > self.tables.articles:
                return "A story counts once in each outlet, also if several print it."
            return f"Each story is counted once: {count} {verb} left out as {noun}."
        verb = "tells" if number == 1 else "tell"
        return (
            f"Reprints are counted as articles: {count} {verb} again what another one did."
        )

    def undated_note(self) -> list[str]:
        """How many articles are in no period."""
        return self._left_out(self.tables.undated, "without a date")

    def no_outlet_note(self) -> list[str]:
        """How many articles are of no outlet."""
        return self._left_out(self.tables.no_outlet, "of an unknown outlet")

    def _left_out(self, number: int, which: str) -> list[str]:
        if not number:
            return []
        verb = "is" if number == 1 else "are"
        return [f"{self.numerals.count(number, 'article')} {which} {verb} not shown."]


def enough_articles(totals: pd.DataFrame, least: int) -> pd.Series:
    """Of which groups there are so many articles that one may lean on their numbers."""
    return totals["articles"] >= least


def choose_actors(
    tables: CorpusTables, counts: pd.DataFrame, most: int
) -> list[tuple[str, str]]:
    """Key and name of the actors that a chart shows: those that most articles mention, of whom
    `counts` say something."""
    overall = tables.drawn("overall")
    own = overall[overall["who"].isin(set(counts["who"]))]
    return list(zip(own["who"][:most], own["name"][:most], strict=True))


def actor_rows(tables: CorpusTables, table: str, group: str) -> pd.DataFrame:
    """The tidy data of a chart of actors: a row an actor and group, with reprints and without."""
    frame = tables.frames[table].rename(columns=_COLUMNS)
    frame.insert(0, group, frame["group"])
    return frame[[group, "reprints", *_COLUMNS.values()]].reset_index(drop=True)


def spell_outlet(outlet: Any) -> str:
    """An outlet as a label has it."""
    return clean_outlet(str(outlet)) or "(symbols only)"


def tell_intervals(mark: str, *, everywhere: bool) -> str:
    """What the thin lines are; where some marks have none, also why these are not surer."""
    told = "The thin line at each {} is an 80% interval: how far castlist’s counting may be off."
    if everywhere:
        return told.format(mark)
    return (
        f"{told.format(mark)} No line: too few mentions to tell, or it is too short to see."
    )
