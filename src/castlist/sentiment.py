"""Paragraphs and sentences -> scores: the tone of words by two public word-list scorers, side by side.

Neither measures what a text feels towards a person, and neither reads irony. They are never averaged: TextBlob's
polarity is a mean of word values, VADER's compound a squashed sum, so only their signs can be compared.
Sources: TextBlob's PatternAnalyzer (De Smedt & Daelemans 2012, Pattern for Python);
VADER (Hutto & Gilbert, ICWSM 2014).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from castlist.language import ENGLISH
from castlist.model import Agreement, Article, Label, Score, Sentence, Unit
from castlist.settings import Settings

__all__ = ["MAIN_SCORER", "SCORERS", "agreement", "label_score", "score_article"]

Measure = Callable[[str, str], tuple[float, Label]]


def score_article(
    article: Article, sentences: Sequence[Sentence], *, settings: Settings | None = None
) -> tuple[Score, ...]:
    """A score of every scorer for every paragraph and sentence; none if the article is not in English."""
    neutral = (settings or Settings()).neutral
    if article.row.language != ENGLISH:
        return ()
    paragraphs = ((p.paragraph, p.text) for p in article.paragraphs)
    numbered = ((s.sentence, s.text) for s in sentences)

    @cache  # many a paragraph is one sentence
    def measure(scorer: str, text: str) -> tuple[float, Label]:
        score = round(SCORERS[scorer](text), 4) + 0.0  # + 0.0 turns a negative zero into zero
        return score, label_score(score, neutral)

    scores = [
        *_score_units(article.article_id, "paragraph", paragraphs, measure),
        *_score_units(article.article_id, "sentence", numbered, measure),
    ]
    return tuple(sorted(scores, key=lambda s: (s.unit, s.unit_id, s.scorer)))


def label_score(score: float, neutral: float) -> Label:
    """The class of a score: neutral strictly within `neutral` of zero.

    >>> label_score(0.05, 0.05)
    'positive'
    """
    if abs(score) < neutral:
        return "neutral"
    return "positive" if score > 0 else "negative"


def agreement(first: Label, second: Label) -> Agreement:
    """Whether two labels agree: yes (the same), partly (one of them neutral) or no (opposite signs).

    >>> agreement("neutral", "positive")
    'partly'
    """
    if first == second:
        return "yes"
    return "partly" if "neutral" in (first, second) else "no"


def _score_units(article_id: str, unit: Unit, texts: Iterable[tuple[int, str]], measure: Measure) -> Iterable[Score]:
    for unit_id, text in texts:
        for scorer in SCORERS:
            score, label = measure(scorer, text)
            yield Score(article_id, unit, unit_id, scorer, score, label)


@cache
def _textblob() -> Callable[[str], float]:
    # What TextBlob(text).sentiment.polarity is, without the class that it makes for every call.
    from textblob.en import polarity

    return polarity


@cache
def _vader() -> Callable[[str], float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda text: analyzer.polarity_scores(text)["compound"]


SCORERS: dict[str, Callable[[str], float]] = {
    "textblob": lambda text: _textblob()(text),
    "vader": lambda text: _vader()(text),
}
"""Scorer name -> text to score from -1 to 1, in the order in which tables and charts show them."""

MAIN_SCORER = "vader"
"""The scorer that a chart shows if it can show but one: of 100 public sentences about a person it calls 54 as readers
did, TextBlob 43 (METHOD.md, "How often it is wrong")."""
