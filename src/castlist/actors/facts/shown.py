"""What the sentences round the places of a name show of its bearer."""

from dataclasses import dataclass, field

__all__ = ["BEARERS", "NOTHING", "Key", "Shown"]

Key = tuple[str, ...]
"""A name's words as they are compared (castlist.text.name_key)."""


@dataclass(eq=False)
class Shown:
    """What the sentences round the places of one name show of it."""

    nouns: set[str] = field(default_factory=set)  # for things, that it stands with: "drone"
    genders: set[str] = field(default_factory=set)  # of its titles: "Mrs"
    located: bool = False  # something is in, at or near it
    given: str = ""  # the gender that nearly all lists give its given name
    family: str = (
        ""  # the surname that a given name shares: of Bill, "Bill and Hilda Colton"
    )
    now: Key = ()  # the name that its bearer took later: "Judith Barlow, born Judith Keating"
    full: Key = ()  # the name that it is the acronym of: WEF, in brackets behind it
    human: bool = False  # it ends a phrase for a person: "minister of justice Ada Roe"
    speaks: bool = False
    kin: bool = False  # it is introduced as somebody's relative: "his wife, Melania Trump"
    reigns: bool = False  # it stands behind a monarch's title: "King Salman"


BEARERS = {("(person)",), ("(female)",), ("(male)",)}
"""What is put to the key of a surname whose places the text gives to several bearers."""

NOTHING = Shown(located=True)
"""A name without sentences: it may be a place for all that is known."""
