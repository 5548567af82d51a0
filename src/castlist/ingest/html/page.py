"""The lines of a web page as a reader sees them, where each of them stands,
and which of them an extractor kept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from castlist.text import UNPRINTABLE, strip_line

__all__ = [
    "HEAD",
    "HEADINGS",
    "HIDDEN",
    "MENU",
    "PageLine",
    "match_lines",
    "only_letters",
    "read_lines",
]

HEADINGS = {f"h{n}": n for n in range(1, 7)}  # tag -> rank
HEAD = "the head of a page or an article"
HIDDEN = "hidden on the page"
MENU = "a menu"
_BLOCKS = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html label legend li
    main menu nav ol p pre section summary table tbody tfoot thead tr ul
    """.split()
)
_UNSEEN = frozenset(
    """
    applet audio canvas datalist embed head iframe map math noframes noscript object rp script
    select style svg template textarea title video
    """.split()
)
# What an element, or its ARIA role, says of the lines in it.
_PLACES = {
    "nav": MENU,
    "menu": MENU,
    "navigation": MENU,
    "menubar": MENU,
    "header": HEAD,
    "banner": HEAD,
    "footer": "the foot of a page or an article",
    "contentinfo": "the foot of a page or an article",
    "aside": "a box beside the article",
    "complementary": "a box beside the article",
    "figcaption": "a picture's caption",
    "form": "a form",
    "search": "a form",
    "button": "a button",
    "dialog": "a message over the page",
    "alertdialog": "a message over the page",
}
# What a class, a role or a property calls the parts of a page that say who wrote it, and when.
_MARKED = re.compile(r"author|byline|writer|contributor", re.IGNORECASE)
_NAMING = frozenset({"class", "itemprop", "rel"})
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})
# no character of any text: the border of two cells until their line is whole
_CELL = "\ufdd0"
# the border of two elements inside a line
_EDGE = "\ufdd1"
_SHORT = 200  # characters of a line that may name author and date
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
_NO_ASCII_LETTER = bytes(n for n in range(128) if not chr(n).isalnum())
_NO_LETTER = re.compile(r"[\W_]+")
_PROBE = 24  # letters and digits; shorter runs stand on a page more than once
# to find a piece of one paragraph;
# more are needed only for what the page does not show at all
_TRIES = 1000


# of an element: whether it is hidden, whether it is marked, its ARIA role
_Told = tuple[bool, bool, str]


class PageLine(NamedTuple):
    """One line of a page: its text, the block element it stands in, its place,
    and how much of it is links."""

    text: str
    tag: str
    place: str  # empty if nothing around it is marked as a menu, a form, ...
    linked: float  # share of its characters that are links, 0 to 1
    article: int = 0  # which <article> of the page it stands in, from 1; 0 if in none
    # which item of a list it stands in, from 1; 0 if in none
    item: int = 0
    # the elements that begin in it and are marked as an author's name, a byline or a time
    marks: tuple[HtmlElement, ...] = ()
    # the text of a short line with a space between its elements, if that is another one
    apart: str = ""
    bold: int = 0  # characters at its beginning that are in bold


class _LineCollector:
    """Collects lines: text is added piece by piece,
    and every border of a block element ends a line."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        # tag, place, article and item of the open ones
        self.blocks = [("body", "", 0, 0)]
        self.pieces: list[str] = []
        self.marks: list[HtmlElement] = []
        self.articles = self.items = self.links = self.linked = 0
        self.bold: HtmlElement | None = None  # that the line begins with
        self.lead = ""  # its words

    def add(self, text: str | None, *, edge: bool = False) -> None:
        """Text of the line, behind the border of an element if there is one."""
        pieces = self.pieces
        if edge and pieces:
            pieces.append(_EDGE)
        if text and (pieces or not text.isspace()):
            pieces.append(text)
            if self.links:
                self.linked += len(text)

    def end_line(self, *, row: bool = False) -> None:
        """A row of a table is one line, unless one of its cells has lines of its own:
        then it was for layout."""
        if not self.pieces:
            return
        tag, place, article, item = self.blocks[-1]
        written = "".join(self.pieces)
        inner = written.strip(_EDGE)
        whole = UNPRINTABLE.sub("", inner.replace(_EDGE, ""))
        if tag == "pre" or _CELL in whole:
            lines, length = _part_line(whole, tag, row=row)
        else:
            text = " ".join(whole.split())
            lines = [text] if strip_line(text) else []
            length = len(text)
        if len(written) > _SHORT:
            apart = ""
        elif lines == [inner]:
            apart = inner
        else:
            apart = " ".join(written.replace(_EDGE, " ").split())
        linked = min(1.0, self.linked / max(1, length))
        for line in lines:
            bold = len(self.lead) if line.startswith(self.lead) else 0
            marks = tuple(self.marks)
            self.lines.append(
                PageLine(line, tag, place, linked, article, item, marks, apart, bold)
            )
            self.marks = []
        self.pieces = []
        self.lead = ""
        self.linked = 0

    def open(self, element: HtmlElement, tag: str, told: _Told) -> None:
        hidden, marked, role = told
        if tag in _BLOCKS:
            self.end_line()
            _, place, article, item = self.blocks[-1]
            if tag == "article":
                self.articles = article = self.articles + 1
            elif tag == "li":
                self.items = item = self.items + 1
            if hidden or place == HIDDEN:
                place = HIDDEN
            else:
                place = _PLACES.get(role) or _PLACES.get(tag) or place
            self.blocks.append((tag, place, article, item))
        elif tag == "a":
            self.links += 1
        elif tag in {"td", "th"}:
            self.pieces.append(_CELL)
        elif tag == "br" and self.blocks[-1][0] in HEADINGS:
            self.add(" ")
        elif tag in {"br", "hr"}:
            self.end_line()
        elif tag in _BOLD and not "".join(self.pieces).strip(_EDGE):
            self.bold = element
        if tag == "time" or marked:
            self.marks.append(element)
        self.add(element.text, edge=True)

    def close(self, element: HtmlElement, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line(row=tag == "tr")
            self.blocks.pop()
        elif tag == "a":
            self.links -= 1
        elif element is self.bold:
            written = "".join(self.pieces).replace(_EDGE, "")
            self.lead = " ".join(UNPRINTABLE.sub("", written).split())
        self.add(element.tail, edge=True)


def _part_line(text: str, tag: str, *, row: bool) -> tuple[list[str], int]:
    """The lines that a line with cells or blank lines in it is, and how many characters
    they have."""
    parts = _BLANK_LINE.split(text) if tag == "pre" else [text]
    texts = [" ".join(part.split()) for part in parts]
    cells = [cell for text in texts for cell in map(str.strip, text.split(_CELL))]
    cells = [cell for cell in cells if strip_line(cell)]
    return [" | ".join(cells)] if row and cells else cells, sum(map(len, texts))


def read_lines(root: HtmlElement) -> list[PageLine]:
    """Every line of a page from top to bottom, white space squeezed: a line a block element, a
    table's row a line.

    Hidden blocks are among them, and marked as such: some pages hide their article until a script
    shows it.
    """
    page = _LineCollector()
    walker = iterwalk(root, events=("start", "end"))
    known: dict[str, bool] = {}
    unseen: Any = None  # the element that is passed over
    for event, element in walker:
        tag = element.tag
        if event == "end":
            if element is not unseen:
                page.close(element, tag)
            else:
                page.add(element.tail)
            continue
        told = _read_attributes(element, known)
        if tag in _UNSEEN or (told[0] and tag not in _BLOCKS):
            unseen = element
            walker.skip_subtree()
        else:
            page.open(element, tag, told)
    page.end_line()
    return page.lines


def _read_attributes(element: HtmlElement, known: dict[str, bool]) -> _Told:
    """What the attributes of an element tell; `known` keeps which names mark an author."""
    hidden = marked = False
    role = ""
    # all at once: to ask lxml for one of them takes as long
    for name, value in element.items():
        if name in _NAMING:
            if value not in known:
                known[value] = bool(_MARKED.search(value))
            marked = marked or known[value]
        elif name == "style":
            hidden = hidden or bool(_INVISIBLE.search(value))
        elif name == "hidden":
            hidden = True
        elif name == "role":
            role = value
    return hidden, marked, role


def match_lines(lines: Sequence[str], paragraphs: Iterable[str]) -> tuple[list[float], int]:
    """For each line the share of it that stands in the paragraphs, 0 to 1;
    and how many letters no line has.

    Letters and digits alone are compared, so that white space, list marks and table borders do not
    matter, nor whether a paragraph is one line or several.
    """
    letters = [only_letters(line) for line in lines]
    ends = list(accumulate(map(len, letters)))
    page = "".join(letters)
    whole = _find_whole(letters, ends)
    kept = [0] * len(lines)
    position = lost = 0
    for paragraph in paragraphs:
        wanted = only_letters(paragraph)
        lost += len(wanted)
        for start, end in _find_line(wanted, whole, position) or _find(
            wanted, page, position
        ):
            position = end
            lost -= end - start
            n = bisect_right(ends, start)
            while start < end:
                kept[n] += min(ends[n], end) - start
                start = ends[n]
                n += 1
    return [
        min(1.0, n / len(x)) if x else 0.0 for n, x in zip(kept, letters, strict=True)
    ], lost


def only_letters(text: str) -> str:
    """The letters and digits of a text.

    >>> only_letters("At 7.30, “he” said")
    'At730hesaid'
    """
    if text.isascii():
        return text.encode().translate(None, _NO_ASCII_LETTER).decode()
    # spaces first, which are most of the rest: the pattern takes ten times as long for each
    return _NO_LETTER.sub("", text.replace(" ", ""))


def _find_whole(letters: Sequence[str], ends: Sequence[int]) -> dict[str, list[int]]:
    """Where on the page each line begins that is long enough to be told from others."""
    found: dict[str, list[int]] = {}
    for line, end in zip(letters, ends, strict=True):
        if len(line) > _PROBE:
            found.setdefault(line, []).append(end - len(line))
    return found


def _find_line(
    wanted: str, whole: Mapping[str, Sequence[int]], position: int
) -> list[tuple[int, int]]:
    """The next line that is these letters and no more, rather than a caption that says the same
    and more; empty if there is none below the position."""
    starts = whole.get(wanted, ())
    n = bisect_left(starts, position)
    return [(starts[n], starts[n] + len(wanted))] if n < len(starts) else []


def _find(wanted: str, page: str, position: int) -> Iterator[tuple[int, int]]:
    """Where the letters stand on the page, from the position on or else above it:
    as a whole, or in long pieces."""
    done = 0
    length = len(wanted)
    tries = 0
    while done < len(wanted) and tries < _TRIES:
        piece = wanted[done : done + length]
        start = page.find(piece, position)
        if start < 0:
            start = page.find(piece)
        if start < 0:
            done += 0 if length == len(wanted) > _PROBE else _PROBE // 2
            tries += 1
        else:
            end = start + len(piece)
            done += len(piece)
            while done < len(wanted) and page[end : end + 1] == wanted[done]:
                done = done + 1
                end = end + 1
            yield start, end
            position = end
        length = _PROBE
