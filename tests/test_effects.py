"""What a decision moves, as a line that a person reads."""

import pytest

from castlist.decisions import add_decision, read_decisions
from castlist.effects import say_effects
from castlist.recount import recount

KEY = "putin-erdogan-drones"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"action": "merge", "surface": "Kremlin", "target": "Putin"}, "Kremlin 2 -> 0"),
        (
            {"action": "rename", "surface": "RIA Novosti", "target": "RIA"},
            "RIA Novosti is called RIA",
        ),
        (
            {"action": "retype", "surface": "Kremlin", "type": "place"},
            "Kremlin: organisation -> place",
        ),
        (
            {"action": "speaker", "surface": "This information", "target": "Putin"},
            "q1: RIA Novosti -> Putin",
        ),
        ({"action": "not_a_quote", "surface": "This information"}, "-> no quote"),
        ({"action": "reject", "surface": "Nobody"}, "no number changes"),
    ],
)
def test_it_is_said_on_one_line(sample, tmp_path, row, says):
    add_decision(tmp_path, KEY, row.pop("action"), row.pop("surface"), **row)
    after = recount(sample, read_decisions(tmp_path, KEY))
    assert says in say_effects(sample, after)
    back = say_effects(after, recount(after, ()))
    assert ("no number changes" in back) == (says == "no number changes")
