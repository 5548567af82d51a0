"""Is everything here that castlist needs? One finding a part, with what to do about each fault."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from castlist.charts.page.chart import missing_line
from castlist.charts.render.fonts import Face, missing
from castlist.errors import CastlistError
from castlist.mentions.scoring.weights import untried_note
from castlist.nlp.load import load_model, model_label
from castlist.sentiment.toward import unjudged_note

__all__ = ["Finding", "examine"]

_PACKAGES = (
    "castlist",
    "spacy",
    "pandas",
    "matplotlib",
    "textblob",
    "vaderSentiment",
    "trafilatura",
    "httpx",
)
# What is only needed for notebooks or one format, and the extra that brings it.
_OPTIONAL = {
    "anywidget": "notebooks",
    "jupyterlab": "notebooks",
    "papermill": "notebooks",
    "pypdfium2": "pdf",
    "feedparser": "feeds",
    "pyarrow": "tables",
    "duckdb": "corpus",
}
# One common word in each script, to see whether any installed font can draw it.
_SCRIPTS = {
    "Arabic": "العربية",
    "Hebrew": "עברית",
    "Cyrillic": "Русский",
    "Greek": "Ελληνικά",
    "Chinese": "中文",
    "Japanese": "日本語",
    "Korean": "한국어",
}


class Finding(NamedTuple):
    """One part, what was found, and what to do;
    advice is empty if nothing is wrong, and a fault stops castlist."""

    part: str
    found: str
    advice: str = ""
    fault: bool = False


def examine(model: str) -> Iterator[Finding]:
    """What was found of Python, packages, the model and the fonts."""
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding(
        "Python",
        platform.python_version(),
        "" if supported else "install Python 3.11, 3.12 or 3.13",
        not supported,
    )
    for package in (*_PACKAGES, *_OPTIONAL):
        yield _examine_package(package)
    yield _examine_model(model)
    yield from _examine_fonts()


def _examine_package(package: str) -> Finding:
    try:
        return Finding(package, version(package))
    except PackageNotFoundError:
        extra = f"[{_OPTIONAL[package]}]" if package in _OPTIONAL else ""
        return Finding(
            package,
            "not installed",
            f"pip install 'castlist{extra}', or run `make run`",
            not extra,
        )


def _examine_model(model: str) -> Finding:
    try:
        label = model_label(load_model(model))
    except CastlistError as error:
        return Finding("model", "not usable", str(error), fault=True)
    notes = filter(None, (untried_note(label), unjudged_note(label)))
    return Finding("model", label, " ".join(notes))


def _examine_fonts() -> Iterator[Finding]:
    try:
        lacking = {
            script: lost
            for script, word in _SCRIPTS.items()
            if (lost := missing(word, False, Face(language="en")))
        }
    except CastlistError as error:
        yield Finding("fonts", "Lato is missing", str(error), fault=True)
        return
    able = ", ".join(["Latin", *(s for s in _SCRIPTS if s not in lacking)])
    advice = (
        missing_line(tuple(c for lost in lacking.values() for c in lost)) if lacking else ""
    )
    yield Finding("fonts", f"Lato; can draw {able}", advice)
