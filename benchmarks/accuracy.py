"""Accuracy on public data: `python benchmarks/accuracy.py FOLDER [--model NAME] [--only
NAME] [--write] [--verbose]`.

FOLDER holds one folder a benchmark, each with `dev.jsonl.gz` and its own `score.py`
(benchmarks/README.md). Our tables are turned into its prediction format and its scorer judges them.
`--write` stores the figures in benchmarks/results.json, the only source of the rates that the
documentation prints.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import quotes
from adapters import (
    OUR_TYPE,
    Doc,
    actor_figures,
    freeze,
    given_mentions,
    predict,
    tone_figures,
)
from castlist.actors import link_actors
from castlist.actors.variants import same_name
from castlist.errors import InputError
from castlist.model import Cast, Mention
from castlist.nlp.load import annotate_article, load_model, model_label
from castlist.pipeline import find_references
from castlist.sentiment import SCORERS, agreement, score_article
from castlist.settings import DEFAULT_MODEL
from extraction import predict_pages, speed_ratios
from links import Judgement, judge_links, load_scorer
from pasted import Line, clean_page, lost_lines, share
from sieves import Found, linked_by_step, rates_by_rule

if TYPE_CHECKING:
    from spacy.language import Language

RESULTS = Path(__file__).with_name("results.json")
FLOORS = Path(__file__).with_name("floors.json")
MOST_LOST = 15
# What is stored of the steps on the way: the whole system has all figures.
STEP_FIGURES = {
    "links_conll_f1",
    "described_conll_f1",
    "all_mentions_conll_f1",
    "all_mentions_main_count_error",
}


@dataclass(frozen=True)
class Measurement:
    """What one system scores on one part of one benchmark;
    model is empty if no language model took part."""

    benchmark: str
    part: str
    system: str
    model: str
    castlist: str
    unit: str
    n: int
    figures: dict[str, float]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes a measurement unique: a new one takes the place of the stored one."""
        return self.benchmark, self.part, self.system, self.model

    @property
    def name(self) -> str:
        """What floors.json calls it."""
        return "/".join(filter(None, (self.benchmark, self.part, self.system)))


def main() -> None:
    """Run the benchmarks that the folder holds and print their figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the benchmarks are")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="language model")
    parser.add_argument("--only", choices=BENCHMARKS, help="run this benchmark alone")
    parser.add_argument(
        "--write", action="store_true", help="store the figures in benchmarks/results.json"
    )
    parser.add_argument(
        "--verbose",
        action="store_true",
        help=f"print the {MOST_LOST} article lines most often lost",
    )
    options = parser.parse_args()
    wanted = [options.only] if options.only else list(BENCHMARKS)
    found = [
        name
        for name in wanted
        if all(
            (options.folder / n / "dev.jsonl.gz").is_file() for n in TEXTS.get(name, [name])
        )
    ]
    if not found:
        sys.exit(
            f"{options.folder} holds none of {', '.join(wanted)}. Name the folder that the"
            " benchmarks lie in."
        )
    made = [m for name in found for m in BENCHMARKS[name](options.folder / name, options)]
    print("\n\n".join(show_tables(made)))
    faults = check_floors(made, FLOORS)
    if faults:
        sys.exit("\n".join(["", *faults, "Nothing was stored."]))
    if options.write:
        write_results(made, RESULTS)
        print(
            f"\n{len(made)} measurements stored. Renew the pages that print them: make docs"
        )


def measure_actors(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Names found, typed, linked and counted:
    castlist, step by step, and an actor per distinct string beside it."""
    nlp = load_model(options.model)
    gold = read_lines(folder / "dev.jsonl.gz")
    found = {doc["id"]: mentions_of(doc, nlp) for doc in gold}
    runs = {f"up to {step}": casts for step, casts in linked_by_step(found)}
    whole = runs["castlist"] = runs.pop("up to pronouns")
    for system, casts in (runs | {"equal strings": whole}).items():
        name = (
            (lambda m: m.text)
            if system == "equal strings"
            else (lambda m: m.actor_id or m.mention_id)
        )
        report = run_scorer(
            folder,
            (
                {"id": key, "mentions": predict(c.mentions, name)}
                for key, c in casts.items()
            ),
        )
        for part in (part for part, figures in report.items() if isinstance(figures, dict)):
            about = about_run(folder, part, system, model_label(nlp))
            figures = actor_figures(report[part]["core"])
            if system.startswith("up to"):
                figures = {
                    name: value for name, value in figures.items() if name in STEP_FIGURES
                }
            yield Measurement(*about, "articles", report[part]["docs"], figures)
    yield from measure_links(folder, gold, whole, model_label(nlp))


def mentions_of(doc: Doc, nlp: "Language") -> Found:
    """What linking gets to see of a gold document."""
    article = freeze(doc)
    return find_references(article, *annotate_article(article, nlp))


def measure_links(
    folder: Path, gold: list[Doc], casts: dict[str, Cast], model: str
) -> Iterator[Measurement]:
    """For every rule how many mentions it links to named actors, and how many of them rightly."""
    scorer = load_scorer(folder)
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for doc in gold:
        cast = casts[doc["id"]]
        predictions = predict(cast.mentions, lambda m: m.actor_id or m.mention_id)
        judged[doc.get("genre", "news")] += judge_links(
            doc, cast.mentions, predictions, scorer
        )
    for part, links in judged.items():
        for (kind, rule), (n, right) in rates_by_rule(links).items():
            about = about_run(folder, part, f"{kind}: {rule}", model)
            yield Measurement(*about, "links", n, {"links_right": right})
        described = [j for j in links if j.kind == "description" and j.rule]
        lacking = [j for j in links if j.kind == "nominal" and not j.rule]
        if described:
            right = sum(j.right for j in described)
            figures = {
                "links_right": right / len(described),
                "links_recall": right / (right + len(lacking)),
            }
            rounded = {name: round(value, 4) for name, value in figures.items()}
            yield Measurement(
                *about_run(folder, part, "all descriptions", model),
                "links",
                len(described),
                rounded,
            )


def measure_strings(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Linking alone: names and types are given,
    nationality adjectives left out, no text is read."""
    gold = read_lines(folder / "dev.jsonl.gz")
    linked = {doc["id"]: link_strings(doc) for doc in gold}
    actor_of = {"castlist": lambda m: m.actor_id, "equal strings": lambda m: m.text}
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
    yield from measure_pairs(folder)


def measure_pairs(folder: Path) -> Iterator[Measurement]:
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
        yield Measurement(
            *about_run(folder, "pairs", "castlist"), "pairs", len(pairs), figures
        )


def link_strings(doc: Doc) -> list[Mention | None]:
    """The given names with their actors, in the gold's order;
    None for adjectives, and for all if linking fails."""
    linked = {m.mention_id: m for m in link_actors(given_mentions(doc)).mentions}
    return [linked.get(f"m{n}") for n in range(len(doc["mentions"]))]


def measure_tone(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """The sentence score of each scorer as three classes, both where they agree,
    and always answering neutral."""
    # What is called "train" is for programs that learn;
    # ours do not, and published figures leave it out.
    gold = [doc for doc in read_lines(folder / "dev.jsonl.gz") if doc.get("set") != "train"]
    tones = {
        doc["id"]: {s.scorer: s for s in score_article(freeze(doc), ())} for doc in gold
    }
    agreed = [
        d
        for d in gold
        if agreement(*(score.label for score in tones[d["id"]].values())) == "yes"
    ]
    neutral = [{"id": doc["id"], "label": "neutral"} for doc in gold]
    runs = [
        (
            s,
            gold,
            [{"id": k, "label": t[s].label, "score": t[s].score} for k, t in tones.items()],
        )
        for s in SCORERS
    ]
    runs += [
        ("always neutral", gold, neutral),
        ("both, where they agree", agreed, runs[0][2]),
    ]
    runs += [("always neutral, where they agree", agreed, neutral)]
    whole = Counter(doc.get("set", "") for doc in gold)
    for system, subset, predictions in runs:
        report = run_scorer(folder, predictions, subset)
        for part, n in whole.items():
            figures = tone_figures(
                report.get(part or "all", {}), report.get("correlation", {})
            )
            of = report.get(part or "all", {}).get("n", 0)
            agree = {"share_of_sentences": round(of / n, 4)} if subset is agreed else {}
            yield Measurement(
                *about_run(folder, part, system), "sentences", of, agree | figures
            )


def measure_cleaning(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Lines lost and lines cut when whole pages are pasted,
    and how near the kept text is to the article."""
    gold = read_lines(folder / "dev.jsonl.gz")
    lines: list[Line] = []
    kept = {}
    pasted = {}
    for doc in gold:
        try:
            judged, kept[doc["id"]], pasted[doc["id"]] = clean_page(
                doc["id"], doc["html"], doc["text"]
            )
        except InputError as error:
            print(f"refused: {error}", file=sys.stderr)
            continue
        lines += judged
    if options.verbose:
        lost = Counter(lost_lines(lines)).most_common(MOST_LOST)
        sorts = ", ".join(
            f"{n} {sort}" for sort, n in Counter(line.sort for line in lines).items()
        )
        print(
            f"lines: {sorts}. Article lines lost:",
            *(f"{n} x {rule}: {text}" for (rule, text), n in lost),
            sep="\n",
        )
    cut = {
        "article_lines_lost": share(lines, "article"),
        "furniture_lines_cut": share(lines, "furniture"),
        "furniture_inside_article_cut": share(
            (line for line in lines if line.inside), "furniture"
        ),
    }
    for system, texts, figures in (("castlist", kept, cut), ("nothing cut", pasted, {})):
        report = run_scorer(
            folder, ({"id": key, "text": text} for key, text in texts.items())
        )
        words = {f"text_{name}": report[name] for name in ("precision", "recall", "f1")}
        yield Measurement(
            *about_run(folder, "", system), "pages", len(texts), figures | words
        )
    yield from measure_pages(folder, options)


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


def measure_quotes(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Quotes and their speakers, of all types and of each;
    castlist and what costs nothing beside it."""
    parts = (
        quotes.read_wikinews()
        if folder.name == "quotes-wikinews"
        else quotes.read_unseen(folder.parent)
    )
    nlp = load_model(options.model)
    for part, texts in parts.items():
        for system, refused, pairs in quotes.measure(texts, nlp):
            for kind in ("", *quotes.TYPES):
                n = sum(
                    said.type == kind or not kind for text in texts for said in text.gold
                )
                figures = quotes.figures(pairs, kind) | (
                    {} if kind else {"articles_refused": refused / len(texts)}
                )
                about = about_run(
                    folder, ", ".join(filter(None, (part, kind))), system, model_label(nlp)
                )
                yield Measurement(*about, "quotes", n, figures)


def check_floors(made: Iterable[Measurement], floors: Path) -> list[str]:
    """One sentence for each figure that is worse than the floor (or ceiling)
    that is pinned for it."""
    pinned = json.loads(floors.read_text("utf-8"))
    faults = []
    for m in made:
        for name, (side, bound) in pinned.get(m.name, {}).items():
            if (
                (m.figures[name] < bound)
                if side == "at least"
                else (m.figures[name] > bound)
            ):
                faults.append(
                    f"{m.benchmark}, {m.system}: {name} is {m.figures[name]}, must be"
                    f" {side} {bound}"
                )
    return faults


BENCHMARKS: dict[str, Callable[[Path, argparse.Namespace], Iterator[Measurement]]] = {
    "actors-gum": measure_actors,
    "actors-meantime": measure_actors,
    "names-dwie": measure_strings,
    "quotes-wikinews": measure_quotes,
    "quotes-unseen": measure_quotes,
    "sentiment-newsmtsc": measure_tone,
    "sentiment-nyt": measure_tone,
    "extraction-aeb": measure_cleaning,
    "extraction-wcxb": measure_pages,
}


# Quotes have no folder of their own: the benchmarks whose texts they need.
TEXTS = {
    "quotes-wikinews": (),
    "quotes-unseen": ("extraction-aeb", "extraction-wcxb", "actors-meantime"),
}


def about_run(
    folder: Path, part: str, system: str, model: str = ""
) -> tuple[str, str, str, str, str]:
    """The first fields of a measurement:
    benchmark, part, system, model and the version of castlist."""
    return folder.name, part, system, model, version("castlist")


def read_lines(path: Path) -> list[Doc]:
    """The documents of a gzipped file with one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def run_scorer(
    folder: Path,
    predictions: Iterable[Doc],
    gold: list[Doc] | None = None,
    *,
    against: Path | None = None,
    options: Sequence[str] = (),
) -> Doc:
    """What the benchmark's own score.py says of the predictions,
    against all of its gold or a part of it."""
    with tempfile.TemporaryDirectory() as name:
        written = Path(name)
        for file, docs in (("predictions", predictions), ("gold", gold or [])):
            (written / f"{file}.jsonl").write_text(
                "".join(f"{json.dumps(doc)}\n" for doc in docs), encoding="utf-8"
            )
        against = against or (
            folder / "dev.jsonl.gz" if gold is None else written / "gold.jsonl"
        )
        command = [
            sys.executable,
            folder / "score.py",
            *options,
            against,
            written / "predictions.jsonl",
        ]
        return json.loads(
            subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        )


def show_tables(made: list[Measurement]) -> Iterator[str]:
    """One table for each part of a benchmark: figures down, systems across."""
    for about in dict.fromkeys((m.benchmark, m.part, m.model) for m in made):
        group = [m for m in made if (m.benchmark, m.part, m.model) == about]
        widths = [max(len(m.system), 8) for m in group]
        lines = [", ".join(filter(None, about)) + f": {group[0].n} {group[0].unit}"]
        lines.append(
            " " * 31
            + "  ".join(f"{m.system:>{w}}" for m, w in zip(group, widths, strict=True))
        )
        for figure in dict.fromkeys(figure for m in group for figure in m.figures):
            cells = (
                f"{m.figures[figure]:.3f}" if figure in m.figures else "" for m in group
            )
            lines.append(
                f"  {figure:29}"
                + "  ".join(f"{c:>{w}}" for c, w in zip(cells, widths, strict=True))
            )
        yield "\n".join(line.rstrip() for line in lines)


def write_results(made: list[Measurement], path: Path) -> None:
    """Store the measurements, each in the place of an older one with the
    same key, sorted by key."""
    stored = (
        [Measurement(**row) for row in json.loads(path.read_text("utf-8"))]
        if path.is_file()
        else []
    )
    newest = {m.key: m for m in [*stored, *made]}
    text = json.dumps([asdict(newest[key]) for key in sorted(newest)], indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
