"""A mention in its sentence -> how readers would feel the sentence towards that person, or no
answer and why.

The model is measured on persons in single news sentences (METHOD.md), so others get no answer, nor
does an article that another language model read. It says how a sentence is felt, never whether that
is deserved: "was acquitted of fraud" may well be felt as negative.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from math import nan

import numpy as np

from castlist.model import Article, Mention, Score, Sentence
from castlist.nlp.parse import Parse
from castlist.sentiment.features import Sight
from castlist.sentiment.sentence_words import SentenceWords
from castlist.sentiment.target import find_target
from castlist.sentiment.tone_model import CLASSES, Floats, read_model
from castlist.settings import Settings

__all__ = [
    "NOT_SURE",
    "NO_PERSON",
    "OTHER_READER",
    "TOWARD",
    "UNLIKELY",
    "read_with",
    "score_mentions",
    "unjudged_note",
]

TOWARD = "toward"
"""The name of the scorer in the column `scorer`."""

NO_PERSON = "not a person"
UNLIKELY = "perhaps not a person"
NOT_SURE = "no class is probable enough"
OTHER_READER = "another language model than the one it learnt with"


def read_with(language_model: str) -> str:
    """What the weights are tied to: the language model and the version of spaCy."""
    return f"{language_model}, spaCy {_spacy_version()}"


@cache  # it stands in a file of the package, which takes 3 ms to find and read
def _spacy_version() -> str:
    return ".".join(version("spacy").split(".")[:2])


def unjudged_note(language_model: str) -> str:
    """What to know of a language model that persons are not judged with; empty if they are."""
    trained_with = read_model().trained_with
    if read_with(language_model) == trained_with:
        return ""
    return (
        f"{read_with(language_model)}: the model of tone towards persons learnt with"
        f" {trained_with}, so no person is judged (METHOD.md)."
    )


def score_mentions(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    parse: Parse,
    language_model: str,
    *,
    unlikely: Collection[str] = (),
    settings: Settings | None = None,
) -> Iterator[Score]:
    """A score for the first mention of every actor in every sentence that is no caption; without
    an answer for what is no person, and for the actors `unlikely` to be one."""
    sure = (settings or Settings()).sure_tone
    model = read_model()
    fits = read_with(language_model) == model.trained_with
    told = {p.paragraph for p in article.paragraphs if p.role != "caption"}
    within = _by_sentence(mentions)
    judged: list[tuple[Mention, set[str], Floats]] = []
    for sentence in sentences:
        here = within.get(sentence.sentence, [])
        if not here or sentence.paragraph not in told:
            continue
        words = SentenceWords(parse, (sentence.start, sentence.end), model)
        for first, same in _first_of_each(here):
            reason = _why_not(first, unlikely, fits=fits)
            sight = None if reason else _look(first, same, here, words)
            if sight:
                judged.append((first, *sight.read()))
            else:
                yield _no_answer(first, reason or NOT_SURE)
    if judged:
        firsts, signs, numbers = zip(*judged, strict=True)
        found = model.probabilities(signs, np.array(numbers)).tolist()
        for first, probabilities in zip(firsts, found, strict=True):
            yield _score(first, probabilities, sure)


def _why_not(mention: Mention, unlikely: Collection[str], *, fits: bool) -> str:
    """Why the model cannot judge a mention; empty if it can."""
    if mention.type != "person":
        return NO_PERSON
    if mention.actor_id in unlikely:
        return UNLIKELY
    return "" if fits else OTHER_READER


def _by_sentence(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    within: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.state != "rejected":
            within.setdefault(mention.sentence, []).append(mention)
    return within


def _first_of_each(here: Sequence[Mention]) -> Iterator[tuple[Mention, list[Mention]]]:
    """The first mention of each actor, with all others of it."""
    of: dict[str, list[Mention]] = {}
    for mention in here:
        if mention.actor_id and mention.kind != "group":
            of.setdefault(mention.actor_id, []).append(mention)
    for first, *same in of.values():
        yield first, same


def _look(
    first: Mention, same: Sequence[Mention], here: Sequence[Mention], words: SentenceWords
) -> Sight | None:
    """What the model can see of a mention; None if it is inside one token, as in "anti-Putin"."""
    target = find_target(
        words.parse,
        words.span,
        (first.start, first.end),
        same=[(m.start, m.end) for m in same],
        names=[(m.start, m.end) for m in here if m.kind == "name"],
    )
    return Sight(words, target) if target else None


def _score(first: Mention, found: Sequence[float], sure: float) -> Score:
    negative, neutral, positive = (round(p, 4) for p in found)
    best = max(zip(found, CLASSES, strict=True))
    answers = best[0] > sure
    return Score(
        first.article_id,
        "mention",
        int(first.mention_id[1:]),
        TOWARD,
        round(positive - negative, 4) + 0.0,
        best[1] if answers else "unsure",
        negative,
        neutral,
        positive,
        "" if answers else NOT_SURE,
    )


def _no_answer(mention: Mention, reason: str) -> Score:
    """What is said of a mention that the model cannot judge."""
    number = int(mention.mention_id[1:])
    key = mention.article_id
    return Score(key, "mention", number, TOWARD, nan, "unsure", reason=reason)
