"""Who wrote an article and when, as its page shows it: on the lines beside the headline, where
readers look; related stories, footers and boxes with today's date have names and dates too.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from castlist.english.dates import Order, find_days, find_order, read_stated, settle_day
from castlist.ingest.html.article import ArticleLines
from castlist.ingest.html.byline import BY, find_names
from castlist.ingest.html.fragment import squeeze
from castlist.ingest.html.metadata import Metadata
from castlist.ingest.html.page import PageLine

__all__ = ["Dateline", "find_shown", "settle"]

_ABOVE = 4  # lines above the headline, below the menu
_BELOW = 30  # lines below it, at most
_PARAGRAPHS = 2  # long ones of the text, of which the second ends the search
_AFTER = 8  # lines below the text, among which a note about its author stands
_LONG = 25  # words of a paragraph; as Settings.body_words
_SHORT = 20  # words; no longer line is a byline or a date of the page
_LINKED = 0.5  # share of a line that is links; more is a way to another page
_MOST_MARKS = 10  # of one line, and steps through one: no byline needs more
_MOST_STEPS = 80
_LONGEST = 120  # characters; more is the author's biography
_ELSEWHERE = {"a menu", "the foot of a page or an article", "a box beside the article"}
_LABEL = re.compile(r"(written |words |story |posted )?by:?|authors?:?", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(updated?|modified|changed|edited|revised|reviewed|checked)\b", re.IGNORECASE
)
_MADE = re.compile(r"\b(published|posted|written|created|first|issued)\b", re.IGNORECASE)
_SAID = re.compile(
    r"^\W*(first |originally |last )?(published|posted|written|updated)( on)?\b",
    re.IGNORECASE,
)
_OF_CHANGE = re.compile(r"modif|update", re.IGNORECASE)
_ABOUT = re.compile(r"title|role|position|job|bio|descri|avatar|date|time", re.IGNORECASE)
_BESIDE = re.compile(r"descri|avatar|\bbio|image|photo|comment|related|card", re.IGNORECASE)
_NAMED = re.compile(r"author|byline|writer", re.IGNORECASE)


class Dateline(NamedTuple):
    """What a page shows of its article; empty if it does not."""

    by: str  # who an author line ("By ...") beside the headline names
    author: str  # whom the page marks as an author, or an author line elsewhere names
    published: str
    published_from: str


class _Dated(NamedTuple):
    iso: str
    changed: bool  # whether it is the day of a change
    place: str


def find_shown(choice: ArticleLines, language: str) -> Dateline:
    """What the lines of a page say of its author and its day."""
    lines = choice.lines
    head = _find_head(choice)
    near = [lines[n] for n in head]
    kept = [n for n, reason in enumerate(choice.reasons) if not reason]
    end = kept[-1] if kept else 0
    below = lines[end : end + _AFTER]
    rest = [line for line in lines[: end + _AFTER] if line.place not in _ELSEWHERE]
    by = _read_bylines(near)
    author = _read_marked(near) or _read_bylines(below) or _read_marked(rest)
    order = find_order(language, (line.text for line in lines))
    known = {day for line in lines for day, _ in _times_of(line)}
    published = _find_day(_nearest(choice, head), rest, order, known)
    return Dateline(", ".join(by), ", ".join(author), *published)


def settle(about: Metadata, shown: Dateline) -> Metadata:
    """What a page states, with what its lines show where that says more."""
    if about.published:
        own = filter(None, [shown.published, about.day_in_address])
        day = settle_day(about.published, about.stated, own)
        place = about.published_from
    else:
        found = (
            (about.day_in_address, "address"),
            (shown.published, shown.published_from),
            (about.day_marked, "time element"),
        )
        day, place = next((row for row in found if row[0]), ("", ""))
    by = "" if shown.by in about.author else shown.by  # all of whom are stated, and more
    return about._replace(
        author=by or about.author or shown.author or about.login,
        published=day,
        published_from=place,
    )


def _find_head(choice: ArticleLines) -> Sequence[int]:
    """Where author and date stand: a few lines above the headline, and from it to the text."""
    kept = (n for n, reason in enumerate(choice.reasons) if not reason)
    headline = choice.headline
    first = next(kept, 0) if headline is None else headline
    start = first
    places = {"", "a button", choice.lines[first].place} if choice.lines else set()
    while start > max(0, first - _ABOVE) and _is_plain(choice.lines[start - 1], places):
        start -= 1
    below = range(first + 1, min(first + _BELOW, len(choice.lines)))
    long = [n for n in below if _is_long(choice, n)]
    end = long[:_PARAGRAPHS][-1] if len(long) >= _PARAGRAPHS else first + _BELOW
    return range(start, min(end, len(choice.lines)))


def _nearest(choice: ArticleLines, head: Sequence[int]) -> list[list[PageLine]]:
    """The lines of the head, those first that stand nearest to the headline: from it to the text,
    above it, within the text."""
    top = choice.headline or 0
    text = [n for n in head if n > top and _is_long(choice, n)]
    first = text[0] if text else len(choice.lines)
    parts: list[list[PageLine]] = [[], [], []]
    for n in head:
        parts[1 if n < top else 2 * (n > first)].append(choice.lines[n])
    return parts


def _is_long(choice: ArticleLines, n: int) -> bool:
    return not choice.reasons[n] and choice.lines[n].text.count(" ") >= _LONG


def _is_plain(line: PageLine, places: Container[str]) -> bool:
    return line.place in places and line.linked < _LINKED


# Authors


def _read_bylines(lines: Sequence[PageLine]) -> list[str]:
    """The names on the first line that says who wrote the article, or on the one below it."""
    texts = [line.apart or line.text for line in lines]
    for n, text in enumerate(texts):
        if _LABEL.fullmatch(text):
            following = texts[n + 1 : n + 2]
        else:
            following = [text] if BY.match(text) else []
        for said in following:
            if len(said) <= _LONGEST and (names := find_names(said)):
                return names
    return []


def _read_marked(lines: Iterable[PageLine]) -> list[str]:
    """The names in the first element that is marked as the author's, or in several of one line."""
    for line in lines:
        names: list[str] = []
        for mark in line.marks[:_MOST_MARKS]:
            about = mark.get("class") or ""
            text = "" if mark.tag == "time" or _BESIDE.search(about) else _text_of(mark)
            if 0 < len(text) <= _LONGEST and not _CHANGED.match(text):
                names += [name for name in find_names(text) if name not in names]
        if names:
            return names
    return []


def _text_of(element: HtmlElement) -> str:
    """The text of an element that is a name or a few, without what is said of the author in parts
    of their own; empty if it is more than that."""
    pieces: list[str] = []
    walker = iterwalk(element, events=("start", "end"))
    for steps, (event, part) in enumerate(walker):
        if steps > _MOST_STEPS:
            return ""
        if event == "end":
            pieces.append((part.tail or "") if part is not element else "")
        elif part is not element and _is_beside_name(part.get("class") or ""):
            walker.skip_subtree()
        else:
            pieces.append(part.text or "")
    return squeeze(" ".join(pieces))


def _is_beside_name(called: str) -> bool:
    return bool(_ABOUT.search(called)) and not _NAMED.search(_ABOUT.sub("", called))


# Dates


def _find_day(
    near: Sequence[Sequence[PageLine]],
    rest: Sequence[PageLine],
    order: Order,
    known: Collection[str],
) -> tuple[str, str]:
    """The day on the lines near the headline, else on one that says "Published" elsewhere; the day
    of a change only if there is no other but what stands above the headline."""
    below, above, inside = (
        [d for n in part for d in _days_of(n, order, known)] for part in near
    )
    made = _made(below)
    if not made:
        said = [day for line in _labelled(rest) for day in _days_of(line, order, known)]
        made = _made(said) or below or _made(above) or _made(inside) or said or above
    return (made[0].iso, made[0].place) if made else ("", "")


def _made(days: Sequence[_Dated]) -> list[_Dated]:
    return [day for day in days if not day.changed]


def _labelled(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """The lines that begin with "Published" or "Updated"; with the line below where that is all."""
    for n, line in enumerate(lines):
        found = _SAID.match(line.text)
        if not found:
            continue
        if found.end() < len(line.text.rstrip(": ")) or n + 1 == len(lines):
            yield line
        else:
            following = lines[n + 1]
            yield following._replace(text=f"{line.text} {following.text}", apart="")


def _times_of(line: PageLine) -> list[tuple[str, HtmlElement]]:
    """The days that the time elements of a line state for machines."""
    if not line.marks:
        return []
    return [
        (day, time)
        for time in line.marks
        if time.tag == "time"
        and (day := read_stated(time.get("datetime") or time.get("content") or ""))
    ]


def _days_of(line: PageLine, order: Order, known: Collection[str]) -> Iterator[_Dated]:
    """The days that a line names in words, then those that it states for machines."""
    stated = _times_of(line)
    text = line.apart or line.text
    if text.count(" ") < _SHORT:
        start = 0
        for day in find_days(text, order, known=known):
            marked = any(day.iso == iso for iso, _ in stated)
            changed = _is_change(text[start : day.start])
            yield _Dated(day.iso, changed, "time element" if marked else "text")
            start = day.start
    for iso, time in stated:
        about = f"{time.get('class') or ''} {time.get('itemprop') or ''}".lower()
        changed = bool(_OF_CHANGE.search(about)) and "publish" not in about
        yield _Dated(iso, changed, "time element")


def _is_change(before: str) -> bool:
    return bool(_CHANGED.search(before)) and not _MADE.search(before)
