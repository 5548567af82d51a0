"""Names and types by learned weights: what a reader sees of them, and that the tables fit the code."""

import pytest

from castlist.mentions.scoring.weights import hold_for, read_weights, untried_note
from castlist.mentions.scoring.words import say_feature
from castlist.nlp.load import annotate_article
from castlist.pipeline import find_actors, read_text

REST = " The weather was fine in the evening, and there was nothing more to report about it, as people said."


@pytest.fixture
def actors(nlp):
    def read(text):
        article = read_text(text + REST, name="a")
        cast = find_actors(article, *annotate_article(article, nlp))
        return {actor.name: actor for actor in cast.actors}, cast

    return read


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Lisbon offered tents, and Rotterdam will send money. Lisbon has not paid yet.", "Lisbon", "place"),
        ("Rotterdam will send money, and Lisbon offered tents to Rotterdam.", "Rotterdam", "place"),
        ("Kelvora Ltd. said on Monday that sales rose. Kelvora Ltd. makes pumps in Oslo.", "Kelvora Ltd.", "organisation"),
        ("Adaeze Okonkwo, 45, said she would stay. Okonkwo, who teaches, has two sons.", "Adaeze Okonkwo", "person"),
        ("Reuters reported the fire. The editor of Reuters said so on Friday.", "Reuters", "organisation"),
    ],
)  # fmt: skip
def test_a_type_is_that_of_the_whole_article(actors, text, name, kind):
    found, _ = actors(text)
    assert found[name].type == kind


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Talks went on; Tunisia and Oslo had sent envoys, and Latvia paid.", {"Tunisia": "place", "Oslo": "place", "Latvia": "place"}),
        ("Guinea-Bissau, 4 May: nine men were held. Zambia sent a plane.", {"Guinea-Bissau": "place", "Zambia": "place"}),
        ("The mayor flew to Calcutta on Monday. Antwerp lent a pump.", {"Calcutta": "place", "Antwerp": "place"}),
        ("See Kenya Chad Rwanda Europe, wrote Dina Aziz on Monday.", {"Kenya": "place", "Chad": "place", "Rwanda": "place"}),
        ("Labor MP Dean Hargraves left the meeting early in May.", {"Labor": "organisation", "Dean Hargraves": "person"}),
        ("Leeds councillor Ann Holm left the meeting early in May.", {"Leeds": "place", "Ann Holm": "person"}),
        ("His first band, the Ravensons, met in May. The Ravensons broke up.", {"Ravensons": "organisation"}),
        ("The start-up Kelvara hired 30 people. Kelvara has an office in Turin.", {"Kelvara": "organisation"}),
        ("Police found a Glock in the car. The Glock was loaded, said Jens Holt.", {"Glock": "thing", "Jens Holt": "person"}),
        ("Samuel Glock sold the shop in May. Glock is 60.", {"Samuel Glock": "person"}),
        ("Since Grexit was in the papers, Niko Pappas sells more.", {"Grexit": "other", "Niko Pappas": "person"}),
        ("Owen Farr has an M.B.A. and a high I.Q. and, he said, Good Luck.", {"Owen Farr": "person", "I.Q.": None, "M.B.A.": None, "Good Luck": None}),
        ("The Harbour Guard of Penang (PKLM) has ten boats. On Monday PKLM lost one.", {"PKLM": "organisation"}),
        ("The Board for Fish and Harbours (BFH) met in Oslo on Monday.", {"Board for Fish and Harbours": "organisation"}),
        ("The Public Office of Harbour Works (POHW) met in Oslo on Monday.", {"Public Office of Harbour Works": "organisation"}),
        ("The Municipal Chief Executive (MCE) met Ann Holm in Oslo on Monday.", {"Municipal Chief Executive": None, "Ann Holm": "person"}),
        ("Translator Ada Okafor left early, said Jens Holt. Okafor was ill.", {"Ada Okafor": "person"}),
        ("The dance is older than the town, the Rabha people say. Rabha is spoken here.", {"Rabha": "people"}),
        ("Nia Rabha left for the coast in May, and Rabha came back rich.", {"Nia Rabha": "person"}),
        ("It was Africa's first bank, and Africa's best, said Ann Holm.", {"Africa": "place"}),
        ("The park opens every Summer, Ines Duarte said on Friday.", {"Summer": None, "Ines Duarte": "person"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_short_text_shows_what_its_names_are(actors, text, types):
    found, _ = actors(text)
    assert {name: found[name].type if name in found else None for name in types} == types


def test_a_type_says_how_sure_it_is_and_why(actors):
    found, _ = actors(
        "Adaeze Okonkwo, 45, said she would stay. Okonkwo, who teaches, has two sons."
    )
    okonkwo = found["Adaeze Okonkwo"]
    assert 0.6 < okonkwo.type_probability <= 1
    assert okonkwo.type_rival in {"organisation", "place", "other"}
    assert len(okonkwo.type_evidence.split(", ")) >= 2
    assert ":" not in okonkwo.type_evidence  # words, not features


def test_a_type_that_hung_on_little_is_a_suggestion_that_can_be_taken(actors, monkeypatch):
    monkeypatch.setattr("castlist.actors.doubts.Settings", lambda: _Unsure)
    _, cast = actors("Kelvora said on Monday that sales rose. Kelvora makes pumps in Oslo.")
    (one,) = (s for s in cast.suggestions if s.surface == "Kelvora")
    assert (one.action, one.tier) == ("retype", 2)
    assert one.type in {"person", "place", "other", "organisation"}
    assert "with a probability of" in one.reason


class _Unsure:
    doubtful_type = 1.1
    doubtful_link = 0.0


def test_a_missed_name_says_how_probable_it_is(actors):
    _, cast = actors(
        "Abusua Baatan spoke first. Then Kwesi Yankah of Winneba and Efua Sutherland thanked Nana Yaa Asantewaa."
    )
    found = [m for m in cast.mentions if "with a probability of" in m.evidence]
    assert {m.text for m in found} <= {"Abusua Baatan", "Kwesi Yankah", "Winneba", "Nana Yaa Asantewaa", "Efua Sutherland"}  # fmt: skip


def test_the_weights_hold_for_the_pipelines_that_they_were_tried_with():
    assert hold_for("en_core_web_sm 3.8.0")
    assert not hold_for("en_core_web_sm 3.7.1")
    assert "were tried with en_core_web_md and en_core_web_sm" in untried_note(
        "my_model 1.0"
    )


def test_every_weight_can_be_said_in_words():
    features = [*read_weights("types").table, *read_weights("finder").table]
    unsaid = {
        "always",
        "word of a name",
        "starts a sentence",
        "capitals around",
        "has brackets",
    }
    left = [
        f
        for f in features
        if say_feature(f).startswith("“") and "stands before" not in say_feature(f)
    ]
    assert [
        f
        for f in left
        if f not in unsaid and not f.startswith("tag:") and "follow" not in say_feature(f)
    ] == []
