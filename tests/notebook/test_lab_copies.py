"""Copies of the notebooks for an article of one's own: one place says which, and they run."""

import importlib.util
import json
import os

import nbformat
import pytest
from nbclient import NotebookClient

from castlist.errors import InputError
from support.paths import ROOT, names

STORY = "The mayor, Ana Lopez, said on Monday that the old bridge would be closed. Lopez spoke for an hour in the hall.\n"


@pytest.fixture(scope="module")
def lab():
    spec = importlib.util.spec_from_file_location("lab_tool", ROOT / "tools/lab.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path):
    (tmp_path / "notebooks").mkdir()
    for path in (ROOT / "notebooks").glob("0[1-4]_*.ipynb"):
        (tmp_path / "notebooks" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "My story.txt").write_text(STORY)
    return tmp_path


def test_copies_are_about_the_article_and_run(lab, project):
    folder = lab.copy_notebooks(project / "My story.txt", project / "notebooks")
    assert folder == project / "notebooks/my-story"
    for name in names(folder):
        if name.endswith(".ipynb"):
            notebook = nbformat.read(folder / name, as_version=4)
            sources = "".join(cell["source"] for cell in notebook.cells)
            assert "putin-erdogan-drones" not in sources
            NotebookClient(
                notebook,
                timeout=120,
                resources={"metadata": {"path": str(folder)}},
                extra_arguments=["--log-level=ERROR"],
            ).execute()
    assert "quotes.csv" in names(project / "data/processed/my-story")


def test_a_copy_that_is_there_stays(lab, project):
    folder = lab.copy_notebooks(project / "My story.txt", project / "notebooks")
    mine = folder / "03_entities.ipynb"
    mine.write_text("mine")
    lab.copy_notebooks(project / "My story.txt", project / "notebooks")
    assert mine.read_text() == "mine"
    whole = json.loads((folder / "01_ingest.ipynb").read_text())
    assert not any(cell.get("outputs") for cell in whole["cells"])


def test_what_is_no_file_is_said(lab, project):
    with pytest.raises(InputError, match=r"is no file\. Save the article as"):
        lab.copy_notebooks(project / "nothing.txt", project / "notebooks")


def test_root_may_open_it(lab, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert lab.as_root() == ["--allow-root"]
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert lab.as_root() == []


def test_the_file_browser_shows_the_project_and_begins_at_the_copies(lab):
    told = lab.opened_at(lab.NOTEBOOKS / "a story")
    assert told == [
        f"--ServerApp.root_dir={lab.ROOT}",
        "--LabApp.default_url=/lab/tree/notebooks/a%20story",
    ]
