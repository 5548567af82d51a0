"""The data model: every record that stages hand to each other.

Table columns, their types, the integrity checks and the data dictionary are all derived from the
annotations below, so the meaning of a column cannot drift away from its data. Offsets are 0-based,
half-open character positions in `Article.text`; a record that has `start`, `end` and `text` always
satisfies `article.text[start:end] == record.text`.
"""

from dataclasses import dataclass

from castlist.model.actors import (
    Actor,
    ActorType,
    Cast,
    Clause,
    Context,
    Gender,
    Kind,
    Mention,
    Number,
    State,
    Tree,
)
from castlist.model.decisions import (
    ACTIONS,
    SHARED,
    Action,
    ActionSpec,
    Decision,
    SignOff,
    Suggestion,
)
from castlist.model.speech import REPEATS, TURN, Phrase, Quote, QuoteType, Speech, Stance
from castlist.model.text import (
    Annotation,
    Article,
    ArticleRow,
    Cut,
    Failure,
    Form,
    Layout,
    LeftOut,
    Paragraph,
    Raw,
    Role,
    Sentence,
    Token,
)
from castlist.model.tone import Agreement, Label, Score, Unit

__all__ = [
    "ACTIONS",
    "REPEATS",
    "SHARED",
    "TABLES",
    "TURN",
    "Action",
    "ActionSpec",
    "Actor",
    "ActorType",
    "Agreement",
    "Analysis",
    "Annotation",
    "Article",
    "ArticleRow",
    "Cast",
    "Clause",
    "Context",
    "Cut",
    "Decision",
    "Failure",
    "Form",
    "Gender",
    "Kind",
    "Label",
    "Layout",
    "LeftOut",
    "Mention",
    "Number",
    "Paragraph",
    "Phrase",
    "Quote",
    "QuoteType",
    "Raw",
    "Role",
    "Score",
    "Sentence",
    "SignOff",
    "Speech",
    "Stance",
    "State",
    "Suggestion",
    "Token",
    "Tree",
    "Unit",
]


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
