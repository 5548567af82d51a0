"""The tone of single sentences against what readers felt: sentiment-newsmtsc and sentiment-nyt."""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from castlist.sentiment import SCORERS, agreement, score_article
from measures.adapters import freeze, tone_figures
from measures.store import Measurement, about_run, read_lines, run_scorer

__all__ = ["measure_tone"]


def measure_tone(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """The sentence score of each scorer as three classes, both where they agree,
    and always answering neutral."""
    # What is called "train" is for programs that learn;
    # ours do not, and published figures leave it out.
    gold = [doc for doc in read_lines(folder / "dev.jsonl.gz") if doc.get("set") != "train"]
    tones = {
        doc["id"]: {s.scorer: s for s in score_article(freeze(doc), ())} for doc in gold
    }
    agreed = [
        d
        for d in gold
        if agreement(*(score.label for score in tones[d["id"]].values())) == "yes"
    ]
    neutral = [{"id": doc["id"], "label": "neutral"} for doc in gold]
    runs = [
        (
            s,
            gold,
            [{"id": k, "label": t[s].label, "score": t[s].score} for k, t in tones.items()],
        )
        for s in SCORERS
    ]
    runs += [
        ("always neutral", gold, neutral),
        ("both, where they agree", agreed, runs[0][2]),
    ]
    runs += [("always neutral, where they agree", agreed, neutral)]
    whole = Counter(doc.get("set", "") for doc in gold)
    for system, subset, predictions in runs:
        report = run_scorer(folder, predictions, subset)
        for part, n in whole.items():
            figures = tone_figures(
                report.get(part or "all", {}), report.get("correlation", {})
            )
            of = report.get(part or "all", {}).get("n", 0)
            agree = {"share_of_sentences": round(of / n, 4)} if subset is agreed else {}
            yield Measurement(
                *about_run(folder, part, system), "sentences", of, agree | figures
            )
