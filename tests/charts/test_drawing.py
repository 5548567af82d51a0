"""What a reader sees on the charts:
nothing overlaps, nothing sticks out, every number is the table's."""

import itertools
import re
import subprocess
import sys
import unicodedata
import warnings
from dataclasses import replace

import matplotlib
import pytest

from castlist import charts
from castlist.charts.data import facts as chart_facts
from castlist.charts.page import style
from castlist.charts.page.lettering import clean
from castlist.charts.page.newsroom import contrast
from castlist.charts.page.wording import labelled
from castlist.charts.render.marks import Box, Dot, Line, Text
from castlist.errors import InputError
from castlist.sentiment import SCORERS
from castlist.tables import concat
from support.chart_cases import (
    DRAWN,
    PIECES,
    SAMPLE_TONE,
    SCRIPTS,
    boxes,
    crowd,
    draw,
    every_note,
    make_tables,
    on_bar,
    outline,
    overlap,
    said,
    sample,
    texts,
)
from support.paths import TESTS

GROWING = ("web", "mobile")
LONG = "Long-winded and official title of the Intergovernmental Conference for the Settlement of Everything"
CASES = {
    "sample": sample,
    "names only": lambda: sample(kinds="n"),
    "nothing": lambda: make_tables({}, 3),
    "no text": lambda: make_tables({}, 0),
    "one actor": lambda: make_tables(
        {"Putin": ("person", {1: "n"})}, 1, tone=[(0.3, -0.4)], title="One"
    ),
    "two paragraphs": lambda: crowd(3, 2),
    "forty actors": lambda: crowd(40, 20),
    "twenty paragraphs": lambda: crowd(9, 20, kinds="n"),
    "two hundred paragraphs": lambda: crowd(12, 200),
    "scripts": lambda: crowd(10, 12, names=SCRIPTS[:10]),
    "more scripts": lambda: crowd(10, 9, names=(*SCRIPTS[6:], "习近平"), kinds="n"),
    "long names": lambda: crowd(
        5, 20, names=(LONG, "X" * 80, LONG.upper(), "Ж" * 500, "A B C D " * 20)
    ),
    "many mentions": lambda: make_tables(
        {"Putin": ("person", {2: "ndp" * 400})}, 4, tone=[(1, -1)] * 4
    ),
    "joint and unlinked": lambda: sample(unlinked=3, rejected=2),
    "right to left": lambda: make_tables(
        {"محمد بن سلمان": ("person", {1: "n", 2: "nn"})},
        ["وصل ولي العهد إلى العاصمة صباح اليوم وسط ترحيب كبير", "وقال محمد"],
        tone=[(0.2, 0.3), (-0.2, -0.4)],
        title="ولي العهد يصل إلى العاصمة",
        author="محمد",
    ),
}
EVERY = [pytest.param(c, n, s, id=f"{c}-{n}-{s}") for c in CASES for n, s in PIECES]


@pytest.mark.parametrize(("case", "name", "size"), EVERY)
def test_nothing_sticks_out_and_no_text_runs_over_anything(case, name, size):
    chart = draw(name, CASES[case](), size=size)
    assert [
        c for c in chart.missing if not unicodedata.name(c).startswith("CJK")
    ] == []  # those need a font of their own
    found = boxes(chart)
    marks = [mark for mark in chart.drawing.marks if not isinstance(mark, Text)]
    preset = style.PRESETS[size]
    for text, left, top, right, bottom in found:
        assert preset.left - 1 <= left < right <= preset.right + 2, (text, left, right)
        assert 0 <= top < bottom <= chart.drawing.height, (text, top, bottom)
    for (text, *box), (other, *place) in itertools.combinations(found, 2):
        assert not overlap(box, place), f"{text!r} runs over {other!r}"
    for mark, (text, *box) in itertools.product(marks, found):
        stripe = isinstance(mark, Box) and mark.fill == style.STRIPE
        assert stripe or on_bar(mark, box) or not overlap(box, outline(mark)), (
            f"{text!r} runs over {mark}"
        )
    for mark in marks:
        left, top, right, bottom = outline(mark)
        assert preset.left - 1.6 <= left < right <= preset.right + 1.6, mark
        assert 0 <= top < bottom <= chart.drawing.height, mark


@pytest.mark.parametrize("size", GROWING)
@pytest.mark.parametrize(
    "tables", [sample(), crowd(15, 12, names=SCRIPTS)], ids=["sample", "scripts"]
)
def test_the_total_beside_a_name_is_the_tables(tables, size):
    chart = draw("actors", tables, size=size)
    totals = chart.data.groupby("actor", sort=False)["mentions"].sum()
    words = texts(chart)
    numbers = [w for w in words if w.text.replace(",", "").isdigit() and w.ink.bold]
    lines = said(chart)
    # on a narrow sheet those mentioned once are no rows
    shown = totals if size == "web" else totals[totals > 1]
    assert len(numbers) == len(shown)
    for place, (name, total) in enumerate(shown.items()):
        first = labelled(clean(name))[:12]
        label = next(
            w
            for w, line in zip(words, lines, strict=True)
            if line.startswith(first) and w.ink.bold
        )
        number = min((n for n in numbers if n.y > label.y - 9), key=lambda n: n.y)
        assert (number.text, number) == (str(total), numbers[place])


def test_bars_are_as_long_as_their_numbers():
    chart = draw("actors", sample())
    by_row: dict[float, list[Box]] = {}
    for mark in chart.drawing.marks:
        if isinstance(mark, Box) and mark.height > 14:
            by_row.setdefault(mark.y, []).append(mark)
    wide = chart.wide.set_index("Actor")
    lengths = [
        sum(box.width for box in row) + 1.5 * (len(row) - 1) for row in by_row.values()
    ]
    assert [len(row) for row in by_row.values()] == [
        (counts > 0).sum() for _, counts in wide.iterrows()
    ]
    assert lengths == pytest.approx((wide.sum(axis=1) * lengths[0] / 11).tolist())


@pytest.mark.parametrize("size", ["social-wide", "social-square", "mobile", "web"])
def test_a_paragraph_full_of_pronouns_leaves_room_for_its_row_on_every_sheet(size):
    """Of wikinews/imprisoned: one person has seven mentions in one of fourteen paragraphs."""
    tables = make_tables(
        {
            "Valeska Paris": ("person", {3: "np", 5: "nppppppp", 6: "nppnp"}),
            "Sea Org": ("organisation", {5: "n"}),
        },
        14,
        title="A long headline of a story about one person on a ship",
    )
    assert "Valeska Paris" in [text for text, *_ in boxes(draw("strip", tables, size=size))]


@pytest.mark.parametrize("size", ["social-wide", "social-square"])
@pytest.mark.parametrize("name", ["actors", "strip", "together", "tone-by-actor"])
@pytest.mark.parametrize(
    "case", ["sample", "forty actors", "long names", "two hundred paragraphs"]
)
def test_a_sheet_of_fixed_height_loses_rows_and_says_how_many(size, name, case):
    chart = draw(name, CASES[case](), size=size)
    assert (chart.drawing.width, chart.drawing.height) == {"social-wide": (600, 337.5)}.get(
        size, (540, 540)
    )
    words = said(chart)
    more = [line for line in words if line.startswith("+ ")]
    full = [line for line in said(draw(name, CASES[case]())) if line.startswith("+ ")]
    assert more or not full
    assert "Method: castlist 0.1.0" in " ".join(words)
    assert "names not reviewed" in " ".join(words)
    assert chart.method.startswith("Method: castlist 0.1.0, spaCy en_core_web_sm 3.8.0;")


@pytest.mark.parametrize(
    ("millimetres", "size"), [(52, "print52"), (107, "print107"), (163, "print163")]
)
def test_paper_has_the_width_of_its_columns_and_no_hairline_too_thin(millimetres, size):
    for tables in (sample(), crowd(12, 200)):
        drawing = draw("strip", tables, size=size).drawing
        assert drawing.width * drawing.unit / 72 * 25.4 == pytest.approx(millimetres)
        widths = [
            mark.width * drawing.unit for mark in drawing.marks if isinstance(mark, Line)
        ]
        assert min(widths) >= 0.5
        assert (
            min(w.ink.size * drawing.unit for w in drawing.marks if isinstance(w, Text))
            >= 6
        )


def test_actors_of_one_country_are_added_up():
    tables = crowd(5, 9, names=("Russia", "Moscow", "Kremlin", "Ankara", "Nobody"))
    tables.actors["country"] = ["RUS", "RUS", "RUS", "TUR", ""]
    chart = charts.actors(tables, by_country=True)
    totals = dict(zip(tables.actors["name"], tables.actors["mentions"], strict=True))
    russia = totals["Russia"] + totals["Moscow"] + totals["Kremlin"]
    assert chart.data.groupby("actor")["mentions"].sum().to_dict() == {
        "Russia": russia,
        "Turkey": totals["Ankara"],
    }
    assert chart.name == "actors-by-country"
    assert "Actors of one country are added up (Russia: " in every_note(chart)
    assert "of actors without a country" in every_note(chart)
    assert (
        chart.headline
        == "Which countries are mentioned in “A long story about many people”"
    )
    strip = charts.strip(tables, by_country=True)
    assert len(strip.data) == russia + totals["Ankara"]
    tables.actors["country"] = ""
    assert charts.actors(tables, by_country=True).headline == "No country to add up"


def test_forty_actors_leave_a_line_about_the_rest():
    tables = crowd(40, 20)
    chart = draw("actors", tables)
    totals = chart.data.groupby("actor", sort=False)["mentions"].sum()
    assert f"+ 28 more actors with {totals[12:].sum()} mentions in total" in said(chart)
    assert len(totals) == 40
    assert len(chart.wide) == 40
    assert totals.sum() == len(tables.mentions)


@pytest.mark.parametrize("size", GROWING)
def test_dots_stand_in_the_cell_of_their_actor_and_paragraph(size):
    chart = draw("strip", sample(), size=size)
    # without the footer's
    grid = [m.y1 for m in chart.drawing.marks if isinstance(m, Line)][:-1]
    stripes = [
        m for m in chart.drawing.marks if isinstance(m, Box) and m.fill == style.STRIPE
    ]
    left = stripes[0].x
    width = stripes[0].width
    dots = [m for m in chart.drawing.marks if isinstance(m, Dot)]
    dots += [
        m for m in chart.drawing.marks if isinstance(m, Box) and m.fill == style.DESCRIPTION
    ]
    counts = [[0] * 9 for _ in grid[1:]]
    for dot in dots:
        x1, y1, x2, y2 = outline(dot)
        rows = [
            i
            for i, (top, bottom) in enumerate(itertools.pairwise(grid))
            if top < y1 and y2 < bottom
        ]
        if rows:  # not the key
            column = int((x1 - left) / width)
            assert x2 <= left + (column + 1) * width
            counts[rows[0]][column] += 1
    wide = chart.wide.set_index("Actor")
    once = [] if size == "web" else ["RIA Novosti"]
    assert counts == wide.drop(index=once).to_numpy().tolist()
    names = [line for line in said(chart) if line in set(wide.index)]
    assert names == [
        "Putin",
        "Erdogan",
        "Dmitry Peskov",
        *(["RIA Novosti"] if size == "web" else []),
        "Iran (as “Tehran”)",
        "Turkish drone maker",
    ]
    assert ("+ 1 more actor with 1 mention" in said(chart)) == (size != "web")


@pytest.mark.parametrize("size", GROWING)
def test_a_long_article_becomes_a_barcode_with_one_tick_a_mention(size):
    tables = crowd(8, 200)
    chart = draw("strip", tables, size=size)
    key = 3
    ticks = [
        m for m in chart.drawing.marks if isinstance(m, Line) and m.colour != style.GRID
    ]
    totals = tables.mentions.groupby("actor_id").size()
    shown = totals if size == "web" else totals[totals > 1]
    assert len(ticks) - key == shown.sum()
    assert {"start", "¼", "halfway", "¾", "end"} <= set(said(chart))
    heights = {tick.colour: round(tick.y2 - tick.y1, 3) for tick in ticks[key:]}
    assert heights[style.NAME] > heights[style.DESCRIPTION] > heights[style.OUTLINE]


@pytest.mark.parametrize(
    ("size", "paragraphs", "dots"),
    [("web", 20, True), ("web", 21, False), ("mobile", 16, False)],
)
def test_dots_give_way_to_the_barcode_when_columns_get_too_narrow(size, paragraphs, dots):
    chart = draw("strip", crowd(4, paragraphs), size=size)
    assert chart.subtitle.startswith(
        "Each mark is one mention" if dots else "Position of every mention"
    )


def columns(chart) -> list[list[Box]]:
    """The columns of each band of tone, in reading order, without the key's swatches."""
    found = [m for m in chart.drawing.marks if isinstance(m, Box) and m.width != 13]
    each = len(found) // len(SCORERS)
    return [found[n * each : (n + 1) * each] for n in range(len(SCORERS))]


@pytest.mark.parametrize("size", ["web", "mobile", "print52"])
def test_tone_is_a_strip_of_all_paragraphs_by_every_scorer(size):
    chart = draw("tone", sample(), size=size)
    bands = columns(chart)
    first, second = zip(*SAMPLE_TONE, strict=True)
    for band, scores in zip(bands, (second, second, first), strict=True):
        assert len(band) == len(scores)
        assert [box.x for box in band] == sorted(box.x for box in band)
        tallest = max(range(9), key=lambda n: abs(scores[n]))
        assert max(range(9), key=lambda n: band[n].height) == tallest
    assert {"Model", "TextBlob", "VADER", *map(str, range(1, 10))} <= set(said(chart))
    assert chart.headline == (
        "9 paragraphs: 5 positive, 1 neutral and 1 negative in all three; in 2 the scorers disagree"
    )


def test_columns_of_scorers_that_disagree_are_hollow():
    for band in columns(draw("tone", sample())):
        hollow = [n for n, box in enumerate(band, 1) if box.fill == style.PAPER]
        assert hollow == [2, 5]  # one of them says neutral of paragraph 5
        assert all(band[n - 1].edge for n in hollow)


def test_the_counts_of_a_tone_headline_add_up_to_all_paragraphs():
    for tables in (sample(), crowd(3, 200), crowd(4, 31)):
        headline = draw("tone", tables).headline
        total, *counts = map(int, re.findall(r"\d+", headline))
        assert sum(counts) == total == len(tables.paragraphs)
    tables = sample(tone=SAMPLE_TONE[:7])
    assert draw("tone", tables).headline.endswith("; 2 without a score")


@pytest.mark.parametrize(
    ("tone", "key", "filled"),
    [
        ([(0.5, 0.5)] * 5, ["positive"], [True]),
        ([(0.5, 0.5)] * 4 + [(0, 0)], ["positive", "neutral"], [True, True]),
        (
            [(0.5, 0.5)] * 4 + [(0.5, -0.5)],
            ["positive", "negative", "scorers disagree"],
            [True, False, False],
        ),
    ],
)
def test_the_key_of_tone_shows_what_is_in_the_picture_as_it_is_there(tone, key, filled):
    chart = draw("tone", make_tables({"A": ("person", {1: "n"})}, 5, tone=tone))
    words = {"positive", "neutral", "negative", "scorers disagree"}
    assert [line for line in said(chart) if line in words] == key
    swatches = [m for m in chart.drawing.marks if isinstance(m, Box) and m.width == 13]
    assert [m.fill != style.PAPER for m in swatches] == filled


@pytest.mark.parametrize("name", DRAWN)
def test_without_data_the_headline_states_the_fact(name):
    chart = draw(name, make_tables({}, 3, language="ro"))
    nothing = {
        "tone": "No scorer for this language",
        "speakers": "No quote word for word was found in this article",
    }
    fact = nothing.get(name, "No actor was found in this article")
    assert chart.headline == fact
    assert fact in chart.alt
    assert chart.data.empty
    assert list(chart.data.columns) == list(draw(name, sample()).data.columns)
    # the footer's: no empty axes
    assert sum(isinstance(mark, Line) for mark in chart.drawing.marks) == 1


@pytest.mark.parametrize("name", ["actors", "strip"])
def test_names_alone_need_no_key_and_the_note_says_so(name):
    chart = draw(name, sample(kinds="n"))
    assert "by name" in chart.subtitle
    assert "by name" not in said(chart)
    assert (
        "Only names are counted, not descriptions (“the president”) or pronouns (“he”)."
        in every_note(chart)
    )
    assert "by pronoun" in said(draw(name, sample()))


@pytest.mark.parametrize("chart", charts.registry.ALL, ids=lambda chart: chart.name)
def test_a_chart_draws_the_tables_that_its_row_names_and_no_other(chart):
    def only(tables, *names):
        frames = {name: tables.frames[name] for name in ("articles", "paragraphs", *names)}
        return replace(tables, frames=frames)

    many = [sample(), crowd(9, 14)] if chart.compares else [sample()]
    enough = [only(tables, *chart.tables) for tables in many]
    whole = chart.draw(many if chart.compares else many[0])
    assert chart.draw(enough if chart.compares else enough[0]).svg() == whole.svg()
    for name in chart.tables:
        less = [only(tables, *(set(chart.tables) - {name})) for tables in many]
        with pytest.raises(InputError, match=f"has no {name} table yet"):
            chart.draw(less if chart.compares else less[0])


def test_an_older_name_of_a_chart_is_understood(tmp_path):
    files = charts.export(
        sample(),
        tmp_path,
        choice=charts.Choice(charts=["around"], sizes=["web"], formats=["png"]),
    )
    assert files[0].name == "putin-erdogan-drones-tone-by-actor-web.png"
    (tmp_path / "charts.toml").write_text('[around]\nheadline = "Mine"\nalt = "Theirs"\n')
    edits = charts.add_headlines(charts.read_edits(tmp_path, "story"), {"around": "Ours"})
    chart = charts.around(sample(), edits=edits)
    assert (chart.name, chart.headline, chart.alt) == ("tone-by-actor", "Ours", "Theirs")


@pytest.mark.parametrize("name", DRAWN)
def test_two_draws_give_the_same_bytes(name):
    one, other = (draw(name, crowd(6, 9, names=SCRIPTS)) for _ in range(2))
    assert one.png() == other.png()
    assert one.svg() == other.svg()


def test_a_users_matplotlib_settings_do_not_matter_and_stay():
    plain = draw("actors", sample()).png()
    theirs = {
        "text.kerning_factor": 6,
        "font.family": "monospace",
        "path.sketch": (1, 100, 2),
        "lines.linewidth": 9,
    }
    with warnings.catch_warnings(), matplotlib.rc_context():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        matplotlib.rcParams.update(theirs)
        before = dict(matplotlib.rcParams)
        assert draw("actors", sample()).png() == plain
        assert dict(matplotlib.rcParams) == before


def test_matplotlib_loads_when_a_chart_is_drawn_and_pyplot_never():
    code = (
        "import sys, castlist, castlist.charts as c; assert 'matplotlib' not in sys.modules;"
        f"sys.path.insert(0, {str(TESTS)!r}); from support.chart_cases import sample;"
        "c.actors(sample()).png();"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules and 'spacy' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_text_and_mark_has_enough_contrast():
    for (name, size), tables in itertools.product(PIECES, (sample(), crowd(5, 200))):
        stack = []
        for mark in draw(name, tables, size=size).drawing.marks:
            if isinstance(mark, Text):
                ground = next(
                    (
                        b.fill
                        for b in reversed(stack)
                        if b.x < mark.left < b.x + b.width and b.y < mark.y < b.y + b.height
                    ),
                    style.PAPER,
                )
                assert contrast(mark.ink.colour, ground) >= 4.5, mark
            elif isinstance(mark, Line):
                assert mark.colour == style.GRID or contrast(mark.colour, style.STRIPE) >= 3
            elif mark.fill not in {style.STRIPE, *style.TINTS}:  # a tint has a number on it
                colour = mark.edge if mark.fill == style.PAPER else mark.fill
                assert contrast(colour, style.STRIPE) >= 3, mark
            if isinstance(mark, Box):
                stack.append(mark)


def test_kinds_differ_by_more_than_colour():
    marks = draw("strip", make_tables({"A": ("person", {1: "ndp"})}, 3)).drawing.marks
    name, description, pronoun = [
        m for m in marks if isinstance(m, Dot | Box) and m.fill != style.STRIPE
    ][-3:]
    assert isinstance(name, Dot)
    assert isinstance(description, Box)
    assert isinstance(pronoun, Dot)
    assert pronoun.fill == style.PAPER != name.fill
    parts = draw("actors", make_tables({"A": ("person", {1: "ndp"})}, 3)).drawing.marks
    fills = [m.fill for m in parts if isinstance(m, Box)][-3:]
    assert contrast(fills[0], fills[1]) > 2
    assert fills[2] == style.PAPER


def test_one_article_a_chart():
    two = concat([sample(), sample(article_id="other")])
    with pytest.raises(InputError, match="a chart shows one article"):
        charts.actors(two)
    with pytest.raises(InputError, match="no chart size 'huge'"):
        charts.actors(sample(), size="huge")


def test_missing_lato_is_said_and_not_replaced(monkeypatch):
    from castlist.charts.render import fonts

    monkeypatch.setitem(sys.modules, "fontpkg_lato", None)
    with pytest.raises(InputError, match="pip install fontpkg-lato"):
        fonts._register_lato.__wrapped__()


def test_words_before_a_mention_are_counted_as_the_tables_count_words():
    facts = chart_facts.gather(
        make_tables({"Putin": ("person", {1: "n"})}, ["One — two, “three”"])
    )
    assert facts.mentions["word_offset"].tolist() == [3]
