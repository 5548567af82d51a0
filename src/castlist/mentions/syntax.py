"""Parse -> where a mention stands in the tree of its sentence, as far as pronouns ask for it."""

from castlist.english.rules import word_set
from castlist.model import Clause, Tree
from castlist.nlp.parse import Parse

__all__ = ["Placing"]

_JOINED = {"conj", "appos", "compound"}
_RELATIVE = word_set("relative")
# A verb of one of these without a subject has that of the clause above: "X came to see her".
_LENDS = {"conj", "xcomp", "advcl", "ccomp", "pcomp", "acl", "prep", "dep"}
_SUBJECTS = ("nsubj", "nsubjpass")
_STEPS = 8  # up the tree; a longer way shows nothing that pronouns rely on
_CLAUSES = 5


class Placing:
    """The trees of an article's sentences, asked where a mention stands in them.

    `at` is the mention that a word is the head of, or part of the name of.
    """

    def __init__(self, parse: Parse, at: dict[int, int]) -> None:
        self.parse = parse
        self.at = at
        self._commas = [-1] * (len(parse) + 1)  # the next one from each word on
        for word in range(len(parse) - 1, -1, -1):
            comma = parse.text[word] == ","
            self._commas[word] = word if comma else self._commas[word + 1]
        self._bracketed = [False] * len(parse)
        depth = 0
        for word, text in enumerate(parse.text):
            depth += text in {"(", "["}
            self._bracketed[word] = depth > 0
            depth = 0 if "\n" in text else max(depth - (text in {")", "]"}), 0)

    def tree(self, head: int, *, asks: bool) -> Tree:
        """Where the mention with this head word stands; `asks` if it is a "he" or "she"."""
        parse = self.parse
        first = self._first(head)
        above = parse.head[first]
        behind = parse.dep[first] == "pobj"
        verb = self._first(parse.clause(head))
        held = self._first(parse.head[head]) if parse.dep[head] == "poss" else -1
        return Tree(
            role=parse.dep[first],
            depends=parse.head[above] if behind else above,
            preposition=parse.lower[above] if behind else "",
            bracketed=self._bracketed[head],
            main=parse.head[verb] == verb,
            above=tuple(parse.above(head)[:_STEPS]) if asks else (),
            clauses=self._clauses(head) if asks else (),
            comma=self._commas[head] if asks else -1,
            held=parse.dep[held] if held >= 0 else "",
        )

    def _first(self, word: int) -> int:
        """The word whose role a joined one shares: "Roe" for "Poe" in "Roe and Poe left"."""
        for _ in range(_STEPS):
            above = self.parse.head[word]
            if self.parse.dep[word] not in _JOINED or above == word:
                break
            word = above
        return word

    def _clauses(self, word: int) -> tuple[Clause, ...]:
        """The clauses that a word stands in, the inmost first."""
        parse = self.parse
        found: list[Clause] = []
        while len(found) < _CLAUSES:
            verb = parse.clause(word)
            if verb == word:
                break
            first = self._first(verb)
            told = parse.head[first] if parse.dep[first] == "relcl" else -1
            subject = self._subject(verb)
            found.append(
                Clause(
                    parse.dep[first], verb, self.at.get(subject, -1), self.at.get(told, -1)
                )
            )
            word = verb
        return tuple(found)

    def _subject(self, verb: int) -> int:
        """The subject of a verb, its own or that of the verb above; -1 if none is known.

        Of "Y, who announced it" it is Y.
        """
        parse = self.parse
        for _ in range(_STEPS):
            own = parse.child(verb, *_SUBJECTS)
            above = parse.head[verb]
            label = parse.dep[verb]
            if own >= 0:
                told = label == "relcl" and parse.lower[own] in _RELATIVE
                return above if told else own
            if label not in _LENDS or above == verb:
                break
            if label == "acl":
                return above
            verb = above
        return -1
