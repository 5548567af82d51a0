"""The commands about a corpus say what was done, what failed, and what to type next."""

import re

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
    assert "0 are reprints" in shown.output
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


def test_a_build_keeps_to_what_the_last_one_was_told(tmp_path):
    german = "Der Bürgermeister sagte am Montag, dass die alte Brücke geschlossen wird. "
    (tmp_path / "a.txt").write_text(german * 4, encoding="utf-8")
    told = ("build", tmp_path / "a.txt", "--to", tmp_path / "c", "--workers", 1, "--force")
    assert "1 article analysed" in run(*told).output
    again = run("build", "--to", tmp_path / "c", "--workers", 1).output
    assert "0 articles analysed, 1 as before, 0 failed." in again
    assert "another method" not in run("status", tmp_path / "c").output


def test_actors_are_shown_with_what_they_are_a_share_of(built):
    place, _ = built
    shown = run("actors", place / "c", "--by", "outlet", "--top", "1").output
    assert "Post: 8 articles (reprints counted once; 8 with them), 8 of them name" in shown
    assert re.search(
        r"Ana Lopez \(person\): 8 articles \(100% \[\d+ to 100\]\), 32 ment", shown
    )
    assert "80% intervals of counting" in shown
    assert "; speaks in 8, " in shown


def test_actors_go_into_a_file(built):
    place, _ = built
    run("actors", place / "c", "--csv", place / "actors.csv")
    written = (place / "actors.csv").read_text(encoding="utf-8-sig")
    assert written.startswith("group,reprints,name,type,country,articles,share,mentions,")
    assert ",once,Ana Lopez,person,,8,1.0,32," in written


def test_nobody_chosen_is_said(built):
    place, _ = built
    shown = run("actors", place / "c", "--by", "week")
    assert "articles without a date are in no week" in shown.output


def test_a_question_in_sql_is_answered_in_columns(built):
    place, _ = built
    shown = run(
        "sql", place / "c", "select outlet, count(*) as n from articles group by all"
    )
    assert shown.output == "outlet  n\nPost    8\n1 row\n"


def test_the_schema_says_what_columns_mean():
    shown = run("schema", "actors")
    assert "names (whole number): mentions by name" in shown.output
    assert "mentions\n" not in run("schema", "articles").output
