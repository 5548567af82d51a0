"""Kill castlist at random moments and look at what is left:
`python tests/kills.py [--kills N] [--pairs N] ...`.

Every article exists in two versions. Whatever is killed, or runs at the same time, each
article's tables and charts are together those of one version, byte for byte as an undisturbed
run makes them; and no decision is lost. The seed is printed, so that a failure can be had again.
"""

import argparse
import csv
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from castlist.cli import main as command
from castlist.files import BACKSTAGE
from castlist.nlp.load import load_model

ARTICLES = Path(__file__).parents[1] / "data/raw/wikinews"
CHOSEN = ("crane", "ie9", "imprisoned", "korea", "lanterns")
VERSIONS = ("A", "B")
QUICK = ("--size", "web", "--format", "png")


class Stage:
    """Two versions of some articles, and what undisturbed runs make of them."""

    def __init__(self, scratch: Path, articles: Sequence[str] = CHOSEN) -> None:
        load_model()  # once: children are forks
        self.scratch = scratch
        self.articles = articles
        self.seconds = 0.0
        self.clean: dict[str, dict[str, str]] = {}
        for version in VERSIONS:
            (scratch / version).mkdir()
            for name in articles:
                text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
                whole = text if version == "A" else text.rpartition("\n")[0]
                (scratch / version / f"{name}.txt").write_text(
                    f"{whole}\n", encoding="utf-8"
                )
            begin = time.perf_counter()
            assert self.wait(self.start(version, scratch / f"clean-{version}")) == 0, (
                f"version {version} fails"
            )
            self.seconds = time.perf_counter() - begin
            self.clean[version] = state(scratch / f"clean-{version}")
        assert len({*self.clean["A"].values(), *self.clean["B"].values()}) == 2 * len(
            articles
        ), "versions are alike"

    def start(self, version: str, out: Path) -> int:
        """`castlist run` of a version, with charts, as a process of its own; its number."""
        files = [f"{name}.txt" for name in self.articles]
        return fork(self.scratch / version, "run", *files, "--out", str(out), *QUICK)

    def wait(self, process: int) -> int:
        """The exit code of a process."""
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def check(self, out: Path) -> bool:
        """Whether `castlist check` says that everything holds."""
        return self.wait(fork(out, "check", "processed")) == 0

    def faults(self, out: Path) -> list[str]:
        """What is neither of one version nor of the other,
        or is called right although it is not."""
        if not any(out.glob("processed/*/articles.csv")):
            return []
        holds = self.check(out)  # whoever reads first finishes what was decided
        found = state(out)
        wrong = [
            key
            for key, digest in found.items()
            if digest not in {self.clean[v].get(key) for v in VERSIONS}
        ]
        if wrong:
            return [
                f"{key}: tables and charts of no one run; check says {holds}"
                for key in wrong
            ]
        return [] if holds else ["every pair is whole, and check fails"]


def state(out: Path) -> dict[str, str]:
    """For each article a hash of everything that its two folders hold."""
    found: dict[str, str] = {}
    for key in sorted(
        {path.name for path in out.glob("*/*") if path.is_dir() and path.name != BACKSTAGE}
    ):
        digest = hashlib.sha256()
        for path in sorted(
            path
            for folder in out.glob(f"*/{key}")
            for path in folder.rglob("*")
            if path.is_file()
        ):
            digest.update(
                f"{path.relative_to(out).as_posix()}\0".encode() + path.read_bytes() + b"\0"
            )
        found[key] = digest.hexdigest()
    return found


def left_behind(out: Path) -> list[str]:
    """What lies backstage beside the locks."""
    return [path.name for path in out.glob(f"*/{BACKSTAGE}/*") if path.suffix != ".lock"]


def fork(folder: Path, *arguments: str) -> int:
    """The command in a new process, without a word; the process's number."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        os.chdir(folder)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(silent, stream)
        sys.argv = ["castlist", *arguments]
        command()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        os._exit(code)


def kill_runs(stage: Stage, times: int, chance: random.Random) -> list[str]:
    """Kill so many runs into one folder; then let one run to its end."""
    out = stage.scratch / "killed"
    faults = []
    for number in range(times):
        process = stage.start(chance.choice(VERSIONS), out)
        time.sleep(chance.uniform(0, stage.seconds))
        os.kill(process, signal.SIGKILL)
        stage.wait(process)
        faults += [f"kill {number + 1}: {fault}" for fault in stage.faults(out)]
    last = chance.choice(VERSIONS)
    assert stage.wait(stage.start(last, out)) == 0, "the run after the kills fails"
    if state(out) != stage.clean[last] or left_behind(out) or not stage.check(out):
        faults.append(f"the run after the kills leaves {state(out)} and {left_behind(out)}")
    return faults


def run_pairs(stage: Stage, times: int, chance: random.Random) -> list[str]:
    """Two runs of different versions into one folder at once: all is of the one that was last."""
    faults = []
    for number in range(times):
        out = stage.scratch / f"pair-{number}"
        processes = [stage.start(version, out) for version in chance.sample(VERSIONS, 2)]
        codes = [stage.wait(process) for process in processes]
        if (
            codes != [0, 0]
            or state(out) not in stage.clean.values()
            or left_behind(out)
            or not stage.check(out)
        ):
            faults.append(
                f"pair {number + 1}: exit codes {codes}, {state(out)}, {left_behind(out)}"
            )
    return faults


def decide_at_once(stage: Stage, times: int) -> list[str]:
    """So many `castlist decide` at once: each of them is one row, and none is lost."""
    folder = stage.scratch / "clean-A/processed" / stage.articles[0]
    reviewed = stage.scratch / "reviewed"
    names = [f"Nobody {number}" for number in range(times)]
    processes = [
        fork(folder, "decide", ".", "reject", name, "--anyway", "--reviewed", str(reviewed))
        for name in names
    ]
    codes = [stage.wait(process) for process in processes]
    with (reviewed / f"{stage.articles[0]}.csv").open(encoding="utf-8", newline="") as file:
        written = [row["surface"] for row in csv.DictReader(file)]
    return (
        []
        if codes == [0] * times and sorted(written) == sorted(names)
        else [f"decide: {codes}, {written}"]
    )


def main() -> None:
    """Do all of it and print what was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=60, help="runs that are killed (60)")
    parser.add_argument("--pairs", type=int, default=20, help="times two runs at once (20)")
    parser.add_argument("--decides", type=int, default=40, help="decisions at once (40)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as scratch:
        stage = Stage(Path(scratch).resolve())
        print(
            f"an undisturbed run of {len(stage.articles)} articles takes {stage.seconds:.1f} s",
            flush=True,
        )
        faults = kill_runs(stage, given.kills, chance)
        print(f"{given.kills} kills: {len(faults)} faults", flush=True)
        more = run_pairs(stage, given.pairs, chance)
        print(f"{given.pairs} pairs: {len(more)} faults", flush=True)
        last = decide_at_once(stage, given.decides)
        print(f"{given.decides} decisions at once: {len(last)} faults", flush=True)
    sys.exit("\n".join([*faults, *more, *last]) or 0)


if __name__ == "__main__":
    main()
