"""Real news, page after page: `python benchmarks/real.py FOLDER [--only NAME]`,
or `make real FOLDER=...`.

FOLDER holds benchmarks as for accuracy.py. Every document that has a text or a page goes through
what `castlist run` does with a file, charts aside: read, clean, analyse, tables, check. Printed
are, for each benchmark, articles a second, how many were refused, with the reasons in full, and how
many ended in a fault of castlist's own, with the place. Exit code 1 if any did.
"""

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.progress import track

from castlist.checks import check
from castlist.errors import InternalError
from castlist.model import Article, Failure
from castlist.nlp.load import load_model
from castlist.run import AlreadyThere, Done, Places, Plan, Progress, Source, run_articles
from castlist.steps import tabulate

Doc = dict[str, Any]


class Tabulator:
    """What finishes an article here: its tables, checked, and nothing written."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self.nlp = load_model(plan.model)

    def __call__(self, article: Article, source: Source) -> Done:
        """The article with its tables."""
        tables = tabulate(article, self.nlp)
        check(tables)
        return Done(tables, Path(source.path), Path(source.path))


def main() -> None:
    """Run every benchmark of the folder and print what became of its documents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the benchmarks are")
    parser.add_argument("--only", metavar="NAME", help="one benchmark")
    given = parser.parse_args()
    names = sorted(path.parent.name for path in given.folder.glob("*/dev.jsonl.gz"))
    chosen = [name for name in names if given.only in {None, name}]
    if not chosen:
        raise SystemExit(
            f"{given.folder} holds no benchmark{f' {given.only}' if given.only else ''}:"
            f" {names}"
        )
    counts = [run_benchmark(given.folder / name) for name in chosen]
    print(
        f"all: {sum(total for total, _ in counts):,} documents,"
        f" {sum(crashes for _, crashes in counts)} crashes"
    )
    sys.exit(any(crashes for _, crashes in counts))


def run_benchmark(folder: Path) -> tuple[int, int]:
    """How many documents of a benchmark were run,
    and how many of them ended in a fault of castlist's own."""
    with gzip.open(folder / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        docs = [doc for doc in map(json.loads, file) if "html" in doc or "text" in doc]
    # strings or single sentences: no articles
    if not docs or len(docs[0].get("html") or docs[0]["text"]) < 200:
        return 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        sources = list(write_sources(docs, Path(scratch)))
        plan = Plan(Places.below(Path(scratch, "out")))
        start = time.perf_counter()
        outcomes = list(
            track(
                run_articles(sources, plan, runner=Tabulator),
                folder.name,
                len(sources),
                transient=True,
            )
        )
        seconds = time.perf_counter() - start
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    same = sum(isinstance(outcome, AlreadyThere) for outcome in outcomes)
    return len(outcomes), report(folder.name, len(outcomes), same, failures, seconds)


def write_sources(docs: Iterable[Doc], folder: Path) -> Iterator[Source]:
    """Each document as a file of its own, as a user would have it."""
    for number, doc in enumerate(docs):
        path = folder / f"{number}.{'html' if 'html' in doc else 'txt'}"
        path.write_text(doc.get("html") or doc["text"], encoding="utf-8")
        yield Source(str(path))


def report(
    name: str, total: int, same: int, failures: list[Failure], seconds: float
) -> int:
    """Print what became of a benchmark; the number of crashes."""
    crashes = [failure for failure in failures if failure.error == InternalError.__name__]
    refused = [failure for failure in failures if failure not in crashes]
    print(
        f"{name}: {total:,} documents, {total / seconds:.1f} a second; {len(refused)}"
        f" refused, {same} there already, {len(crashes)} crashes"
    )
    for kind, listed in (("refused", refused), ("CRASH", crashes)):
        reasons = Counter(
            failure.message.replace(failure.source, "...") for failure in listed
        )
        for reason, number in reasons.most_common():
            print(f"  {kind} {number} x {reason}")
    return len(crashes)


if __name__ == "__main__":
    main()
