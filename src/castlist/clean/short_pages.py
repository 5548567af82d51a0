"""What stands above the headline and below the end of a page that was pasted with little around it:
the site's name, a row of its sections, a list of what others read.

Too little for `body` to tell it for a page; so only lines go that say themselves what they are, and
what stands above these.
"""

import re
from collections.abc import Sequence

from castlist.clean.line_features import LineFeatures
from castlist.english.rules import listed, word_set
from castlist.text import count_words, ends_sentence

__all__ = ["find_ends"]

_TOP = 15  # lines, among which the menu stands
_ITEMS = 3  # of a row that is a menu
_ITEM = 3  # words of one, at most
_SHORT = 6  # words of a line above the menu
_TITLE = 4  # words of a headline, at least
_SENTENCE = 8  # words of a paragraph
_BETWEEN = re.compile(r"\s{2,}|\t|\s*[|·•>]\s*")
_ABOVE = "outside", "it stands in the menu above the headline, or above that"
_BELOW = "teasers", "a list of other stories stands below the text"


def find_ends(
    lines: Sequence[LineFeatures], written: Sequence[str]
) -> dict[int, tuple[str, str]]:
    """Position of a line -> rule and reason why it is not the article's; `written` is how the lines
    are spaced."""
    found = dict.fromkeys(range(_find_menu_end(lines, written)), _ABOVE)
    last = max((n for n, line in enumerate(lines) if _is_paragraph(line)), default=-1)
    for n in range(last + 1, len(lines)):
        if lines[n].part == "heading" and last > 0 and not _is_note(lines[n]):
            return found | dict.fromkeys(range(n, len(lines)), _BELOW)
    return found


def _find_menu_end(lines: Sequence[LineFeatures], written: Sequence[str]) -> int:
    """How many lines on top are a menu and what stands above it; 0 if no headline stands below."""
    first = next((n for n, line in enumerate(lines) if _is_paragraph(line)), 0)
    top = range(min(first, _TOP))
    ends = [n + 1 for n in top if _is_row(written[n])]
    end = max(ends, default=0)
    above = all(
        lines[n].words <= _SHORT and not ends_sentence(lines[n].text) for n in range(end)
    )
    headline = any(
        lines[n].words >= _TITLE and not lines[n].known for n in range(end, first)
    )
    return end if above and headline else 0


def _is_paragraph(line: LineFeatures) -> bool:
    return line.words >= _SENTENCE and ends_sentence(line.text)


def _is_row(line: str) -> bool:
    """Whether a line is several entries of a menu: three, or two with a word that pages have."""
    items = [item for item in _BETWEEN.split(line.strip()) if item]
    if len(items) < 2 or not all(0 < count_words(item) <= _ITEM for item in items):
        return False
    if any(sign.isdigit() for sign in line):  # a date, a dateline
        return False
    named = any(item.casefold() in listed("page_words") for item in items)
    return named or len(items) >= _ITEMS


def _is_note(line: LineFeatures) -> bool:
    """Whether a heading is above sources, tags and the like, which are the article's."""
    return line.text.casefold().rstrip(" :") in word_set("notes_below")
