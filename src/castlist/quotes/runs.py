"""Runs of words, cut at the ends of their paragraph,
without the words of the cue and punctuation at their ends."""

from collections.abc import Iterable

from castlist.nlp.parse import FINITE, Parse

__all__ = ["EDGE", "VERBAL", "Run", "around", "is_finite", "is_that", "sentence", "trim"]

Run = tuple[int, int]  # first word, one past the last

EDGE = {",", ";", ":", ".", "-", "--", "—", "–", "...", "…"}
VERBAL = FINITE | {"VB", "VBN", "VBG"}
_LONGEST = 80  # words of a sentence on either side of a cue


def trim(parse: Parse, first: int, last: int) -> Run:
    """The run without punctuation at its ends and without "that" in front."""
    while first < last and (parse.text[first] in EDGE or is_that(parse, first)):
        first += 1
    while last > first and (parse.text[last - 1] in EDGE or "\n" in parse.text[last - 1]):
        last -= 1
    while first < last and _is_joined(parse, last):
        last += 2
    return first, last


def _is_joined(parse: Parse, word: int) -> bool:
    """Whether a hyphen inside a word stands here: "re-examined", which the parser may cut."""
    if word < 1 or word + 1 >= len(parse) or parse.text[word] != "-":
        return False
    touches = parse.end(word - 1) == parse.start[word]
    return touches and parse.end(word) == parse.start[word + 1]


def is_that(parse: Parse, word: int) -> bool:
    """Whether a word is the "that" which introduces a clause."""
    return parse.lower[word] == "that" and parse.dep[word] == "mark"


def is_finite(parse: Parse, runs: Iterable[Run]) -> bool:
    """Whether there is a verb in the runs that can make a sentence."""
    return any(parse.tag[w] in FINITE for run in runs for w in range(*run))


def around(parse: Parse, words: list[int], anchor: int, aside: Iterable[int]) -> list[Run]:
    """A clause as runs, cut where the cue's own words (`aside`) stand inside it,
    and at the ends of its paragraph."""
    first = words[0]
    last = words[-1] + 1
    stops = [w for w in range(first, last) if "\n" in parse.text[w]]
    first = max((s + 1 for s in stops if s < anchor), default=first)
    last = min((s for s in stops if s > anchor), default=last)
    cut = [w for w in aside if first <= w < last]
    pieces = [(first, min(cut)), (max(cut) + 1, last)] if cut else [(first, last)]
    return [
        (a, b)
        for a, b in (trim(parse, *piece) for piece in pieces)
        if a < b and not _is_pronoun(parse, a, b)
    ]


def _is_pronoun(parse: Parse, first: int, last: int) -> bool:
    """Whether a run is only the first word of "which it said crashed"."""
    return last - first == 1 and parse.tag[first] in {"WDT", "WP", "IN"}


def sentence(parse: Parse, first: int, last: int) -> Run:
    """The sentence round a run of words, by its punctuation."""
    begin = first
    end = last
    while max(0, first - _LONGEST) < begin and not _ends(parse, begin - 1):
        begin -= 1
    while end < min(len(parse), last + _LONGEST) and not _ends(parse, end):
        end += 1
    return begin, end


def _ends(parse: Parse, word: int) -> bool:
    return parse.ends(word) or parse.text[word] == ";"
