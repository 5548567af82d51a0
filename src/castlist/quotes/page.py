"""One article as the rules of quotations see it:
its parse, the stretches between marks, and the narrator's words."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from castlist.model import Article
from castlist.nlp.parse import Parse, keep
from castlist.quotes.cues import Cue, find_cues
from castlist.text import count_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["QuoteContext"]

# words between a quotation and the verb that reports it; no sentence of news needs more
_FARTHEST = 60
_OVER = 3  # phrases between a verb and its quotation


class QuoteContext:
    """Text, parse, stretches and cues of an article;
    `spans[n]` are the words of stretch n, `inside` of all."""

    def __init__(self, article: Article, doc: "Doc") -> None:
        self.article = article
        self.text = article.text
        self.parse = Parse.of(doc, article.paragraphs)
        self.starts = [p.start for p in article.paragraphs]
        self.stretches = self.parse.stretches
        self.spans = [
            (self.parse.at(s.start), self.parse.at(s.end)) for s in self.stretches
        ]
        self.first = [s.start for s in self.stretches]
        self.last = [s.end for s in self.stretches]
        self.inside = {
            word: n
            for n, (first, last) in enumerate(self.spans)
            for word in range(first, last)
        }
        self.cues = find_cues(self.parse, self.inside)
        self.verbs = [cue.verb for cue in self.cues]

    @classmethod
    def of(cls, article: Article, doc: "Doc") -> "QuoteContext":
        """The page of an article's Doc, made once:
        quotes are found before actors and after them."""
        return keep(doc, lambda: cls(article, doc), cls.__qualname__)

    def paragraph(self, character: int) -> int:
        """Number of the paragraph in which a character stands."""
        return max(bisect_right(self.starts, character), 1)

    def words(self, n: int) -> int:
        """How many words stretch n has."""
        return count_words(self.text[self.stretches[n].start : self.stretches[n].end])

    def after(self, n: int) -> range:
        """The narrator's words after stretch n:
        to the end of the sentence or paragraph, or to the next stretch."""
        start = self.parse.at(self.stretches[n].outer[1])
        end = (
            self.parse.at(self.stretches[n + 1].outer[0])
            if n + 1 < len(self.stretches)
            else len(self.parse)
        )
        last = start
        while last < min(end, start + _FARTHEST) and not self.parse.ends(last):
            last += 1
        return range(start, last)

    def before(
        self, n: int, *, over: "Callable[[QuoteContext, int], bool] | None" = None
    ) -> range:
        """The narrator's words before stretch n,
        in its sentence and paragraph and after the stretch before.

        Stretches that are `over` do not stop it.
        """
        end = self.parse.at(self.stretches[n].outer[0])
        last = n - 1
        while over and last >= 0 and n - last <= _OVER and over(self, last):
            last -= 1
        start = self.parse.at(self.stretches[last].outer[1]) if last >= 0 else 0
        first = end
        while first > max(start, end - _FARTHEST) and not self.parse.ends(first - 1):
            first -= 1
        return range(first, end)

    def leave_out(self, cues: Container[int]) -> None:
        """Forget the cues whose verb is one of these words."""
        self.cues = [cue for cue in self.cues if cue.verb not in cues]
        self.verbs = [cue.verb for cue in self.cues]

    def cues_in(self, words: range) -> list[Cue]:
        """The cues whose verb is one of these words."""
        return (
            self.cues[
                bisect_left(self.verbs, words.start) : bisect_left(self.verbs, words.stop)
            ]
            if words
            else []
        )

    def begins_paragraph(self, n: int) -> bool:
        """Whether nothing stands before stretch n in its paragraph."""
        stretch = self.stretches[n]
        return not self.text[self.starts[stretch.paragraph - 1] : stretch.outer[0]].strip()

    def touching(self, start: int, end: int) -> range:
        """The stretches that lie in a run of characters, or begin directly behind it."""
        first = bisect_left(self.last, start + 1)
        return range(first, max(first, bisect_left(self.first, end + 3)))

    def gap(self, first: int, last: int) -> list[int]:
        """The words of a run that are neither punctuation nor white space."""
        return [w for w in range(first, last) if self.parse.text[w][:1].isalnum()]
