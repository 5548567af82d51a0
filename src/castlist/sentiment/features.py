"""A target -> what the model weighs: words and pairs near it, its part in the sentence, and how
negative or positive other words are, by where they stand.

After Hamborg & Donnay (EACL 2021), who asked for the tone towards persons in news.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from math import exp, tanh

import numpy as np

from castlist.sentiment.lexicon import plain_word
from castlist.sentiment.sentence_words import SentenceWords, Values
from castlist.sentiment.target import NAME, TARGET, Target, masked_words
from castlist.sentiment.tone_model import Floats

__all__ = ["Sight"]

_FAR = 9  # steps in the tree to a word that is not joined to the mention
_NEAREST = 6  # steps that are told apart
_WINDOW = 4  # words before and behind the mention that count by their side
_TURNED = -0.7  # what is left of a value that is negated; VADER has -0.74
_NEAR = 4.0  # words after which a word counts a third as much
_VALUES = 54  # numbers that a list gives
_UNUSED = (0.0, 0.0)  # numbers that the model has a place for
_POOLS = 6  # ways to add up the vectors
_PARTS = frozenset(
    "dobj acomp attr xcomp ccomp advmod prep neg oprd prt nsubj nsubjpass agent advcl".split()
)
_TELLING = frozenset(("relcl", "acl", "appos"))
_SINGULAR = frozenset("he she him her his hers i me my".split())


class Sight:
    """What can be seen of one target in its sentence."""

    def __init__(self, words: SentenceWords, target: Target) -> None:
        self.words = words
        self.parse = words.parse
        self.target = target
        self.masked = target.masked
        self.first = min(target.own)
        self.last = max(target.own)
        self.root = self._root()
        self.role, self.verb = self._role()
        self._subject = self.role.startswith("nsubj")
        self._object = "pass" in self.role or self.role in {"dobj", "agent"}
        self._governors = (self.verb, self.parse.head[self.root])
        self.grams: set[str] = set()

    def read(self) -> tuple[set[str], Floats]:
        """The signs that are there, and the numbers that the model weighs."""
        self._near()
        self.grams.update(self._part())
        self.grams.update(self._beside())
        self.grams.update(self._above())
        lists = [self._weigh(values, name) for name, values in self.words.lists]
        numbers = [number for sums in lists for number in sums]
        return self.grams, np.concatenate([[*numbers, *self._others()], self._pools()])

    # Words, by where they stand

    def _near(self) -> None:
        words, place = self._masked
        grams = self.grams
        grams.update([f"u {word}" for word in words])
        grams.update([f"before {word}" for word in words[:place]])
        grams.update([f"after {word}" for word in words[place + 1 :]])
        grams.update([f"b {one} {other}" for one, other in pairwise(["<", *words, ">"])])
        for step in range(1, _WINDOW + 1):
            for side, n in (("L", place - step), ("R", place + step)):
                if 0 <= n < len(words):
                    grams.add(f"{side} {words[n]}")
                    grams.add(f"{side}{min(step, 3)} {words[n]}")
        if place > 1:
            grams.add(f"l2 {words[place - 2]} {words[place - 1]}")
        if place + 2 < len(words):
            grams.add(f"r2 {words[place + 1]} {words[place + 2]}")

    @cached_property
    def _masked(self) -> tuple[list[str], int]:
        return masked_words(self.target, self.words.lower)

    # The part of the target in its clause

    def _root(self) -> int:
        """The head word of the mention."""
        own = self.target.own
        heads = self.parse.head
        ends = (
            w for w in sorted(own, reverse=True) if heads[w] == w or heads[w] not in own
        )
        return next(ends, self.last)

    def _role(self) -> tuple[str, int]:
        """What the mention is of which verb; what is joined on by "and" has the part of the first,
        and behind a preposition or as an owner the part of the whole."""
        parse = self.parse
        word = self.root
        while parse.dep[word] == "conj" and parse.head[word] != word:
            word = parse.head[word]
        role = parse.dep[word]
        verb = parse.head[word]
        if role == "pobj":
            role = f"pobj:{self._lemma(verb)}"
            verb = parse.head[verb]
        elif role == "poss":
            role = f"poss:{parse.dep[verb]}"
            verb = parse.head[verb]
        return role, verb

    def _lemma(self, word: int) -> str:
        if word in self.target.own or word in self.target.same:
            return TARGET
        if word in self.target.names:
            return NAME
        return plain_word(self.parse.lemma[word].lower())

    def _part(self) -> Iterator[str]:
        parse = self.parse
        label = parse.dep[self.root]
        head = parse.head[self.root]
        yield f"dep {label}"
        yield f"dh {label} {self._lemma(head)}"
        yield f"h {self._lemma(head)}"
        yield f"ht {label} {parse.tag[head]}"
        yield f"role {self._kind}"
        yield f"rv {self.role} {self._lemma(self.verb)}"
        if label == "poss":
            yield f"poss {self._lemma(head)}"
        if parse.dep[self.verb] == "agent":
            yield f"agent {self._lemma(parse.head[self.verb])}"

    @property
    def _kind(self) -> str:
        return self.role.split(":")[0]

    def _beside(self) -> Iterator[str]:
        """What else depends on the same verb, and what depends on the mention."""
        parse = self.parse
        for word in parse.children.get(self.verb, ()):
            if word in self.target.own or parse.dep[word] not in _PARTS:
                continue
            yield f"sib {self._kind} {parse.dep[word]} {self._lemma(word)}"
            if parse.dep[word] == "prep":
                for below in parse.children.get(word, ()):
                    yield f"pp {self._kind} {self._lemma(word)} {self._lemma(below)}"
        for word in parse.children.get(self.root, ()):
            if word in self.target.own:
                continue
            yield f"mod {parse.dep[word]} {self._lemma(word)}"
            if parse.dep[word] in _TELLING:
                for below in parse.children.get(word, ()):
                    yield f"mm {parse.dep[below]} {self._lemma(below)}"

    def _above(self) -> Iterator[str]:
        """The words that the mention depends on, and by what path."""
        parse = self.parse
        chain = parse.above(self.root)[:4]
        path = [parse.dep[self.root]]
        for step, word in enumerate(chain[1:], 1):
            path.append(parse.dep[chain[step - 1]])
            yield f"up{step} {self._lemma(word)}"
            yield f"path {'/'.join(path)}"

    # Words that lists call negative or positive

    @cached_property
    def _steps(self) -> dict[int, int]:
        """How many steps in the tree each word of the sentence is away."""
        parse = self.parse
        steps = {self.root: 0}
        waiting = [self.root]
        for word in waiting:
            for other in (parse.head[word], *parse.children.get(word, ())):
                if other not in steps and self.target.first <= other < self.target.past:
                    steps[other] = steps[word] + 1
                    waiting.append(other)
        return steps

    def _is_near(self, word: int) -> bool:
        """Whether a word stands in the clause of the mention."""
        clauses = self.words.clauses
        return clauses[word] == clauses[self.root]

    def _gap(self, word: int) -> int:
        """How many words lie between a word and the mention."""
        return min(abs(word - self.first), abs(word - self.last))

    def _weigh(self, values: Values, name: str) -> list[float]:
        """The values of one list added up by place, negative ones apart from positive ones."""
        sums = [0.0] * _VALUES
        negated = self.words.negated
        for word, value in values.items():
            if word in self.masked:
                continue
            found = value * _TURNED if word in negated else value
            negative = int(found < 0)
            size = abs(found)
            steps = self._steps.get(word, _FAR)
            for place in self._places(word, steps):
                sums[place + negative] += size
            sums[24 + negative] += size / (1 + self._gap(word) / 3)
            sums[26 + negative] += size / (1 + steps)
            sums[44 + negative] = max(sums[44 + negative], size)
            if name:
                self.grams.update(self._signs(word, name, "+-"[negative]))
        sums[48] = sums[0] - sums[1]
        sums[49] = tanh(2 * sums[48])
        sums[50] = sums[26] - sums[27]
        sums[51] = sums[24] - sums[25]
        sums[52] = tanh(3 * sums[50])
        sums[53] = tanh(3 * sums[51])
        return sums

    def _places(self, word: int, steps: int) -> list[int]:
        """The sums that a word counts for; the next one is that of negative words."""
        same = self._is_near(word)
        places = [
            0,
            2 + 2 * min(steps, _NEAREST - 1),
            16 + 2 * same,
            20 + 2 * (word < self.first),
            28 + 2 * (same and self._subject),
            34 + 2 * self._object,
        ]
        if self.parse.quote[word] >= 0:
            places.append(40)
        if word in self._governors:
            places.append(46)
        return places

    def _signs(self, word: int, name: str, sign: str) -> Iterator[str]:
        steps = min(self._steps.get(word, _FAR), _NEAREST)
        if word in self._governors:
            yield f"{name}v {self._kind} {sign}"
        if steps <= 3:
            yield f"{name}p {self.parse.dep[word]} {sign} {steps}"
        yield f"{name}d {sign} {steps} {int(self._is_near(word))}"

    # Everything else

    def _others(self) -> tuple[float, ...]:
        parse = self.parse
        # masked, so that it does not matter how many words a name has
        words, place = self._masked
        below = (self.root, *parse.children.get(self.verb, ()))
        return (
            bool(self.words.negations),
            parse.quote[self.root] >= 0,
            place / len(words),
            min(len(words), 60) / 60,
            parse.lower[self.root] in _SINGULAR,
            any(word in self.words.negations for word in below),
            *_UNUSED,
        )

    def _pools(self) -> Floats:
        """The vectors of the words, added up in six ways, each a mean."""
        words, vectors = self.words.vectors
        seen = [n for n, word in enumerate(words) if word not in self.masked]
        if not seen:
            return np.zeros(_POOLS * len(self.words.model.valence))
        weights = np.array([self._shares(words[n]) for n in seen]).T
        total = weights.sum(axis=1, keepdims=True)
        means = weights @ vectors[seen] / np.where(total > 1e-6, total, 1)
        return np.asarray(np.where(total > 1e-6, means, 0).ravel())

    def _shares(self, word: int) -> tuple[float, ...]:
        steps = self._steps.get(word, _FAR)
        near = exp(-self._gap(word) / _NEAR)
        before = word < self.first
        behind = word > self.last
        governs = word in self._governors
        return 1.0, 1 / (1 + steps), near * before, near * behind, steps <= 2, governs
