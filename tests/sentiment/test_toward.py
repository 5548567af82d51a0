"""How a person is written of in a sentence: the traps of such models, each a test."""

from math import isnan

import numpy as np
import pytest

import castlist
from castlist.model import Label
from castlist.nlp.load import model_label
from castlist.nlp.parse import Parse
from castlist.pipeline import Reading, find_references, read_text
from castlist.sentiment.tone_model import CLASSES, read_model
from castlist.sentiment.toward import (
    NO_PERSON,
    NOT_SURE,
    OTHER_READER,
    TOWARD,
    UNLIKELY,
    score_mentions,
    unjudged_note,
)

REST = "The council of the town met on Monday and spoke for hours about the budget of next year."
SENTENCES = [
    "{} opened the new school in the north of the town on Monday.",
    "Critics called {} a liar and a fraud, and asked for an inquiry.",
    "The brilliant {} saved three children from the fire.",
    "{} was accused of taking bribes while the budget was written.",
    "Reporters asked {} about the date of the next meeting.",
    "Voters trust {}, who has kept every promise.",
    "The court fined {} for careless driving.",
    "{} said on Monday that the talks would go on.",
    "Mary Stone said that {} is a crook.",
    "The hospital thanked {} for the new wing.",
    "The mayor met {} before lunch.",
    "The scandal has ruined {} and two other members.",
]
NAMES = [
    "John Smith", "Mohammed al-Rashid", "Anna Kowalska", "Joy Love", "Rich Savage", "Aisha Okonkwo-Bello",
]  # fmt: skip


@pytest.fixture(scope="module")
def toward(nlp):
    """The scores towards persons in a text, by what the mention says."""

    def score(text):
        tables = castlist.tabulate(
            read_text(f"{text} {REST}", Reading(force=True), name="a"), nlp
        )
        castlist.check(tables)
        scores = tables.scores[tables.scores["unit"] == "mention"]
        said = tables.mentions.set_index("mention_id")["text"]
        return {said[f"m{row.unit_id}"]: row for row in scores.itertuples()}

    return score


@pytest.mark.parametrize(
    ("sentence", "person", "label"),
    [
        ("Critics called John Smith a liar and a fraud.", "John Smith", "negative"),
        ("The brilliant Mary Stone saved three children from the fire.", "Mary Stone", "positive"),
        ("John Smith praised Mary Stone for her work.", "Mary Stone", "positive"),
        ("Mary Stone met John Smith on Monday.", "John Smith", "neutral"),
        ("John Smith murdered Mary Stone.", "John Smith", "unsure"),
    ],
)  # fmt: skip
def test_how_a_person_is_written_of(toward, sentence, person, label):
    assert toward(sentence)[person].label == label


def test_two_persons_of_one_sentence_have_each_their_own(toward):
    found = toward("Mary Stone said that John Smith is a liar.")
    assert found["John Smith"].negative > found["Mary Stone"].negative + 0.2


@pytest.fixture(scope="module")
def by_name(toward):
    """Name -> the probabilities of every sentence with that name in it, a row a sentence."""
    found = {}
    for name in NAMES:
        rows = [toward(sentence.format(name))[name] for sentence in SENTENCES]
        found[name] = np.array([[getattr(row, label) for label in CLASSES] for row in rows])
    return found


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_name_does_not_matter(by_name, name):
    """A hyphen left visible once gave one man 3.5 points more negative than the other."""
    plain = by_name[NAMES[0]]
    differences = by_name[name] - plain
    assert np.isnan(differences).mean() < 0.2  # who is perhaps no person gets no answer
    assert np.abs(np.nanmean(differences, axis=0)).max() <= 0.02
    flips = by_name[name].argmax(axis=1) != plain.argmax(axis=1)
    assert flips.mean() <= 0.09  # one of twelve


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith isn't a crook, and he didn't lie.", "John Smith isn’t a crook, and he didn’t lie."),
        ("The Iranian minister Ali Karimi resigned.", "The French minister Ali Karimi resigned."),
    ],
)  # fmt: skip
def test_neither_the_form_of_an_apostrophe_nor_a_nationality_matters(toward, one, other):
    found = [next(iter(toward(text).values())).score for text in (one, other)]
    assert found[0] == pytest.approx(found[1], abs=0.02)


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("John Smith was acquitted of fraud.", "John Smith"),
        ("John Smith denied that he had taken bribes.", "John Smith"),
    ],
)
@pytest.mark.xfail(strict=True, reason="what is denied counts as if it had been said")
def test_what_is_denied_is_no_charge(toward, sentence, person):
    assert toward(sentence)[person].label != "negative"


def test_what_cannot_be_judged_says_why(toward):
    found = toward("Ann Lee, a nurse from Lisbon, was seen near the harbour of Porto.")
    assert found["Lisbon"].label == "unsure"
    assert found["Lisbon"].reason == NO_PERSON
    assert isnan(found["Lisbon"].score)
    unsure = toward("John Smith murdered Mary Stone.")["John Smith"]
    assert unsure.reason == NOT_SURE
    assert max(unsure.negative, unsure.neutral, unsure.positive) <= 0.7


def test_probabilities_add_up_and_the_score_is_their_difference(toward):
    for row in toward("Mary Stone accused John Smith of lying.").values():
        assert row.negative + row.neutral + row.positive == pytest.approx(1, abs=0.001)
        assert row.score == pytest.approx(row.positive - row.negative, abs=0.0002)


def test_an_actor_has_one_score_a_sentence_however_often_it_is_mentioned(toward):
    found = toward("John Smith said he would go, and that his wife knew him well.")
    assert list(found) == ["John Smith"]


def test_another_language_model_gets_no_answer(nlp):
    article = read_text(f"Ann Lee lied. {REST}", Reading(force=True), name="a")
    doc, annotation = castlist.annotate_article(article, nlp)
    cast = castlist.find_actors(article, doc, annotation)
    parse = Parse.of(doc, article.paragraphs)
    about = (article, annotation.sentences, cast.mentions, parse)
    assert {s.reason for s in score_mentions(*about, "en_core_web_md 3.8.0")} == {
        OTHER_READER
    }
    assert {s.scorer for s in score_mentions(*about, annotation.model)} == {TOWARD}


def test_whoever_is_perhaps_no_person_gets_no_answer(nlp):
    article = read_text(f"Ann Lee lied. {REST}", Reading(force=True), name="a")
    doc, annotation = castlist.annotate_article(article, nlp)
    cast = castlist.find_actors(article, doc, annotation)
    parse = Parse.of(doc, article.paragraphs)
    about = (article, annotation.sentences, cast.mentions, parse, annotation.model)
    (score,) = (
        s for s in score_mentions(*about, unlikely={"ann-lee"}) if s.reason != NO_PERSON
    )
    assert score.reason == UNLIKELY
    assert isnan(score.negative)


def test_whoever_reads_with_another_model_is_told(nlp):
    assert unjudged_note(model_label(nlp)) == ""
    assert "no person is judged" in unjudged_note("en_core_web_md 3.8.0")


def test_a_mention_that_is_linked_to_nobody_gets_none(nlp):
    article = read_text(f"Ann Lee lied. {REST}", Reading(force=True), name="a")
    doc, annotation = castlist.annotate_article(article, nlp)
    mentions, _ = find_references(article, doc, annotation)
    parse = Parse.of(doc, article.paragraphs)
    about = (article, annotation.sentences, mentions, parse, annotation.model)
    assert list(score_mentions(*about)) == []  # not linked yet


def test_the_weights_hold_no_text_and_need_no_pickle():
    model = read_model()
    assert model.toward.hashes.dtype == np.uint32
    assert (np.diff(model.toward.hashes.astype(np.int64)) >= 0).all()
    assert model.steps.dtype == model.toward.weights.dtype == np.int8
    assert set(CLASSES) < set(Label.__args__)
