"""Entities that are found over all words at once are those of the recogniser's own loop."""

import random
import re

import numpy as np
import pytest
from spacy.tokens import Span

from castlist.nlp.engine import make_doc, one_thread
from castlist.nlp.entities import ScoredEntities
from castlist.nlp.moves import Moves
from castlist.nlp.scores import scores_of
from castlist.pipeline import read_article
from support.paths import ARTICLES


def texts() -> list[str]:
    """The articles, and sentences of them thrown together anew, some in capitals, without stops, or
    with odd space; the same on every run."""
    whole = [read_article(path).text for path in ARTICLES]
    sentences = [s for text in whole for s in re.split(r"(?<=[.!?”])\s+", text)]
    chance = random.Random(3)
    mixed = []
    for n in range(200):
        text = " ".join(chance.sample(sentences, chance.randint(1, 6)))
        odd = [
            text,
            text.upper(),
            text.title(),
            text.replace(".", ""),
            text.replace(" ", "  ", 9),
        ]
        mixed.append(odd[n % len(odd)])
    return whole + mixed


@pytest.fixture(scope="module")
def pipe(nlp) -> ScoredEntities:
    found = nlp.get_pipe("castlist_entities")
    assert found.moves is not None
    return found


def parse(nlp, text):
    """The text with all but its entities."""
    doc = make_doc(nlp, text)
    for name, step in nlp.pipeline:
        if name != "castlist_entities":
            doc = step(doc)
    return doc


def entities(doc) -> list[tuple[int, int, str]]:
    return [(entity.start, entity.end, entity.label_) for entity in doc.ents]


def test_the_entities_are_those_of_the_loop(nlp, pipe, monkeypatch):
    found = 0
    with one_thread():
        docs = [parse(nlp, text) for text in texts()]
        copies = [doc.copy() for doc in docs]
        for doc in docs:
            pipe(doc)
        monkeypatch.setattr(pipe, "moves", None)
        for doc, copy in zip(docs, copies, strict=True):
            pipe(copy)
            assert entities(doc) == entities(copy), doc.text
            assert np.array_equal(doc.to_array(["ENT_IOB"]), copy.to_array(["ENT_IOB"]))
            assert np.allclose(scores_of(doc).table, scores_of(copy).table, atol=1e-5)
            found += len(doc.ents)
    assert found > 1000


@pytest.mark.parametrize("text", [" ", "\n\n", "Putin", "Putin\n", "\nAna Lopez"])
def test_the_shortest_texts(nlp, pipe, text, monkeypatch):
    doc = parse(nlp, text)
    copy = doc.copy()
    pipe(doc)
    monkeypatch.setattr(pipe, "moves", None)
    pipe(copy)
    assert entities(doc) == entities(copy)
    assert scores_of(doc).table.shape == scores_of(copy).table.shape


def test_what_is_decided_beforehand_is_left_to_the_loop(nlp, pipe):
    doc = parse(nlp, "Ana Lopez met Paul Okoro in Lagos.")
    doc.set_ents([Span(doc, 4, 5, label="ORG")], default="unmodified")
    pipe(doc)
    assert (4, 5, "ORG") in entities(doc)


@pytest.mark.parametrize(
    "actions",
    [
        ["O", "B-PERSON", "I-PERSON", "L-PERSON"],
        ["B-PERSON", "I-PERSON", "L-PERSON", "U-PERSON"],
        ["O", "B-PERSON", "I-PERSON", "L-PERSON", "U-PERSON", "X-PERSON"],
    ],
)
def test_moves_of_another_kind_are_left_to_the_loop(actions):
    assert Moves.of(actions, ["PERSON"]) is None
