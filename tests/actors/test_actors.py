"""Names in, actors out: what is joined, what stays apart, and the reason for each."""

import pytest

from castlist.actors import link_actors
from castlist.model import Mention


def link(*names):
    """Actors from names given as "name" or "name/type", each a mention in reading order."""
    rows = [[*name.split("/"), "person"][:2] for name in names]
    mentions = tuple(
        Mention(
            "a",
            f"m{n}",
            n,
            n,
            100 * n,
            100 * n + len(text),
            text,
            "name",
            kind,
            "",
            "",
            "seen",
            "auto",
        )
        for n, (text, kind) in enumerate(rows, 1)
    )
    cast = link_actors(mentions)
    return cast.mentions, cast.actors


def groups(*names):
    linked, _ = link(*names)
    found = {}
    for mention in linked:
        found.setdefault(mention.actor_id, []).append(mention.text)
    return sorted(found.values())


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        (["Putin", "Putin"], [["Putin", "Putin"]]),
        (
            ["RIA Novosti/organisation", "Ria\u00a0Novosti/organisation"],
            [["RIA Novosti", "Ria\u00a0Novosti"]],
        ),
        (["Erdo\u00adgan", "Erdogan"], [["Erdo\u00adgan", "Erdogan"]]),
        (["Dmitry Peskov", "Peskov"], [["Dmitry Peskov", "Peskov"]]),
        (["Peskov/organisation", "Dmitry Peskov"], [["Peskov", "Dmitry Peskov"]]),
        (
            ["Recep Tayyip Erdogan", "Tayyip Erdogan", "Erdogan"],
            [["Recep Tayyip Erdogan", "Tayyip Erdogan", "Erdogan"]],
        ),
        (
            [
                "Hahn/organisation",
                "Frankfurt Hahn/organisation",
                "Frankfurt Hahn Airport/organisation",
            ],
            [["Hahn", "Frankfurt Hahn", "Frankfurt Hahn Airport"]],
        ),
        (
            ["Church of Scientology/organisation", "Scientology/organisation"],
            [["Church of Scientology", "Scientology"]],
        ),
    ],
    ids=[
        "equal",
        "case-and-space",
        "soft-hyphen",
        "surname",
        "surname-mistyped",
        "chain",
        "chain-of-parts",
        "part-of-organisation",
    ],
)
def test_names_that_can_only_mean_one_actor_are_joined(names, joined):
    assert groups(*names) == [sorted(group, key=group.index) for group in joined]


@pytest.mark.parametrize(
    "names",
    [
        ["George Bush", "George W. Bush"],
        ["Kim Jong-un", "Kim Jong-il"],
        ["Iran/place", "Iraq/place"],
        ["George Washington", "Washington/place"],
        ["New York/place", "New York Times/organisation"],
        ["Paris/place", "Paris Hilton"],
        ["Ann Lee", "Ann Hope", "Ann"],
    ],
    ids=lambda names: " | ".join(names),
)
def test_names_of_different_actors_stay_apart(names):
    assert len(groups(*names)) == len(names)


def test_a_surname_of_two_people_stays_apart_and_says_so():
    linked, actors = link("George Bush", "Jeb Bush", "Bush")
    assert [a.actor_id for a in actors] == ["bush", "george-bush", "jeb-bush"]
    assert linked[2].rule == "ambiguous_name"
    assert "“George Bush”, “Jeb Bush”" in linked[2].evidence


def test_a_full_name_behind_the_surname_is_the_same_person():
    linked, _ = link("The Hague/place", "Putin", "Vladimir Putin", "Putin")
    assert {m.actor_id for m in linked[1:]} == {"vladimir-putin"}


def test_an_actor_whose_full_name_is_a_persons_is_a_person():
    _, (actor,) = link("Sarah Jones", "Jones/organisation", "Jones/organisation")
    assert (actor.name, actor.type) == ("Sarah Jones", "person")


def test_every_link_states_its_rule_and_evidence():
    linked, _ = link("Dmitry Peskov", "Peskov", "Sochi/place")
    assert [m.rule for m in linked] == ["same_name", "part_of_name", "same_name"]
    assert "only one longer name, “Dmitry Peskov”" in linked[1].evidence
    assert all(m.evidence.endswith("seen") for m in linked)


def test_an_actor_counts_its_mentions_and_lists_its_spellings():
    _, (actor,) = link("Peskov", "Dmitry Peskov", "Peskov")
    assert (actor.name, actor.actor_id, actor.mentions, actor.names) == (
        "Dmitry Peskov",
        "dmitry-peskov",
        3,
        3,
    )
    assert actor.variants == "Peskov (2); Dmitry Peskov (1)"
    assert actor.first_paragraph == 1


def test_an_organisation_is_called_by_its_most_frequent_name():
    _, (actor,) = link(
        "NASA/organisation", "NASA/organisation", "NASA Administrator/organisation"
    )
    assert actor.name == "NASA"


def test_an_office_is_called_by_its_whole_name_if_the_article_has_it_once():
    _, (actor,) = link(
        "Foreign Affairs/organisation",
        "Ministry of Foreign Affairs/organisation",
        "Foreign Affairs/organisation",
    )
    assert actor.name == "Ministry of Foreign Affairs"


def test_mentions_take_the_type_of_their_actor():
    linked, (actor,) = link("Dmitry Peskov", "Peskov/organisation", "Dmitry Peskov")
    assert actor.type == "person"
    assert {m.type for m in linked} == {"person"}


def test_actors_whose_names_give_the_same_id_keep_apart():
    _, actors = link("C+", "C-", "!!!", "???")
    assert len({a.actor_id for a in actors}) == 4
