"""Paragraphs -> questions and their answers, where no label says who asks and who answers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from castlist.english.labels import ANSWER, QUESTION
from castlist.english.rules import word_set
from castlist.english.talk import ends_as_sentence, is_question, says_i, says_you
from castlist.model import Paragraph

__all__ = ["EDITED", "Asked", "are_mixed", "read_questions", "says_interview"]

EDITED = re.compile(
    r"\b(?:edited|condensed|shortened|abridged)\b.{0,60}\b(?:length|clarity|brevity)\b"
    r"|\bend of (?:the )?(?:interview|transcript)\b",
    re.I,
)
"""What a last line says of how an interview was made."""

_ANNOUNCED = 2  # questions, where title or introduction speak of an interview
_FEWEST = 3  # where they do not: columns and guides ask too
_YOU = (0.3, 0.6)  # share of questions that say "you", likewise
_I = (0.5, 0.7)  # share of answers that say "I" or "we"
_MARKED = 0.2  # share of answers that begin with a quotation mark; reports have more
_LEAD = 6  # paragraphs
_REPLIES = re.compile(
    r"(?:yes|no|yeah|yep|yup|right|exactly|oh|okay|true|it['’]s true)\b", re.I
)
_SEVERAL = 2  # paragraphs in the middle of answers that begin like a reply: several voices
_INTERVIEW = word_set("interview_words")
_MEETS = re.compile(
    r"\b(?:spoke|talked|talks|speaks|chatted|sat down|caught up|met) (?:to|with|up with)\b"
    r"|\banswer(?:s|ed)\b.{0,30}\bquestions\b",
    re.I,
)
_STRICT = re.compile(
    r"\b(?:interviewed|interviews|interview with|text of (?:the|an|our) interview|q&a"
    r"|in conversation with)\b|^interview\b",
    re.I,
)


class Asked(NamedTuple):
    """The paragraphs of one question, or of its answer."""

    key: str
    paragraphs: tuple[Paragraph, ...]


def says_interview(paragraphs: Sequence[Paragraph], *, loosely: bool = True) -> bool:
    """Whether title or introduction say that an article is an interview."""
    lead = " ".join(p.text for p in paragraphs[:_LEAD])
    if not loosely:
        return bool(_STRICT.search(lead) or EDITED.search(lead))
    words = set(re.findall(r"[a-z&]+", lead.casefold()))
    return bool(words & _INTERVIEW or _MEETS.search(lead))


def read_questions(paragraphs: Sequence[Paragraph]) -> list[Asked]:
    """Questions and answers in turn; none if the article is no interview."""
    body = [p for p in paragraphs if p.role == "body"]
    asks = [is_question(p.text) for p in body]
    if True not in asks:
        return []
    first = asks.index(True)
    turns = _group(body[first:], asks[first:])
    announced = says_interview([p for p in paragraphs if p.start < body[first].start])
    return turns if _is_interview(turns, announced=announced) else []


def are_mixed(turns: Sequence[Asked]) -> bool:
    """Whether answers hold replies to each other, so that nothing tells who says what."""
    later = [p.text for turn in turns for p in turn.paragraphs[1:]]
    return sum(bool(_REPLIES.match(text)) for text in later) >= _SEVERAL


def _group(body: Sequence[Paragraph], asks: Sequence[bool]) -> list[Asked]:
    """Runs of questions, and of what is none; headings are left out."""
    runs: list[tuple[bool, list[Paragraph]]] = []
    for p, question in zip(body, asks, strict=True):
        if EDITED.search(p.text):
            break
        if not question and not ends_as_sentence(p.text):
            continue
        if not runs or runs[-1][0] != question:
            runs.append((question, []))
        runs[-1][1].append(p)
    return [Asked(QUESTION if asked else ANSWER, tuple(ps)) for asked, ps in runs]


def _is_interview(turns: Sequence[Asked], *, announced: bool) -> bool:
    questions = [turn for turn in turns if turn.key == QUESTION]
    answers = [turn for turn in turns if turn.key == ANSWER]
    if len(questions) < (_ANNOUNCED if announced else _FEWEST) or len(answers) < 2:
        return False
    told = [p.text for turn in answers for p in turn.paragraphs]
    you = sum(says_you(turn.paragraphs[-1].text) for turn in questions) / len(questions)
    own = sum(any(says_i(p.text) for p in turn.paragraphs) for turn in answers) / len(
        answers
    )
    marked = sum(text[:1] in '“"«„' for text in told) / len(told)
    place = 0 if announced else 1
    return you >= _YOU[place] and own >= _I[place] and marked <= _MARKED
