"""Words between marks that are no speech: titles, names, so-called words."""

from bisect import bisect_left

from castlist.english.rules import word_set
from castlist.nlp.parse import NOUNS
from castlist.quotes.page import QuoteContext

__all__ = [
    "is_gloss",
    "is_name",
    "is_phrase",
    "is_so_called",
    "is_titled",
    "makes_work",
    "modifies",
]

_WORDS = 5  # a shorter stretch is speech only if its cue touches it
_NAMES = word_set("naming")
_MAKES = word_set("making")
_CALLED = word_set("so_called")


def modifies(page: QuoteContext, n: int) -> bool:
    """Whether quoted words stand before a noun that they belong to: a "special" operation."""
    parse = page.parse
    after = page.parse.at(page.stretches[n].outer[1])
    return (
        after < len(parse)
        and parse.tag[after] in NOUNS
        and page.text[page.stretches[n].end - 1] not in ",.?!"
    )


def is_name(page: QuoteContext, n: int) -> bool:
    """Whether quoted words are written like a name or title: "Green Deal"."""
    words = page.text[page.stretches[n].start : page.stretches[n].end].split()
    exclaims = page.text[page.stretches[n].end - 1] in "?!"
    return not exclaims and all(
        word[:1].isupper() for word in [w for w in words if len(w) > 3] or words
    )


def is_titled(page: QuoteContext, n: int) -> bool:
    """Whether the text presents quoted words as a title or name: called "The Long Way Home"."""
    stretch = page.stretches[n]
    parse = page.parse
    mark = parse.at(stretch.outer[0])
    words = page.text[stretch.start : stretch.end].split()
    capitals = sum(w[:1].isupper() or len(w) <= 3 for w in words)
    text = page.text[stretch.start : stretch.end]
    if (
        capitals == len(words)
        and words[0][:1].isalnum()
        and text[-1] not in "?!"
        and not text.isupper()
    ):
        return True
    return (
        mark > 0
        and parse.tag[mark - 1] in {"VBN", "VBD"}
        and parse.lemma[mark - 1] in _NAMES
    )


def is_gloss(page: QuoteContext, n: int) -> bool:
    """Whether brackets stand round the marks."""
    start, end = page.stretches[n].outer
    return page.text[start - 1 : start] == "(" and page.text[end : end + 1] == ")"


def is_phrase(page: QuoteContext, n: int) -> bool:
    """Whether a short stretch stands in a sentence that goes on: the "great" man."""
    stretch = page.stretches[n]
    return page.words(n) < _WORDS and page.text[stretch.end - 1] not in ",.?!"


def is_so_called(page: QuoteContext, n: int) -> bool:
    """Whether the word before the marks, or brackets round them, take them back: the so-called
    "summit", Ardent Foods Inc. ("Ardent")."""
    if is_gloss(page, n):
        return True
    parse = page.parse
    before = parse.lower[max(0, parse.at(page.stretches[n].outer[0]) - 3) :][:3]
    return any("".join(before[-count:]) in _CALLED for count in (1, 2, 3))


def makes_work(page: QuoteContext, verb: int) -> bool:
    """Whether a verb stands before the work that it makes: sang "The Way Home"."""
    if page.parse.lemma[verb] not in _MAKES:
        return False
    mark = page.parse.start[verb + 1] if verb + 1 < len(page.parse) else -1
    n = bisect_left(page.first, mark)
    return (
        n < len(page.stretches)
        and page.stretches[n].outer[0] == mark
        and is_titled(page, n)
    )
