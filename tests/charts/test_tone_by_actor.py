"""Chart 6 as a reader sees it: a dot a sentence, in the row of its actor, at its tone,
and no verdict on anybody."""

import itertools
import re

import pandas as pd
import pytest

from castlist.charts.bodies.heaps import WIDTH
from castlist.charts.kinds.tone_by_actor import tone_by_actor
from castlist.charts.page import style
from castlist.charts.page.lettering import clean
from castlist.charts.render.marks import Box, Dot, Line, Text
from castlist.sentiment import MAIN_SCORER, SCORERS
from support.chart_cases import SAMPLE, SAMPLE_TONE, SCRIPTS, crowd, make_tables, sample

SIZES = tuple(style.PRESETS)
CAUTION = "Tone around a name is not a view of the person."


def said(chart) -> list[str]:
    marks = [mark for mark in chart.drawing.marks if isinstance(mark, Text)]
    return [
        re.sub("[\u200e\u2068\u2069]", "", mark.text).replace("\u00a0", " ")
        for mark in marks
    ]


def dots(chart) -> list[Dot]:
    """The dots below the key."""
    found = [mark for mark in chart.drawing.marks if isinstance(mark, Dot)]
    return [dot for dot in found if dot.fill != style.SOFT and dot.edge != style.SOFT]


def rows(chart) -> list[list[Dot]]:
    """The dots between two hairlines, row by row."""
    grid = sorted(
        {m.y1 for m in chart.drawing.marks if isinstance(m, Line) and m.y1 == m.y2}
    )
    bands = [
        [dot for dot in dots(chart) if top < dot.y < bottom]
        for top, bottom in itertools.pairwise(grid)
    ]
    return [band for band in bands if band]


def medians(chart) -> list[Line]:
    lines = [
        m for m in chart.drawing.marks if isinstance(m, Line) and m.colour == style.INK
    ]
    return lines[1:]  # without the key's


def tall(sentences: int, score: float = 0.0):
    """An actor that so many sentences of one tone mention."""
    return make_tables(
        {"Putin": ("person", dict.fromkeys(range(1, sentences + 1), "n"))},
        sentences,
        tone=[(0, score)] * sentences,
    )


@pytest.mark.parametrize("size", ["web", "mobile", "print52", "print107", "print163"])
def test_a_dot_a_sentence_in_the_row_of_its_actor_at_its_tone(size):
    chart = tone_by_actor(sample(), size=size)
    by_number = sorted(SAMPLE.items(), key=lambda item: -len(item[1][1]))
    # those in fewer than five sentences are no rows
    assert [len(row) for row in rows(chart)] == [7, 5]
    assert "+ 4 more actors in fewer than 5 sentences each" in said(chart)
    axis = [m for m in chart.drawing.marks if isinstance(m, Line) and m.x1 == m.x2]
    zero = next(line.x1 for line in axis if line.colour == style.OUTLINE)
    scores = [SAMPLE_TONE[p - 1][1] for p in by_number[0][1][1]]
    places = sorted(dot.x - zero for dot in rows(chart)[0])
    half = places[-1] / max(scores)
    assert places == pytest.approx(sorted(score * half for score in scores))
    assert all(
        style.PRESETS[size].left <= zero + step * half <= style.PRESETS[size].right
        for step in (-1, 1)
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "tables", [sample(), crowd(8, 12, names=SCRIPTS)], ids=["sample", "scripts"]
)
def test_names_and_numbers_are_in_the_order_of_the_number_of_sentences(tables, size):
    chart = tone_by_actor(tables, size=size)
    wide = chart.wide
    assert wide["Sentences"].is_monotonic_decreasing
    lines = said(chart)
    shown = [
        number
        for number, name in enumerate(wide["Actor"])
        if any(clean(name)[:8] in line for line in lines)
    ]
    assert shown == list(range(len(shown)))
    if not style.PRESETS[size].height:
        median = wide["Sentences"] >= 5
        assert len(shown) == (median.sum() if median.sum() > 1 else min(len(wide), 8))
    assert len(shown) == len(rows(chart))
    assert [len(row) for row in rows(chart)] == wide["Sentences"][: len(shown)].tolist()
    places = [
        next(i for i, line in enumerate(lines) if line.startswith(clean(n)[:8]))
        for n in wide["Actor"][shown]
    ]
    assert places == sorted(places)


def test_a_median_from_five_sentences_on():
    chart = tone_by_actor(sample())
    assert chart.wide["Sentences"].tolist() == [7, 5, 3, 1, 1, 1]
    assert chart.wide["Median"].tolist()[:2] == [0.13, 0.13]
    assert chart.wide["Median"].isna().tolist() == [False, False, True, True, True, True]
    assert len(medians(chart)) == 2
    assert "Dmitry Peskov" not in said(chart)
    nobody = tone_by_actor(
        make_tables({"Putin": ("person", {1: "n", 2: "n"})}, 2, tone=[(0.5, 0.5)] * 2)
    )
    assert "median of 5 or more" not in said(nobody)
    assert "Fewer than 5 sentences, so no median" in said(nobody)
    assert "nobody is mentioned in 5 sentences or more" in nobody.alt


def test_a_dot_is_hollow_unless_all_scorers_give_the_same_class():
    tones = [(0.4, 0.5), (-0.4, 0.1), (0.0, 0.9), (-0.3, -0.5), (0.01, 0.02)]
    tables = make_tables(
        {"Putin": ("person", dict.fromkeys(range(1, 6), "n"))}, 5, tone=tones
    )
    chart = tone_by_actor(tables)
    found = sorted(dots(chart), key=lambda dot: dot.x)
    assert [dot.fill == style.PAPER for dot in found] == [False, False, True, False, True]
    assert [dot.edge or dot.fill for dot in found] == [
        style.NEGATIVE, style.OUTLINE, style.POSITIVE, style.POSITIVE, style.POSITIVE
    ]  # fmt: skip
    assert {"all three scorers agree", "they do not"} <= set(said(chart))
    assert "they do not" not in said(tone_by_actor(tall(3)))
    alone = said(
        tone_by_actor(make_tables({"Putin": ("person", {1: "n"})}, 1, tone=[(0.5, -0.5)]))
    )
    assert "scorers do not agree" in alone
    assert "all three scorers agree" not in alone


def test_dots_of_equal_tone_are_stacked_and_never_touch():
    for size in SIZES:
        found = dots(tone_by_actor(tall(6), size=size))
        assert len({dot.x for dot in found}) == 1
        heights = sorted(dot.y for dot in found)
        assert all(b - a >= 2 * found[0].radius for a, b in itertools.pairwise(heights))


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_dot_alone_stands_level_with_the_name_and_the_middle_of_a_stack(number):
    tones = [(0, 0.0)] * number + [(0.9, 0.9)]
    chart = tone_by_actor(
        make_tables(
            {"Putin": ("person", dict.fromkeys(range(1, number + 2), "n"))},
            number + 1,
            tone=tones,
        )
    )
    *stack, alone = sorted(dots(chart), key=lambda dot: (dot.x, dot.y))
    name = next(
        mark
        for mark in chart.drawing.marks
        if isinstance(mark, Text) and mark.text == "Putin"
    )
    assert alone.y == pytest.approx((stack[0].y + stack[-1].y) / 2)
    assert alone.y == pytest.approx(name.y - style.MID * name.ink.size, abs=1)


def test_too_many_dots_become_smaller_and_then_heaps_above_a_box():
    few, many, most = (tone_by_actor(tall(number)) for number in (6, 12, 13))
    assert len(dots(few)) == 6
    assert len(dots(many)) == 12
    assert dots(few)[0].radius > dots(many)[0].radius
    assert dots(most) == []
    crowded = make_tables(
        {
            "Putin": ("person", dict.fromkeys(range(1, 200), "n")),
            "Bo": ("person", dict.fromkeys(range(1, 7), "n")),
        },
        200,
        tone=[(n % 2 / 2, n % 10 / 10 - 0.42) for n in range(200)],
    )
    chart = tone_by_actor(crowded)
    assert chart.subtitle.startswith("One slice is one sentence")
    slices = [m for m in chart.drawing.marks if isinstance(m, Box) and m.width == WIDTH]
    assert len(slices) == 199 + 6
    lines = [m.y1 for m in chart.drawing.marks if isinstance(m, Line) and m.width == 0.8]
    agreed = chart.data[chart.data["scorer"] == MAIN_SCORER]["agreement"] == "yes"
    above = [s for s in slices if any(0 <= y - s.y - s.height < 200 for y in lines[-2:])]
    assert len({(s.x, s.y) for s in slices}) == len(slices)  # equal ones are stacked
    assert len(above) >= agreed.sum()
    box = next(
        m for m in chart.drawing.marks if isinstance(m, Box) and m.edge and m.width > 16
    )
    assert box.x < medians(chart)[0].x1 < box.x + box.width
    assert "middle half" in said(chart)


def test_of_forty_actors_eight_are_shown_and_all_are_in_the_data():
    chart = tone_by_actor(crowd(40, 20))
    assert len(rows(chart)) == 8
    tied = (chart.wide["Sentences"][8:] == chart.wide["Sentences"][7]).sum()
    assert f"+ 32 more actors, {tied} of them as often as the last one here" in " ".join(
        said(chart)
    )
    assert len(chart.wide) == 40
    numbers = chart.data.groupby("actor_id", sort=False)["sentence_id"].nunique()
    assert numbers.tolist() == chart.wide["Sentences"].tolist()


def test_the_data_hold_all_scorers_of_every_sentence_with_its_words():
    tables = sample()
    chart = tone_by_actor(tables)
    mentions = tables.mentions[tables.mentions["actor_id"] != ""]
    assert list(chart.data.columns) == [
        "actor", "actor_id", "sentence_id", "paragraph", "scorer", "score", "agreement", "text"
    ]  # fmt: skip
    assert set(chart.data["scorer"]) == set(SCORERS)
    assert (
        len(chart.data)
        == 3 * len(mentions.drop_duplicates(["actor_id", "sentence"]))
        == 3 * 18
    )
    scores = tables.scores[tables.scores["unit"] == "sentence"].set_index(
        ["unit_id", "scorer"]
    )["score"]
    texts = tables.sentences.set_index("sentence")["text"]
    for row in chart.data.itertuples():
        assert row.score == scores[row.sentence_id, row.scorer]
        assert row.text == texts[row.sentence_id]
        assert row.actor in row.text
    assert (
        chart.wide["Sentences"].tolist()
        == (chart.data.groupby("actor", sort=False).size() // 3).tolist()
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "tables", [sample(), crowd(12, 200), tall(40)], ids=["sample", "long", "tall"]
)
def test_every_size_says_that_tone_is_not_a_view(tables, size):
    chart = tone_by_actor(tables, size=size)
    assert CAUTION in f"{chart.subtitle} {chart.note}"
    assert CAUTION in " ".join(said(chart))
    if not style.PRESETS[size].height:
        assert chart.note.startswith(CAUTION)


@pytest.mark.parametrize(
    ("tables", "fact"),
    [
        (make_tables({}, 3, tone=[(0, 0)] * 3), "No actor was found in this article"),
        (
            make_tables({"A": ("person", {1: "n"})}, 3, language="ro"),
            "No scorer for this language",
        ),
        (make_tables({"A": ("person", {1: "n"})}, 3), "No sentence was scored"),
        (
            make_tables({"A": ("person", {3: "n"})}, 3, tone=[(0, 0)]),
            "No scored sentence mentions an actor",
        ),
    ],
)
def test_without_data_the_headline_states_the_fact(tables, fact):
    chart = tone_by_actor(tables)
    assert chart.headline == fact
    assert fact in chart.alt
    assert chart.data.empty
    assert chart.wide.empty
    pd.testing.assert_index_equal(chart.data.columns, tone_by_actor(sample()).data.columns)
    assert sum(isinstance(mark, Line) for mark in chart.drawing.marks) == 1


def test_the_words_are_safe_and_the_method_tells_of_review_and_scorers():
    chart = tone_by_actor(sample())
    assert chart.headline == "The tone of the sentences that mention Putin and Erdogan"
    assert chart.alt.removesuffix(chart.unsaid).rstrip() == (
        "Dot strips of sentence tone for 6 actors, where no median differs by more than 0 from another. "
        "Putin has 7 sentences and Erdogan has 5 sentences; full data in putin-erdogan-drones-tone-by-actor.csv."
    )
    assert chart.method == (
        "Method: castlist 0.1.0, spaCy en_core_web_sm 3.8.0; names not reviewed; Model, VADER, TextBlob."
    )
    assert tone_by_actor(sample(), headline="Mine").headline == "Mine"


def test_an_actor_in_the_middle_of_two_rows_counts_each_sentence_once():
    tables = make_tables(
        {"Putin": ("person", {1: "nnpd", 2: "n"})}, 2, tone=[(0.5, 0.5), (0.1, -0.2)]
    )
    chart = tone_by_actor(tables)
    assert chart.wide["Sentences"].tolist() == [2]
    assert len(dots(chart)) == 2
