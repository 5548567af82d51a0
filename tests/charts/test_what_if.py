"""What if something else counted, as a reader sees it: a bar a definition, hollow where the
published lead falls."""

import pytest

from castlist.charts import what_if
from castlist.charts.kinds.what_if import FALLS, STANDS, lacks
from castlist.charts.page import style
from castlist.charts.render.marks import Box, Text
from castlist.what_if import COUNTED, what_if_counted
from support.chart_cases import make_tables


def said(chart):
    marks = [mark for mark in chart.drawing.marks if isinstance(mark, Text)]
    return [mark.text.replace("\u00a0", " ") for mark in marks]


def bars(chart, colour):
    boxes = [mark for mark in chart.drawing.marks if isinstance(mark, Box)]
    return [box for box in boxes if box.fill == colour and box.width != box.height]


def story(ada, olaf):
    """Two people with kinds of mentions by paragraph."""
    actors = {"Ada Lind": ("person", ada), "Olaf Berg": ("person", olaf)}
    return make_tables(actors, paragraphs=2)


def test_a_bar_a_definition_and_hollow_where_the_lead_falls(sample):
    chart = what_if(sample)
    rows = what_if_counted(sample)
    assert len(bars(chart, style.NAME)) == rows["stands"].sum()
    assert len(bars(chart, style.PAPER)) == (~rows["stands"]).sum()
    assert {name.capitalize() for name in COUNTED} <= set(said(chart))
    first = rows.iloc[0]
    both = f"{first['first']} {first['first_mentions']}, {first['second']} {first['second_mentions']}"
    assert both in said(chart)


@pytest.mark.parametrize(
    ("ada", "olaf", "headline"),
    [
        ({1: "nnn", 2: "nn"}, {1: "nn"}, "Ada Lind is mentioned most by all 6 definitions of a mention"),
        ({1: "n", 2: "pppp"}, {1: "nn"}, "Ada Lind is mentioned most by 4 of 6 definitions of a mention"),
        ({1: "nn"}, {1: "nn"}, "Nobody leads alone as published: the lead by 6 definitions"),
    ],
)  # fmt: skip
def test_the_headline_says_by_how_many_definitions_the_lead_stands(ada, olaf, headline):
    assert what_if(story(ada, olaf)).headline.replace("\u00a0", " ") == headline


def test_the_key_explains_only_what_is_there():
    all_stand = what_if(story({1: "nnnn"}, {1: "nn"}))
    assert not {STANDS, FALLS} & set(said(all_stand))
    none_stands = what_if(story({1: "nn"}, {1: "nn"}))
    assert STANDS not in said(none_stands)
    assert FALLS in said(none_stands)


def test_a_small_sheet_says_how_many_definitions_it_leaves_out(sample):
    shown = said(what_if(sample, size="social-wide"))
    drawn = sum(name.capitalize() in shown for name in COUNTED)
    assert f"+ {len(COUNTED) - drawn} more definitions; all are in the data file" in shown


def test_without_a_second_there_is_no_lead_to_try(sample):
    few = story({1: "nnn"}, {1: "n"})
    why = lacks(few).replace("\u00a0", " ")
    assert why == "whoever comes second has 1 mention, and it takes 2"
    assert what_if(few).headline == "There is no lead to try"
    assert lacks(sample) == ""
    empty = sample.extend({"mentions": []})
    assert "No actor" in what_if(empty).headline
