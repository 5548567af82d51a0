"""The headline numbers of an article under other definitions."""

import pytest

import castlist
from castlist import what_if_counted, what_if_scored
from castlist.pipeline import Reading, read_text
from castlist.sentiment import SCORERS
from castlist.what_if import COUNTED

STORY = """Lind and Berg at odds over the bridge

Ada Lind opened the bridge on Monday. She said that it was safe. She left early, and she did not come back to the town hall.

Olaf Berg called it a waste of money. “Ada Lind never asked us what it would cost the town,” Berg said. Berg wants a vote.
"""


@pytest.fixture(scope="module")
def story(nlp):
    return castlist.tabulate(read_text(STORY, Reading(force=True), name="story"), nlp)


def test_the_first_row_is_what_is_published(sample):
    frame = what_if_counted(sample)
    assert frame["definition"].tolist() == list(COUNTED)
    actors = sample.actors.sort_values("mentions", ascending=False, kind="stable")
    first = frame.iloc[0]
    assert first["first_mentions"] == actors["mentions"].iloc[0]
    assert first["mentions"] == actors["mentions"].sum()
    assert first["actors"] == len(actors)


def test_each_definition_counts_less_and_says_whether_the_lead_stands(story):
    frame = what_if_counted(story).set_index("definition")
    assert (frame["mentions"] <= frame["mentions"].iloc[0]).all()
    assert frame.loc["as published", "first"] == "Ada Lind"
    assert frame.loc["as published", "stands"]
    assert frame.loc["names only", "first"] == "Olaf Berg"
    assert not frame.loc["names only", "stands"]
    title = (
        frame.loc["as published", "mentions"] - frame.loc["without the title", "mentions"]
    )
    assert title == 2
    outside = frame.loc["outside quotes word for word", "mentions"]
    assert frame.loc["as published", "mentions"] - outside == 1


def test_other_tables_are_further_rows(sample):
    frame = what_if_counted(sample, {"the same again": sample})
    assert frame["definition"].iloc[-1] == "the same again"
    assert frame.iloc[-1, 1:].tolist() == frame.iloc[0, 1:].tolist()


def test_nobody_leads_where_two_have_as_many(sample):
    frame = what_if_counted(sample.extend({"mentions": []}))
    assert frame["first"].tolist() == [""] * len(COUNTED)
    assert not frame["stands"].any()


def test_each_scorer_has_a_row(sample):
    frame = what_if_scored(sample)
    assert frame["scorer"].tolist() == list(SCORERS)
    assert set(frame[["negative", "neutral", "positive"]].sum(axis=1)) == {9}
    assert frame["stands"].iloc[0]


def test_without_scores_there_is_no_row(sample):
    assert what_if_scored(sample.extend({"scores": []})).empty
