"""Measurements: what one is, the judge that gives its figures, the file that keeps it,
and how it is printed."""

import gzip
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = [
    "FLOORS",
    "FREE",
    "RESULTS",
    "Doc",
    "Measurement",
    "about_run",
    "check_floors",
    "load_scorer",
    "read_lines",
    "run_scorer",
    "show_tables",
    "write_results",
]

Doc = dict[str, Any]
# Genres of GUM whose texts anybody may use for anything (LICENSE-DATA.md)
FREE = frozenset("news interview bio academic court speech textbook vlog voyage".split())
_FOLDER = Path(__file__).resolve().parent.parent
RESULTS = _FOLDER / "results.json"
FLOORS = _FOLDER / "floors.json"


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
    def is_of_rule(self) -> bool:
        """Whether it is about one rule or step of linking, not about a whole system."""
        return self.unit == "links" or self.system.startswith("up to ")

    @property
    def name(self) -> str:
        """What floors.json calls it."""
        return "/".join(filter(None, (self.benchmark, self.part, self.system)))


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


def load_scorer(folder: Path) -> ModuleType:
    """The benchmark's own scorer as a module, for the way in which it lays our mentions
    on the gold's."""
    name = f"scorer of {folder.name}"
    spec = importlib.util.spec_from_file_location(name, folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def show_tables(made: list[Measurement]) -> Iterator[str]:
    """One table for each part of a benchmark: figures down, systems across;
    then a line for each rule or step."""
    for about in dict.fromkeys((m.benchmark, m.part, m.model) for m in made):
        group = [m for m in made if (m.benchmark, m.part, m.model) == about]
        whole = [m for m in group if not m.is_of_rule]
        widths = [max(len(m.system), 8) for m in whole]
        lines = [", ".join(filter(None, about)) + f": {group[0].n} {group[0].unit}"]
        lines.append(
            " " * 31
            + "  ".join(f"{m.system:>{w}}" for m, w in zip(whole, widths, strict=True))
        )
        for figure in dict.fromkeys(figure for m in whole for figure in m.figures):
            cells = (
                f"{m.figures[figure]:.3f}" if figure in m.figures else "" for m in whole
            )
            lines.append(
                f"  {figure:29}"
                + "  ".join(f"{c:>{w}}" for c, w in zip(cells, widths, strict=True))
            )
        for m in (m for m in group if m.is_of_rule):
            rates = ", ".join(f"{name} {value:.3f}" for name, value in m.figures.items())
            lines.append(f"  {m.system:29} {m.n:5} {m.unit}: {rates}")
        yield "\n".join(line.rstrip() for line in lines)


def write_results(made: list[Measurement], path: Path) -> None:
    """Store the measurements, each in the place of an older one with the
    same key, sorted by key.

    What is stored of a rule or step of the same benchmark and model goes: one that is no more must
    leave no old figures behind.
    """
    stored = (
        [Measurement(**row) for row in json.loads(path.read_text("utf-8"))]
        if path.is_file()
        else []
    )
    again = {(m.benchmark, m.model) for m in made if m.is_of_rule}
    kept = [m for m in stored if not (m.is_of_rule and (m.benchmark, m.model) in again)]
    newest = {m.key: m for m in [*kept, *made]}
    text = json.dumps([asdict(newest[key]) for key in sorted(newest)], indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
