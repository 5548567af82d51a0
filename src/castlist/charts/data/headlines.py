"""Headlines, from safe templates only: each states counts with their unit and can stand alone.

No template ever judges a person, and a person's own headline replaces it. Nothing in them is cut:
where a name or a title is too long, a shorter form is taken.
"""

import re

import pandas as pd

from castlist.charts.data.facts import Facts
from castlist.charts.data.statements import outlet_of
from castlist.charts.page.lettering import clean, isolate
from castlist.charts.page.numerals import HARD
from castlist.charts.page.wording import be, begun, have, is_long, join_names, named

__all__ = ["LEAD", "actors_headline", "names_title", "quoted_title", "strip_headline"]

TITLE_LENGTH = 60  # characters; with the rest, three lines of a mobile headline
OUTLET_LENGTH = 30  # characters
LONGEST = 100  # characters; more names would fill the sheet
MOST_NAMES = 3
LEAD = 2  # mentions, and a tenth of the leader's: less is not worth a headline


def names_title(facts: Facts) -> bool:
    """Whether a headline can say by its title which article it is of;
    else it had better say a number."""
    return 0 < len(clean(str(facts.article["title"]))) <= TITLE_LENGTH


def quoted_title(facts: Facts) -> str:
    """The article's title in quotation marks; quotation marks within it become single ones.

    A title is never cut: of one that is too long the outlet tells which article is meant.
    """
    if not names_title(facts):
        outlet = outlet_of(facts)
        return (
            f"this {outlet} article" if 0 < len(outlet) <= OUTLET_LENGTH else "this article"
        )
    title = clean(str(facts.article["title"]))
    title = re.sub(r'[“„«]|(?<!\w)"', "‘", title)
    title = re.sub(r"(?<!\w)'(?=[^\W\d])", "‘", title)
    title = re.sub(r"[”»\"']", "’", title)
    return f"“{isolate(title)}”"


def actors_headline(facts: Facts, *, doubted: bool = False) -> str:
    """Who leads, if somebody clearly does; else what the chart shows.

    If the lead is `doubted`, as it lies within the error of counting, nobody is said to be
    mentioned most: that would be a claim about the article. The counts, which anybody can recount
    in the tables, may be told side by side, and the note says what they are worth.
    """
    verb = _verb(facts)
    if facts.row == "country":  # who belongs to a country is no safe ground for a finding
        return f"Which countries are {verb} in {quoted_title(facts)}"
    ranking = facts.ranking
    whole = facts.numerals.whole
    count = facts.numerals.count
    first, second, third = [*ranking["total"][:3], 0, 0, 0][:3]
    share = f"{whole(first)}{HARD}of{HARD}{count(len(facts.mentions), 'mention')}"
    names = [named(name) for name in ranking["actor"][:2]]
    kind = next(iter(ranking["actor_type"]), "")
    clear = second and first - second >= max(LEAD, first / 10)
    if clear and not doubted and not _any_long(ranking[:1]):
        return begun(f"{names[0]} {be(kind)} {verb} most: {share}")
    if first == second > max(third, 1) and not _any_long(ranking[:2]):
        each = f"({count(first, 'mention')}{HARD}each)"
        return begun(f"{join_names(names)} are {verb} equally often {each}")
    followers = ranking["total"].tolist().count(second)
    told = (doubted and clear) or not names_title(facts)
    if first > second > 1 and followers < MOST_NAMES and told:
        shown = ranking[: 1 + followers]
        others = join_names([named(name) for name in shown["actor"][1:]])
        each = f"{HARD}each" if followers > 1 else ""
        finding = f"{names[0]} {have(kind)} {share}, {others}{HARD}{whole(second)}{each}"
        finding = begun(finding)
        if len(finding) <= LONGEST and not _any_long(shown):
            return finding
    return f"Who is {verb} in {quoted_title(facts)}"


def strip_headline(facts: Facts) -> str:
    """In how many paragraphs those are who are in the most; else what the chart shows."""
    paragraphs = facts.mentions.groupby("actor_id")["paragraph"].nunique()
    spread = facts.ranking["actor_id"].map(paragraphs)
    most = int(spread.max())
    widest = facts.ranking[spread == most]
    finding = _spread(facts, widest, most)
    known = facts.row == "actor" and most > 1 and not _any_long(widest)
    if known and len(widest) <= MOST_NAMES and len(finding) <= LONGEST:
        return finding
    who = "Which countries are" if facts.row == "country" else "Who is"
    return f"{who} {_verb(facts)} where in {quoted_title(facts)}"


def _spread(facts: Facts, widest: pd.DataFrame, most: int) -> str:
    names = join_names([named(name) for name in widest["actor"]])
    verb = be(widest["actor_type"].iloc[0]) if len(widest) == 1 else "are each"
    number = facts.numerals.count(len(facts.paragraphs), "paragraph")
    share = f"{facts.numerals.whole(most)}{HARD}of{HARD}{number}"
    if most == len(facts.paragraphs) > 1:
        share = f"all{HARD}{number}"
    return begun(f"{names} {verb} {_verb(facts)} in {share}")


def _verb(facts: Facts) -> str:
    return "named" if facts.names_only else "mentioned"


def _any_long(ranking: pd.DataFrame) -> bool:
    """Whether a headline would have to cut one of the names."""
    return any(is_long(name) for name in ranking["actor"])
