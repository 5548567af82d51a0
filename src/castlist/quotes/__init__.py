"""Doc + mentions -> what people are reported to have said, each quote with its cue and speaker;
and quoted phrases."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from castlist.model import (
    REPEATS,
    Article,
    Context,
    Mention,
    Phrase,
    Quote,
    QuoteType,
    Speech,
)
from castlist.quotes.attribution import Mentions
from castlist.quotes.candidates import QuoteCandidate, Taken, reported
from castlist.quotes.decisions import decide_quotes
from castlist.quotes.floating import floating, name_speakers
from castlist.quotes.lines import LABEL, labelled, repeated
from castlist.quotes.page import QuoteContext
from castlist.quotes.turns import spoken, tell_addressed
from castlist.quotes.voices import Voice, find_voices
from castlist.text import count_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["decide_quotes", "find_quotes", "tell_speakers"]


def find_quotes(article: Article, doc: "Doc", mentions: Sequence[Mention]) -> Speech:
    """Every piece of reported speech and every quoted phrase that is none, in reading order."""
    page = QuoteContext.of(article, doc)
    known = Mentions(mentions)
    taken = Taken(page)
    lines = [*spoken(page, known, taken), *labelled(page, known, taken)]
    candidates = reported(page, taken)
    name_speakers(page, candidates)
    candidates, phrases = floating(page, [*lines, *candidates], known, taken)
    candidates = sorted(
        [*candidates, *repeated(page, candidates, taken)], key=lambda d: d.start
    )
    voices = find_voices(page, candidates, known)
    quotes = tuple(
        row
        for n, (d, v) in enumerate(zip(candidates, voices, strict=True), 1)
        for row in _rows(page, d, n, v)
    )
    return Speech(
        quotes, tuple(_phrase(page, n, f"p{count}") for count, n in enumerate(phrases, 1))
    )


def tell_speakers(
    mentions: Sequence[Mention], contexts: Sequence[Context], quotes: Sequence[Quote]
) -> tuple[Context, ...]:
    """The contexts, where a mention in somebody's words knows the mention that says them, and in
    somebody's own words that it speaks them: "I" is that one.

    Words that are only reported ("he said that I ...") are not the speaker's own; those behind
    "NAME:" are. In a turn that asks, "you" is who answers.
    """
    number = {
        mention.mention_id: n for n, mention in enumerate(mentions) if mention.mention_id
    }
    spoken = sorted(
        (q.start, q.end, number[q.speaker_mention_id], _is_own(q))
        for q in quotes
        if q.speaker_mention_id
    )
    starts = [start for start, *_ in spoken]
    told = list(tell_addressed(mentions, contexts, quotes))
    for n, mention in enumerate(mentions):
        place = bisect_right(starts, mention.start) - 1
        if place < 0 or mention.start >= spoken[place][1]:
            continue
        _, _, speaker, own = spoken[place]
        if speaker != n:
            speaks = own or contexts[n].quote >= 0
            told[n] = replace(
                told[n],
                sayer=speaker,
                speaker=speaker if speaks else contexts[n].speaker,
            )
    return tuple(told)


def _is_own(quote: Quote) -> bool:
    """Whether all of a quote is in its speaker's own words, in marks or not."""
    return quote.type == "direct" or quote.rule == LABEL


def _rows(
    page: QuoteContext, candidate: QuoteCandidate, n: int, voice: Voice
) -> Iterator[Quote]:
    """One row a piece."""
    parse = page.parse
    text = page.text
    cue = candidate.cue
    words = (parse.start[cue.first], parse.end(cue.last)) if cue else (-1, -1)
    kind = _type(candidate)
    for piece, (start, end) in enumerate(candidate.pieces, 1):
        yield Quote(
            article_id=page.article.article_id,
            quote_id=f"q{n}",
            piece=piece,
            paragraph=page.paragraph(start),
            start=start,
            end=end,
            text=text[start:end],
            type=kind,
            words=count_words(text[start:end]),
            quoted_words=_quoted(page, candidate, start, end),
            cue=text[words[0] : words[1]] if cue else "",
            cue_start=words[0],
            cue_end=words[1],
            stance=cue.stance if cue else "",
            speaker=(
                text[candidate.speaker[0] : candidate.speaker[1]]
                if candidate.head >= 0
                else ""
            ),
            speaker_start=candidate.speaker[0],
            speaker_end=candidate.speaker[1],
            speaker_mention_id=voice.mention_id,
            speaker_actor_id=voice.actor_id,
            introduced_as=voice.introduced,
            rule=voice.rule,
            state="auto",
        )


def _type(candidate: QuoteCandidate) -> QuoteType:
    if candidate.mixed:
        return "mixed"
    return "direct" if candidate.stretches or candidate.quoted else "indirect"


def _quoted(page: QuoteContext, candidate: QuoteCandidate, start: int, end: int) -> int:
    """How many words between two places stand in quotation marks, and not for the second time."""
    if candidate.rule == REPEATS:
        return 0
    if _type(candidate) == "direct":
        return count_words(page.text[start:end])
    inside = [page.stretches[n] for n in candidate.stretches]
    return sum(
        count_words(page.text[max(s.start, start) : min(s.end, end)])
        for s in inside
        if s.start < end
    )


def _phrase(page: QuoteContext, n: int, key: str) -> Phrase:
    stretch = page.stretches[n]
    text = page.text[stretch.start : stretch.end]
    place = (page.paragraph(stretch.start), stretch.start, stretch.end)
    return Phrase(page.article.article_id, key, *place, text, count_words(text))
