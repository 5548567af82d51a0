"""The publication set: a folder and a ZIP a chart, in all sizes and formats."""

import zipfile

import pytest

from castlist import charts
from castlist.published import PUBLICATION, not_drawn, published
from support.chart_cases import DRAWN, quoted_sample, sample
from support.commands import castlist

EVERY = charts.Choice(charts=DRAWN, full=True)
SOME = charts.Choice(charts=["actors", "matrix"], sizes=["print163"], full=True)
KEY = "putin-erdogan-drones"
STORY = "The mayor, Ana Lopez, said on Monday that the old bridge would be closed. “Go,” Lopez said. Lopez spoke long.\n"


def contents(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def tree(folder) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    return folder, charts.publish(quoted_sample(), folder, choice=EVERY)


def test_every_chart_has_its_folder_and_a_zip_of_it(whole):
    folder, zips = whole
    assert [path.name for path in zips] == [f"{KEY}-{name}.zip" for name in DRAWN]
    for name, path in zip(DRAWN, zips, strict=True):
        stem = f"{KEY}-{name}"
        kept = tree(folder / "publish" / name)
        assert contents(path) == {f"{stem}/{file}": data for file, data in kept.items()}
        assert {f"{stem}-print163.pdf", f"{stem}.csv", f"{stem}.alt.txt"} <= set(kept)
        assert kept["charts.html"].count(b"<section") == 1


def test_the_files_are_those_of_a_full_export(whole, tmp_path):
    folder, _ = whole
    charts.export(quoted_sample(), tmp_path, choice=EVERY)
    sets = {path.name: path.read_bytes() for path in (folder / "publish").glob("*/putin*")}
    flat = {path.name: path.read_bytes() for path in tmp_path.glob("putin*")}
    assert sets == flat


def test_what_says_too_little_is_in_no_set_unasked_and_the_set_says_why(tmp_path):
    zips = charts.publish(sample(), tmp_path)
    assert f"{KEY}-speakers.zip" not in {path.name for path in zips}
    assert not (tmp_path / "publish" / "speakers").exists()
    reasons = not_drawn(tmp_path, PUBLICATION)
    assert "speakers" in reasons
    made = {path.stem.removeprefix(f"{KEY}-") for path in zips}
    assert made.isdisjoint(reasons)


def test_the_same_tables_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        charts.publish(sample(), tmp_path / name, choice=SOME)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_set_belongs_to_its_tables_and_goes_with_them(tmp_path):
    charts.publish(sample(), tmp_path, choice=SOME)
    folder = tmp_path / "publish"
    files = [path for path in folder.rglob("*") if path.is_file()]
    own = {folder / "publish.json", *folder.glob("*/charts.json")}
    assert published(sample(), tmp_path) == (len(files) - len(own), [])
    (folder / "actors" / "mine.txt").write_text("mine")
    changed = folder / "matrix" / f"{KEY}-matrix.csv"
    changed.write_text("mine too")
    (problem,) = published(sample(), tmp_path)[1]
    assert f"{changed.name} in {folder / 'matrix'}: not as castlist wrote it" in problem
    other = sample(kinds="n")
    assert len(published(other, tmp_path)[1]) > len(own)
    charts.export(other, tmp_path, choice=charts.Choice(charts=["actors"]))
    assert set(tree(folder)) == {"actors/mine.txt", f"matrix/{changed.name}"}


def test_one_chart_can_be_made_again_and_the_others_stay(tmp_path):
    charts.publish(sample(), tmp_path, choice=SOME)
    edits = charts.Edits().with_headlines({"actors": "Mine"})
    again = charts.Choice(charts=["actors"], sizes=["print52"], formats=["svg"])
    charts.publish(sample(), tmp_path, choice=again, edits=edits)
    left = tree(tmp_path / "publish")
    assert f"matrix/{KEY}-matrix-print163.pdf" in left
    assert f"actors/{KEY}-actors-print52.svg" in left
    assert f"actors/{KEY}-actors-print163.pdf" not in left
    assert published(sample(), tmp_path)[1] == []


def test_nothing_is_written_through_a_link(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "publish").symlink_to(outside)
    charts.publish(sample(), folder, choice=SOME)
    assert not list(outside.iterdir())
    assert (folder / "publish" / "actors" / "charts.html").is_file()


def test_one_command_makes_the_set(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    small = ("--size", "web", "--format", "svg")
    assert (
        castlist("run", tmp_path / "story.txt", "--out", tmp_path, *small).returncode == 0
    )
    done = castlist(
        "charts", tmp_path / "processed/story", "--publish", "--chart", "actors", *small
    )
    folder = tmp_path / "exports/story/publish"
    assert done.stdout == f"story: 1 chart in {folder}, each in a folder and a ZIP\n"
    assert set(tree(folder)) == {
        "publish.json",
        "story-actors.zip",
        "actors/charts.json",
        "actors/charts.html",
        "actors/story-actors-web.svg",
        "actors/story-actors.csv",
        "actors/story-actors-datawrapper.csv",
        "actors/story-actors.alt.txt",
    }
    held = castlist("check", tmp_path / "processed")
    assert (held.returncode, held.stderr) == (0, "")
