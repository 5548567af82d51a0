"""The words of a parsed document as plain columns, whether spaCy just made it or it was kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TEXTS", "TokenColumns", "read_columns"]

TEXTS = ("text", "lower", "tag", "dep", "lemma", "entity_type", "entity_place")
"""The columns of texts."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenColumns:
    """One column a fact, one entry a token. `head` is a token number, `start` a character;
    `entity_place` is B (first word of a name), I (further word), O (outside) or empty."""

    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    lemma: list[str]
    entity_type: list[str]
    entity_place: list[str]
    start: np.ndarray
    head: np.ndarray
    starts_sentence: np.ndarray
    spaced: np.ndarray  # whether a space follows
    is_space: np.ndarray
    is_lower: np.ndarray

    def __len__(self) -> int:
        return len(self.text)


def read_columns(doc: "Doc | Any") -> TokenColumns:
    """The columns of a document, read in one go; asking each token takes five times longer."""
    kept: TokenColumns | None = getattr(doc, "words", None)
    return kept if kept is not None else _read(doc)


def _read(doc: "Doc") -> TokenColumns:
    from spacy import attrs

    length = len(doc)
    names = [attrs.ORTH, attrs.LOWER, attrs.TAG, attrs.DEP, attrs.LEMMA, attrs.ENT_TYPE]
    facts = doc.to_array(names).reshape(length, len(names))
    strings = doc.vocab.strings
    cells = {key: strings[key] for key in np.unique(facts).tolist()}
    texts = [[cells[key] for key in column] for column in facts.T.tolist()]
    if not length:
        texts = [[] for _ in names]
    flags = [attrs.IDX, attrs.HEAD, attrs.SENT_START, attrs.SPACY]
    flags += [attrs.IS_SPACE, attrs.IS_LOWER, attrs.ENT_IOB]
    columns = doc.to_array(flags).reshape(length, len(flags)).astype(np.int64).T
    start, head, begins, spaced, is_space, is_lower, places = columns
    own = np.arange(length)
    text, lower, tag, dep, lemma, kind = texts
    return TokenColumns(
        *(text, lower, tag, dep, lemma, kind),
        entity_place=[_PLACES[place] for place in places.tolist()],
        start=start,
        head=head + own,
        starts_sentence=begins == 1,
        spaced=spaced != 0,
        is_space=is_space != 0,
        is_lower=is_lower != 0,
    )


_PLACES = ("", "I", "O", "B")  # as spaCy numbers them
