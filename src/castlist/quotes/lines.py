"""Speech that the layout shows: "Roe:
we shall go", "..." — Jane Roe, and pull quotes that repeat a sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence

from castlist.model import REPEATS, Paragraph
from castlist.nlp.parse import FINITE
from castlist.nlp.quotation import MARKS
from castlist.quotes.attribution import Mentions, name_in, speaker_span
from castlist.quotes.candidates import QuoteCandidate, Taken
from castlist.quotes.page import QuoteContext
from castlist.text import count_words

__all__ = [
    "LABEL",
    "SIGNATURE",
    "introduced",
    "is_reference",
    "labelled",
    "repeated",
    "signed",
]

LABEL = "colon"
"""The rule of "Roe: we shall go"."""

SIGNATURE = "dash"
"""The rule of "..." — Roe."""

_LABEL = 60  # characters of "Prime Minister Jane Roe:"
_REPEATED = 8  # words; a shorter paragraph may repeat a quote by chance
_KEY = 30  # characters by which a repeated sentence is looked up
_DASHES = {"—", "–", "―", "-", "--"}
_SIGNATURE = 12  # words of "— Jane Roe, head of the union"
_BARE = 4  # words of a signature that has nothing but its place: "It is over." Jane Roe
_INTRO = 10  # words of "From Chairwoman Roe:"
_SIGNERS = {"person", "organisation", "people"}
_WORDS = 5  # a pull quote has more
_SENTENCE = re.compile(r"[.!?…]\s+(?=\S)")


def labelled(
    page: QuoteContext, mentions: Mentions, taken: Taken
) -> Iterator[QuoteCandidate]:
    """What stands after a speaker's name and a colon, without marks, as a whole paragraph."""
    for paragraph in page.article.paragraphs:
        colon = page.text.find(
            ":", paragraph.start, min(paragraph.end, paragraph.start + _LABEL)
        )
        if colon < 0:
            continue
        head = _label(page, paragraph, colon, mentions)
        start = colon + 1
        end = paragraph.end
        while start < end and page.text[start].isspace():
            start += 1
        words = range(page.parse.at(start), page.parse.at(end))
        if (
            head < 0
            or not words
            or any(
                page.stretches[n].start <= start + 1 for n in page.touching(start, start)
            )
        ):
            continue
        if any(page.parse.tag[w] in FINITE for w in words) and taken.add([(start, end)]):
            yield QuoteCandidate(
                [(start, end)],
                head=head,
                rule=LABEL,
                speaker=speaker_span(page.parse, head),
            )


def _label(page: QuoteContext, paragraph: Paragraph, colon: int, mentions: Mentions) -> int:
    """The head of a name that is all that stands before a colon, or -1."""
    parse = page.parse
    first = parse.at(paragraph.start)
    last = parse.at(colon)
    if first == last or any(
        parse.text[w] in {",", ".", "(", "“", '"'} for w in range(first, last)
    ):
        return -1
    types = {"person", "organisation", "place"} if paragraph.role == "title" else {"person"}
    head = name_in(parse, first, last, mentions, types)
    return head if head >= 0 and parse.end(head) >= colon - 1 else -1


def repeated(
    page: QuoteContext, candidates: Sequence[QuoteCandidate], taken: Taken
) -> Iterator[QuoteCandidate]:
    """Paragraphs without marks that repeat a quote word for word, as pages do to fill a column.

    Those in marks are candidates already; they get the speaker of the quote that they repeat.
    """
    known = _sentences(page, candidates)
    for candidate in candidates:
        if candidate.cue or len(candidate.stretches) != 1:
            continue
        start, end = candidate.pieces[0]
        original = _original(page, start, end, known)
        if original and page.begins_paragraph(candidate.stretches[0]):
            if candidate.rule not in {LABEL, SIGNATURE}:
                candidate.head = original.head
                candidate.speaker = original.speaker
            candidate.rule = REPEATS
    for paragraph in page.article.paragraphs:
        original = _original(page, paragraph.start, paragraph.end, known)
        if original and taken.add([(paragraph.start, paragraph.end)]):
            yield QuoteCandidate(
                [(paragraph.start, paragraph.end)],
                [],
                None,
                original.speaker,
                original.head,
                REPEATS,
                quoted=True,
            )


def _sentences(
    page: QuoteContext, candidates: Sequence[QuoteCandidate]
) -> dict[str, tuple[int, QuoteCandidate]]:
    """How each quoted sentence begins -> where, and the first quote that holds it; quotes whose
    speaker is told go first."""
    known: dict[str, tuple[int, QuoteCandidate]] = {}
    for candidate in sorted(candidates, key=lambda d: d.cue is None):
        for start, end in candidate.pieces if candidate.stretches else ():
            ends = (match.end() for match in _SENTENCE.finditer(page.text, start, end))
            for at in (start, *ends):
                known.setdefault(page.text[at : at + _KEY], (at, candidate))
    return known


def _original(
    page: QuoteContext,
    start: int,
    end: int,
    known: Mapping[str, tuple[int, QuoteCandidate]],
) -> QuoteCandidate | None:
    """The quote elsewhere that holds the words between two places, if they are enough."""
    words = page.text[start:end].rstrip(" .,")
    at, original = known.get(page.text[start : start + _KEY], (-1, None))
    if original is None or at == start or count_words(words) < _REPEATED:
        return None
    return original if page.text.startswith(words, at) else None


def introduced(page: QuoteContext, n: int, mentions: Mentions) -> int:
    """The head of "From Chairwoman Roe:" before a stretch, or -1."""
    words = page.before(n)
    if len(words) < 2 or len(words) > _INTRO or page.parse.text[words.stop - 1] != ":":
        return -1
    return name_in(page.parse, words.start, words.stop - 1, mentions, _SIGNERS)


def signed(page: QuoteContext, n: int, mentions: Mentions) -> int:
    """The head of "— Jane Roe" after a stretch: behind a dash, in the next line, or at the end of
    its own; else -1."""
    parse = page.parse
    first = parse.at(page.stretches[n].outer[1])
    apart = first < len(parse) and "\n" in parse.text[first]
    first += apart
    dash = first < len(parse) and parse.text[first] in _DASHES
    first += dash
    last = first
    while last < len(parse) and last - first <= _SIGNATURE and "\n" not in parse.text[last]:
        if parse.text[last] == "," and parse.text[min(last + 1, len(parse) - 1)] in MARKS:
            break  # — Jane Roe, "The Long Way Home"
        last += 1
    begins = page.begins_paragraph(n)
    if dash and not (apart or begins):
        return -1  # "It is over," she said. "We lost." - Reuters
    alone = begins and page.words(n) >= _WORDS
    if any(
        parse.text[w] in MARKS or parse.text[w].isdigit()
        for w in range(first, last)
        if apart and not dash
    ):
        return -1  # the next line is a heading
    if (
        not 0 < last - first <= _SIGNATURE
        or not (dash or alone)
        or parse.text[last - 1] in {".", "?", "!", ":", ","}
    ):
        return -1
    named = name_in(parse, first, last, mentions, _SIGNERS)
    return named if named >= 0 or apart or dash else _bare(page, n, first, last)


def _bare(page: QuoteContext, n: int, first: int, last: int) -> int:
    """The head of a few words behind a whole sentence: "It is over." Anonymous reader."""
    parse = page.parse
    stretch = page.stretches[n]
    nouns = all(parse.tag[w][:2] in {"NN", "JJ"} for w in range(first, last))
    whole = page.text[stretch.end - 1] in ".!?" and parse.text[first][0].isupper()
    return last - 1 if nouns and whole and last - first <= _BARE else -1


def is_reference(page: QuoteContext, n: int) -> bool:
    """Whether a line only names a work: "A title" — The Paper, 5 May 2020."""
    parse = page.parse
    words = page.after(n)
    last = words.stop
    dated = any(parse.text[w].isdigit() for w in words) and not any(
        parse.tag[w] in FINITE for w in words
    )
    ends = last >= len(parse) or "\n" in parse.text[last]
    return (
        dated and ends and not page.before(n) and parse.text[words.start] in _DASHES | {","}
    )
