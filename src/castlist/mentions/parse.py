"""The words of a parsed Doc as plain lists, read in one go: asking each token for each fact takes five times longer."""

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LOWER, ORTH, SENT_START, TAG

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Parse"]

_OPENS, _CLOSES, _STRAIGHT = {"“", "„", "«", "``"}, {"”", "»", "''"}, {'"'}


class Parse:
    """One column a fact, one entry a token: `tag[i]`, `dep[i]`; `head[i]` is a token number, `children[i]` a list."""

    def __init__(self, doc: "Doc") -> None:
        strings = doc.vocab.strings
        facts = doc.to_array([ORTH, LOWER, TAG, DEP, LEMMA]).reshape(len(doc), 5)
        cells = {key: strings[key] for key in np.unique(facts).tolist()}
        columns = [[cells[key] for key in column] for column in facts.T.tolist()]
        self.text, self.lower, self.tag, self.dep, self.lemma = columns or [[]] * 5
        self.start = doc.to_array([IDX]).reshape(len(doc)).tolist()  # character positions
        heads = doc.to_array([HEAD, SENT_START]).reshape(len(doc), 2)
        self.head = (heads[:, 0].astype(np.int64) + np.arange(len(doc))).tolist()
        self.children: dict[int, list[int]] = defaultdict(list)
        for word, head in enumerate(self.head):
            if word != head:
                self.children[head].append(word)
        self.sentence = np.cumsum(heads[:, 1].astype(np.int64) == 1).tolist()
        self.quote = self._quotes()

    def child(self, word: int, *labels: str) -> int:
        """The first dependent with one of the labels, or -1."""
        return next((c for c in self.children[word] if self.dep[c] in labels), -1)

    def root(self, start: int, end: int) -> int:
        """The head word of a run of words: the last that depends on no other word in it."""
        words = range(start, end)
        return next((w for w in reversed(words) if self.head[w] == w or self.head[w] not in words), end - 1)

    def clause(self, word: int) -> int:
        """The verb whose clause a word stands in, or the root of its sentence."""
        while self.head[word] != word:
            word = self.head[word]
            if self.tag[word][:2] in {"VB", "MD"}:
                break
        return word

    def above(self, word: int) -> set[int]:
        """The words that a word depends on, directly or not."""
        found = set()
        while self.head[word] != word:
            word = self.head[word]
            found.add(word)
        return found

    def _quotes(self) -> list[int]:
        """For each word the number of the quotation that it stands in, or -1; no quotation outlives its paragraph."""
        number, inside, found = 0, False, []
        for text in self.text:
            if "\n" in text or text in _CLOSES or (text in _STRAIGHT and inside):
                inside = False
                found.append(-1)
            elif text in _OPENS or text in _STRAIGHT:
                number, inside = number + 1, True
                found.append(-1)
            else:
                found.append(number if inside else -1)
        return found
