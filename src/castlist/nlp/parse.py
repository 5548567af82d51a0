"""The words of a parsed Doc as plain lists, read in one go;
asking each token takes five times longer.

With them the sentence and the quotation that each word stands in: one reading an article, for every
stage.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from castlist.english.rules import listed
from castlist.model import Paragraph
from castlist.nlp.columns import TokenColumns, read_columns
from castlist.nlp.quotation import MARKS, Stretch, find_stretches
from castlist.nlp.repairs import reporters

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["COMMON", "ENDS", "FINITE", "NOUNS", "PROPER", "Parse", "columns_of", "keep"]

T = TypeVar("T")
# Tags of the Penn Treebank.
FINITE = {"VBD", "VBZ", "VBP", "MD"}
COMMON = {"NN", "NNS"}
PROPER = {"NNP", "NNPS"}
NOUNS = COMMON | PROPER
ENDS = {".", "!", "?", "…", "..."}  # of sentences
_EVIDENCE = 12  # words before a mark that never closes in which a reporting verb must stand
_DEEPEST = 60  # steps up a tree; a deeper one is no sentence of news
# words of a branch; a larger one is a text without full stops,
# and would cost its length squared
_LARGEST = 500


def keep(doc: "Doc", make: Callable[[], T], name: str) -> T:
    """What is made of a Doc once, and kept with it for whoever asks next."""
    key = f"castlist {name}"
    if key not in doc.user_data:
        doc.user_data[key] = make()
    kept: T = doc.user_data[key]
    return kept


def columns_of(doc: "Doc | Any") -> TokenColumns:
    """The columns of a document that is ready, read once and kept with it."""
    return keep(doc, lambda: read_columns(doc), "columns")


class Parse:
    """One column a fact, one entry a token: `tag[i]`, `dep[i]`;
    `head[i]` is a token number, `children[i]` a list.

    `stretches` are the quotations that marks show; `quote[i]` is the number of the one that a word
    stands in, or -1. One that goes on in the next paragraph keeps its number.
    """

    def __init__(self, doc: "Doc", paragraphs: Sequence[Paragraph] = ()) -> None:
        words = columns_of(doc)
        self.text = words.text
        self.lower = words.lower
        self.tag = list(words.tag)  # it is mended here, and the columns are not
        self.lemma = words.lemma
        # The parser takes the mark of «I go,» Roe said for a subject:
        # a mark is none, nor anything else.
        self.dep = [
            "punct" if text in MARKS else label
            for text, label in zip(self.text, words.dep, strict=True)
        ]
        # character positions
        self.start: list[int] = words.start.tolist()
        self.head = self._heads(words)
        self._free_reporters()
        self.children: dict[int, list[int]] = defaultdict(list)
        for word, head in enumerate(self.head):
            if word != head:
                self.children[head].append(word)
        self.sentence: list[int] = np.cumsum(words.starts_sentence).tolist()
        # doc.text asks each token
        self.article = "".join(
            f"{text} " if space else text
            for text, space in zip(self.text, words.spaced.tolist(), strict=True)
        )
        found = find_stretches(self.article, paragraphs)
        self.stretches = [
            stretch for n, stretch in enumerate(found) if self._is_believed(found, n)
        ]
        self.quote = self._quotes()

    def _free_reporters(self) -> None:
        """Make subjects of those that speak at a sentence's end and look like an apposition."""
        for noun, verb in reporters(self.lemma, self.tag, self.dep, self.head):
            main = self.above(noun)[-1]
            if main >= noun or self.tag[main][:2] not in {"VB", "MD"}:
                continue
            self.head[verb] = main
            self.head[noun] = verb
            self.dep[verb] = "parataxis"
            self.dep[noun] = "nsubj"
            self.tag[verb] = "VBD"

    @classmethod
    def of(cls, doc: "Doc", paragraphs: Sequence[Paragraph]) -> "Parse":
        """The parse of an article's Doc, made once and kept with it."""
        return keep(doc, lambda: cls(doc, paragraphs), cls.__qualname__)

    def _quotes(self) -> list[int]:
        quote = [-1] * len(self)
        number = -1
        for stretch in self.stretches:
            number += not stretch.continues
            first = self.at(stretch.start)
            last = self.at(stretch.end)
            quote[first:last] = [max(number, 0)] * (last - first)
        return quote

    def _is_believed(self, found: Sequence[Stretch], n: int) -> bool:
        """Whether a stretch that never closes is one:
        it goes on in the next paragraph, or a verb announces it."""
        stretch = found[n]
        if (
            stretch.closed
            or stretch.continues
            or (n + 1 < len(found) and found[n + 1].continues)
        ):
            return True
        start = self.at(stretch.outer[0])
        # "...," she said. "And it goes on.
        again = n > 0 and found[n - 1].paragraph == stretch.paragraph
        for word in range(start - 1, max(start - _EVIDENCE, -1), -1):
            if self.ends(word) and not (again and self.start[word] > found[n - 1].end):
                break
            if self.lemma[word] in listed("speech") and self.tag[word][:2] == "VB":
                return True
        return False

    def ends(self, word: int) -> bool:
        """Whether a sentence or paragraph ends with a word."""
        return self.text[word] in ENDS or "\n" in self.text[word]

    def root(self, start: int, end: int) -> int:
        """The head word of a run of words: the last that depends on no other word in it."""
        words = range(start, end)
        return next(
            (w for w in reversed(words) if self.head[w] == w or self.head[w] not in words),
            end - 1,
        )

    def clause(self, word: int) -> int:
        """The verb whose clause a word stands in, or the root of its sentence."""
        while self.head[word] != word:
            word = self.head[word]
            if self.tag[word][:2] in {"VB", "MD"}:
                break
        return word

    def _heads(self, words: TokenColumns) -> list[int]:
        """Head of each word; none stands in another paragraph (the parser may run over a title
        without a full stop).

        A word that loses its head there becomes its own, and keeps its label: "conj" of itself.
        """
        paragraph = np.cumsum(["\n" in text for text in self.text], dtype=np.int64)
        same = paragraph[words.head] == paragraph
        return np.where(same, words.head, np.arange(len(words))).tolist()

    def __len__(self) -> int:
        return len(self.text)

    def end(self, word: int) -> int:
        """One past the last character of a word."""
        return self.start[word] + len(self.text[word])

    def written(self, start: int, end: int) -> str:
        """A run of words as the article has them."""
        return self.article[self.start[start] : self.end(end - 1)]

    def skip(self, word: int, words: Container[str]) -> int:
        """The first word from this one on that is none of these."""
        while word < len(self) and self.lower[word] in words:
            word += 1
        return word

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
        """The word and all that depends on it, in reading order;
        `without` branches that begin with these words."""
        found = [word]
        waiting = [word]
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
