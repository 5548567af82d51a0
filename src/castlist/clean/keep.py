"""Lines that stand outside the article and stay all the same, because they may be its own.

Where the article begins and ends is a guess. A lost paragraph changes every number; a teaser that
was kept can be seen and cut. So the place alone cuts no sentence, and no short line that touches
the article.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from castlist.clean.line_features import (
    LineFeatures,
    is_dated,
    is_free,
    is_item,
)
from castlist.text import ends_sentence

__all__ = ["find_spared"]

# Sentences.
# what readers wrote and legal notices stand below; only a long text is spared there
_OVER = {"comments", "foot"}
_LONG = 25  # words; a shorter question or cry that stands alone is another story's headline
# sentences one after the other and their words: the button stood in the middle of a text
_RUN = 3
_RUN_WORDS = 60
_FAR = 6  # lines from a date or "Reply" to what a reader wrote

# Lines without an end.
_SHORTEST = 4  # words; shorter ones are menu entries and names
# lines right above the first paragraph: a standfirst, what the results below it are
_ABOVE = 4
# lines right below the last one: sources, dates, credits; of a longer list the first ones
_TAIL = 8
_HEAD_OF_LIST = 2
_VERSE = 2  # items in a row, at most one line from a sentence that stays: a poem, a list


def find_spared(
    lines: Sequence[LineFeatures], inside: set[int], first: int, last: int
) -> set[int]:
    """Positions of lines that are not `inside` and stay;
    the article goes from its first to its last paragraph."""
    over = next(
        (n for n in range(last + 1, len(lines)) if lines[n].part in _OVER), len(lines)
    )
    texts = {lines[n].text for n in inside}
    kept = set(inside)
    for n in (*range(over), *_find_runs(lines, over)):
        if lines[n].text not in texts and _is_text(lines, n):
            kept.add(n)
            texts.add(lines[n].text)
    return (kept | _find_touching(lines, first, last) | _find_verse(lines, kept)) - inside


def _is_text(lines: Sequence[LineFeatures], n: int) -> bool:
    """Whether the line is a sentence that no rule names:
    one with a full stop, a long one, or one beside another."""
    line = lines[n]
    if line.known or not line.sentence or line.part not in {"", "site"}:
        return False
    near = (lines[i] for i in (n - 2, n - 1, n + 1, n + 2) if 0 <= i < len(lines))
    alone = not any(other.sentence and is_free(other) for other in near)
    return not alone or line.words >= _LONG or ends_sentence(line.text, but="?!")


def _find_runs(lines: Sequence[LineFeatures], start: int) -> Iterator[int]:
    """Sentences one below the other under a line that looks like the end,
    with no sign of comments near them."""
    for text, group in groupby(range(start, len(lines)), key=lambda n: _is_prose(lines[n])):
        run = list(group)
        if text and len(run) >= _RUN and sum(lines[n].words for n in run) >= _RUN_WORDS:
            near = lines[max(0, run[0] - _FAR) : run[-1] + _FAR + 1]
            yield from run if all(line.part != "remark" for line in near) else ()


def _is_prose(line: LineFeatures) -> bool:
    # terms of use are lists with semicolons
    return is_free(line) and line.sentence and line.text[-1] != ";"


def _find_touching(lines: Sequence[LineFeatures], first: int, last: int) -> set[int]:
    """Short lines right above and right below the article,
    as far as nothing of the page stands between."""
    below = list(takewhile(lambda n: _is_tail(lines[n]), range(last + 1, len(lines))))
    above = takewhile(
        lambda n: is_free(lines[n]), range(first - 1, max(first - 1 - _ABOVE, -1), -1)
    )
    near = [
        *(n for n in above if not is_dated(lines[n])),
        *(below if len(below) <= _TAIL else below[:_HEAD_OF_LIST]),
    ]
    return {n for n in near if lines[n].words >= _SHORTEST}


def _is_tail(line: LineFeatures) -> bool:
    return is_free(line) or (line.part == "site" and not line.known)


def _find_verse(lines: Sequence[LineFeatures], kept: set[int]) -> set[int]:
    """Items in a row that touch a line that stays, or have one short line between;
    a heading of a list is none."""
    found: set[int] = set()
    for item, group in groupby(
        range(len(lines)), key=lambda n: n not in kept and is_item(lines[n])
    ):
        verse = list(group)
        if item and len(verse) >= _VERSE:
            sides = ((verse[0] - 1, verse[0] - 2), (verse[-1] + 1, verse[-1] + 2))
            if any(
                near in kept or (far in kept and is_free(lines[near]))
                for near, far in sides
            ):
                found.update(verse)
    return found
