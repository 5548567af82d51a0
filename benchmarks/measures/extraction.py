"""The article of a saved web page:
what castlist and trafilatura make of it, and how long they take.

The gold of both benchmarks is the body of the article. castlist keeps the headline as the first
paragraph and marks it as title, so `read_body` leaves that paragraph out; `read_whole` is the text
as it is counted.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from trafilatura import bare_extraction, extract

from castlist.clean import clean
from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.detect import read_file
from castlist.ingest.html.reader import read_html
from castlist.model import Article, Raw
from castlist.settings import Settings
from measures.store import Doc, Measurement, about_run, read_lines, run_scorer

__all__ = [
    "SYSTEMS",
    "measure_pages",
    "predict_pages",
    "read_body",
    "read_uncleaned",
    "read_whole",
    "speed_ratios",
]

_BETWEEN_PARAGRAPHS = "\n\n"
_DESK = ReadContext(Settings(), str, read_file)
_ROUNDS = 5


def read_body(doc: Doc) -> Doc:
    """What castlist makes of a page, without the headline; no text if the page is refused."""
    return _read(
        doc, lambda article: [p.text for p in article.paragraphs if p.role == "body"]
    )


def read_whole(doc: Doc) -> Doc:
    """What castlist makes of a page, with the headline."""
    return _read(doc, lambda article: [p.text for p in article.paragraphs])


def read_uncleaned(doc: Doc) -> Doc:
    """What the reader of pages alone keeps, without the headline."""
    raw = _ingest(doc)
    if raw is None:
        return {"id": doc["id"], "text": ""}
    out = {left.line for left in raw.left_out}
    kept = [line for n, line in enumerate(raw.text.split("\n"), 1) if n not in out]
    return _about(raw) | {
        "id": doc["id"],
        "text": _BETWEEN_PARAGRAPHS.join(kept[kept[:1] == [raw.title] :]),
    }


def _read(doc: Doc, choose: Callable[[Article], list[str]]) -> Doc:
    raw = _ingest(doc)
    try:
        text = _BETWEEN_PARAGRAPHS.join(choose(clean(raw))) if raw else ""
    except InputError:
        text = ""
    return {"id": doc["id"], "text": text} | (_about(raw) if raw else {})


def _ingest(doc: Doc) -> Raw | None:
    try:
        return next(
            read_html(
                File(doc["html"].encode(), doc["id"], doc["id"], doc["id"], ".html"), _DESK
            )
        )
    except InputError:
        return None


def _about(raw: Raw) -> Doc:
    return {"title": raw.title, "author": raw.author, "date": raw.published}


def _ask_trafilatura(doc: Doc, **options: bool) -> Doc:
    found = bare_extraction(doc["html"], with_metadata=True, **options)
    about = (
        {"title": found.title, "author": found.author, "date": found.date} if found else {}
    )
    return {"id": doc["id"], "text": extract(doc["html"], **options) or ""} | about


SYSTEMS: dict[str, Callable[[Doc], Doc]] = {
    "castlist": read_body,
    "castlist, with the headline": read_whole,
    "castlist, not cleaned": read_uncleaned,
    "trafilatura": _ask_trafilatura,
    "trafilatura, without comments": lambda doc: _ask_trafilatura(
        doc, include_comments=False
    ),
    "trafilatura, precision": lambda doc: _ask_trafilatura(doc, favor_precision=True),
}


def predict_pages(docs: Sequence[Doc]) -> Iterator[tuple[str, list[Doc]]]:
    """Every system with its predictions, in the benchmarks' own format."""
    for system, read in SYSTEMS.items():
        yield system, [read(doc) for doc in docs]


def speed_ratios(docs: Sequence[Doc], *, rounds: int = _ROUNDS) -> Mapping[str, float]:
    """How many times as long as `trafilatura.extract` each way of reading takes;
    the best of rounds taken in turn."""
    work: dict[str, Callable[[Doc], object]] = {
        "trafilatura": lambda doc: extract(doc["html"]),
        "trafilatura, precision": lambda doc: extract(doc["html"], favor_precision=True),
        "trafilatura, with metadata": lambda doc: extract(doc["html"], with_metadata=True),
        "castlist, not cleaned": read_uncleaned,
        "castlist": read_body,
    }
    best = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, read in work.items():
            start = time.process_time()
            for doc in docs:
                read(doc)
            best[name] = min(best[name], time.process_time() - start)
    return {name: round(seconds / best["trafilatura"], 3) for name, seconds in best.items()}


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
