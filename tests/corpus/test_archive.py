"""The made archive: the same for a seed, and what its table says is what a corpus makes of it."""

import csv
import subprocess
import sys

import pytest

from castlist.corpus import ask
from support.corpora import build
from support.paths import ROOT

KINDS = ("empty", "broken", "huge", "other language", "copy", "misdated")
TOOL = ROOT / "tools/make_archive.py"


def make(folder, *options):
    return subprocess.run(
        [sys.executable, str(TOOL), str(folder), *options],
        capture_output=True,
        text=True,
        check=False,
    )


def truth(folder):
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A fifth of it is bad, so that every kind of it is there."""
    folder = tmp_path_factory.mktemp("made") / "in"
    made = make(folder, "--number", "60", "--bad", "0.2", "--reprints", "0.2")
    assert "60 texts" in made.stdout
    return folder


def test_the_same_options_make_the_same_bytes_and_another_seed_others(archive, tmp_path):
    for folder, seed in (("same", "1"), ("other", "2")):
        options = ("--number", "60", "--bad", "0.2", "--reprints", "0.2", "--seed", seed)
        assert make(tmp_path / folder, *options).returncode == 0
    assert contents(tmp_path / "same") == contents(archive)
    other = contents(tmp_path / "other")
    assert other.keys() == contents(archive).keys()
    assert other != contents(archive)


def test_a_longer_archive_begins_as_a_shorter_one(archive, tmp_path):
    make(tmp_path / "in", "--number", "70", "--bad", "0.2", "--reprints", "0.2")
    files = contents(tmp_path / "in/articles")
    shorter = contents(archive / "articles")
    same = [name for name, data in shorter.items() if files[name] == data]
    assert len(same) >= len(shorter) - 1  # the list of dates, which span the same time


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--number", "0"), "one text"),
        (("--bad", "1.5"), "from 0 to 1"),
        (("--reprints", "-1"), "from 0 to 1"),
        (("--outlets", "0"), "one outlet"),
    ],
)
def test_what_cannot_be_made_is_said(tmp_path, options, said):
    made = make(tmp_path / "in", *options)
    assert made.returncode == 1
    assert said in made.stderr


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").touch()
    made = make(tmp_path)
    assert made.returncode == 1
    assert "is not empty" in made.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_corpus_makes_of_every_file_what_the_table_says(archive, tmp_path):
    rows = truth(archive)
    assert {row["kind"] for row in rows} == {*KINDS, "article", "reprint"}
    built = build(tmp_path / "c", archive / "articles")
    failures = {row["file"] for row in rows if row["expected"] == "failure"}
    assert (built.read, built.failed) == (60, len(failures))
    question = "select source, outlet, published from articles"
    found = {source: known for source, *known in ask(tmp_path / "c", question).rows}
    assert found == {
        row["file"]: [row["outlet"], row["published"]]
        for row in rows
        if row["file"] not in failures
    }
    original = {row["file"]: row["original"] for row in rows if row["original"]}
    question = """
        select a.source, b.source from reprints
        join articles a using (article_id) join articles b on b.article_id = original
    """
    assert dict(ask(tmp_path / "c", question).rows) == original
