"""Small corpora for tests: articles that are quick to make, and what a store holds of them."""

import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

from castlist.corpus import Built, Crew, How, build_corpus, named
from castlist.corpus.parts.store import STORED, Store

TEXT = (
    "The mayor, Ana Lopez, said on Monday that the old {} would be closed. Lopez spoke for an"
    " hour in the hall. “We will open it again in May,” she said.\n"
)
THINGS = ("bridge", "school", "harbour", "library", "stadium", "theatre", "market", "mill")


def write_articles(folder: Path, things: Iterable[str] = THINGS) -> Path:
    """The folder, with an article about each thing."""
    folder.mkdir(parents=True, exist_ok=True)
    for thing in things:
        (folder / f"{thing}.txt").write_text(TEXT.format(thing), encoding="utf-8")
    return folder


class Here(Executor):
    """Works at once, in this process: nothing has to start."""

    def submit(self, work, /, *given, **options) -> Future:
        """The result of the call."""
        future: Future = Future()
        try:
            future.set_result(work(*given, **options))
        except Exception as error:  # noqa: BLE001 - as an executor does
            future.set_exception(error)
        return future


def here(workers: int = 1) -> Crew:
    """This process does it all."""
    return Crew(Here, workers)


def out_of_order() -> Crew:
    """Threads, so that batches do not finish in the order of their beginnings."""
    return Crew(lambda: ThreadPoolExecutor(3), 3)


def build(corpus: Path, *sources: Path | str, crew: Crew | None = None, **how) -> Built:
    """The corpus, built from these sources."""
    how.setdefault("reviewed", corpus.parent / "reviewed")
    given = [named(str(source), {}) for source in sources]
    return build_corpus(corpus, given, How(**how), crew=crew or here())


def contents(corpus: Path) -> dict[str, bytes]:
    """Every file of every part."""
    files = sorted(path for path in (corpus / "parts").glob("[0-9]*/*"))
    return {path.relative_to(corpus).as_posix(): path.read_bytes() for path in files}


def rows(corpus: Path, table: str = "articles") -> list[dict]:
    """The rows of a table in all parts."""
    return [row for p in Store(corpus).open().whole() for row in p.read(table).to_pylist()]


def ids(corpus: Path) -> list[str]:
    """Every article of a corpus, as often as it is there, after each table was compared with
    that."""
    found = [row["article_id"] for row in rows(corpus)]
    for table in STORED:
        assert {row["article_id"] for row in rows(corpus, table)} <= set(found), table
    return sorted(found)


# What workers of a pool can be told to do: they find it by its name here.


def double(items: Sequence[int]) -> list[int]:
    """Twice every number; the process ends at 13, and once at 7."""
    for item in items:
        if item == 13:
            os._exit(1)
        mark = Path(os.environ.get("CASTLIST_TEST_MARK", os.devnull))
        if item == 7 and not mark.exists():
            mark.touch()
            os._exit(1)
    return [2 * item for item in items]


def slow_double(items: Sequence[int]) -> list[int]:
    """Twice every number, the first ones latest."""
    time.sleep(0.05 / (1 + min(items)))
    return [2 * item for item in items]


def lost(item: int) -> int:
    """What stands for a number that no worker survives."""
    return -item
