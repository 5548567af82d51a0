"""Where the article lies in a page pasted whole:
the stretch of sentences among menus, teasers and comments.

No tags are left to go by, so lines are told apart as jusText (Pomikálek 2011) and boilerpipe
(Kohlschütter et al. 2010) do, by length, punctuation and neighbours. Each line gets points,
sentences for it, menu entries against it; the article is the stretch with most points (Ruzzo and
Tompa 1999 find all such stretches in one pass). The numbers are set so that development pages lose
no paragraph first, and furniture second.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from castlist.clean.keep import find_spared
from castlist.clean.line_features import (
    LineFeatures,
    is_dated,
    is_free,
    is_item,
    look_at,
)
from castlist.text import ends_sentence, name_key

__all__ = ["find_outside"]

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"(https?://|www\.)\S+$")

# Points of a line. A sentence has as many as words.
_MOST = 50.0  # of a long line, so that one legal notice outweighs no article
# words; a shorter sentence without another near it has half its points:
# it stands below a teaser
_ALONE = 40
# of a line that is shaped like one near it: a list of results, dates or numbered points
_ITEM = 3.0
# of a line without an end: under 5 words a menu entry, else a headline or an item
_ENTRY = -6.0
_TEASER = -4.0
_KNOWN = -8.0  # of a line that a rule names, or that is about the site
_REMARK = -15.0  # of a date or a button between comments or teasers
# of what stands below an article
_BARRIERS = {"heading": -30.0, "comments": -100.0, "foot": -100.0}
_OVER = {"comments", "foot"}
_WALL = -10_000.0  # of a heading with comments below it

# Which stretches are the article.
# points; two sentences. A weaker stretch is a teaser, unless it ends the article
_FEWEST = 30.0
_GAP = 60  # lines between two stretches of one article: a table, a list, specifications
# of the points of the strongest part;
# a part of that strength is kept in any case: which is it?
_SHARE = 0.4
_CLOSE = 10  # lines from one part to the next that are looked through one by one
# lines below the last paragraph, words of a paragraph that may follow a list of links there
_NEAR = 3
_TAIL = 25

# What makes it a page, and where its title is.
_ENTRIES = 8
_PER_SIGN = 20
_SIGNS = 3
_PAGE_PARTS = {"sign", "comments", "foot"}
_PAGE_RULES = {
    "navigation",
    "share",
    "subscribe",
    "cookies",
    "copyright",
    "comments",
    "advertisement",
    "more",
}
# lines between a title and the first paragraph: author, date, share bar, captions
_ABOVE = 40
_UNSURE = 1.0  # points; lines that are so close to the likeliest title are kept with it
# words; a shorter title may be a name under a picture,
# so the likeliest longer one is kept too
_HEADLINE = 5
_STANDFIRST = 8  # words, without a full stop, right below the title

_BEFORE = "it stands before the first paragraph of the article"
_AFTER = "it stands after the last paragraph of the article"
_BETWEEN = "it stands in a list or menu between two parts of the article"


class _Passage(NamedTuple):
    start: int
    end: int
    before: float  # sum of all points before it
    after: float  # sum of all points up to its end
    below: int  # position of the last stretch before it that begins at a lower sum

    @property
    def points(self) -> float:
        return self.after - self.before


def find_outside(
    texts: Sequence[str], words: Sequence[int], known: Mapping[int, str], *, title: str = ""
) -> dict[int, tuple[str, str]]:
    """Position of a line -> rule and reason why it is not the article's;
    empty unless the lines are clearly a page.

    `words` counts those of each line, `known` gives the rules that have named some of them already,
    `title` is what the article is called, if that is known.
    """
    lines = look_at(texts, words, known)
    parts = _find_parts(
        lines, _find_stretches([_score(lines, n) for n in range(len(lines))])
    )
    if not parts:
        return {}
    first = parts[0][0]
    last = parts[-1][1]
    inside = {n for start, end in parts for n in range(start, end + 1)} | _find_top(
        lines, first, last
    )
    inside |= {
        n
        for n, line in enumerate(lines)
        if title and name_key(line.text) == name_key(title)
    }
    outside = [n for n in range(len(lines)) if n not in inside]
    if not _is_page([lines[n] for n in outside]):
        return {}
    spared = find_spared(lines, inside, first, last)
    outside = [n for n in outside if n not in spared]
    found = {n: ("outside", _where(n, first, last)) for n in outside}
    return found | _find_lists(lines, sorted(inside))


def _where(n: int, first: int, last: int) -> str:
    """Where a line stands that is outside of the text between two lines."""
    if n < first:
        return _BEFORE
    return _AFTER if n > last else _BETWEEN


def _score(lines: Sequence[LineFeatures], n: int) -> float:
    line = lines[n]
    near = [lines[i] for i in (n - 2, n - 1, n + 1, n + 2) if 0 <= i < len(lines)]
    if (
        line.part == "comments"
        and sum(other.part == "remark" for other in lines[n + 1 : n + 9]) > 1
    ):
        return _WALL
    if line.part in _BARRIERS:
        return _BARRIERS[line.part]
    if line.part == "remark":
        return _REMARK
    if line.known or line.part == "site":
        return 0.0 if line.words >= _ALONE / 2 and not line.known else _KNOWN
    if line.sentence:
        company = line.words >= _ALONE or any(other.sentence for other in near)
        return min(line.words, _MOST) * (1.0 if company else 0.5)
    if line.shape and any(other.shape == line.shape for other in near):
        return _ITEM
    if ends_sentence(line.text) or _ADDRESS.match(line.text):
        return 0.0
    return _ENTRY if line.words < 5 else _TEASER


def _find_stretches(scores: Sequence[float]) -> list[_Passage]:
    """All maximal scoring subsequences, in order and linear time (Ruzzo and Tompa 1999)."""
    found: list[_Passage] = []
    total = 0.0
    for n, points in enumerate(scores):
        start = n
        before = total
        total = total + points
        if points > 0:
            below = len(found) - 1
            while below >= 0 and found[below].before >= before:
                below = found[below].below
            while below >= 0 and found[below].after < total:
                start = found[below].start
                before = found[below].before
                further = found[below].below
                del found[below:]
                below = further
            found.append(_Passage(start, n + 1, before, total, below))
    return found


def _find_parts(
    lines: Sequence[LineFeatures], stretches: Sequence[_Passage]
) -> list[tuple[int, int]]:
    """First and last line of each part of the article;
    several if it cannot be told which of them is the article."""
    most = max((stretch.points for stretch in stretches), default=0.0)
    groups: list[list[_Passage]] = []
    for stretch in stretches:
        if stretch.points >= min(most, _FEWEST):
            if groups and _belong(lines[groups[-1][-1].end : stretch.start]):
                groups[-1].append(stretch)
            else:
                groups.append([stretch])
    totals = [sum(stretch.points for stretch in group) for group in groups]
    enough = _SHARE * max(totals, default=0.0)
    strong = [group for group, total in zip(groups, totals, strict=True) if total >= enough]
    if not strong:
        return []
    over = next(
        (n for n in range(strong[0][-1].end, len(lines)) if lines[n].part in _OVER),
        len(lines),
    )
    parts: list[tuple[int, int]] = []
    for start, end in (
        (group[0].start, group[-1].end - 1) for group in strong if group[0].start < over
    ):
        near = parts and start - parts[-1][1] <= _CLOSE
        parts = [*parts[:-1], (parts[-1][0], end)] if near else [*parts, (start, end)]
    return [*parts[:-1], (parts[-1][0], _find_end(lines, stretches, parts[-1][1]))]


def _belong(gap: Sequence[LineFeatures]) -> bool:
    """Whether nothing between two stretches says that the article has ended."""
    told = sum(bool(line.known) or line.part in ("site", "sign") for line in gap)
    return (
        len(gap) <= _GAP and told <= 1 and not any(line.part in _BARRIERS for line in gap)
    )


def _find_end(
    lines: Sequence[LineFeatures], stretches: Sequence[_Passage], end: int
) -> int:
    """The last line, with a closing sentence a few lines below the rest,
    and items that are no headlines."""
    for stretch in stretches:
        gap = lines[end + 1 : stretch.start] if stretch.start - end <= _NEAR + 1 else ()
        if gap and stretch.start > end:
            links = lines[stretch.start].words >= _TAIL and not any(
                line.part in _OVER for line in gap
            )
            if links or (_belong(gap) and stretch.points > _ITEM):
                end = stretch.end - 1
    return end + sum(1 for _ in takewhile(is_item, lines[end + 1 :]))


def _find_top(lines: Sequence[LineFeatures], first: int, last: int) -> set[int]:
    """The title, and a standfirst right below it. Of several lines that may be the title, all."""
    body = {word for line in lines[first : last + 1] for word in _content(line.text)}
    page = "\n".join(line.text.casefold() for line in lines)
    found = {
        n: _title_points(lines, n, body, page) - 0.03 * (first - n)
        for n in range(max(0, first - _ABOVE), first)
        if is_free(lines[n]) and lines[n].words >= 3 and lines[n].text[-1] not in ";:,"
    }
    if not found:
        return set()
    titles = _choose_titles(lines, found)
    below = range(max(titles) + 1, min(max(titles) + 4, first))
    free = {n for n in below if is_free(lines[n]) and lines[n].words >= _STANDFIRST}
    return titles | {n for n in free if not is_dated(lines[n])}


def _choose_titles(lines: Sequence[LineFeatures], points: Mapping[int, float]) -> set[int]:
    """The likeliest titles, and lines that hold one of them or a part of it ("Opinion
    | Old bridge to close")."""
    likely = {n for n in points if points[n] >= max(points.values()) - _UNSURE}
    likely |= set(
        sorted((n for n in points if lines[n].words >= _HEADLINE), key=points.__getitem__)[
            -1:
        ]
    )
    texts = {n: lines[n].text.casefold() for n in points}
    return {
        n
        for n in points
        if any(texts[n] in texts[t] or texts[t] in texts[n] for t in likely)
    }


def _title_points(
    lines: Sequence[LineFeatures], n: int, body: set[str], page: str
) -> float:
    """More for a line that shares words with the text, stands twice on the page,
    and has a date or author below."""
    line = lines[n]
    words = _content(lines[n].text)
    if not 2 <= len(words) <= 25:
        return 0.0
    shared = len(words & body)
    points = min(shared, 3) * shared / len(words)
    if line.words >= 5:
        points += 0.5 + (page.count(line.text.casefold()) > 1)
    points += any(
        is_dated(other) or other.known == "author" for other in lines[n + 1 : n + 5]
    )
    return points + 0.5 * (n == 0 or lines[n - 1].words <= 3)


def _content(text: str) -> set[str]:
    """The words that say something:
    of 4 letters or more, or of 2 in scripts from Hangul onwards, which need fewer."""
    return {
        w
        for w in _WORD.findall(text.casefold())
        if len(w) > 3 or (w[0] > "\u1100" and len(w) > 1)
    }


def _is_page(outside: Sequence[LineFeatures]) -> bool:
    """Whether what stands around the text can only be a page:
    menu entries, and lines that nothing else has."""
    entries = sum(not line.sentence and line.words < 5 for line in outside)
    signs = len(
        {
            name_key(line.text)
            for line in outside
            if line.part in _PAGE_PARTS or line.known in _PAGE_RULES
        }
    )
    return entries >= _ENTRIES and signs >= 1 and signs + entries // _PER_SIGN >= _SIGNS


def _find_lists(
    lines: Sequence[LineFeatures], inside: Sequence[int]
) -> dict[int, tuple[str, str]]:
    """Lists of other stories between the paragraphs:
    a heading that says so, and the headlines below it."""
    found: dict[int, tuple[str, str]] = {}
    listed = False
    for n in inside:
        line = lines[n]
        subhead = line.words < 7 and n + 1 < len(lines) and lines[n + 1].sentence
        listed = line.part == "heading" or (
            listed and not (line.sentence or line.shape or line.words < 4 or subhead)
        )
        if listed:
            found[n] = "teasers", "a list of other stories stands in the text"
    return found
