"""What tables and charts say of who reviewed an article, and what voids a sign-off."""

import json
from dataclasses import replace

import pytest

from castlist.charts.data.statements import method_line
from castlist.decisions import (
    add_decision,
    add_seen,
    read_decisions,
    read_seen,
    read_sign_off,
    write_sign_off,
)
from castlist.errors import ReviewError
from castlist.recount import recount
from castlist.review_state import changes_since, sign

KEY = "putin-erdogan-drones"


def review(tables):
    return tables.about[KEY]["review"]


@pytest.fixture
def signed(sample):
    return sign(sample, "Ana Lopez", "2026-02-03", doubtful=7)


def decided(folder, *rows):
    for action, surface, cells in rows:
        add_decision(folder, KEY, action, surface, **cells)
    return read_decisions(folder, KEY)


def test_corrections_alone_are_no_review(sample, tmp_path):
    assert review(recount(sample, ())) == "not reviewed"
    rows = [("reject", "Sochi", {}), ("rename", "Kremlin", {"target": "The Kremlin"})]
    rows.append(("reject", "Nobody", {}))
    rows.append(("confirm", "Putin", {"target": "Putin"}))
    obeyed = recount(sample, decided(tmp_path, *rows))
    assert review(obeyed) == "2 corrections by a person, not reviewed"


def test_a_sign_off_says_who_when_and_what_was_seen(sample, signed):
    quotes = sample.quotes["quote_id"].nunique()
    says = f"reviewed by Ana Lopez on 2026-02-03: all {quotes} quotes and 7 doubtful links seen"
    assert changes_since(signed, sample) == []
    assert review(recount(sample, (), signed=signed)) == says


def test_a_changed_link_voids_it_and_is_named(sample, signed, tmp_path):
    made = decided(tmp_path, ("speaker", "This information", {"target": "Putin"}))
    assert review(recount(sample, made, signed=signed)) == (
        "1 correction by a person, not reviewed; since Ana Lopez reviewed it on 2026-02-03,"
        " q1 (RIA Novosti -> Putin) changed"
    )
    made = decided(tmp_path, ("reject", "Sochi", {}))
    assert " more changed" in review(recount(sample, made, signed=signed))
    again = sign(recount(sample, made), "Bo Berg", "2026-02-04", doubtful=0)
    assert review(recount(sample, made, signed=again)).startswith("reviewed by Bo Berg")


def test_another_text_voids_it(sample, signed):
    other = replace(signed, text_sha256="0" * 64)
    assert review(recount(sample, (), signed=other)) == (
        "not reviewed; since Ana Lopez reviewed it on 2026-02-03, the text changed"
    )


def test_the_file_keeps_what_was_seen_and_the_sign_off(signed, tmp_path):
    assert read_sign_off(tmp_path, KEY) is None
    add_seen(tmp_path, KEY, {"q2": "He said", "m1": "Putin"})
    add_seen(tmp_path, KEY, {"q1": "\u202e<b>"})
    write_sign_off(tmp_path, KEY, signed)
    found = read_seen(tmp_path, KEY)
    assert found.words == {"m1": "Putin", "q1": "\u202e<b>", "q2": "He said"}
    assert found.signed == signed == read_sign_off(tmp_path, KEY)
    write_sign_off(tmp_path, KEY, None)
    assert read_sign_off(tmp_path, KEY) is None


@pytest.mark.parametrize(
    "damaged",
    ["", "[]", "[" * 100_000, "{}", '{"seen": 1}', '{"seen": {}, "signed": {"by": 3}}'],
)
def test_a_damaged_file_is_named(tmp_path, signed, damaged):
    add_seen(tmp_path, KEY, {})
    path = tmp_path / KEY / "review.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(damaged)
    with pytest.raises(ReviewError, match=r"review\.json"):
        read_sign_off(tmp_path, KEY)
    write_sign_off(tmp_path, "other", signed)
    whole = json.loads((tmp_path / "other/review.json").read_text())
    whole["signed"]["links"] = [1]
    path.write_text(json.dumps(whole))
    with pytest.raises(ReviewError, match="another kind"):
        read_sign_off(tmp_path, KEY)


@pytest.mark.parametrize(
    ("says", "line"),
    [
        ("not reviewed", "; names not reviewed."),
        (
            "3 corrections by a person, not reviewed",
            "; 3 corrections by a person, not reviewed.",
        ),
        (
            "reviewed by Ana Lopez on 2026-02-03: all 4 quotes and 7 doubtful links seen",
            "; reviewed by Ana Lopez on 2026-02-03: all 4 quotes and 7 doubtful links seen.",
        ),
    ],
)
def test_charts_say_the_same(says, line):
    class Facts:
        about = {"castlist": "1", "review": says}  # noqa: RUF012

    assert method_line(Facts()).endswith(line)
