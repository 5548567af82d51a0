"""Actors added up by country: Moscow, the Kremlin and Russia stay three actors, a chart may show
them as one row."""

from dataclasses import replace

from castlist.charts.data.facts import Facts
from castlist.charts.data.once import once
from castlist.charts.page.lettering import isolate
from castlist.charts.page.wording import join_names, shorten
from castlist.english.countries import country_name

__all__ = ["add_up_countries"]

NAMED = 3  # actors of a country that the note names


@once
def add_up_countries(facts: Facts) -> Facts:
    """The same mentions with countries in the place of actors;
    actors without a country are left out."""
    mentions = facts.mentions[facts.mentions["country"] != ""]
    names = [country_name(code) for code in mentions["country"]]
    mentions = mentions.assign(
        actor_id=mentions["country"], actor=names, actor_type="place"
    )
    return replace(facts, mentions=mentions, row="country", row_notes=tuple(_notes(facts)))


def _notes(facts: Facts) -> list[str]:
    """Who was added up, and what was left out for want of a country."""
    known = facts.mentions[facts.mentions["country"] != ""]
    members = known.groupby("country", sort=False)["actor"].unique()
    several = [
        f"{country_name(str(code))}: {_list(names)}"
        for code, names in members.items()
        if len(names) > 1
    ]
    notes = (
        [f"Actors of one country are added up ({'; '.join(several[:NAMED])})."]
        if several
        else []
    )
    left_out = len(facts.mentions) - len(known)
    if left_out:
        verb = "is" if left_out == 1 else "are"
        notes.append(
            f"{facts.numerals.count(left_out, 'mention')} of actors without a country"
            f" {verb} not shown."
        )
    return notes


def _list(names: list[str]) -> str:
    shown = [isolate(shorten(name, 30)) for name in names[:NAMED]]
    return join_names([*shown, *(["others"] if len(names) > NAMED else [])])
