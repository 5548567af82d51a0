"""Parse -> cues: the verbs and phrases that say that somebody spoke,
each with whom its sentence lets speak.

Speech that was not heard is left out here: denied ("did not say"), wanted ("will say", "if he
says"), refused.
"""

from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from castlist.english.rules import listed, read_rules, roles, word_set
from castlist.model import Stance
from castlist.nlp.parse import NOUNS, PROPER, Parse
from castlist.nlp.quotation import MARKS
from castlist.quotes.subjects import (
    FARTHEST,
    NEXT_CLAUSE,
    NOMINAL,
    find_subject,
    is_after_mark,
    is_inverted,
    is_passive,
    noun_before,
)

__all__ = ["NEXT_CLAUSE", "Cue", "find_cues", "is_voice"]

_NOBODY = word_set("nobody")
_IF = word_set("conditions")
_CLIMB = 60  # steps up a tree, from verb to verb; a deeper one is no sentence of news
_GOES_ON = word_set("goes_on")
_RELATIVE = {"WDT", "WP"}
_AMOUNTS = word_set("amounts")
_DOCUMENTS = word_set("documents")
_MARKED = frozenset({"marks"})  # "said little" reports nothing without quotation marks
_QUOTED = word_set("is_quoted")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its words as token numbers, what it takes,
    and the head word of who speaks (-1: nobody is named)."""

    verb: int
    first: int
    last: int
    stance: Stance
    takes: frozenset[str]
    speaker: int
    rule: str
    passive: bool = False

    @property
    def clausal(self) -> bool:
        """Whether a clause can be its content."""
        return bool(self.takes & {"clause", "people", "document"})


@cache
def _verbs() -> dict[str, list[tuple[tuple[str, ...], Stance, frozenset[str]]]]:
    """First word -> its entries, the longest first: further words, stance, what it takes."""
    found: dict[str, list[tuple[tuple[str, ...], Stance, frozenset[str]]]] = {}
    for verb, stance, takes, _ in read_rules("speech"):
        first, *more = verb.split()
        found.setdefault(first, []).append(
            (tuple(more), cast(Stance, stance), frozenset(takes.split(",")))
        )
    for verb in word_set("showing"):
        found[verb] = [((), "said", frozenset({"document"}))]
    return {
        first: sorted(entries, key=lambda e: -len(e[0])) for first, entries in found.items()
    }


def find_cues(parse: Parse, inside: Container[int]) -> list[Cue]:
    """Every cue of voiced speech in reading order; none of the words `inside` quotations is one."""
    verbs = _verbs()
    found = []
    for word, lemma in enumerate(parse.lemma):
        if lemma in verbs or parse.lower[word] in verbs:
            if word in inside:
                continue
            spoken = parse.tag[word][:2] == "VB" or _is_disguised(parse, word)
            spoken = spoken or (parse.dep[word] == "ROOT" and parse.has(word, "nsubj"))
            cue = _read_verb(parse, word) if spoken else None
            cue = cue or _read_source(parse, word)
            if cue:
                found.append(cue)
    return [_with_speaker_before(parse, cue, found) for cue in found]


def _with_speaker_before(parse: Parse, cue: Cue, cues: list[Cue]) -> Cue:
    """A participle without a subject in the parse has that of the verb before it:
    she said A, adding B."""
    if cue.speaker >= 0 or parse.tag[cue.verb] != "VBG":
        return cue
    at = bisect_left(cues, cue.verb, key=lambda c: c.verb)
    before = cues[at - 1] if at else None
    if (
        before is None
        or cue.verb - before.verb > FARTHEST
        or _is_parted(parse, before.verb, cue.verb)
    ):
        return cue
    return replace(
        cue,
        speaker=before.speaker,
        rule="shared subject" if before.speaker >= 0 else cue.rule,
    )


def _is_parted(parse: Parse, first: int, last: int) -> bool:
    return any(parse.ends(w) for w in range(first, last))


def _is_disguised(parse: Parse, word: int) -> bool:
    """Whether what is tagged as a noun is a verb that announces words:
    the ministry notes, "..."."""
    return (
        0 < word < len(parse) - 2
        and parse.tag[word] in {"NNS", "NN", "NNP"}
        and parse.text[word + 1] in {",", ":"}
        and parse.text[word + 2] in MARKS
        and parse.lower[word] != parse.lemma[word]
        and parse.tag[word - 1] in NOMINAL
    )


def is_voice(parse: Parse, word: int) -> bool:
    """Whether a word names somebody who can speak, or something that is written."""
    if word < 0:
        return False
    lemma = parse.lemma[word].lower()
    if parse.tag[word] in PROPER | {"WP"}:
        return True
    if parse.tag[word] == "PRP":
        return parse.lower[word] not in {"it", "them"}
    return lemma in roles() or lemma in listed("writings")


def _read_source(parse: Parse, word: int) -> Cue | None:
    """ "According to the ministry", "in the words of one doctor"."""
    for more, stance, takes in _verbs().get(parse.lower[word], ()):
        last = word + len(more)
        if "source" in takes and tuple(parse.lower[word + 1 : last + 1]) == more:
            source = _name_before_clause(parse, last + 1) or parse.child(
                last, "pobj", "pcomp"
            )
            if source > last and "\n" not in parse.text[source]:
                if parse.tag[source] in _RELATIVE:
                    source = _writing_before(parse, word)
                return Cue(
                    word,
                    word,
                    last,
                    stance,
                    takes,
                    source,
                    parse.text[word].lower() + " " + " ".join(more),
                )
    return None


def _writing_before(parse: Parse, word: int) -> int:
    """ "A report" in "a report on it, according to which": the writing before in the sentence, or
    the noun before the comma; -1 if there is none."""
    for noun in range(word - 1, max(word - FARTHEST, 0), -1):
        if parse.ends(noun):
            break
        if parse.lemma[noun] in listed("writings") and parse.tag[noun] in NOUNS:
            return noun
    return noun_before(parse, word)


def _name_before_clause(parse: Parse, word: int) -> int:
    """The last word of "Roe" in "according to Roe the house was sold",
    which looks like one phrase; else 0."""
    word += word < len(parse) and parse.tag[word] == "DT"
    first = word
    while word < len(parse) and parse.text[word][:1].isupper():
        word += 1
    return word - 1 if first < word < len(parse) and parse.tag[word] in NEXT_CLAUSE else 0


def _read_verb(parse: Parse, word: int) -> Cue | None:
    entry = _entry(parse, word)
    if entry is None or not _is_voiced(parse, word):
        return None
    last, stance, takes = entry
    if _says_how_much(parse, word):
        takes = _MARKED
    first = word
    speaker, rule = find_subject(parse, word)
    quoting = _quoting(parse, word)
    if quoting >= 0:
        first = quoting
        speaker = (
            parse.child(quoting, "nsubjpass")
            if parse.has(quoting, "auxpass", "nsubjpass")
            else parse.child(quoting, "dobj")
        )
        rule = "quoted as saying"
    if "document" in takes and (speaker < 0 or parse.lemma[speaker] not in _DOCUMENTS):
        return None
    if speaker >= 0 and (parse.lower[speaker] in _NOBODY or parse.lower[speaker] == "no"):
        return None
    if speaker >= 0 and any(
        parse.lower[c] in {"no", "neither"} for c in parse.children.get(speaker, ())
    ):
        return None
    return Cue(word, first, last, stance, takes, speaker, rule, is_passive(parse, word))


def _entry(parse: Parse, word: int) -> tuple[int, Stance, frozenset[str]] | None:
    """The last word of the cue, its stance and what it takes."""
    for more, stance, takes in _verbs().get(parse.lemma[word], ()):
        last = word
        for particle in more:
            last = next(
                (
                    c
                    for c in range(last + 1, min(last + 4, len(parse)))
                    if parse.lower[c] == particle
                ),
                -1,
            )
            if last < 0 or word not in parse.above(last):
                break
        else:
            return (last if last - word == len(more) else word), stance, takes - {"source"}
    return None


def _says_how_much(parse: Parse, word: int) -> bool:
    """Whether a verb is followed by how much was said: "said very little about it"."""
    return any(
        word < c <= word + 3
        and parse.dep[c] in {"dobj", "advmod"}
        and parse.lower[c] in _AMOUNTS
        for c in parse.children.get(word, ())
    )


def _quoting(parse: Parse, word: int) -> int:
    """The verb of "was quoted as saying", or -1."""
    preposition = parse.head[word]
    if (
        parse.tag[word] == "VBG"
        and parse.lower[preposition] == "as"
        and parse.lemma[parse.head[preposition]] in _QUOTED
    ):
        return parse.head[preposition]
    return -1


def _is_voiced(parse: Parse, word: int, steps: int = _CLIMB) -> bool:
    """Whether the text says that it was said: not denied, not wanted, not asked for, not refused.

    A verb that is joined to another takes its answer from there, up to so many `steps` up the tree.
    """
    for child in parse.children.get(word, ()):
        label = parse.dep[child]
        lower = parse.lower[child]
        if (
            label == "neg"
            or (label == "aux" and parse.tag[child] == "MD")
            or (label == "mark" and lower in _IF)
        ):
            return False
    if _is_governed_by_refusal(parse, word):
        return False
    if (
        parse.tag[word] == "VBN"
        and parse.dep[word] == "amod"
        and not is_inverted(parse, word)
    ):
        return False  # "the alleged victims"
    if parse.tag[word] == "VBN":
        return (
            parse.has(word, "aux", "auxpass", "nsubj", "agent")
            or parse.dep[word] == "conj"
            or is_inverted(parse, word)
        )
    if is_after_mark(parse, word) and parse.child(word, "dobj") > word:
        return True  # "...," read a banner
    return parse.tag[word] != "VB" or (
        steps > 0 and _is_told_infinitive(parse, word, steps - 1)
    )


def _is_governed_by_refusal(parse: Parse, word: int) -> bool:
    """Whether it hangs on a verb that is denied or lies ahead:
    "refused saying", "will leave without saying"."""
    above = parse.head[word]
    if parse.dep[word] == "pcomp" and parse.lower[above] in {"without", "from"}:
        return True
    return (
        parse.dep[word] in {"xcomp", "pcomp"} and above != word and parse.has(above, "neg")
    )


def _is_told_infinitive(parse: Parse, word: int, steps: int) -> bool:
    """Whether a bare form was uttered all the same:
    "did say", "went on to say", "officials say" (badly tagged)."""
    above = parse.head[word]
    if parse.dep[word] == "conj" and above != word and not parse.has(word, "nsubj", "aux"):
        return parse.tag[above][:2] == "VB" and _is_voiced(parse, above, steps)
    particle = parse.child(word, "aux")
    if particle < 0 or parse.lemma[particle] == "do":
        return parse.has(word, "nsubj")
    if parse.lower[particle] != "to":
        return parse.has(word, "nsubj") or parse.lemma[particle] == "have"
    if parse.dep[word] == "xcomp":
        return (
            parse.lemma[above] in _GOES_ON
            and parse.tag[above] != "VBG"
            and _is_voiced(parse, above, steps)
        )
    return (
        parse.dep[word] == "advcl"
        and parse.tag[above] in {"VBD", "VBZ", "VBP"}
        and not parse.has(above, "neg")
    )
