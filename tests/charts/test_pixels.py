"""The PNG is painted on matplotlib's renderer itself:
every pixel is as in the figure that a chart gives to be changed."""

import io
from dataclasses import replace
from functools import partial

import matplotlib
import numpy as np
import pytest
from PIL import Image

from castlist.charts import PRESETS
from castlist.charts.render.agg import paint_pixels
from castlist.charts.render.fonts import house_style
from castlist.charts.render.ink import PAPER
from castlist.charts.render.marks import Box, Dot, Drawing, Line
from castlist.charts.render.png import figure_pixels, paint_png
from support.chart_cases import DRAWN, SCRIPTS, crowd, draw, sample

SIZES = [size for size in PRESETS if size != "print107"]  # that differs by its width alone


def same_pixels(drawing: Drawing) -> bool:
    with house_style():
        return np.array_equal(paint_pixels(drawing), figure_pixels(drawing))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", [sample, partial(crowd, 14, 33)])
def test_the_pixels_are_those_of_the_figure(make, size):
    tables = make()
    for name in DRAWN:
        if name != "matrix" or PRESETS[size].grows_wide:
            assert same_pixels(draw(name, tables, size=size).drawing), name


def test_the_pixels_of_every_script_are_those_of_the_figure():
    tables = crowd(len(SCRIPTS), 4, names=SCRIPTS)
    for name in DRAWN:
        assert same_pixels(draw(name, tables, size="web").drawing), name


@pytest.mark.parametrize(("unit", "dpi"), [(1, 144), (1, 100), (4 / 7, 300)])
def test_marks_anywhere_between_the_pixels_are_those_of_the_figure(unit, dpi):
    steps = [n / 7 for n in range(40)]
    marks = []
    for n, step in enumerate(steps):
        edge = "#123456" if n % 2 else None
        marks += [
            Box(5 + 3 * step, 9 * step, 11 + step, 7 - step / 2, "#ABCDEF", edge),
            Dot(60 + 2 * step, 8 * step, 2 + step / 3, "#A8480F", edge),
            Line(80 + step, 3 * step, 110 - step, 5 * step, "#767676", 0.5 + step / 4),
            Line(120, 7 * step, 150, 7 * step, "#D9D9D9"),
        ]
    assert same_pixels(Drawing(171.3, 97.7, tuple(marks), unit, dpi))


def test_what_a_user_set_for_matplotlib_changes_no_picture():
    chart = draw("actors", sample(), size="web")
    usual = chart.png()
    mine = {
        "text.hinting": "force_autohint",
        "text.antialiased": False,
        "patch.antialiased": False,
        "path.snap": False,
        "lines.solid_joinstyle": "bevel",
        "font.family": "DejaVu Sans",
        "figure.facecolor": "red",
    }
    with matplotlib.rc_context(mine):
        assert chart.png() == usual


def test_a_picture_of_few_colours_keeps_every_one():
    marks = tuple(
        Box(n % 16, n // 16, 1, 1, f"#{n:02X}{255 - n:02X}{n * 7 % 256:02X}")
        for n in range(1, 256)
    )
    drawing = Drawing(16, 16, marks)
    with Image.open(io.BytesIO(paint_png(drawing, {}))) as picture:
        shown = np.asarray(picture.convert("RGB"))
    assert np.array_equal(shown, paint_pixels(drawing)[..., :3])
    assert picture.mode == "P"


def test_of_too_many_colours_the_rarest_take_the_nearest():
    boxes = [
        Box(n % 20, n // 20, 1, 1, f"#{n // 16 * 8:02X}{n % 16 * 8:02X}00")
        for n in range(399)
    ]
    drawing = replace(Drawing(20, 21, tuple(boxes)), paper=PAPER)
    with Image.open(io.BytesIO(paint_png(drawing, {}))) as picture:
        shown = np.asarray(picture.convert("RGB")).astype(int)
    apart = np.abs(shown - paint_pixels(drawing)[..., :3]).max()
    assert 0 < apart <= 8 * 16
