"""Speed and memory of a corpus, as ratios taken in one run: `python benchmarks/corpus.py`.

On two quiet cores it takes about twenty minutes; `--articles 60 --many 600` shows in a few
minutes that it works. The articles are made by `tools/make_archive.py`; benchmarks/README.md says
how to read the lines.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import distributed
import spacy

from castlist.corpus import (
    Crew,
    How,
    build_corpus,
    count_actors,
    dask_cluster,
    named,
    process_pool,
    totals,
)
from castlist.nlp.load import locate_model
from castlist.settings import DEFAULT_MODEL
from measures.multiplied import multiply

ROOT = Path(__file__).resolve().parent.parent
MAKER = ROOT / "tools/make_archive.py"
WORKERS = 2
MANY = 100_000  # articles of which top actors are asked
TOP = 10
ROUNDS = 3  # of what takes a second
LARGER = 4  # times the articles, whose peak of memory is compared
NAMES = ("PERSON", "ORG", "GPE", "LOC")
# Peak resident memory, in MB (10^6 bytes), of the process that builds; not of its workers.
CHILD = """
import resource, sys
from pathlib import Path
from castlist.corpus import How, build_corpus, named, process_pool
source, to = sys.argv[1:]
how = How(reviewed=Path(to, "reviewed"))
build_corpus(Path(to), [named(source, {})], how, crew=process_pool(2))
unit = 1 if sys.platform == "darwin" else 1024
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)
"""
# A new process begins with the peak of the one that starts it: here that is a small one.
SMALL = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"


def main() -> None:
    """Measure everything and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="to build (1,000)")
    parser.add_argument("--many", type=int, default=MANY, help="to ask about (100,000)")
    given = parser.parse_args()
    number = given.articles
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch).resolve()
        source = make_archive(place / "made", number)
        larger = make_archive(place / "larger", LARGER * number)
        print(f"{number:,} made articles; {WORKERS} workers where nothing else is said")
        first = print_workers(place, source)
        print_again(place / "two", source, first)
        print_stock(source, number, first)
        print_memory(place, source, larger)
        print_question(place / "two", place / "many", given.many // number)


def print_workers(place: Path, source: Path) -> float:
    """The seconds of two workers of this machine, after how many times as fast they are as one,
    and a cluster beside them, was printed."""
    one = build_seconds(place / "one", source, process_pool(1))
    two = build_seconds(place / "two", source, process_pool(WORKERS))
    with distributed.LocalCluster(
        n_workers=WORKERS,
        threads_per_worker=1,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address=":0",
    ) as cluster:
        crew = dask_cluster(cluster.scheduler_address, How())
        dask = build_seconds(place / "dask", source, crew)
    print_ratio("two workers", one / two, "x the articles a second of one (goal: 1.85)")
    print_ratio("two workers of a Dask cluster", two / dask, "x two local ones (goal: 0.9)")
    return two


def print_again(corpus: Path, source: Path, first: float) -> None:
    """Print what a build takes that has nothing to do, and one with an article to do again."""
    again = build_seconds(corpus, source, process_pool(WORKERS))
    story = next(source.rglob("*.txt"))
    story.write_text(f"{story.read_text('utf-8')}\nThe mayor said no more.\n", "utf-8")
    changed = build_seconds(corpus, source, process_pool(WORKERS))
    print_ratio(
        "built again, nothing changed", again / first, "x the first time (goal: 0.02)"
    )
    print_ratio("one article changed", changed / first, "x the first time (goal: 0.03)")


def print_stock(source: Path, number: int, first: float) -> None:
    """Print how we do beside the loop that users write, which finds names and counts them."""
    texts = [path.read_text("utf-8") for path in sorted(source.rglob("*.txt"))]
    stock = spacy.load(locate_model(DEFAULT_MODEL))
    begin = time.perf_counter()
    names: Counter[str] = Counter()
    for doc in stock.pipe(texts, n_process=WORKERS):
        names.update(entity.text for entity in doc.ents if entity.label_ in NAMES)
    theirs = time.perf_counter() - begin
    print_ratio(
        "articles a second",
        theirs / first,
        f"x nlp.pipe and a Counter (goal: 1), {number / first:.1f} beside"
        f" {number / theirs:.1f}",
    )


def print_memory(place: Path, source: Path, larger: Path) -> None:
    """Print how the peak of the main process grows with the number of articles."""
    small = peak_megabytes(source, place / "small")
    large = peak_megabytes(larger, place / "large")
    print_ratio(
        f"peak memory, {LARGER} times the articles",
        large / small,
        f"x, {large:.0f} beside {small:.0f} MB of the main process (goal: 1.15)",
    )


def print_question(corpus: Path, many: Path, copies: int) -> None:
    """Print what the most named actors of very many articles take."""
    multiply(corpus, many, copies)
    seconds = best_seconds(lambda: count_actors(many, most=TOP))
    shown = f"top actors of {totals(many)[0].articles:,} articles"
    print(f"  {shown:38} {seconds:.2f} s, asked before (goal: 1)", flush=True)


def make_archive(folder: Path, number: int) -> Path:
    """The folder of so many made articles."""
    tool = [sys.executable, str(MAKER), str(folder), "--number", str(number)]
    subprocess.run(tool, check=True, capture_output=True)
    return folder / "articles"


def build_seconds(corpus: Path, source: Path, crew: Crew) -> float:
    """Seconds of one build."""
    how = replace(How(), reviewed=corpus.parent / "reviewed")
    begin = time.perf_counter()
    built = build_corpus(corpus, [named(str(source), {})], how, crew=crew)
    seconds = time.perf_counter() - begin
    if built.failed:
        sys.exit(f"{built.failed} articles failed: {built.reasons}")
    return seconds


def peak_megabytes(source: Path, corpus: Path) -> float:
    """Peak resident memory of the main process of a build, in MB (10^6 bytes)."""
    build = [sys.executable, "-c", CHILD, str(source), str(corpus)]
    done = subprocess.run(
        [sys.executable, "-c", SMALL, *build], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def best_seconds(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def print_ratio(shown: str, ratio: float, beside: str) -> None:
    """Print one line."""
    print(f"  {shown:38} {ratio:.3f} {beside}", flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # of the cluster, when its processes end
    main()
