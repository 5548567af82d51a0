"""spaCy's entity recogniser over all words at once.

It goes from word to word: an entity begins here, goes on, ends, is one word, or there is none. Its
own loop asks for every one of 74 such moves whether it is allowed, and each answer takes Python's
lock. But outside of an entity the scores depend on the word alone, and inside on the word and where
the entity began; so all words are scored in one product, and all entities grow by a word at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.tokens import Doc

__all__ = ["Moves", "fits", "score_outside"]

FEATURES = 3  # the word, the first one of its entity, the one before it
NONE = -1  # spaCy's number for no word

Found = tuple[int, int, str]
"""First word, the one behind the last, label."""


def fits(doc: Doc, step: Any) -> bool:
    """Whether the model scores a step as is assumed here, and nothing is decided beforehand."""
    return (
        len(doc) > 0
        and step.vec2scores is not None
        and step.state2vec.nF == FEATURES
        and all(
            map(step.class_is_unseen, range(step.nO))
        )  # it says 1 for those that it has seen
        and not doc.to_array([ENT_IOB]).any()
    )


def score_outside(doc: Doc, step: Any) -> np.ndarray:
    """The scores of all moves (columns) at each word (rows) if it is outside of an entity."""
    words = np.full((len(doc), FEATURES), NONE, dtype="int32")
    words[:, 0] = np.arange(len(doc))
    scores: np.ndarray = step.vec2scores.predict(step.state2vec.predict(words))
    return scores


@dataclass(frozen=True, eq=False)
class Moves:
    """The moves of a recogniser, by their numbers, and the labels in one order."""

    labels: tuple[str, ...]
    begin: np.ndarray  # one number a label
    inside: np.ndarray
    last: np.ndarray
    unit: np.ndarray
    out: int

    @classmethod
    def of(cls, actions: Sequence[str], labels: Sequence[str]) -> "Moves | None":
        """The moves of these names; None if they are not those that spaCy's recogniser has."""
        number = {action: n for n, action in enumerate(actions)}
        kinds = [[number.get(f"{kind}-{label}") for label in labels] for kind in "BILU"]
        known = {f"{kind}-{label}" for kind in "BILU" for label in labels} | {
            "O",
            "U-",
            "-",
            "",
        }
        if not labels or "O" not in number or any(None in kind for kind in kinds):
            return None
        if not number.keys() <= known:
            return None
        begin, inside, last, unit = (np.array(kind) for kind in kinds)
        return cls(tuple(labels), begin, inside, last, unit, number["O"])

    def find_ends(self, doc: Doc, step: Any, scores: np.ndarray) -> list[Found]:
        """The entities of a document, from the scores of its words outside of entities."""
        facts = doc.to_array([SENT_START, IS_SPACE]).reshape(len(doc), 2).astype(np.int64)
        # An entity never goes on over the end of a sentence, nor begins with white space.
        goes_on = np.append(facts[1:, 0] != 1, False)
        may_begin = facts[:, 1] == 0
        best = self._best(scores, may_begin, goes_on)
        starts = np.flatnonzero(np.isin(best, self.begin))
        which = {int(number): n for n, number in enumerate(self.begin)}
        kinds = np.array([which[int(number)] for number in best[starts]], dtype=np.int64)
        ends = self._grow(step, starts, kinds, goes_on)
        return list(
            self._read(best, dict(zip(starts.tolist(), ends.tolist(), strict=True)))
        )

    def _best(
        self, scores: np.ndarray, may_begin: np.ndarray, goes_on: np.ndarray
    ) -> np.ndarray:
        """The best move that is allowed at each word outside of an entity."""
        allowed = np.zeros(scores.shape, dtype=bool)
        allowed[:, self.out] = True
        allowed[:, self.unit] = may_begin[:, None]
        allowed[:, self.begin] = (may_begin & goes_on)[:, None]
        best: np.ndarray = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return best

    def _grow(
        self, step: Any, starts: np.ndarray, kinds: np.ndarray, goes_on: np.ndarray
    ) -> np.ndarray:
        """Where entities of these kinds end that begin at these words: the word behind the last."""
        ends = starts + 1
        growing = np.arange(len(starts))
        while len(growing):
            word = ends[growing]
            ends[growing] += 1
            words = np.stack([word, starts[growing], word - 1], axis=1).astype("int32")
            scores = step.vec2scores.predict(step.state2vec.predict(words))
            row = np.arange(len(growing))
            inside = scores[row, self.inside[kinds[growing]]]
            last = scores[row, self.last[kinds[growing]]]
            first_of_two = self.inside[kinds[growing]] < self.last[kinds[growing]]
            more = (inside > last) | ((inside == last) & first_of_two)
            growing = growing[more & goes_on[word]]
        return ends

    def _read(self, best: np.ndarray, ends: dict[int, int]) -> Iterator[Found]:
        """The entities from left to right; what would begin inside another is none."""
        begin = {int(n): label for n, label in zip(self.begin, self.labels, strict=True)}
        unit = {int(n): label for n, label in zip(self.unit, self.labels, strict=True)}
        free = 0
        for word, move in enumerate(best.tolist()):
            if word < free or move == self.out:
                continue
            free = ends.get(word, word + 1)
            yield word, free, begin.get(move) or unit[move]
