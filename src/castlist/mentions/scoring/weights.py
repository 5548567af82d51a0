"""Weights that were learned, as readable tables, and what they make of features.

A table has one feature a line and one column a class. `tools/train_names.py` writes them.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

__all__ = [
    "Weights",
    "hold_for",
    "probabilities",
    "read_weights",
    "reasons",
    "untried_note",
]

_SILENT = "log:"  # features that say the same as "score:" on another scale
# The pipelines that the weights were made for and tried on (METHOD.md): names as spaCy released
# them, and the first two numbers of their version. With another one nobody knows that they hold.
_TRIED = {("en_core_web_sm", "3.8"), ("en_core_web_md", "3.8")}


class Weights(NamedTuple):
    """Feature -> its weight for each class."""

    classes: tuple[str, ...]
    table: Mapping[str, tuple[float, ...]]


def hold_for(model: str) -> bool:
    """Whether the weights were tried with a pipeline, named as `model_label` does.

    >>> hold_for("en_core_web_sm 3.8.0"), hold_for("en_core_web_trf 3.8.0")
    (True, False)
    """
    name, _, version = model.partition(" ")
    return (name, ".".join(version.split(".")[:2])) in _TRIED


def untried_note(model: str) -> str:
    """What to know of a pipeline that the weights were not tried with; empty if they were.

    >>> untried_note("en_core_web_md 3.8.0")
    ''
    """
    if hold_for(model):
        return ""
    tried = " and ".join(sorted(name for name, _ in _TRIED))
    return (
        f"{model}: the learned weights for names and types were tried with {tried} 3.8 only, so"
        " the votes of this pipeline decide (METHOD.md says what that costs)."
    )


@cache
def read_weights(name: str) -> Weights:
    """One table of this folder."""
    text = files(__name__.rpartition(".")[0]).joinpath(f"{name}.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    _, *classes = rows[0]
    table = {feature: tuple(map(float, values)) for feature, *values in rows[1:]}
    return Weights(tuple(classes), table)


def probabilities(features: Mapping[str, float], weights: Weights) -> list[float]:
    """The probability of each class, in the table's order; features without a weight say nothing.

    One column is the class that is true or not; several are a softmax.
    """
    totals = [0.0] * len(weights.classes)
    for name in sorted(features):  # in one order: the last bit of a sum depends on it
        for n, weight in enumerate(weights.table.get(name, ())):
            totals[n] += features[name] * weight
    if len(totals) == 1:
        totals.append(0.0)
    most = max(totals)
    powers = [exp(total - most) for total in totals]
    return [power / sum(powers) for power in powers][: len(weights.classes)]


def reasons(
    features: Mapping[str, float], weights: Weights, chosen: int, rival: int
) -> list[str]:
    """The features that weighed for the chosen class against its rival, the heaviest first."""
    found = []
    for name, value in features.items():
        row = weights.table.get(name)
        if row and name != "always" and not name.startswith(_SILENT):
            found.append((value * (row[chosen] - row[rival]), name))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return [name for weight, name in found if weight > 0]
