"""Where a parser goes wrong in the same way in all news, and the sentence itself shows it."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from castlist.english.rules import read_rules, roles, word_set

__all__ = ["Reporter", "reporters"]

_PHRASE = 8  # words of "an officer at the scene"
_VERBS = {"VBN", "VBD"}
_ADJUNCTS = {"prep", "npadvmod", "advmod", "dobj", "dative", "punct", "tmod"}
_REPORTERS = word_set("reporters")


class Reporter(NamedTuple):
    """Who speaks at the end of a sentence, and the verb; the parser made an apposition of them."""

    noun: int
    verb: int


@cache
def _says() -> frozenset[str]:
    return frozenset(
        verb for verb, _, takes, _ in read_rules("speech") if "clause" in takes.split(",")
    )


def reporters(
    lemma: Sequence[str], tag: Sequence[str], dep: Sequence[str], head: Sequence[int]
) -> Iterator[Reporter]:
    """ "A local paper reported" in "A ferry hit the pier in Ringe, a local paper reported on
    Sunday": it is no apposition to Ringe."""
    own = dict.fromkeys((w for w in range(len(tag)) if lemma[w] in _says()), True)
    for word, label in enumerate(dep):
        # a verb with a subject, an agent or a clause of its own is no such verb
        if head[word] in own and word != head[word] and label not in _ADJUNCTS:
            own[head[word]] = False
    for verb, free in own.items():
        if not free or tag[verb] not in _VERBS or verb + 1 >= len(tag):
            continue
        noun = _apposition(lemma, tag, dep, verb)
        passive = lemma[verb + 1] == "by"
        if noun >= 0 and not passive and head[verb] != verb and head[noun] < noun:
            yield Reporter(noun, verb)


def _apposition(
    lemma: Sequence[str], tag: Sequence[str], dep: Sequence[str], verb: int
) -> int:
    """The noun of the phrase with an article between a comma and a verb, or -1."""
    found = -1
    for word in range(verb - 1, max(verb - _PHRASE, 0), -1):
        if tag[word] == ",":
            begins = tag[word + 1] in {"DT", "CD", "PRP$"}
            return found if begins and found >= 0 else -1
        if dep[word] in {"appos", "conj"} and _can_report(lemma[word]):
            found = word
    return -1


def _can_report(noun: str) -> bool:
    known = roles().get(noun)
    return noun in _REPORTERS or (
        known is not None and known.type in {"person", "organisation"}
    )
