"""What people decided about quotes is obeyed,
and the tables about voices say who is heard and who is not."""

import pandas as pd
import pytest

import castlist
from castlist.checks import check
from castlist.decisions import add_decision, read_decisions
from castlist.pipeline import analyse, read_text
from castlist.summary import by_speaker, never_heard
from castlist.tables import restore_cast

STORY = (
    "Angela Merkel met Bo Berg in Oslo on Monday.\n\n“We will not pay for the ship this year,” Merkel said.\n\n"
    "Berg said that the ship would be sold in the spring.\n\n“It was the best ship that we ever had.”\n\n"
    "Cy Chan was in the harbour, and did not want to comment on the ship."
)


@pytest.fixture(scope="module")
def article():
    return read_text(STORY, name="ship")


def decided(article, nlp, folder):
    tables = castlist.tabulate(article, nlp, decisions=read_decisions(folder, "ship"))
    check(tables)
    return tables


def spoken(tables):
    kept = tables.quotes[tables.quotes["state"] != "rejected"]
    return list(
        zip(kept["text"].str[:11], kept["speaker_actor_id"], kept["state"], strict=True)
    )


def test_without_decisions_each_quote_has_the_speaker_that_the_text_gives(
    article, nlp, tmp_path
):
    assert spoken(decided(article, nlp, tmp_path)) == [
        ("We will not", "angela-merkel", "auto"),
        ("the ship wo", "bo-berg", "auto"),
        ("It was the ", "bo-berg", "auto"),
    ]


def test_a_speaker_can_be_set_and_cleared_by_some_words_of_the_quote(
    article, nlp, tmp_path
):
    add_decision(tmp_path, "ship", "speaker", "the best ship", target="Cy Chan")
    add_decision(tmp_path, "ship", "speaker", "we will NOT pay")
    tables = decided(article, nlp, tmp_path)
    assert spoken(tables) == [
        ("We will not", "", "confirmed"),
        ("the ship wo", "bo-berg", "auto"),
        ("It was the ", "cy-chan", "confirmed"),
    ]
    assert tables.quotes["rule"].tolist()[0] == "decision: ship.csv, row 3"
    # the words name somebody who does not speak
    assert tables.quotes["speaker"].tolist()[0] == ""
    assert tables.decisions["matched"].tolist() == [1, 1]


def test_to_confirm_a_speaker_keeps_the_words_that_name_it(article, nlp, tmp_path):
    add_decision(tmp_path, "ship", "speaker", "We will not pay", target="Angela Merkel")
    quote = decided(article, nlp, tmp_path).quotes.iloc[0]
    assert (quote["speaker"], quote["state"]) == ("Merkel", "confirmed")


def test_what_is_no_quote_counts_nowhere_and_can_be_seen(article, nlp, tmp_path):
    add_decision(
        tmp_path, "ship", "not_a_quote", "We will not pay for the ship", scope="q1"
    )
    tables = decided(article, nlp, tmp_path)
    assert tables.quotes["state"].tolist()[0] == "rejected"
    assert "Angela Merkel" not in set(by_speaker(tables)["speaker"])
    assert tables.decisions["matched"].tolist() == [1]


@pytest.mark.parametrize(
    ("words", "target", "scope"),
    [
        ("we will never pay", "", ""),
        ("We will not pay", "Dee Dahl", ""),
        ("We will not pay", "", "q2"),
    ],
    ids=["words that nobody says", "a speaker who is not there", "another quote"],
)
def test_a_decision_that_finds_nothing_changes_nothing_and_is_reported(
    article, nlp, tmp_path, words, target, scope
):
    add_decision(tmp_path, "ship", "speaker", words, target=target, scope=scope)
    tables = decided(article, nlp, tmp_path)
    assert set(tables.quotes["state"]) == {"auto"}
    assert tables.decisions["matched"].tolist() == [0]


def test_stage_by_stage_as_in_the_notebooks_gives_the_same(article, nlp, tmp_path):
    add_decision(tmp_path, "ship", "speaker", "We will not pay")
    add_decision(tmp_path, "ship", "reject", "Cy Chan")
    decisions = read_decisions(tmp_path, "ship")
    tables = castlist.add_words(castlist.begin_tables(article), nlp)
    tables = castlist.add_cast(tables, nlp, decisions=decisions)
    assert tables.decisions["action"].tolist() == ["reject"]
    tables = castlist.add_quotes(tables, nlp, decisions=decisions)
    tables = castlist.add_scores(tables, nlp)
    at_once = castlist.tabulate(article, nlp, decisions=decisions)
    assert tables.frames.keys() == at_once.frames.keys()
    for name, frame in at_once.frames.items():
        pd.testing.assert_frame_equal(tables.frames[name], frame)
    assert tables.about == at_once.about
    assert restore_cast(tables) == analyse(article, nlp, decisions=decisions).cast


def test_voices_and_who_has_none(article, nlp, tmp_path):
    tables = decided(article, nlp, tmp_path)
    voices = by_speaker(tables).set_index("speaker")
    assert voices["quoted_words"].to_dict() == {"Angela Merkel": 9, "Bo Berg": 9}
    assert voices["reported"].to_dict() == {"Angela Merkel": 0, "Bo Berg": 1}
    assert voices["share_of_quoted"].sum() == pytest.approx(1)
    assert never_heard(tables)["name"].tolist() == ["Cy Chan"]


def test_who_speaks_together_with_others_is_heard(sample):
    assert "Putin" not in set(never_heard(sample)["name"])
    assert "Kremlin" in set(never_heard(sample)["name"])
