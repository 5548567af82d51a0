"""The words of a parsed Doc as plain lists, read in one go; asking each token takes five times longer."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LOWER, ORTH, TAG

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["FINITE", "Parse"]

FINITE = {"VBD", "VBZ", "VBP", "MD"}
_DEEPEST = 60  # steps up a tree; a deeper one is no sentence of news
_LARGEST = 500  # words of a branch; a larger one is a text without full stops, and would cost its length squared


class Parse:
    """One column a fact, one entry a token: `tag[i]`, `dep[i]`; `head[i]` is a token number, `children[i]` a list."""

    def __init__(self, doc: "Doc") -> None:
        strings = doc.vocab.strings
        facts = doc.to_array([ORTH, LOWER, TAG, DEP, LEMMA]).reshape(len(doc), 5)
        cells = {key: strings[key] for key in np.unique(facts).tolist()}
        columns = [[cells[key] for key in column] for column in facts.T.tolist()]
        self.text, self.lower, self.tag, self.dep, self.lemma = columns or [[]] * 5
        self.start: list[int] = doc.to_array([IDX]).reshape(len(doc)).tolist()  # character positions
        self.head = self._heads(doc)
        self.children: dict[int, list[int]] = defaultdict(list)
        for word, head in enumerate(self.head):
            if word != head:
                self.children[head].append(word)

    def _heads(self, doc: "Doc") -> list[int]:
        """Head of each word; none stands in another paragraph (the parser may run over a title without a full stop).

        A word that loses its head there becomes its own, and keeps its label: "conj" of itself.
        """
        own = np.arange(len(doc))
        heads = doc.to_array([HEAD]).reshape(len(doc)).astype(np.int64) + own
        paragraph = np.cumsum(["\n" in text for text in self.text], dtype=np.int64)
        same = paragraph[heads] == paragraph if len(doc) else np.zeros(0, dtype=bool)
        return np.where(same, heads, own).tolist()

    def __len__(self) -> int:
        return len(self.text)

    def end(self, word: int) -> int:
        """One past the last character of a word."""
        return self.start[word] + len(self.text[word])

    def at(self, character: int) -> int:
        """The first word that begins at a character or after it."""
        return bisect_left(self.start, character)

    def child(self, word: int, *labels: str) -> int:
        """The first dependent with one of the labels, or -1."""
        return next((c for c in self.children.get(word, ()) if self.dep[c] in labels), -1)

    def has(self, word: int, *labels: str) -> bool:
        """Whether a word has a dependent with one of the labels."""
        return self.child(word, *labels) >= 0

    def subtree(self, word: int, *, without: Container[int] = ()) -> list[int]:
        """The word and all that depends on it, in reading order; `without` branches that begin with these words."""
        found, waiting = [word], [word]
        while waiting and len(found) < _LARGEST:
            for child in self.children.get(waiting.pop(), ()):
                if child not in without:
                    found.append(child)
                    waiting.append(child)
        return sorted(found)

    def above(self, word: int) -> list[int]:
        """The words that a word depends on, the nearest first."""
        found: list[int] = []
        while self.head[word] != word and len(found) < _DEEPEST:
            word = self.head[word]
            found.append(word)
        return found
