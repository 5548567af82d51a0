"""Who speaks, by the article's own words: each kind with its evidence, gender by pronouns and titles
only, and unknown where the article says nothing."""

import pytest

from castlist.pipeline import read_text
from castlist.steps import save, tabulate
from castlist.voices import by_kind, by_voice

STORY = """The bridge will be closed

“We will close the bridge on Monday, because it is old,” Mayor Lena Brodsky said. She has a plan.

“The steel is weak,” said Milan Orlic, an engineer at the University of Selmo.

“I cross it every day with my children,” said Ada Lind, a resident of the old town.

“It would ruin us,” said Jonas Brede, chairman of the company Selmo Ferries. Mr. Brede owns three boats.

“Nobody asked us,” said Robin Falk on Tuesday.

“It was sold long ago,” said a person familiar with the talks.
"""
KINDS = {
    "Lena Brodsky": "official",
    "Milan Orlic": "expert",
    "Ada Lind": "citizen",
    "Jonas Brede": "organisation",
    "Robin Falk": "unknown",
    "a person familiar with the talks": "unnamed",
}


@pytest.fixture(scope="module")
def tables(nlp):
    return tabulate(read_text(STORY, name="bridge"), nlp)


def test_each_voice_has_its_kind_and_the_words_that_say_it(tables):
    voices = by_voice(tables).set_index("voice")
    assert voices["kind"].to_dict() == KINDS
    assert "engineer" in voices.loc["Milan Orlic", "evidence"]
    assert voices.loc["Robin Falk", "evidence"].startswith("the article does not say")


def test_gender_is_what_pronouns_and_titles_say_and_never_the_name(tables):
    voices = by_voice(tables).set_index("voice")
    assert voices.loc["Lena Brodsky", "gender"] == "female"
    assert voices.loc["Jonas Brede", "gender_evidence"] == "“Mr” 1"
    assert (
        voices.loc["Ada Lind", "gender"] == ""
    )  # though lists hold Ada for a woman's name


def test_who_speaks_behind_a_name_is_not_what_it_is(nlp):
    text = (
        "The minister met Carla Roe in Oslo on Monday.\n\nAsked about the talks between the union"
        " and Carla Roe, the press secretary replied: “They will go on until the end of May.”\n\n"
        "Carla Roe said on Tuesday that nobody had told her of it, and that she would wait."
    )
    voices = by_voice(tabulate(read_text(text, name="talks"), nlp)).set_index("voice")
    assert voices.loc["Carla Roe", "kind"] == "unknown"


def test_words_and_shares_add_up_over_voices_and_kinds(tables):
    voices = by_voice(tables)
    assert voices["words"].sum() == tables.quotes["words"].sum()
    assert voices["share"].sum() == pytest.approx(1, abs=0.01)
    kinds = by_kind(tables)
    assert kinds["words"].sum() == voices["words"].sum()
    assert kinds["voices"].sum() == len(voices)


def test_the_table_is_written_beside_the_others(tables, tmp_path):
    assert (save(tables, tmp_path / "a") / "voices.csv").read_text(encoding="utf-8").count(
        "\n"
    ) == 7
