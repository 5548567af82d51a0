"""With how much probability each word of a Doc might begin a name of each kind; kept with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

__all__ = ["EntityScores", "keep_scores", "scores_of"]

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


def scores_of(doc: Any) -> EntityScores | None:
    """The scores that were kept with a document; None if its pipeline gives none."""
    found: EntityScores | None = doc.user_data.get(_KEY)
    return found


def keep_scores(doc: Any, scores: EntityScores) -> None:
    """Keep the scores with a document."""
    doc.user_data[_KEY] = scores
