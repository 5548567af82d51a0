"""The data model: every record that stages hand to each other.

Table columns, their types, the integrity checks and the data dictionary are all derived from the
annotations below, so the meaning of a column cannot drift away from its data.
Offsets are 0-based, half-open character positions in `Article.text`; a record that has `start`, `end` and
`text` always satisfies `article.text[start:end] == record.text`.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

__all__ = [
    "LINE_ACTIONS", "TABLES", "Action", "Actor", "ActorType", "Agreement", "Analysis", "Annotation", "Article",
    "ArticleRow", "Cast", "Context", "Cut", "Decision", "Failure", "Gender", "Kind", "Label", "Layout",
    "LeftOut", "Mention", "Number", "Paragraph", "Raw", "Role", "Score",
    "Sentence", "State", "Suggestion", "Token", "Unit",
]  # fmt: skip

Role = Literal["title", "body"]
Layout = Literal["given", "one a line", "blank lines", "wrapped"]
Kind = Literal["name", "description", "pronoun", "group"]
ActorType = Literal["person", "organisation", "place", "people", "thing", "other"]
State = Literal["auto", "confirmed", "rejected", "added"]
Unit = Literal["paragraph", "sentence", "mention"]
Label = Literal["negative", "neutral", "positive"]
Agreement = Literal["yes", "partly", "no"]
Action = Literal["merge", "keep_apart", "rename", "reject", "retype", "assign", "confirm", "restore_line", "cut_line"]
LINE_ACTIONS = ("restore_line", "cut_line")  # about lines of the raw text; all others are about actors
Number = Literal["singular", "plural", ""]
Gender = Literal["female", "male", "neuter", ""]

ArticleId = Annotated[str, "the article; file name without its ending, in lower case"]
Start = Annotated[int, "first character, 0-based, in article.txt"]
End = Annotated[int, "one past the last character"]
ParagraphNumber = Annotated[int, "paragraph, from 1; a title is paragraph 1"]
SentenceNumber = Annotated[int, "sentence, from 1 through the whole article"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the raw text that the reader of the format knows to be no article text: a menu, a running head."""

    line: int  # in Raw.text, from 1, blank lines counted
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Raw:
    """One article as it was found, before anything is cut. Unknown metadata are empty, never guessed.

    If `laid_out`, the reader knows the format's paragraphs: each line of the text is one. If not, the lines are as
    somebody pasted them, and cleaning finds out what is a paragraph.
    """

    text: str
    name: str  # what the article is called on this machine: the file's stem, or empty
    source: str
    extractor: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""  # ISO 8601 date
    published_from: str = ""  # where that date stands
    url: str = ""
    language: str = ""  # ISO 639-1 code that the format states
    left_out: tuple[LeftOut, ...] = ()
    laid_out: bool = False
    notes: tuple[str, ...] = ()  # what a person should know of how it was read: "page 3 has no text"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article: where it came from and what was read."""

    article_id: ArticleId
    title: Annotated[str, "headline, from the source list or recognised in the text"]
    author: Annotated[str, "as the article or the source list names the author; empty if neither does"]
    outlet: Annotated[str, "publisher; empty if unknown"]
    published: Annotated[str, "ISO 8601 date; empty if unknown"]
    published_from: Annotated[str, "where that date stands: source list, meta tag, text, address ...; empty if unknown"]
    url: Annotated[str, "address; empty if unknown"]
    source: Annotated[str, "file name, or '-' for standard input, or 'text' for a string"]
    extractor: Annotated[str, "which reader in which version made the text, or from which encoding"]
    layout: Annotated[Layout, "how paragraphs were written: given by the format, or assumed of pasted lines"]
    notes: Annotated[str, "what to know of how it was read, such as pages without text; sentences, or empty"]
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
    line: Annotated[int, "line in raw.txt that it begins on, from 1"]
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
class Context:
    """What the sentence shows of one mention, as far as linking may rely on it. Unknown is empty, -1 or 0.

    Other mentions are named by their index in the sequence of mentions; positions are token numbers of the parse.
    """

    position: int = -1  # of the head word
    head: str = ""  # lemma of the head word: "president" of "the Turkish president"
    words: tuple[str, ...] = ()  # lower-case words of the phrase without its article
    number: Number = ""
    gender: Gender = ""
    person: int = 0  # of a pronoun: 1 "I, we", 2 "you", 3 "she, it, they"
    definite: bool = False  # "the", "this", "that" or a possessor stands in front
    reflexive: bool = False
    possessive: bool = False  # "his", or a name with 's
    role: str = ""  # dependency of the head word, by the parser's label: nsubj, dobj, pobj, poss ...
    governor: str = ""  # lemma of the word that the head word depends on
    clause: int = -1  # position of the verb whose clause this is
    title: str = ""  # titles and roles in front of a name, lower case: "president", "kremlin spokesman"
    origins: tuple[str, ...] = ()  # countries named in the phrase: ISO alpha-3 of "Turkish", "from Ankara"
    same_as: tuple[int, ...] = ()  # mentions that apposition or a copula says are the same actor
    owner: int = -1  # the mention that possesses it: Putin, of "Putin's spokesman"
    members: tuple[int, ...] = ()  # of a group: the mentions that it joins
    inside: int = -1  # the longer mention that this one stands in
    quote: int = -1  # number of the quotation whose marks it stands between
    speaker: int = -1  # the mention that speaks that quotation
    modifies: str = ""  # lemma of the noun that a name stands before: "drone" of "Bayraktar drones"
    near: tuple[str, ...] = ()  # lemmas of the common nouns of its sentence


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about actors: one row of a decisions file, and what came of it in one article."""

    article_id: ArticleId
    file: Annotated[str, "the decisions file: actors.csv (all articles) or <article_id>.csv (this one)"]
    row: Annotated[int, "row of the file; the header is row 1"]
    action: Annotated[Action, "merge, keep_apart, rename, reject, retype, assign or confirm"]
    surface: Annotated[str, "the name or words of the text that the decision is about"]
    target: Annotated[str, "the actor's name that they get, belong to, or are kept apart from"]
    type: Annotated[str, "of a retype, the new type; else empty"]
    scope: Annotated[str, "one mention (m12) or line (line 15); empty: every one with these words"]
    note: Annotated[str, "why, in the person's own words"]
    matched: Annotated[int, "mentions of this article that the decision acts on; 0: it matched nothing here"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A decision that a person might make: what castlist does not dare to do by itself."""

    article_id: ArticleId
    suggestion: Annotated[int, "suggestion, from 1; those that change the chart most come first"]
    tier: Annotated[int, "1: strong evidence, ticked in advance; 2: look at it first"]
    action: Annotated[Action, "what the decision would be"]
    surface: Annotated[str, "the name or words of the text that it is about"]
    target: Annotated[str, "the actor's name that they would belong to"]
    scope: Annotated[str, "one mention, by its id; empty: every mention with these words"]
    mentions: Annotated[int, "mentions that would change their actor"]
    effect: Annotated[str, "what the charts would show then"]
    reason: Annotated[str, "what speaks for it"]


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
    stage: Annotated[str, "ingest or analyse; same text: it is there already under another name"]
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
class Cast:
    """Who is in an article: mentions with their actors, the actors, what to decide and what was decided."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of one article."""

    article: Article
    annotation: Annotation
    cast: Cast
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
    "suggestions": (Suggestion, ("article_id", "suggestion")),
    "decisions": (Decision, ("article_id", "file", "row")),
    "scores": (Score, ("article_id", "unit", "unit_id", "scorer")),
}
