"""The article of a web page, pasted or saved: extraction-aeb and extraction-wcxb."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from castlist.errors import InputError
from measures.extraction import predict_pages, speed_ratios
from measures.pasted import Line, clean_page, lost_lines, share
from measures.store import Measurement, about_run, read_lines, run_scorer

__all__ = ["MOST_LOST", "measure_cleaning", "measure_pages"]

MOST_LOST = 15


def measure_cleaning(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Lines lost and lines cut when whole pages are pasted,
    and how near the kept text is to the article."""
    gold = read_lines(folder / "dev.jsonl.gz")
    lines: list[Line] = []
    kept = {}
    pasted = {}
    for doc in gold:
        try:
            judged, kept[doc["id"]], pasted[doc["id"]] = clean_page(
                doc["id"], doc["html"], doc["text"]
            )
        except InputError as error:
            print(f"refused: {error}", file=sys.stderr)
            continue
        lines += judged
    if options.verbose:
        lost = Counter(lost_lines(lines)).most_common(MOST_LOST)
        sorts = ", ".join(
            f"{n} {sort}" for sort, n in Counter(line.sort for line in lines).items()
        )
        print(
            f"lines: {sorts}. Article lines lost:",
            *(f"{n} x {rule}: {text}" for (rule, text), n in lost),
            sep="\n",
        )
    cut = {
        "article_lines_lost": share(lines, "article"),
        "furniture_lines_cut": share(lines, "furniture"),
        "furniture_inside_article_cut": share(
            (line for line in lines if line.inside), "furniture"
        ),
    }
    for system, texts, figures in (("castlist", kept, cut), ("nothing cut", pasted, {})):
        report = run_scorer(
            folder, ({"id": key, "text": text} for key, text in texts.items())
        )
        words = {f"text_{name}": report[name] for name in ("precision", "recall", "f1")}
        yield Measurement(
            *about_run(folder, "", system), "pages", len(texts), figures | words
        )
    yield from measure_pages(folder, options)


def measure_pages(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """How near the text of a page that was saved as HTML is to its article,
    and how often its details are right."""
    gold = read_lines(folder / "dev.jsonl.gz")
    if options.verbose:
        print("CPU time as a multiple of trafilatura.extract:", speed_ratios(gold))
    for system, predictions in predict_pages(gold):
        report = run_scorer(folder, predictions)
        figures = {f"text_{name}": report[name] for name in ("precision", "recall", "f1")}
        figures |= {
            f"{name}_right": report[name]["right"]
            for name in ("title", "author", "date")
            if name in report
        }
        yield Measurement(
            *about_run(folder, "", f"{system}, saved page"), "pages", len(gold), figures
        )
