"""Notebooks of one article share a kernel, and each runs as if it were alone."""

import json
from pathlib import Path

import nbformat
import pytest

from castlist.pipeline import read_text
from castlist.run import Plan, Source
from castlist.run.kernel import load_papermill, shared_kernel
from castlist.run.notebooks import NotebookRunner, _is_about_an_article
from support.commands import castlist
from support.paths import ROOT

STORY = "The mayor, Ana Lopez, said on Monday that the old bridge would be closed. “Go,” Lopez said. Lopez spoke long.\n"


def write(path, *cells, parameters=""):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    notebook.metadata.kernelspec = {
        "name": "python3",
        "language": "python",
        "display_name": "Python 3",
    }
    if parameters:
        cell = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
        notebook.cells.insert(0, cell)
    nbformat.write(notebook, path)


def test_a_notebook_knows_nothing_of_the_one_before_it(tmp_path):
    papermill = load_papermill()
    write(tmp_path / "1.ipynb", "import os\nfound = 1\nos.getpid()")
    write(
        tmp_path / "2.ipynb",
        "sorted({'found', 'os'} & set(globals()))",
        "import os\nos.getpid()",
    )
    with shared_kernel(str(tmp_path)) as engine:
        one, two = (
            papermill.execute_notebook(
                str(tmp_path / f"{n}.ipynb"),
                str(tmp_path / f"{n}-done.ipynb"),
                engine_name=engine,
                kernel_name="python3",
                progress_bar=False,
            )
            for n in (1, 2)
        )
    shown = [cell.outputs[0].data["text/plain"] for cell in (*one.cells, *two.cells)]
    assert shown[1] == "[]"
    assert shown[0] == shown[2]  # one kernel
    assert [cell.execution_count for cell in two.cells] == [1, 2]


def test_a_notebook_behind_another_may_start_processes(tmp_path):
    """Python asks for the spec of the main module, which a reset must leave there."""
    papermill = load_papermill()
    start = (
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from multiprocessing import get_context\n"
        "with ProcessPoolExecutor(1, mp_context=get_context('spawn')) as pool:\n"
        "    print(pool.submit(abs, -3).result())"
    )
    write(tmp_path / "1.ipynb", start)
    with shared_kernel(str(tmp_path)) as engine:
        done = papermill.execute_notebook(
            str(tmp_path / "1.ipynb"),
            str(tmp_path / "1-done.ipynb"),
            engine_name=engine,
            kernel_name="python3",
            progress_bar=False,
        )
    assert done.cells[0].outputs[0].text == "3\n"


def test_a_run_leaves_out_what_is_about_no_article():
    """Notebook 07 would build its corpus among the article's own results."""
    paths = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    left_out = [path.stem for path in paths if not _is_about_an_article(path)]
    assert left_out == ["07_corpus"]


def test_everything_that_a_run_can_say_reaches_a_notebook():
    papermill = load_papermill()
    known = set()
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        known |= set(papermill.inspect_notebook(str(path)))
    runner = NotebookRunner.__new__(NotebookRunner)
    runner.plan = Plan()
    article = read_text(STORY, name="story")
    sent = runner._parameters(article, Source("story.txt"), Path("a"), Path("b"))
    assert {"sizes", "formats", "style", "article", "model"} <= set(sent) <= known


def test_a_kernel_that_dies_ends_the_run_of_its_notebook(tmp_path):
    papermill = load_papermill()
    write(tmp_path / "1.ipynb", "import os\nos._exit(1)")
    with (
        pytest.raises(Exception, match=r"[Kk]ernel died"),
        shared_kernel(str(tmp_path)) as engine,
    ):
        papermill.execute_notebook(
            str(tmp_path / "1.ipynb"),
            str(tmp_path / "1-done.ipynb"),
            engine_name=engine,
            kernel_name="python3",
            progress_bar=False,
        )


@pytest.mark.parametrize("options", [("--size", "print52", "--format", "pdf")])
def test_sizes_and_formats_reach_the_notebook_of_charts(tmp_path, monkeypatch, options):
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "notebooks").mkdir()
    write(
        tmp_path / "notebooks/01_all.ipynb",
        "import castlist\nfrom castlist import charts",
        "tables = castlist.tabulate(castlist.read_article(article), castlist.load_model())\ncastlist.save(tables, folder)",
        "choice = charts.Choice(charts=['actors'], sizes=sizes, formats=formats)",
        "charts.export(tables, exports, choice=choice);",
        parameters="article = ''\nfolder = ''\nexports = ''\nsizes = []\nformats = []",
    )
    monkeypatch.chdir(tmp_path)
    done = castlist("run", "story.txt", "--notebooks", "--out", "out", *options)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "out/exports/story/charts.json").read_bytes())
    (chart,) = manifest["charts"]
    assert [(p["size"], list(p["files"])) for p in chart["pictures"]] == [
        ("print52", ["pdf"])
    ]
    lines = done.stderr.splitlines()
    assert lines[0] == "loading castlist"
    assert "story: notebook 1 of 1, 01_all" in lines
