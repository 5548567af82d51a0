"""Run the numbered notebooks on an article, top to bottom, and keep the executed copies."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from castlist.checks import check
from castlist.corpus import Done, Plan, Progress, Source
from castlist.errors import CastlistError, InputError
from castlist.files import undo_on_failure, write_file
from castlist.ingest.addresses import is_address
from castlist.model import Article
from castlist.tables import read

__all__ = ["NotebookFailed", "NotebookRunner"]

NOTEBOOKS = Path("notebooks")


class NotebookFailed(CastlistError):
    """A notebook stopped; its executed copy shows where."""


class NotebookRunner:
    """Calls the notebooks for one article after another; the folder `notebooks/` must be here."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self.notebooks = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
        if not self.notebooks:
            raise InputError(f"no {NOTEBOOKS}/ is here. Run this in the project's folder, or leave out --notebooks.")
        self.plan, self.progress = plan, progress

    def __call__(self, article: Article, source: Source) -> Done:
        """The finished article, its tables, charts and executed notebooks written."""
        if source.text is not None or article.row.source == "-":
            raise InputError("notebooks read a file or an address. Save the text as data/raw/NAME.txt and run that.")
        key = article.article_id
        processed, exports = self.plan.places.processed / key, self.plan.places.exports / key
        parameters = {
            "article": source.path if is_address(source.path) else _from_notebooks(Path(source.path)),
            "article_id": key,
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
        with undo_on_failure(processed):
            for number, path in enumerate(self.notebooks, 1):
                self.progress(f"{key}: notebook {number} of {len(self.notebooks)}, {path.stem}")
                _execute(path, exports / "notebooks" / path.name, parameters)
            tables = read(processed)
            check(tables)
        return Done(tables, processed, exports)


def _execute(path: Path, copy: Path, parameters: dict[str, object]) -> None:
    import papermill

    known = papermill.inspect_notebook(str(path))
    with TemporaryDirectory() as aside:
        executed = Path(aside, path.name)
        try:
            papermill.execute_notebook(
                str(path),
                str(executed),
                {name: value for name, value in parameters.items() if name in known},
                cwd=str(NOTEBOOKS),
                kernel_name="python3",
                progress_bar=False,
                # Without it every kernel warns of its own socket, which is bound to this machine alone.
                extra_arguments=["--IPKernelApp.log_level=40"],
            )
        except papermill.PapermillExecutionError as error:
            where = f"Open {copy} to see where."
            raise NotebookFailed(f"{path.name} stopped at {error.ename}: {error.evalue} {where}") from error
        finally:
            if executed.exists():
                write_file(copy, executed.read_bytes())


def _from_notebooks(path: Path) -> str:
    """The path as seen from the notebooks' folder, so that an executed copy names no folder of this machine."""
    return Path(os.path.relpath(path, NOTEBOOKS)).as_posix()
