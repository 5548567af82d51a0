"""Whom the sentence of a verb lets speak: its subject, one that it shares, a name beside it."""

from castlist.english.rules import word_set
from castlist.nlp.parse import ENDS, FINITE, NOUNS, PROPER, Parse

__all__ = [
    "CLIMBS",
    "FARTHEST",
    "NEXT_CLAUSE",
    "NOMINAL",
    "SUBJECT",
    "find_subject",
    "is_after_mark",
    "is_inverted",
    "is_passive",
    "noun_before",
]

SUBJECT = ("nsubj", "nsubjpass")

_INVERTED = PROPER | {"PRP", "DT", "PRP$"}

_IN_PHRASE = {"DT", "PRP$", "POS", "JJ", "RB", "VBN", "HYPH", "CD", "AFX"}

_FRONTED = {"VBG", "IN"}

_PHRASE = 12  # words of a speaker behind the verb

FARTHEST = 40  # words of a subject with an aside

CLIMBS = {"conj", "advcl", "xcomp", "pcomp", "prep", "acl", "dep", "parataxis"}


NOMINAL = NOUNS | {"PRP", "WP"}

# what follows a name directly only if another phrase begins
NEXT_CLAUSE = {"DT", "PRP$", "PRP", "EX"}

_WHEN = word_set("when_said")

_CLOSING = {'"', "”", "“", "»", "'", "’", "''"}


def is_passive(parse: Parse, word: int) -> bool:
    """Whether a verb is passive."""
    return parse.has(word, "auxpass", "nsubjpass", "agent")


def is_inverted(parse: Parse, word: int) -> bool:
    """Whether a verb stands between a quotation and a name or role: "...", added Roe; "..." added
    the mayor."""
    named = word + 1 < len(parse) and parse.tag[word + 1] in _INVERTED
    return named and is_after_mark(parse, word)


def is_after_mark(parse: Parse, word: int) -> bool:
    """Whether a closing quotation mark stands before a word, a comma aside."""
    before = word - 1 - (word > 0 and parse.text[word - 1] == ",")
    return before >= 0 and parse.text[before] in _CLOSING


def find_subject(parse: Parse, word: int) -> tuple[int, str]:
    """Head word of who speaks, and how it was found."""
    if is_passive(parse, word):
        agent = parse.child(word, "agent")
        by = parse.child(agent, "pobj") if agent >= 0 else -1
        return (by, "passive agent") if by >= 0 else (-1, "none: passive without agent")
    subject = _nearest_subject(parse, word)
    if subject >= 0:
        return subject, "inverted" if subject > word else "subject of the cue"
    if (
        (parse.dep[word] == "ROOT" or parse.text[word - 1] in _CLOSING)
        and is_after_mark(parse, word)
        and parse.child(word, "dobj") > word
    ):
        return parse.child(word, "dobj"), "inverted"
    if parse.dep[word] == "acl" and parse.tag[parse.head[word]][0] in "NP":
        return _described(parse, parse.head[word]), "noun before the cue"
    return _shared_subject(parse, word)


def _described(parse: Parse, noun: int) -> int:
    """The name that a noun describes, if a comma is missing behind it: "Jane Roe, a nurse told
    reporters"."""
    name = parse.head[noun]
    is_name = parse.tag[name] in PROPER and parse.tag[noun] not in PROPER
    return name if parse.dep[noun] == "appos" and is_name else noun


def _nearest_subject(parse: Parse, word: int) -> int:
    """The subject of a verb; of several in front of it the last: "Acme editor Jane Roe said"."""
    found = [c for c in parse.children.get(word, ()) if parse.dep[c] == "nsubj"]
    behind = min((c for c in found if c > word), default=-1)
    if behind > 0 and is_after_mark(parse, word):
        return behind  # "...," said Roe
    return max((c for c in found if c < word), default=behind)


def _shared_subject(parse: Parse, word: int) -> tuple[int, str]:
    """The subject of a verb that the cue is joined to or hangs on:
    "he rose and said", "left, saying"."""
    verb = word
    while parse.dep[verb] in CLIMBS and parse.head[verb] != verb:
        verb = parse.head[verb]
        subject = parse.child(verb, *SUBJECT)
        if subject >= 0:
            return subject, "shared subject"
        if parse.tag[verb][0] == "N" and parse.dep[verb] != "pobj":
            return verb, "noun before the cue"
    return _neighbour(parse, word)


def _neighbour(parse: Parse, word: int) -> tuple[int, str]:
    """The noun or name that touches the verb where the parse gives it no subject."""
    before = word - 1
    while before > 0 and (
        parse.tag[before] in {"RB", "MD"}
        or parse.dep[before] in {"aux", "auxpass"}
        or parse.lower[before] in _WHEN
    ):
        before -= 1
    if parse.tag[word] in FINITE | {"NNS"} and before >= 0 and parse.tag[before] in NOMINAL:
        above = before
        while (
            word > parse.head[above] != above
            and parse.dep[above] != "appos"
            and parse.tag[parse.head[above]] in NOMINAL | {"IN", "POS"}
        ):
            above = parse.head[above]
        return (above if parse.tag[above] in NOMINAL else before), "noun before the cue"
    if parse.text[before] == "," and parse.tag[word] in FINITE:
        noun = _noun_before_aside(parse, before)
        if noun >= 0:
            return noun, "subject of the cue"
    if parse.tag[word] in FINITE or is_inverted(parse, word):
        after = _noun_behind(parse, word)
        if after >= 0 and (
            after == word + 1 or before < 0 or not parse.text[before][0].isalnum()
        ):
            return after, "inverted"
    return -1, "none: no subject"


def noun_before(parse: Parse, word: int) -> int:
    """The head of the phrase before a comma: "a report" in "a report on it, according to which", or
    -1."""
    noun = word - 2
    if noun < 0 or parse.text[word - 1] != "," or parse.tag[noun] not in NOMINAL:
        return -1
    while parse.head[noun] < noun and parse.tag[parse.head[noun]] in NOMINAL | {"IN"}:
        noun = parse.head[noun]
    return noun if parse.tag[noun] in NOMINAL else word - 2


def _noun_behind(parse: Parse, word: int) -> int:
    """ "Roe" in "said the party's new chairwoman Jane Roe in an email": the last word of the phrase
    behind a verb."""
    noun = -1
    last = min(len(parse), word + _PHRASE)
    for after in range(word + 1, last):
        if parse.tag[after] in NOMINAL and parse.text[after][0].isalnum():
            noun = after
        elif parse.tag[after] not in _IN_PHRASE and parse.text[after] != "-":
            break
    # of what is said
    other = noun >= 0 and parse.dep[noun] in SUBJECT and parse.head[noun] != word
    return -1 if other and not is_inverted(parse, word) else noun


def _noun_before_aside(parse: Parse, comma: int) -> int:
    """ "Roe" in "Roe, who had come from Oslo," where the parse loses sight of it: the noun before
    the first comma."""
    word = comma
    while (
        max(0, comma - FARTHEST) < word
        and parse.text[word - 1] not in ENDS
        and "\n" not in parse.text[word - 1]
    ):
        word -= 1
    fronted = parse.tag[word] in _FRONTED  # "Speaking to the BBC, Roe, head of it, said"
    while word < comma and (parse.text[word] != "," or fronted):
        fronted = fronted and parse.text[word] != ","
        if parse.tag[word] in FINITE:
            return -1
        word += 1
    return noun_before(parse, word + 1) if 0 < word < comma else -1
