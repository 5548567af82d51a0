"""Which of two names a pronoun means: pronouns-gap.

The weights that link pronouns are trained on this very set, so what the shipped program scores on
it flatters. It is measured as SHIPPED, to see that nothing broke; the figure to publish is
CROSS_VALIDATED, each passage answered by weights that have not seen it. Who trains the weights has
that figure, and hands the judge's report to `cross_validated`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from castlist.nlp.load import load_model, model_label
from measures.actors import refused_share
from measures.adapters import predict
from measures.reading import find_all, link
from measures.store import Doc, Measurement, about_run, read_lines, run_scorer

__all__ = [
    "BENCHMARK",
    "CROSS_VALIDATED",
    "SHIPPED",
    "cross_validated",
    "gap_figures",
    "measure_pronouns",
]

BENCHMARK = "pronouns-gap"
SHIPPED = "castlist, as shipped"
CROSS_VALIDATED = "castlist, cross-validated"


def measure_pronouns(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """What the shipped program answers, which may have been trained on these passages."""
    nlp = load_model(options.model)
    gold = read_lines(folder / "dev.jsonl.gz")
    found = find_all(gold, nlp, folder.name)
    lines = ({"id": key, "mentions": predict(link(each))} for key, each in found.items())
    figures = gap_figures(run_scorer(folder, lines))
    figures["articles_refused"] = refused_share(found.values())
    about = about_run(folder, "", SHIPPED, model_label(nlp))
    yield Measurement(*about, "passages", len(gold), figures)


def cross_validated(report: Doc, folder: Path, model: str) -> Measurement:
    """The figure to publish, of a report of the benchmark's score.py on predictions that were
    made fold by fold; `store.write_results` keeps it."""
    about = about_run(folder, "", CROSS_VALIDATED, model)
    return Measurement(*about, "passages", report["passages"], gap_figures(report))


def gap_figures(report: Doc) -> dict[str, float]:
    """The figures that we publish, of one report of the judge."""
    return {
        "pronouns_precision": report["all"]["p"],
        "pronouns_recall": report["all"]["r"],
        "pronouns_f1": report["all"]["f1"],
        "pronouns_feminine_f1": report["feminine"]["f1"],
        "pronouns_masculine_f1": report["masculine"]["f1"],
        "pronouns_bias": report["bias"],
        "pronouns_linked": report["pronoun_linked"],
        "both_names_found": report["both_names_found"],
    }
