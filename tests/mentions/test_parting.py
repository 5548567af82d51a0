"""Names that ran together, or into other words: sentence in, names out."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from castlist.mentions.edges.parting import (
    KnownNames,
    part_entity,
    take_title,
)
from castlist.mentions.repeats import find_shouted, is_bare_name
from castlist.nlp.load import annotate_article
from castlist.nlp.parse import Parse
from castlist.pipeline import find_actors, read_text

VOCAB = English().vocab
REST = " The weather was fine in the evening, and there was nothing more to report about it, as people said."


def doc_of(text, entities, tags=None):
    """Words between spaces, tagged as proper nouns (or as `tags` says), with entities "0-2 ORG"."""
    words = text.split(" ")
    ents = ["O"] * len(words)
    for entity in entities:
        place, label = entity.split()
        first, end = map(int, place.split("-"))
        ents[first:end] = [f"B-{label}", *[f"I-{label}"] * (end - first - 1)]
    marks = {"'s": "POS", ",": ",", "and": "CC", "(": "-LRB-"}
    tags = tags or [marks.get(word, "NNP") for word in words]
    return Doc(VOCAB, words=words, tags=tags, ents=ents, sent_starts=[True, *[False] * (len(words) - 1)])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "entities", "pieces"),
    [
        ("Freedom Party ( FP", ["0-4 ORG"], ["Freedom Party", "FP"]),
        ("National Archives , Ada Lind , said", ["0-5 ORG"], ["National Archives", "Ada Lind"]),
        ("Ministry of Law , Justice and Housing", ["0-7 ORG"], ["Ministry of Law , Justice and Housing"]),
        ("Faculty of Law , Justice and Housing", ["0-5 ORG"], ["Faculty of Law , Justice"]),
        ("Acme Tools , Inc.", ["0-4 ORG"], ["Acme Tools , Inc."]),
        ("Olof Dahl 1,802", ["0-3 PERSON"], ["Olof Dahl"]),
        ("Sukhumvit Soi 5", ["0-3 PERSON"], ["Sukhumvit Soi 5"]),
        ("Ringe Harbour 's Ann Lee , Ringe Harbour", ["0-5 ORG", "6-8 GPE"], ["Ringe Harbour", "Ann Lee"]),
        ("Hawke 's Bay , Hawke", ["0-3 ORG", "4-5 PERSON"], ["Hawke 's Bay"]),
        ("Odin 's Table", ["0-3 ORG"], ["Odin 's Table"]),
        ("Ringe , Pauls ; Erin Pauls", ["0-3 ORG", "4-6 PERSON"], ["Ringe", "Pauls"]),
        ("Pang and Ng ; Gary Ng", ["0-3 ORG", "4-6 PERSON"], ["Pang", "Ng"]),
        ("Justice and Order", ["0-3 ORG"], ["Justice and Order"]),
        ("Ringe , Odense", ["0-3 GPE"], ["Ringe , Odense"]),
        ("Peru Chad Togo Europe", ["0-4 ORG"], ["Peru", "Chad", "Togo"]),
        ("Peru South Sudan Costa Rica", ["0-5 ORG"], ["Peru", "South Sudan", "Costa Rica"]),
        ("Guinea - Bissau", ["0-3 GPE"], ["Guinea - Bissau"]),
        ("Chad Peru Trade Forum", ["0-4 ORG"], ["Chad Peru Trade Forum"]),
        ("Fidesz MEP Agota Varga", ["0-4 ORG"], ["Fidesz", "Agota Varga"]),
        ("Former MP Agota Varga", ["0-4 ORG"], ["Former MP Agota Varga"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_an_entity_is_parted_where_two_names_meet(text, entities, pieces):
    doc = doc_of(text, entities)
    found = part_entity(doc.ents[0], KnownNames(doc))
    assert [" ".join(token.text for token in piece) for piece in found] == pieces


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Justice Macallan", "Macallan"),
        ("Prof Nandi", "Nandi"),
        ("General Freire", ""),
        ("General Freire , Ramon Freire", "Freire"),
        ("General Motors", ""),
        ("Dr Pepper Company", ""),
        ("King Faisal Hospital", ""),
    ],
)
def test_a_title_comes_off_whatever_the_model_saw(text, name):
    words = text.split(" ")
    end = words.index(",") if "," in words else len(words)
    known = [f"{end + 1}-{len(words)} PERSON"] if end < len(words) else []
    doc = doc_of(text, [f"0-{end} ORG", *known])
    found = take_title(list(doc[0:end]), KnownNames(doc))
    assert " ".join(token.text for token in found) == name


def test_a_headline_in_capitals_has_the_names_of_the_article():
    doc = doc_of(
        "HALVORSEN QUITS TACOMA \n Erik Halvorsen left Tacoma", ["4-6 PERSON", "7-8 GPE"]
    )
    assert find_shouted(Parse(doc), [(4, 6, True), (7, 8, False)]) == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("text", "word", "bare"),
    [
        ("and Field signed", 1, True),
        ("the Field Hospital opened", 1, False),
        ("the FIELD opened", 1, False),
        ("and field signed", 1, False),
    ],
)
def test_a_surname_that_is_a_word_has_a_capital_of_its_own(text, word, bare):
    assert is_bare_name(Parse(doc_of(text, [])), word) == bare


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "HALVORSEN QUITS AS MAYOR OF TACOMA AFTER AUDIT\n\nErik Halvorsen resigned on Monday as mayor of "
            "Tacoma after an audit found that he had billed the city. Halvorsen said he was sorry.",
            {"Erik Halvorsen": 3, "Tacoma": 2},
        ),
        (
            "The judge, Mr Justice Macallan, said the papers would stay sealed. Will Harkin welcomed the ruling "
            "by Mr Justice Macallan.",
            {"Macallan": 2, "Will Harkin": 1},
        ),
        (
            "Sammy Ortega Jr. joined the fire brigade of Tulsa in 2004. Sammy Ortega Sr. had led it for nine years.\n\n"
            "Sammy Ortega Jr. wore it on Monday.",
            {"Sammy Ortega Jr.": 2, "Tulsa": 1},
        ),
        pytest.param(
            "The clerk of Motala read out the result on Sunday in the hall:\n\nKarin Ek 2,310 51.4%\n"
            "Olof Dahl 1,802 40.1%\n\nEk thanked her helpers. Dahl said so, and Ek shook his hand.",
            {"Karin Ek": 3, "Olof Dahl": 2},
        ),
        pytest.param(
            "Councillor Nadia Rahimi apologised on Friday.\n\nIn it a colleague wrote: “nobody told nadia rahimi "
            "that rahimi would lose her seat.” Rahimi said she had not seen the message.",
            {"Nadia Rahimi": 4},
        ),
        pytest.param(
            "Eating late is not harmful, according to Valerie Brandt, M.S., R.D., who studied 900 nurses in Ohio. "
            "Her colleague Tom Ruiz, Ph.D., M.D., FACP, disagreed.",
            {"M.S.": None, "R.D.": None, "FACP": None},
        ),
        pytest.param(
            "The mine at Orsk[1] was sold in secret, the historian Igor Belov[2] wrote in 2019.[3] Belov found the "
            "deed in a church.\n\n“Nobody asked me,” said the old owner, Anna Kruse.[4] Igor Belov has asked the court.",
            {"Igor Belov": 3, "Anna Kruse": 1},
        ),
    ],
    ids=["018", "006", "111", "132", "017", "035", "126"],
)  # fmt: skip
def test_stories(nlp, text, names):
    article = read_text(text + REST, name="a")
    cast = find_actors(article, *annotate_article(article, nlp))
    found = {actor.name: actor.names for actor in cast.actors}
    assert {name: found.get(name) for name in names} == names
