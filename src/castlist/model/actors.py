"""Who is in an article: mentions and actors."""

from dataclasses import dataclass
from math import nan
from typing import Annotated, Literal

from castlist.model.decisions import Decision, Suggestion
from castlist.model.text import ArticleId, End, ParagraphNumber, SentenceNumber, Start

__all__ = [
    "RATHER_THAN",
    "Actor",
    "ActorType",
    "Cast",
    "Clause",
    "Context",
    "Gender",
    "Kind",
    "Mention",
    "Number",
    "State",
    "Tree",
]

Kind = Literal["name", "description", "pronoun", "group"]
ActorType = Literal["person", "organisation", "place", "people", "thing", "other"]
State = Literal["auto", "confirmed", "rejected", "added"]
Number = Literal["singular", "plural", ""]
Gender = Literal["female", "male", "neuter", ""]

RATHER_THAN = "; rather than "
"""What the evidence of a link that a model chose says before the name of the next likely actor."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text refers to an actor."""

    article_id: ArticleId
    mention_id: Annotated[str, "m1, m2, ... in reading order"]
    paragraph: ParagraphNumber
    sentence: SentenceNumber
    start: Start
    end: End
    text: Annotated[
        str, "the words that refer; a name without its title, article or possessive 's"
    ]
    kind: Annotated[
        Kind,
        "how the text refers: by name, description, pronoun, or to a group (counted for"
        " nobody)",
    ]
    type: Annotated[ActorType, "what is referred to, by the vote of the whole article"]
    actor_id: Annotated[str, "the actor; empty if the mention could not be linked"]
    rule: Annotated[str, "the rule that linked the mention to its actor"]
    evidence: Annotated[str, "what in this article the rule relied on"]
    state: Annotated[State, "auto, or what a person decided"]
    probability: Annotated[
        float,
        "of the link, 0 to 1, if a model chose among several actors; empty if a rule made it",
    ] = nan


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the clauses that a pronoun stands in; mentions are named by their index, or -1."""

    label: str  # dependency of its verb: ROOT, advcl, ccomp, relcl ...
    verb: int  # position
    subject: int  # its own, or that of the clause above if it has none
    antecedent: int  # of a relative clause: what it tells of


@dataclass(frozen=True, slots=True)
class Tree:
    """Where a mention stands in the tree of its sentence; positions are token numbers.

    The last four are of "he" and "she" only.
    """

    # of "B" in "A and B", "A, the B" that of "A", and the position of the word it depends on
    role: str = ""
    depends: int = -1
    preposition: str = ""  # that the phrase stands behind
    bracketed: bool = False
    main: bool = False  # stands in the main clause of its sentence
    above: tuple[int, ...] = ()  # the words that it depends on, the nearest first
    clauses: tuple[Clause, ...] = ()  # that it stands in, the inmost first
    comma: int = -1  # the next one
    held: str = ""  # role of the noun that it possesses


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence shows of one mention, as far as linking may rely on it. Unknown is empty,
    -1 or 0.

    Other mentions are named by their index in the sequence of mentions; positions are token numbers
    of the parse.
    """

    position: int = -1  # of the head word
    head: str = ""  # lemma of the head word: "president" of "the Turkish president"
    words: tuple[str, ...] = ()  # lower-case words of the phrase without its article
    number: Number = ""
    gender: Gender = ""
    person: int = 0  # of a pronoun: 1 "I, we", 2 "you", 3 "she, it, they"
    definite: bool = False  # "the", "this", "that" or a possessor stands in front
    defined: bool = (
        False  # the clause behind it says which one: "the village that has a border"
    )
    reflexive: bool = False
    possessive: bool = False  # "his", or a name with 's
    # dependency of the head word, by the parser's label: nsubj, dobj, pobj, poss ...
    role: str = ""
    governor: str = ""  # lemma of the word that the head word depends on
    clause: int = -1  # position of the verb whose clause this is
    # titles and roles in front of a name, lower case: "president", "kremlin spokesman"
    title: str = ""
    # countries named in the phrase: ISO alpha-3 of "Turkish", "from Ankara"
    origins: tuple[str, ...] = ()
    # mentions that apposition or a copula says are the same actor
    same_as: tuple[int, ...] = ()
    owner: int = -1  # the mention that possesses it: Putin, of "Putin's spokesman"
    members: tuple[int, ...] = ()  # of a group: the mentions that it joins
    inside: int = -1  # the longer mention that this one stands in
    quote: int = -1  # number of the quotation whose marks it stands between
    speaker: int = -1  # the mention that speaks that quotation
    # the mention that says the words it stands in, whether they are its own or only reported
    sayer: int = -1
    addressed: int = -1  # of "you" in a question: the mention that answers
    # lemma of the noun that a name stands before: "drone" of "Bayraktar drones"
    modifies: str = ""
    near: tuple[str, ...] = ()  # lemmas of the common nouns of its sentence
    # of a name: how probable its type is against all others, 0 if no weights decided
    type_probability: float = 0.0
    type_rival: ActorType | Literal[""] = ""  # the next best
    type_evidence: str = ""  # what weighed most for the type
    tree: Tree = Tree()  # where it stands in its sentence
    former: int = -1  # the mention that the text gives as another name of it: "born", "née"
    shares: int = (
        -1
    )  # the mention whose surname it shares: of Bill, in "Bill and Hilda Colton"
    acts: bool = False  # a name before "who", as only a person's is
    behind: int = -1  # the name behind which it stands alone in brackets: "(WEF)"


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world person, organisation, place, people or thing of the article."""

    article_id: ArticleId
    actor_id: Annotated[str, "the actor's name, in lower case with hyphens"]
    name: Annotated[
        str, "a person's fullest name in the article, of others the most frequent"
    ]
    type: Annotated[ActorType, "person, organisation, place, people, thing or other"]
    type_probability: Annotated[
        float,
        "how probable that type is against all others, 0 to 1; empty if no weights decided",
    ]
    type_rival: Annotated[str, "the next probable type; empty if no weights decided"]
    type_evidence: Annotated[str, "what in the article weighed most for the type"]
    country: Annotated[str, "ISO 3166-1 alpha-3, for a roll-up; empty if none is known"]
    names: Annotated[int, "mentions by name"]
    descriptions: Annotated[int, "mentions by description"]
    pronouns: Annotated[int, "mentions by pronoun"]
    mentions: Annotated[int, "names + descriptions + pronouns"]
    first_paragraph: Annotated[int, "paragraph of the first mention"]
    variants: Annotated[str, "every spelling with its count, most frequent first"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in an article: mentions with their actors, the actors,
    what to decide and what was decided."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
