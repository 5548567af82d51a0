"""What the linker is told of people's decisions."""

from castlist.actors.decisions import Decisions
from castlist.model import Decision


def make(*rows):
    """Decisions from (action, surface, target, type, scope), in rows 2, 3, ..."""
    filled = [(*row, *[""] * (5 - len(row))) for row in rows]
    return Decisions(
        tuple(
            Decision("story", "story.csv", n, *row, "", 0)
            for n, row in enumerate(filled, 2)
        )
    )


def row(decision):
    return decision and decision.row


def test_nothing_decided_decides_nothing():
    none = Decisions()
    assert not none
    assert (
        none.is_rejected("A", "m1"),
        none.type_of("A"),
        none.name_for(["A"]),
        none.apart("A", "B"),
    ) == (None,) * 4
    assert (list(none.merges()), none.outcome()) == ([], ())


def test_names_are_the_same_whatever_their_case_and_spaces():
    made = make(
        ("retype", "RIA  Novosti", "", "organisation"),
        ("keep_apart", "Bush", "George Bush"),
    )
    assert made.type_of("Ria\u00a0novosti")[0] == "organisation"
    assert row(made.apart("GEORGE BUSH", "bush")) == 3
    assert made.apart("Bush", "Bush") is None


def test_one_mention_is_stronger_than_all():
    made = make(
        ("reject", "Jordan"),
        ("assign", "Jordan", "Michael Jordan", "", "m3"),
        ("confirm", "Jordan", "Jordan", "", "m4"),
        ("reject", "he", "", "", "m9"),
    )
    found = [row(made.is_rejected("Jordan", m)) for m in ("m1", "m3", "m4")]
    assert found == [2, None, None]
    assert [row(made.is_rejected("he", m)) for m in ("m8", "m9")] == [None, 5]


def test_an_assigned_mention_that_has_shifted_is_noticed():
    made = make(("assign", "he", "", "", "m3"))
    assert row(made.assigned("m3", "He")) == 2
    assert made.assigned("m3", "Putin") is None
    assert made.assigned("m4", "he") is None


def test_merges_lead_to_the_end_of_a_chain():
    made = make(("merge", "A", "B"), ("merge", "B", "C"), ("merge", "X", "Y"))
    assert [(key, target, d.row) for key, target, d in made.merges()] == [
        (("a",), "C", 2),
        (("b",), "C", 3),
        (("x",), "Y", 4),
    ]


def test_a_circle_that_slipped_through_ends():
    assert len(list(make(("merge", "A", "B"), ("merge", "B", "A")).merges())) == 2


def test_an_actor_is_renamed_by_any_of_its_names_and_the_first_decision_wins():
    made = make(("rename", "Piracter", "Bayraktar"), ("rename", "Pyrector", "Drone"))
    assert made.name_for(["pyrector", "Piracter"])[0] == "Bayraktar"
    assert made.name_for(iter(["Putin"])) is None


def test_a_confirmed_link_is_one_to_that_actor():
    made = make(
        ("confirm", "the president", "Erdogan"),
        ("confirm", "the president", "Putin", "", "m5"),
    )
    assert row(made.confirmed("m1", "The president", ["Recep Erdogan", "erdogan"])) == 2
    assert row(made.confirmed("m5", "the president", ["Putin"])) == 3
    assert made.confirmed("m1", "the president", ["Putin"]) is None


def test_every_decision_comes_out_with_what_it_matched():
    made = make(("reject", "A"), ("reject", "B"))
    made.note(made.is_rejected("A", "m1"))
    made.note(made.is_rejected("A", "m2"), 2)
    assert [(d.row, d.matched) for d in made.outcome()] == [(2, 3), (3, 0)]
