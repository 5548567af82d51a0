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
        self.begins = _could_be([pattern[0] for pattern in several], self.vocab)

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
        places = [n for n, (_, dep, lower, _) in enumerate(seen) if begins(dep, lower)]
        if places:
            self._decide_runs(doc, facts, places)
        values = np.array(facts, dtype="uint64").reshape(len(keys), -1)
        return set_facts(doc, _SET_BY_RULES, values)

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


def _could_be(
    patterns: Sequence[dict[Any, Any]], vocab: Vocab
) -> Callable[[int, int], bool]:
    """Whether a token with this dependency and lower-case form could be one of the patterns.

    A pattern that asks for something else than words and dependencies could be any token.
    """
    dependencies = {vocab.strings.add(p["DEP"]) for p in patterns if set(p) == {"DEP"}}
    others = [p for p in patterns if set(p) != {"DEP"}]
    words = {vocab.strings.add(word) for p in others for word in _words(p)}
    open_ended = [p["LOWER"] for p in others if not _words(p) and "LOWER" in p]
    shapes = [re.compile(value["REGEX"]) for value in open_ended]
    any_token = any("LOWER" not in p for p in others)

    @cache
    def fits(lower: int) -> bool:
        return lower in words or any(shape.search(vocab.strings[lower]) for shape in shapes)

    return lambda dep, lower: any_token or dep in dependencies or fits(lower)


def _words(token_pattern: dict[Any, Any]) -> list[str]:
    value = token_pattern.get("LOWER", [])
    if isinstance(value, dict):
        value = value.get("IN", [])
    return [value] if isinstance(value, str) else list(value)
