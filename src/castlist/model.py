"""The data model: every record that stages hand to each other.

Table columns, their types, the integrity checks and the data dictionary are all derived from the
annotations below, so the meaning of a column cannot drift away from its data.
Offsets are 0-based, half-open character positions in `Article.text`; a record that has `start`, `end` and
`text` always satisfies `article.text[start:end] == record.text`.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

__all__ = [
    "TABLES",
    "Actor",
    "ActorType",
    "Agreement",
    "Analysis",
    "Annotation",
    "Article",
    "ArticleRow",
    "Cut",
    "Failure",
    "Kind",
    "Label",
    "Mention",
    "Paragraph",
    "Raw",
    "Role",
    "Score",
    "Sentence",
    "State",
    "Token",
    "Unit",
]

Role = Literal["title", "body"]
Kind = Literal["name", "description", "pronoun", "group"]
ActorType = Literal["person", "organisation", "place", "people", "thing", "other"]
State = Literal["auto", "confirmed", "rejected", "added"]
Unit = Literal["paragraph", "sentence", "mention"]
Label = Literal["negative", "neutral", "positive"]
Agreement = Literal["yes", "partly", "no"]

ArticleId = Annotated[str, "the article; file name without its ending, in lower case"]
Start = Annotated[int, "first character, 0-based, in article.txt"]
End = Annotated[int, "one past the last character"]
ParagraphNumber = Annotated[int, "paragraph, from 1; a title is paragraph 1"]
SentenceNumber = Annotated[int, "sentence, from 1 through the whole article"]


@dataclass(frozen=True, slots=True)
class Raw:
    """One article as it was found, before anything is cut. Unknown metadata are empty, never guessed."""

    text: str
    name: str  # what the article is called on this machine: the file's stem, or empty
    source: str
    extractor: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article: where it came from and what was read."""

    article_id: ArticleId
    title: Annotated[str, "headline, from the source list or recognised in the text"]
    author: Annotated[str, "as the article or the source list names the author; empty if neither does"]
    outlet: Annotated[str, "publisher; empty if unknown"]
    published: Annotated[str, "ISO 8601 date; empty if unknown"]
    url: Annotated[str, "address; empty if unknown"]
    source: Annotated[str, "file name, or '-' for standard input, or 'text' for a string"]
    extractor: Annotated[str, "reader and encoding that made the text"]
    language: Annotated[str, "ISO 639-1 code, detected on the cleaned text"]
    words: Annotated[int, "words of the cleaned text, title included"]
    text_sha256: Annotated[str, "SHA-256 of article.txt (UTF-8)"]


@dataclass(frozen=True, slots=True)
class Cut:
    """One line of the raw text that is not part of the article."""

    article_id: ArticleId
    line: Annotated[int, "line in raw.txt, from 1, blank lines counted"]
    text: Annotated[str, "the line as found"]
    rule: Annotated[str, "name of the rule that cut it"]
    reason: Annotated[str, "why such a line is not article text"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text."""

    article_id: ArticleId
    paragraph: ParagraphNumber
    role: Annotated[Role, "title or body"]
    start: Start
    end: End
    words: Annotated[int, "white-space separated pieces with a letter or digit in them"]
    text: Annotated[str, "the paragraph, word for word"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; never crosses a paragraph."""

    article_id: ArticleId
    sentence: SentenceNumber
    paragraph: ParagraphNumber
    start: Start
    end: End
    text: Annotated[str, "the sentence, word for word"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark; white space is not a token."""

    article_id: ArticleId
    token: Annotated[int, "token, from 1 through the whole article"]
    sentence: SentenceNumber
    start: Start
    end: End
    text: Annotated[str, "the token, as written"]
    lemma: Annotated[str, "dictionary form"]
    pos: Annotated[str, "Universal Dependencies part of speech"]
    is_stop: Annotated[bool, "a function word on spaCy's English stop list"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text refers to an actor."""

    article_id: ArticleId
    mention_id: Annotated[str, "m1, m2, ... in reading order"]
    paragraph: ParagraphNumber
    sentence: SentenceNumber
    start: Start
    end: End
    text: Annotated[str, "the words that refer; a name without its title, article or possessive 's"]
    kind: Annotated[Kind, "how the text refers: by name, description, pronoun, or to a group (counted for nobody)"]
    type: Annotated[ActorType, "what is referred to, by the vote of the whole article"]
    actor_id: Annotated[str, "the actor; empty if the mention could not be linked"]
    rule: Annotated[str, "the rule that linked the mention to its actor"]
    evidence: Annotated[str, "what in this article the rule relied on"]
    state: Annotated[State, "auto, or what a person decided"]


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world person, organisation, place, people or thing of the article."""

    article_id: ArticleId
    actor_id: Annotated[str, "the actor's name, in lower case with hyphens"]
    name: Annotated[str, "a person's fullest name in the article, of others the most frequent"]
    type: Annotated[ActorType, "person, organisation, place, people, thing or other"]
    country: Annotated[str, "ISO 3166-1 alpha-3, for a roll-up; empty if none is known"]
    names: Annotated[int, "mentions by name"]
    descriptions: Annotated[int, "mentions by description"]
    pronouns: Annotated[int, "mentions by pronoun"]
    mentions: Annotated[int, "names + descriptions + pronouns"]
    first_paragraph: Annotated[int, "paragraph of the first mention"]
    variants: Annotated[str, "every spelling with its count, most frequent first"]


@dataclass(frozen=True, slots=True)
class Score:
    """The tone of one paragraph or sentence by one scorer."""

    article_id: ArticleId
    unit: Annotated[Unit, "what was scored"]
    unit_id: Annotated[int, "number of the paragraph or sentence"]
    scorer: Annotated[str, "textblob (polarity) or vader (compound)"]
    score: Annotated[float, "-1 (negative) to 1 (positive), 4 decimals; each scorer has its own scale"]
    label: Annotated[Label, "negative, neutral (within 0.05 of zero) or positive"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that did not become an article."""

    source: Annotated[str, "the input as it was given"]
    stage: Annotated[str, "ingest or analyse"]
    error: Annotated[str, "kind of error"]
    message: Annotated[str, "what happened and what to do next"]


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. Its text is frozen: every offset of every table points into it."""

    row: ArticleRow
    raw_text: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    cuts: tuple[Cut, ...]

    @property
    def article_id(self) -> str:
        """The key of the article in every table."""
        return self.row.article_id


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the language model says of one article: sentences and tokens, and which model it was."""

    model: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of one article."""

    article: Article
    annotation: Annotation
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    scores: tuple[Score, ...]


# The tables of one article, in the order of the pipeline, with the columns that make a row unique.
TABLES: dict[str, tuple[type, tuple[str, ...]]] = {
    "articles": (ArticleRow, ("article_id",)),
    "cuts": (Cut, ("article_id", "line")),
    "paragraphs": (Paragraph, ("article_id", "paragraph")),
    "sentences": (Sentence, ("article_id", "sentence")),
    "tokens": (Token, ("article_id", "token")),
    "mentions": (Mention, ("article_id", "mention_id")),
    "actors": (Actor, ("article_id", "actor_id")),
    "scores": (Score, ("article_id", "unit", "unit_id", "scorer")),
}
