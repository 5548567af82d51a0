"""What a rule brings to the figures of one set: with it minus without it, and the same without the
document that it helps most.

The figures of a set are made of counts that add up over documents, so that a document can be taken
out again without judging all others anew.
"""

import io
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from measures.store import Doc, load_scorer

__all__ = ["Gain", "Judge", "add_up", "find_gain", "judge_for", "outcome", "sum_gains"]

Counts = Counter[str]
Figures = dict[str, float]
ALL_SETS = "all sets"
_LESS_IS_BETTER = {"count_error"}
_NOISE = 0.001  # what all figures of a set together must move by to count


@dataclass(frozen=True)
class Judge:
    """How a set is judged: the counts of one document with our predictions, and the figures that
    counts of many give."""

    count: Callable[[Doc, list[Doc]], Counts]
    figures: Callable[[Counts], Figures]


@dataclass(frozen=True)
class Gain:
    """What one rule brings to one part of a benchmark, or on average to all of them.

    `fires` are the documents that come out otherwise without it; gains are better figures with it,
    so that a smaller count error is a gain too.
    """

    rule: str
    kind: str
    benchmark: str
    part: str
    model: str
    castlist: str
    documents: int
    fires: int
    sets: int
    helps: int
    hurts: int
    gain: Figures
    without_best: Figures


def judge_for(folder: Path) -> Judge:
    """The judge of a benchmark, made of its own score.py."""
    if folder.name == "names-worldwide":
        scorer = load_scorer(folder)
        return Judge(lambda doc, ours: _count_names(doc, ours, scorer), _name_figures)
    if folder.name == "pronouns-gap":
        scorer = _load_gap(folder)
        return Judge(lambda doc, ours: _count_answers(doc, ours, scorer), _answer_figures)
    scorer = load_scorer(folder)
    return Judge(
        lambda doc, ours: _count_actors(doc, ours, scorer),
        lambda counts: _actor_figures(counts, scorer),
    )


def outcome(predictions: Sequence[Doc]) -> list[tuple[object, ...]]:
    """What two runs must have in common to be the same: places, kinds, types, and who is together
    with whom; not what an actor is called."""
    number: dict[str, int] = {}
    return [
        (
            *(p["start"], p["end"], p["kind"], p["type"]),
            number.setdefault(p["actor"], len(number)),
        )
        for p in predictions
    ]


def add_up(counts: Sequence[Counts]) -> Counts:
    """The counts of many documents."""
    total: Counts = Counter()
    for each in counts:
        total.update(each)
    return total


def find_gain(
    judge: Judge, total: Counts, changed: Sequence[tuple[Counts, Counts]]
) -> tuple[Figures, Figures]:
    """The gain of a rule, and that without its best document.

    `total` are the counts of the whole set with the rule, `changed` those of each document in which
    it fires, with and without it. For each figure the best document is the one without which least
    of the gain is left.
    """
    off = Counter(total)
    for having, lacking in changed:
        off.subtract(having)
        off.update(lacking)
    gain = _better(judge.figures(total), judge.figures(off))
    least = dict(gain)
    for having, lacking in changed:
        rest = Counter(total)
        rest.subtract(having)
        rest_off = Counter(off)
        rest_off.subtract(lacking)
        left = _better(judge.figures(rest), judge.figures(rest_off))
        least = {name: min(least[name], left[name]) for name in least}
    return _rounded(gain), _rounded(least)


def sum_gains(gains: Sequence[Gain]) -> Gain:
    """What one rule brings to all sets: each counts the same, in a figure that not all of them
    have those that have it."""
    first = gains[0]
    moved = [sum(each.gain.values()) for each in gains]
    return Gain(
        rule=first.rule,
        kind=first.kind,
        benchmark=ALL_SETS,
        part="",
        model=first.model,
        castlist=first.castlist,
        documents=sum(each.documents for each in gains),
        fires=sum(each.fires for each in gains),
        sets=sum(each.fires > 0 for each in gains),
        helps=sum(value >= _NOISE for value in moved),
        hurts=sum(value <= -_NOISE for value in moved),
        gain=_mean([each.gain for each in gains]),
        without_best=_mean([each.without_best for each in gains]),
    )


def _mean(figures: Sequence[Mapping[str, float]]) -> Figures:
    names = dict.fromkeys(name for each in figures for name in each)
    values = {name: [each[name] for each in figures if name in each] for name in names}
    return _rounded({name: sum(v) / len(v) for name, v in values.items()})


def _rounded(figures: Figures) -> Figures:
    return {name: round(value, 4) + 0.0 for name, value in figures.items()}


def _better(having: Figures, lacking: Figures) -> Figures:
    return {
        name: (lacking[name] - value if name in _LESS_IS_BETTER else value - lacking[name])
        for name, value in having.items()
    }


# How each benchmark counts


def _count_actors(doc: Doc, ours: list[Doc], scorer: ModuleType) -> Counts:
    counts = scorer.Acc()
    scorer.score_doc(doc, ours, "core", counts)
    return Counter(counts)


def _actor_figures(counts: Counts, scorer: ModuleType) -> Figures:
    report = scorer.report(counts)
    return {
        "names_f1": report["named_mentions"]["overlap"]["f1"],
        "names_exact_f1": report["named_mentions"]["exact"]["f1"],
        "names_and_types_f1": report["named_mentions"]["overlap+type"]["f1"],
        "links_conll_f1": report["names"]["conll_f1"],
        "count_error": report["names"]["count"]["main_actors_rel_err"] or 0.0,
        "all_mentions_conll_f1": report["all_mentions"]["conll_f1"],
    }


def _count_names(doc: Doc, ours: list[Doc], scorer: ModuleType) -> Counts:
    predictions = [{"id": doc["id"], "mentions": ours}]
    report = scorer.score([doc], predictions, per_doc=True)
    ((_, counts),) = report["per_doc"]
    aside = report["the_same_joins_aside"] * report["main_names"]
    return Counter(counts | {"aside": aside})


def _name_figures(counts: Counts) -> Figures:
    every = counts["found"] + counts["extra"] + counts["gold"]
    return {
        "names_f1": _ratio(2 * counts["found"], every),
        "names_exact_f1": _ratio(2 * counts["exact"], every),
        "names_and_types_f1": _ratio(2 * counts["typed"], every),
        "count_error": _ratio(counts["aside"], counts["main"]),
    }


def _count_answers(doc: Doc, ours: list[Doc], scorer: ModuleType) -> Counts:
    _, said, _ = scorer.answer(doc, ours)
    counts: Counts = Counter()
    for name in "AB":
        counts["right"] += bool(said[name] and doc[f"{name}_coref"])
        counts["said"] += bool(said[name])
        counts["gold"] += bool(doc[f"{name}_coref"])
    return counts


def _answer_figures(counts: Counts) -> Figures:
    return {"pronouns_f1": _ratio(2 * counts["right"], counts["said"] + counts["gold"])}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _load_gap(folder: Path) -> ModuleType:
    """Its score.py runs when it is imported: it is asked for its self-check, which says nothing
    that is needed here."""
    command = ["score.py", "--selfcheck", str(folder / "dev.jsonl.gz")]
    with patch.object(sys, "argv", command), redirect_stdout(io.StringIO()):
        return load_scorer(folder)
