"""Run the notebooks on the sample from a clean start and keep their outputs:
`python tools/notebooks.py`.

All of them run, in their order, before one is written. What depends on the machine or the hour
(times, cell names made by chance, the Python version) is left out, so that running this twice gives
the same bytes.
"""

import os
import shutil
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
SAMPLE = "putin-erdogan-drones"
CORPUS = "calendar"  # of the notebook about many articles
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def main() -> None:
    """Delete the results of the sample and of the corpus, run every notebook, write them back with
    their outputs."""
    os.environ["PYTHONHASHSEED"] = "0"  # inherited by the kernels
    for results in (
        ROOT / "data" / "processed" / SAMPLE,
        ROOT / "exports" / SAMPLE,
        ROOT / "data" / "corpora" / CORPUS,
        ROOT / "exports" / CORPUS,
    ):
        shutil.rmtree(results, ignore_errors=True)
    paths = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    if not paths:
        sys.exit("notebooks/ holds no notebook such as 01_ingest.ipynb.")
    done = {path: execute(path) for path in paths}
    for path, notebook in done.items():
        nbformat.write(notebook, path)
    print(f"{len(done)} notebooks written; git diff shows what changed.")


def execute(path: Path) -> nbformat.NotebookNode:
    """The notebook with fresh outputs; stops everything with one sentence if a cell fails."""
    print(f"running {path.relative_to(ROOT)}", flush=True)
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        # kernels on this machine only: no advice on encrypted connections
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        sys.exit(
            f"{path.name} stopped at {error.ename}: {error.evalue}\nNo notebook was"
            " written."
        )
    return make_portable(notebook, path.stem[:2])


def make_portable(notebook: nbformat.NotebookNode, number: str) -> nbformat.NotebookNode:
    """The notebook without anything that differs between two runs or two machines."""
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    notebook.nbformat_minor = 5
    for position, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"{number}-{position:02}"
        cell.metadata = nbformat.from_dict(
            {"tags": cell.metadata["tags"]} if "tags" in cell.metadata else {}
        )
    nbformat.validate(notebook)
    return notebook


if __name__ == "__main__":
    main()
