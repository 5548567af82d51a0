"""Accuracy on public data: `python benchmarks/accuracy.py FOLDER [--model NAME] [--only
NAME] [--write] [--verbose]`.

FOLDER holds one folder a benchmark, each with `dev.jsonl.gz` and its own `score.py`
(benchmarks/README.md). Texts take the way of `castlist run`: read, cleaned, analysed; our mentions
are carried back to where they stand in the gold's text, and its scorer judges them. `--write`
stores the figures in benchmarks/results.json, the only source of the rates that the documentation
prints (beside benchmarks/rules.json, which rules.py writes).
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from castlist.settings import DEFAULT_MODEL
from measures.actors import measure_actors
from measures.corpus_intervals import measure_corpus_intervals
from measures.counts import SETS
from measures.extraction import measure_pages
from measures.intervals import measure_intervals
from measures.names import measure_strings, measure_worldwide
from measures.pasted import MOST_LOST, measure_cleaning
from measures.pronouns import measure_pronouns
from measures.store import (
    FLOORS,
    RESULTS,
    Measurement,
    check_floors,
    show_tables,
    write_results,
)
from measures.tone import measure_tone
from quotes import measure_quotes

BENCHMARKS: dict[str, Callable[[Path, argparse.Namespace], Iterator[Measurement]]] = {
    "actors-gum": measure_actors,
    "actors-gum-other": measure_actors,
    "actors-meantime": measure_actors,
    "names-worldwide": measure_worldwide,
    "names-dwie": measure_strings,
    "intervals": measure_intervals,
    "corpus-intervals": measure_corpus_intervals,
    "pronouns-gap": measure_pronouns,
    "quotes-wikinews": measure_quotes,
    "quotes-unseen": measure_quotes,
    "sentiment-newsmtsc": measure_tone,
    "sentiment-nyt": measure_tone,
    "extraction-aeb": measure_cleaning,
    "extraction-wcxb": measure_pages,
}


# Quotes and intervals have no folder of their own: the benchmarks whose texts they need.
TEXTS = {
    "intervals": SETS,
    "corpus-intervals": SETS,
    "quotes-wikinews": (),
    "quotes-unseen": (
        *("extraction-aeb", "extraction-wcxb", "actors-meantime"),
        *("names-worldwide", "actors-gum"),
    ),
}


def main() -> None:
    """Run the benchmarks that the folder holds and print their figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the benchmarks are")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="language model")
    parser.add_argument("--only", choices=BENCHMARKS, help="run this benchmark alone")
    parser.add_argument(
        "--write", action="store_true", help="store the figures in benchmarks/results.json"
    )
    parser.add_argument(
        "--verbose",
        action="store_true",
        help=f"print the {MOST_LOST} article lines most often lost",
    )
    options = parser.parse_args()
    wanted = [options.only] if options.only else list(BENCHMARKS)
    found = [
        name
        for name in wanted
        if all(
            (options.folder / n / "dev.jsonl.gz").is_file() for n in TEXTS.get(name, [name])
        )
    ]
    if not found:
        sys.exit(
            f"{options.folder} holds none of {', '.join(wanted)}. Name the folder that the"
            " benchmarks lie in."
        )
    made = []
    for name in found:
        measured = list(BENCHMARKS[name](options.folder / name, options))
        print("\n\n".join(show_tables(measured)), end="\n\n", flush=True)
        made += measured
    faults = check_floors(made, FLOORS)
    if faults:
        sys.exit("\n".join(["", *faults, "Nothing was stored."]))
    if options.write:
        write_results(made, RESULTS)
        print(
            f"\n{len(made)} measurements stored. Renew the pages that print them: make docs"
        )


if __name__ == "__main__":
    main()
