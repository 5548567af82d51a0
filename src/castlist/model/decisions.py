"""What people decide: the records of decisions and suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

from castlist.model.actions import ACTIONS
from castlist.model.text import NO_COLUMN, ArticleId

__all__ = ["Action", "Decision", "SignOff", "Suggestion"]

if TYPE_CHECKING:
    Action = str
else:
    Action = Literal[tuple(ACTIONS)]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: one row of a decisions file, and what came of it in one article."""

    article_id: ArticleId
    file: Annotated[
        str, "the decisions file: actors.csv (all articles) or <article_id>.csv (this one)"
    ]
    row: Annotated[int, "row of the file; the header is row 1"]
    action: Annotated[Action, "what is to be done, as data/reviewed/README.md describes it"]
    surface: Annotated[str, "the words of the text that the decision is about"]
    target: Annotated[
        str,
        "the actor's name that they get, belong to, are spoken by, or are kept apart from",
    ]
    type: Annotated[str, "of a retype, the new type; else empty"]
    scope: Annotated[
        str,
        "one mention (m12), line (line 15) or quote (q3); empty: every one with these"
        " words",
    ]
    note: Annotated[str, "why, in the person's own words"]
    matched: Annotated[
        int,
        "mentions, lines or quotes that the decision acts on; 0: it matched nothing here",
    ]
    by: str = field(default="", compare=False, metadata=NO_COLUMN)  # initials, or empty
    at: str = field(default="", compare=False, metadata=NO_COLUMN)  # ISO 8601, or empty

    @property
    def about(self) -> str:
        """What it speaks of: a name, a mention, a line or a quote."""
        return ACTIONS[self.action].about


@dataclass(frozen=True, slots=True)
class SignOff:
    """That a person has seen every quote and every doubtful link of an article, and when; with what
    there was to see, so that a later change shows."""

    by: str
    on: str  # ISO 8601 date
    text_sha256: str
    doubtful: int  # how many doubtful things there were
    links: Mapping[str, str]  # mention -> the actor's name, or empty
    quotes: Mapping[str, str]  # quote -> who speaks it, or empty


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A decision that a person might make: what castlist does not dare to do by itself."""

    article_id: ArticleId
    suggestion: Annotated[
        int, "suggestion, from 1; those that change the chart most come first"
    ]
    tier: Annotated[int, "1: strong evidence, ticked in advance; 2: look at it first"]
    action: Annotated[Action, "what the decision would be"]
    surface: Annotated[str, "the name or words of the text that it is about"]
    target: Annotated[str, "the actor's name that they would belong to"]
    type: Annotated[str, "of a retype, the new type; else empty"]
    scope: Annotated[str, "one mention, by its id; empty: every mention with these words"]
    mentions: Annotated[int, "mentions that would change their actor"]
    effect: Annotated[str, "what the charts would show then"]
    reason: Annotated[str, "what speaks for it"]
