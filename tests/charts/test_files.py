"""The files that are published:
what is written, what is in them, and what an older export leaves behind."""

import csv
import html
import io
import itertools
import json
import re
import warnings
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from castlist import charts
from castlist.charts.page.chart import missing_line
from castlist.errors import InputError
from castlist.published import hash_of
from support.chart_cases import (
    DRAWN,
    PIECES,
    SCRIPTS,
    crowd,
    draw,
    make_tables,
    quoted_sample,
    sample,
)

WEB = charts.Choice(sizes=["web"], formats=["png"])
QUICK = charts.Choice(formats=["svg"], full=True)
EVERY = charts.Choice(charts=DRAWN, full=True)
WORDS = charts.Edits().with_headlines({"actors": "Erdogan & <Putin>"})
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<b>&amp;</b> $x$ _y",
    "NUL\x00 bell\x07 \ufffe end",
    "=cmd|' /C calc'!A0",
    "evil\u202egnp.exe",
    "😀",
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    return folder, charts.export(quoted_sample(), folder, edits=WORDS, choice=EVERY)


@pytest.fixture(scope="module")
def hostile():
    return crowd(5, 4, names=HOSTILE)


def read_csv(path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"))))


def test_one_call_writes_every_file(exported):
    folder, files = exported
    key = "putin-erdogan-drones"
    screens = ("web", "mobile", "social-wide", "social-square")
    papers = ("print52", "print107", "print163")
    wanted = {
        f"{key}-{n}-{s}{e}"
        for n in DRAWN
        for s in screens
        for e in (".png", ".svg", "-outlines.svg")
    }
    wanted |= {
        f"{key}-{n}-{s}{e}"
        for n in DRAWN
        for s in papers
        for e in (".png", ".pdf", ".svg", "-outlines.svg")
    }
    narrow = ("mobile", "social-wide", "social-square", "print52")
    wanted = {
        file for file in wanted if not any(f"matrix-{size}" in file for size in narrow)
    }
    wanted |= {
        f"{key}-{n}{e}" for n in DRAWN for e in (".csv", "-datawrapper.csv", ".alt.txt")
    }
    wanted |= {
        f"{key}-together-edges.csv",
        f"{key}-together.graphml",
        "charts.html",
        "charts.json",
    }
    assert {path.name for path in files} == wanted
    assert {path.name for path in folder.iterdir()} == wanted
    assert files[-1].name == "charts.json"


def test_only_what_a_page_and_a_phone_need_is_drawn_unless_more_is_named(tmp_path):
    charts.export(sample(), tmp_path)
    pictures = {path.name for path in tmp_path.glob("*drones-actors-*.*g")}
    assert pictures == {
        f"putin-erdogan-drones-actors-{size}.{form}"
        for size in ("web", "mobile")
        for form in ("png", "svg")
    }
    assert (tmp_path / "putin-erdogan-drones-actors.csv").is_file()
    assert (tmp_path / "putin-erdogan-drones-actors.alt.txt").is_file()
    assert not list(tmp_path.glob("*print*"))


def test_a_size_that_is_named_comes_in_all_that_it_is_published_in(tmp_path):
    choice = charts.Choice(charts=["actors"], sizes=["print52"])
    files = charts.export(sample(), tmp_path, choice=choice)
    stem = "putin-erdogan-drones-actors-print52"
    assert {path.name for path in files if "print52" in path.name} == {
        f"{stem}.png",
        f"{stem}.pdf",
        f"{stem}.svg",
        f"{stem}-outlines.svg",
    }


def test_the_manifest_lists_charts_words_and_files(exported):
    folder, files = exported
    manifest = json.loads((folder / "charts.json").read_bytes())
    assert [entry["name"] for entry in manifest["charts"]] == DRAWN
    assert {"title", "subtitle", "alt", "source", "note", "draft", "files"} <= set(
        manifest["charts"][0]
    )
    assert [entry["draft"] for entry in manifest["charts"]] == [False] + [True] * (
        len(DRAWN) - 1
    )
    assert manifest["charts"][0]["title"] == "Erdogan & <Putin>"
    listed = list(itertools.chain(*(entry["files"] for entry in manifest["charts"])))
    assert sorted(listed) == sorted(path.name for path in files[:-2])
    for entry in manifest["charts"]:
        alt = (
            (folder / f"putin-erdogan-drones-{entry['name']}.alt.txt").read_bytes().decode()
        )
        assert alt == f"{entry['alt']}\n"
        for picture in entry["pictures"]:
            with Image.open(folder / picture["files"]["png"]) as png:
                shown = picture["width"] / picture["height"]
                assert png.width / png.height == pytest.approx(shown, rel=0.01), picture[
                    "size"
                ]


def test_the_page_shows_every_picture_with_its_words_and_links_every_file(exported):
    folder, files = exported
    page = (folder / "charts.html").read_text(encoding="utf-8")
    linked = {html.unescape(link) for link in re.findall(r'href="([^#"]+)" download', page)}
    assert linked == {path.name for path in files} - {"charts.html", "charts.json"}
    shown = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert {file for file, _ in shown} == {
        path.name for path in files if path.suffix == ".png"
    }
    manifest = json.loads((folder / "charts.json").read_bytes())
    assert {html.unescape(alt) for _, alt in shown} == {
        entry["alt"] for entry in manifest["charts"]
    }
    assert "Erdogan &amp; &lt;Putin&gt;" in page
    assert page.count("draft headline") == len(DRAWN)
    assert "<script" not in page


def test_a_hostile_article_stays_text_on_the_page(tmp_path):
    names = ('"><script>alert(1)</script>', "{{ 7 * 7 }}", "</style><b>")
    tables = crowd(3, 4, names=names)
    tables.articles.loc[0, "title"] = "<img src=x onerror=alert(1)> {{ 7 * 7 }}"
    charts.export(tables, tmp_path, choice=WEB)
    page = (tmp_path / "charts.html").read_text(encoding="utf-8")
    assert not re.search(
        r"<(script|b>|img src=x)",
        page.replace("<b>Alt text:</b>", "").replace("<b>web</b>", ""),
    )
    assert "49" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_a_part_can_be_drawn_again_and_the_rest_stays(tmp_path):
    charts.export(sample(), tmp_path, choice=QUICK)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    again = charts.Choice(charts=["actors"], sizes=["web"], formats=["png"])
    charts.export(sample(), tmp_path, choice=again)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    changed = {name for name, data in after.items() if before.get(name) != data}
    assert changed == {"putin-erdogan-drones-actors-web.png", "charts.json", "charts.html"}
    assert set(before) <= set(after)  # the SVG of the same drawing stays too
    charts.export(sample(), tmp_path, edits=WORDS, choice=again)
    # it had another headline
    assert not (tmp_path / "putin-erdogan-drones-actors-web.svg").exists()
    assert (tmp_path / "putin-erdogan-drones-actors-mobile.svg").exists()


def test_the_page_of_all_charts_gives_up_its_old_name_unless_somebody_changed_it(tmp_path):
    for written, stays in ((b"as it was written", False), (b"changed", True)):
        charts.export(sample(), tmp_path, choice=WEB)
        record = json.loads((tmp_path / "charts.json").read_bytes())
        record["files"]["index.html"] = hash_of(b"as it was written")
        (tmp_path / "charts.json").write_text(json.dumps(record), encoding="utf-8")
        (tmp_path / "index.html").write_bytes(written)
        charts.export(sample(), tmp_path, choice=WEB)
        assert (tmp_path / "index.html").exists() == stays


def test_charts_of_other_numbers_do_not_stay(tmp_path):
    charts.export(sample(), tmp_path, choice=QUICK)
    charts.export(
        sample(kinds="n"), tmp_path, choice=charts.Choice(charts=["actors"], sizes=["web"])
    )
    pictures = {path.name for path in tmp_path.iterdir() if path.suffix in (".png", ".svg")}
    stem = "putin-erdogan-drones-actors-web"
    assert pictures == {f"{stem}.png", f"{stem}.svg", f"{stem}-outlines.svg"}


def test_a_second_export_gives_the_same_bytes(exported, tmp_path):
    _folder, files = exported
    charts.export(quoted_sample(), tmp_path, edits=WORDS, choice=EVERY)
    for path in files:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_csv_columns_are_the_published_ones(exported):
    folder, _ = exported
    heads = {
        "actors.csv": "actor_id,actor,actor_type,kind,mentions,first_paragraph",
        "actors-datawrapper.csv": "Actor,By name,By description,By pronoun",
        "strip.csv": "mention_id,actor,kind,paragraph,word_offset,char_start,char_end,text",
        "strip-datawrapper.csv": "Actor," + ",".join(f"P{n}" for n in range(1, 10)),
        "tone.csv": "paragraph,opening,scorer,score,class,agreement",
        "tone-datawrapper.csv": "Paragraph,Model,VADER,TextBlob",
    }
    for name, head in heads.items():
        assert (folder / f"putin-erdogan-drones-{name}").read_bytes().split(b"\n")[
            0
        ].decode("utf-8-sig") == head
    rows = read_csv(folder / "putin-erdogan-drones-actors-datawrapper.csv")
    assert rows[1:3] == [["Erdogan", "5", "3", "3"], ["Putin", "7", "2", "1"]]
    assert b"\r" not in (folder / "putin-erdogan-drones-strip.csv").read_bytes()


def test_csv_gives_no_zero_for_kinds_that_were_not_counted(tmp_path):
    charts.export(sample(kinds="n"), tmp_path, choice=WEB)
    assert read_csv(tmp_path / "putin-erdogan-drones-actors-datawrapper.csv")[0] == [
        "Actor",
        "By name",
    ]


def test_a_chart_without_data_is_no_picture_whoever_asks_and_the_page_says_why(tmp_path):
    for choice in (WEB, EVERY):
        files = charts.export(make_tables({}, 2), tmp_path, choice=choice)
        assert {path.name for path in files} == {"charts.html", "charts.json"}
        manifest = json.loads((tmp_path / "charts.json").read_bytes())
        assert list(manifest["not_drawn"]) == DRAWN
        page = (tmp_path / "charts.html").read_text(encoding="utf-8")
        assert "no quote word for word was found in this article" in page
        assert "no actor was found in this article" in page


def test_a_chart_that_says_nothing_is_drawn_only_if_it_is_named_and_with_its_caution(
    tmp_path,
):
    charts.export(sample(), tmp_path, choice=WEB)
    manifest = json.loads((tmp_path / "charts.json").read_bytes())
    drawn = [entry["name"] for entry in manifest["charts"]]
    assert drawn == ["actors", "strip", "tone"]
    assert list(manifest["not_drawn"]) == [
        "speakers",
        "together",
        "matrix",
        "tone-towards",
    ]
    why = manifest["not_drawn"]["together"]
    assert why == (
        "only 2 pairs of actors are found together in more than one paragraph, and it takes 3"
    )
    assert why in (tmp_path / "charts.html").read_text(encoding="utf-8")
    asked = charts.Choice(charts=["together"], sizes=["web"], formats=["png"])
    charts.export(sample(), tmp_path, choice=asked)
    manifest = json.loads((tmp_path / "charts.json").read_bytes())
    (entry,) = (entry for entry in manifest["charts"] if entry["name"] == "together")
    assert entry["note"].startswith(f"Little to compare: {why}.")


def test_a_size_without_room_for_a_useful_part_is_not_made(tmp_path):
    edits = charts.Edits().with_headlines(
        {"actors": "A long headline for a wide post " * 5}
    )
    posts = charts.Choice(sizes=["web", "social-wide"], formats=["svg"])
    charts.export(crowd(9, 14), tmp_path, edits=edits, choice=posts)
    assert (tmp_path / "sample-actors-web.svg").is_file()
    assert not (tmp_path / "sample-actors-social-wide.svg").exists()
    manifest = json.loads((tmp_path / "charts.json").read_bytes())
    assert manifest["not_drawn"]["actors in social-wide"] == (
        "that size has no room for enough of its rows"
    )


def test_csv_keeps_the_truth_and_runs_nothing(hostile, tmp_path):
    charts.export(hostile, tmp_path, choice=EVERY)
    actors = {row[1] for row in read_csv(tmp_path / "sample-actors.csv")[1:]}
    assert actors == {f"'{name}" if name.startswith("=") else name for name in HOSTILE}
    scores = [row[3] for row in read_csv(tmp_path / "sample-tone.csv")[1:]]
    assert any(score.startswith("-") for score in scores)  # a number is not a formula


def test_files_of_an_older_export_go_and_others_stay(tmp_path):
    charts.export(sample(), tmp_path, choice=charts.Choice(formats=["png"]))
    (tmp_path / "notes.docx").write_text("mine")
    (tmp_path / "picture.png").write_text("mine")
    charts.export(sample(kinds="n"), tmp_path, choice=WEB)
    left = {path.name for path in tmp_path.iterdir()}
    assert not [name for name in left if "mobile" in name]
    assert {"notes.docx", "picture.png", "putin-erdogan-drones-actors-web.png"} <= left


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"not json \xff",
        b"[]",
        b'{"charts": 7}',
        b'{"charts": [{"files": [1, null, {}]}, 3]}',
        b"[" * 100_000,
    ],
)
def test_a_broken_manifest_is_replaced(manifest, tmp_path):
    (tmp_path / "charts.json").write_bytes(manifest)
    charts.export(make_tables({}, 1), tmp_path, choice=WEB)
    assert json.loads((tmp_path / "charts.json").read_bytes())["article_id"] == "sample"


def test_a_manifest_cannot_remove_what_is_not_a_chart(tmp_path):
    folder = tmp_path / "exports"
    (folder / "sub").mkdir(parents=True)
    safe = [
        tmp_path / "out.png",
        folder / "sub" / "in.png",
        folder / "notes.docx",
        folder / ".hidden.png",
    ]
    for path in safe:
        path.write_text("mine")
    (folder / "old.png").write_text("an older chart")
    (folder / "dir.png").mkdir()
    names = [
        "../out.png",
        str(tmp_path / "out.png"),
        "sub/in.png",
        "sub\\in.png",
        "notes.docx",
        ".hidden.png",
    ]
    names += [
        "old.png",
        "dir.png",
        "..",
        "",
        "C:old.png",
        "SAMPLE-ACTORS-WEB.PNG",
        "sample-actors-web.png",
    ]
    (folder / "charts.json").write_text(json.dumps({"charts": [{"files": names}]}))
    charts.export(crowd(3, 4), folder, choice=WEB)
    assert all(path.exists() for path in safe)
    assert (folder / "dir.png").is_dir()
    assert (folder / "sample-actors-web.png").is_file()
    assert not (folder / "old.png").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"charts": ["actor"]},
            "no chart 'actor'. Choose from: actors, strip, tone, speakers, together",
        ),
        (
            {"sizes": ("web", "poster")},
            "no chart size 'poster'. Choose one of: web, mobile",
        ),
        (
            {"formats": ["gif"]},
            "no picture format 'gif'. Choose from: png, svg, outlines, pdf",
        ),
        ({"charts": ["matrix"], "sizes": ["mobile"]}, "the matrix needs a wide sheet"),
    ],
)
def test_a_wrong_order_is_refused_before_anything_is_written(options, message, tmp_path):
    with pytest.raises(InputError, match=re.escape(message)):
        charts.export(sample(), tmp_path, choice=charts.Choice(**options))
    assert not list(tmp_path.iterdir())


def test_a_headline_for_no_chart_is_refused():
    with pytest.raises(
        InputError, match=r"no chart .actor.\. Choose from: actors, strip, tone"
    ):
        charts.add_headlines(charts.Edits(), {"actor": "x"})


@pytest.mark.parametrize("key", ["../evil", "a/b", "a\\b"])
def test_an_article_id_never_leaves_the_folder(key, tmp_path):
    with pytest.raises(InputError, match="cannot be part of a file name"):
        charts.export(make_tables({}, 1, article_id=key), tmp_path / "in")
    assert not list(tmp_path.rglob("*.png"))


def test_progress_says_what_is_written(tmp_path):
    steps = []
    files = charts.export(crowd(9, 14), tmp_path, choice=WEB, progress=steps.append)
    pictures = [path for path in files if path.suffix == ".png"]
    assert steps[0] == f"drawing sample-actors-web.png (1 of {len(pictures)})"
    assert len(steps) == len(pictures) > 3


@pytest.mark.parametrize("size", ["web", "mobile", "social-wide", "social-square"])
def test_png_has_twice_the_pixels_and_carries_its_words(size):
    chart = charts.actors(
        make_tables({"Зеленський": ("person", {1: "nn"})}, 2, author="Олена"), size=size
    )
    with Image.open(io.BytesIO(chart.png())) as picture:
        assert picture.size == (2 * chart.drawing.width, 2 * chart.drawing.height)
        assert picture.text == {
            "Title": chart.headline,
            "Description": chart.alt,
            "Source": f"{chart.source} {chart.method}",
        }
    assert "Олена" in chart.source


def test_svg_is_described_sized_in_pixels_and_has_live_text(hostile):
    ids = []
    for tables, (name, size) in itertools.product((sample(), hostile), PIECES):
        chart = draw(name, tables, size=size)
        root = ET.fromstring(chart.svg())
        assert root.get("role") == "img"
        sides = [
            f"{round(side, 2):g}" for side in (chart.drawing.width, chart.drawing.height)
        ]
        assert root.get("viewBox") == " ".join(["0", "0", *sides])
        assert [root.get("width"), root.get("height")] == sides or root.get(
            "width"
        ) == f"{size.removeprefix('print')}mm"
        title = root.find(f"{SVG}title")
        desc = root.find(f"{SVG}desc")
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert (title.text, desc.text) == (chart.headline, chart.alt)
        assert root.get("font-family").startswith("Lato, ")
        assert [node.text for node in root.iter(f"{SVG}text")] == [
            mark.text for mark in chart.drawing.marks if hasattr(mark, "anchor")
        ]
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
            *("svg", "title", "desc", "rect", "circle", "line", "text")
        }
        ids += [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == 2 * 2 * len(PIECES)
    assert len(set(ids)) == len(ids)


def test_svg_ids_are_valid_and_differ_for_any_article():
    keys = ("a", "été", "ete", "1", "a b", 'x"y', "ж", "ш")
    ids = []
    for key in keys:
        root = ET.fromstring(charts.actors(make_tables({}, 1, article_id=key)).svg())
        ids.append(root.find(f"{SVG}title").get("id"))
        assert re.fullmatch(r"[A-Za-z][\w-]*", ids[-1], re.ASCII)
    assert len(set(ids)) == len(keys)


def test_svg_text_keeps_its_measured_width_in_any_font():
    root = ET.fromstring(charts.actors(crowd(9, 5, names=SCRIPTS)).svg())
    for text in root.iter(f"{SVG}text"):
        start = float(text.get("x"))
        width = float(text.get("textLength"))
        left = start - width * {"end": 1, "middle": 0.5}.get(text.get("text-anchor"), 0)
        assert 0 <= left <= left + width <= 640
        assert text.get("lengthAdjust") == "spacingAndGlyphs"


def test_a_notebook_shows_the_saved_png_with_its_alt_text():
    chart = charts.strip(make_tables({'"><script>x</script>': ("person", {1: "n"})}, 2))
    shown = chart._repr_html_()
    assert "<script" not in shown
    assert f'width="640" height="{chart.drawing.height}"' in shown
    assert html.unescape(re.search(r'alt="([^"]*)"', shown)[1]) == chart.alt
    assert "(draft headline)" in shown
    assert (
        "draft" not in charts.strip(sample(), headline="A person wrote this")._repr_html_()
    )
    assert "draft" not in "".join(re.findall(r">([^<]+)<", chart.svg().decode()))
    assert repr(chart).startswith("<Chart sample-strip-web: ")


def test_missing_characters_give_one_friendly_line(tmp_path):
    tables = crowd(3, 3, names=("𓀀𓀁 Pharaoh", "𓀀𓂀", "Putin"))
    assert charts.actors(tables).missing == ("𓀀", "𓀁", "𓂀")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        charts.export(tables, tmp_path, choice=QUICK)
    assert [str(w.message) for w in caught] == [
        "No installed font has 𓀀, 𓀁, 𓂀 (Egyptian). Install fonts-noto-core, then draw again."
    ]
    assert caught[0].category is charts.MissingGlyphs
    assert "No installed font has" in charts.actors(tables)._repr_html_()


def test_chinese_names_are_drawn_or_it_is_said(tmp_path):
    tables = crowd(2, 2, names=("习近平", "안녕"))
    lacking = set(charts.actors(tables).missing)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        charts.export(
            tables, tmp_path, choice=charts.Choice(charts=["actors"], formats=["svg"])
        )
    said = [str(w.message) for w in caught]
    assert lacking == set() or (len(said) == 1 and "Install fonts-noto-cjk" in said[0])
    assert bool(said) == bool(lacking)


def test_every_character_without_a_font_is_reported(monkeypatch):
    """With no font but Lato, whatever Lato lacks is missing, in bold and in regular."""
    from castlist.charts.render import fonts

    monkeypatch.setattr(
        fonts, "_family", lambda char, bold, face: "Lato" if ord(char) < 0x250 else None
    )
    fonts.families.cache_clear()
    try:
        chart = charts.actors(make_tables({"Путін Ю": ("person", {1: "n"})}, 2))
    finally:
        fonts.families.cache_clear()
    assert set("Путін Ю") - {" "} <= set(chart.missing)


@pytest.mark.parametrize(
    ("characters", "line"),
    [
        (
            ("习", "近"),
            "No installed font has 习, 近 (Chinese). Install fonts-noto-cjk, then draw again.",
        ),
        (
            ("あ", "한"),
            "No installed font has あ, 한 (Japanese, Korean). Install fonts-noto-cjk, then draw again.",
        ),
        (
            ("习", "न"),
            "No installed font has 习, न (Chinese, Devanagari). "
            "Install fonts-noto-cjk and fonts-noto-core, then draw again.",
        ),
    ],
)
def test_the_friendly_line_names_script_and_package(characters, line):
    assert missing_line(characters) == line


def test_a_font_installed_after_matplotlib_last_looked_is_found(monkeypatch, tmp_path):
    from pathlib import Path

    import fontpkg_lato
    from matplotlib import font_manager

    from castlist.charts.render import fonts

    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    new = Path(fontpkg_lato.__file__).parent / "files" / "Lato-Light.ttf"
    monkeypatch.setattr(
        font_manager.fontManager, "ttflist", list(font_manager.fontManager.ttflist)
    )
    monkeypatch.setattr(
        font_manager, "findSystemFonts", lambda: [str(new), str(tmp_path / "broken.ttf")]
    )
    assert "Lato Light" in fonts.installed.__wrapped__()
