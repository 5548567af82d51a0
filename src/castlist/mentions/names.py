"""Doc -> names: the model's entities, trimmed by stated rules, then every place of every accepted name.

The same name is found and missed within one text by any statistical model, and typed by each place for itself
(spaCy issue 3952). So the first pass accepts names, the second looks for them everywhere, and the whole article
votes on the type of each.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple, get_args

from castlist.model import ActorType
from castlist.rules import read_rules
from castlist.text import name_key

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Name", "find_names"]

# spaCy's entity labels (OntoNotes 5) that name an actor. Dates, numbers, money and languages name none.
TYPE_OF_LABEL: dict[str, ActorType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
    "PRODUCT": "thing",
    "WORK_OF_ART": "thing",
    "LAW": "thing",
    "EVENT": "other",
}
_TYPES: tuple[ActorType, ...] = get_args(ActorType)


# A lone name that the model missed counts only where the tagger sees a proper noun: "will" is not "Will".
_PROPER = {"NNP", "NNPS"}
_MODIFIES = {"amod", "compound", "nmod"}


class Name(NamedTuple):
    """A run of tokens that names something, its type there (None: found by its words), and how it was found."""

    start: int
    end: int
    type: ActorType | None
    how: str


def find_names(doc: "Doc") -> list[Name]:
    """Every place where the article refers to an actor by name, in reading order; they do not overlap.

    The type is what the model found most often for that name in this article.
    """
    found = [name for entity in doc.ents if (name := _accept(entity))]
    names = sorted([*found, *_find_missed(doc, found)])
    types = _vote(doc, names)
    return [name._replace(type=types[_key(doc, name)]) for name in names]


def _accept(entity: "Span") -> Name | None:
    """The entity as a name, trimmed, or None if it names no actor."""
    kind = TYPE_OF_LABEL.get(entity.label_)
    if kind is None or _is_adjective(entity, kind):
        return None
    tokens = _without_adjectives(_first_line(entity))
    while tokens and (tokens[0].tag_ in {"DT", "PDT", "PRP$"} or not _has_word(tokens[0])):
        tokens = tokens[1:]
    while tokens and (tokens[-1].tag_ == "POS" or not _has_word(tokens[-1])):
        tokens = tokens[:-1]
    if kind == "person":
        tokens = _without_titles(tokens)
    if not any(c.isupper() or (c.isalpha() and not c.islower()) for token in tokens for c in token.text):
        return None
    return Name(tokens[0].i, tokens[-1].i + 1, kind, f"found by the model as {entity.label_}")


def _is_adjective(entity: "Span", kind: ActorType) -> bool:
    """Whether a name is used as an adjective: "the Russian leader", "pro-Beijing parties" mention no actor."""
    root = entity.root
    if kind == "people":
        return root.tag_.startswith("JJ") or root.dep_ in _MODIFIES
    return root.tag_ == "JJ" and root.dep_ in _MODIFIES


def _first_line(entity: "Span") -> list["Token"]:
    """The tokens up to a line end: no name runs from one paragraph into the next."""
    tokens: list[Token] = []
    for token in entity:
        if token.is_space and "\n" in token.text:
            break
        tokens.append(token)
    return tokens


def _without_adjectives(tokens: list["Token"]) -> list["Token"]:
    """The tokens without adjectives in front that begin in lower case: "pro-Beijing New People Party"."""
    if tokens and tokens[0].is_lower:
        return list(dropwhile(lambda token: token.tag_.startswith("JJ"), tokens))
    return tokens


def _has_word(token: "Token") -> bool:
    return any(c.isalnum() for c in token.text)


def _without_titles(tokens: list["Token"]) -> list["Token"]:
    """A person's name without the titles in front of it; "President" alone names nobody."""
    while tokens:
        lengths = [len(title) for title in _titles() if tuple(t.lower_ for t in tokens[: len(title)]) == title]
        if not lengths:
            break
        tokens = tokens[max(lengths) :]
    return tokens


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    """The titles as the tokens that spaCy makes of them, with and without a full stop."""
    rows = [title.casefold() for (title,) in read_rules("titles")]
    pieces = [re.findall(r"\w+\.?|-", row) for row in rows]
    return frozenset(tuple(p) for p in pieces) | {(f"{p[0]}.",) for p in pieces if len(p) == 1}


@cache
def _title_ends() -> frozenset[tuple[str, ...]]:
    return frozenset(title[-1:] for title in _titles())


def _find_missed(doc: "Doc", found: list[Name]) -> Iterator[Name]:
    """Every further place of an accepted name, and of the last word of a person's longer name.

    Not inside what the model holds for something else ("in March"), and not as a part of a longer name.
    """
    words = doc.to_array("ORTH").tolist()
    wanted: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for name in found:
        for run in _forms(doc, name):
            wanted[words[run.start]].add(tuple(words[run.start : run.stop]))
    taken = {i for name in found for i in range(name.start, name.end)}
    taken |= {token.i for entity in doc.ents if entity.label_ not in TYPE_OF_LABEL for token in entity}
    for start, word in enumerate(words):
        for run in sorted(wanted.get(word, ()), key=len, reverse=True):
            span = range(start, start + len(run))
            same = tuple(words[start : span.stop]) == run and taken.isdisjoint(span)
            if same and (len(run) > 1 or _names_here(doc[start])):
                taken.update(span)
                yield Name(span.start, span.stop, None, "the model missed the name here, but found it elsewhere")
                break


def _forms(doc: "Doc", name: Name) -> Iterator[range]:
    """The name, and of a person's name of several words the last word (of "Kim Jong-un" all of "Jong-un")."""
    yield range(name.start, name.end)
    ends_word = [i for i in range(name.start, name.end - 1) if doc[i].whitespace_]
    if name.type == "person" and ends_word:
        yield range(ends_word[-1] + 1, name.end)


def _names_here(token: "Token") -> bool:
    """Whether a lone word is a name of its own: a proper noun that does not go on another one, as in "Junius Ho"."""
    if token.tag_ not in _PROPER or token.dep_ == "amod":
        return False
    if token.i == 0:
        return True
    before = token.nbor(-1)
    return before.tag_ not in _PROPER or (before.lower_,) in _title_ends()


def _vote(doc: "Doc", names: list[Name]) -> dict[tuple[str, ...], ActorType]:
    """For each name of the article the type that most of its places have; in a tie the earlier in `ActorType`."""
    votes: dict[tuple[str, ...], Counter[ActorType]] = defaultdict(Counter)
    for name in names:
        # A surname found by its words alone has no type of its own: its bearer is a person.
        votes[_key(doc, name)][name.type or "person"] += 1 if name.type else 0
    return {key: max(_TYPES, key=lambda t: (count[t], t in count)) for key, count in votes.items()}


def _key(doc: "Doc", name: Name) -> tuple[str, ...]:
    return name_key(doc[name.start : name.end].text)
