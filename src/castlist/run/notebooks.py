"""Run the numbered notebooks on an article, top to bottom, and keep the executed copies."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from castlist.checks import check
from castlist.errors import CastlistError, InputError
from castlist.files import replace_folders, write_file
from castlist.ingest.web.addresses import is_address
from castlist.model import Article
from castlist.published import NOTEBOOKS as RECORD
from castlist.published import fingerprint, hash_of
from castlist.report import write_report
from castlist.run import Done, Plan, Progress, Source
from castlist.run.kernel import load_papermill, shared_kernel
from castlist.tables import read

__all__ = ["NotebookFailed", "NotebookRunner"]

NOTEBOOKS = Path("notebooks")
_OF_AN_ARTICLE = {"article", "folder", "processed"}  # parameters
STOPPED = "failures.notebooks"  # beside failures.csv: the copies of notebooks that stopped


class NotebookFailed(CastlistError):
    """A notebook stopped; its executed copy shows where."""


class NotebookRunner:
    """Calls the notebooks for one article after another; the folder `notebooks/` must be here."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        found = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
        self.notebooks = [path for path in found if _is_about_an_article(path)]
        if not self.notebooks:
            raise InputError(
                f"no {NOTEBOOKS}/ is here. Run this in the project's folder, or leave out"
                " --notebooks."
            )
        self.plan = plan
        self.progress = progress

    def __call__(self, article: Article, source: Source) -> Done:
        """The finished article; its tables, charts and executed notebooks were made aside,
        and appeared together."""
        if source.text is not None or article.row.source == "-":
            raise InputError(
                "notebooks read a file or an address. Save the text as data/raw/NAME.txt"
                " and run that."
            )
        key = article.article_id
        processed = self.plan.places.processed / key
        exports = self.plan.places.exports / key
        with (
            replace_folders([processed, exports], seeded=[exports]) as asides,
            TemporaryDirectory() as executed,
        ):
            # The notebooks write aside, and so does what they print;
            # their copies name where all of it ends up.
            final = {
                aside.as_posix(): place.as_posix()
                for aside, place in zip(asides, (processed, exports), strict=True)
            }
            self._run_all(article, source, asides, Path(executed))
            tables = read(asides[0])
            write_report(tables, asides[1])
            copies = {
                path.name: _rename(path.read_bytes(), final)
                for path in sorted(Path(executed).glob("*.ipynb"))
            }
            _publish(copies, asides[1] / "notebooks", fingerprint([tables]))
            check(tables, asides[1])
        return Done(tables, processed, exports)

    def _run_all(
        self, article: Article, source: Source, asides: Sequence[Path], executed: Path
    ) -> None:
        """Execute every notebook into a folder;
        one that stops leaves its copy where the message says."""
        parameters = self._parameters(article, source, *asides)
        key = article.article_id
        self.progress(f"{key}: starting a kernel for {len(self.notebooks)} notebooks")
        with shared_kernel(str(NOTEBOOKS)) as engine:
            for number, path in enumerate(self.notebooks, 1):
                self.progress(
                    f"{key}: notebook {number} of {len(self.notebooks)}, {path.stem}"
                )
                stopped = self.plan.places.processed / STOPPED / f"{key}-{path.name}"
                _execute(path, executed / path.name, parameters, stopped, engine=engine)

    def _parameters(
        self, article: Article, source: Source, processed: Path, exports: Path
    ) -> dict[str, object]:
        return {
            "article": (
                source.path
                if is_address(source.path)
                else _from_notebooks(Path(source.path))
            ),
            "article_id": article.article_id,
            "details": dict(self.plan.reading.details),
            "force": self.plan.reading.force,
            "allow_private": self.plan.reading.settings.allow_private,
            "processed": _from_notebooks(processed.parent),
            "folder": _from_notebooks(processed),
            "exports": _from_notebooks(exports),
            "reviewed": _from_notebooks(self.plan.places.reviewed),
            "style": _from_notebooks(self.plan.style) if self.plan.style else "",
            "sizes": list(self.plan.choice.sizes),
            "formats": list(self.plan.choice.formats),
            "model": self.plan.model,
        }


def _is_about_an_article(path: Path) -> bool:
    """Whether a notebook asks for an article or its folders; one about a corpus is the same
    whatever the article, and `make notebooks` alone runs it."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    asked = [
        "".join(cell["source"])
        for cell in cells
        if "parameters" in cell["metadata"].get("tags", ())
    ]
    names = {line.partition(" = ")[0] for text in asked for line in text.splitlines()}
    return bool(names & _OF_AN_ARTICLE) or not asked


def _execute(
    path: Path,
    executed: Path,
    parameters: dict[str, object],
    stopped: Path,
    *,
    engine: str,
) -> None:
    papermill = load_papermill()
    known = papermill.inspect_notebook(str(path))
    try:
        papermill.execute_notebook(
            str(path),
            str(executed),
            {name: value for name, value in parameters.items() if name in known},
            engine_name=engine,
            kernel_name="python3",
            progress_bar=False,
            # else it is written twice a cell; one that stops is written all the same
            request_save_on_cell_execute=False,
        )
    except papermill.PapermillExecutionError as error:
        write_file(stopped, executed.read_bytes())
        where = f"Open {stopped} to see where."
        raise NotebookFailed(
            f"{path.name} stopped at {error.ename}: {error.evalue} {where}"
        ) from error


def _rename(notebook: bytes, final: Mapping[str, str]) -> bytes:
    """An executed notebook with the final places of what was written aside."""
    text = notebook.decode()
    for aside, place in final.items():
        for old, new in (
            (aside, place),
            (Path(aside).parent.as_posix(), Path(place).parent.as_posix()),
        ):
            text = text.replace(_from_notebooks(Path(old)), _from_notebooks(Path(new)))
    return text.encode()


def _publish(copies: Mapping[str, bytes], folder: Path, tables: str) -> None:
    """Write the executed notebooks, with a record of the tables that they were made of."""
    record = {
        "tables": tables,
        "files": {name: hash_of(data) for name, data in copies.items()},
    }
    for name, data in {
        **copies,
        Path(RECORD).name: f"{json.dumps(record, indent=1)}\n".encode(),
    }.items():
        write_file(folder / name, data)


def _from_notebooks(path: Path) -> str:
    """The path as seen from the notebooks' folder,
    so that an executed copy names no folder of this machine."""
    return Path(os.path.relpath(path, NOTEBOOKS)).as_posix()
