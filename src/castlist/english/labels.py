"""Paragraph -> the words at its beginning that say who speaks it: "ANA LIND, ENGINEER:", "Q:"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from castlist.english.rules import single_titles, word_set

__all__ = [
    "ANSWER",
    "QUESTION",
    "TurnLabel",
    "find_label",
    "find_name_line",
    "is_bare_label",
    "is_role_label",
    "tell_voices",
]

QUESTION = "question"
ANSWER = "answer"

_LONGEST = 110  # characters before a colon
_NAME_WORDS = 6
_JOB_WORDS = 14
_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?[\])]?"
_LEAD = re.compile(rf"(?:[*_#\s]|>>+|{_TIME}(?=\s)|[-–—]\s(?=[A-Z]{{2}}))*")
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_TAIL = re.compile(rf"[\s*_]*(?:{_TIME})?[\s*_]*$")
_COLON = re.compile(r"[*_]*\s?[:：][*_]*(?=\s|$|[\"“‘'(\[A-Z…])")
_DOUBLE = re.compile(r"\(\(([^()]{1,60})\)\)\s*:?\s*")
_ASKS = re.compile(
    r"(?:Q(?:uestion)?|A(?:nswer)?|QUESTION|ANSWER)\s?\d{0,3}(?:[.:：]|\s[-–—])[*_]*(?=\s)"
    r"|Q(?=\s+[A-Z\"“])"
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d{1,3}|[&@]\w*")
_ENDS = re.compile(r"[.!?…;]\s")
_PARTICLES = word_set("name_particles")
_QUESTIONS = word_set("asking_labels")
_ANSWERS = word_set("answering_labels")
_ROLES = word_set("speaking_roles")
_NOT_SPEAKERS = word_set("no_speakers")


class TurnLabel(NamedTuple):
    """Who speaks, as the beginning of a paragraph says; places are characters of the paragraph."""

    start: int  # of the name, its title included
    end: int
    words: int  # where what is said begins
    key: str  # the name in small letters, without title; of "Q", "question"
    capitals: bool
    job: tuple[int, int]  # behind the comma, (0, 0) if there is none
    marked: bool  # in a form that nothing but a label has: "((Roe))", "[00:12] Roe:"


def find_label(text: str) -> TurnLabel | None:
    """The label that a paragraph begins with, if it has the form of one."""
    lead = _LEAD.match(text)
    first = lead.end() if lead else 0
    if double := _DOUBLE.match(text, first):
        return _label(text, *double.span(1), double.end(), marked=True)
    if asks := _ASKS.match(text, first):
        letters = re.match(r"\w+", text[first:])
        end = first + (letters.end() if letters else 1)
        return _label(text, first, end, asks.end(), marked=False)
    colon = _COLON.search(text, first, first + _LONGEST)
    if not colon or (":" in text[first : colon.start()] and not lead):
        return None
    timed = any(c.isdigit() for c in text[:first])
    return _label(text, first, colon.start(), colon.end(), marked=timed)


def find_name_line(text: str) -> TurnLabel | None:
    """The label that is all of a paragraph: a name alone, as above what its bearer says."""
    if len(text) > _LONGEST:
        return None
    lead = _LEAD.match(text)
    first = lead.end() if lead else 0
    tail = _TAIL.search(text)
    end = tail.start() if tail else len(text)
    if end <= first or text[end - 1] in ".!?…":
        return None
    timed = any(c.isdigit() for c in text[:first] + text[end:])
    return _label(text, first, end, len(text), marked=timed)


def _label(
    text: str, start: int, end: int, words: int, *, marked: bool
) -> TurnLabel | None:
    while end > start and text[end - 1] in " *_":
        end -= 1
    while words < len(text) and text[words].isspace():
        words += 1
    named = _BRACKETS.sub(lambda m: " " * len(m[0]), text[start:end])
    name, comma, behind = named.partition(",")
    name = re.sub(r"\s(?:[-–—]|\|)\s.*", "", name).rstrip()
    job = (
        (start + len(named) - len(behind.lstrip()), end)
        if comma and behind.strip()
        else (0, 0)
    )
    end = start + len(name)
    key = _key(name)
    if not key or len(behind.split()) > _JOB_WORDS or _ENDS.search(behind):
        return None
    return TurnLabel(start, end, words, key, name.isupper() and len(name) > 1, job, marked)


def _key(name: str) -> str:
    """The name in small letters without title; empty if no name or role is written so."""
    words = name.split()
    bare = name.strip(" .").casefold()
    numberless = re.sub(r"\s?\d+$", "", bare)
    if numberless in _QUESTIONS:
        return QUESTION
    if numberless in _ANSWERS:
        return ANSWER
    if not 0 < len(words) <= _NAME_WORDS or not all(_WORD.fullmatch(w) for w in words):
        return ""
    small = [w.casefold().strip(".") for w in words]
    if _NOT_SPEAKERS & {bare, small[0], small[-1]} or not words[0][0].isupper():
        return ""
    is_role = any(w in _ROLES for w in small)
    written = all(
        w[0].isupper() or w[0].isdigit() or s in _PARTICLES
        for w, s in zip(words, small, strict=True)
    )
    if not (written or is_role):
        return ""
    if any(c.isdigit() for c in bare) and not is_role:
        return ""
    titles = single_titles()
    while len(small) > 1 and small[0] in titles and not is_role:
        small = small[1:]
    return " ".join(small)


def is_bare_label(text: str) -> bool:
    """Whether a label is a letter or word for questions and answers, and names no voice: "Q1"."""
    return bool(re.fullmatch(r"(?:Q(?:uestion)?|A(?:nswer)?)\W*\d*", text, re.I))


def is_role_label(key: str) -> bool:
    """Whether a label names nobody, but says what the speaker is: "Moderator", "Speaker 2"."""
    words = [word.strip(".") for word in key.split() if not word.isdigit()]
    return all(word in _ROLES or word in _PARTICLES for word in words)


def tell_voices(labels: Iterable[TurnLabel]) -> dict[str, str]:
    """Key -> the key of the fullest label of the same voice:
    a name by its surname, given name or initials, if only one other label has them."""
    found = Counter(label.key for label in labels)
    short: dict[str, set[str]] = defaultdict(set)
    for key in found:
        words = key.split()
        if len(words) > 1:
            parts = {
                words[0],
                words[-1],
                " ".join(words[1:]),
                " ".join((words[0], words[-1])),
            }
            initials = "".join(w[0] for w in words)
            for form in parts | {initials, initials[0] + initials[-1], ".".join(initials)}:
                short[form].add(key)
    voices = {}
    for key in found:
        fuller = short.get(key, set()) - {key}
        voices[key] = next(iter(fuller)) if len(fuller) == 1 else key
    return {key: voices.get(voice, voice) for key, voice in voices.items()}
