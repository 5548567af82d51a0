"""Decisions files: what a spreadsheet makes of them, mistakes by their row,
and nothing lost in writing."""

from typing import get_args

import pytest

from castlist.decisions import add_decision, add_decisions, read_decisions
from castlist.errors import InputError, ReviewError
from castlist.model import ACTIONS, ActorType
from support.paths import names

HEADER = "action,surface,target,type,scope,note\n"


def write(folder, rows, name="story.csv", header=HEADER):
    (folder / name).write_bytes((header + rows).encode())
    return folder


def short(decisions):
    return [(d.file, d.row, d.action, d.surface, d.target) for d in decisions]


def test_no_file_is_no_decision(tmp_path):
    assert read_decisions(tmp_path / "nowhere", "story") == ()


def test_the_articles_own_file_comes_first_and_wins(tmp_path):
    write(tmp_path, "merge,A,B,,,\nkeep_apart,C,D,,,\n")
    write(
        tmp_path, "merge,a,X,,,\nmerge,D,C,,,\nmerge,B,A,,,\nreject,Z,,,,\n", "actors.csv"
    )
    assert short(read_decisions(tmp_path, "story")) == [
        ("story.csv", 2, "merge", "A", "B"),
        ("story.csv", 3, "keep_apart", "C", "D"),
        ("actors.csv", 5, "reject", "Z", ""),
    ]
    assert {d.article_id for d in read_decisions(tmp_path, "other")} == {"other"}


def test_what_spreadsheets_make_of_a_file_is_read(tmp_path):
    rows = "\r\n\r\n;;;;;\r\nKeep apart;'=cmd();\" B;\n C \";;;'-x\r\nreject;None;;;;\r\nMERGE;NA;'tis\r\n"
    write(tmp_path, rows, header="\ufeffAction;Surface;Target;Type;Scope;Note;")
    found = read_decisions(tmp_path, "story")
    assert [(d.row, d.action, d.surface, d.target, d.note) for d in found] == [
        (4, "keep_apart", "=cmd()", "B; C", "-x"),
        (5, "reject", "None", "", ""),
        (6, "merge", "NA", "'tis", ""),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("swap,A,B,,,", "unknown action 'swap'. Write one of: merge"),
        ("merge,,B,,,", "merge has no surface"),
        ("merge,\u200b,B,,,", "merge has no surface"),
        ("merge,A,,,,", "merge needs a target"),
        ("confirm,A", "confirm needs a target"),
        ("merge,A,a,,,", "names 'A' twice"),
        ("reject,A,B,,,", "reject takes no target"),
        ("retype,A,,,,", "retype needs a type. Write one of: person"),
        ("retype,A,,robot,,", "unknown type 'robot'"),
        ("assign,he,A,,,", "assign needs a scope"),
        ("assign,he,A,,12,", "'12' is no mention"),
        ("assign,he,A,,m0,", "'m0' is no mention"),
        ("reject,A,,,,a,b", "more cells than columns"),
    ],
)
def test_a_mistake_is_named_by_file_and_row(tmp_path, row, message):
    write(tmp_path, f"reject,fine,,,,\n\n{row}\n")
    with pytest.raises(ReviewError) as error:
        read_decisions(tmp_path, "story")
    assert "story.csv, row 4: " in str(error.value)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("action,surface,note\n", "no column target"),
        ("action,surface,target,who\n", "a column too many, 'who'"),
    ],
)
def test_a_wrong_header_is_named(tmp_path, header, message):
    with pytest.raises(
        ReviewError, match=f"row 1: {message}.*action,surface,target,type,scope,note"
    ):
        read_decisions(write(tmp_path, "", header=header), "story")


def test_bytes_and_quotes_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / "story.csv").write_bytes(
        HEADER.encode() + b"reject,A,,,,\nreject,Erdo\xf0an,,,,\n"
    )
    with pytest.raises(ReviewError, match=r"row 3: not UTF-8\. Save it"):
        read_decisions(tmp_path, "story")
    with pytest.raises(ReviewError, match=r"story\.csv, line 2: .*quotes"):
        read_decisions(write(tmp_path, 'reject,"A,,,,\n'), "story")


def test_a_mention_belongs_to_one_article(tmp_path):
    write(tmp_path, "assign,he,A,,m3,\n", "actors.csv")
    with pytest.raises(
        ReviewError, match=r"actors.csv, row 2: a mention belongs to one article"
    ):
        read_decisions(tmp_path, "story")


@pytest.mark.parametrize(
    "rows",
    [
        "merge,A,B,,,\nmerge,a,C,,,\n",
        "merge,A,B,,,\nmerge,B,A,,,\n",
        "merge,A,B,,,\nkeep_apart,B,A,,,\n",
        "keep_apart,B,A,,,\nmerge,A,B,,,\n",
        "rename,A,B,,,\nrename,A,C,,,\n",
        "rename,A,Bea,,,\nrename,A,BEA,,,\n",
        "retype,A,,person,,\nretype,A,,place,,\n",
        "reject,A,,,,\nconfirm,A,B,,,\n",
        "assign,he,A,,m2,\nassign,he,B,,m2,\n",
    ],
)
def test_a_contradiction_names_both_rows(tmp_path, rows):
    with pytest.raises(ReviewError, match=r"story.csv, row 3 \(.*\) contradicts row 2 \("):
        read_decisions(write(tmp_path, rows), "story")


def test_a_long_circle_and_names_joined_through_a_third_name_every_row(tmp_path):
    chain = "merge,A,B,,,\nmerge,B,C,,,\n"
    for last in ("merge,C,A,,,\n", "keep_apart,A,C,,,\n"):
        with pytest.raises(ReviewError, match=r"row 4 .* contradicts row 2 .* and row 3 "):
            read_decisions(write(tmp_path, chain + last), "story")


def test_a_row_that_stands_twice_counts_once(tmp_path):
    found = read_decisions(
        write(tmp_path, "merge,A,B,,,x\nmerge,a,B,,,y\nreject,he,,,m2,\nreject,he,,,m3,\n"),
        "story",
    )
    assert [d.row for d in found] == [2, 4, 5]


def test_thousands_of_decisions_are_quick(tmp_path):
    rows = "".join(
        f"merge,a{n},a{n + 1},,,\nkeep_apart,a{n},b{n},,,\n" for n in range(5000)
    )
    assert len(read_decisions(write(tmp_path, rows, "actors.csv"), "story")) == 10_000


def test_what_is_added_is_read_back_sorted_and_cannot_run_as_a_formula(tmp_path):
    add_decision(
        tmp_path,
        "story",
        "merge",
        "Pyrector",
        target="Bayraktar",
        note='=HYPERLINK("x"), a\nb',
    )
    added = add_decision(tmp_path, "story", "reject", "@home")
    assert (added.path.name, added.row, added.new) == ("story.csv", 2, True)
    data = (tmp_path / "story.csv").read_bytes()
    assert (
        data
        == (
            HEADER
            + "reject,'@home,,,,\n"
            + 'merge,Pyrector,Bayraktar,,,"\'=HYPERLINK(""x""), a b"\n'
        ).encode()
    )
    assert [d.surface for d in read_decisions(tmp_path, "story")] == ["@home", "Pyrector"]
    assert add_decision(tmp_path, "story", "merge", "PYRECTOR", target="bayraktar") == (
        added.path,
        3,
        False,
    )
    assert (tmp_path / "story.csv").read_bytes() == data
    assert add_decision(tmp_path, None, "reject", "@home").path.name == "actors.csv"
    assert names(tmp_path) == ["actors.csv", "story.csv"]


def test_an_article_that_is_called_actors_has_a_file_of_its_own(tmp_path):
    add_decision(tmp_path, "actors", "reject", "he", scope="m3")
    assert read_decisions(tmp_path, "story") == ()
    assert len(read_decisions(tmp_path, "actors")) == 1


def test_the_separator_and_mark_of_a_spreadsheet_stay(tmp_path):
    write(
        tmp_path,
        "reject;A;;;;\r\n",
        header="\ufeffaction;surface;target;type;scope;note\r\n",
    )
    add_decision(tmp_path, "story", "reject", "B; C")
    text = (tmp_path / "story.csv").read_bytes().decode()
    assert (
        text
        == '\ufeffaction;surface;target;type;scope;note\nreject;A;;;;\nreject;"B; C";;;;\n'
    )


def test_a_refused_decision_leaves_the_file_as_it_was(tmp_path):
    add_decision(tmp_path, "story", "merge", "A", target="B")
    before = (tmp_path / "story.csv").read_bytes()
    rows = [
        {"action": "reject", "surface": "C"},
        {"action": "merge", "surface": "B", "target": "A"},
    ]
    with pytest.raises(ReviewError, match=r"contradicts row 2 .*Nothing was written"):
        add_decisions(tmp_path, "story", rows)
    with pytest.raises(ReviewError, match="is no character"):
        add_decision(tmp_path, "story", "reject", "\udce9")
    assert (tmp_path / "story.csv").read_bytes() == before


def test_nothing_is_lost_if_the_write_fails(tmp_path, monkeypatch):
    add_decision(tmp_path, "story", "merge", "A", target="B")
    before = (tmp_path / "story.csv").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(InputError, match="No space left on device"):
        add_decision(tmp_path, "story", "reject", "C")
    assert (tmp_path / "story.csv").read_bytes() == before
    assert names(tmp_path) == ["story.csv"]


SCOPES = {"mention": "m1", "line": "line 1", "quote": "q1"}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_takes_the_cells_that_its_row_of_the_table_names(tmp_path, action):
    spec = ACTIONS[action]
    cells = {"target": "B", "type": "person", "scope": SCOPES.get(spec.about, "m1")}

    def row(filled):
        return (
            ",".join(
                [
                    action,
                    "A",
                    *(cell * (name in filled) for name, cell in cells.items()),
                    "",
                ]
            )
            + "\n"
        )

    for filled in (spec.needs, spec.takes):
        (decision,) = read_decisions(write(tmp_path, row(filled)), "story")
        assert (decision.action, decision.about) == (action, spec.about)
    for cell in cells.keys() - spec.takes:
        with pytest.raises(ReviewError, match=f"{action} takes no {cell}"):
            read_decisions(write(tmp_path, row(spec.takes | {cell})), "story")
    for cell in spec.needs:
        with pytest.raises(ReviewError, match=f"{action} needs a {cell}"):
            read_decisions(write(tmp_path, row(spec.takes - {cell})), "story")


@pytest.mark.parametrize("kind", get_args(ActorType))
def test_people_are_told_every_type_that_an_actor_can_have(kind):
    assert kind in ACTIONS["retype"].says
    assert kind in ACTIONS["retype"].help
