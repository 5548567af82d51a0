"""An article as it came in and as it was cleaned: its lines, paragraphs, sentences and words."""

from dataclasses import dataclass
from typing import Annotated, Literal

__all__ = [
    "Annotation",
    "Article",
    "ArticleId",
    "ArticleRow",
    "Cut",
    "End",
    "Failure",
    "Form",
    "Layout",
    "LeftOut",
    "Paragraph",
    "ParagraphNumber",
    "Raw",
    "Role",
    "Sentence",
    "SentenceNumber",
    "Start",
    "Token",
]

Role = Literal["title", "body", "caption"]
Layout = Literal["given", "one a line", "blank lines", "wrapped"]
Form = Literal["report", "interview", "transcript"]
NO_COLUMN = {"column": False}
"""What a field of a record says that the tables do not show: who decided, and when."""

ArticleId = Annotated[
    str,
    "the article; its file's name (in a folder: its path) without the ending, in lower"
    " case",
]
Start = Annotated[int, "first character, 0-based, in article.txt"]
End = Annotated[int, "one past the last character"]
ParagraphNumber = Annotated[int, "paragraph, from 1, in reading order"]
SentenceNumber = Annotated[int, "sentence, from 1 through the whole article"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the raw text that the reader of the format knows to be no article text:
    a menu, a running head."""

    line: int  # in Raw.text, from 1, blank lines counted
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Raw:
    """One article as it was found, before anything is cut.
    Unknown metadata are empty, never guessed.

    If `laid_out`, the reader knows the format's paragraphs: each line of the text is one. If not,
    the lines are as somebody pasted them, and cleaning finds out what is a paragraph.
    """

    text: str
    # what the article is called on this machine: the file's stem, with the folders that it
    # lies in; or empty
    name: str
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
    # what a person should know of how it was read: "page 3 has no text"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article: where it came from and what was read."""

    article_id: ArticleId
    title: Annotated[str, "headline, from the source list or recognised in the text"]
    author: Annotated[
        str, "as the article or the source list names the author; empty if neither does"
    ]
    outlet: Annotated[str, "publisher; empty if unknown"]
    published: Annotated[str, "ISO 8601 date; empty if unknown"]
    published_from: Annotated[
        str,
        "where that date stands: source list, meta tag, text, address ...; empty if"
        " unknown",
    ]
    url: Annotated[str, "address; empty if unknown"]
    source: Annotated[
        str,
        "file name (in a folder: path in it), or '-' for standard input, or 'text' for a"
        " string",
    ]
    extractor: Annotated[
        str, "which reader in which version made the text, or from which encoding"
    ]
    layout: Annotated[
        Layout,
        "how paragraphs were written: given by the format, or assumed of pasted lines",
    ]
    notes: Annotated[
        str,
        "what to know of how it was read, such as pages without text; sentences, or empty",
    ]
    language: Annotated[str, "ISO 639-1 code, detected on the cleaned text"]
    words: Annotated[int, "words of the cleaned text, title and captions included"]
    text_sha256: Annotated[str, "SHA-256 of article.txt (UTF-8)"]
    form: Annotated[
        Form,
        "report, interview (one asks, another answers) or transcript (several speak in"
        " turn)",
    ] = "report"


@dataclass(frozen=True, slots=True)
class Cut:
    """One line of the raw text, or one end of a line, that is not part of the article."""

    article_id: ArticleId
    line: Annotated[int, "line in raw.txt, from 1, blank lines counted"]
    offset: Annotated[
        int,
        "first character in that line, 0-based; above 0 if the line's beginning stays",
    ]
    text: Annotated[
        str, "the line as found; or, of a caption, only the credit that was cut off"
    ]
    rule: Annotated[str, "name of the rule that cut it"]
    reason: Annotated[str, "why such a line is not article text"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text."""

    article_id: ArticleId
    paragraph: ParagraphNumber
    line: Annotated[int, "line in raw.txt that it begins on, from 1"]
    role: Annotated[
        Role,
        "title, body, or caption (what is said of a picture: counted for actors, but"
        " without tone)",
    ]
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
class Failure:
    """One input that did not become an article."""

    source: Annotated[str, "the input as it was given"]
    stage: Annotated[str, "where it stopped: ingest or analyse"]
    error: Annotated[str, "kind of error"]
    message: Annotated[str, "what happened and what to do next"]

    def __post_init__(self) -> None:
        """A file's name that is no UTF-8 is written with escapes:
        no table can hold halves of a character."""
        for called in ("source", "message"):
            object.__setattr__(
                self,
                called,
                getattr(self, called).encode("utf-8", "backslashreplace").decode(),
            )


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
