"""What is written reads back unchanged, whole or not at all."""

import pickle
from copy import deepcopy
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.model import TABLES, Cut, Failure
from castlist.steps import save
from castlist.summary import by_paragraph, opening
from castlist.tables import (
    column_meanings,
    column_types,
    concat,
    guard_formulas,
    read,
    restore_article,
    rows_of,
    to_csv,
    unguard,
    write,
)
from castlist.tables.held import make_column
from support.paths import names


def same(one, other):
    return (
        all(one.frames[n].equals(other.frames[n]) for n in TABLES)
        and one.texts == other.texts
    )


def test_write_then_read_gives_the_same_tables(sample, tmp_path):
    back = read(write(sample, tmp_path / "a"))
    assert same(back, sample)
    assert (back.raws, back.about) == (sample.raws, sample.about)
    assert all((back.frames[n].dtypes == sample.frames[n].dtypes).all() for n in TABLES)


def test_written_files_are_utf8_with_unix_line_ends_and_the_documented_columns(
    sample, tmp_path
):
    folder = write(sample, tmp_path / "a")
    for name, (record, _) in TABLES.items():
        data = (folder / f"{name}.csv").read_bytes()
        assert b"\r" not in data
        assert data.decode("utf-8-sig").splitlines()[0].split(",") == list(
            column_types(record)
        )
    assert (folder / "article.txt").read_text(encoding="utf-8") == sample.texts[
        "putin-erdogan-drones"
    ]


def test_a_frame_is_made_when_it_is_asked_for_and_is_the_table_from_then_on(
    sample, tmp_path
):
    tables = replace(sample, frames=sample.frames | {}).extend(
        {"cuts": restore_article(sample).cuts}
    )
    assert list(rows_of(tables.held("cuts"), ["line"])) == list(
        zip(sample.cuts["line"], strict=True)
    )
    assert not isinstance(tables.held("cuts").now, pd.DataFrame)
    later = tables.extend({})
    assert later.cuts is tables.cuts
    assert tables.cuts.equals(sample.cuts)
    tables.cuts.loc[0, "reason"] = "a change"
    assert next(rows_of(later.held("cuts"), ["reason"])) == ("a change",)
    assert "a change" in (write(later, tmp_path / "a") / "cuts.csv").read_text("utf-8")


def test_tables_can_be_copied_and_sent_to_another_process(sample):
    sent = pickle.loads(pickle.dumps(sample))
    assert same(sent, sample)
    copied = deepcopy(sample)
    copied.cuts.loc[0, "reason"] = "a change"
    assert same(sent, sample)


def test_every_column_has_a_meaning():
    for record, _ in [*TABLES.values(), (Failure, ())]:
        assert all(column_meanings(record)[column] for column in column_types(record))


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=30)
)
def test_any_cell_survives_a_spreadsheet_and_back(sample, tmp_path_factory, text):
    key = "putin-erdogan-drones"
    small = replace(
        sample, frames={name: sample.frames[name] for name in ("articles", "paragraphs")}
    )
    tables = small.extend({"cuts": [Cut(key, 1, 0, text, text, "None")]})
    folder = write(tables, tmp_path_factory.mktemp("cells") / "a")
    assert read(folder).cuts["text"].tolist() == [text]
    assert (
        not (folder / "cuts.csv")
        .read_text(encoding="utf-8")
        .split("\n")[1]
        .split(",")[2]
        .strip('"')
        .startswith(("=", "+", "-", "@"))
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "'=1", "''-", "None", "NA", "nan", ""]
)
def test_formulas_and_missing_looking_names_come_back_as_they_were(sample, tmp_path, text):
    tables = sample.extend({"cuts": [Cut("putin-erdogan-drones", 1, 0, text, "r", "r")]})
    assert read(write(tables, tmp_path / "a")).cuts["text"].tolist() == [text]


def test_an_earlier_result_stays_if_writing_fails(sample, tmp_path, monkeypatch):
    folder = write(sample, tmp_path / "a")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("castlist.tables.csv.to_csv", full)
    with pytest.raises(
        InputError, match=r"cannot write to .*No space left on device.*--out"
    ):
        write(sample, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert names(tmp_path) == ["a"]


def test_a_half_written_folder_is_named(sample, tmp_path):
    folder = write(sample, tmp_path / "a")
    (folder / "article.txt").unlink()
    with pytest.raises(
        InputError, match=r"incomplete or damaged .*article.txt.*castlist run"
    ):
        read(folder)


@pytest.mark.parametrize(
    "damage",
    ["", "a,b\n1,2\n", '"unclosed', "article_id,paragraph\n"],
    ids=["empty", "columns", "quote", "short"],
)
def test_a_damaged_table_is_named(sample, tmp_path, damage):
    folder = write(sample, tmp_path / "a")
    (folder / "paragraphs.csv").write_text(damage)
    with pytest.raises(InputError, match="incomplete or damaged"):
        read(folder)


def test_a_folder_without_tables_is_named(tmp_path):
    with pytest.raises(InputError, match="holds no castlist tables"):
        read(tmp_path)


def test_a_table_that_is_not_there_yet_says_how_to_make_it(sample, tmp_path):
    folder = write(sample, tmp_path / "a")
    (folder / "scores.csv").unlink()
    with pytest.raises(InputError, match="putin-erdogan-drones has no scores table yet"):
        _ = read(folder).scores


def test_the_article_can_be_restored_from_its_tables(sample, tmp_path):
    article = restore_article(read(write(sample, tmp_path / "a")))
    assert article.text == sample.texts[article.article_id]
    assert len(article.paragraphs) == 9
    assert type(article.paragraphs[0].words) is int


def test_a_corpus_is_the_same_tables_longer(sample):
    key = "putin-erdogan-drones"
    frames = {n: f.replace({"article_id": {key: "b"}}) for n, f in sample.frames.items()}
    other = replace(
        sample, frames=frames, texts={"b": sample.texts[key]}, raws={}, about={}
    )
    both = concat([sample, other])
    assert len(both.mentions) == 2 * len(sample.mentions)
    assert set(both.texts) == {key, "b"}


def test_articles_with_different_tables_are_not_mixed(sample):
    frames = {n: f for n, f in sample.frames.items() if n != "scores"}
    with pytest.raises(
        InputError, match="putin-erdogan-drones has no scores table, others do"
    ):
        concat([replace(sample, frames=frames), sample])


@pytest.mark.parametrize("about", ["[1]", "{", "3"])
def test_a_damaged_about_is_named(sample, tmp_path, about):
    folder = write(sample, tmp_path / "a")
    (folder / "about.json").write_text(about)
    with pytest.raises(InputError, match="incomplete or damaged"):
        read(folder)


class TestByParagraph:
    def test_the_sample_reads_as_expected(self, sample):
        rows = by_paragraph(sample).set_index("paragraph")
        assert rows.loc[7, "person"] == "Putin (3); Erdogan (4)"
        assert rows.loc[2, "place"] == "Sochi; Tehran"
        assert rows.loc[4, "person"] == "Putin"
        assert rows["agreement"].tolist() == [
            "yes",
            "no",
            "partly",
            "yes",
            "partly",
            "yes",
            "partly",
            "yes",
            "partly",
        ]

    def test_it_is_written_beside_the_tables(self, sample, tmp_path):
        written = pd.read_csv(save(sample, tmp_path / "a") / "by_paragraph.csv")
        assert len(written) == 9

    def test_without_names_and_tones_every_paragraph_is_still_there(self, sample):
        bare = sample.extend({"mentions": [], "actors": [], "scores": []})
        rows = by_paragraph(bare)
        assert len(rows) == 9
        assert rows["person"].tolist() == [""] * 9
        assert rows["textblob"].isna().all()

    def test_opening_words(self):
        assert opening("one two three", words=3) == "one two three"
        assert opening("one two three four", words=3) == "one two three…"


def test_tables_open_right_in_spreadsheets(sample, tmp_path):
    folder = write(sample, tmp_path / "a")
    data = (folder / "paragraphs.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(folder / "paragraphs.csv").columns[0] == "article_id"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("＝SUM(A1)", "'＝SUM(A1)"),
        ("＠Ana", "'＠Ana"),
        ("Zoë;=1+1", "Zoë;'=1+1"),
        ("Zoë;'=1+1", "Zoë;''=1+1"),
        ("one\n-two", "one\n'-two"),
        ("=1;+2", "'=1;'+2"),
        ("a; b", "a; b"),
        ("it's; fine", "it's; fine"),
    ],
)
def test_no_piece_of_a_cell_runs_and_all_read_back(cell, written):
    frame = pd.DataFrame({"a": make_column([cell], str)})
    guarded = guard_formulas(frame)["a"][0]
    assert guarded == written
    assert unguard(guarded) == cell


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
        pd.DataFrame({"a": make_column(["", "x,y", 'say "so"', "two\nlines", "=1"], str)}),
        pd.DataFrame({"a": [0.1, float("nan"), 1e-7, 1e16, -0.0, 2.0, float("inf")]}),
        pd.DataFrame({"a": [1, -2, 10**12], "b": [True, False, True]}),
        pd.DataFrame({"a": ["x", None, float("nan")], "b": ["=1", 2, None]}),
        pd.DataFrame(
            {"a": pd.Series(["x", None], dtype="string"), "b": pd.Categorical(["x", "y"])}
        ),
        pd.DataFrame(
            {
                "a": pd.Series([1, None], dtype="Int64"),
                "b": pd.Series([0.1], dtype="float32"),
            }
        ),
        pd.DataFrame([["x", "y"]], columns=["a", "a"]),
        pd.DataFrame({"a": pd.to_datetime(["2026-01-31"])}),
    ],
    ids=range(10),
)
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("header", [True, False])
def test_csv_is_what_pandas_writes_of_guarded_cells(frame, separator, header):
    written = guard_formulas(frame.loc[:, ~frame.columns.duplicated()]).to_csv(
        index=False, sep=separator, header=header, lineterminator="\n"
    )
    if frame.columns.is_unique:
        assert to_csv(frame, separator=separator, header=header) == written
    else:
        assert to_csv(frame, header=False) == "x,y\n"


def test_every_table_is_written_as_pandas_writes_it(sample):
    for name, frame in sample.frames.items():
        written = guard_formulas(frame).to_csv(index=False, lineterminator="\n")
        assert to_csv(frame) == written, name
