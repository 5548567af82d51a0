"""Words made fit for charts: names, titles, dates, and what a person writes about a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from castlist.charts.page.lettering import clean, isolate
from castlist.charts.page.numerals import HARD

__all__ = [
    "CAPTION_LENGTH",
    "Origin",
    "be",
    "begun",
    "credit_line",
    "day",
    "edited_source",
    "have",
    "is_long",
    "join_names",
    "labelled",
    "named",
    "plain",
    "shorten",
]

NAME_LENGTH = 40  # characters
SHOUTED = 4  # letters of each word of a name in capitals; shorter ones may be acronyms
CAPTION_LENGTH = 200
MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June")
MONTHS += ("July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the numbers of a chart come from."""

    article_id: str  # file names begin with it
    language: str  # ISO 639-1 code
    source: str
    method: str
    short_source: str = ""  # for sheets with little room; empty if there is no shorter one
    short_method: str = ""


def shorten(text: str, length: int) -> str:
    """The text for a sentence: cleaned, cut at a word with an ellipsis if it is longer.

    >>> shorten("Putin wants to ask Erdogan", 15)
    'Putin wants to…'
    """
    text = clean(text[: 4 * length])
    if len(text) <= length:
        return text
    head = text[:length]
    if not text[length].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.-–—/([{“‘’\"'") + "…"


def named(name: object) -> str:
    """An actor's name for a sentence."""
    return isolate(shorten(_quiet(str(name)), NAME_LENGTH)) or "(symbols only)"


def be(kind: object) -> str:
    """The verb behind an actor of a type: "Saudis are mentioned", all others "is"."""
    return "are" if kind == "people" else "is"


def have(kind: object) -> str:
    """The same: "Saudis have 6 of 36 mentions", all others "has"."""
    return "have" if kind == "people" else "has"


def is_long(name: object) -> bool:
    """Whether a name would have to be cut for a sentence."""
    return len(clean(str(name))) > NAME_LENGTH


def begun(text: str) -> str:
    """The text with a capital at its beginning, as a sentence or a label has it; a word with
    capitals of its own ("iPhone") stays.

    >>> begun("federal government"), begun("iPhone"), begun("not attributed")
    ('Federal government', 'iPhone', 'Not attributed')
    """
    first = text.split(" ", 1)[0]
    # titlecase: scripts without capitals at the beginning, as Georgian, stay
    return text[:1].title() + text[1:] if first.islower() else text


def labelled(name: str, *, after: bool = False) -> str:
    """A name as a label has it: in one case, whether it is a description ("federal government"), a
    headline's ("KUWAIT CITY") or as names are written. Acronyms stay, and so does the article of
    one that stands `after` another: "Ghana + the African continent".

    >>> [labelled(name) for name in ("federal government", "KUWAIT CITY", "UN WOMEN", "KUNA")]
    ['Federal government', 'Kuwait City', 'UN WOMEN', 'KUNA']
    """
    return _quiet(name) if after and name.startswith("the ") else begun(_quiet(name))


def _quiet(name: str) -> str:
    words = name.split()
    shouted = len(words) > 1 and name.isupper() and "".join(words).isalpha()
    if shouted and all(len(word) >= SHOUTED for word in words):
        return " ".join(word.capitalize() for word in words)
    return name


def plain(name: object) -> str:
    """An actor's full name for a text that is read aloud."""
    return isolate(clean(str(name))) or "(symbols only)"


def edited_source(text: str) -> str:
    """A person's source line, as a line of its own."""
    text = shorten(text, CAPTION_LENGTH)
    if not text:
        return ""
    text = text if text.casefold().startswith("source") else f"Source: {text}"
    return text if text.endswith((".", "…")) else f"{text}."


def credit_line(text: str) -> str:
    """Whom a person names as the maker of the chart."""
    text = shorten(text, CAPTION_LENGTH)
    if not text:
        return ""
    return f"Chart: {text.removesuffix('.')}."


def join_names(names: Sequence[str]) -> str:
    """The parts as a list in a sentence: A, B and C."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def day(published: str) -> str:
    """A date as a reader knows it; what is no ISO date stays as it is."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return shorten(published, 30)
    return f"{day.day}{HARD}{MONTHS[day.month - 1]}{HARD}{day.year}"
