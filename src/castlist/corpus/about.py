"""`corpus.json`: the format of a corpus, the sources it was built of, and every run."""

import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from castlist.corpus.plan import CorpusSource
from castlist.errors import InputError
from castlist.files import write_file
from castlist.ingest import STDIN
from castlist.ingest.web.addresses import is_address, show_address
from castlist.settings import DEFAULT_MODEL

__all__ = [
    "BuildRun",
    "CorpusRecord",
    "check_folder",
    "count_inputs",
    "expand",
    "find_corpus",
    "listed",
    "named",
]

_NAME = "corpus.json"
_FORMAT = 1
_SHOWN = 200  # characters of a source in a message
_COLUMNS = ("source", "outlet", "published")  # of a list that does not name its own


@dataclass(frozen=True, slots=True)
class BuildRun:
    """One build: when it began and ended (ISO 8601, UTC), and what became of its inputs."""

    number: int
    started: str
    finished: str = ""
    method: str = ""
    analysed: int = 0
    same: int = 0
    failures: int = 0
    remade: int = 0  # parts that were damaged, and were made again
    settings: dict[str, Any] = field(default_factory=dict)  # that are not the usual ones


@dataclass(frozen=True, slots=True)
class CorpusRecord:
    """What is known of a corpus as a whole; a build that is not told otherwise keeps to it."""

    model: str = DEFAULT_MODEL
    force: bool = False
    sources: tuple[dict[str, Any], ...] = ()
    runs: tuple[BuildRun, ...] = field(default_factory=tuple)

    @classmethod
    def read(cls, folder: Path) -> "CorpusRecord":
        """What the folder's corpus.json says; of a new corpus nothing is known.

        Raises InputError if it is damaged, a newer castlist wrote it, or the folder is an address.
        """
        check_folder(folder)
        path = folder / _NAME
        if not path.exists():
            return cls()
        try:
            found = json.loads(path.read_bytes())
            made = int(found["format"])
            if made > _FORMAT:
                raise InputError(
                    f"{path} has format {made}, of a newer castlist; this one reads"
                    f" {_FORMAT}. Update castlist, or build into another folder."
                )
            runs = tuple(BuildRun(**run) for run in found["runs"])
            sources = tuple(dict(source) for source in found["sources"])
            return cls(str(found["model"]), bool(found["force"]), sources, runs)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path} is damaged ({error}). Delete it and run `castlist corpus build"
                f" SOURCE... --to {folder}` again: finished parts are kept."
            ) from error

    def write(self, folder: Path) -> None:
        """Write it down."""
        content = {
            "format": _FORMAT,
            "model": self.model,
            "force": self.force,
            "sources": list(self.sources),
            "runs": [asdict(run) for run in self.runs],
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        write_file(folder / _NAME, f"{text}\n".encode())

    def naming(self, sources: Iterable[dict[str, Any]]) -> "CorpusRecord":
        """The same with these sources; one that was given before keeps its place, and gets what is
        known of it now. Raises InputError for one that was never there: it would fail for ever."""
        known = {source["path"]: source for source in self.sources}
        for source in sources:
            if source["path"] not in known:
                _check_source(source["path"])
            known[source["path"]] = source
        return replace(self, sources=tuple(known.values()))

    def begin(self, started: str) -> "CorpusRecord":
        """The same with a run at work: the last one, if it was stopped, or a new one."""
        if self.runs and not self.runs[-1].finished:
            return self
        return replace(self, runs=(*self.runs, BuildRun(len(self.runs) + 1, started)))

    def remaking(self, damaged: int) -> "CorpusRecord":
        """The same, its last run with parts that have to be made again."""
        run = self.runs[-1]
        return self.end(replace(run, remade=max(run.remade, damaged)))

    def end(self, run: BuildRun) -> "CorpusRecord":
        """The same with its last run as it ended."""
        return replace(self, runs=(*self.runs[:-1], run))


def check_folder(folder: Path) -> None:
    """InputError if a corpus should lie at an address, as that of an object store."""
    # a path keeps one of the two strokes
    address = folder.as_posix().replace(":/", "://", 1)
    if is_address(address):
        raise InputError(
            f"a corpus cannot lie at {show_address(address)}: its parts are swapped in by"
            " renaming folders, which only a disk can do. Choose a folder of this machine with"
            " --to; sources may lie there."
        )


def find_corpus(folder: Path) -> CorpusRecord:
    """What is known of a corpus that must be there; InputError if there is none."""
    check_folder(folder)
    if not (folder / _NAME).exists() and not (folder / "parts").is_dir():
        raise InputError(
            f"{folder} is no corpus. Make it: castlist corpus build SOURCE... --to {folder}"
        )
    return CorpusRecord.read(folder)


def named(path: str, details: dict[str, str]) -> dict[str, Any]:
    """A source as it is written down: a file, folder or address, and what is known of it."""
    return {"path": path, "details": details}


def listed(path: str, details: dict[str, str]) -> dict[str, Any]:
    """A list of sources as it is written down."""
    return named(path, details) | {"list": True}


def expand(sources: Sequence[dict[str, Any]]) -> Iterator[CorpusSource]:
    """Every source, those of lists one after the other as they are asked for."""
    for source in sources:
        details = source["details"]
        if source.get("list"):
            path = Path(source["path"])
            for row in _read_list(path):
                given = _find_listed(row.pop("source"), path)
                yield CorpusSource(given, details | row)
        else:
            yield CorpusSource(source["path"], details)


def _find_listed(given: str, sheet: Path) -> str:
    """A source of a list as it is found: from where one is, or else from where the list is."""
    beside = Path(os.path.normpath(sheet.parent / given))
    if is_address(given) or os.path.lexists(given) or not os.path.lexists(beside):
        return given
    return beside.as_posix()


def count_inputs(sources: Sequence[dict[str, Any]]) -> int:
    """About how many inputs the sources have: a file, an address or a line of a list is one."""
    number = 0
    for source in sources:
        path = Path(source["path"])
        if source.get("list"):
            number += sum(1 for _ in _read_list(path))
        elif path.is_dir():
            number += sum(len(files) for _, _, files in os.walk(path))
        else:
            number += 1
    return number


def _check_source(path: str) -> None:
    if path == STDIN:
        raise InputError(
            "a corpus cannot read standard input again. Save it in a file, and name that."
        )
    if not is_address(path) and not os.path.lexists(path):
        raise InputError(
            f"{path[:_SHOWN]} does not exist, and nothing was read. Check the spelling; the"
            f" path is seen from {Path.cwd().name}/."
        )


def _read_list(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a list of sources: with a first line of names, or source, outlet, date."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            columns: Sequence[str] = _COLUMNS
            for number, cells in enumerate(csv.reader(file), 1):
                values = [cell.strip() for cell in cells]
                if number == 1 and "source" in values:
                    columns = values
                    continue
                row = {
                    name: value
                    for name, value in zip(columns, values, strict=False)
                    if value
                }
                if row.get("source"):
                    yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path} cannot be read ({error}). Save it as a CSV file in UTF-8: source,"
            " outlet, published."
        ) from error
