"""What a reader sees of captions: their names are counted, the photographer is not, they have no
tone, and the charts say so."""

import pytest

from castlist.checks import check
from castlist.pipeline import read_text
from castlist.steps import tabulate
from support.chart_cases import draw, every_note

STORY = """Bridge opens after nine years

Marta Kolb and Jan Ortega at the awful harbour in Bergen on Sunday. Image: Petra Vance.

The bridge opened on Sunday, Ortega said. It had cost twice what was planned, and the city will pay for it until 2040.

Image source, EPA

Ortega was glad. The city is proud of the bridge, he said, and nobody will miss the old ferry.
"""


@pytest.fixture(scope="module")
def tables(nlp):
    return tabulate(read_text(STORY, name="bridge"), nlp)


def test_the_tables_add_up(tables):
    assert check(tables).startswith("All checks hold")
    assert tables.paragraphs["role"].tolist() == ["title", "caption", "body", "body"]
    assert tables.cuts["text"].tolist() == ["Image: Petra Vance.", "Image source, EPA"]


def test_who_stands_in_a_caption_is_counted_and_who_took_the_picture_is_not(tables):
    names = dict(zip(tables.actors["name"], tables.actors["names"], strict=True))
    assert names["Jan Ortega"] == 3
    assert names["Marta Kolb"] == 1
    assert not any("Vance" in name or "EPA" in name for name in names)


def test_a_caption_has_no_score(tables):
    scored = tables.scores[tables.scores["unit"] == "paragraph"]
    assert set(scored["unit_id"]) == {1, 3, 4}
    sentences = tables.sentences.set_index("sentence")["paragraph"]
    said = tables.scores[tables.scores["unit"] == "sentence"]["unit_id"]
    assert 2 not in set(sentences.loc[said.unique()])


@pytest.mark.parametrize(
    ("chart", "note"),
    [
        ("actors", "Counted too: 3 mentions in captions of pictures."),
        ("strip", "Paragraph 2 is the caption of a picture."),
        ("together", "Paragraph 2 is the caption of a picture."),
        ("tone", "The caption of a picture (paragraph 2) has no score."),
        ("tone-by-actor", "The caption of a picture (paragraph 2) has no score."),
    ],
)
def test_a_chart_says_what_becomes_of_captions(tables, chart, note):
    assert note in every_note(draw(chart, tables, size="web"))


def test_the_chart_of_tone_has_no_row_for_a_caption(tables):
    assert set(draw("tone", tables, size="web").data["paragraph"]) == {1, 3, 4}


def test_a_chart_of_an_article_without_captions_says_nothing_of_them(sample):
    for chart in ("actors", "strip", "tone"):
        assert "caption" not in every_note(draw(chart, sample, size="web"))
