"""Accuracy on public data: `python benchmarks/accuracy.py FOLDER_OF_BENCHMARKS [--model NAME] [--write]`.

Each benchmark is a folder with `dev.jsonl.gz` and `score.py` (see benchmarks/README.md). Our tables are turned into
its prediction format, its own scorer judges them, and `--write` stores the figures in benchmarks/results.json, the
only source of the rates that the documentation prints.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from castlist.annotate import load_model, model_label
from castlist.clean import clean
from castlist.ingest import ingest_text
from castlist.pipeline import find_actors
from castlist.sentiment import SCORERS, label_score
from castlist.settings import Settings

RESULTS = Path(__file__).with_name("results.json")
CORE_TYPES = {"person": "PERSON", "organisation": "ORG", "place": "PLACE"}
KINDS = {"name": "name", "description": "nominal", "pronoun": "pronoun"}


def main() -> None:
    """Run the benchmarks that the folder holds and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--write", action="store_true", help="store the figures in benchmarks/results.json")
    options = parser.parse_args()
    nlp = load_model(options.model)
    results: dict[str, Any] = {"model": model_label(nlp)}
    results["actors-gum, news"] = actor_figures(options.folder / "actors-gum", nlp, "news")
    results["actors-meantime"] = actor_figures(options.folder / "actors-meantime", nlp)
    for scorer in SCORERS:
        results[f"sentiment-newsmtsc, {scorer}"] = newsmtsc_figures(options.folder / "sentiment-newsmtsc", scorer)
        results[f"sentiment-nyt, {scorer}"] = nyt_figures(options.folder / "sentiment-nyt", scorer)
    text = json.dumps(results, indent=1)
    print(text)
    if options.write:
        RESULTS.write_text(f"{text}\n", encoding="utf-8")


def actor_figures(folder: Path, nlp: Any, genre: str | None = None) -> dict[str, float]:
    """Names found, with the right type, grouped into actors and counted; F1 and errors from 0 to 1."""
    gold = [doc for doc in read_lines(folder / "dev.jsonl.gz") if genre in (None, doc.get("genre"))]
    report = score(folder, ({"id": doc["id"], "mentions": list(predict_mentions(doc["text"], nlp))} for doc in gold), genre)
    report = report.get("all", report) if genre is None else report.get(genre, report)
    core, names = report["core"], report["core"]["names"]
    return {"articles": len(gold), **pick(core, names)}


if __name__ == "__main__":
    main()
