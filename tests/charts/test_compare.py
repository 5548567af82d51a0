"""Charts of several articles as a reader sees them:
one scale, a row an actor, a dash where there is nothing."""

import itertools
import re

import pandas as pd
import pytest

from castlist.charts import compare_actors, compare_tone
from castlist.charts.page import style
from castlist.charts.render.marks import Box, Dot, Line, Text
from castlist.errors import InputError
from castlist.tables import Tables, concat
from support.chart_cases import (
    SAMPLE_TONE,
    SCRIPTS,
    boxes,
    crowd,
    every_note,
    make_tables,
    on_bar,
    outline,
    overlap,
    sample,
)

SIZES = tuple(style.PRESETS)
OPEN = tuple(name for name, preset in style.PRESETS.items() if not preset.height)
BOTH = {"actors": compare_actors, "tone": compare_tone}


def other(**options):
    actors = {
        "Zelensky": ("person", {1: "nn", 3: "dp"}),
        "Putin": ("person", {1: "n", 2: "ndp"}),
        "NATO": ("organisation", {2: "n"}),
    }
    article = {
        "article_id": "kyiv",
        "title": "Zelensky answers",
        "outlet": "The Daily",
        "published": "2022-08-05",
    }
    return make_tables(
        actors, 3, tone=[(0.5, 0.4), (-0.3, 0.8), (0, 0)], **{**article, **options}
    )


def renamed(tables, name: str, **article):
    """The same tables as another article."""
    frames = {key: frame.assign(article_id=name) for key, frame in tables.frames.items()}
    frames["articles"] = frames["articles"].assign(**article)
    texts, raws, about = (
        {name: next(iter(part.values()))}
        for part in (tables.texts, tables.raws, tables.about)
    )
    return Tables(frames, texts, raws, about)


CASES = {
    "two": lambda: [sample(), other()],
    "five": lambda: [
        sample(),
        other(),
        *(renamed(crowd(6, 9), f"crowd-{n}", title=f"Story {n}") for n in range(3)),
    ],
    "forty actors": lambda: [crowd(40, 20), renamed(crowd(40, 3), "b", title="")],
    "long and short": lambda: [
        crowd(12, 200),
        renamed(crowd(1, 1), "short"),
        renamed(crowd(9, 450), "longer"),
    ],
    "scripts": lambda: [
        crowd(10, 12, names=SCRIPTS[:10]),
        renamed(crowd(10, 9, names=SCRIPTS[5:]), "b"),
    ],
    "hostile titles": lambda: [
        sample(
            title="محمد بن سلمان يصل إلى العاصمة صباح اليوم وسط ترحيب كبير", outlet="הארץ"
        ),
        other(
            title="X" * 300,
            outlet="<b>$2 _x</b>" * 9,
            published="some day in the past that nobody remembers",
        ),
        other(article_id="third", title="习近平" * 30, outlet="\u202eevil"),
    ],
    "nothing": lambda: [make_tables({}, 3), make_tables({}, 0, article_id="b")],
    "one side empty": lambda: [sample(), make_tables({}, 3, article_id="b", language="ro")],
    "names only": lambda: [sample(kinds="n"), other(kinds="n")],
}


def texts(chart) -> list[Text]:
    return [mark for mark in chart.drawing.marks if isinstance(mark, Text)]


def said(chart) -> list[str]:
    return [
        re.sub("[\u200e\u2068\u2069]", "", mark.text).replace("\u00a0", " ")
        for mark in texts(chart)
    ]


def bars(chart) -> dict[float, list[tuple[float, float]]]:
    """The left end and the length of every bar, by its top."""
    parts = [m for m in chart.drawing.marks if isinstance(m, Box) and m.height > 14]
    rows: dict[float, list[tuple[float, float]]] = {}
    for top, boxes_ in itertools.groupby(
        sorted(parts, key=lambda b: (b.y, b.x)), key=lambda b: b.y
    ):
        for box in boxes_:
            row = rows.setdefault(top, [])
            if row and box.x - sum(row[-1]) < 2:
                row[-1] = (row[-1][0], box.x + box.width - row[-1][0])
            else:
                row.append((box.x, box.width))
    return rows


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("case", CASES)
def test_nothing_sticks_out_and_no_text_runs_over_anything(case, name, size):
    chart = BOTH[name](CASES[case](), size=size)
    found = boxes(chart)
    preset = style.PRESETS[size]
    for text, left, top, right, bottom in found:
        assert preset.left - 1 <= left < right <= preset.right + 2, (text, left, right)
        assert 0 <= top < bottom <= chart.drawing.height, (text, top, bottom)
    for (text, *box), (another, *place) in itertools.combinations(found, 2):
        assert not overlap(box, place), f"{text!r} runs over {another!r}"
    for mark in chart.drawing.marks:
        if isinstance(mark, Box | Dot | Line):
            left, top, right, bottom = outline(mark)
            assert preset.left - 1.6 <= left < right <= preset.right + 1.6, mark
            assert 0 <= top < bottom <= chart.drawing.height, mark
            for text, *box in found:
                assert on_bar(mark, box) or not overlap(box, outline(mark)), (
                    f"{text!r} runs over {mark}"
                )


@pytest.mark.parametrize("size", OPEN)
def test_bars_of_all_panels_have_one_scale_and_stand_in_the_row_of_their_actor(size):
    chart = compare_actors([sample(), other()], size=size)
    wide = chart.wide.set_index("Actor")
    gap = 1.5
    assert wide["putin-erdogan-drones"].tolist() == [10, 11, 5, 0, 3, 3, 1, 0]
    assert wide["kyiv"].tolist() == [4, 0, 0, 4, 0, 0, 0, 1]
    assert wide.index[:4].tolist() == [
        "Putin",
        "Erdogan",
        "Turkish drone maker",
        "Zelensky",
    ]
    lengths = [length for _, row in sorted(bars(chart).items()) for _, length in row]
    counts = [count for _, row in wide.iterrows() for count in row if count]
    assert lengths == pytest.approx(
        [count * lengths[0] / counts[0] for count in counts], abs=0.01
    )
    assert gap * len(lengths) < sum(lengths)
    lines = said(chart)
    places = {}
    for word, line in zip(texts(chart), lines, strict=True):
        if line in wide.index:
            places[line] = word.y
    assert list(places) == wide.index.tolist()
    assert list(places.values()) == sorted(places.values())
    for name, top in zip(places, sorted(bars(chart)), strict=True):
        assert abs(top - places[name]) < 22
        assert len(bars(chart)[top]) == (wide.loc[name] > 0).sum()


@pytest.mark.parametrize("size", OPEN)
def test_a_dash_where_an_article_does_not_mention_the_actor(size):
    chart = compare_actors([sample(), other()], size=size)
    dashes = [word for word in texts(chart) if word.text == "–"]
    assert len(dashes) == (chart.wide.drop(columns="Actor") == 0).sum().sum() == 7
    assert {dash.ink.colour for dash in dashes} == {style.SOFT}
    assert "A dash (–) means that the article has no mention of the actor." in chart.note
    assert "–" not in compare_actors([sample(), renamed(sample(), "again")], size=size).note


def test_the_data_are_the_tables_and_the_numbers_on_the_chart():
    many = [sample(), other()]
    chart = compare_actors(many)
    columns = [
        "article_id",
        "actor_id",
        "actor",
        "actor_type",
        "kind",
        "mentions",
        "first_paragraph",
    ]
    assert list(chart.data.columns) == columns
    linked = [tables.mentions[tables.mentions["actor_id"] != ""] for tables in many]
    assert chart.data.groupby("article_id", sort=False)["mentions"].sum().tolist() == [
        len(part) for part in linked
    ]
    assert chart.wide.drop(columns="Actor").sum().tolist() == [len(part) for part in linked]
    numbers = [
        int(word.text) for word in texts(chart) if word.text.isdigit() and word.ink.bold
    ]
    assert sorted(numbers) == sorted(
        count for count in chart.wide.drop(columns="Actor").to_numpy().ravel() if count
    )
    tone = compare_tone(many)
    assert list(tone.data.columns) == [
        "article_id", "paragraph", "opening", "scorer", "score", "class", "agreement"
    ]  # fmt: skip
    assert len(tone.data) == 3 * (9 + 3)
    assert tone.wide["Article"].tolist() == ["putin-erdogan-drones"] * 9 + ["kyiv"] * 3
    assert tone.wide["VADER"].tolist()[:9] == [vader for _, vader in SAMPLE_TONE]


def test_ten_rows_and_a_line_about_the_rest():
    chart = compare_actors(CASES["forty actors"]())
    assert len(bars(chart)) == 10
    rest = chart.wide.drop(columns="Actor")[10:].sum().sum()
    assert f"+ 30 more actors with {rest:,} mentions in total" in said(chart)
    assert len(chart.wide) == 40


@pytest.mark.parametrize(
    ("size", "blocks"), [("web", 2), ("mobile", 3), ("print163", 2), ("social-square", 1)]
)
def test_panels_that_do_not_fit_side_by_side_stand_in_blocks_that_repeat_the_names(
    size, blocks
):
    chart = compare_actors(CASES["five"](), size=size)
    assert said(chart).count(chart.wide["Actor"][0]) == blocks
    heads = [
        line
        for line in said(chart)
        if re.match(r"Putin wants|Zelensky answers|Story \d", line)
    ]
    assert len(heads) == (5 if blocks > 1 else 3)
    assert any("+ 2 more articles" in line for line in said(chart)) == (blocks == 1)


def test_columns_of_tone_stand_at_their_score_on_one_scale():
    chart = compare_tone([sample(), other()])
    zeros = sorted(
        {m.y1 for m in chart.drawing.marks if isinstance(m, Line) and m.colour == style.INK}
    )
    assert len(zeros) == 2
    found = [m for m in chart.drawing.marks if isinstance(m, Box) and m.height != 13]
    scores = [score for pairs in (SAMPLE_TONE, [(0.5, 0.4), (-0.3, 0.8), (0, 0)]) for score in itertools.chain(
        *[[second for _, second in pairs]] * 2, [first for first, _ in pairs])]  # fmt: skip
    assert len(found) == len(scores) == 3 * (9 + 3)
    for box, score in zip(found, scores, strict=True):
        zero = min(zeros, key=lambda y: min(abs(box.y - y), abs(box.y + box.height - y)))
        least = 4 if box.fill == style.PAPER else 2
        assert box.height == pytest.approx(max(abs(score) * 32, least) if score else 6)
        assert score == 0 or (box.y + box.height / 2 < zero) == (score > 0)
    hollow = [
        score for box, score in zip(found, scores, strict=True) if box.fill == style.PAPER
    ]
    # also where one scorer says neutral, and the other does not
    assert hollow == [-0.54, 0, -0.54, 0, 0.07, 0.19, 0.8, 0.8, -0.3]


def test_notes_sources_and_method_tell_what_must_not_be_compared():
    first = sample()
    second = other()
    chart = compare_actors([first, second])
    assert chart.note.startswith("Counts, not shares: the articles have 530 and 54 words.")
    assert "Actors are matched by name" in every_note(chart)
    assert chart.source == "Sources: article by Alexandru Rotaru; The Daily, 5 August 2022."
    assert (
        chart.method
        == "Method: castlist 0.1.0, spaCy en_core_web_sm 3.8.0; names not reviewed."
    )
    second.about["kyiv"]["castlist"] = "0.2.0"
    assert "versions or reviews differ" in compare_actors([first, second]).method
    assert "0.2.0" in compare_actors([first, second]).method
    assert "Only names are counted" in every_note(compare_actors(CASES["names only"]()))
    assert "54 words" in " ".join(said(chart))


def test_names_of_files_tell_the_articles_and_stay_short():
    two = compare_actors([sample(), other()])
    assert (two.article_id, two.name) == ("putin-erdogan-drones-vs-kyiv", "compare-actors")
    five = compare_tone(CASES["five"]())
    assert re.fullmatch(r"putin-erdogan-drones-and-4-more-[0-9a-f]{8}", five.article_id)
    assert five.name == "compare-tone"
    swapped = compare_tone(CASES["five"]()[::-1])
    assert swapped.article_id != five.article_id
    long = compare_actors([renamed(sample(), "a" * 100), renamed(sample(), "a" * 99 + "b")])
    assert len(f"{long.article_id}-compare-actors-social-square-datawrapper.csv") < 120
    assert (
        long.article_id
        != compare_actors(
            [renamed(sample(), "a" * 100), renamed(sample(), "a" * 101)]
        ).article_id
    )


def test_a_comparison_needs_two_different_articles():
    with pytest.raises(InputError, match="two articles or more, not 1"):
        compare_actors([sample()])
    with pytest.raises(InputError, match="'putin-erdogan-drones' is there twice"):
        compare_tone([sample(), other(), sample()])
    with pytest.raises(InputError, match="a chart shows one article"):
        compare_actors([concat([sample(), other()]), crowd(2, 2)])


def test_without_data_the_headline_states_the_fact():
    nothing = CASES["nothing"]()
    for draw, fact in (
        (compare_actors, "No actor was found in these articles"),
        (compare_tone, "No paragraph was"),
    ):
        chart = draw(nothing)
        assert chart.headline.startswith(fact)
        assert chart.data.empty
        pd.testing.assert_index_equal(
            chart.data.columns, draw([sample(), other()]).data.columns
        )
        assert sum(isinstance(mark, Line) for mark in chart.drawing.marks) == 1
    half = CASES["one side empty"]()
    assert "No paragraph was scored." in said(compare_tone(half))
    assert compare_actors(half).wide["b"].sum() == 0


def test_the_words_are_safe_and_a_persons_headline_counts():
    chart = compare_actors([sample(), other()])
    assert chart.headline == "Who is mentioned how often in 2 articles"
    assert chart.alt == (
        "Bar charts of mentions per actor in 2 articles, on one scale, where Putin has 14 and Erdogan 11 in total. "
        "8 actors; full data in putin-erdogan-drones-vs-kyiv-compare-actors.csv."
    )
    tone = compare_tone([sample(), other()])
    assert "where 1 of 9 and 0 of 3 paragraphs are negative in all three" in tone.alt
    assert max(len(tone.alt), len(chart.alt)) <= 250
    assert compare_tone([sample(), other()], headline="Mine").headline == "Mine"
