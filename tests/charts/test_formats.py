"""One drawing in every published format: PNG, SVG with live text or outlines, PDF."""

import io
import itertools
import logging
import re
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from castlist import charts
from castlist.charts.page.style import PRESETS
from castlist.charts.render import pdf_fonts as embed
from castlist.charts.render.marks import Box, Dot, Drawing, Picture, Text
from castlist.charts.render.pdf import paint_pdf
from castlist.charts.render.png import paint_png
from castlist.charts.render.svg import write_svg
from support.chart_cases import SCRIPTS, crowd, make_tables, sample

CHARTS = ("actors", "strip", "tone")
PRINT = {"print52": 52, "print107": 107, "print163": 163}
HOSTILE = (
    *SCRIPTS,
    "$x$ _y",
    "NUL\x00 bell\x07 \ufffe end",
    "]]> <!-- --> %PDF endstream",
    "(a) \\ ) /F0",
)
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
RED = (200, 0, 0)


@pytest.fixture(scope="module")
def hostile():
    return crowd(len(HOSTILE), 4, names=HOSTILE)


@pytest.fixture
def logo() -> Picture:
    """Half red, half transparent."""
    image = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 20, 20))
    buffer = io.BytesIO()
    image.save(buffer, format="png")
    return Picture(10, 20, 40, 20, buffer.getvalue())


def streams(pdf: bytes) -> dict[int, bytes]:
    """The unpacked streams of a PDF by the number of their object."""
    found = re.finditer(rb"(\d+) 0 obj\n<< /Length (\d+)[^\n]*>>\nstream\n", pdf)
    return {int(m[1]): zlib.decompress(pdf[m.end() : m.end() + int(m[2])]) for m in found}


def page(pdf: bytes) -> str:
    return streams(pdf)[int(re.search(rb"/Contents (\d+) 0 R", pdf)[1])].decode("ascii")


def meanings(pdf: bytes) -> dict[str, dict[str, str]]:
    """Font on the page -> code -> characters."""
    fonts = re.search(rb"/Font << (.*?) >>", pdf)[1].decode()
    maps = {}
    for name, number in re.findall(r"/(F\d+) (\d+) 0 R", fonts):
        font = re.search(rf"\n{number} 0 obj\n(.*?)\nendobj".encode(), pdf)[1]
        cmap = streams(pdf)[int(re.search(rb"/ToUnicode (\d+) 0 R", font)[1])].decode()
        pairs = re.findall(r"^<(\w{4})> <(\w+)>$", cmap, re.MULTILINE)
        maps[name] = {code: bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
    return maps


def texts(pdf: bytes) -> list[str]:
    """What a reader of the PDF copies, one entry a text."""
    maps = meanings(pdf)
    found = []
    for block in re.findall(r"^BT .*?^ET$", page(pdf), re.DOTALL | re.MULTILINE):
        runs = re.findall(r"/(F\d+) .*?\[(.*?)\] TJ", block)
        codes = [
            (name, code)
            for name, run in runs
            for part in re.findall(r"<(\w+)>", run)
            for code in chunks(part)
        ]
        found.append("".join(maps[name][code] for name, code in codes))
    return found


def chunks(codes: str) -> list[str]:
    return re.findall("....", codes)


def number(pdf: bytes, name: str) -> str:
    return bytes.fromhex(
        re.search(rf"/{name} <feff(\w*)>".encode(), pdf)[1].decode()
    ).decode("utf-16-be")


@pytest.mark.parametrize("size", ["mobile", "social-square", "print107"])
def test_every_format_is_the_same_another_day_and_differs_by_chart(
    size, hostile, monkeypatch
):
    def files(day: int) -> list[bytes]:
        # fontTools puts the time into fonts that it saves
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day * 86_400))
        embed.take_glyphs.cache_clear()
        embed._read.cache_clear()
        charts_ = [getattr(charts, name)(hostile, size=size) for name in CHARTS]
        return [
            data
            for c in charts_
            for data in (c.png(), c.pdf(), c.svg(), c.svg(outlines=True))
        ]

    first = files(1)
    assert first == files(2)
    assert len(set(first)) == len(first)


def test_no_format_warns_or_logs(hostile, caplog, capfd):
    with caplog.at_level(logging.INFO):
        for name in CHARTS:
            chart = getattr(charts, name)(hostile, size="print107")
            assert chart.png()
            assert chart.pdf()
            assert chart.svg(outlines=True)
    assert not caplog.records
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("fontTools").level == logging.NOTSET


@pytest.mark.parametrize(("size", "millimetres"), PRINT.items())
def test_print_sizes_are_those_of_the_paper(size, millimetres):
    chart = charts.actors(sample(), size=size)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", chart.pdf())
    assert float(box[1]) == pytest.approx(millimetres / 25.4 * 72, abs=0.001)
    assert float(box[2]) == pytest.approx(
        chart.drawing.height * chart.drawing.unit, abs=0.001
    )
    for outlines in (False, True):
        root = ET.fromstring(chart.svg(outlines=outlines))
        assert root.get("width") == f"{millimetres}mm"
        assert float(root.get("height").removesuffix("mm")) == pytest.approx(
            float(box[2]) / 72 * 25.4, abs=0.01
        )
        view = [float(edge) for edge in root.get("viewBox").split()]
        assert view == pytest.approx(
            [0, 0, chart.drawing.width, chart.drawing.height], abs=0.01
        )
    with Image.open(io.BytesIO(chart.png())) as picture:
        assert picture.size == (
            round(millimetres / 25.4 * 300),
            round(float(box[2]) / 72 * 300),
        )
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)


@pytest.mark.parametrize("size", ["web", "mobile", "social-wide"])
def test_screen_sizes_have_two_pixels_a_css_pixel(size):
    chart = charts.strip(sample(), size=size)
    width = chart.drawing.width
    height = chart.drawing.height
    with Image.open(io.BytesIO(chart.png())) as picture:
        assert picture.size == (2 * width, 2 * height)
        assert picture.info["dpi"] == pytest.approx((144, 144), abs=0.01)
        assert picture.mode == "P"
    assert f"/MediaBox [0 0 {width:.3f} {height:.3f}]".encode() in chart.pdf()


def test_no_length_loses_a_pixel():
    from castlist.charts.render.png import make_figure

    for length in range(1, 1200, 7):
        figure = make_figure(Drawing(length, length, (), unit=4 / 7, dpi=300))
        assert figure.canvas.get_width_height() == (round(length * 4 / 7 / 72 * 300),) * 2


def test_letters_and_lines_take_their_size_on_paper():
    """What is drawn in print is the web drawing, made smaller: rows of ink fall on the same
    share of the height."""
    drawing = charts.tone(sample(), size="web").drawing
    dark = []
    for unit, dpi in ((1, 144), (0.5, 288)):
        with Image.open(
            io.BytesIO(paint_png(replace(drawing, unit=unit, dpi=dpi), {}))
        ) as picture:
            dark.append(np.asarray(picture.convert("L")))
    assert np.array_equal(dark[0], dark[1])


def test_pdf_is_well_formed(hostile):
    for name in CHARTS:
        pdf = getattr(charts, name)(hostile, size="print107").pdf()
        start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", pdf)[1])
        places = re.findall(rb"(\d{10}) 00000 n \n", pdf[start:])
        for number_, place in enumerate(places, 1):
            assert pdf[int(place) :].startswith(b"%d 0 obj\n" % number_)
        assert f"/Size {len(places) + 1} ".encode() in pdf[start:]
        assert {int(n) for n in re.findall(rb" (\d+) 0 R", pdf)} <= set(
            range(1, len(places) + 1)
        )
        assert not re.search(rb"CreationDate|ModDate|Producer|Creator", pdf)
        assert page(pdf).count("BT ") == page(pdf).count("\nET")


def test_pdf_embeds_its_fonts_as_truetype():
    from matplotlib.ft2font import FT2Font

    pdf = charts.actors(sample(), size="print107").pdf()
    names = re.findall(rb"/BaseFont /([A-Z]{6}\+[\w-]+)", pdf)
    assert {name.split(b"+")[1] for name in names} == {b"Lato-Regular", b"Lato-Bold"}
    files = [int(number_) for number_ in re.findall(rb"/FontFile2 (\d+) 0 R", pdf)]
    assert len(files) == 2
    for number_ in files:
        font = FT2Font(io.BytesIO(streams(pdf)[number_]))
        assert 10 < font.num_glyphs < 100
    assert len(pdf) < 20_000


def test_pdf_says_what_it_shows():
    chart = replace(
        charts.actors(sample(), headline="Зеленський (and) others"), credit="A newsroom"
    )
    pdf = chart.pdf()
    assert number(pdf, "Title") == "Зеленський (and) others"
    assert number(pdf, "Subject") == chart.alt
    assert number(pdf, "Keywords") == f"{chart.source} {chart.method}"
    assert number(pdf, "Author") == "A newsroom"
    assert b"/Author" not in charts.actors(sample()).pdf()
    with Image.open(io.BytesIO(chart.png())) as picture:
        assert picture.text["Copyright"] == "A newsroom"
    with Image.open(io.BytesIO(charts.actors(sample()).png())) as picture:
        assert "Copyright" not in picture.text


def test_pdf_text_can_be_copied_and_searched(hostile):
    """All of it, but for the controls that say in which direction a name is written:
    those have no glyph."""
    for name in CHARTS:
        chart = getattr(charts, name)(hostile, size="web")
        drawn = [mark.text for mark in chart.drawing.marks if isinstance(mark, Text)]
        found = texts(chart.pdf())
        assert len(found) == len(drawn)
        for said, meant in zip(found, drawn, strict=True):
            plain = re.sub("[\u200e\u2066-\u2069]", "", meant).replace("\xa0", " ")
            # From left to right on the page; a reader's program turns Arabic and Hebrew around.
            assert said == plain or sorted(said) == sorted(plain)
        assert any("محمد"[::-1] in said for said in found) == (name != "tone")


def test_pdf_sets_figures_of_one_width_and_no_ligature():
    chart = charts.tone(sample(), size="web")
    pdf = chart.pdf()
    assert any("positive" in said for said in texts(pdf))
    assert not [
        text for font in meanings(pdf).values() for text in font.values() if len(text) > 1
    ]
    from castlist.charts.render.glyphs import place

    ones, eights = (place(text, False, ("Lato",)) for text in ("111", "888"))
    assert [glyph.x for glyph in ones] == [glyph.x for glyph in eights]


def test_outlines_need_no_font_and_keep_the_words_for_those_who_do_not_see(hostile):
    ids = []
    for tables, name, size in itertools.product(
        (sample(), hostile), CHARTS, ("web", "print52")
    ):
        chart = getattr(charts, name)(tables, size=size)
        root = ET.fromstring(chart.svg(outlines=True))
        assert root.get("role") == "img"
        title = root.find(f"{SVG}title")
        desc = root.find(f"{SVG}desc")
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert (title.text, desc.text) == (
            chart.headline,
            re.sub("[\x00\x07\ufffe]", "", chart.alt),
        )
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
            *("svg", "title", "desc", "defs", "path", "g", "use", "rect", "circle", "line")
        }
        assert not root.get("font-family")
        own = [node.get("id") for node in root.iter() if node.get("id")]
        links = {node.get(HREF) for node in root.iter(f"{SVG}use")}
        assert links == {f"#{node.get('id')}" for node in root.iter(f"{SVG}path")}
        ids += own
        ids += [
            node.get("id") for node in ET.fromstring(chart.svg()).iter() if node.get("id")
        ]
    assert len(ids) > 500
    assert len(set(ids)) == len(ids)


def test_outlines_are_small():
    sizes = [len(getattr(charts, name)(sample()).svg(outlines=True)) for name in CHARTS]
    assert max(sizes) < 75_000


def walk(data: str) -> list[tuple[float, float]]:
    """The points and handles of path data in relative steps."""
    here = (0.0, 0.0)
    start = (0.0, 0.0)
    points = []
    for letter, steps in re.findall(r"([mlqtcz])([-\d ]*)", data):
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        ends = [
            (here[0] + x, here[1] + y)
            for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        points += ends
        here = start if letter == "z" else ends[-1]
        start = here if letter == "m" else start
    return points


@pytest.mark.parametrize("size", ["web", "mobile", "print107"])
def test_outlines_lie_on_the_sheet_where_the_words_are(size, hostile):
    chart = charts.actors(hostile, size=size)
    root = ET.fromstring(chart.svg(outlines=True))
    shapes = {f"#{node.get('id')}": walk(node.get("d")) for node in root.iter(f"{SVG}path")}
    groups = list(root.iter(f"{SVG}g"))
    words = [mark for mark in chart.drawing.marks if isinstance(mark, Text)]
    assert len(groups) == len(words)
    for group, mark in zip(groups, words, strict=True):
        scale, _, _, flip, left, base = (
            float(n) for n in re.findall(r"-?[\d.]+", group.get("transform"))
        )
        assert (left, base, -flip) == pytest.approx((mark.left, mark.y, scale), abs=0.006)
        uses = [
            (float(use.get("x")), float(use.get("y", 0)), shapes[use.get(HREF)])
            for use in group
        ]
        corners = [
            (left + scale * (x + px), base - scale * (y + py))
            for x, y, shape in uses
            for px, py in shape
        ]
        assert len(uses) >= len(re.sub(r"[\s\u200e\u2066-\u2069]", "", mark.text)) * 0.8
        slack = 0.15 * mark.ink.size  # a letter may reach out of its width
        assert min(x for x, _ in corners) >= max(mark.left - slack, -1)
        assert max(x for x, _ in corners) <= min(
            mark.left + mark.width + slack, chart.drawing.width + 1
        )
        assert all(
            base - 1.3 * mark.ink.size < y < base + 0.6 * mark.ink.size for _, y in corners
        )


def test_a_picture_is_drawn_in_every_format(logo):
    drawing = Drawing(60, 50, (Box(0, 0, 60, 10, "#12355B"), logo), paper="#FFFFEE")
    with Image.open(io.BytesIO(paint_png(drawing, {}))) as picture:
        assert picture.mode == "RGB"
        assert [
            picture.getpixel(at) for at in ((40, 60), (80, 60), (10, 10), (110, 95))
        ] == [*(RED, (255, 255, 238), (0x12, 0x35, 0x5B), (255, 255, 238))]
    pdf = paint_pdf(drawing, {})
    name = re.search(r"q 40 0 0 -20 10 40 cm /(I\d+) Do Q", page(pdf))[1]
    assert streams(pdf)[int(re.search(rf"/{name} (\d+) 0 R".encode(), pdf)[1])][
        :3
    ] == bytes(RED)
    for outlines in (False, True):
        root = ET.fromstring(
            write_svg(drawing, name="x", title="t", alt="a", outlines=outlines)
        )
        image = root.find(f"{SVG}image")
        assert [image.get(key) for key in ("x", "y", "width", "height")] == [
            "10",
            "20",
            "40",
            "20",
        ]
        assert image.get(HREF).startswith("data:image/png;base64,")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB"])
def test_pictures_of_every_kind_are_drawn(mode):
    image = Image.new(mode, (4, 4))
    buffer = io.BytesIO()
    image.save(buffer, format="png")
    drawing = Drawing(
        20, 20, (Picture(0, 0, 20, 20, buffer.getvalue()),), unit=4 / 7, dpi=300
    )
    assert paint_png(drawing, {})
    assert paint_pdf(drawing, {})


def test_hollow_marks_are_hollow_in_the_pdf():
    marks = (
        Dot(10, 10, 5, "#FFFFFF", "#767676"),
        Dot(30, 10, 5, "#12355B"),
        Box(40, 5, 10, 10, "#FFFFFF", "#767676"),
    )
    lines = page(paint_pdf(Drawing(60, 20, marks), {})).splitlines()[2:]
    assert [line.split()[-1] for line in lines] == ["B", "f", "B"]
    assert "1.6 w 14.2 10 m" in lines[0]


def test_live_svg_asks_for_the_typeface_first():
    drawing = charts.actors(sample()).drawing
    for typeface, said in (
        ("Lato", "Lato, "),
        ("Georgia", "'Georgia', Lato, "),
        ("A\"'<b>", "'A<b>', Lato, "),
    ):
        root = ET.fromstring(
            write_svg(replace(drawing, typeface=typeface), name="x", title="t", alt="a")
        )
        assert root.get("font-family").startswith(
            f"{said}Carlito" if said != "Lato, " else said
        )


def test_the_figure_is_made_anew_and_leaves_matplotlib_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    chart = charts.actors(make_tables({"$x$ _y": ("person", {1: "n"})}, 2), size="print107")
    figure = chart.figure
    assert figure is not chart.figure
    assert figure.get_size_inches()[0] == pytest.approx(107 / 25.4, abs=1 / 300)
    assert any(
        text.get_text() == "$x$ _y" and not text.get_parse_math()
        for text in figure.axes[0].texts
    )
    assert dict(matplotlib.rcParams) == before


def test_charts_without_data_come_in_every_format():
    for name, size in itertools.product(CHARTS, PRESETS):
        chart = getattr(charts, name)(make_tables({}, 1), size=size)
        assert any(chart.headline.split()[0] in said for said in texts(chart.pdf()))
        assert (
            ET.fromstring(chart.svg(outlines=True)).find(f"{SVG}title").text
            == chart.headline
        )
