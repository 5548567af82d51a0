"""What a reader sees on the charts of a corpus: nothing overlaps, every number is the table's, and
what is not known is said."""

import calendar
import itertools
import re
import unicodedata
from itertools import pairwise

import pytest

from castlist.charts.bodies.of_corpus.timelines import _week_words
from castlist.charts.data.covered import tell_intervals
from castlist.charts.page import style
from castlist.charts.page.style import PAPER
from castlist.charts.registry import CORPUS_CHARTS
from castlist.charts.render.marks import Box, Dot, Text
from castlist.errors import InputError
from support.chart_cases import boxes, every_note, on_bar, outline, overlap, said
from support.corpus_cases import (
    CASES,
    WEEKS,
    draw_corpus,
    few_outlets,
    make_counts,
    only,
    outlets,
    undated,
)

MONTHS = [name[:3] for name in calendar.month_name[1:]]
EVERY = [
    pytest.param(case, name, size, id=f"{case}-{name}-{size}")
    for case in CASES
    for name in CORPUS_CHARTS
    for size in style.PRESETS
]


@pytest.mark.parametrize(("case", "name", "size"), EVERY)
def test_nothing_sticks_out_and_no_text_runs_over_anything(case, name, size):
    chart = draw_corpus(name, CASES[case](), size=size)
    assert [c for c in chart.missing if not unicodedata.name(c).startswith("CJK")] == []
    found = boxes(chart)
    preset = style.PRESETS[size]
    for text, left, top, right, bottom in found:
        assert preset.left - 1 <= left < right <= preset.right + 2, (text, left, right)
        assert 0 <= top < bottom <= chart.drawing.height, (text, top, bottom)
    for (text, *box), (other, *place) in itertools.combinations(found, 2):
        assert not overlap(box, place), f"{text!r} runs over {other!r}"
    for mark, (text, *box) in itertools.product(chart.drawing.marks, found):
        stripe = isinstance(mark, Text) or (
            isinstance(mark, Box) and mark.fill == style.STRIPE
        )
        assert stripe or on_bar(mark, box) or not overlap(box, outline(mark)), (
            f"{text!r} runs over {mark}"
        )
    for mark in chart.drawing.marks:
        if not isinstance(mark, Text):
            left, top, right, bottom = outline(mark)
            assert preset.left - 1.6 <= left < right <= preset.right + 1.6, mark
            assert 0 <= top < bottom <= chart.drawing.height, mark


@pytest.mark.parametrize("name", CORPUS_CHARTS)
def test_a_chart_says_whether_reprints_are_counted_on_every_sheet(name):
    for size, (way, words) in itertools.product(
        style.PRESETS, {"once": "each story once", "with": "reprints counted"}.items()
    ):
        chart = draw_corpus(name, make_counts(reprints=way), size=size)
        assert words in " ".join(said(chart))
    once, every = (make_counts(reprints=way) for way in ("once", "with"))
    assert once.key == "harbour"
    assert every.key == "harbour-with-reprints"
    assert set(draw_corpus(name, once).data["reprints"]) == {"once", "with"}


def test_what_is_in_no_period_and_no_outlet_is_counted_in_the_notes():
    tables = make_counts(unknown=4)
    assert "4 articles without a date are not shown" in every_note(
        draw_corpus("over-time", tables)
    )
    for name in ("by-outlet", "voices-by-outlet"):
        assert "4 articles of an unknown outlet are not shown" in every_note(
            draw_corpus(name, tables)
        )


@pytest.mark.parametrize("name", CORPUS_CHARTS)
def test_without_dates_and_outlets_the_card_says_what_to_do(name):
    chart = draw_corpus(name, undated())
    assert chart.is_empty
    assert chart.headline.startswith("No ")
    assert "list of sources" in chart.subtitle
    assert CORPUS_CHARTS[name].lacks(undated(), None)


def test_few_articles_are_hollow_and_none_is_a_gap_and_not_a_zero():
    chart = draw_corpus("over-time", CASES["few articles"]())
    marks = [m for m in chart.drawing.marks if isinstance(m, Box)]
    key, drawn = marks[:3], marks[3:]
    assert [m.fill for m in key] == [style.NAME, PAPER, style.STRIPE]
    hollow = [m for m in drawn if m.fill == PAPER and m.edge]
    gaps = {round(m.x) for m in drawn if m.fill == style.STRIPE}
    assert hollow
    assert len(gaps) == 3  # the weeks of 16 and 23 March, and of 6 April
    assert "fewer than 5" in said(chart)
    wide = chart.wide.set_index("Period")
    assert wide["Ana Lopez"].isna().sum() == 3
    dots = draw_corpus("by-outlet", CASES["few articles"]())
    assert "fewer than 5" in said(dots)
    assert [m for m in dots.drawing.marks if isinstance(m, Dot) and m.fill == PAPER]


def test_columns_are_as_high_as_their_numbers_on_one_scale():
    tables = make_counts()
    drawing = draw_corpus("over-time", tables).drawing
    columns = [m for m in drawing.marks if isinstance(m, Box) and m.fill == style.NAME]
    rows = tables.drawn("by_period")
    rows["rank"] = rows["who"].str.removeprefix("actor-").astype(int)
    told = rows.sort_values(["rank", "group"])["mentions_per_1000"].tolist()
    assert len(columns) == len(told)
    scales = {
        round(column.height / number, 1)
        for column, number in zip(columns, told, strict=True)
    }
    assert len(scales) == 1


def test_a_difference_is_stated_only_where_it_is_larger_than_the_error():
    tables = few_outlets()
    frame = tables.frames["by_outlet"]
    first = frame["who"] == "actor-0"
    for group, share in (("The Post", 0.6), ("times.example", 0.2)):
        rows = first & (frame["group"] == group)
        of = 30 if group == "The Post" else 20
        frame.loc[rows, "share"] = share
        frame.loc[rows, "articles"] = round(share * of)
        frame.loc[rows, ["share_low", "share_high"]] = [share - 0.1, share + 0.1]
    chart = draw_corpus("by-outlet", tables)
    assert chart.headline == (
        "Ana Lopez is mentioned in 60% of The Post’s articles, 20% of times.example’s"
    )
    frame.loc[first, ["share_low", "share_high"]] = [0.1, 0.7]
    others = frame["who"] != "actor-0"
    frame.loc[others, ["share_low", "share_high"]] = [0.0, 1.0]
    chart = draw_corpus("by-outlet", tables)
    assert chart.headline == "Who is mentioned in what share of each outlet’s articles"
    assert "No difference between two outlets is larger" in every_note(chart)


def test_a_difference_of_three_articles_is_in_no_headline():
    tables = few_outlets()
    frame = tables.frames["by_outlet"]
    frame["articles"] = 3
    frame["share_low"] = frame["share_high"] = frame["share"]
    chart = draw_corpus("by-outlet", tables)
    assert chart.headline == "Who is mentioned in what share of each outlet’s articles"


def test_an_outlet_of_few_articles_is_in_no_headline():
    tables = few_outlets()
    frame = tables.frames["by_outlet"]
    frame[["share_low", "share_high"]] = [0.4, 0.5]
    tiny = frame["group"] == "Tiny Gazette"
    frame.loc[tiny, ["share_low", "share_high"]] = [0.9, 1.0]
    assert "Tiny" not in draw_corpus("by-outlet", tables).headline


def test_thirty_outlets_leave_a_line_about_the_rest():
    chart = draw_corpus("by-outlet", outlets(30))
    assert "+ 20 more outlets; all are in the data file" in " ".join(said(chart))
    assert len(chart.wide) == 30


@pytest.mark.parametrize(
    ("name", "case", "reason"),
    [
        ("over-time", "plain", ""),
        ("over-time", "one period", "only one week has 5 dated articles or more"),
        ("by-outlet", "plain", ""),
        ("by-outlet", "one outlet", "only one outlet has 5 articles or more"),
        ("by-outlet", "nobody", "nobody is mentioned in 5 of their articles"),
        ("voices-by-outlet", "plain", ""),
        ("voices-by-outlet", "one outlet", "only one outlet has 5 articles or more"),
    ],
)
def test_a_chart_is_drawn_if_it_says_something(name, case, reason):
    found = CORPUS_CHARTS[name].lacks(CASES[case](), None)
    assert found.startswith(reason)
    assert bool(found) == bool(reason)


@pytest.mark.parametrize("chart", CORPUS_CHARTS.values(), ids=lambda chart: chart.name)
def test_a_chart_draws_the_tables_that_its_row_names_and_no_other(chart):
    tables = make_counts()
    whole = chart.draw(tables)
    assert chart.draw(only(tables, *chart.tables)).svg() == whole.svg()
    for name in chart.tables:
        with pytest.raises(InputError, match=f"has no {name} table yet"):
            chart.draw(only(tables, *(set(chart.tables) - {name})))


def test_hostile_names_are_text_in_every_file():
    for name in CORPUS_CHARTS:
        chart = draw_corpus(name, CASES["hostile"]())
        assert b"<script>" not in chart.svg()
        assert "\u202e" not in " ".join(said(chart))


def test_the_alt_text_tells_numbers_and_where_the_data_are():
    for name in CORPUS_CHARTS:
        chart = draw_corpus(name, make_counts())
        assert f"harbour-{name}.csv" in chart.alt
        assert any(letter.isdigit() for letter in chart.alt)
    assert len(WEEKS) == len(draw_corpus("over-time", make_counts()).wide)


def test_every_week_has_its_day_where_all_have_room():
    assert _week_words(["2025-12-29", "2026-01-05"]) == [
        (0, "29 Dec 2025"),
        (1, "5 Jan 2026"),
    ]


@pytest.mark.parametrize("size", style.PRESETS)
def test_months_below_the_columns_stand_in_even_steps(size):
    chart = draw_corpus("over-time", CASES["thirty-six months"](), size=size)
    words = [m.text for m in chart.drawing.marks if isinstance(m, Text)]
    shown = [word for word in words if re.fullmatch(r"[A-Z][a-z][a-z]( 20\d\d)?", word)]
    numbers = [MONTHS.index(word[:3]) for word in shown]
    assert len({(after - before) % 12 for before, after in pairwise(numbers)}) == 1
    assert [word[4:] for word in shown if word[4:]] == ["2023", "2024", "2025"]


def test_marks_without_a_line_are_explained_only_where_there_are_some():
    assert "No line" in tell_intervals("dot", everywhere=False)
    assert "No line" not in tell_intervals("dot", everywhere=True)
