"""The entities of the stock recogniser, and with how much probability each word might begin one.

The recogniser's own scores are asked for here, so that they can be kept: all words at once where
its model allows it (`moves`), else word by word. The entities are the same, and it takes less time
than the loop in which the scores are thrown away.
"""

from typing import Any, cast

import numpy as np
from spacy.attrs import ENT_IOB
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from castlist.nlp.moves import Moves, fits, score_outside
from castlist.nlp.scores import EntityScores, keep_scores

__all__ = ["ScoredEntities", "gives_scores", "join_scores"]

_CONTINUES = 1  # spaCy's code for a word inside an entity, not the first


class ScoredEntities:
    """A pipe in the place of a pipeline's `ner`."""

    def __init__(self, recognizer: EntityRecognizer | None = None) -> None:
        self.recognizer = recognizer
        self.moves: Moves | None = None

    def learn(self, recognizer: EntityRecognizer) -> None:
        """Take over what the recogniser knows."""
        self.recognizer = recognizer
        moves = recognizer.moves
        actions = [moves.get_class_name(n) for n in range(moves.n_moves)]
        self.moves = Moves.of(actions, recognizer.labels)
        begins = [name[2:] if name[:2] in {"B-", "U-"} else "" for name in actions]
        labels = tuple(sorted(set(begins) - {""}))
        self.labels = labels
        places = {label: n for n, label in enumerate(labels)}
        shape = (len(actions), len(labels) + 1)
        self.sums = np.zeros(shape, dtype="float32")
        for n, (name, label) in enumerate(zip(actions, begins, strict=True)):
            if label:
                self.sums[n, places[label]] = 1
            elif name == "O":
                self.sums[n, -1] = 1

    def __call__(self, doc: Doc) -> Doc:
        """The document with its entities, and their scores kept with it."""
        recognizer = cast(EntityRecognizer, self.recognizer)
        step = recognizer.model.predict([doc])
        scores = self._at_once(doc, step)
        if scores is None:
            scores = self._one_by_one(doc, step)
        table = self._table(scores, doc.to_array([ENT_IOB]))
        keep_scores(doc, EntityScores(self.labels, table))
        return doc

    def _at_once(self, doc: Doc, step: Any) -> np.ndarray | None:
        """The scores of all moves at each word outside of an entity, the document's entities set;
        None if the model or the document is of another kind."""
        if self.moves is None or not fits(doc, step):
            return None
        scores = score_outside(doc, step)
        ends = self.moves.find_ends(doc, step, scores)
        doc.set_ents(
            [Span(doc, start, end, label=label) for start, end, label in ends],
            default="outside",
        )
        return scores

    def _one_by_one(self, doc: Doc, step: Any) -> np.ndarray:
        """The same by the recogniser's own loop; inside an entity the scores are those there."""
        recognizer = cast(EntityRecognizer, self.recognizer)
        state = recognizer.moves.init_batch([doc])[0]
        rows = []
        while not state.is_final():
            scores = step.predict([state])
            rows.append(scores[0].copy())
            recognizer.transition_states([state], scores)
        recognizer.set_annotations([doc], [state])
        return np.stack(rows) if rows else np.zeros((0, len(self.sums)), dtype="float32")

    def _table(self, raw: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """Probabilities of what may begin, from the scores of all words."""
        if not len(raw):
            return np.zeros((0, len(self.labels) + 1), dtype="float32")
        scores = raw.astype("float64")
        begins = self.sums.any(axis=1)
        scores -= scores[:, begins].max(axis=1, keepdims=True)
        weights = np.exp(np.where(begins, scores, -np.inf))
        table = (weights / weights.sum(axis=1, keepdims=True)) @ self.sums
        own = np.arange(len(table))
        first = np.maximum.accumulate(np.where(inside.ravel() == _CONTINUES, 0, own))
        return table[first].astype("float32")


@Language.factory("castlist_entities")
def _make_pipe(nlp: Language, name: str) -> ScoredEntities:
    return ScoredEntities()


def gives_scores(nlp: Language) -> bool:
    """Whether the pipeline's recogniser works step by step, so that its scores can be kept."""
    pipe = nlp.get_pipe("ner")
    if type(pipe) is not EntityRecognizer:
        return False
    return cast(EntityRecognizer, pipe).cfg.get("beam_width", 1) == 1


def join_scores(doc: Doc, pieces: list[EntityScores | None]) -> Doc:
    """The document with the scores of the pieces that it was joined of."""
    known = [piece for piece in pieces if piece is not None]
    if known and len(known) == len(pieces):
        table = np.concatenate([piece.table for piece in known])
        keep_scores(doc, EntityScores(known[0].labels, table))
    return doc
