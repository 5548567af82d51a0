"""Speed and memory, as ratios taken in one run: `python benchmarks/speed.py [ARTICLE ...]`.

An absolute time says more about the machine than about castlist; benchmarks/README.md says how to
read the ratios.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc
from thinc.api import NumpyOps

from castlist.charts import EVERYTHING, Choice, export
from castlist.checks import check
from castlist.desk import Desk
from castlist.model import Annotation, Article, Cast, Mention
from castlist.nlp.engine import make_doc
from castlist.nlp.load import annotate_article, load_model, locate_model
from castlist.pipeline import find_actors, read_article, read_text
from castlist.quotes import find_quotes
from castlist.report import write_report
from castlist.settings import DEFAULT_MODEL
from castlist.steps import save, tabulate
from castlist.tables import Tables
from measures.extraction import speed_ratios
from measures.reading import forget

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = [
    ROOT / "data/raw/putin-erdogan-drones.txt",
    *sorted((ROOT / "data/raw/wikinews").glob("*.txt")),
]
PAGES = ROOT / "tests/files/html"
READABLE = ("news_page", "paragraphs_by_br", "translated_by_browser")
ROUNDS = 7
RUNS = 3  # of a whole process, which takes seconds
GOALS = {
    "mentions and actors, after the engine": " (goal: 0.14)",
    "our analysis": " (goal: 0.75)",
    "our analysis, checked and written": " (goal: 0.85)",
}
PLAIN = ROOT / "benchmarks/plain.py"
WEB = ["--size", "web", "--format", "png"]


def main() -> None:
    """Measure everything and print one line a figure."""
    paths = [Path(argument) for argument in sys.argv[1:]] or ARTICLES
    texts = [read_article(path).text for path in paths]
    stock = spacy.load(locate_model(DEFAULT_MODEL))
    ours = load_model()
    blas = spacy.load(locate_model(DEFAULT_MODEL))
    for _, pipe in blas.pipeline:
        for node in pipe.model.walk() if getattr(pipe, "model", None) else ():
            node.ops = NumpyOps(use_blis=False)
    parsed = [parse(path, ours) for path in paths]
    words = [(article, *annotate_article(article, ours)) for article, _, _ in parsed]
    with tempfile.TemporaryDirectory() as folder:
        times = best_times(
            {
                "stock": lambda: list(stock.pipe(texts)),
                "stock on numpy's BLAS": lambda: list(blas.pipe(texts)),
                "our engine": lambda: [ours(make_doc(ours, text)) for text in texts],
                "mentions and actors, after the engine": lambda: [
                    find_anew(*facts) for facts in words
                ],
                "quotes, after the engine": lambda: [
                    find_quotes(*facts) for facts in parsed
                ],
                "our analysis": lambda: [analyse_file(path, ours) for path in paths],
                "our analysis, checked and written": lambda: [
                    keep(analyse_file(p, ours), Path(folder)) for p in paths
                ],
            }
        )
        print(
            f"{len(paths)} articles, {sum(map(len, texts)):,} characters; best of {ROUNDS}"
            " rounds, taken in turn"
        )
        for name, seconds in times.items():
            goal = GOALS.get(name, "")
            print(f"  {name:38} {seconds / times['stock']:.2f} x stock spaCy{goal}")
        seconds, files = export_seconds(paths[0], ours, Path(folder))
        print(f"  {'a chart file, on average':38} {seconds / files:.2f} s (goal: 0.1)")
        print(f"  {f'all {files} chart files of an article':38} {seconds:.0f} s (goal: 5)")
        help_ratio = command_seconds("-m", "castlist", "--help") / command_seconds(
            "-c", "pass"
        )
        print(f"  {'castlist --help':38} {help_ratio:.1f} x python -c pass (goal: 4)")
        peak = peak_megabytes(
            "-m", "castlist", "run", *map(str, paths), "--out", folder, *WEB
        )
        print(
            f"  {'eight times the text, with quotes':38} {growth(ours):.2f} x the time a"
            " word (goal: 2)"
        )
        pages = [
            {"id": name, "html": (PAGES / f"{name}.html").read_text("utf-8")}
            for name in READABLE
        ]
        ratio = speed_ratios(pages)["castlist"]
        print(
            f"  {f'reading and cleaning {len(pages)} saved pages':38} {ratio:.2f} x"
            " trafilatura.extract (goal: 1.3)"
        )
        print(
            f"  {f'peak memory, {len(paths)} articles, web as PNG':38} {peak:.0f} MB (goal:"
            " 400)"
        )
        print_processes(paths[0], Path(folder))
        print_pages(paths, ours, Path(folder))


def print_pages(paths: list[Path], ours: spacy.Language, folder: Path) -> None:
    """Print what the report and a decision at the desk take, of one article and of all as one."""
    whole = folder / "all.txt"
    whole.write_text("\n\n".join(read_article(path).text for path in paths), "utf-8")
    for path, shown in ((paths[0], "the first article"), (whole, "all as one article")):
        tables = analyse_file(path, ours)
        place = save(tables, folder / "desk" / path.stem)
        desk = Desk.open(place, reviewed=folder / "reviewed")
        item = next(i for i in desk.items("mentions") if i.kind == "pronoun" and i.actor)
        row = {"action": "assign", "surface": item.words, "scope": item.key, "target": ""}
        export(tables, folder / "pages" / path.stem)
        took = best_times(
            {
                "analysis": lambda path=path: analyse_file(path, ours),
                "report": lambda t=tables, p=path: write_report(
                    t, folder / "pages" / p.stem
                ),
                "decision": lambda d=desk, r=row: (d.decide(r), d.undo()),
            }
        )
        for what, each in (("report", 1), ("decision", 2)):
            seconds = took[what] / each
            ratio = seconds / took["analysis"]
            print(f"  {f'{what}, {shown}':38} {ratio:.2f} x its analysis, {seconds:.2f} s")


def print_processes(path: Path, folder: Path) -> None:
    """Print what whole processes take on one article, beside a plain script that does a part of
    it."""
    tables = folder / "processed" / path.stem
    run = ["-m", "castlist", "run", str(path), "--out", str(folder)]
    took = best_processes(
        {
            "plain": [str(PLAIN), str(path), str(folder), str(locate_model(DEFAULT_MODEL))],
            "run": run,
            "publish": ["-m", "castlist", "charts", str(tables), "--publish"],
            "notebooks": [*run, "--notebooks"],
        }
    )
    plain = took["plain"]
    for shown, name, goal in (
        ("castlist run, web and mobile", "run", 1.15),
        ("full publication set", "publish", 2.0),
    ):
        ratio = took[name] / plain
        print(f"  {shown:38} {ratio:.2f} x a plain script (goal: {goal})")
    ratio = took["notebooks"] / took["run"]
    print(f"  {'the same in the notebooks':38} {ratio:.2f} x castlist run (goal: 2.2)")
    print(f"  {'peak memory of castlist run':38} {peak_megabytes(*run):.0f} MB (goal: 370)")


def best_processes(work: dict[str, list[str]]) -> dict[str, float]:
    """CPU seconds of runs of Python with these arguments, the best of several rounds in which they
    take turns."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(RUNS):
        for name, arguments in work.items():
            best[name] = min(best[name], process_seconds(arguments))
    return best


def process_seconds(arguments: Sequence[str]) -> float:
    """CPU seconds of one run of Python with these arguments,
    with those of the processes that it starts, such as a kernel."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best_times(work: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each piece of work, the best of several rounds in which they take turns."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(ROUNDS):
        for name, do in work.items():
            start = time.perf_counter()
            do()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def parse(path: Path, nlp: spacy.Language) -> tuple[Article, Doc, Sequence[Mention]]:
    """What finding quotes is handed."""
    article = read_article(path)
    doc, annotation = annotate_article(article, nlp)
    return article, doc, find_actors(article, doc, annotation).mentions


def find_anew(article: Article, doc: Doc, annotation: Annotation) -> Cast:
    """Mentions and actors of a parsed article, of which nothing but the parse is kept."""
    forget(doc)
    return find_actors(article, doc, annotation)


def growth(nlp: spacy.Language) -> float:
    """How many times as long a word takes to search for quotes in a text
    of eight times the length."""
    once, much = (parse_text(n, nlp) for n in (50, 400))
    took = best_times(
        {"once": lambda: find_quotes(*once), "much": lambda: find_quotes(*much)}
    )
    return took["much"] / took["once"] / 8


def parse_text(times: int, nlp: spacy.Language) -> tuple[Article, Doc, Sequence[Mention]]:
    """What finding quotes is handed, of a made-up transcript."""
    article = read_text(
        'Roe: We will go, said the man. "It is late," she told us.\n\n' * times, name="long"
    )
    doc, annotation = annotate_article(article, nlp)
    return article, doc, find_actors(article, doc, annotation).mentions


def analyse_file(path: Path, nlp: spacy.Language) -> Tables:
    """Ingest to tables, charts aside."""
    return tabulate(read_article(path), nlp)


def keep(tables: Tables, folder: Path) -> None:
    """Check the tables and write them."""
    check(tables)
    save(tables, folder / next(iter(tables.texts)))


def export_seconds(path: Path, nlp: spacy.Language, folder: Path) -> tuple[float, int]:
    """Seconds to draw and write every chart of one article in all sizes and formats,
    and the number of files."""
    tables = analyse_file(path, nlp)
    export(tables, folder / "warm", choice=Choice(sizes=["web"]))
    start = time.perf_counter()
    files = export(tables, folder / "measured", choice=EVERYTHING)
    return time.perf_counter() - start, len(files)


def command_seconds(*arguments: str) -> float:
    """Seconds of the fastest of several starts of Python with these arguments."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def peak_megabytes(*arguments: str) -> float:
    """Peak resident memory of one run of Python with these arguments, in MB (10^6 bytes)."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, *sys.argv[1:]], check=True, capture_output=True);"
        "unit = 1 if sys.platform == 'darwin' else 1024;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1e6)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
