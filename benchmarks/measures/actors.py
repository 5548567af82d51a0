"""Names found, typed, linked and counted in whole articles, as users get them:
GUM (news, interviews, biographies, other genres) and MEANTIME."""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from castlist import actors
from castlist.actors.descriptions import SIEVES
from castlist.model import Mention
from castlist.nlp.load import load_model, model_label
from measures.adapters import actor_figures, our_actor, own_string, predict
from measures.links import (
    Judgement,
    judge_links,
    main_actors,
    rates_by_rule,
    share_in_two_rows,
)
from measures.reading import Found, find_all, link
from measures.store import (
    Doc,
    Measurement,
    about_run,
    load_scorer,
    read_lines,
    run_scorer,
)

__all__ = ["ASIDE", "EVERY_GENRE", "measure_actors", "refused_share"]

Linked = dict[str, tuple[Mention, ...]]
ASIDE = "castlist, names inside longer names aside"
EVERY_GENRE = "all genres"
# What is stored of the steps on the way: the whole system has all figures.
_STEP_FIGURES = {
    "links_conll_f1",
    "described_conll_f1",
    "all_mentions_conll_f1",
    "all_mentions_main_count_error",
}
_FEW_GENRES = 3  # with more of them, what all have together is measured too
_STEPPED = "actors-gum"  # the benchmark on which the steps are told apart


def measure_actors(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """castlist as users run it, and an actor per distinct string beside it; on GUM also step by
    step, and with the names that stand inside longer names set aside."""
    nlp = load_model(options.model)
    model = model_label(nlp)
    gold = read_lines(folder / "dev.jsonl.gz")
    found = find_all(gold, nlp, folder.name)
    whole = {key: link(each) for key, each in found.items()}
    systems = [("castlist", our_actor, gold), ("equal strings", own_string, gold)]
    script = folder / "without_nested.py"
    if script.is_file():
        systems.append((ASIDE, our_actor, _without_nested(folder, script)))
    for system, name, judged in systems:
        for part, n, figures in _figures(folder, judged, found, whole, name):
            about = about_run(folder, part, system, model)
            yield Measurement(*about, "articles", n, figures)
    if folder.name == _STEPPED:
        for step, linked in _linked_by_step(found):
            for part, n, figures in _judge(folder, linked, gold):
                kept = {key: figures[key] for key in figures if key in _STEP_FIGURES}
                about = about_run(folder, part, f"up to {step}", model)
                yield Measurement(*about, "articles", n, kept)
    yield from _measure_links(folder, gold, whole, model)


def refused_share(found: Iterable[Found]) -> float:
    """The share of the documents that castlist does not read; they count as empty."""
    every = [bool(each.refused) for each in found]
    return round(sum(every) / len(every), 4) if every else 0.0


def _figures(
    folder: Path,
    gold: list[Doc],
    found: dict[str, Found],
    whole: Linked,
    name: Callable[[Mention], str],
) -> Iterator[tuple[str, int, dict[str, float]]]:
    """All figures by genre, and over all genres where there are many:
    genre, number of documents, figures."""
    scorer = load_scorer(folder)
    grouped = [gold]
    if len({_genre(doc) for doc in gold}) > _FEW_GENRES:
        grouped.append([doc | {"genre": EVERY_GENRE} for doc in gold])
    for docs in grouped:
        rows: dict[str, list[list[str]]] = defaultdict(list)
        for doc in docs:
            predictions = predict(whole[doc["id"]], name)
            rows[_genre(doc)] += main_actors(doc, predictions, scorer)
        for part, n, figures in _judge(folder, whole, docs, name):
            own = [found[doc["id"]] for doc in docs if _genre(doc) == part]
            figures["main_in_two_rows"] = share_in_two_rows(rows[part])
            figures["articles_refused"] = refused_share(own)
            yield part, n, figures


def _judge(
    folder: Path,
    linked: Linked,
    gold: list[Doc],
    name: Callable[[Mention], str] = our_actor,
) -> Iterator[tuple[str, int, dict[str, float]]]:
    """What the benchmark's own judge says: genre, number of documents, figures."""
    lines = ({"id": key, "mentions": predict(ms, name)} for key, ms in linked.items())
    report = run_scorer(folder, lines, gold)
    for part, figures in report.items():
        if isinstance(figures, dict):
            yield part, figures["docs"], actor_figures(figures["core"])


def _without_nested(folder: Path, script: Path) -> list[Doc]:
    """The gold without names of one actor inside a longer name of another one."""
    command = [sys.executable, script, folder / "dev.jsonl.gz"]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return [json.loads(line) for line in made.stdout.splitlines() if line.strip()]


def _linked_by_step(found: dict[str, Found]) -> Iterator[tuple[str, Linked]]:
    """For each step before the last the articles linked with it and all steps before it;
    the steps are named as METHOD.md names them.

    A sieve that runs twice is counted where it runs first. The pronouns are the last step.
    """
    steps: list[tuple[str, list[Callable[..., None]]]] = [("names", [])]
    for sieve in SIEVES:
        name = (sieve.__doc__ or "").split(":")[0]
        if name not in (step for step, _ in steps):
            steps.append((name, [s for s in SIEVES if s in {*steps[-1][1], sieve}]))
    for name, sieves in steps:
        with ExitStack() as stack:
            stack.enter_context(patch.object(actors, "SIEVES", tuple(sieves)))
            stack.enter_context(
                patch.object(actors, "link_pronouns", lambda clusters: None)
            )
            linked = {key: link(each) for key, each in found.items()}
        yield name, linked


def _measure_links(
    folder: Path, gold: list[Doc], whole: Linked, model: str
) -> Iterator[Measurement]:
    """For every rule how many mentions it links to named actors, and how many of them rightly."""
    scorer = load_scorer(folder)
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for doc in gold:
        mentions = whole[doc["id"]]
        links = list(judge_links(doc, mentions, predict(mentions), scorer))
        for part in {_genre(doc), EVERY_GENRE}:
            judged[part] += links
    several = len(judged) - 1 > _FEW_GENRES
    for part, links in judged.items():
        if (part == EVERY_GENRE) == several:
            yield from _measure_part(folder, part, links, model)


def _measure_part(
    folder: Path, part: str, links: list[Judgement], model: str
) -> Iterator[Measurement]:
    for (kind, rule), (n, right) in rates_by_rule(links).items():
        about = about_run(folder, part, f"{kind}: {rule}", model)
        yield Measurement(*about, "links", n, {"links_right": right})
    described = [j for j in links if j.kind == "description" and j.rule]
    lacking = [j for j in links if j.kind == "nominal" and not j.rule]
    if described:
        rights = sum(j.right for j in described)
        figures = {
            "links_right": round(rights / len(described), 4),
            "links_recall": round(rights / (rights + len(lacking)), 4),
        }
        about = about_run(folder, part, "all descriptions", model)
        yield Measurement(*about, "links", len(described), figures)


def _genre(doc: Doc) -> str:
    return doc.get("genre", "news")
