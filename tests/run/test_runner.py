"""Articles go through one after the other, however many there are."""

from collections import Counter

import pytest

from castlist.charts import Choice
from castlist.decisions import add_decision
from castlist.run import (
    AlreadyThere,
    Analyser,
    Done,
    Places,
    Plan,
    Source,
    run_articles,
    runner,
)

TEXT = (
    "The mayor, Ana Lopez, said on Monday that the old {} would be closed. Lopez spoke for an"
    " hour in the hall.\n"
)


@pytest.fixture
def plan(tmp_path):
    places = Places(tmp_path / "processed", tmp_path / "exports", tmp_path / "reviewed")
    return Plan(places, choice=Choice(charts=["actors"], sizes=["web"], formats=["svg"]))


def test_an_article_is_finished_before_the_next_one_is_read(tmp_path, plan):
    first = tmp_path / "first.txt"
    first.write_text(TEXT.format("bridge"))
    second = tmp_path / "second.txt"
    outcomes = run_articles(
        [Source(str(first)), Source(str(second))], plan, runner=Analyser
    )
    done = next(outcomes)
    assert isinstance(done, Done)
    assert (done.processed / "actors.csv").is_file()
    second.write_text(TEXT.format("school"))  # it was not there when the call began
    assert [type(outcome) for outcome in outcomes] == [Done]


def test_the_same_text_under_another_name_is_told_and_is_no_failure(tmp_path, plan):
    paths = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for path in paths:
        path.write_text(TEXT.format("bridge"))
    sources = [Source(str(path)) for path in paths]
    outcomes = list(run_articles(sources, plan, runner=Analyser))
    assert [type(outcome) for outcome in outcomes] == [Done, AlreadyThere]
    assert outcomes[1].article_id == "first"
    assert not (plan.places.processed / "failures.csv").exists()


def test_the_same_text_under_another_name_is_told_in_a_later_run_too(tmp_path, plan):
    found = []
    for name in ("first", "second", "first"):
        path = tmp_path / f"{name}.txt"
        path.write_text(TEXT.format("bridge"))
        found += run_articles([Source(str(path))], plan, runner=Analyser)
    assert [type(outcome) for outcome in found] == [Done, AlreadyThere, Done]
    assert found[1].article_id == "first"
    assert found[2].note == ""


def test_the_decisions_of_an_article_are_read_once(tmp_path, plan, monkeypatch):
    read: Counter[str | None] = Counter()
    right = runner.read_decisions

    def counted(reviewed, article_id):
        read[article_id] += 1
        return right(reviewed, article_id)

    monkeypatch.setattr(runner, "read_decisions", counted)
    path = tmp_path / "story.txt"
    path.write_text(TEXT.format("bridge"))
    add_decision(plan.places.reviewed, "story", "rename", "Ana Lopez", target="The Mayor")
    (done,) = run_articles([Source(str(path))], plan, runner=Analyser)
    assert "The Mayor" in set(done.tables.actors["name"])
    assert read == {None: 1, "story": 1}
