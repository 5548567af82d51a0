"""Kill `castlist corpus build` at random moments, and look at what is left:
`python tests/corpus_kills.py [--kills N] [--articles N]`.

After every kill no article is there twice and every part is whole; after the last one a build goes
on where the killed ones were, and leaves the parts of an undisturbed build, byte for byte. Half of
the kills hit the build, the others one of its workers. The seed is printed.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from castlist.corpus.parts.store import STORED, Store

TEXT = (
    "The mayor, Ana Lopez, said on Monday that the old {} would be closed. Lopez spoke for an"
    " hour in the hall. “We will open it again in May,” she said.\n"
)
SMALL = "castlist.corpus.build.PART_INPUTS = 4; castlist.corpus.build._BATCH = 2"
BUILD = (
    "import sys, castlist.cli, castlist.corpus.build\n"
    "if __name__ == '__main__':\n"
    f"    {SMALL}\n"
    "    castlist.cli.main()\n"
)


class Scene:
    """Articles, and what an undisturbed build makes of them."""

    def __init__(self, scratch: Path, articles: int) -> None:
        self.scratch = scratch
        (scratch / "in").mkdir()
        for number in range(articles):
            path = scratch / "in" / f"{number:03}.txt"
            path.write_text(TEXT.format(f"bridge {number}"), encoding="utf-8")
        (scratch / "in" / "bad.txt").write_bytes(b"")
        (scratch / "build.py").write_text(BUILD, encoding="utf-8")
        begin = time.perf_counter()
        assert self.start(scratch / "clean").wait() == 1, "the empty file is a failure"
        self.seconds = time.perf_counter() - begin
        self.clean = contents(scratch / "clean")
        assert len(self.clean) > articles // 4, "no parts"

    def start(self, corpus: Path) -> "subprocess.Popen[bytes]":
        """A build by two workers, as a process of its own."""
        given = ["corpus", "build", "in", "--to", str(corpus), "--workers", "2"]
        return subprocess.Popen(
            [sys.executable, "build.py", *given],
            cwd=self.scratch,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def contents(corpus: Path) -> dict[str, bytes]:
    """Every file of every part."""
    files = sorted((corpus / "parts").glob("[0-9]*/*"))
    return {path.relative_to(corpus).as_posix(): path.read_bytes() for path in files}


def faults(corpus: Path) -> list[str]:
    """What is damaged, there twice, or in a table without being an article."""
    if not (corpus / "parts").is_dir():
        return []
    store = Store(corpus).open()
    found = [f"part {number}: {damage}" for number, damage in store.damaged.items()]
    articles: Counter[str] = Counter()
    for part in store.whole():
        ids = part.read("articles")["article_id"].to_pylist()
        articles.update(ids)
        for name in STORED:
            others = set(part.read(name)["article_id"].to_pylist()) - set(ids)
            found += [f"part {part.number}: {name} has {other}" for other in others]
    return found + [f"{key} is there {n} times" for key, n in articles.items() if n > 1]


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:
        return []
    return [int(number) for number in listed.split()]


def kill_builds(scene: Scene, times: int, chance: random.Random) -> list[str]:
    """What is wrong after so many builds were killed, and one more ended."""
    corpus = scene.scratch / "killed"
    wrong = []
    for number in range(times):
        build = scene.start(corpus)
        time.sleep(chance.uniform(0.1, scene.seconds))
        victims = [build.pid] if chance.random() < 0.5 else children(build.pid)
        if victims and build.poll() is None:
            os.kill(chance.choice(victims), signal.SIGKILL)
        build.wait()
        wrong += [f"kill {number + 1}: {fault}" for fault in faults(corpus)]
    if scene.start(corpus).wait() != 1:
        wrong.append("the build after the kills does not end as the undisturbed one")
    return wrong + faults(corpus) + compare(scene.clean, contents(corpus))


def compare(clean: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """The files that differ; a ledger says in which run an input was read, and may."""
    names: Sequence[str] = sorted({*clean, *found})
    free = ("ledger.parquet", "part.json")
    return [
        f"{name} differs"
        for name in names
        if clean.get(name) != found.get(name) and not name.endswith(free)
    ]


def main() -> None:
    """Do all of it and print what was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=30, help="builds that are killed (30)")
    parser.add_argument("--articles", type=int, default=40, help="articles to read (40)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        scene = Scene(Path(scratch).resolve(), given.articles)
        print(f"an undisturbed build takes {scene.seconds:.1f} s", flush=True)
        found = kill_builds(scene, given.kills, random.Random(given.seed))
        print(f"{given.kills} kills: {len(found)} faults", flush=True)
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
