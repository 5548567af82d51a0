"""The tag behind a stretch, whatever its verb: "...," shrugged Roe; "...," a sign read."""

from castlist.english.rules import word_set
from castlist.nlp.parse import FINITE, NOUNS
from castlist.quotes.cues import Cue, is_voice
from castlist.quotes.direct import goes_on
from castlist.quotes.page import QuoteContext
from castlist.quotes.subjects import find_subject, is_after_mark

__all__ = ["own_tag"]

_JOINS = word_set("joins")
_STATES = word_set("copulas") | {"have"}
_NEAR = 12  # words from a stretch to the verb of its tag


def own_tag(page: QuoteContext, n: int) -> Cue | None:
    """The clause with which the sentence of a stretch goes on, as a cue; its speaker is -1 if it
    names nobody who can speak."""
    parse = page.parse
    words = page.after(n)
    first = next(
        (w for w in words if parse.text[w][:1].isalnum() or parse.text[w][0] == "@"), -1
    )
    if first < 0 or parse.lower[first] in _JOINS or not goes_on(page, n, first):
        return None
    near = range(first, min(words.stop, first + _NEAR))
    verb = next((w for w in near if _is_verb(page, w, first)), -1)
    if verb < 0:
        return None
    speaker, _ = find_subject(parse, verb)
    if parse.tag[verb] == "NN":
        speaker = _first_noun(page, first, verb)
    spoken = first <= speaker < words.stop and is_voice(parse, speaker)
    if not spoken or not _utters(page, n, verb):
        speaker = -1
    return Cue(verb, verb, verb, "said", frozenset(), speaker, "tag behind the words")


def _is_verb(page: QuoteContext, word: int, first: int) -> bool:
    """Whether a word is the verb of the clause behind a stretch."""
    parse = page.parse
    if parse.tag[word] in FINITE:
        return parse.dep[word] not in {"aux", "auxpass"} or parse.tag[word] == "MD"
    if word == first:
        return is_after_mark(parse, word) and parse.tag[word] in {"VBN", "VB"}
    # "a post by Roe read." is taken for a noun
    last = word + 1 >= len(parse) or not parse.text[word + 1][:1].isalnum()
    return parse.lower[word] == "read" and parse.tag[word] == "NN" and last


def _first_noun(page: QuoteContext, first: int, last: int) -> int:
    """The last word of the first phrase behind a stretch, or -1."""
    noun = -1
    for word in range(first, last):
        if page.parse.tag[word] in NOUNS:
            noun = word
        elif noun >= 0:
            break
    return noun


def _utters(page: QuoteContext, n: int, verb: int) -> bool:
    """Whether the words before a verb can be its object: it has no other, and joins them."""
    parse = page.parse
    last = page.text[page.stretches[n].end - 1]
    other = any(
        parse.dep[c] in {"dobj", "attr", "acomp", "ccomp", "neg"} and c > verb
        for c in parse.children.get(verb, ())
    )
    return (
        last in ",?!—–"
        and parse.tag[verb] != "MD"
        and parse.lemma[verb] not in _STATES
        and not (other and not is_after_mark(parse, verb))
    )
