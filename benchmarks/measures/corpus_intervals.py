"""Whether the stated intervals of corpus numbers hold: public documents are taken for a corpus, and
answered by the errors of others.

Who is who over the documents is taken as the gold has it, by names: intervals are of counting, not
of joining. Judged are actors that stand in several documents of one outlet or set, and actors put
together by lot, of which there can be more than the sets have.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from castlist.nlp.load import load_model, model_label
from castlist.reliability.many import find_corpus_bounds
from castlist.reliability.presence import PresenceErrors, make_presence
from castlist.settings import Settings
from measures.counts import JUDGED, SETS
from measures.presence import Present, read_presence
from measures.store import Measurement, about_run

__all__ = ["CorpusAnswer", "answer_corpora", "measure_corpus_intervals"]

_FOLDS = 4
_NEWS = ("actors-gum", "actors-meantime")
_NAMES = "names-worldwide"
_TOGETHER = (3, 5, 10, 20, 40)  # articles of an actor that is put together
_MADE = 40  # of each of those, in each fold
_SPARE = 5  # actors that must be there for each that is put together
_SIZES = {"2_to_4": (2, 4), "5_and_more": (5, 10**6)}
_SEVERAL = 2  # articles of an actor that is judged


class CorpusAnswer(NamedTuple):
    """An actor of a made corpus: numbers as found, their intervals, and the true ones."""

    part: str
    articles: tuple[int, int, int, int]  # found, low, high, true
    mentions: tuple[int, int, int, int]


def measure_corpus_intervals(
    folder: Path, options: argparse.Namespace
) -> Iterator[Measurement]:
    """How often the intervals of articles and of mentions hold, by what was taken for a corpus."""
    nlp = load_model(options.model)
    every = list(read_presence(folder.parent, nlp, JUDGED))
    answers: dict[str, list[CorpusAnswer]] = defaultdict(list)
    for answer in answer_corpora(every):
        answers[answer.part].append(answer)
    for part, own in answers.items():
        about = about_run(folder, part, "castlist", model_label(nlp))
        names_alone = part.startswith(_NAMES)
        figures = _figures(own, names_alone=names_alone)
        yield Measurement(*about, "actors", len(own), figures)


def answer_corpora(every: Sequence[Present]) -> Iterator[CorpusAnswer]:
    """Every judged actor, with the intervals that others' errors give it."""
    errors = make_presence(row.cells() for row in every if row.benchmark in SETS)
    yield from _answer(
        f"{_NAMES}, all", [r for r in every if r.benchmark == _NAMES], errors
    )
    news = [row for row in every if row.benchmark in _NEWS]
    for fold in range(_FOLDS):
        own = [row for row in news if row.document % _FOLDS == fold]
        others = errors.choose(errors.document % _FOLDS != fold)
        yield from _answer("GUM and MEANTIME", own, others)
        yield from _answer("put together by lot", list(_put_together(own)), others)


def _answer(
    part: str, rows: Sequence[Present], errors: PresenceErrors
) -> Iterator[CorpusAnswer]:
    by_who: dict[str, list[Present]] = defaultdict(list)
    for row in rows:
        by_who[row.who].append(row)
    least = Settings().main_mentions
    known = [
        own
        for own in by_who.values()
        if sum(row.found > 0 for row in own) >= _SEVERAL
        and sum(row.found for row in own) >= least
    ]
    found = [[row.found for row in own if row.found] for own in known]
    bounds = find_corpus_bounds(
        np.repeat(np.arange(len(found)), [len(own) for own in found]),
        np.array([number for own in found for number in own], np.int64),
        np.array([own[0].type == "person" for own in known], np.bool_),
        np.full(len(known), len({row.document for row in rows}), np.int64),
        errors,
    )
    for n, own in enumerate(known):
        articles = (bounds.articles_low[n], bounds.articles_high[n])
        mentions = (bounds.mentions_low[n], bounds.mentions_high[n])
        there = sum(row.true > 0 for row in own)
        yield CorpusAnswer(
            part,
            (len(found[n]), int(articles[0]), int(articles[1]), there),
            (sum(found[n]), *map(int, mentions), sum(row.true for row in own)),
        )


def _put_together(rows: Sequence[Present]) -> Iterator[Present]:
    """Actors that stand for one, drawn from all of a type: those that are missed come with the
    others as often as they do in the documents."""
    rng = np.random.default_rng(1)
    # whom castlist finds nowhere is no actor of a corpus
    known = [row for row in rows if row.found or row.elsewhere]
    for type_ in sorted({row.type for row in known}):
        own = [row for row in known if row.type == type_]
        for size in _TOGETHER:
            for number in range(_MADE if len(own) >= _SPARE * size else 0):
                for n in rng.choice(len(own), size, replace=False):
                    yield own[n]._replace(who=f"{type_} {size} {number}")


def _figures(answers: Sequence[CorpusAnswer], *, names_alone: bool) -> dict[str, float]:
    figures = _hold("articles", answers)
    for size, (least, most) in _SIZES.items():
        own = [a for a in answers if least <= a.articles[0] <= most]
        if own:
            figures |= {f"articles_hold_{size}": _hold("articles", own)["articles_hold"]}
    if (
        not names_alone
    ):  # descriptions and pronouns are counted, and nobody has annotated them
        figures |= _hold("mentions", answers)
    return figures


def _hold(what: str, answers: Sequence[CorpusAnswer]) -> dict[str, float]:
    """How often the intervals of articles, or of mentions, hold, and how wide they are beside the
    count."""
    told = [
        answer.articles if what == "articles" else answer.mentions for answer in answers
    ]
    holds = [low <= true <= high for _, low, high, true in told]
    width = [(high - low) / found for found, low, high, _ in told]
    return {
        f"{what}_hold": round(sum(holds) / len(holds), 4),
        f"{what}_width": round(sum(width) / len(width), 4),
    }
