"""The made archive: the same for a seed, its truth true, and read as it says."""

import csv
import subprocess
import sys

from castlist.corpus import ask, listed
from castlist.corpus.build import build_corpus
from castlist.corpus.plan import How
from support.corpora import here
from support.paths import ROOT


def make(folder, *options):
    tool = [sys.executable, str(ROOT / "tools/make_archive.py"), str(folder), *options]
    made = subprocess.run(tool, capture_output=True, text=True, check=True)
    assert "castlist corpus build --list" in made.stdout
    with (folder / "truth.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_makes_the_same_archive(tmp_path):
    options = ("--articles", "60", "--bad", "0.1")
    assert make(tmp_path / "a", *options) == make(tmp_path / "b", *options)
    one = {p.name: p.read_bytes() for p in (tmp_path / "a/articles").iterdir()}
    two = {p.name: p.read_bytes() for p in (tmp_path / "b/articles").iterdir()}
    assert one == two
    assert one != dict.fromkeys(one, b"")
    assert make(tmp_path / "c", *options, "--seed", "2") != make(tmp_path / "a", *options)


def test_what_cannot_be_read_is_a_row_and_reprints_are_found(tmp_path):
    truth = make(tmp_path / "in", "--articles", "60", "--bad", "0.15", "--reprints", "0.2")
    bad = {row["file"] for row in truth if not row["published"]}
    reprints = {row["file"][:-4]: row["original"][:-4] for row in truth if row["original"]}
    assert bad
    assert reprints
    how = How(reviewed=tmp_path / "reviewed")
    source = [listed(str(tmp_path / "in/list.csv"), {})]
    built = build_corpus(tmp_path / "c", source, how, crew=here())
    assert (built.read, built.failed) == (60, len(bad))
    found = dict(ask(tmp_path / "c", "select article_id, original from reprints").rows)
    right = sum(found.get(key) == original for key, original in reprints.items())
    assert right >= 0.9 * len(reprints)
    # sentences are drawn by chance: two articles may share many
    assert len(set(found) - set(reprints)) <= 1
