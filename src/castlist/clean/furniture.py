"""Which blocks of a page are furniture, not article text:
rules as data, what lies outside, blocks that repeat."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from castlist.clean.body import find_outside
from castlist.clean.layout import Block
from castlist.clean.line_features import ends_sentence
from castlist.english.rules import read_rules
from castlist.settings import Settings
from castlist.text import count_words, visible

__all__ = ["Furniture", "find_furniture"]

# words; a shorter line need not be matched with every rule to know that it is no sentence
_TOLD = 3
_LAST = 3  # lines at the end, among which notes about the author stand
# lines above the title, among which the author may be named,
# as between it and the first paragraphs
_BYLINE = 12


class Furniture(NamedTuple):
    """Why a block is not article text, and the author that it names, if any."""

    rule: str
    reason: str
    author: str = ""


def find_furniture(
    blocks: Sequence[Block], settings: Settings, *, pasted: bool, title: str = ""
) -> dict[int, Furniture]:
    """Position of a block -> why it is furniture; blocks that are not in it are the article.

    `pasted`: nobody has told the article from its page yet. Otherwise a reader of the format has,
    and only single lines that it let through are looked for. `title`: what the article is called,
    if that is known.
    """
    lines = [" ".join(visible(block.text).split()) for block in blocks]
    words = [count_words(line) for line in lines]
    short = [n for n, count in enumerate(words) if count <= settings.longest_cut_words]
    found: dict[int, Furniture] = {}
    if pasted:
        found = _apply_rules(lines, [n for n in short if words[n] >= _TOLD], "any")
        outside = find_outside(
            lines, words, {n: furniture.rule for n, furniture in found.items()}, title=title
        )
        found = {n: Furniture(*why) for n, why in outside.items()} | found
    is_page = any(furniture.rule == "outside" for furniture in found.values())
    found |= _apply_rules(lines, [n for n in short if n not in found], "any")
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


def _find_edges(
    words: Sequence[int], short: Sequence[int], found: Container[int], settings: Settings
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
    return (
        n for n in short if (n in above if n in found else not body[0] <= n <= body[-1])
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
    for fits, name, reason in _rules(place):
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
            found[n] = Furniture("repeated", "the same line stands further up")
        seen.add(line)
    return found


def _asks(line: str) -> bool:
    return ends_sentence(line) and not ends_sentence(line, but="?")


@cache
def _rules(
    place: str,
) -> tuple[tuple[Callable[[str], re.Match[str] | None], str, str], ...]:
    """The rules for a place: what tells whether a line fits, name and reason."""
    rows = (row for row in read_rules("boilerplate") if row[1] == place)
    return tuple(
        (re.compile(pattern, re.IGNORECASE).fullmatch, name, reason)
        for name, _, pattern, reason in rows
    )
