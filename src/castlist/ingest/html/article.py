"""Which lines of a page are its article:
what trafilatura keeps, less what the page marks as something else."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml.html import HtmlElement

from castlist.ingest.html.gaps import drop_teasers, fill_gaps, is_prose
from castlist.ingest.html.metadata import Metadata
from castlist.ingest.html.page import (
    HEAD,
    HEADINGS,
    HIDDEN,
    MENU,
    PageLine,
    match_lines,
    only_letters,
)
from castlist.text import ends_sentence

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

__all__ = ["ArticleLines", "choose_lines"]

_OUTSIDE = "outside the article, says trafilatura"
_HALF = 0.5
_LINKED = 0.8  # share of a line's characters
# words; so short a link is an address or a name that the sentence around it was cut from
_FEW = 3
# as Settings.body_words: no such line is a kicker, a date or a bread crumb
_LONG_WORDS = 25
# characters; trafilatura itself takes less for a sign that it has missed the article
_ENOUGH = 250
_TEXT = 9  # ranks below any heading
_SHORTEST_TITLE = 8  # letters and digits
# As in "Storm kills 107 - The Daily" and "The Daily: Storm kills 107".
_SITE_BEHIND = re.compile(r"(?<!\s)\s++[|•·–—»-]\s++[^|•·–—»]{1,40}$")
_SITE_BEFORE = re.compile(r"^[^|•·–—»:]{1,40}(?::|\s[|•·–—»-])\s+")
_CONTENT = re.compile(r"\w{5,}")  # words that say something
# trafilatura promises ValueError only;
# on broken pages, code that expects more of a tree raises these.
_FAILURES = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    AssertionError,
    RecursionError,
)

# Without a handler, Python prints a library's warnings to the terminal.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


class ArticleLines(NamedTuple):
    """The lines of a page; beside each of them why it is no article text (empty: it is);
    which one is the headline."""

    lines: list[PageLine]
    reasons: list[str]
    headline: int | None


def choose_lines(root: HtmlElement, every: list[PageLine], about: Metadata) -> ArticleLines:
    """The lines of a page that says this of itself, told apart;
    hidden ones only if the article is hidden."""
    lines, shares = _extract(root, every)
    reasons = [
        "" if share >= _HALF else line.place or _OUTSIDE
        for line, share in zip(lines, shares, strict=True)
    ]
    headline = _find_headline(lines, reasons, about.titles, about.outlet)
    before = [*reasons]
    fill_gaps(lines, reasons, _OUTSIDE, headline)
    _drop_places(lines, reasons)
    if reasons != before:
        headline = _find_headline(lines, reasons, about.titles, about.outlet)
    if not about.is_live:
        _drop_other_articles(lines, reasons)
    drop_teasers(lines, reasons)
    _drop_links(lines, reasons)
    _drop_empty_headings(lines, reasons, headline)
    if headline is not None:
        reasons[: headline + 1] = [
            *(reason or "above the headline" for reason in reasons[:headline]),
            "",
        ]
    return ArticleLines(lines, reasons, headline)


def _extract(
    root: HtmlElement, every: list[PageLine]
) -> tuple[list[PageLine], list[float]]:
    """The lines that count, and how much of each of them trafilatura keeps.

    Its comparison with two other programs takes a third of the time and changes nothing where it
    has found the page's prose, so it is asked for only where it has not.
    """
    seen = [line for line in every if line.place != HIDDEN]
    for fast in (True, False):
        text = _ask_trafilatura(root, fast=fast)
        if not (fast or text):  # better what little the first found
            break
        lines = seen
        paragraphs = text.split("\n")
        shares, lost = match_lines([line.text for line in lines], paragraphs)
        found = sum(
            len(line.text) * share for line, share in zip(lines, shares, strict=True)
        )
        if lost > found:  # the article is in what a script will show
            lines = every
            shares, _ = match_lines([line.text for line in lines], paragraphs)
        if _has_the_prose(lines, shares):
            break
    return lines, shares


def _ask_trafilatura(root: HtmlElement, *, fast: bool) -> str:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        document = bare_extraction(root, options=_options(fast=fast))
    except _FAILURES:
        return ""
    return (document.text or "") if isinstance(document, Document) else ""


@cache
def _options(*, fast: bool) -> "Extractor":
    """What trafilatura is asked for, made once: it changes nothing in it."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=fast, comments=False)


def _words(line: PageLine) -> int:
    return line.text.count(" ") + 1  # its white space is squeezed


def _has_the_prose(lines: list[PageLine], shares: list[float]) -> bool:
    """Whether the kept lines are mostly prose, and most of the page's prose is kept."""
    kept = [line for line, share in zip(lines, shares, strict=True) if share >= _HALF]
    prose = sum(len(line.text) for line in kept if is_prose(line))
    on_page = sum(len(line.text) for line in lines if is_prose(line) and not line.place)
    return prose >= max(
        _ENOUGH, _HALF * on_page, _HALF * sum(len(line.text) for line in kept)
    )


def _drop_places(lines: list[PageLine], reasons: list[str]) -> None:
    """Lines in menus, forms, captions and the like, unless half of the article is in such a place.

    Heads are left alone: many pages put the headline and the first paragraph of the article into
    one.
    """
    kept = _letters_by(lines, reasons, "place")
    for n, line in enumerate(lines):
        if (
            not reasons[n]
            and line.place not in {"", HEAD}
            and kept[line.place] < _HALF * kept.total()
        ):
            reasons[n] = line.place


def _drop_other_articles(lines: list[PageLine], reasons: list[str]) -> None:
    """Lines in an <article> that begins inside or below the one with most of the text:
    a teaser, the next story."""
    kept = _letters_by(lines, reasons, "article")
    main, letters = max(kept.items(), key=lambda item: item[1], default=(0, 0))
    for n, line in enumerate(lines):
        if not reasons[n] and line.article > main > 0 and letters >= _HALF * kept.total():
            reasons[n] = "another article on the page"


def _letters_by(lines: list[PageLine], reasons: list[str], field: str) -> Counter[Any]:
    letters: Counter[Any] = Counter()
    for line, reason in zip(lines, reasons, strict=True):
        if not reason:
            letters[getattr(line, field)] += len(line.text)
    return letters


def _drop_links(lines: list[PageLine], reasons: list[str]) -> None:
    """Paragraphs that are one link, and lists of links below the text.
    Elsewhere lists and headings may be links."""
    last = max(
        (n for n, line in enumerate(lines) if not reasons[n] and is_prose(line)), default=0
    )
    for n, line in enumerate(lines):
        is_item = line.tag in HEADINGS or (
            line.tag in {"li", "dt", "dd", "tr"} and n < last
        )
        if (
            not reasons[n]
            and line.linked >= _LINKED
            and not is_item
            and _FEW < _words(line) < _LONG_WORDS
        ):
            reasons[n] = "a link"


def _drop_empty_headings(
    lines: list[PageLine], reasons: list[str], headline: int | None
) -> None:
    """Headings with no text before the next heading of the same or a higher rank: teasers, lists
    that were left out."""
    # rank of the next line below that stays;
    # text ranks below all headings, the page's end above them
    below = 0
    for n in range(len(lines) - 1, -1, -1):
        if reasons[n]:
            continue
        line = lines[n]
        rank = HEADINGS.get(line.tag, _TEXT)
        if (
            rank == _TEXT
            or n == headline
            or rank < below
            or line.text.endswith(":")
            or _words(line) >= _LONG_WORDS
        ):
            below = rank
        else:
            reasons[n] = "a heading without text"


def _find_headline(
    lines: list[PageLine], reasons: list[str], titles: Sequence[str], outlet: str
) -> int | None:
    """The line above the text that says what the page calls itself, else its only <h1> there."""
    parts = [part for title in titles for part in _parts_of(title, titles)]
    site = _fold(outlet)
    wanted = [t for t in map(_fold, parts) if len(t) >= _SHORTEST_TITLE and t != site]
    text = [
        n
        for n, line in enumerate(lines)
        if not reasons[n] and is_prose(line) and line.tag not in HEADINGS
    ]
    body = [n for n in text if _words(lines[n]) >= _LONG_WORDS]
    # a date or a summary may stand above it, but no paragraph
    top = lines[: min([*body[:1], *text[1:2], len(lines)])]
    said = [
        (likeness, line.tag == "h1", line.tag in HEADINGS, n)
        for n, line in enumerate(top)
        if (line.tag in HEADINGS or line.place != MENU)
        and (likeness := _likeness(line, wanted))
    ]
    if said:
        whole = max(likeness for likeness, *_ in said)
        alike = [rank for rank in said if rank[0] >= _HALF * whole]
        return max(alike, key=lambda rank: rank[1:])[-1]
    first = [
        n
        for n, line in enumerate(top)
        if line.tag == "h1" and line.place in {"", HEAD} and _fold(line.text) != site
    ]
    if len(first) == 1 and len(_fold(lines[first[0]].text)) >= _SHORTEST_TITLE:
        return first[0]
    return _find_line_like_a_headline(lines, reasons, titles)


def _find_line_like_a_headline(
    lines: list[PageLine], reasons: list[str], titles: Sequence[str]
) -> int | None:
    """The first line that stays, if it has no end and stands above the text, of which the page's
    own title has no word: that is the site's ("News from The Daily")."""
    kept = [n for n, reason in enumerate(reasons) if not reason]
    if len(kept) < 2:
        return None
    line = lines[kept[0]]
    words = {word for title in titles for word in _CONTENT.findall(title.casefold())}
    text = "\n".join(lines[n].text.casefold() for n in kept)
    is_free = line.linked < _HALF and not line.place and line.tag != "li"
    is_long = _FEW < line.text.count(" ") < _LONG_WORDS and is_prose(lines[kept[1]])
    if not (is_free and is_long) or ends_sentence(line.text):
        return None
    return None if any(word in text for word in words) else kept[0]


def _parts_of(title: str, titles: Sequence[str]) -> list[str]:
    """A title, and what it is without the site's name behind or before it."""
    behind = _SITE_BEHIND.sub("", title)
    if behind != title and behind in titles:
        return [title, behind]
    return [title, behind, _SITE_BEFORE.sub("", title)]


def _likeness(line: PageLine, titles: list[str]) -> int:
    """How many letters a line shares with a title that it is, or, as a heading, that is most of it
    or the other way round; 0 if there is none."""
    letters = _fold(line.text)
    if letters in titles:
        return 2 * len(letters)
    if line.tag not in HEADINGS:
        return 0
    pairs = [sorted((letters, title), key=len) for title in titles]
    return max(
        (
            len(short)
            for short, long in pairs
            if short in long and len(short) >= _HALF * len(long)
        ),
        default=0,
    )


def _fold(text: str) -> str:
    return only_letters(text).casefold()
