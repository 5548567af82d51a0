"""A mention in its sentence as the model sees it: the mention one word, all other names another.

Names must not matter. So the whole mention is masked, with titles and hyphens beside it, every
other name too, and adjectives of countries ("the Russian leader").
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from castlist.english.countries import adjective_country
from castlist.nlp.parse import PROPER, Parse
from castlist.sentiment.lexicon import vader_values

__all__ = ["NAME", "TARGET", "Target", "find_target", "masked_words"]

TARGET = "TARGET"
NAME = "NAME"
_JOINS = frozenset("-–'’")  # inside a name: al-Rashid, O'Neill

Span = tuple[int, int]


class Target(NamedTuple):
    """Which words of a sentence are the mention, and which are names: token numbers."""

    first: int  # of the sentence
    past: int  # one past its last word
    own: frozenset[int]  # the mention, with titles before it
    same: frozenset[int]  # other mentions of the same actor
    names: frozenset[int]  # all other names

    @property
    def masked(self) -> frozenset[int]:
        """Words that may not count for anything."""
        return self.own | self.same | self.names


def find_target(
    parse: Parse,
    sentence: Span,
    mention: Span,
    *,
    same: Iterable[Span] = (),
    names: Iterable[Span] = (),
) -> Target | None:
    """The target of a mention; None if no word of the sentence stands there.

    All spans are characters: of the sentence, of the mention, of other mentions of its actor, and
    of the names in the sentence.
    """
    first = parse.at(sentence[0])
    past = parse.at(sentence[1])
    own = set(_words_at(parse, mention, first, past))
    if not own:
        return None
    own |= _words_before(parse, own, first)
    called = [parse.lower[w] for w in sorted(own) if parse.tag[w] in PROPER]
    again = {w for span in same for w in _words_at(parse, span, first, past)}
    if called:
        again |= {
            w
            for w in range(first, past)
            if parse.lower[w] == called[-1] and parse.tag[w] in PROPER
        }
    again -= own
    other = {w for span in names for w in _words_at(parse, span, first, past)}
    other |= {w for w in range(first, past) if _is_name(parse, w)}
    other = other - own - again
    masked = own | again | other
    other |= {w for w in range(first + 1, past - 1) if _joins(parse, w, masked)}
    return Target(first, past, frozenset(own), frozenset(again), frozenset(other))


def masked_words(target: Target, lower: Mapping[int, str]) -> tuple[list[str], int]:
    """The sentence as the model reads it, names masked and each one word;
    and the place of the mention in it. `lower` has each word as the models know it."""
    words: list[str] = []
    place = 0
    before = ""
    own, same, names = target.own, target.same, target.names
    for word in range(target.first, target.past):
        plain = lower[word]
        if plain.isspace():
            continue
        mask = TARGET if word in own or word in same else NAME if word in names else ""
        if not mask or mask != before:
            words.append(mask or plain)
        if word in own:
            place = len(words) - 1
        before = mask
    return words, place


def _words_at(parse: Parse, span: Span, first: int, past: int) -> Iterator[int]:
    """The words of a sentence that share a character with a span."""
    word = max(parse.at(span[0] + 1) - 1, first)
    while word < past and parse.start[word] < span[1]:
        if parse.end(word) > span[0]:
            yield word
        word += 1


def _words_before(parse: Parse, own: set[int], first: int) -> set[int]:
    """Titles and other names that stand right before a name and belong to it."""
    found: set[int] = set()
    word = min(own) - 1
    while word >= first and parse.tag[word] in PROPER and parse.dep[word] == "compound":
        if parse.head[word] not in own | found:
            break
        found.add(word)
        word -= 1
    return found


def _is_name(parse: Parse, word: int) -> bool:
    if parse.tag[word] in PROPER:
        return parse.lower[word] not in vader_values()
    return parse.tag[word] == "JJ" and bool(adjective_country(parse.text[word]))


def _joins(parse: Parse, word: int, masked: set[int]) -> bool:
    return (
        word not in masked
        and parse.text[word] in _JOINS
        and word - 1 in masked
        and word + 1 in masked
    )
