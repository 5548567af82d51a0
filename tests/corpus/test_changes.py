"""What moved between two builds of a corpus, and why."""

import random
import re
import shutil

import pytest
from typer.testing import CliRunner

from castlist.cli import app
from castlist.corpus import CorpusRecord, ask, corpus_changes, count_actors
from castlist.errors import InputError
from support.corpora import THINGS, build, write_articles

NUMBERS = """
select who.name, count(distinct article_id), sum(mentions) from actors
join across using (article_id, actor_id) join who on who.who = across.who group by who.name
"""


def causes(corpus, since=1):
    return dict(corpus_changes(corpus, since).causes)


@pytest.fixture
def corpus(tmp_path):
    build(tmp_path / "c", write_articles(tmp_path / "in"))
    return tmp_path / "c"


def again(corpus, **how):
    return build(corpus, corpus.parent / "in", **how)


def test_a_changed_text_is_the_cause_of_what_moved(corpus):
    changed = corpus.parent / "in" / "mill.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text + "Ana Lopez left. Ben Okoro stayed.\n", encoding="utf-8")
    again(corpus)
    found = corpus_changes(corpus, 1)
    assert found.causes == {"text": 1}
    moved = {m.name: m for m in found.moved}
    assert (moved["Ben Okoro"].before.articles, moved["Ben Okoro"].now.articles) == (0, 1)
    lopez = moved["Ana Lopez"]
    assert (lopez.before.articles, lopez.now.articles) == (8, 8)
    assert lopez.now.mentions == lopez.before.mentions + 1
    assert [(c.article_id, c.cause, c.why) for c in lopez.changes] == [
        ("mill", "text", "its text changed")
    ]


def test_new_articles_other_facts_decisions_and_settings_are_told_apart(corpus):
    place = corpus.parent
    write_articles(place / "more", ["quarry"])
    (place / "reviewed").mkdir()
    decision = "action,surface,target,type,scope,note,at\nreject,Ana Lopez,,,,,\n"
    (place / "reviewed" / "mill.csv").write_text(decision, encoding="utf-8")
    build(corpus, place / "in", place / "more")
    assert causes(corpus) == {"new": 1, "decision": 1}
    lopez = next(m for m in corpus_changes(corpus, 1).moved if m.name == "Ana Lopez")
    moved = {c.cause: (c.article_id, c.mentions > c.mentions_before) for c in lopez.changes}
    assert moved == {"new": ("quarry", True), "decision": ("mill", False)}
    build(corpus, place / "in", place / "more", force=True)
    found = corpus_changes(corpus, 2)
    assert found.causes == {"settings": 9}
    assert found.settings == {"force": (None, True)}
    assert not found.moved


def test_what_failed_and_does_no_more_is_told(corpus):
    path = corpus.parent / "in" / "mill.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text("Zu kurz.", encoding="utf-8")
    again(corpus)
    path.write_text(text, encoding="utf-8")
    again(corpus)
    lopez = [m for m in corpus_changes(corpus, 2).moved if m.name == "Ana Lopez"]
    assert [(m.before.articles, m.now.articles) for m in lopez] in ([], [(7, 8)])
    assert not corpus_changes(corpus, 1).moved  # it is what it was


def test_every_earlier_run_is_told_as_it_was(tmp_path):
    """The numbers then, worked out from now, are those that were published then."""
    chance = random.Random(7)
    source = write_articles(tmp_path / "in", THINGS[:3])
    published = {}
    names = ("Ana Lopez", "Ben Okoro", "Chen Wei", "Dina Haddad")
    for run in range(1, 6):
        build(tmp_path / "c", source)
        published[run] = {
            name: (int(articles), int(mentions))
            for name, articles, mentions in ask(tmp_path / "c", NUMBERS).rows
        }
        thing = chance.choice(THINGS)
        told = " ".join(
            f"{n} spoke in the hall on Monday." for n in chance.sample(names, 2)
        )
        write_articles(source, [thing])
        path = source / f"{thing}.txt"
        path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    for run in range(1, 5):
        found = corpus_changes(tmp_path / "c", run)
        for moved in found.moved:
            then = published[run].get(moved.name, (0, 0))
            now = published[5].get(moved.name, (0, 0))
            assert (moved.before.articles, moved.before.mentions) == then
            assert (moved.now.articles, moved.now.mentions) == now
            assert sum(c.articles for c in moved.changes) == now[0] - then[0]
        unmoved = {*published[run], *published[5]} - {m.name for m in found.moved}
        for name in unmoved:
            assert published[run].get(name) == published[5].get(name)


def test_the_first_page_says_in_words_what_moved(corpus):
    path = corpus.parent / "in" / "mill.txt"
    path.write_text(
        path.read_text(encoding="utf-8") + "Ben Okoro stayed.\n", encoding="utf-8"
    )
    again(corpus)
    shown = CliRunner().invoke(app, ["corpus", "changes", str(corpus), "--since", "1"])
    page = shown.output
    assert "changed texts: 1 article" in page
    assert "Ben Okoro (person): articles 0 -> 1, mentions 0 -> 1" in page
    assert "mill: mentions 0 -> 1 (its text changed)" in page


def test_a_run_that_is_not_there_is_named_with_those_that_are(corpus):
    again(corpus)
    with pytest.raises(InputError, match=r"no earlier run 2\. Earlier runs: 1\."):
        corpus_changes(corpus, 2)
    assert len(CorpusRecord.read(corpus).runs) == 2


def test_what_a_damaged_part_has_lost_is_not_called_new(corpus):
    (corpus / "parts" / "000001" / "actors.parquet").write_bytes(b"")
    again(corpus)
    assert set(causes(corpus)) == {"lost"}
    write_articles(corpus.parent / "in", ["quarry"])
    again(corpus)
    assert causes(corpus, since=2) == {"new": 1}


def test_an_actor_that_is_not_there_is_said_with_the_nearest(corpus):
    again(corpus)
    asked = ["corpus", "changes", str(corpus), "--since", "1", "--actor"]
    shown = CliRunner().invoke(app, [*asked, "Anna Lopes"])
    assert "Nearest: Ana Lopez" in str(shown.exception)
    there = CliRunner().invoke(app, [*asked, "ana lopez"])
    assert "No number of ana lopez moved." in there.output


def test_status_lists_the_runs_that_changes_asks_for(corpus):
    again(corpus)
    page = CliRunner().invoke(app, ["corpus", "status", str(corpus)]).output
    assert re.search(
        r"^run 1, \d{4}-\d\d-\d\dT\d\d:\d\d: \d+ analysed, 0 as before", page, re.M
    )
    assert re.search(r"^run 2, .*: 0 analysed", page, re.M)


def test_numbers_then_are_those_that_were_printed_and_lost_joins_are_a_cause(tmp_path):
    texts = {
        "a": "Ana Lopez of the Works Ministry opened a school. Lopez said it was a good day.",
        "b": "Lopez met the council of Harlow. The council will vote on Friday, Lopez said.",
        "c": "Ana Lopez flew to Harlow. Lopez is back on Monday, said Ana Lopez.",
    }
    place = tmp_path / "in"
    place.mkdir()
    for name, text in texts.items():
        more = "The weather was fine in the evening, and all went home early on that day."
        (place / f"{name}.txt").write_text(f"{text} {more}\n", encoding="utf-8")
    build(tmp_path / "c", place)
    printed = {r.name: r.articles for r in count_actors(tmp_path / "c")}
    assert printed["Ana Lopez"] == 3
    (tmp_path / "reviewed").mkdir()
    decision = "action,surface,target,type,scope,note,at\nreject,Ana Lopez,,,,,\n"
    (tmp_path / "reviewed" / "actors.csv").write_text(decision, encoding="utf-8")
    build(tmp_path / "c", place)
    moved = {m.name: m for m in corpus_changes(tmp_path / "c", 1).moved}
    assert moved["Ana Lopez"].before.articles == 3
    for each in moved.values():
        steps = sum(change.articles for change in each.changes)
        assert each.before.articles + steps == each.now.articles
    assert "joins" in {c.cause for each in moved.values() for c in each.changes}
    page = (
        CliRunner()
        .invoke(app, ["corpus", "changes", str(tmp_path / "c"), "--since", "1"])
        .output
    )
    assert "names joined otherwise over all articles" in page
    assert "with reprints, then and now" in page


def test_a_corpus_that_kept_no_numbers_says_so(corpus):
    shutil.rmtree(corpus / "printed")
    again(corpus)
    (corpus / "printed" / "000002.parquet").unlink()
    page = (
        CliRunner().invoke(app, ["corpus", "changes", str(corpus), "--since", "1"]).output
    )
    assert "does not know what was printed then" in page
