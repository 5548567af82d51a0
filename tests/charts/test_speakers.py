"""Chart 4, who speaks: bars of quoted words where there is something to compare,
else the quotes themselves."""

import pytest

from castlist import charts
from support.chart_cases import boxes, crowd, every_note, make_tables

PEOPLE = {
    name: ("person", {1: "n", 2: "n"}) for name in ("Ana Lopez", "Bo Berg", "Cy Chan")
}
LONG = [("word " * 60).strip()] * 6


def speakers(*quotes, paragraphs=LONG, **options):
    return charts.speakers(
        make_tables(PEOPLE, paragraphs, quotes=quotes, title="The story"), **options
    )


def texts(chart):
    return [text.replace("\xa0", " ") for text, *_ in boxes(chart)]


def test_a_bar_says_words_share_and_quotes_and_the_subtitle_both_denominators():
    chart = speakers((1, "Ana Lopez", 40), (2, "Ana Lopez", 22), (3, "Bo Berg", 3))
    assert chart.headline == "Ana Lopez is quoted most: 62 of 65 quoted words"
    assert "62 words, 95%, 2 quotes" in texts(chart)
    assert "65 of the article’s 372 words (17%) are quoted" in chart.subtitle
    assert "where Ana Lopez has 62 and Bo Berg 3 of 65" in chart.alt


def test_data_is_one_row_a_quote_and_one_row_a_bar():
    chart = speakers((1, "Ana Lopez", 40), (2, "", 22), (3, "Bo Berg", 30))
    assert chart.data[["speaker", "words", "paragraph"]].to_numpy().tolist() == [
        ["Ana Lopez", 40, 1],
        ["", 22, 2],
        ["Bo Berg", 30, 3],
    ]
    assert chart.wide.to_numpy().tolist() == [
        ["Ana Lopez", 40, 1],
        ["Bo Berg", 30, 1],
        ["not attributed", 22, 1],
    ]


def test_words_of_nobody_known_come_last_and_hollow_and_are_no_headline():
    chart = speakers((1, "", 50), (2, "Ana Lopez", 20), (3, "Bo Berg", 3))
    assert chart.headline == "Who is quoted in “The story”"
    names = [t for t in texts(chart) if t in {"Ana Lopez", "Bo Berg", "Not attributed"}]
    assert names == ["Ana Lopez", "Bo Berg", "Not attributed"]
    assert [mark.edge for mark in chart.drawing.marks if type(mark).__name__ == "Box"] == [
        None,
        None,
        "#767676",
    ]
    assert "“Not attributed”: the text does not say who speaks" in every_note(chart)


@pytest.mark.parametrize("word", ["It", "they", "who", "the importance of"])
def test_a_speaker_whom_the_words_do_not_tell_is_not_attributed(word):
    chart = speakers((1, word, 50), (2, "Ana Lopez", 20), (3, "Bo Berg", 3))
    assert chart.wide["Speaker"].tolist() == ["Ana Lopez", "Bo Berg", "not attributed"]


def test_a_lead_that_the_unattributed_words_could_turn_is_no_headline():
    assert "most" in speakers((1, "Ana Lopez", 50), (2, "Bo Berg", 30), (3, "", 3)).headline
    assert (
        "most"
        not in speakers((1, "Ana Lopez", 50), (2, "Bo Berg", 30), (3, "", 25)).headline
    )


def test_whoever_is_only_described_may_be_one_of_the_others_and_is_no_headline():
    chart = speakers((1, "Ana Lopez", 50), (2, "the mayor", 48), (3, "Bo Berg", 30))
    assert chart.headline == "Who is quoted in “The story”"
    assert "“The mayor” may be among the others" in every_note(chart)
    chart = speakers((1, "Ana Lopez", 60), (2, "a neighbour", 20), (3, "a neighbour", 20))
    assert "“A neighbour” may be several people." in every_note(chart)


@pytest.mark.parametrize(
    "quotes",
    [[(1, "Ana Lopez", 60), (2, "Bo Berg", 50)], [(n, "Ana Lopez", 9) for n in (1, 2, 3)]],
)
@pytest.mark.parametrize("size", ["web", "mobile", "social-wide"])
def test_few_quotes_are_shown_instead_of_bars(quotes, size):
    chart = speakers(*quotes, size=size)
    assert "too few to compare speakers" in chart.subtitle
    assert chart.alt.startswith("No chart.")
    assert "Ana Lopez: “word word" in chart.alt
    assert any(t.startswith("“word word") for t in texts(chart))
    assert len(chart.data) == len(quotes)


def test_nobody_quoted_is_a_card():
    chart = speakers()
    assert chart.headline == "No quote word for word was found in this article"
    assert chart.alt.startswith("No chart.")


@pytest.mark.parametrize("size", list(charts.PRESETS))
def test_of_many_speakers_the_rest_and_the_unattributed_are_not_lost(size):
    chart = charts.speakers(crowd(40, 60), size=size)
    shown = " ".join(texts(chart))
    assert "Not attributed" in shown
    assert "more speakers" in shown
    assert int(chart.wide["Quoted words"].sum()) == int(chart.data["words"].sum()) > 300


def test_a_rejected_quote_counts_nowhere():
    tables = make_tables(PEOPLE, LONG, quotes=[(n, "Ana Lopez", 30) for n in (1, 2, 3, 4)])
    tables.quotes.loc[0, "state"] = "rejected"
    chart = charts.speakers(tables)
    assert chart.wide.to_numpy().tolist() == [["Ana Lopez", 90, 3]]
