"""What rules of mentions ask of a parse beside its words: sentences, clauses, and the quotation a word stands in."""

from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import SENT_START

from castlist import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Parse"]

_OPENS, _CLOSES, _STRAIGHT = {"“", "„", "«", "``"}, {"”", "»", "''"}, {'"'}


class Parse(parse.Parse):
    """The words of a Doc as lists, with the sentence and the quotation that each stands in."""

    def __init__(self, doc: "Doc") -> None:
        super().__init__(doc)
        self.sentence = np.cumsum(doc.to_array([SENT_START]).reshape(len(doc)).astype(np.int64) == 1).tolist()
        self.quote = self._quotes()

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
