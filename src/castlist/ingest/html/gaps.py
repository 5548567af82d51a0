"""Lines of an article that an extractor has left out, and lists of other stories that it has kept:
told by what stands around them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from castlist.ingest.html.page import HEAD, HEADINGS, PageLine
from castlist.text import ends_sentence

__all__ = ["drop_teasers", "fill_gaps", "is_prose"]

_GAP = 20  # lines between two that are kept; more is a part of the page of its own
_SHORT = 4  # words; a shorter line in a gap is a button or a label: it is a box
_PROSE = 8  # words of a sentence
_BELOW = 4  # lines below the headline, among which a standfirst stands
_LONGEST = 60  # words of it
_HALF = 0.5  # share of a line that is links
_LINKED = 0.8
_TEASERS = 3  # of them in a row are a list


def fill_gaps(
    lines: Sequence[PageLine], reasons: list[str], reason: str, headline: int | None
) -> None:
    """Takes back what the extractor (which gave this reason) left out: sentences between two
    lines that stay, headings right above one, and a standfirst."""
    for n in (*_between(lines, reasons), *_standfirst(lines, reasons, headline)):
        if reasons[n] == reason:
            reasons[n] = ""
    kept = next((n for n, why in enumerate(reasons) if not why), len(lines))
    for n in range(kept, len(lines) - 1):
        line = lines[n]
        below = lines[n + 1]
        own = line.tag in HEADINGS and line.linked < _HALF and not line.place
        if own and reasons[n] == reason and not reasons[n + 1] and is_prose(below):
            reasons[n] = ""


def is_prose(line: PageLine) -> bool:
    """Whether a line is long enough for a sentence, and no way to another page."""
    return line.linked < _HALF and _words(line) >= _PROSE


def _words(line: PageLine) -> int:
    return line.text.count(" ") + 1  # its white space is squeezed


def _between(lines: Sequence[PageLine], reasons: Sequence[str]) -> Iterator[int]:
    """The sentences in a gap of the text, unless the gap is a box: it has buttons or labels."""
    kept = [n for n, why in enumerate(reasons) if not why]
    for start, end in pairwise(kept):
        above = lines[start]
        gap = range(start + 1, end)
        if len(gap) > _GAP or not (is_prose(above) or above.tag in HEADINGS):
            continue
        if any(_words(lines[n]) < _SHORT and lines[n].tag not in HEADINGS for n in gap):
            continue
        same = above.article == lines[end].article
        yield from (n for n in gap if same and _is_sentence(lines[n], above.article))


def _is_sentence(line: PageLine, article: int) -> bool:
    own = not line.place and line.article == article
    return own and is_prose(line) and ends_sentence(line.text)


def _standfirst(
    lines: Sequence[PageLine], reasons: Sequence[str], headline: int | None
) -> Iterator[int]:
    """The heading below the headline that is a sentence, if no text stands above it."""
    if headline is None:
        return
    for n in range(headline + 1, min(headline + 1 + _BELOW, len(lines))):
        line = lines[n]
        if not reasons[n] and is_prose(line):
            return
        sentence = is_prose(line) and ends_sentence(line.text) and _words(line) <= _LONGEST
        if sentence and line.tag in HEADINGS and line.place in {"", HEAD}:
            yield n
            return


def drop_teasers(lines: Sequence[PageLine], reasons: list[str]) -> None:
    """Items of a list below the text that are each a linked heading and a line or two: teasers,
    if there are several in a row."""
    items = groupby(range(len(lines)), key=lambda n: lines[n].item)
    parts = [(item, list(group)) for item, group in items]
    text = False
    for is_list, run in groupby(parts, key=lambda part: _is_teaser(lines, *part)):
        teasers = [group for _, group in run]
        if is_list and text and len(teasers) >= _TEASERS:
            for n in (n for group in teasers for n in group):
                reasons[n] = reasons[n] or "a list of other stories"
        text = text or any(
            not reasons[n] and is_prose(lines[n]) for group in teasers for n in group
        )


def _is_teaser(lines: Sequence[PageLine], item: int, group: Sequence[int]) -> bool:
    first = lines[group[0]]
    return (
        item > 0
        and 1 < len(group) <= 3
        and first.tag in HEADINGS
        and first.linked >= _LINKED
        and all(lines[n].tag not in HEADINGS for n in group[1:])
    )
