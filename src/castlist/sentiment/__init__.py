"""Paragraphs and sentences -> scores: the tone of words by public word-list scorers, side by side.

None measures what a text feels towards a person, and none reads irony. They are never averaged:
TextBlob's polarity is a mean of word values, VADER's compound a squashed sum, so only their signs
can be compared.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from castlist.english.language import ENGLISH
from castlist.model import Agreement, Article, Label, Score, Sentence, Unit
from castlist.sentiment.scorers import MAIN_SCORER, SCORERS, Scorer
from castlist.settings import Settings

__all__ = ["MAIN_SCORER", "SCORERS", "Scorer", "agreement", "label_score", "score_article"]

Measure = Callable[[str, str], tuple[float, Label]]


def score_article(
    article: Article, sentences: Sequence[Sentence], *, settings: Settings | None = None
) -> tuple[Score, ...]:
    """A score of every scorer for every paragraph and sentence that is no caption;
    none if the article is not in English."""
    neutral = (settings or Settings()).neutral
    if article.row.language != ENGLISH:
        return ()
    told = {p.paragraph: p.text for p in article.paragraphs if p.role != "caption"}
    numbered = ((s.sentence, s.text) for s in sentences if s.paragraph in told)

    @cache  # many a paragraph is one sentence
    def measure(scorer: str, text: str) -> tuple[float, Label]:
        # + 0.0 turns a negative zero into zero
        score = round(SCORERS[scorer].measure(text), 4) + 0.0
        return score, label_score(score, neutral)

    scores = [
        *_score_units(article.article_id, "paragraph", told.items(), measure),
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


def agreement(*labels: Label) -> Agreement:
    """Whether labels agree: yes (all the same), no (two have opposite signs)
    or partly (some of them neutral).

    >>> agreement("neutral", "positive"), agreement("negative", "neutral", "positive")
    ('partly', 'no')
    """
    if len(set(labels)) == 1:
        return "yes"
    return "no" if {"negative", "positive"} <= set(labels) else "partly"


def _score_units(
    article_id: str, unit: Unit, texts: Iterable[tuple[int, str]], measure: Measure
) -> Iterable[Score]:
    for unit_id, text in texts:
        for scorer in SCORERS:
            score, label = measure(scorer, text)
            yield Score(article_id, unit, unit_id, scorer, score, label)
