"""Which blocks of a page are furniture, not article text: rules as data, what lies outside, blocks that repeat."""

import re
from collections.abc import Container, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from castlist.clean.body import find_outside
from castlist.clean.layout import Block
from castlist.rules import read_rules
from castlist.settings import Settings
from castlist.text import count_words, visible

__all__ = ["Furniture", "find_furniture"]

_TOLD = 3  # words; a shorter line need not be matched with every rule to know that it is no sentence
_LAST = 3  # lines at the end, among which notes about the author stand
_BYLINE = 12  # lines above the title, among which the author may be named, as between it and the first paragraphs


class Furniture(NamedTuple):
    """Why a block is not article text, and the author that it names, if any."""

    rule: str
    reason: str
    author: str = ""


def find_furniture(blocks: Sequence[Block], settings: Settings, *, pasted: bool) -> dict[int, Furniture]:
    """Position of a block -> why it is furniture; blocks that are not in it are the article.

    `pasted`: nobody has told the article from its page yet. Otherwise a reader of the format has, and only single
    lines that it let through are looked for.
    """
    lines = [" ".join(visible(block.text).split()) for block in blocks]
    words = [count_words(line) for line in lines]
    short = [n for n, count in enumerate(words) if count <= settings.longest_cut_words]
    found: dict[int, Furniture] = {}
    if pasted:
        found = _apply_rules(lines, [n for n in short if words[n] >= _TOLD], {"any"})
        outside = find_outside(lines, words, {n: furniture.rule for n, furniture in found.items()})
        found = {n: Furniture(*why) for n, why in outside.items()} | found
    found |= _apply_rules(lines, [n for n in short if n not in found], {"any"})
    body = [n for n, count in enumerate(words) if count >= settings.body_words and n not in found] or [len(lines)]
    kept = [n for n in range(len(lines)) if n not in found][:3]
    above = range(kept[0] - _BYLINE, kept[-1]) if kept else ()
    edge = [n for n in short if (n in above if n in found else not body[0] <= n <= body[-1])]
    found |= _apply_rules(lines, edge, {"edge"})
    last = [n for n in range(len(lines)) if n not in found][-_LAST:]
    found |= _apply_rules(lines, [n for n in last if n in set(short)], {"last"})
    again = [n for n, count in enumerate(words) if count >= settings.repeated_words and n not in found]
    return found | _find_repeats(lines, again)


def _apply_rules(lines: Sequence[str], positions: Iterable[int], places: Container[str]) -> dict[int, Furniture]:
    rules = [rule for rule in _rules() if rule[1] in places]
    named: dict[str, Furniture | None] = {}
    found = {}
    for n in positions:
        line = lines[n]
        if line not in named:
            named[line] = _find_rule(line, rules)
        if furniture := named[line]:
            found[n] = furniture
    return found


def _find_rule(line: str, rules: Sequence[tuple[str, str, re.Pattern[str], str]]) -> Furniture | None:
    for name, _, pattern, reason in rules:
        if match := pattern.fullmatch(line):
            return Furniture(name, reason, (match.groupdict().get("author") or "").strip(" ,"))
    return None


def _find_repeats(lines: Sequence[str], positions: Iterable[int]) -> dict[int, Furniture]:
    found: dict[int, Furniture] = {}
    seen: set[str] = set()
    for n in positions:
        if lines[n] in seen:
            found[n] = Furniture("repeated", "the same line stands further up")
        seen.add(lines[n])
    return found


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str], str], ...]:
    rows = read_rules("boilerplate")
    return tuple((name, place, re.compile(pattern, re.IGNORECASE), reason) for name, place, pattern, reason in rows)
