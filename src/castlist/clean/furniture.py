"""Which blocks of a page are furniture, not article text:
rules as data, what lies outside, blocks that repeat."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from castlist.clean.body import find_outside
from castlist.clean.captions import Credited, find_caption
from castlist.clean.layout import Block
from castlist.clean.line_features import look_at
from castlist.clean.short_pages import find_ends
from castlist.english.rules import has_one, read_rules
from castlist.settings import Settings
from castlist.text import count_words, ends_sentence, visible

__all__ = ["CREDIT", "Furniture", "find_furniture"]

CREDIT = "credit"
"""The rule that cuts who made or sent a picture."""

# words; a shorter line need not be matched with every rule to know that it is no sentence
_TOLD = 3
_LAST = 3  # lines at the end, among which notes about the author stand
# lines above the title, among which the author may be named,
# as between it and the first paragraphs
_BYLINE = 12


class Furniture(NamedTuple):
    """Why a block, or an end of it, is not article text; the author that it names, if any; and
    what of the line stays as a caption."""

    rule: str
    reason: str
    author: str = ""
    caption: Credited = Credited(0, 0)

    @property
    def stays(self) -> bool:
        """Whether a piece of the line is a caption."""
        return self.caption.end > self.caption.start


_REPEATED = Furniture("repeated", "the same line stands further up")


def find_furniture(
    blocks: Sequence[Block], settings: Settings, *, pasted: bool, title: str = ""
) -> dict[int, Furniture]:
    """Position of a block -> why it is furniture; blocks that are not in it are the article, and
    of those that are, the pieces that are captions (white space squeezed).

    `pasted`: nobody has told the article from its page yet. Otherwise a reader of the format has,
    and only single lines that it let through are looked for. `title`: what the article is called,
    if that is known.
    """
    lines = [" ".join(visible(block.text).split()) for block in blocks]
    words = [count_words(line) for line in lines]
    short = [n for n, count in enumerate(words) if count <= settings.longest_cut_words]
    found = _find_captions(
        lines,
        (n for n, count in enumerate(words) if count <= settings.longest_caption_words),
    )
    if pasted:
        told = [n for n in short if words[n] >= _TOLD and n not in found]
        found |= _apply_rules(lines, told, "any")
        known = {n: why.rule for n, why in found.items() if words[n] >= _TOLD}
        outside = find_outside(lines, words, known, title=title)
        if not outside:
            outside = find_ends(look_at(lines, words, known), [b.text for b in blocks])
        found = _leave_out(found, {n: Furniture(*why) for n, why in outside.items()}, lines)
    is_page = any(furniture.rule == "outside" for furniture in found.values())
    for place in ("any", "text"):
        found |= _apply_rules(lines, [n for n in short if n not in found], place)
    found |= _apply_rules(lines, _find_edges(words, short, found, settings), "edge")
    last = [n for n in range(len(lines)) if n not in found][-_LAST:]
    found |= _apply_rules(
        lines, [n for n in last if words[n] <= settings.longest_cut_words], "last"
    )
    if not pasted:
        return found
    again = [
        n
        for n, count in enumerate(words)
        if count >= settings.repeated_words and n not in found
    ]
    long = {n for n in again if words[n] >= settings.body_words}
    return found | _find_repeats(lines, again, long, is_page=is_page)


def _find_captions(lines: Sequence[str], positions: Iterable[int]) -> dict[int, Furniture]:
    """The lines that are a credit or have one; of a caption that stands twice, the second goes."""
    found: dict[int, Furniture] = {}
    seen: dict[str, Furniture] = {}
    for n in positions:
        line = lines[n]
        if line in seen:
            found[n] = _REPEATED if seen[line].stays else seen[line]
        elif caption := find_caption(line):
            stays = caption.end > caption.start
            reason = "it labels or credits a picture" if stays else "a picture credit"
            found[n] = seen[line] = Furniture(CREDIT, reason, caption=caption)
    return found


def _leave_out(
    found: dict[int, Furniture], outside: dict[int, Furniture], lines: Sequence[str]
) -> dict[int, Furniture]:
    """What the lines are, and what lies outside of the article: captions of other stories too, but
    none that stands below the title and above the end."""
    inside = [n for n in range(len(lines)) if n not in outside]
    captions = {n for n in found if found[n].stays and n in outside}
    away = {n for n in captions if not inside or not inside[0] < n < inside[-1]}
    listed = {n for n in captions if outside[n].rule != "outside"}
    kept = {n: why for n, why in found.items() if n not in away | listed}
    return outside | kept


def _find_edges(
    words: Sequence[int],
    short: Sequence[int],
    found: Mapping[int, Furniture],
    settings: Settings,
) -> Iterator[int]:
    """The short lines before the first and after the last paragraph, and those cut already that
    stand near the title.

    They may name the author.
    """
    body = [
        n
        for n, count in enumerate(words)
        if count >= settings.body_words and n not in found
    ] or [len(words)]
    kept = [n for n in range(len(words)) if n not in found][:3]
    above = range(kept[0] - _BYLINE, kept[-1]) if kept else ()
    open_ = (n for n in short if n not in found or not found[n].stays)
    return (
        n for n in open_ if (n in above if n in found else not body[0] <= n <= body[-1])
    )


def _apply_rules(
    lines: Sequence[str], positions: Iterable[int], place: str
) -> dict[int, Furniture]:
    named: dict[str, Furniture | None] = {}
    found = {}
    for n in positions:
        line = lines[n]
        if line not in named:
            named[line] = _find_rule(line, place)
        if furniture := named[line]:
            found[n] = furniture
    return found


def _find_rule(line: str, place: str) -> Furniture | None:
    small = line.lower()
    for fits, name, reason, needed in _rules(place):
        if needed and not has_one(small, needed):
            continue
        if match := fits(line):
            return Furniture(
                name, reason, (match.groupdict().get("author") or "").strip(" ,")
            )
    return None


def _find_repeats(
    lines: Sequence[str], positions: Iterable[int], long: Container[int], *, is_page: bool
) -> dict[int, Furniture]:
    """Copies of paragraphs; of a page also those of the lines above its first sentence,
    where titles stand twice.

    The question of an interview, a refrain, and a subhead that a table of contents names may be
    said twice.
    """
    found: dict[int, Furniture] = {}
    seen: set[str] = set()
    above = is_page
    for n in positions:
        line = lines[n]
        above = above and not ends_sentence(line, but="?!")
        if line in seen and (above or (n in long and not _asks(line))):
            found[n] = _REPEATED
        seen.add(line)
    return found


def _asks(line: str) -> bool:
    return ends_sentence(line) and not ends_sentence(line, but="?")


@cache
def _rules(
    place: str,
) -> tuple[tuple[Callable[[str], re.Match[str] | None], str, str, list[str]], ...]:
    """The rules for a place: what tells whether a line fits, name, reason, and what a line must
    have to be looked at."""
    rows = (row for row in read_rules("boilerplate") if row[1] == place)
    return tuple(
        (
            re.compile(pattern, re.IGNORECASE).fullmatch,
            name,
            reason,
            [word for words in needed for word in words.split("|")],
        )
        for name, _, pattern, reason, *needed in rows
    )
