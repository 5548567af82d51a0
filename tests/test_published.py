"""What is published belongs to the tables, or `castlist check` says that it does not."""

import json
import re
from dataclasses import replace

import nbformat
import pytest

from castlist import charts
from castlist.checks import check
from castlist.errors import CheckFailed
from castlist.published import (
    CHARTS,
    NOTEBOOKS,
    compared_articles,
    fingerprint,
    hash_of,
    published,
    stale_records,
)
from support.commands import castlist

CHOICE = replace(charts.EVERYTHING, sizes=("web",), formats=("png",))
OLD = "The mayor, Ana Lopez, said on Monday that the old bridge would be closed. “Go,” Lopez said. Lopez spoke long.\n"
NEW = "The judge, Eva Braun, said on Monday that the new tunnel would be closed. “No,” Braun said. Braun spoke long.\n"


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory):
    exports = tmp_path_factory.mktemp("exports")
    charts.export(sample, exports, choice=CHOICE)
    return exports


def without_rows(tables, name):
    return replace(tables, frames={**tables.frames, name: tables.frames[name].iloc[:0]})


def test_charts_belong_to_the_tables_that_they_were_drawn_from(sample, folder):
    files, problems = published(sample, folder)
    assert problems == []
    assert files == len(
        [path for path in folder.iterdir() if path.is_file() and path.name != CHARTS]
    )


@pytest.mark.parametrize(
    "name", ["quotes", "mentions", "actors", "scores", "paragraphs", "sentences"]
)
def test_charts_of_other_tables_are_told_whatever_table_differs(sample, folder, name):
    (problem,) = published(without_rows(sample, name), folder)[1]
    assert problem.startswith(
        f"the charts in {folder} were made of other tables than these. Draw them again:"
    )


def test_a_chart_that_somebody_changed_or_took_away_is_named(sample, tmp_path):
    charts.export(sample, tmp_path, choice=CHOICE)
    changed, lost = sorted(tmp_path.glob("*.png"))[:2]
    changed.write_bytes(changed.read_bytes() + b" ")
    lost.unlink()
    gone, other = published(sample, tmp_path)[1]
    assert gone.startswith(f"{lost.name} in {tmp_path}: not there")
    assert other.startswith(f"{changed.name} in {tmp_path}: not as castlist wrote it")
    with pytest.raises(CheckFailed, match="not as castlist wrote it"):
        check(sample, tmp_path)


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"files": {"../x": "0"}}',
        b'{"files": 3}',
        b'{"articles": [3]}',
    ],
    ids=lambda record: repr(record[:20]),
)
def test_a_record_may_hold_anything(sample, tmp_path, record):
    (tmp_path / CHARTS).write_bytes(record)
    files, (problem,) = published(sample, tmp_path)
    assert files == 0
    assert "cannot be read, or is of another version of castlist" in problem
    assert compared_articles(tmp_path) == []


def test_notebooks_of_other_tables_are_stale_but_one_that_somebody_changed_is_theirs(
    sample, tmp_path
):
    notebook = nbformat.writes(nbformat.v4.new_notebook()).encode()
    mine = b"my own"
    (tmp_path / "notebooks").mkdir()
    for name in ("01_a.ipynb", "02_b.ipynb"):
        (tmp_path / "notebooks" / name).write_bytes(notebook)
    files = dict.fromkeys(("01_a.ipynb", "02_b.ipynb"), hash_of(notebook))
    (tmp_path / NOTEBOOKS).write_text(
        json.dumps({"tables": fingerprint([sample]), "files": files})
    )
    assert published(sample, tmp_path) == (2, [])
    assert stale_records(tmp_path, fingerprint([sample])) == []
    (tmp_path / "notebooks/02_b.ipynb").write_bytes(mine)
    assert stale_records(tmp_path, "another") == ["notebooks/01_a.ipynb", NOTEBOOKS]
    charts.export(without_rows(sample, "quotes"), tmp_path, choice=CHOICE)
    assert [path.name for path in (tmp_path / "notebooks").iterdir()] == ["02_b.ipynb"]


def test_check_never_holds_where_charts_are_of_another_text(tmp_path):
    arguments = ("--out", tmp_path / "out", "--size", "web", "--format", "png")
    (tmp_path / "story.txt").write_text(OLD)
    assert castlist("run", tmp_path / "story.txt", *arguments).returncode == 0
    (tmp_path / "out/exports").rename(tmp_path / "kept")
    (tmp_path / "story.txt").write_text(NEW)
    assert castlist("run", tmp_path / "story.txt", *arguments).returncode == 0
    held = castlist("check", tmp_path / "out/processed")
    assert held.returncode == 0
    assert re.search("published files? belongs? to them.", held.stdout)
    (tmp_path / "out/exports").rename(tmp_path / "new")
    (tmp_path / "kept").rename(tmp_path / "out/exports")
    wrong = castlist("check", tmp_path / "out/processed")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith(
        "CheckFailed: the tables hold, but not what was published of them:"
    )
    assert "Draw them again: `castlist charts`" in wrong.stderr
    assert (
        castlist("charts", tmp_path / "out/processed/story", *arguments[2:]).returncode == 0
    )
    assert castlist("check", tmp_path / "out/processed").returncode == 0


def test_a_comparison_of_articles_that_have_changed_is_told(tmp_path):
    for name, text in (("one", OLD), ("two", NEW)):
        (tmp_path / f"{name}.txt").write_text(text)
    quick = ("--size", "web", "--format", "png")
    run = castlist(
        "run", tmp_path / "one.txt", tmp_path / "two.txt", "--out", tmp_path / "out", *quick
    )
    assert run.returncode == 0, run.stderr
    both = [tmp_path / "out/processed" / name for name in ("one", "two")]
    compared = castlist("compare", *both, "--to", tmp_path / "out/exports", *quick)
    assert compared.returncode == 0, compared.stderr
    assert castlist("check", tmp_path / "out/processed").returncode == 0
    (tmp_path / "two.txt").write_text(NEW.replace("Braun", "Maier"))
    assert (
        castlist("run", tmp_path / "two.txt", "--out", tmp_path / "out", *quick).returncode
        == 0
    )
    wrong = castlist("check", tmp_path / "out/processed")
    assert wrong.returncode == 1
    assert (
        f"the charts in {tmp_path / 'out/exports/one-vs-two'} were made of other tables"
        in wrong.stderr
    )
