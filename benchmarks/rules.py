"""What each rule brings: `python benchmarks/rules.py FOLDER [--only NAME] [--rule NAME]
[--write]`.

FOLDER holds the benchmarks as for accuracy.py. Every text is parsed once; then one rule after the
other is switched off, and what comes out otherwise is judged again. Printed are, for each rule, the
documents in which it fires, and its gain in each figure in points (a figure with it minus the
figure without it, and in brackets the same without its best document). `--write` stores them in
benchmarks/rules.json, out of which METHOD.md prints its table.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.progress import track

from castlist import actors
from castlist.actors import variants
from castlist.actors.clusters import Clusters
from castlist.actors.descriptions import SIEVES
from castlist.mentions.scoring.vote import TypeVote
from castlist.mentions.trim import first_line
from castlist.mentions.types import vote_types
from castlist.nlp.load import load_model, model_label
from castlist.settings import DEFAULT_MODEL
from measures.adapters import predict
from measures.gains import Gain, Judge, add_up, find_gain, judge_for, outcome, sum_gains
from measures.reading import Found, Page, find_mentions, finds_the_same, link, read_pages
from measures.store import Doc, read_lines

RESULTS = Path(__file__).with_name("rules.json")
# The sets, and whether each genre is one of its own.
SETS = {
    "names-worldwide": False,
    "actors-gum": True,
    "actors-gum-other": False,
    "actors-meantime": False,
    "pronouns-gap": False,
}
_WATCHED = Console(stderr=True)
_COLUMNS = {
    "names_f1": "found",
    "names_exact_f1": "exact",
    "names_and_types_f1": "typed",
    "links_conll_f1": "names CoNLL",
    "count_error": "count error",
    "all_mentions_conll_f1": "all CoNLL",
    "pronouns_f1": "GAP F1",
}


# What can be switched off


def _nothing(*_: object) -> tuple[()]:
    return ()


def _none(*_: object) -> None:
    return None


def _as_it_is(first: Any, *_: object) -> Any:
    return first


def _one_piece(entity: Any, _: object) -> list[Any]:
    return [first_line(entity)]


def _empty(*_: object) -> dict[Any, Any]:
    return {}


def _last(*given: Any, **_: object) -> Any:
    return given[-1]


def _vote(_parse: Any, _key: object, _found: object, vote: TypeVote, _: object) -> TypeVote:
    return vote


def _counted_votes(parse: Any, _: object, places: Any, keys: Any) -> dict[Any, TypeVote]:
    """What most places of each name have, as for pipelines without weights."""
    counted = vote_types(parse, places, keys)
    return {key: TypeVote(kind, 0.0, kind, "") for key, kind in counted.items()}


# Kind, name, function of the package, and what is done in its place. Rules that are rows of a
# table (names, sieves) and the rules of pronouns are found without being listed here.
_NAMES = "castlist.mentions.names."
_WORDS = "castlist.mentions.by_words."
STEPS: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("finding", "learned finder", f"{_NAMES}_find_learned", _nothing),
    ("finding", "further places", f"{_NAMES}_find_missed", _nothing),
    ("finding", "_find_things", f"{_WORDS}_find_things", _nothing),
    ("finding", "_find_by_last_word", f"{_WORDS}_find_by_last_word", _nothing),
    ("finding", "_find_parties", f"{_WORDS}_find_parties", _nothing),
    ("finding", "_find_acronyms", f"{_WORDS}_find_acronyms", _nothing),
    ("finding", "find_spelt_out", f"{_WORDS}find_spelt_out", _nothing),
    ("finding", "part_countries", "castlist.english.countries.part_countries", _nothing),
    ("finding", "names_nobody", "castlist.english.rules.names_nobody", _none),
    ("finding", "is_season", "castlist.english.rules.is_season", _none),
    ("finding", "part_entity", f"{_NAMES}part_entity", _one_piece),
    ("finding", "join_halves", f"{_NAMES}join_halves", _last),
    ("finding", "take_title", f"{_NAMES}take_title", _nothing),
    ("finding", "without_verb", f"{_NAMES}without_verb", _as_it_is),
    ("finding", "find_shouted", f"{_NAMES}find_shouted", _nothing),
    ("finding", "is_bare_name", "castlist.mentions.repeats.is_bare_name", _none),
    ("finding", "with_first_name", "castlist.mentions.trim.with_first_name", _as_it_is),
    ("finding", "without_titles", "castlist.mentions.trim.without_titles", _as_it_is),
    ("finding", "without_adjectives", f"{_NAMES}without_adjectives", _as_it_is),
    ("type", "learned types", f"{_NAMES}weigh_types", _counted_votes),
    ("type", "known organisations", "castlist.mentions.scoring.vote._by_list", _vote),
    ("type", "known things", "castlist.mentions.scoring.vote._known_things", _empty),
    ("name", "settle_types", "castlist.actors.settle_types", _empty),
    ("name", "acronym in brackets", "castlist.actors._tie_acronyms", _nothing),
    ("name", "_is_about", "castlist.actors.names._is_about", _none),
    ("name", "same_sound", "castlist.actors.names._broken", _none),
    ("description", "tie_titles", "castlist.actors.evidence.tie_titles", _nothing),
)
_FOUND_ANEW = {"finding", "type"}  # kinds of which a rule changes the mentions themselves


@dataclass(frozen=True)
class Switch:
    """A rule that can be switched off, and in which documents it may fire (None: in any)."""

    rule: str
    kind: str
    off: Callable[[], AbstractContextManager[object]]
    only_where: str | None = None


def switches(pronoun_rules: Sequence[str] = ()) -> list[Switch]:
    """Every rule that can be switched off; those of pronouns are known by what they linked."""
    made = []
    for kind, name, place, instead in STEPS:
        made.append(Switch(name, kind, _replacer(place, instead)))
    for name in dict.fromkeys(row.name for row in (*variants.EQUAL, *variants.SHORTER)):
        made.append(Switch(name, "name", _name_rule_off(name)))
    for name in dict.fromkeys((s.__doc__ or "").split(":")[0] for s in SIEVES):
        made.append(Switch(name, "description", _sieve_off(name), name))
    for name in pronoun_rules:
        made.append(Switch(name, "pronoun", _pronouns_off(name), name))
    return made


def _replacer(
    place: str, instead: Callable[..., Any]
) -> Callable[[], AbstractContextManager[object]]:
    room, name = place.rsplit(".", 1)
    return lambda: replaced(getattr(importlib.import_module(room), name), instead)


@contextmanager
def replaced(function: object, instead: object) -> Iterator[None]:
    """While it lasts, every module of castlist that knows a function has the other one."""
    known = [
        (module, name)
        for room, module in list(sys.modules.items())
        if room.startswith("castlist.")
        for name, value in list(vars(module).items())
        if value is function
    ]
    with ExitStack() as stack:
        for module, name in known:
            stack.enter_context(patch.object(module, name, instead))
        yield


def _name_rule_off(rule: str) -> Callable[[], AbstractContextManager[object]]:
    kept = variants.rule_for

    def without(short: Any, full: Any, rules: Any = variants.SHORTER) -> Any:
        return kept(short, full, tuple(row for row in rules if row.name != rule))

    return lambda: replaced(kept, without)


def _sieve_off(rule: str) -> Callable[[], AbstractContextManager[object]]:
    left = tuple(s for s in SIEVES if (s.__doc__ or "").split(":")[0] != rule)
    return lambda: patch.object(actors, "SIEVES", left)


def _pronouns_off(rule: str) -> Callable[[], AbstractContextManager[object]]:
    put = Clusters.put

    def put_others(self: Clusters, index: int, cluster: Any, by: str, why: str) -> None:
        if by != rule or self.mentions[index].kind != "pronoun":
            put(self, index, cluster, by, why)

    return lambda: patch.object(Clusters, "put", put_others)


# Measuring


@dataclass(frozen=True)
class Case:
    """A document as it comes out with every rule."""

    page: Page
    found: Found
    predictions: list[Doc]
    counts: Any


def measure_set(
    folder: Path, by_genre: bool, wanted: str | None, model: str
) -> Iterator[Gain]:
    """What each rule brings to each part of a benchmark."""
    nlp = load_model(model)
    judge = judge_for(folder)
    docs = read_lines(folder / "dev.jsonl.gz")
    pages = [p for p in read_pages(docs, nlp, folder.name) if isinstance(p, Page)]
    cases = [_run(page, find_mentions(page), judge) for page in pages]
    linked = {p["rule"] for c in cases for p in c.predictions if p["kind"] == "pronoun"}
    chosen = [
        s
        for s in switches(sorted(linked - {"", "decision"}))
        if wanted in {None, s.rule, s.kind}
    ]
    parts: dict[str, list[Case]] = {}
    for case in cases:
        part = case.page.gold["genre"] if by_genre else ""
        parts.setdefault(part, []).append(case)
    for switch in track(chosen, f"{folder.name}: rules", console=_WATCHED, transient=True):
        with switch.off():
            changed = {
                part: _changed(group, switch, judge) for part, group in parts.items()
            }
        for part, group in parts.items():
            total = add_up([case.counts for case in group])
            gain, least = find_gain(judge, total, changed[part])
            moved = sum(gain.values())
            yield Gain(
                rule=switch.rule,
                kind=switch.kind,
                benchmark=folder.name,
                part=part,
                model=model_label(nlp),
                castlist=version("castlist"),
                documents=len(group),
                fires=len(changed[part]),
                sets=int(bool(changed[part])),
                helps=int(moved > 0),
                hurts=int(moved < 0),
                gain=gain,
                without_best=least,
            )


def measure_sets(folders: Sequence[Path], options: argparse.Namespace) -> list[Gain]:
    """What each rule brings to each benchmark, in their order; as many at a time as there are
    processors, the longest first."""
    by_length = sorted(folders, key=lambda f: -(f / "dev.jsonl.gz").stat().st_size)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        waiting = {
            folder: pool.submit(_measure_whole, folder, options) for folder in by_length
        }
        return [gain for folder in folders for gain in waiting[folder].result()]


def _measure_whole(folder: Path, options: argparse.Namespace) -> list[Gain]:
    by_genre = SETS[folder.name]
    return list(measure_set(folder, by_genre, options.rule, options.model))


def _run(page: Page, found: Found, judge: Judge) -> Case:
    predictions = predict(link(found))
    return Case(page, found, predictions, judge.count(page.gold, predictions))


def _changed(cases: Sequence[Case], switch: Switch, judge: Judge) -> list[tuple[Any, Any]]:
    """The counts of each document that comes out otherwise, with and without the rule."""
    changed = []
    for case in cases:
        rules = {p["rule"] for p in case.predictions}
        if switch.only_where is not None and switch.only_where not in rules:
            continue
        anew = switch.kind in _FOUND_ANEW
        if anew and finds_the_same(case.page, case.found):
            continue
        predictions = predict(link(find_mentions(case.page) if anew else case.found))
        if outcome(predictions) != outcome(case.predictions):
            changed.append((case.counts, judge.count(case.page.gold, predictions)))
    return changed


def main() -> None:
    """Measure every rule on the benchmarks that the folder holds, and print what it brings."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the benchmarks are")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="language model")
    parser.add_argument("--only", choices=SETS, help="on this benchmark alone")
    parser.add_argument("--rule", help="this rule alone, or the rules of this kind")
    parser.add_argument(
        "--write", action="store_true", help="store all of it in benchmarks/rules.json"
    )
    options = parser.parse_args()
    if options.write and (options.only or options.rule):
        parser.error("--write stores a whole table: leave --only and --rule out")
    names = [n for n in SETS if options.only in {None, n}]
    there = [n for n in names if (options.folder / n / "dev.jsonl.gz").is_file()]
    if not there:
        sys.exit(f"{options.folder} holds none of {', '.join(names)}.")
    gains = measure_sets([options.folder / name for name in there], options)
    rules = dict.fromkeys((gain.kind, gain.rule) for gain in gains)
    summed = [sum_gains([g for g in gains if (g.kind, g.rule) == key]) for key in rules]
    print("\n".join(show_gains([*summed, *(g for g in gains if g.fires)])))
    if options.write:
        text = json.dumps([asdict(gain) for gain in [*summed, *gains]], indent=1)
        RESULTS.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        print(f"\n{len(rules)} rules stored. Renew the page that prints them: make docs")


def show_gains(gains: Sequence[Gain]) -> Iterator[str]:
    """One line a rule and set; figures in points, in brackets without the best document."""
    for where in dict.fromkeys((gain.benchmark, gain.part) for gain in gains):
        group = [g for g in gains if (g.benchmark, g.part) == where]
        shown = [n for n in _COLUMNS if any(n in g.gain for g in group)]
        heads = "".join(f"{_COLUMNS[name]:>16}" for name in shown)
        yield f"\n{', '.join(filter(None, where))}: {group[0].documents} documents"
        yield f"{'rule':40}{'fires':>6}{'sets':>6}{'helps':>6}{'hurts':>6}{heads}"
        for g in group:
            cells = (_cell(g, name) for name in shown)
            counts = "".join(f"{n:>6}" for n in (g.fires, g.sets, g.helps, g.hurts))
            yield f"{f'{g.kind}: {g.rule}':40}{counts}{''.join(cells)}".rstrip()


def _cell(gain: Gain, figure: str) -> str:
    if figure not in gain.gain:
        return " " * 16
    return (
        f"{100 * gain.gain[figure]:+8.2f} ({100 * gain.without_best[figure]:+.2f})".rjust(
            16
        )
    )


if __name__ == "__main__":
    main()
