"""The article's text cut at every edge of a mention, quote or sentence: each slice knows what it
is part of, so that marks may overlap without being nested."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from castlist.charts.data.facts import Facts
from castlist.report.wording import legible, says_who
from castlist.summary import UNATTRIBUTED, attribute
from castlist.tables import Tables, walk_rows

__all__ = ["MarkedParagraph", "MarkedSentence", "Slice", "mark_text"]

PHRASE = "phrase"  # in quotation marks, and nobody says it


@dataclass(frozen=True, slots=True)
class Slice:
    """A run of characters that is inside the same mentions and quotes from end to end."""

    text: str
    ids: tuple[str, ...]  # of the mentions and quotes that begin here
    mentions: tuple[str, ...]  # ids of those that it is part of, the longest first
    quotes: tuple[str, ...]
    kind: str  # of the shortest of them: name, description, pronoun, group or unlinked
    said: bool  # whether it is part of a quote
    goes_on: bool  # whether that quote does, behind it
    glosses: tuple[str, ...]  # names to be said behind it


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """The slices of one sentence; number 0 for what stands between two of them."""

    number: int
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """One paragraph with its number, its role and its sentences."""

    number: int
    role: str
    sentences: tuple[MarkedSentence, ...]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A stretch of the text that is one mention or one piece of a quote."""

    start: int
    end: int
    anchor: str
    kind: str = ""  # of a mention
    said: str = ""  # of a quote
    gloss: str = ""


def mark_text(tables: Tables, facts: Facts) -> list[MarkedParagraph]:
    """The paragraphs with every mention that is not rejected, every quote that counts and every
    quoted phrase marked."""
    marks = sorted([*_mentions(facts), *_speech(tables)], key=lambda m: (m.start, -m.end))
    sentences = [(s.start, s.end, s.sentence) for s in walk_rows(tables.sentences)]
    rows = []
    at_mark = 0
    at_sentence = 0
    for row in walk_rows(tables.paragraphs):
        first_mark = at_mark
        first_sentence = at_sentence
        while at_mark < len(marks) and marks[at_mark].start < row.end:
            at_mark += 1
        while at_sentence < len(sentences) and sentences[at_sentence][0] < row.end:
            at_sentence += 1
        own = sentences[first_sentence:at_sentence]
        slices = _cut(row.text, row.start, marks[first_mark:at_mark], own)
        grouped = groupby(slices, key=lambda pair: pair[0])
        parts = tuple(
            MarkedSentence(number, tuple(piece for _, piece in pairs))
            for number, pairs in grouped
        )
        rows.append(MarkedParagraph(row.paragraph, row.role, parts))
    return rows


def _mentions(facts: Facts) -> Iterator[_Marked]:
    for row in walk_rows(facts.mentions):
        gloss = "" if says_who(row.text, row.actor, row.kind) else row.actor
        yield _Marked(row.start, row.end, row.mention_id, row.kind, gloss=gloss)
    for row in walk_rows(facts.apart):
        kind = "group" if row.kind == "group" else "unlinked"
        yield _Marked(row.start, row.end, row.mention_id, kind)


def _speech(tables: Tables) -> Iterator[_Marked]:
    """Quotes and phrases. Who speaks is said behind a quote if the paragraph does not say it."""
    if "quotes" not in tables:
        return
    bounds = {p.paragraph: (p.start, p.end) for p in walk_rows(tables.paragraphs)}
    said = list(walk_rows(attribute(tables)))
    last = {row.quote_id: row.piece for row in said}
    for row in said:
        start, end = bounds[row.paragraph]
        shown = start <= row.speaker_start < end and (
            row.speaker_mention_id or says_who(row.speaker, row.voice, "name")
        )
        named = shown or row.piece != last[row.quote_id]
        anchor = row.quote_id if row.piece == 1 else f"{row.quote_id}-{row.piece}"
        gloss = "" if named else row.voice or UNATTRIBUTED
        yield _Marked(row.start, row.end, anchor, said=row.type, gloss=gloss)
    for row in walk_rows(tables.phrases):
        yield _Marked(row.start, row.end, f"phrase-{row.phrase_id}", said=PHRASE)


def _cut(
    text: str,
    offset: int,
    marks: Sequence[_Marked],
    sentences: Iterable[tuple[int, int, int]],
) -> Iterator[tuple[int, Slice]]:
    """Number of the sentence, or 0, and slice, in order; in time that grows with their number."""
    bounds = list(sentences)
    edges = {offset, offset + len(text)}
    edges |= {min(edge, offset + len(text)) for m in marks for edge in (m.start, m.end)}
    edges |= {edge for start, end, _ in bounds for edge in (start, end)}
    active: list[_Marked] = []
    next_mark = 0
    next_bound = 0
    for start, end in pairwise(sorted(edges)):
        active = [mark for mark in active if mark.end > start]
        begun = next_mark
        while next_mark < len(marks) and marks[next_mark].start <= start:
            next_mark += 1
        fresh = marks[begun:next_mark]
        active += [mark for mark in fresh if mark.end > start]
        while next_bound < len(bounds) and bounds[next_bound][1] <= start:
            next_bound += 1
        inside = next_bound < len(bounds) and bounds[next_bound][0] <= start
        words = legible(text[start - offset : end - offset])
        yield bounds[next_bound][2] if inside else 0, _slice(words, end, active, fresh)


def _slice(
    text: str, end: int, active: Sequence[_Marked], fresh: Sequence[_Marked]
) -> Slice:
    over = sorted(active, key=lambda mark: mark.start - mark.end)
    mentions = [mark for mark in over if mark.kind]
    speech = [mark for mark in over if mark.said]
    glosses = [mark.gloss for mark in reversed(over) if mark.end == end and mark.gloss]
    return Slice(
        text,
        tuple(mark.anchor for mark in fresh),
        tuple(mark.anchor for mark in mentions),
        tuple(mark.anchor for mark in speech),
        mentions[-1].kind if mentions else "",
        any(mark.said != PHRASE for mark in speech),
        any(mark.said != PHRASE and mark.end > end for mark in speech),
        tuple(dict.fromkeys(glosses)),
    )
