"""A pronoun -> its candidates with the probability of each: a conditional logit (McFadden 1974).

The weights are a table that anybody can read, `weights.txt`, made by `tools/train_pronouns.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from castlist.actors.clusters import Clusters
from castlist.actors.ranker.candidates import Candidate, Finder
from castlist.actors.ranker.features import features_of_all, nobody

__all__ = ["Ranker", "Ranking", "read_weights"]

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of one pronoun with their features and probabilities;
    the last of `features` are those of the answer that nobody is meant."""

    candidates: list[Candidate]
    features: list[list[str]]
    probabilities: list[float]

    def best(self, but: Sequence[Candidate] = ()) -> int:
        """The most probable candidate; -1 if there is none."""
        left = [n for n, c in enumerate(self.candidates) if c not in but]
        return max(left, key=lambda n: self.probabilities[n], default=-1)


@cache
def read_weights() -> Weights:
    """Feature -> weight, as trained."""
    text = files(__package__).joinpath("weights.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {name: float(weight) for name, weight in rows}


class Ranker:
    """Ranks the candidates of the pronouns of one article, asked in reading order."""

    def __init__(self, clusters: Clusters, weights: Weights | None = None) -> None:
        self._clusters = clusters
        self._weights = read_weights() if weights is None else weights
        self._finder = Finder(clusters)

    def rank(self, index: int) -> Ranking:
        """Whom a "he" or "she" can mean, and how probable each is."""
        candidates = self._finder.find(index)
        features = features_of_all(self._clusters, index, candidates)
        features.append(nobody(self._clusters, index, candidates))
        scores = [self.score(names) for names in features]
        top = max(scores)
        powers = [exp(score - top) for score in scores]
        total = sum(powers)
        return Ranking(candidates, features, [power / total for power in powers])

    def score(self, names: Sequence[str]) -> float:
        """The sum of the weights of features; one without a weight says nothing."""
        weigh = self._weights.get
        return sum(weigh(name, 0.0) for name in names)
