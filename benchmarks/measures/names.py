"""Names and their types in news from all over the world, and strings that are names of one actor:
names-worldwide and names-dwie."""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from castlist.actors import link_actors
from castlist.actors.variants import same_name
from castlist.model import Mention
from castlist.nlp.load import load_model, model_label
from measures.actors import refused_share
from measures.adapters import OUR_TYPE, given_mentions, our_actor, own_string, predict
from measures.links import share_in_two_rows
from measures.reading import find_all, link
from measures.store import (
    Doc,
    Measurement,
    about_run,
    load_scorer,
    read_lines,
    run_scorer,
)

__all__ = [
    "link_strings",
    "main_names",
    "measure_strings",
    "measure_worldwide",
    "region_of",
]

_REGIONS = Path(__file__).resolve().parent.parent / "regions.tsv"
_ELSEWHERE = "elsewhere"


def measure_worldwide(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Names found, typed and counted in news of many outlets, all together and by region;
    castlist as users run it, and an actor per distinct string beside it."""
    nlp = load_model(options.model)
    scorer = load_scorer(folder)
    found = find_all(read_lines(folder / "dev.jsonl.gz"), nlp, folder.name)
    whole = {key: link(each) for key, each in found.items()}
    parts: dict[str, list[Doc]] = defaultdict(list)
    for each in found.values():
        for part in ("", region_of(each.gold["outlet"])):
            parts[part].append(each.gold)
    for part in sorted(parts):
        gold = parts[part]
        refused = refused_share(found[doc["id"]] for doc in gold)
        for system, name in (("castlist", our_actor), ("equal strings", own_string)):
            lines = [
                {"id": d["id"], "mentions": predict(whole[d["id"]], name)} for d in gold
            ]
            figures = _worldwide_figures(gold, lines, scorer)
            figures["articles_refused"] = refused
            about = about_run(folder, part, system, model_label(nlp))
            yield Measurement(*about, "articles", len(gold), figures)


def region_of(outlet: str) -> str:
    """The part of the world that an outlet is in or writes of, by regions.tsv.

    >>> region_of("kenya_nation"), region_of("xx_unheard")
    ('Africa', 'elsewhere')
    """
    lines = _REGIONS.read_text(encoding="utf-8").splitlines()
    rows = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return rows.get(outlet.split("_")[0], _ELSEWHERE)


def main_names(doc: Doc, predictions: list[Doc], scorer: ModuleType) -> list[list[str]]:
    """For each main name of the gold (3 places or more of the same string, or of a surname and
    its longer name) our actors that its places have, one a place that we found."""
    ours = [p for p in predictions if p["kind"] == "name"]
    actor_of = {
        id(doc["names"][g]): ours[p]["actor"] for g, p in scorer.match(doc["names"], ours)
    }
    return [
        [actor_of[id(name)] for name in places if id(name) in actor_of]
        for places in scorer.groups(doc).values()
        if len(places) >= 3
    ]


def _worldwide_figures(
    gold: list[Doc], lines: list[Doc], scorer: ModuleType
) -> dict[str, float]:
    report = scorer.score(gold, lines)
    rows = [
        row
        for doc, line in zip(gold, lines, strict=True)
        for row in main_names(doc, line["mentions"], scorer)
    ]
    return {
        "names_precision": report["found"]["p"],
        "names_recall": report["found"]["r"],
        "names_f1": report["found"]["f1"],
        "names_exact_f1": report["exact"]["f1"],
        "names_and_types_f1": report["found_and_type"]["f1"],
        "types_right": report["type_right_of_found"],
        "main_count_error": report["main_names_count_error"],
        "main_count_error_joins_aside": report["the_same_joins_aside"],
        "main_in_two_rows": share_in_two_rows(rows),
    }


def measure_strings(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Linking alone: names and types are given,
    nationality adjectives left out, no text is read."""
    gold = read_lines(folder / "dev.jsonl.gz")
    linked = {doc["id"]: link_strings(doc) for doc in gold}
    actor_of: dict[str, Callable[[Mention], str]] = {
        "castlist": lambda m: m.actor_id,
        "equal strings": own_string,
    }
    for system, name in actor_of.items():
        groups = (
            {"id": key, "groups": [m and name(m) for m in mentions]}
            for key, mentions in linked.items()
        )
        names = run_scorer(folder, groups)["names"]
        figures = {
            "links_conll_f1": names["conll_f1"],
            "main_count_error": names["main_actors_rel_err"],
            "actors_exactly_right": names["actors_exactly_right"],
            "top_3": names["top3"],
        }
        yield Measurement(*about_run(folder, "", system), "articles", len(gold), figures)
    yield from _measure_pairs(folder)


def link_strings(doc: Doc) -> list[Mention | None]:
    """The given names with their actors, in the gold's order;
    None for adjectives, and for all if linking fails."""
    linked = {m.mention_id: m for m in link_actors(given_mentions(doc)).mentions}
    return [linked.get(f"m{n}") for n in range(len(doc["mentions"]))]


def _measure_pairs(folder: Path) -> Iterator[Measurement]:
    """Whether two strings, out of any article, can be names of one actor,
    as people linked them to Wikipedia."""
    file = folder / "pairs_dev.jsonl.gz"
    if file.is_file():
        pairs = read_lines(file)
        answers = (
            {"id": p["id"], "same": bool(same_name(p["a"], p["b"], OUR_TYPE[p["type"]]))}
            for p in pairs
        )
        report = run_scorer(folder, answers, against=file, options=["--pairs"])["all"]
        figures = {
            "pairs_precision": report["p"],
            "pairs_recall": report["r"],
            "pairs_f1": report["f1"],
        }
        about = about_run(folder, "pairs", "castlist")
        yield Measurement(*about, "pairs", len(pairs), figures)
