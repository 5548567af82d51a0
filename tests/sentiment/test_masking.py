"""What scorers see of a text, and that it does not change the text."""

import pytest

from castlist.pipeline import Reading, analyse, read_text
from castlist.sentiment import SCORERS
from castlist.sentiment.masking import end_negations, mask_names, straighten
from castlist.sentiment.readers import cut_sentences, predict_ratings

PLACE = (
    "met on Monday and signed the lease for the office on the second floor of the building."
)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("It isn’t safe", "It is not safe"),
        ("It isn't safe", "It is not safe"),
        ("They can’t, won‘t go", "They ca not, wo not go"),
        ("Smith’s plan", "Smith's plan"),
        ("don and n't", "don and n't"),
    ],
)
def test_apostrophes_are_straight_and_not_is_a_word(text, seen):
    assert straighten(text) == seen


@pytest.mark.parametrize(
    ("names", "seen"),
    [
        ([], "Joy Love met Hope."),
        ([(0, 8)], "Name met Hope."),
        ([(13, 17), (0, 8)], "Name met Name."),
        ([(0, 8), (4, 8)], "Name met Hope."),
    ],
)
def test_names_are_masked(names, seen):
    assert mask_names("Joy Love met Hope.", names) == seen


@pytest.mark.parametrize("scorer", SCORERS)
@pytest.mark.parametrize(
    "pair",
    [
        ("The bridge isn't great and it isn't safe.", "The bridge isn’t great and it isn’t safe."),
        ("The bridge isn’t great and it isn’t safe.", "The bridge is not great and it is not safe."),
        ("They haven’t won, and can’t be happy.", "They haven't won, and can't be happy."),
    ],
)  # fmt: skip
def test_the_form_of_a_negation_does_not_matter(scorer, pair):
    first, second = (SCORERS[scorer].measure(straighten(text)) for text in pair)
    assert first == second


@pytest.mark.parametrize("scorer", SCORERS)
def test_names_with_a_tone_have_none(nlp, scorer):
    names = ["Dave Baker", "Joy Love", "Grace Hope", "Rich Savage", "Dick Bloodworth"]
    text = "\n\n".join(f"{name} {PLACE}" for name in names)
    text += f"\n\nThe United States {PLACE}\n\nGreat Britain {PLACE}"
    analysis = analyse(read_text(text, Reading(force=True), name="a"), nlp)
    own = [s for s in analysis.scores if s.unit == "paragraph" and s.scorer == scorer]
    assert len({s.score for s in own[: len(names)]}) == 1
    assert {s.label for s in own} == {"neutral"}
    assert all(
        analysis.article.text[m.start : m.end] == m.text for m in analysis.cast.mentions
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Town 'not afraid' of ban on cars", "negative"),
        ("The plan did not work, and the fraud went on.", "negative"),
    ],
)
def test_a_negation_ends_with_its_marks_and_its_clause(text, label):
    score = SCORERS["vader"].measure(text)
    assert ("negative" if score < 0 else "positive") == label


def test_marks_that_do_not_close_hold_nothing():
    assert end_negations("the workers' long day") == "the workers' long day"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. “Go!” she said.", ["It rained.", "“Go!", "she said."]),
        ("One line", ["One line"]),
        ("… — !", []),
        ("", []),
    ],
)
def test_sentences_of_a_paragraph(text, sentences):
    assert cut_sentences(text) == sentences


def test_a_paragraph_has_the_mean_of_its_sentences():
    good = "The new bridge is wonderful."
    bad = "The flood killed nine people."
    one, other, both = predict_ratings([good, bad, f"{good} {bad}"])
    assert one > 0.15
    assert other < -0.15
    assert both == pytest.approx((one + other) / 2)
