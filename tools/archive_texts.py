"""What the texts of a made archive are: sentences of the Wikinews articles, put together anew, and
what is done with a story that is printed again."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["EDITS", "RAW", "Story", "draw", "make_story"]

RAW = Path(__file__).resolve().parent.parent / "data/raw"
_SENTENCES = (12, 30)  # of a text
_LEAST_WORDS = 10  # of a sentence that is taken
_EXCHANGED = 1 / 4  # share of a text's words, of those that have others of their kind
_END = re.compile(r'(?<=[a-z\d)][.!?]) +(?=[A-Z"“])|(?<=[.!?]["”]) +(?=[A-Z"“])')


@dataclass(frozen=True, slots=True)
class Story:
    """A headline and sentences."""

    title: str
    sentences: tuple[str, ...]

    def write(self) -> str:
        """The text of its file: a headline, and paragraphs of three sentences."""
        rows = [self.sentences[at : at + 3] for at in range(0, len(self.sentences), 3)]
        return "\n\n".join([self.title, *(" ".join(row) for row in rows)]) + "\n"


def draw(seed: int, number: int) -> random.Random:
    """Chance that depends on the seed and the number of a text, and on nothing else."""
    return random.Random(f"{seed} {number}")


def make_story(seed: int, number: int) -> Story:
    """The text of that number, the same whenever it is asked for."""
    chance = draw(seed, number)
    chosen = chance.sample(_sentences(), chance.randint(*_SENTENCES))
    made = tuple(_exchange(sentence, chance) for sentence in chosen)
    return Story(chance.choice(_titles()), made)


def _half(story: Story, other: Story, chance: random.Random) -> Story:
    return Story(story.title, story.sentences[: len(story.sentences) // 2])


def _third(story: Story, other: Story, chance: random.Random) -> Story:
    return Story(story.title, story.sentences[: round(len(story.sentences) * 0.3)])


def _new_lead(story: Story, other: Story, chance: random.Random) -> Story:
    return Story(other.title, (*other.sentences[:2], *story.sentences[1:]))


def _more_behind(story: Story, other: Story, chance: random.Random) -> Story:
    return Story(story.title, (*story.sentences, *other.sentences[:3]))


def _reorder(story: Story, other: Story, chance: random.Random) -> Story:
    return Story(story.title, tuple(chance.sample(story.sentences, len(story.sentences))))


def _edit(story: Story, chance: random.Random, share: float) -> Story:
    """A word in so many is another one, of the same sentences."""
    words = " ".join(story.sentences).split()
    sentences = [
        " ".join(
            chance.choice(words) if chance.random() < share else word
            for word in sentence.split()
        )
        for sentence in story.sentences
    ]
    return Story(story.title, tuple(sentences))


# What is done with a story that is printed again.
EDITS: dict[str, Callable[[Story, Story, random.Random], Story]] = {
    "none": lambda story, other, chance: story,
    "new headline": lambda story, other, chance: Story(other.title, story.sentences),
    "half": _half,
    "a third": _third,
    "new lead": _new_lead,
    "more behind it": _more_behind,
    "reordered": _reorder,
    "edited": lambda story, other, chance: _edit(story, chance, 0.1),
    "new headline, half, edited": lambda story, other, chance: _edit(
        Story(other.title, _half(story, other, chance).sentences), chance, 0.05
    ),
}


def _exchange(sentence: str, chance: random.Random) -> str:
    """The sentence with some of its words exchanged for others of their kind."""
    first, *rest = sentence.split()
    words = [
        chance.choice(_words()[_kind(word)]) if chance.random() < _EXCHANGED else word
        for word in rest
    ]
    return " ".join([first, *words])


def _kind(word: str) -> str:
    """What a word can stand in for; one with punctuation only for itself."""
    if not word.isalnum():
        return word
    if word.isdigit() or word[0].isupper():
        return f"{word.isdigit()} {word.isupper()}"
    return word[-2:] if len(word) > 4 else word


@cache
def _words() -> Mapping[str, Sequence[str]]:
    """The words of all sentences by their kind, in the order in which they stand there."""
    found: dict[str, dict[str, None]] = {}
    for sentence in _sentences():
        for word in sentence.split()[1:]:
            found.setdefault(_kind(word), {})[word] = None
    return {kind: list(words) for kind, words in found.items()}


@cache
def _sentences() -> Sequence[str]:
    """Every sentence of the articles that stands alone: no quotation begins or ends outside it."""
    found: dict[str, None] = {}
    for path in _articles():
        for line in path.read_text(encoding="utf-8").splitlines()[2:]:
            found |= dict.fromkeys(_END.split(line))
    return [
        s
        for s in found
        if len(s.split()) >= _LEAST_WORDS
        and s[-1] in '.!?"”'
        and s.count('"') % 2 == 0
        and s.count("“") == s.count("”")
    ]


@cache
def _titles() -> Sequence[str]:
    return [path.read_text(encoding="utf-8").splitlines()[0] for path in _articles()]


def _articles() -> list[Path]:
    return sorted((RAW / "wikinews").glob("*.txt"))
