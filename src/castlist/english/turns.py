"""Paragraphs -> the turns of an interview or transcript: who speaks which of them, as labels say,
or as questions and answers show. Whose name a label is, is not known here.

Every sign that a list or a recipe has too (a word and a colon) needs a second one: voices that come
again, sentences behind the labels, and "I", "you" or questions in what they say.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from castlist.english.labels import (
    ANSWER,
    QUESTION,
    TurnLabel,
    find_label,
    find_name_line,
    tell_voices,
)
from castlist.english.questions import (
    EDITED,
    Asked,
    are_mixed,
    read_questions,
    says_interview,
)
from castlist.english.talk import ends_as_sentence, is_question, is_talk
from castlist.model import Form, Paragraph

__all__ = ["Talk", "Turn", "form_note", "read_talk"]

_FEWEST = 4  # labels; fewer stand in reports too: a statement each of two
_SENTENCES = 0.6  # share of labels with a sentence behind them; lists of players have none
_TALK = (
    0.4  # share of turns that say "I" or "you" or ask, if only that tells them from a list
)
_LESS_TALK = 0.15  # the same, if the form of the labels tells it too
_NEARLY_ALL = 0.8
_PART = 0.3  # share of the article's words that are turns; less is an excerpt in a report
_ASKING = 0.5  # share of the turns of one voice that ask
_VOICES = 2
_BODY = 6  # paragraphs; fewer are no interview that could not be read
_RUN_ON = 3  # labels inside one paragraph, as where line ends were lost
_STAGE = re.compile(r"\([^()]{1,80}\)|\[[^\[\]]{1,80}\]")
_STAGE_WORDS = re.compile(
    r"\W*(?:laugh\w*|applau\w*|crosstalk|inaudible|unintelligible|pause\w*|cheer\w*|silence|sigh\w*"
    r"|music\w*|begin|end|video|audio|foreign|speaking|commercial|break|clip|through|off|on|mic\w*"
    r"|ph|sic|indiscernible|overlapping|simultaneous\w*|booing|chuckl\w*|sob\w*|cry\w*|nod\w*)\b",
    re.I,
)
_INLINE = re.compile(r"(?<=[.!?…\"”)] )[A-Z][A-Z.'’ -]{2,40}:(?=\s)")


class Turn(NamedTuple):
    """What one voice says without a break; places are characters of the article."""

    label: tuple[int, int]  # who speaks, as written; (-1, -1) if no label says it
    pieces: tuple[tuple[int, int], ...]  # what is said, a piece a paragraph at least
    key: str  # the voice: the same for the same one; empty if nothing tells
    job: tuple[int, int] = (0, 0)  # what the label says behind the name
    asks: bool = False  # its last words are a question


class Talk(NamedTuple):
    """What kind of text an article is, and its turns; none if it is a report or they cannot be
    read. If `asked`, no label says who speaks: questions and answers follow each other."""

    form: Form
    turns: tuple[Turn, ...] = ()
    asked: bool = False
    stages: tuple[tuple[int, int], ...] = ()  # "(LAUGHTER)": no words of anybody


REPORT = Talk("report")


class _Labelled(NamedTuple):
    place: int  # of the paragraph in the sequence
    label: TurnLabel
    alone: bool


@lru_cache(maxsize=2)  # every stage asks for the same article
def read_talk(paragraphs: tuple[Paragraph, ...]) -> Talk:
    """Which form an article has, and the turns that can be read in it."""
    body = [p for p in paragraphs if p.role == "body"]
    for labels in (_alike(_labels(body)), _name_lines(body)):
        if _are_turns(body, labels):
            turns = tuple(_turns(body, labels))
            stages = tuple(_stages(body))
            return Talk(_form(paragraphs, turns), turns, stages=stages)
    asked = read_questions(paragraphs)
    if asked and are_mixed(asked):
        return Talk("interview")
    if asked:
        return Talk("interview", tuple(map(_asked_turn, asked)), asked=True)
    return Talk(_unread(paragraphs, body))


def form_note(talk: Talk) -> str:
    """What a person must know if an interview or transcript cannot be read as turns; else empty."""
    if talk.form == "report" or talk.turns:
        return ""
    kind = "an interview" if talk.form == "interview" else "a transcript"
    return (
        f"It reads like {kind}, but nothing tells who speaks when: what is said there is counted"
        " for nobody, and no chart of speakers is drawn. Begin each turn on a line of its own with"
        " the speaker's name and a colon."
    )


def _labels(body: Sequence[Paragraph]) -> list[_Labelled]:
    """The labels at the beginning of paragraphs; one with nothing behind it labels the next."""
    found = []
    for n, p in enumerate(body):
        label = find_label(p.text)
        if label and label.words < len(p.text):
            found.append(_Labelled(n, label, alone=False))
        elif label and n + 1 < len(body):
            found.append(_Labelled(n, label, alone=True))
    return found


def _alike(labels: list[_Labelled]) -> list[_Labelled]:
    """Without lone ones that are no capitals where nearly all are: "Aired on Monday: ..."."""
    voices = tell_voices(one.label for one in labels)
    times = Counter(voices[one.label.key] for one in labels)
    lone = {
        one.place
        for one in labels
        if times[voices[one.label.key]] == 1 and not one.label.capitals and not one.alone
    }
    capitals = sum(one.label.capitals for one in labels)
    shouted = capitals >= _NEARLY_ALL * (len(labels) - len(lone))
    return [one for one in labels if one.place not in lone] if shouted else labels


def _name_lines(body: Sequence[Paragraph]) -> list[_Labelled]:
    """The lines that are a name and nothing else, and come again."""
    lines = [(n, find_name_line(p.text)) for n, p in enumerate(body[:-1])]
    known = [(n, label) for n, label in lines if label]
    times = Counter(label.key for _, label in known)
    return [_Labelled(n, label, alone=True) for n, label in known if times[label.key] > 1]


def _are_turns(body: Sequence[Paragraph], labels: Sequence[_Labelled]) -> bool:
    """Whether these labels are those of speakers, and what they say is much of the article."""
    if len(labels) < _FEWEST:
        return False
    voices = tell_voices(one.label for one in labels)
    times = Counter(voices[one.label.key] for one in labels)
    again = [key for key, n in times.items() if n > 1]
    if len(again) < 2 or sum(times[key] for key in again) < _SENTENCES * len(labels):
        return False
    said = [_said(body, one) for one in labels]
    whole = sum(map(ends_as_sentence, said)) / len(labels)
    talk = sum(map(is_talk, said)) / len(labels)
    needed = _needed_talk(labels, voices, again)
    return whole >= _SENTENCES and talk >= needed and _covers(body, labels)


def _needed_talk(
    labels: Sequence[_Labelled], voices: dict[str, str], again: Sequence[str]
) -> float:
    """Which share of turns has to sound like talk: the less, the surer the labels are."""
    capitals = sum(one.label.capitals for one in labels) >= _NEARLY_ALL * len(labels)
    shortened = any(voices[one.label.key] != one.label.key for one in labels)
    jobs = any(one.label.job[1] for one in labels)
    asks = {QUESTION, ANSWER} <= set(again)
    if capitals and (shortened or jobs) and not asks:
        return 0.0
    marked = sum(one.label.marked for one in labels) >= 0.5 * len(labels)
    return _LESS_TALK if asks or marked or capitals else _TALK


def _said(body: Sequence[Paragraph], one: _Labelled) -> str:
    return (
        body[one.place + 1].text if one.alone else body[one.place].text[one.label.words :]
    )


def _covers(body: Sequence[Paragraph], labels: Sequence[_Labelled]) -> bool:
    """Whether what stands from the first label on is much of the article, and most of that is
    talk and no report."""
    first = labels[0].place
    all_ = sum(p.words for p in body)
    held = {one.place for one in labels} | {one.place + 1 for one in labels if one.alone}
    own = sum(body[n].words for n in held)
    return own >= _PART * sum(p.words for p in body[first:]) and own >= 0.2 * all_


def _turns(body: Sequence[Paragraph], labels: Sequence[_Labelled]) -> list[Turn]:
    voices = tell_voices(one.label for one in labels)
    nexts = [one.place for one in labels[1:]]
    longest = max(
        (b - a for a, b in zip([o.place for o in labels], nexts, strict=False)), default=1
    )
    turns = []
    for one, end in zip(
        labels, [*nexts, min(len(body), labels[-1].place + longest)], strict=True
    ):
        p = body[one.place]
        first = (
            [] if one.alone else _cut(p.start + one.label.words, p.text[one.label.words :])
        )
        more = _follow(body[one.place + 1 : end], one.label.key, forced=one.alone)
        pieces = [*first, *(piece for q in more for piece in _cut(q.start, q.text))]
        start, stop = p.start + one.label.start, p.start + one.label.end
        job = (p.start + one.label.job[0], p.start + one.label.job[1])
        if pieces:
            key = voices[one.label.key]
            job = job if one.label.job[1] else (0, 0)
            last = more[-1].text if more else p.text
            turns.append(Turn((start, stop), tuple(pieces), key, job, is_question(last)))
    return turns


def _follow(paragraphs: Sequence[Paragraph], key: str, *, forced: bool) -> list[Paragraph]:
    """The paragraphs in which a turn goes on: up to one that tells of the speaker, or of how the
    interview was made; headings between them are left out."""
    found = []
    surname = key.split()[-1]
    telling = (
        re.compile(rf"\b{re.escape(surname)}(?:['’]s)?\b", re.I)
        if len(surname) > 1
        else None
    )
    for n, p in enumerate(paragraphs):
        must = forced and n == 0
        if not must and EDITED.search(p.text):
            break
        if not must and telling and telling.search(p.text) and not is_talk(p.text):
            break
        if must or ends_as_sentence(p.text):
            found.append(p)
    return found


def _stages(body: Sequence[Paragraph]) -> list[tuple[int, int]]:
    return [(p.start + a, p.start + b) for p in body for a, b in _directions(p.text)]


def _directions(text: str) -> list[tuple[int, int]]:
    """The stage directions of a text: in brackets and in capitals, or by their first word."""
    found = ((m.span(), m[0].strip()) for m in _STAGE.finditer(text))
    return [
        span
        for span, inside in found
        if inside[1:-1].isupper() or _STAGE_WORDS.match(inside)
    ]


def _cut(start: int, text: str) -> list[tuple[int, int]]:
    """What is said of a text: without stage directions."""
    pieces = []
    at = 0
    for first, last in _directions(text):
        pieces.append((at, first))
        at = last
    pieces.append((at, len(text)))
    told = (
        (start + a, start + b) for a, b in (_trim(text, a, b) for a, b in pieces) if a < b
    )
    return list(told)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "–—-*_>"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return start, start
    return start, end


def _form(paragraphs: Sequence[Paragraph], turns: Sequence[Turn]) -> Form:
    """An interview if one of a few voices mostly asks, or the text calls itself so."""
    times = Counter(turn.key for turn in turns)
    asks = Counter(turn.key for turn in turns if turn.asks)
    mostly = any(n >= _ASKING * times[key] for key, n in asks.items())
    few = len(times) <= _VOICES
    called = says_interview(paragraphs, loosely=False)
    return "interview" if (few and mostly) or called else "transcript"


def _asked_turn(asked: Asked) -> Turn:
    pieces = [piece for p in asked.paragraphs for piece in _cut(p.start, p.text)]
    return Turn((-1, -1), tuple(pieces), asked.key, asks=asked.key == QUESTION)


def _unread(paragraphs: Sequence[Paragraph], body: Sequence[Paragraph]) -> Form:
    """The form of an article whose turns nothing tells apart, though it is no report."""
    inline = [m for p in body for m in _INLINE.finditer(p.text)]
    again = [n for n in Counter(m[0] for m in inline).values() if n > 1]
    if len(inline) >= 2 * _RUN_ON and len(again) > 1:
        return "transcript"
    if len(body) < _BODY or not says_interview(paragraphs, loosely=False):
        return "report"
    talk = [p for p in body if is_talk(p.text)]
    asks = sum(p.text.rstrip().endswith("?") for p in body)
    marked = sum(any(c in p.text for c in '“”"«»') for p in body)
    spoken = len(talk) >= 0.6 * len(body) and asks >= 2 and marked <= 0.2 * len(body)
    return "interview" if spoken else "report"
