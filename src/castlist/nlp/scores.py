"""With how much probability each word might begin an entity: what the recogniser (`entities`) keeps
with a document, for whoever reads it; this file loads no spaCy."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["EntityScores", "join_scores", "keep_scores", "scores_of"]

# spaCy's, or one that was kept beside tables (`kept`)
AnyDoc = TypeVar("AnyDoc", bound=Any)

_KEY = "castlist entity scores"


@dataclass(frozen=True, eq=False)
class EntityScores:
    """For each word (row) the probability that an entity of each label (column) begins there.

    The last column is that none does. A word inside an entity has the row of its first word.
    """

    labels: tuple[str, ...]
    table: np.ndarray
    _made: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    def in_groups(self, group_of: Callable[[str], int]) -> np.ndarray:
        """The table with labels of one group added up, groups numbered from 0; made once."""
        if "groups" not in self._made:
            groups = [group_of(label) for label in (*self.labels, "")]
            sums = np.eye(max(groups) + 1, dtype="float32")[groups]
            self._made["groups"] = self.table @ sums
        return self._made["groups"]


def keep_scores(doc: AnyDoc, scores: EntityScores) -> AnyDoc:
    """The document with these scores kept with it."""
    doc.user_data[_KEY] = scores
    return doc


def scores_of(doc: Any) -> EntityScores | None:
    """The scores that were kept with a document; None if its pipeline gives none."""
    found: EntityScores | None = doc.user_data.get(_KEY)
    return found


def join_scores(doc: "Doc", pieces: list[EntityScores | None]) -> "Doc":
    """The document with the scores of the pieces that it was joined of."""
    known = [piece for piece in pieces if piece is not None]
    if known and len(known) == len(pieces):
        table = np.concatenate([piece.table for piece in known])
        keep_scores(doc, EntityScores(known[0].labels, table))
    return doc
