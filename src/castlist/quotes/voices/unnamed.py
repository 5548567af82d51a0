"""An unnamed speaker who speaks again: "the insider" and "the source" after "an insider"."""

from collections import defaultdict
from typing import NamedTuple

from castlist.english.rules import word_set
from castlist.nlp.parse import COMMON, Parse

__all__ = ["Unnamed"]

_SOURCES = word_set("unnamed")
_SOURCE = "source"
_THE = {"the", "this", "that"}
_NEW = {"a", "an", "another", "one", "two", "three", "other", "second", "some"}
_LITTLE = {"DT", "IN", "PRP$", "POS", "CC", "PDT", ","}
_NOWHERE = (0, 0)


class _Entry(NamedTuple):
    place: tuple[int, int]  # characters
    words: frozenset[str]


class Unnamed:
    """The unnamed speakers of an article, in reading order."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        # kind -> how often the text brings in a new one
        self._new: dict[str, int] = defaultdict(int)
        for word, tag in enumerate(parse.tag):
            if tag in COMMON and _is_new(parse, word):
                self._new[_kind(parse, word)] += 1

    def again(self, head: int, place: tuple[int, int]) -> tuple[int, int]:
        """The characters that introduced this speaker, if the text allows no other; else none, and
        the speaker is known from now on."""
        parse = self._parse
        if parse.tag[head] not in COMMON:
            return _NOWHERE
        kind = _kind(parse, head)
        words = frozenset(
            _word(parse, w)
            for w in range(parse.at(place[0]), parse.at(place[1]))
            if parse.tag[w] not in _LITTLE
        )
        definite = any(parse.lower[c] in _THE for c in parse.children.get(head, ()))
        known = self._entries[kind]
        if (
            definite
            and len(known) == 1
            and self._new[kind] <= 1
            and words <= known[0].words
        ):
            return known[0].place
        self._entries[kind].append(_Entry(place, words))
        return _NOWHERE


def _word(parse: Parse, word: int) -> str:
    return _SOURCE if parse.lemma[word] in _SOURCES else parse.lemma[word].lower()


def _kind(parse: Parse, word: int) -> str:
    """The noun and its number: who is called an insider may be called a source."""
    return f"{_word(parse, word)} {parse.tag[word]}"


def _is_new(parse: Parse, word: int) -> bool:
    """Whether a noun brings in somebody new: "an insider", "another source", "sources"."""
    children = [parse.lower[c] for c in parse.children.get(word, ()) if c < word]
    if parse.tag[word] == "NNS" and not any(
        parse.tag[c] in {"DT", "PRP$"} for c in parse.children.get(word, ())
    ):
        return True
    return any(c in _NEW for c in children)
