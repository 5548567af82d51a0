"""A newsroom's style and a person's words:
what they change, what they cannot, and what is refused."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from castlist import charts
from castlist.charts.files.edits import read_style
from castlist.charts.page import newsroom, style
from castlist.charts.page.numerals import Numerals
from castlist.charts.render.marks import Picture, Text
from castlist.errors import InputError
from support.chart_cases import crowd, make_tables, sample
from support.paths import ROOT

README = ROOT / "data" / "reviewed" / "README.md"


@pytest.fixture
def write(tmp_path):
    def write_file(text: str, name: str = "style.toml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def logo(width: int = 60, height: int = 20) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#AA0000").save(buffer, format="png")
    return buffer.getvalue()


def said(chart: charts.Chart) -> str:
    return " ".join(
        mark.text for mark in chart.drawing.marks if isinstance(mark, Text)
    ).replace("\u00a0", " ")


def edited(tmp_path: Path, text: str, *, article: str = "") -> charts.Edits:
    folder = tmp_path / "reviewed" / article
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "charts.toml").write_text(text, encoding="utf-8")
    return charts.read_edits(tmp_path / "reviewed", "putin-erdogan-drones")


def test_the_files_that_the_readme_shows_are_read(tmp_path, write):
    words, look = re.findall(
        r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL
    )
    write(look, "house.toml")
    edits = edited(tmp_path, words)
    chart = charts.actors(sample(), edits=edits)
    assert chart.headline == "Nobody is named more often than the host"
    assert "Source: Wikinews, 21 August 2015" in said(chart)
    assert "Chart: Graphics desk." in said(chart)
    assert chart.drawing.width == 700
    assert charts.actors(sample(), edits=edits, size="newsletter").drawing.width == 560
    assert charts.actors(
        sample(), edits=edits, size="print107"
    ).drawing.width * 4 / 7 / 72 * 25.4 == pytest.approx(110)


def test_an_articles_own_words_win_over_those_for_all(tmp_path):
    edited(
        tmp_path, 'credit = "Desk"\n[actors]\nheadline = "For all"\nsubtitle = "Counted"'
    )
    edits = edited(
        tmp_path, '[actors]\nheadline = "For this one"', article="putin-erdogan-drones"
    )
    chart = charts.actors(sample(), edits=edits)
    assert (chart.headline, chart.subtitle, chart.credit) == (
        "For this one",
        "Counted",
        "Chart: Desk.",
    )
    assert not chart.draft
    assert (
        charts.actors(sample(), edits=edits, headline="For this call").headline
        == "For this call"
    )
    assert (
        charts.read_edits(tmp_path / "reviewed", "another").wording("actors").headline
        == "For all"
    )
    assert charts.read_edits(tmp_path / "nothing", "x") == charts.Edits()


def test_a_person_sets_every_word_but_the_method(tmp_path):
    edits = edited(tmp_path, 'source = "Us."\n[tone]\nsubtitle = "Mine"\nalt = "Bars."')
    chart = charts.tone(sample(), edits=edits)
    plain = charts.tone(sample())
    assert (chart.subtitle, chart.alt, chart.source) == ("Mine", "Bars.", "Source: Us.")
    assert chart.method == plain.method
    assert chart.method in said(chart)


def test_numbers_are_written_in_the_language_that_is_asked_for(tmp_path):
    edits = edited(tmp_path, 'numbers = "de"')
    two = {
        name: ("person", {n + i: "n" for n in range(1, 6)}) for i, name in enumerate("AB")
    }
    apart = make_tables(two, 6, tone=[(0.4, 0.25 * n - 0.5) for n in range(6)])
    assert "differs by more than 0,25" in charts.tone_by_actor(apart, edits=edits).alt
    tables = crowd(60, 300)
    assert re.search(r"mentions? .*1\.\d{3}", said(charts.strip(tables, edits=edits)))
    # data stay machine-readable
    assert "0.43" in charts.tone(sample(), edits=edits).data["score"].astype(str).tolist()


@pytest.mark.parametrize(
    ("language", "number", "score"),
    [
        ("en", "12,345", "−0.25"),
        ("de", "12.345", "−0,25"),
        ("fr", "12\u00a0345", "−0,25"),
        ("de_CH", "12’345", "−0.25"),
    ],
)
def test_numbers_by_language(language, number, score):
    assert (Numerals(language).whole(12345), Numerals(language).score(-0.254)) == (
        number,
        score,
    )


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (0, 9, "0%"),
        (1, 1000, "<1%"),
        (5, 9, "56%"),
        (1, 8, "13%"),  # a half is rounded up
        (5, 8, "63%"),
        (999, 1000, ">99%"),
        (9, 9, "100%"),
    ],
)
def test_rounding_makes_nothing_of_all_and_all_of_nothing(part, whole, share):
    assert Numerals().percent(part, whole).replace("\u00a0", " ") == share


def test_house_colours_take_the_place_of_ours(write):
    path = write('[colours]\nname = "#004d40"\npaper = "#FFF8E7"\nstripe = "#F5EBD5"')
    chart = charts.strip(sample(), edits=charts.Edits(style=read_style(path)))
    colours = {getattr(mark, "fill", None) for mark in chart.drawing.marks}
    assert "#004D40" in colours
    assert style.NAME not in colours
    assert chart.drawing.paper == "#FFF8E7"
    with Image.open(io.BytesIO(chart.png())) as picture:
        assert picture.convert("RGB").getpixel((3, 3)) == (0xFF, 0xF8, 0xE7)
    assert 'fill="#FFF8E7"' in chart.svg().decode()


@pytest.mark.parametrize(
    ("colours", "figure"),
    [
        (
            'soft = "#999999"',
            "soft #999999 on paper #FFFFFF has a contrast of 2.85, it needs 4.5",
        ),
        ('pronoun = "#BBBBBB"', "has a contrast of 1.92, it needs 3"),
        (
            'description = "#1E4060"',
            "name #12355B on description #1E4060 has a contrast of",
        ),
        ('paper = "#333333"', "ink #1A1A1A on paper #333333"),
    ],
)
def test_a_colour_that_not_everybody_sees_is_refused_with_the_figure(
    write, colours, figure
):
    with pytest.raises(InputError, match=re.escape(figure)):
        read_style(write(f"[colours]\n{colours}"))


def test_the_tints_of_the_matrix_follow_the_newsrooms_colour(write):
    edits = charts.Edits(style=read_style(write('[colours]\ndescription = "#8A5A00"')))
    fills = {
        getattr(mark, "fill", None)
        for mark in charts.matrix(crowd(5, 9), edits=edits).drawing.marks
    }
    assert not fills & set(style.TINTS)
    assert newsroom.contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_this_houses_colours_pass_their_own_rule():
    known = newsroom.COLOURS | newsroom.TINTS
    assert all(
        newsroom.contrast(known[one], known[other]) >= least
        for one, other, least in newsroom.PAIRS
    )
    assert newsroom.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colors = 1", "knows no key 'colors'. Choose from: colours, font"),
        ("[colours]\nblue = '#000000'", "[colours] knows no key 'blue'. Choose from: ink"),
        ("[colours]\nink = 'black'", 'as in ink = "#12355B"'),
        ("colours = 3", "colours must be a table, not 3"),
        ("logo = 3", "logo must be a text in quotation marks, not 3"),
        ("font_files = 'x'", "font_files must be a list of texts, not 'x'"),
        ("font_files = [3]", "3 is not a font that can be read"),
        (
            "font = 'No Such Font'",
            "'No Such Font' is not installed. Install it, name its files",
        ),
        ("font = []", "font must be the name of a typeface"),
        ("font_files = ['no.ttf']", "no.ttf is not a font that can be read"),
        ("logo = 'no.png'", "is not a PNG that can be read"),
        ("[sizes.web]\nwidht = 3", "[sizes.web] knows no key 'widht'"),
        (
            "[sizes.web]\nwidth = 9000",
            "width of [sizes.web] must be a number from 40 to 2000, not 9000",
        ),
        ("[sizes.web]\nwidth = true", "must be a number"),
        ("[sizes.web]\nwidth = 100", "is too narrow for its letters"),
        (
            "[sizes.poster]\nwidth = 700",
            "[sizes.poster] needs a plain name and like = one of web",
        ),
        ("[sizes.'../x']\nlike = 'web'", "needs a plain name"),
        ("font = 'Lato", "is not valid TOML"),
    ],
)
def test_a_mistake_in_a_style_file_is_one_sentence_with_the_file(write, text, message):
    path = write(text)
    with pytest.raises(InputError, match=re.escape(message)) as raised:
        read_style(path)
    assert str(path.parent) in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("headline = 'x'", "a chart file knows no key 'headline'"),
        ("[actor]\nheadline = 'x'", "knows no key 'actor'"),
        (
            "[actors]\ntitle = 'x'",
            "[actors] knows no key 'title'. Choose from: headline, subtitle, alt",
        ),
        ("actors = 'x'", "write [actors] on a line of its own"),
        ("[actors]\nheadline = 3", "headline must be a text in quotation marks, not 3"),
        ("numbers = 'klingon'", "there is no language 'klingon' for numbers"),
        ("style = 'gone.toml'", "cannot read"),
    ],
)
def test_a_mistake_in_charts_toml_is_one_sentence_with_the_file(tmp_path, text, message):
    with pytest.raises(InputError, match=re.escape(message)) as raised:
        edited(tmp_path, text)
    assert "reviewed" in str(raised.value)


def test_a_missing_or_unreadable_style_file_is_said():
    with pytest.raises(InputError, match=r"cannot read no/style\.toml \(No such file"):
        read_style("no/style.toml")


def test_a_variable_font_is_refused(write, tmp_path):
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    build = FontBuilder(1000)
    build.setupGlyphOrder([".notdef", "A"])
    build.setupCharacterMap({65: "A"})
    build.setupGlyf(dict.fromkeys((".notdef", "A"), pen.glyph()))
    build.setupHorizontalMetrics(dict.fromkeys((".notdef", "A"), (500, 0)))
    build.setupHorizontalHeader()
    build.setupNameTable({"familyName": "Vary Test", "styleName": "Regular"})
    build.setupOS2()
    build.setupPost()
    build.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    build.save(tmp_path / "vary.ttf")
    with pytest.raises(
        InputError,
        match=r"'Vary Test' has no regular and no bold face \(variable fonts do not count\)",
    ):
        read_style(write("font_files = ['vary.ttf']"))


def test_another_typeface_is_measured_and_drawn(write):
    chart = charts.actors(
        sample(), edits=charts.Edits(style=read_style(write('font = "DejaVu Sans"')))
    )
    fonts = {mark.fonts[0] for mark in chart.drawing.marks if isinstance(mark, Text)}
    assert fonts == {"DejaVu Sans"}
    assert chart.drawing.typeface == "DejaVu Sans"
    assert (
        chart.svg()
        .decode()
        .split('font-family="')[1]
        .lstrip("'&#x27;")
        .startswith("DejaVu Sans")
    )
    plain = charts.actors(sample())
    widths = [
        next(m.width for m in c.drawing.marks if isinstance(m, Text))
        for c in (chart, plain)
    ]
    assert widths[0] != widths[1]


@pytest.mark.parametrize("size", list(style.PRESETS))
def test_a_logo_stands_in_the_corner_and_no_word_under_it(write, tmp_path, size):
    (tmp_path / "logo.png").write_bytes(logo())
    edits = charts.Edits(
        style=read_style(write('logo = "logo.png"')),
        credit="A desk with a rather long name, Anytown",
    )
    chart = charts.actors(sample(), size=size, edits=edits)
    (picture,) = [mark for mark in chart.drawing.marks if isinstance(mark, Picture)]
    preset = style.PRESETS[size]
    assert picture.x + picture.width == pytest.approx(preset.right)
    assert picture.width / picture.height == pytest.approx(3)
    assert picture.y + picture.height <= chart.drawing.height
    for mark in chart.drawing.marks:
        if isinstance(mark, Text) and mark.y > picture.y:
            assert mark.left + mark.width <= picture.x, mark.text


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n broken", logo(3000, 3000)]
)
def test_a_logo_that_is_none_is_refused(write, tmp_path, content):
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(InputError, match="the logo "):
        read_style(write('logo = "logo.png"'))


def test_a_headline_without_room_is_refused_and_nothing_is_written(tmp_path):
    edits = charts.Edits().with_headlines(
        {"actors": "Much too long a headline for a wide post " * 6}
    )
    edits = replace(edits, source="A source that leaves no room " * 6)
    with pytest.raises(
        InputError,
        match="social-wide, which has a fixed height, the words of the chart 'actors'",
    ):
        charts.export(sample(), tmp_path / "out", edits=edits, choice=charts.EVERYTHING)
    assert not (tmp_path / "out").exists()
