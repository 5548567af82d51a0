"""The tone of single sentences against what readers felt: sentiment-newsmtsc and sentiment-nyt.

The two trained models learnt from these very sets, so what the shipped program scores on them
flatters. It is measured as SHIPPED, to see that nothing broke; the figures to publish are
CROSS_VALIDATED, each sentence answered by weights that have seen neither it nor its article. Who
trains the weights has those answers (`tools/train_tone.py`), and hands them to `measure_answers`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from castlist.model import Score
from castlist.nlp.load import load_model, model_label
from castlist.sentiment import SCORERS, agreement, score_article
from castlist.sentiment.tone_model import CLASSES, read_model
from castlist.sentiment.toward import TOWARD, read_with
from castlist.settings import DEFAULT_MODEL, Settings
from measures.adapters import freeze, tone_figures
from measures.store import Doc, Measurement, about_run, read_lines, run_scorer
from measures.tone_texts import Seen, read_target, read_texts

__all__ = [
    "CROSS_VALIDATED",
    "SHIPPED",
    "judge",
    "judge_answers",
    "measure_tone",
    "sure_answers",
]

SHIPPED = ", as shipped"
CROSS_VALIDATED = ", cross-validated"
WORD_LISTS = ("textblob", "vader")
# Answers with a probability above these are judged by themselves, too.
SURE = {"sure": Settings().sure_tone, "very sure": 0.8}


def measure_tone(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """The sentence score of each scorer as three classes, both word lists where they agree, the
    model toward an actor if the set has one, and always answering neutral."""
    # What is called "train" is for programs that learn; published figures leave it out.
    gold = [doc for doc in read_lines(folder / "dev.jsonl.gz") if doc.get("set") != "train"]
    model = getattr(options, "model", DEFAULT_MODEL)
    seen = read_texts(gold, model)
    tones = {doc["id"]: _score(doc, seen) for doc in gold}
    for scorer in SCORERS:
        name = scorer if scorer in WORD_LISTS else f"{scorer}{SHIPPED}"
        yield from judge(folder, name, gold, _lines(tones, scorer))
    yield from judge(folder, "always neutral", gold, _neutral(gold))
    agreed = [doc for doc in gold if _agree(tones[doc["id"]])]
    shared = "both, where they agree"
    yield from judge(folder, shared, agreed, _lines(tones, "vader"), whole=gold)
    neutral = _neutral(gold)
    yield from judge(
        folder, "always neutral, where they agree", agreed, neutral, whole=gold
    )
    if read_with(model_label(load_model(model))) == read_model().trained_with:
        asked = [doc for doc in gold if "mention" in doc]
        answers = {doc["id"]: found for doc in asked if (found := _toward(doc, seen))}
        yield from judge_answers(folder, SHIPPED, asked, answers) if asked else ()


def judge_answers(
    folder: Path, how: str, gold: list[Doc], answers: dict[str, Sequence[float]]
) -> Iterator[Measurement]:
    """The most probable class toward an actor; and where that is probable enough, by itself."""
    lines = [
        {"id": key, "label": CLASSES[max(range(3), key=found.__getitem__)]}
        for key, found in answers.items()
    ]
    yield from judge(folder, f"{TOWARD}{how}", gold, lines)
    for called, bound in SURE.items():
        sure = sure_answers(gold, answers, bound)
        name = f"{TOWARD}, {called}{how}"
        yield from judge(folder, name, sure, lines, whole=gold)


def sure_answers(
    gold: list[Doc], answers: dict[str, Sequence[float]], bound: float
) -> list[Doc]:
    """The documents with an answer of a probability above a bound."""
    return [doc for doc in gold if max(answers.get(doc["id"], (0.0,))) > bound]


def _score(doc: Doc, seen: Seen) -> dict[str, Score]:
    _, mentions = seen[doc["text"]]
    return {s.scorer: s for s in score_article(freeze(doc), (), mentions=mentions)}


def _toward(doc: Doc, seen: Seen) -> list[float]:
    model = read_model()
    found = read_target(doc, seen, model)
    if not found:
        return []
    signs, numbers = found
    answer: list[float] = model.probabilities([signs], numbers[None]).tolist()[0]
    return answer


def _agree(tones: dict[str, Score]) -> bool:
    return agreement(*(tones[scorer].label for scorer in WORD_LISTS)) == "yes"


def _lines(tones: dict[str, dict[str, Score]], scorer: str) -> list[Doc]:
    found = {key: scores[scorer] for key, scores in tones.items()}
    return [{"id": key, "label": s.label, "score": s.score} for key, s in found.items()]


def _neutral(gold: list[Doc]) -> list[Doc]:
    return [{"id": doc["id"], "label": "neutral"} for doc in gold]


def judge(
    folder: Path,
    system: str,
    gold: list[Doc],
    lines: list[Doc],
    *,
    whole: list[Doc] | None = None,
) -> Iterator[Measurement]:
    """The figures of each part of the gold; of `whole`, if given, it is a share."""
    report = run_scorer(folder, lines, gold)
    for part, number in Counter(doc.get("set", "") for doc in whole or gold).items():
        classes = report.get(part or "all", {})
        figures = tone_figures(classes, report.get("correlation", {}))
        n = classes.get("n", 0)
        share = {"share_of_sentences": round(n / number, 4)} if whole else {}
        yield Measurement(*about_run(folder, part, system), "sentences", n, share | figures)
