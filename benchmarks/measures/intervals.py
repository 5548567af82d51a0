"""Whether the stated intervals hold, and leads that are said to be larger than the error.

Each document is answered by the errors of all others, never by its own. The errors are counted
anew, as `tools/count_errors.py` does: what castlist has of them may be older.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np

from castlist.nlp.load import load_model, model_label
from castlist.reliability.chances import (
    Counts,
    chances_to_lead,
    find_intervals,
    outcomes,
    weigh,
)
from castlist.reliability.errors import CountErrors, make_errors
from castlist.settings import Settings
from measures.counts import JUDGED, SETS, Counted, read_counts
from measures.store import Measurement, about_run

__all__ = ["Answer", "Lead", "answer_all", "foretell_leads", "measure_intervals"]

_SPOKEN = "interview"
# What is measured: benchmark and genre -> what it is called. Of other genres the errors are taken,
# but an article of theirs is no article that a desk counts.
PARTS = {
    ("actors-gum", "news"): "GUM news",
    ("actors-meantime", "news"): "MEANTIME",
    ("actors-gum", _SPOKEN): "GUM interviews",
    ("actors-gum", "bio"): "GUM biographies",
    ("names-worldwide", "news"): "names-worldwide",
}
# What several of them have together.
TOGETHER = {
    "news, all mentions": ("GUM news", "MEANTIME"),
    "all mentions": ("GUM news", "MEANTIME", "GUM interviews", "GUM biographies"),
}
_SIZES = {"3_to_5": (3, 5), "6_to_10": (6, 10), "11_and_more": (11, 10**6)}


class Answer(NamedTuple):
    """A main actor of a document: its count, its interval, and the true count."""

    part: str
    found: int
    low: int
    high: int
    true: int

    @property
    def holds(self) -> bool:
        """Whether the true count lies in the interval."""
        return self.low <= self.true <= self.high


class Lead(NamedTuple):
    """Who is counted most in a document, alone: with what chance, and whether that is true."""

    part: str
    chance: float
    true: bool


def measure_intervals(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """How often intervals hold, by set and by the size of the count, and leads."""
    nlp = load_model(options.model)
    counted = list(read_counts(folder.parent, nlp, JUDGED))
    errors = make_errors(row.cells() for row in counted if row.benchmark in SETS)
    answers: dict[str, list[Answer]] = defaultdict(list)
    leads: dict[str, list[Lead]] = defaultdict(list)
    for answer in answer_all(counted, errors):
        for part in _parts(answer.part):
            answers[part].append(answer)
    for lead in foretell_leads(counted, errors):
        for part in _parts(lead.part):
            leads[part].append(lead)
    for part, own in answers.items():
        about = about_run(folder, part, "castlist", model_label(nlp))
        yield Measurement(*about, "actors", len(own), _figures(own))
    for part, foretold in leads.items():
        about = about_run(folder, f"leads, {part}", "castlist", model_label(nlp))
        yield Measurement(*about, "articles", len(foretold), _lead_figures(foretold))


def answer_all(counted: Iterable[Counted], errors: CountErrors) -> Iterator[Answer]:
    """Every main actor of the measured sets with its interval: of all mentions, or of names where
    nobody has annotated more."""
    for part, rows in _documents(counted):
        names_alone = len(rows[0].true) == 1
        others = _others(errors, rows, names_alone=names_alone)
        counts = _counts(rows, names_alone=names_alone)
        for number, bounds in find_intervals(others, counts).items():
            found = int(counts.totals[number])
            yield Answer(part, found, *bounds[:2], sum(rows[number].true))


def foretell_leads(counted: Iterable[Counted], errors: CountErrors) -> Iterator[Lead]:
    """Every document in which somebody has more mentions than all others, and three or more."""
    for part, rows in _documents(counted):
        names_alone = len(rows[0].true) == 1
        counts = _counts(rows, names_alone=names_alone)
        order = np.argsort(-counts.totals, kind="stable")
        first = rows[order[0]]
        # a second row of the same actor is no rival
        rivals = [n for n in order[1:] if not first.meant or rows[n].meant != first.meant]
        asked = counts.choose(np.array([order[0], *rivals]))
        if not rivals or asked.totals[0] < Settings().main_mentions:
            continue
        if asked.totals[0] == asked.totals[1]:
            continue  # nobody leads
        others = _others(errors, rows, names_alone=names_alone)
        chances = chances_to_lead(outcomes(others, asked, weigh(others, asked)))
        most = max(sum(rows[n].true) for n in rivals)
        yield Lead(part, float(chances[0]), sum(first.true) > most)


def _documents(counted: Iterable[Counted]) -> Iterator[tuple[str, list[Counted]]]:
    """The rows of each document of the measured sets, and what its part is called."""
    for (benchmark, genre, _), rows in groupby(counted, key=lambda row: row[:3]):
        if (benchmark, genre) in PARTS:
            yield PARTS[benchmark, genre], list(rows)


def _others(
    errors: CountErrors, rows: Sequence[Counted], *, names_alone: bool
) -> CountErrors:
    rest = errors.choose(errors.document != rows[0].document)
    return rest.names_alone if names_alone else rest.all_mentions


def _counts(rows: Sequence[Counted], *, names_alone: bool) -> Counts:
    form = "interview" if rows[0].genre == _SPOKEN else "report"
    found = np.array([row.found for row in rows], dtype=float)
    person = np.array([row.type == "person" for row in rows])
    counts = Counts(form, rows[0].words, found, person, np.zeros_like(found))
    return counts.names_alone() if names_alone else counts


def _parts(part: str) -> list[str]:
    """The measurements that an answer goes into."""
    return [part, *(name for name, parts in TOGETHER.items() if part in parts)]


def _figures(answers: Sequence[Answer]) -> dict[str, float]:
    figures = {"intervals_hold": _share(a.holds for a in answers)}
    for name, (least, most) in _SIZES.items():
        own = [a.holds for a in answers if least <= a.found <= most]
        if own:
            figures[f"intervals_hold_{name}"] = _share(own)
    widths = [a.high - a.low for a in answers]
    figures["interval_width"] = round(sum(widths) / len(widths), 2)
    return figures


def _lead_figures(leads: Sequence[Lead]) -> dict[str, float]:
    beyond = [lead.true for lead in leads if lead.chance >= Settings().interval]
    within = [lead.true for lead in leads if lead.chance < Settings().interval]
    figures = {"leads_beyond_the_error": round(len(beyond) / len(leads), 4)}
    figures |= {"leads_beyond_right": _share(beyond)} if beyond else {}
    figures |= {"leads_within_right": _share(within)} if within else {}
    return figures | {
        "lead_chance": round(sum(lead.chance for lead in leads) / len(leads), 4)
    }


def _share(these: Iterable[bool]) -> float:
    every = list(these)
    return round(sum(every) / len(every), 4)
