"""All that is known of an article, and the tables that it is written as."""

from dataclasses import dataclass

from castlist.model.actors import Actor, Cast, Mention
from castlist.model.decisions import Decision, Suggestion
from castlist.model.speech import Phrase, Quote, Speech
from castlist.model.text import (
    Annotation,
    Article,
    ArticleRow,
    Cut,
    Paragraph,
    Sentence,
    Token,
)
from castlist.model.tone import Score

__all__ = ["TABLES", "Analysis"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of one article."""

    article: Article
    annotation: Annotation
    cast: Cast
    speech: Speech
    scores: tuple[Score, ...]
    parse: bytes = b""
    """The parse, as `nlp.kept` packs it: with it decisions are obeyed without the model."""


# The tables of one article, in the order of the pipeline, with the columns that make a row unique.
TABLES: dict[str, tuple[type, tuple[str, ...]]] = {
    "articles": (ArticleRow, ("article_id",)),
    "cuts": (Cut, ("article_id", "line", "offset")),
    "paragraphs": (Paragraph, ("article_id", "paragraph")),
    "sentences": (Sentence, ("article_id", "sentence")),
    "tokens": (Token, ("article_id", "token")),
    "mentions": (Mention, ("article_id", "mention_id")),
    "actors": (Actor, ("article_id", "actor_id")),
    "suggestions": (Suggestion, ("article_id", "suggestion")),
    "decisions": (Decision, ("article_id", "file", "row")),
    "quotes": (Quote, ("article_id", "quote_id", "piece")),
    "phrases": (Phrase, ("article_id", "phrase_id")),
    "scores": (Score, ("article_id", "unit", "unit_id", "scorer")),
}
