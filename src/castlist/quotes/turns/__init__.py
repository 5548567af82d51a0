"""Turns of interviews and transcripts -> quotes: what a voice says there is its own words, as if it
stood in marks; and whom "you" means in what asks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from castlist.english.labels import ANSWER, QUESTION, is_bare_label
from castlist.english.turns import Turn, read_talk
from castlist.model import TURN, Context, Mention, Quote
from castlist.quotes.attribution import Mentions
from castlist.quotes.candidates import QuoteCandidate, Taken
from castlist.quotes.page import QuoteContext
from castlist.quotes.turns.asked import find_asked

__all__ = ["is_turn", "spoken", "tell_addressed"]

_NAMED = f"{TURN}: its label names the speaker"
_LABELLED = f"{TURN}: its label says no name"
_ASKED = f"{TURN}: an answer of the only person interviewed"
_QUESTION = f"{TURN}: a question, nobody is named who asks"
_UNKNOWN = f"{TURN}: an answer, nobody is named who gives it"


class _Speaking(NamedTuple):
    mention: Mention | None
    speaker: tuple[int, int]  # characters
    rule: str


def is_turn(quote: Quote) -> bool:
    """Whether a quote is a turn of an interview or transcript."""
    return quote.rule.startswith(TURN)


def spoken(
    page: QuoteContext, mentions: Mentions, taken: Taken
) -> Iterator[QuoteCandidate]:
    """Every turn of the article as one quote, a piece a paragraph."""
    talk = read_talk(page.article.paragraphs)
    asked = find_asked(page, mentions, talk)
    for turn in talk.turns:
        voice = _voice(page, turn, mentions, asked)
        pieces = list(_own(page, turn, voice))
        if pieces and taken.add(pieces):
            start, end = voice.speaker
            head = page.parse.at(end) - 1 if start >= 0 else -1
            yield QuoteCandidate(
                pieces,
                speaker=voice.speaker,
                head=head,
                rule=voice.rule,
                quoted=True,
                mention=voice.mention,
                told=True,
            )


def _voice(
    page: QuoteContext, turn: Turn, mentions: Mentions, asked: Mention | None
) -> _Speaking:
    """Who speaks a turn: whom its label names, or who is interviewed."""
    if turn.key == ANSWER and asked:
        label = turn.label if turn.label[0] >= 0 else (asked.start, asked.end)
        return _Speaking(asked, label, _ASKED)
    if turn.label[0] < 0 or is_bare_label(page.text[slice(*turn.label)]):
        return _Speaking(None, (-1, -1), _QUESTION if turn.key == QUESTION else _UNKNOWN)
    named = mentions.between(*turn.label)
    of_name = [m for m in named if m.kind == "name"] or [
        m for m in named if m.kind == "description"
    ]
    if turn.key in {QUESTION, ANSWER} or not of_name:
        return _Speaking(None, turn.label, _LABELLED)
    return _Speaking(of_name[-1], turn.label, _NAMED)


def _own(page: QuoteContext, turn: Turn, voice: _Speaking) -> Iterator[tuple[int, int]]:
    """The pieces of a turn; of an unlabelled answer those before one that tells of who answers."""
    surname = voice.mention.text.split()[-1] if voice.mention and turn.label[0] < 0 else ""
    for start, end in turn.pieces:
        text = page.text[start:end]
        if (
            surname
            and re.search(rf"\b{re.escape(surname)}\b", text)
            and "I" not in text.split()
        ):
            return
        yield start, end


def tell_addressed(
    mentions: Sequence[Mention], contexts: Sequence[Context], quotes: Sequence[Quote]
) -> tuple[Context, ...]:
    """The contexts, where "you" in a turn that asks knows who answers: the voice of the next turn,
    if that is another one."""
    turns = [q for q in quotes if is_turn(q)]
    number = {m.mention_id: n for n, m in enumerate(mentions) if m.mention_id}
    told = list(contexts)
    answers = dict(_answers(turns))
    asked = sorted(
        (q.start, q.end, answers[q.quote_id]) for q in turns if q.quote_id in answers
    )
    at = 0
    for n, mention in enumerate(mentions):
        while at < len(asked) and asked[at][1] <= mention.start:
            at += 1
        if at == len(asked):
            break
        if contexts[n].person == 2 and asked[at][0] <= mention.start:
            told[n] = replace(told[n], addressed=number[asked[at][2]])
    return tuple(told)


def _answers(turns: Sequence[Quote]) -> Iterator[tuple[str, str]]:
    """The turns that ask, each with the mention that answers."""
    firsts = [q for q in turns if q.piece == 1]
    lasts = {q.quote_id: q for q in turns}
    for one, other in pairwise(firsts):
        asks = "?" in lasts[one.quote_id].text[-3:]
        if asks and other.speaker_mention_id and other.speaker != one.speaker:
            yield one.quote_id, other.speaker_mention_id
