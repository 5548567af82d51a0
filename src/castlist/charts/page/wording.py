"""Words made fit for charts: names, titles, dates, and what a person writes about a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from castlist.charts.page.lettering import clean, isolate
from castlist.charts.page.numerals import HARD

__all__ = [
    "CAPTION_LENGTH",
    "Origin",
    "credit_line",
    "day",
    "edited_source",
    "join_names",
    "named",
    "plain",
    "shorten",
]

NAME_LENGTH = 40  # characters
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
    return isolate(shorten(str(name), NAME_LENGTH)) or "(symbols only)"


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
