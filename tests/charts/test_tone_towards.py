"""How each person is written of, as a reader sees it: bars of sentences, what may be said of two
people, and no verdict on one."""

import re

import pandas as pd
import pytest

from castlist.charts.kinds.tone_towards import lacks, tone_towards
from castlist.charts.page import style
from castlist.charts.render.marks import Box, Text
from castlist.portrayals import by_actor
from support.judged import written

CLASSES = ("negative", "neutral", "positive", "unsure")


def said(chart):
    marks = [mark for mark in chart.drawing.marks if isinstance(mark, Text)]
    return " ".join(mark.text.replace("\u00a0", " ") for mark in marks)


def parts(chart, colour):
    """The widths of the parts of bars of one colour, without the key's."""
    boxes = [mark for mark in chart.drawing.marks if isinstance(mark, Box)]
    return [box.width for box in boxes if box.fill == colour and box.width != 13]


def test_bars_show_the_counts_of_the_table(sample):
    chart = tone_towards(sample)
    counts = by_actor(sample)
    assert chart.wide["Person"].tolist() == counts["actor"].tolist()
    assert chart.wide.iloc[:, 1:].sum(axis=1).tolist() == counts["sentences"].tolist()
    assert len(parts(chart, style.NEGATIVE)) == (counts["negative"] > 0).sum()
    assert len(parts(chart, style.OUTLINE)) == (counts["neutral"] > 0).sum()


def test_the_data_hold_every_judged_sentence_with_its_probabilities(sample):
    data = tone_towards(sample).data
    assert len(data) == by_actor(sample)["sentences"].sum()
    assert data[["negative", "neutral", "positive"]].sum(axis=1).between(0.999, 1.001).all()
    assert set(data["label"]) <= set(CLASSES)
    assert pd.Series(data["text"]).str.len().min() > 10


@pytest.mark.parametrize(
    ("putin", "erdogan", "says"),
    [
        ([0.9] * 9, [0.2] * 7, "Putin (9) is written of more negatively than Erdogan (7)"),
        ([0.2] * 9, [0.9] * 7, "Erdogan (7) is written of more negatively than Putin (9)"),
        ([0.5] * 9, [0.4] * 7, "No difference between people can be stated."),
        (
            [0.9] * 4,
            [0.2] * 7,
            "Nobody is compared: that takes two people with 5 sentences",
        ),
    ],
)
def test_what_may_be_said_of_two_people(sample, putin, erdogan, says):
    chart = tone_towards(written(sample, putin=putin, erdogan=erdogan))
    assert says in said(chart)
    assert says in re.sub("\u00a0", " ", chart.alt)


@pytest.mark.parametrize("size", style.PRESETS)
def test_headline_and_subtitle_are_no_verdict_on_anybody(sample, size):
    chart = tone_towards(written(sample, putin=[0.9] * 9, erdogan=[0.1] * 7), size=size)
    assert not {"Putin", "Erdogan", "negatively", "portrayed"} & set(
        re.findall(r"\w+", f"{chart.headline} {chart.subtitle}")
    )


def test_whoever_is_in_one_sentence_has_no_row_beside_those_in_more(sample):
    few = written(sample, **{"putin": [0.5] * 9, "dmitry-peskov": [0.5]})
    assert "Peskov" not in said(tone_towards(few))
    assert "+ 1 more person" in said(tone_towards(few))
    alone = written(sample, **{"dmitry-peskov": [0.5]})
    assert "Peskov" in said(tone_towards(alone))


def test_without_judged_sentences_it_is_a_card_that_says_why(sample):
    chart = tone_towards(sample.extend({"scores": []}))
    assert chart.headline == "No sentence was judged"
    assert chart.data.empty


def test_when_it_says_too_little(sample):
    assert lacks(sample) == ""
    one = written(sample, putin=[0.5] * 9, erdogan=[0.5] * 4)
    assert (
        lacks(one).replace("\u00a0", " ")
        == "only 1 person is in 5 judged sentences or more"
    )
    assert lacks(sample.extend({"scores": []})).startswith("nobody")
