"""What the rules of taggers and lemmatizers say of a token, looked up instead of tried."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

import numpy as np
from spacy.attrs import (
    DEP,
    IS_SPACE,
    LEMMA,
    LOWER,
    MORPH,
    ORTH,
    POS,
    TAG,
)
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

__all__ = ["LemmaTable", "TagTable", "set_facts"]


@Language.factory("castlist_tag_table")
class TagTable:
    """What an attribute ruler sets, looked up by what its rules can see of a token: tag, dependency
    and a few words.

    Rules over several tokens ("gon" + "na", "there" + "is") stay with a ruler that has only those,
    and sees only the few places where the first token of one of them could stand.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.vocab = nlp.vocab
        self.name = name

    def learn(self, ruler: AttributeRuler) -> None:
        """Take over the rules of a ruler."""
        self.single = AttributeRuler(self.vocab)
        self.several = AttributeRuler(self.vocab)
        rules = cast(list[dict[str, Any]], ruler.patterns)
        for rule in rules:
            is_single = all(len(pattern) == 1 for pattern in rule["patterns"])
            (self.single if is_single else self.several).add(**rule)
        words = [
            w
            for rule in rules
            for p in rule["patterns"]
            for token in p
            for w in _words(token)
        ]
        self.words = {self.vocab.strings.add(word) for word in words}
        self.table: dict[tuple[int, ...], tuple[int, ...]] = {}
        several = [p for rule in rules for p in rule["patterns"] if len(p) > 1]
        self.longest = max(map(len, several), default=0)
        self.begins = _beginning(several, self.vocab)

    def __call__(self, doc: Doc) -> Doc:
        """The document with parts of speech and whatever else the ruler would have set."""
        seen = doc.to_array([TAG, DEP, LOWER, IS_SPACE]).tolist()
        keys: list[tuple[int, ...]] = [
            (tag, dep, lower if lower in self.words else 0, space)
            for tag, dep, lower, space in seen
        ]
        unknown = {key: n for n, key in enumerate(keys) if key not in self.table}
        if unknown:
            self._look_up(doc, unknown)
        facts = [self.table[key] for key in keys]
        begins = self.begins
        if begins:
            places = [n for n, (_, dep, lower, _) in enumerate(seen) if begins(dep, lower)]
            self._decide_runs(doc, facts, places)
        values = np.array(facts, dtype="uint64").reshape(len(keys), len(_SET_BY_RULES))
        set_facts(doc, _SET_BY_RULES, values)
        return doc if begins else self.several(doc)

    def _decide_runs(
        self, doc: Doc, facts: list[tuple[int, ...]], places: Sequence[int]
    ) -> None:
        """Let the rules over several tokens change the facts at these places."""
        for place in places:
            run = range(place, min(place + self.longest, len(doc)))
            example = Doc(self.vocab, words=[doc[n].text for n in run])
            before = np.array([facts[n] for n in run], dtype="uint64")
            set_facts(example, _SET_BY_RULES, before)
            after = self.several(example).to_array(_SET_BY_RULES)
            for n, old, new in zip(run, before.tolist(), after.tolist(), strict=True):
                if old != new:
                    facts[n] = tuple(new)

    def _look_up(self, doc: Doc, unknown: dict[tuple[int, ...], int]) -> None:
        """Let the one-token rules decide one example of every new key,
        all in one small document."""
        examples = Doc(self.vocab, words=[doc[n].text for n in unknown.values()])
        known = np.array([key[:2] for key in unknown], dtype="uint64")
        set_facts(examples, [TAG, DEP], known)
        decided = self.single(examples).to_array(_SET_BY_RULES).tolist()
        self.table.update(zip(unknown, map(tuple, decided), strict=True))


@Language.factory("castlist_lemma_table")
class LemmaTable:
    """What a lemmatizer by rules sets, looked up by all that its rules see: word, part of speech,
    form. Asking it for every token takes four times as long."""

    lemmatizer: Lemmatizer

    def __init__(self, nlp: Language, name: str) -> None:
        self.vocab = nlp.vocab
        self.name = name
        self.table: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with the lemmas that its rules have not set yet."""
        seen = doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist()
        overwrite = self.lemmatizer.overwrite
        lemmas = [
            self._look_up(doc, n, (word, pos, form)) if overwrite or not lemma else lemma
            for n, (word, pos, form, lemma) in enumerate(seen)
        ]
        return set_facts(doc, [LEMMA], np.array(lemmas, dtype="uint64").reshape(-1, 1))

    def _look_up(self, doc: Doc, n: int, key: tuple[int, ...]) -> int:
        found = self.table.get(key)
        if found is None:
            found = self.vocab.strings.add(self.lemmatizer.lemmatize(doc[n])[0])
            self.table[key] = found
        return found


_SET_BY_RULES = [TAG, DEP, POS, MORPH, LEMMA]


def set_facts(doc: Doc, attributes: list[Any], values: Any) -> Doc:
    """Doc.from_array for numpy's arrays: its stub asks for a type that they do not have."""
    return doc.from_array(attributes, values)


def _beginning(
    patterns: Sequence[Sequence[dict[Any, Any]]], vocab: Vocab
) -> Callable[[int, int], bool] | None:
    """Whether a token with this dependency and lower-case form could begin one of the patterns.

    None if they ask for more than can be told so (a token that may be left out, a shape): then the
    rules have to be tried everywhere. spaCy's own English pipelines have no such rules.
    """
    if any(not _is_plain(token) for pattern in patterns for token in pattern):
        return None
    firsts = [pattern[0] for pattern in patterns]
    dependencies = {vocab.strings.add(first["DEP"]) for first in firsts if "DEP" in first}
    words = {vocab.strings.add(word) for first in firsts for word in _words(first)}
    shapes = [
        re.compile(first["LOWER"]["REGEX"])
        for first in firsts
        if "LOWER" in first and not _words(first)
    ]

    @cache
    def fits(lower: int) -> bool:
        return lower in words or any(shape.search(vocab.strings[lower]) for shape in shapes)

    return lambda dep, lower: dep in dependencies or fits(lower)


def _is_plain(token: dict[Any, Any]) -> bool:
    """Whether a token's pattern asks for words, by list or expression, or else for a dependency."""
    if "LOWER" not in token:
        return set(token) == {"DEP"} and isinstance(token["DEP"], str)
    expression = isinstance(token["LOWER"], dict) and set(token["LOWER"]) == {"REGEX"}
    return set(token) <= {"LOWER", "TAG"} and (expression or bool(_words(token)))


def _words(token_pattern: dict[Any, Any]) -> list[str]:
    value = token_pattern.get("LOWER", [])
    if isinstance(value, dict):
        value = value.get("IN", [])
    return [value] if isinstance(value, str) else list(value)
