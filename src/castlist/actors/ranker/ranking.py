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
from castlist.model import Gender

__all__ = ["Ranker", "Ranking", "read_reasons", "read_weights"]

Weights = Mapping[str, float]
_REASONS = 3
_TELLS = 0.1  # a smaller weight decides nothing


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of one pronoun with their features and probabilities;
    the last of `features` are those of the answer that nobody is meant."""

    candidates: list[Candidate]
    features: list[list[str]]
    probabilities: list[float]

    def best(self, *, persons: bool = False) -> int:
        """The most probable candidate, or the most probable person; -1 if there is none."""
        left = [
            n
            for n, candidate in enumerate(self.candidates)
            if not persons or candidate.cluster.type == "person"
        ]
        return max(left, key=lambda n: self.probabilities[n], default=-1)

    def rival(self, best: int) -> int:
        """The most probable of the other candidates; -1 if there is none."""
        left = (n for n in range(len(self.candidates)) if n != best)
        return max(left, key=lambda n: self.probabilities[n], default=-1)


@cache
def read_weights() -> Weights:
    """Feature -> weight, as trained."""
    return {name: float(weight) for name, weight in _read_table("weights.txt")}


@cache
def read_reasons() -> Mapping[str, str]:
    """Feature, without the form of the pronoun -> what evidence says of it."""
    return dict(_read_table("reasons.txt"))


def _read_table(name: str) -> list[tuple[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return [(name, value) for name, value in rows]


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

    def reasons(self, ranking: Ranking, chosen: int, gender: Gender) -> str:
        """What decided for a candidate and against its rival, the weightiest first, in words."""
        rival = ranking.rival(chosen)
        own = self._by_group(ranking.features[chosen])
        other = self._by_group(ranking.features[rival]) if rival >= 0 else {}
        gains = {
            group: weight - other.get(group, (0.0, ""))[0]
            for group, (weight, _) in own.items()
        }
        first = sorted(gains, key=lambda group: -gains[group])
        words = [own[g][1] for g in first if gains[g] >= _TELLS and own[g][1]]
        told = list(dict.fromkeys(words))[:_REASONS]
        man = "woman" if gender == "female" else "man"
        if not told:
            return "the only one who can be meant" if rival < 0 else "a little likelier"
        return "; ".join(told).replace("{man}", man)

    def _by_group(self, names: Sequence[str]) -> dict[str, tuple[float, str]]:
        """Group of features -> sum of their weights, and its words."""
        found: dict[str, tuple[float, str]] = {}
        for name in names:
            base = name.partition("@")[0]
            group = base.partition(":")[0]
            weight, words = found.get(group, (0.0, ""))
            weight += self._weights.get(name, 0.0)
            found[group] = (weight, words or read_reasons().get(base, ""))
        return found

    def score(self, names: Sequence[str]) -> float:
        """The sum of the weights of features; one without a weight says nothing."""
        weigh = self._weights.get
        return sum(weigh(name, 0.0) for name in names)
