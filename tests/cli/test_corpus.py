"""The commands about a corpus say what was done, what failed, and what to type next."""

import pytest
from typer.testing import CliRunner

from castlist.cli import app
from support.corpora import write_articles


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A corpus of eight articles and an empty file, and what its build printed."""
    place = tmp_path_factory.mktemp("corpus")
    source = write_articles(place / "in")
    (source / "empty.txt").write_bytes(b"")
    made = run("build", source, "--to", place / "c", "--workers", 1, "--outlet", "Post")
    return place, made


def run(*words):
    return CliRunner().invoke(app, ["corpus", *map(str, words)])


def test_a_build_ends_with_counts_and_where_the_failures_are(built):
    place, made = built
    assert made.exit_code == 1
    assert "9 inputs read; 8 articles analysed, 0 as before, 1 failed." in made.output
    assert "ingest: InputError: 1" in made.output
    assert f"castlist corpus status {place / 'c'} --failures" in made.output


def test_the_status_says_what_is_there_and_what_failed(built):
    place, _ = built
    shown = run("status", place / "c", "--failures")
    assert shown.exit_code == 0
    assert "8 articles, " in shown.output
    assert "outlets: Post 8" in shown.output
    assert "empty.txt is empty" in shown.output
    assert f"castlist corpus build --to {place / 'c'}" in shown.output


def test_status_says_that_articles_were_analysed_by_another_method(built):
    place, _ = built
    shown = run("status", place / "c", "--model", "en_core_web_md")
    assert "8 articles were analysed by another method" in shown.output


def test_a_rerun_needs_no_sources_and_leaves_all_as_it_is(built):
    place, _ = built
    again = run("build", "--to", place / "c", "--workers", 1)
    assert "0 articles analysed, 9 as before, 1 failed." in again.output
