"""What a corpus holds, what failed and why, and what another build would do."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from castlist.corpus.about import CorpusRecord, find_corpus
from castlist.corpus.derived import derived_files
from castlist.corpus.extras import load_extra
from castlist.corpus.method import describe_method
from castlist.corpus.parts.ledger import InputEntry
from castlist.corpus.parts.store import Store
from castlist.corpus.plan import How
from castlist.corpus.reprints import REPRINTS

__all__ = ["Status", "corpus_status"]


@dataclass(slots=True)
class Status:
    """The state of a corpus."""

    about: CorpusRecord
    articles: int = 0
    words: int = 0
    outlets: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    first: str = ""  # ISO date of the earliest article, of those that have one
    last: str = ""
    old: int = 0  # articles that were analysed in another way than a build would now
    failures: list[InputEntry] = field(default_factory=list)
    reprints: int = 0  # articles that tell again what an earlier one told
    damaged: dict[int, str] = field(default_factory=dict)

    @property
    def reasons(self) -> Counter[str]:
        """Failures by stage and kind."""
        return Counter(f"{entry.stage}: {entry.error}" for entry in self.failures)


def corpus_status(folder: Path, how: How | None = None) -> Status:
    """The state of the corpus in a folder, as it is on the disk; nothing is read again.

    `how` is how a build would analyse now; as the last one did, if it is left out. Raises
    InputError if there is no corpus.
    """
    load_extra("pyarrow")
    status = Status(find_corpus(folder))
    how = how or How(model=status.about.model, force=status.about.force)
    store = Store(folder).open()
    status.damaged = store.damaged
    method = describe_method(how.model, how.settings, force=how.force)
    for part in store.whole():
        entries = part.entries()
        status.failures += [entry for entry in entries if entry.stage]
        status.old += sum(e.method != method for e in entries if not e.stage)
        _count(status, part.read("articles").to_pylist())
    reprints = derived_files(folder, store)[REPRINTS]
    status.reprints = load_extra("pyarrow.parquet").read_metadata(reprints).num_rows
    return status


def _count(status: Status, rows: list[dict[str, str | int]]) -> None:
    for row in rows:
        status.articles += 1
        status.words += int(row["words"])
        status.outlets[str(row["outlet"])] += 1
        date = str(row["published"])
        if not date:
            status.undated += 1
            continue
        status.first = min(status.first or date, date)
        status.last = max(status.last, date)
