"""What `castlist corpus actors` printed when a run had ended, kept beside the parts: what was
published is known, whatever became of joins, reprints and rules since."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from castlist.corpus.changes.states import Numbers
from castlist.corpus.extras import load_extra
from castlist.corpus.parts.schema import pack_records
from castlist.corpus.questions import ask
from castlist.files import write_file

__all__ = ["Printed", "keep_printed", "read_printed"]

_FOLDER = "printed"
_TOTALS = """
SELECT who, name, type, count(*), CAST(sum(mentions) AS BIGINT),
  CAST(sum(quoted_words) AS BIGINT)
FROM appearances JOIN who USING (who)
GROUP BY who, name, type ORDER BY who
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """One actor's numbers over all articles, reprints among them, when a run had ended."""

    who: Annotated[str, "key of the actor over all articles then"]
    name: Annotated[str, "what it was called"]
    type: Annotated[str, "its type"]
    articles: Annotated[int, "articles that mentioned it"]
    mentions: Annotated[int, "its mentions"]
    quoted_words: Annotated[int, "its quoted words"]

    @property
    def numbers(self) -> Numbers:
        """The three numbers."""
        return Numbers(self.articles, self.mentions, self.quoted_words)


def keep_printed(folder: Path, run: int) -> None:
    """Write down what is printed now, as of a run; not again if it is what the last one had."""
    rows = [Printed(*row) for row in ask(folder, _TOTALS).rows]
    data = pack_records(Printed, rows)
    last = _last_file(folder, run)
    if last is None or last.read_bytes() != data:
        (folder / _FOLDER).mkdir(exist_ok=True)
        write_file(folder / _FOLDER / f"{run:06}.parquet", data)


def read_printed(folder: Path, run: int) -> list[Printed] | None:
    """What was printed when a run had ended; None if nothing was kept: by an older castlist."""
    path = _last_file(folder, run)
    if path is None:
        return None
    rows = load_extra("pyarrow.parquet").read_table(path).to_pylist()
    return [Printed(**row) for row in rows]


def _last_file(folder: Path, run: int) -> Path | None:
    """That of the run, or of the last one before it that differed."""
    kept = [number for number in _kept(folder) if number <= run]
    return folder / _FOLDER / f"{max(kept):06}.parquet" if kept else None


def _kept(folder: Path) -> Iterator[int]:
    for path in (folder / _FOLDER).glob("[0-9]*.parquet"):
        if path.stem.isdecimal():
            yield int(path.stem)
