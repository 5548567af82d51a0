"""What cross-validation says of the two models of tone, printed and as figures."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from castlist.portrayals import needed_difference
from castlist.sentiment import label_score
from castlist.sentiment.readers import SPREAD
from castlist.sentiment.scorers import READERS_NEUTRAL
from castlist.sentiment.tone_model import CLASSES, Floats
from measures.store import Doc, Measurement
from measures.tone import CROSS_VALIDATED, judge, judge_answers

__all__ = ["report_ratings", "report_targets"]

CLEAR = 1.0  # a rating from which readers are clear
DRAWS = 10_000  # pairs of persons


def report_targets(
    folder: Path, guessed: Floats, docs: list[Doc], labels: np.ndarray
) -> Iterator[Measurement]:
    """Print what cross-validation says of the model toward an actor, and give it as figures."""
    answers = {doc["id"]: found for doc, found in zip(docs, guessed.tolist(), strict=True)}
    told = np.array(CLASSES)[guessed.argmax(axis=1)]
    error = calibration_error(guessed.max(axis=1), told == labels)
    print(f"toward: calibration error {error:.4f} over {len(docs)} targets")
    report_pairs(docs, guessed[:, 0], labels == "negative")
    # All targets are one set to the judge here; below its parts are told apart.
    whole = [doc | {"set": "all"} for doc in docs]
    yield from judge_answers(folder, CROSS_VALIDATED, whole, answers)
    asked = [doc for doc in docs if doc["set"] != "train"]
    yield from judge_answers(folder, CROSS_VALIDATED, asked, answers)


def report_pairs(docs: list[Doc], guessed: Floats, negative: np.ndarray) -> None:
    """Print how often the difference of two persons has the right sign where it may be stated,
    and how far off the mean of one is; drawn from persons named in enough sentences."""
    rows = [n for n, doc in enumerate(docs) if doc["mention"].istitle()]
    of: dict[str, list[int]] = {}
    for n in rows:
        of.setdefault(docs[n]["mention"].split()[-1], []).append(n)
    draw = np.random.RandomState(0)
    for size in (5, 8, 12, 20, 40):
        persons = [found for found in of.values() if len(found) >= size]
        drawn = [
            [draw.choice(persons[p], size, replace=False) for p in pair]
            for pair in (draw.choice(len(persons), 2, replace=False) for _ in range(DRAWS))
        ]
        means = np.array([[guessed[a].mean(), guessed[b].mean()] for a, b in drawn])
        felt = np.array([[negative[a].mean(), negative[b].mean()] for a, b in drawn])
        apart = means[:, 0] - means[:, 1]
        stated = np.abs(apart) >= needed_difference(size)
        right = np.sign(apart) == np.sign(felt[:, 0] - felt[:, 1])
        print(
            f"  pairs with {size} sentences each: stated {stated.mean():.3f}, sign right"
            f" {right[stated].mean():.3f}; one person is off by"
            f" {np.quantile(np.abs(means - felt), 0.95):.3f} at most in 95 of 100"
        )


def calibration_error(sure: Floats, right: np.ndarray) -> float:
    """How far probability and share of right answers differ, over ten equal steps."""
    steps = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(sure[steps == n].mean() - right[steps == n].mean()) * (steps == n).mean()
        for n in range(10)
        if (steps == n).any()
    ]
    return float(sum(gaps))


def report_ratings(folder: Path, guessed: Floats, docs: list[Doc]) -> Iterator[Measurement]:
    """Print what cross-validation says of the model of ratings, and give it as figures."""
    wanted = np.array([doc["rating"] for doc in docs])
    clear = np.abs(wanted) >= CLEAR
    sure = np.abs(guessed) >= np.median(np.abs(guessed))
    same = np.sign(guessed) == np.sign(wanted)
    signs = {
        "sign_right_where_clear": round(float(same[clear].mean()), 4),
        "sign_right_of_surest_half": round(float(same[clear & sure].mean()), 4),
    }
    print(f"ratings: {signs}, largest {np.abs(guessed).max():.2f}")
    scores = (guessed / SPREAD).tolist()
    lines = [
        {"id": doc["id"], "label": label_score(score, READERS_NEUTRAL), "score": score}
        for doc, score in zip(docs, scores, strict=True)
    ]
    for made in judge(folder, f"readers{CROSS_VALIDATED}", docs, lines):
        yield replace(made, figures=made.figures | signs)
