"""Paragraphs, sentences and mentions -> scores: the tone of words by scorers side by side, and how
a person is written of in a sentence.

None reads irony. They are never averaged: TextBlob's polarity is a mean of word values, VADER's
compound a squashed sum, the reader model's rating a learnt one, so only their signs can be
compared.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from castlist.english.language import ENGLISH
from castlist.model import (
    Agreement,
    Article,
    Label,
    Mention,
    Paragraph,
    Score,
    Sentence,
    Unit,
)
from castlist.sentiment.masking import mask_names, straighten
from castlist.sentiment.scorers import MAIN_SCORER, SCORERS, Scorer
from castlist.settings import Settings

__all__ = [
    "MAIN_SCORER",
    "SCORERS",
    "Scorer",
    "agreement",
    "label_score",
    "masked_names",
    "neutral_band",
    "score_article",
]


class _Scored(NamedTuple):
    """A paragraph or sentence, as scorers see it."""

    number: int
    words: str


def score_article(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    mentions: Sequence[Mention] = (),
    settings: Settings | None = None,
) -> tuple[Score, ...]:
    """A score of every scorer for every paragraph and sentence that is no caption;
    none if the article is not in English. Names among the mentions are masked before."""
    used = settings or Settings()
    if article.row.language != ENGLISH:
        return ()
    told = [p for p in article.paragraphs if p.role != "caption"]
    numbers = {p.paragraph for p in told}
    sayings = [s for s in sentences if s.paragraph in numbers]
    names = masked_names(mentions)

    units: tuple[tuple[Unit, list[_Scored]], ...] = (
        ("paragraph", [_Scored(p.paragraph, _prepare(p, names)) for p in told]),
        ("sentence", [_Scored(s.sentence, _prepare(s, names)) for s in sayings]),
    )
    # many a paragraph is one sentence
    texts = list(dict.fromkeys(part.words for _, parts in units for part in parts))
    scores: list[Score] = []
    for name, scorer in SCORERS.items():
        # + 0.0 turns a negative zero into zero
        found = [round(number, 4) + 0.0 for number in scorer.measures(texts)]
        score_of = dict(zip(texts, found, strict=True))
        band = neutral_band(name, used)
        for unit, parts in units:
            for part in parts:
                score = score_of[part.words]
                label = label_score(score, band)
                key = article.article_id
                scores.append(Score(key, unit, part.number, name, score, label))
    return tuple(sorted(scores, key=lambda s: (s.unit, s.unit_id, s.scorer)))


def masked_names(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """The places of names that no scorer sees; all else that is decided about mentions changes no
    score of a paragraph or sentence."""
    names = (m for m in mentions if m.kind == "name" and m.state != "rejected")
    return sorted((m.start, m.end) for m in names)


def neutral_band(scorer: str, settings: Settings) -> float:
    """The half-width of the neutral band of a scorer."""
    return SCORERS[scorer].neutral or settings.neutral


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


def _prepare(part: Paragraph | Sentence, names: Sequence[tuple[int, int]]) -> str:
    """The text of a part as scorers see it."""
    begin = part.start
    first = bisect_left(names, (begin, begin))
    last = bisect_left(names, (part.end, part.end))
    inside = [(s - begin, e - begin) for s, e in names[first:last] if e <= part.end]
    return straighten(mask_names(part.text, inside))
