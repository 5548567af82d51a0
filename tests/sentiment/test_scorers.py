"""Scorers side by side, never averaged."""

import os
import subprocess
import sys

import pytest
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from castlist.model import Sentence
from castlist.pipeline import Reading, read_text
from castlist.sentiment import SCORERS, agreement, label_score, score_article
from castlist.sentiment.vader import read_vader
from castlist.settings import Settings
from support.paths import TESTS

GOOD = "This is a wonderful, happy and excellent day for the town, and everybody loves the new bridge very much."
BAD = "It was a terrible, horrible disaster, and the worst day that the sad and angry people of the town had seen."


@pytest.mark.parametrize(
    ("score", "label"),
    [
        (0.0, "neutral"),
        (0.0499, "neutral"),
        (0.05, "positive"),
        (-0.05, "negative"),
        (1.0, "positive"),
        (-1.0, "negative"),
    ],
)
def test_neutral_is_strictly_within_the_band(score, label):
    assert label_score(score, Settings().neutral) == label


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("positive", "positive", "yes"), ("neutral", "neutral", "yes"), ("neutral", "negative", "partly"),
        ("positive", "neutral", "partly"), ("positive", "negative", "no"),
    ],
)  # fmt: skip
def test_agreement(first, second, verdict):
    assert agreement(first, second) == agreement(second, first) == verdict


def test_every_scorer_scores_every_paragraph_and_sentence():
    article = read_text(f"{GOOD}\n{BAD}")
    sentences = [
        Sentence("a", p.paragraph, p.paragraph, p.start, p.end, p.text)
        for p in article.paragraphs
    ]
    scores = score_article(article, sentences)
    assert [(s.unit, s.unit_id, s.scorer) for s in scores] == [
        (unit, n, scorer)
        for unit in ("paragraph", "sentence")
        for n in (1, 2)
        for scorer in sorted(SCORERS)
    ]
    assert {s.label for s in scores if s.unit_id == 1} == {"positive"}
    assert {s.label for s in scores if s.unit_id == 2} == {"negative"}


FOURTH = """
from castlist.sentiment.scorers import SCORERS, Scorer

SCORERS["length"] = Scorer("length", "Length", "share", lambda text: min(len(text), 400) / 200 - 1)

import castlist
from castlist import charts
from support.chart_cases import boxes

text = {text!r}
tables = castlist.tabulate(castlist.read_text(text, name="story"), castlist.load_model())
castlist.check(tables)
assert castlist.by_paragraph(tables)["length_label"].tolist() == ["negative"] * 3
for name in ("tone", "tone-by-actor"):
    for size in charts.PRESETS:
        chart = charts.CHARTS[name].draw(tables, size=size)
        assert "Length" in chart.method, chart.method
        found = boxes(chart)
        for place, (words, left, top, right, bottom) in enumerate(found):
            assert left > -1 and right < chart.drawing.width + 2, words
            for other, start, up, end, down in found[place + 1 :]:
                apart = end <= left + 0.5 or right <= start + 0.5 or down <= top + 0.5 or bottom <= up + 0.5
                assert apart, (size, words, other)
tone = charts.tone(tables)
assert set(tone.data["scorer"]) == {{"readers", "textblob", "vader", "length"}}
assert "in all four" in tone.headline.replace("\\u00a0", " "), tone.headline
assert "Length" in [words for words, *_ in boxes(tone)]
comparison = charts.compare_tone([tables, castlist.tabulate(castlist.read_text(text, name="b"), castlist.load_model())])
assert "Length" in comparison.wide.columns
print("drawn")
"""


def test_a_fourth_scorer_is_one_row_and_everything_shows_it():
    story = f"The mayor, Ana Lopez, spoke in Ankara.\n{GOOD}\n{BAD} Ana Lopez said so."
    script = FOURTH.format(text=story)
    where = {"PYTHONPATH": str(TESTS)}
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | where,
    )
    assert run.stdout == "drawn\n", run.stderr


def test_word_lists_do_not_score_another_language():
    article = read_text(
        "Le maire a déclaré lundi que le vieux pont resterait fermé toute l'année. " * 3,
        Reading(force=True),
    )
    assert score_article(article, []) == ()


@pytest.mark.parametrize("text", ["", "…", "👍", "\u202e", "א" * 50, "no " * 5000])
def test_any_text_gets_a_score_in_range(text):
    assert all(-1 <= scorer.measure(text) <= 1 for scorer in SCORERS.values())


def test_settings_refuse_what_cannot_be():
    with pytest.raises(ValueError, match=r"Settings.neutral must be below 1"):
        Settings(neutral=1.0)
    with pytest.raises(ValueError, match=r"Settings.min_words must be above 0"):
        Settings(min_words=0)


@pytest.mark.parametrize(
    "text", [GOOD, BAD, "The plan is not very good, he said, but it’s not bad either."]
)
def test_the_polarity_is_what_textblob_gives(text):
    assert SCORERS["textblob"].measure(text) == TextBlob(text).sentiment.polarity


@pytest.mark.parametrize(
    "text",
    [
        GOOD, BAD, f"{GOOD} {BAD}", "", "good", "not good", "no good", "never so good", "good 👍 but bad",
        "It is kind of good, and the least bad, but without doubt a GREAT win!!!", "least bad", "the bomb",
        "They were hardly happy, no joy or fun, and the film was a kiss of death for love?", "GREAT", "great GREAT",
    ],
)  # fmt: skip
def test_vader_says_what_it_says_when_it_looks_at_every_place_anew(text):
    for _ in range(2):
        assert read_vader().polarity_scores(
            text
        ) == SentimentIntensityAnalyzer().polarity_scores(text)
