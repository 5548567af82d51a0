"""A correction from the shell: obeyed at once, listed with who and when, taken back."""

import re

import pytest

from castlist.checks import check
from castlist.decisions import write_sign_off
from castlist.review_state import sign
from castlist.steps import save
from castlist.tables import read
from support.commands import castlist

KEY = "putin-erdogan-drones"
FOLDER = f"data/processed/{KEY}"


@pytest.fixture
def place(sample, tmp_path, monkeypatch):
    save(sample, tmp_path / FOLDER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_decision_is_obeyed_at_once_and_says_what_moved(place):
    before = files(place / FOLDER)
    (pronoun,) = re.findall(r"(m\d+) my ", castlist("actors", KEY).stdout)
    done = castlist("decide", KEY, "assign", "my", "Putin", "--mention", pronoun)
    assert f"{KEY}: Erdogan 10 -> 9, Putin 9 -> 10" in done.stdout
    counts = read(place / FOLDER).actors.set_index("name")["mentions"]
    assert (counts["Erdogan"], counts["Putin"]) == (9, 10)
    assert check(read(place / FOLDER)).startswith("All checks hold")
    done = castlist("undo", KEY)
    assert f"{KEY}: Erdogan 9 -> 10, Putin 10 -> 9" in done.stdout
    assert files(place / FOLDER) == before


def test_no_language_model_is_loaded_for_it(place, monkeypatch):
    def load(name):
        raise AssertionError(name)

    monkeypatch.setattr("castlist.nlp.load.load_model", load)
    monkeypatch.setattr("castlist.run.runner.load_model", load)
    done = castlist("decide", KEY, "reject", "Sochi")
    assert "Sochi 4 -> " in done.stdout or "Sochi 4 ->" in done.stdout


def test_the_list_says_who_when_why_and_what_it_did(place):
    castlist("decide", KEY, "retype", "Kremlin", "--type", "place", "--by", "AB")
    castlist("decide", KEY, "reject", "Nobody At All", "--all", "--note", "a typo")
    castlist("decide", KEY, "speaker", "Putin", "--quote", "q1", "--by", "CD")
    said = castlist("decisions", KEY).stdout.splitlines()
    assert said[0] == f"{KEY}: 3 decisions"
    assert said[1] == "  1. retype “Kremlin” -> place (2 names)"
    assert re.fullmatch(rf"     AB, 20[\d-]+ [\d:]+, {KEY}.csv, row 2", said[2])
    assert said[3] == "  2. reject “Nobody At All” (matched nothing here)"
    assert re.fullmatch(
        r"     20[\d-]+ [\d:]+, actors.csv, row 2, for all articles; a typo", said[4]
    )
    assert "(1 quote)" in said[5]
    assert "CD" in said[6]


def test_undo_takes_back_the_last_or_a_numbered_one_and_says_how_to_redo(place):
    castlist("decide", KEY, "merge", "Kremlin", "Putin", "--by", "A B", "--note", "it's he")
    castlist("decide", KEY, "reject", "Bayraktar")  # an earlier row of the file
    done = castlist("undo", KEY)
    assert "reject “Bayraktar”" in done.stdout
    done = castlist("undo", KEY, "1")
    again = (
        f"castlist decide {KEY} merge --note 'it'\"'\"'s he' --by 'A B' -- Kremlin Putin"
    )
    assert again in done.stdout
    assert "nobody has decided anything" in castlist("undo", KEY).stderr
    assert "0 decisions" in castlist("decisions", KEY).stdout


def test_undo_does_not_guess(place):
    path = place / f"data/reviewed/{KEY}.csv"
    path.parent.mkdir()
    rows = b"action,surface,target\nreject,Sochi,\nreject,Kremlin,\n"
    path.write_bytes(rows)
    assert "no decision about" in castlist("undo", KEY).stderr
    assert "and no number 3" in castlist("undo", KEY, "3").stderr
    assert "and no number 0" in castlist("undo", KEY, "0").stderr
    assert path.read_bytes() == rows
    assert castlist("undo", KEY, "2").returncode == 0
    assert b"Kremlin" in path.read_bytes() or b"Sochi" in path.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("merge", "Erdogna", "Putin"), "“Erdogan”"),
        (("merge", "Putin", "Erdogna"), "“Erdogan”"),
        (("speaker", "Peskof", "--quote", "q1"), "“Dmitry Peskov”"),
        (("reject", "Byraktar"), "“Bayraktar”"),
    ],
)
def test_a_mistyped_name_is_refused_with_the_nearest(place, arguments, near):
    done = castlist("decide", KEY, *arguments)
    assert done.returncode == 1
    assert "Do you mean " in done.stderr
    assert near in done.stderr
    assert not (place / "data/reviewed").exists()
    assert castlist("decide", KEY, *arguments, "--anyway").returncode == 0


def test_a_name_like_no_other_is_refused_without_a_guess(place):
    done = castlist("decide", KEY, "merge", "Zzyzx", "Putin")
    assert f"nobody in {KEY} is called “Zzyzx”. Nothing was written" in done.stderr
    assert castlist("decide", KEY, "rename", "Putin", "Zzyzx").returncode == 0


def test_ids_are_printed_of_pronouns_and_of_who_speaks(place, sample):
    said = castlist("actors", KEY).stdout
    pronouns = sample.mentions[sample.mentions["kind"] == "pronoun"]["mention_id"]
    assert len(pronouns)
    assert all(re.search(rf"\b{key} ", said) for key in pronouns)
    said = castlist("quotes", KEY).stdout
    spoken = {key for key in sample.quotes["speaker_mention_id"] if key}
    assert spoken
    assert all(re.search(rf"\b{key}\b", said) for key in spoken)


def test_the_list_says_who_signed_off_and_what_voids_it(place, sample):
    write_sign_off(
        "data/reviewed", KEY, sign(sample, "Ana Lopez", "2026-02-03", doubtful=1)
    )
    said = castlist("decisions", KEY).stdout.splitlines()
    assert said[1] == "  signed off by Ana Lopez on 2026-02-03"
    done = castlist("decide", KEY, "speaker", "Putin", "--quote", "q1")
    assert "Review: 1 correction by a person, not reviewed; since Ana Lopez" in done.stdout
    said = castlist("decisions", KEY).stdout.splitlines()
    assert said[1].endswith("which is void; changed since: q1 (RIA Novosti -> Putin)")
    done = castlist("undo", KEY)
    assert "Review: reviewed by Ana Lopez on 2026-02-03: all 7 quotes" in done.stdout


def test_a_line_is_cut_from_the_shell_at_once(place):
    (line,) = re.findall(
        r"^kept +(\d+)  Statements by", castlist("lines", KEY).stdout, re.M
    )
    done = castlist("decide", KEY, "cut_line", "--line", line)
    assert f"{KEY}: text 465 -> " in done.stdout
    assert check(read(place / FOLDER)).startswith("All checks hold")
    assert "-> 465 words" in castlist("undo", KEY).stdout
