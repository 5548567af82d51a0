"""What people decide: the table of actions, and the records of decisions and suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from castlist.model.text import NO_COLUMN, ArticleId

__all__ = [
    "ACTIONS",
    "SHARED",
    "Action",
    "ActionSpec",
    "Decision",
    "SignOff",
    "Suggestion",
]

SHARED = "actors.csv"
"""The decisions file that speaks for all articles."""


class ActionSpec(NamedTuple):
    """What one action is about, which cells of its row are filled,
    and how people are told of it."""

    # all but a name can be one of its kind, by the column `scope`
    about: Literal["name", "mention", "line", "quote"]
    surface: str  # what the cell holds, as the documentation says it
    target: str  # likewise; empty if the action takes none
    needs: frozenset[str]  # cells that must be filled beside the surface
    says: str
    # one sentence for the command line, where the surface is NAME and the target ACTOR
    help: str
    typed: bool = False  # whether it takes a type

    @property
    def takes(self) -> frozenset[str]:
        """The cells that may be filled beside the surface;
        one that nobody reads would be a decision lost."""
        marks = {"target": self.target, "type": self.typed, "scope": self.about != "name"}
        return frozenset(cell for cell, has in marks.items() if has)


_TARGET = frozenset({"target"})
_SCOPE = frozenset({"scope"})
_NONE = frozenset[str]()
_LINE = "a line as it came in"
_QUOTE = "words of a quote"

ACTIONS: dict[str, ActionSpec] = {
    "merge": ActionSpec(
        "name",
        "name or words",
        "actor",
        _TARGET,
        "whoever is called so is that actor",
        "NAME is ACTOR",
    ),
    "keep_apart": ActionSpec(
        "name", "name", "actor", _TARGET, "the two are never one", "NAME is never ACTOR"
    ),
    "rename": ActionSpec(
        "name",
        "name",
        "new name",
        _TARGET,
        "what the actor is called in tables and charts",
        "who has NAME is called ACTOR",
    ),
    "reject": ActionSpec(
        "mention",
        "words",
        "",
        _NONE,
        "this is no actor (with `scope`: only this mention)",
        "NAME is no actor",
    ),
    "retype": ActionSpec(
        "name",
        "name",
        "",
        frozenset({"type"}),
        "what it is, in the column `type`: person, organisation, place, people, thing or"
        " other",
        "NAME is a person, organisation, place, people, thing or other (--type)",
        typed=True,
    ),
    "assign": ActionSpec(
        "mention",
        "words",
        "actor, or nobody",
        _SCOPE,
        "one mention, whose id (`m12`) stands in `scope`",
        "one mention (--mention) is ACTOR, or nobody",
    ),
    "confirm": ActionSpec(
        "mention",
        "words",
        "actor",
        _TARGET,
        "the link is right",
        "that NAME is ACTOR is right",
    ),
    "restore_line": ActionSpec(
        "line",
        _LINE,
        "",
        _NONE,
        "it is article text, whatever rule cut it (with `scope`, such as `line 15`: only"
        " there)",
        "the line NAME, or --line, is article text",
    ),
    "cut_line": ActionSpec(
        "line",
        _LINE,
        "",
        _NONE,
        "it is not article text",
        "the line NAME, or --line, is not article text",
    ),
    "speaker": ActionSpec(
        "quote",
        _QUOTE,
        "actor, or nobody",
        _NONE,
        "who says it (with `scope`, such as `q3`: only that quote)",
        "the quote with the words NAME, or --quote, is spoken by ACTOR, or by nobody known",
    ),
    "not_a_quote": ActionSpec(
        "quote",
        _QUOTE,
        "",
        _NONE,
        "nobody says it: a title, a name, a turn of phrase",
        "nobody says the words NAME, or --quote",
    ),
}
"""Every action, in the order in which files and help list them: the one place that knows what there
is to decide."""

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
