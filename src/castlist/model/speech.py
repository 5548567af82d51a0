"""What is said in an article: quotes with their speakers, and quoted phrases."""

from dataclasses import dataclass
from typing import Annotated, Literal

from castlist.model.actors import State
from castlist.model.text import ArticleId, End, ParagraphNumber, Start

__all__ = ["REPEATS", "TURN", "Phrase", "Quote", "QuoteType", "Speech", "Stance"]

QuoteType = Literal["direct", "indirect", "mixed"]
Stance = Literal["said", "claimed", "admitted", "denied", "promised", "warned", "asked", ""]
TURN = "turn"
"""What the rule of a quote begins with that is a turn of an interview or transcript."""

REPEATS = "repeats a quote"
"""The rule of a pull quote: its words are counted where they were said."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of what somebody is reported to have said or written;
    most quotes have one piece."""

    article_id: ArticleId
    quote_id: Annotated[str, "q1, q2, ... in reading order"]
    piece: Annotated[
        int,
        "from 1; a quote interrupted by its cue, or over several paragraphs, has several",
    ]
    paragraph: ParagraphNumber
    start: Start
    end: End
    text: Annotated[str, "the words, without the quotation marks around them"]
    type: Annotated[
        QuoteType,
        "direct (in quotation marks, or a turn of an interview or transcript), indirect"
        " (reported), mixed (reported, with quoted words)",
    ]
    words: Annotated[int, "words of this piece"]
    quoted_words: Annotated[
        int,
        "those of them that stand in quotation marks or are a turn: all, if direct; none, if"
        " indirect or if they repeat a quote",
    ]
    cue: Annotated[str, "the words that say that it was said; empty if none"]
    cue_start: Annotated[int, "first character of the cue, -1 if none"]
    cue_end: Annotated[int, "one past its last character, -1 if none"]
    stance: Annotated[
        Stance, "what kind of saying the cue claims; empty if there is no cue"
    ]
    speaker: Annotated[str, "the speaker as written, title included; empty: unattributed"]
    speaker_start: Annotated[int, "first character of the speaker, -1 if none"]
    speaker_end: Annotated[int, "one past its last character, -1 if none"]
    speaker_mention_id: Annotated[str, "the mention that it is; empty if it is none"]
    speaker_actor_id: Annotated[str, "the actor behind it; empty if none is known"]
    introduced_as: Annotated[
        str,
        "how the text first wrote an unnamed speaker that it means again: “An insider” of"
        " “the source”; else empty",
    ]
    rule: Annotated[str, "how the speaker was found, or why there is none"]
    state: Annotated[
        State,
        "auto, or what a person decided; a rejected one is no quote and counts nowhere",
    ]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks that nobody is reported to have said:
    scare quotes, titles, mottos."""

    article_id: ArticleId
    phrase_id: Annotated[str, "p1, p2, ... in reading order"]
    paragraph: ParagraphNumber
    start: Start
    end: End
    text: Annotated[str, "the words, without the quotation marks around them"]
    words: Annotated[int, "words of the phrase"]


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in an article, and the words in quotation marks that nobody says."""

    quotes: tuple[Quote, ...]
    phrases: tuple[Phrase, ...]
