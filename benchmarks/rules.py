"""What each rule brings: `python benchmarks/rules.py FOLDER [--only NAME] [--rule NAME]
[--write]`.

FOLDER holds the benchmarks as for accuracy.py. Every text is parsed once; then one rule after the
other is switched off, and what comes out otherwise is judged again. Printed are, for each rule, the
documents in which it fires, and its gain in each figure in points (a figure with it minus the
figure without it, and in brackets the same without its best document). `--write` stores them in
benchmarks/rules.json, out of which METHOD.md prints its table.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from castlist.nlp.load import load_model, model_label
from castlist.settings import DEFAULT_MODEL
from measures.adapters import predict
from measures.gains import Gain, Judge, add_up, find_gain, judge_for, outcome, sum_gains
from measures.reading import Found, Page, find_mentions, finds_the_same, link, read_pages
from measures.store import Doc, read_lines
from measures.switches import FOUND_ANEW, Switch, switches

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
        anew = switch.kind in FOUND_ANEW
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
