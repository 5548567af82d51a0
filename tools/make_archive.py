"""A made archive to try a corpus on: sentences of the Wikinews articles in data/raw/wikinews, put
together anew, with outlets, dates, reprints with edits, and inputs that cannot be read.

    python tools/make_archive.py FOLDER --articles 2000 --seed 1 --reprints 0.1 --bad 0.1

FOLDER gets `articles/`, `list.csv` (source, outlet, published, for `castlist corpus build --list`)
and `truth.csv` (what each input is, and of which article a reprint). The same seed makes the same
bytes. No event in it happened: it is for tests of size and speed, and its sentences are CC BY 2.5,
of Wikinews contributors (LICENSE-DATA.md).
"""

import argparse
import csv
import random
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

__all__ = ["MadeInput", "make_archive"]

_SOURCES = Path(__file__).resolve().parent.parent / "data" / "raw" / "wikinews"
_OUTLETS = ("Post", "Times", "Courier", "Herald", "Tribune", "Gazette", "Echo", "Star")
_FIRST = date(2026, 1, 1)
_DAYS = 365
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")
_LEAST = 6  # words of a sentence
_GERMAN = (
    "Der Stadtrat hat am Montag beschlossen, dass die alte Brücke im Sommer gesperrt wird. "
)
_HUGE = 2_500_000  # characters


class MadeInput(NamedTuple):
    """One input of the archive: its file, what it is, and of which file a reprint."""

    name: str
    kind: str
    original: str
    outlet: str
    published: str
    content: bytes


def make_archive(
    number: int, *, seed: int = 1, reprints: float = 0.1, bad: float = 0.0
) -> Iterator[MadeInput]:
    """So many inputs, one by one; shares of them are reprints and inputs that cannot be read."""
    chance = random.Random(seed)
    sentences = read_sentences()
    originals: list[tuple[str, list[str], date]] = []  # of late ones
    for place in range(number):
        name = f"{place:06}.txt"
        outlet = chance.choice(_OUTLETS)
        day = _FIRST + timedelta(days=chance.randrange(_DAYS))
        lot = chance.random()
        if lot < bad:
            kind = chance.choice(sorted(_BAD))
            yield MadeInput(name, kind, "", outlet, "", _BAD[kind])
        elif originals and lot < bad + reprints:
            first, text, then = chance.choice(originals)
            kind = chance.choice(sorted(_EDITS))
            edited = _EDITS[kind](list(text), chance, sentences)
            later = then + timedelta(days=chance.randrange(1, 6))
            yield MadeInput(name, kind, first, outlet, later.isoformat(), _join(edited))
        else:
            text = chance.sample(sentences, chance.randrange(12, 40))
            originals = [*originals[-200:], (name, text, day)]
            yield MadeInput(name, "article", "", outlet, day.isoformat(), _join(text))


def read_sentences() -> list[str]:
    """The sentences of the Wikinews articles, in their order, each once."""
    found: dict[str, None] = {}
    for path in sorted(_SOURCES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            pieces = _SENTENCE.split(line)
            found |= dict.fromkeys(p for p in pieces if len(p.split()) >= _LEAST)
    return list(found)


def _join(sentences: Sequence[str]) -> bytes:
    """A headline, and paragraphs of three sentences."""
    headline = " ".join(sentences[0].split()[:8]).rstrip(".,;:”")
    paragraphs = [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]
    return "\n\n".join([headline, *paragraphs, ""]).encode()


def _cut(text: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    """The first half or more."""
    return text[: max(6, int(len(text) * chance.uniform(0.5, 0.9)))]


def _new_lead(text: list[str], chance: random.Random, every: Sequence[str]) -> list[str]:
    """Another first sentence."""
    return [chance.choice(every), *text[1:]]


def _appended(text: list[str], chance: random.Random, every: Sequence[str]) -> list[str]:
    """More text behind it."""
    return [*text, *chance.sample(every, 4)]


def _reordered(text: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    """The same sentences in another order."""
    chance.shuffle(text)
    return text


def _edited(text: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    """A word in twenty is another one."""
    return [
        " ".join("some" if chance.random() < 0.05 else word for word in sentence.split())
        for sentence in text
    ]


_EDITS = {
    "appended": _appended,
    "cut": _cut,
    "edited": _edited,
    "new lead": _new_lead,
    "reordered": _reordered,
}
_BAD = {
    "binary": bytes(range(256)) * 40,
    "empty": b"",
    "german": (_GERMAN * 30).encode(),
    "huge": (b"The mayor spoke in the hall on Monday. " * (_HUGE // 39)),
    "short": b"Too short.\n",
}


def main() -> None:
    """Write the archive that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reprints", type=float, default=0.1)
    parser.add_argument("--bad", type=float, default=0.0)
    given = parser.parse_args()
    place = given.folder / "articles"
    place.mkdir(parents=True, exist_ok=True)
    made = make_archive(
        given.articles, seed=given.seed, reprints=given.reprints, bad=given.bad
    )
    with ExitStack() as stack:
        files = [
            stack.enter_context(
                (given.folder / name).open("w", newline="", encoding="utf-8")
            )
            for name in ("list.csv", "truth.csv")
        ]
        listed, truth = (csv.writer(file) for file in files)
        listed.writerow(["source", "outlet", "published"])
        truth.writerow(["file", "kind", "original", "outlet", "published"])
        for each in made:
            (place / each.name).write_bytes(each.content)
            listed.writerow([(place / each.name).as_posix(), each.outlet, each.published])
            truth.writerow(each[:5])
    print(
        f"{given.articles:,} inputs in {place}; build: castlist corpus build --list"
        f" {given.folder / 'list.csv'} --to NAME"
    )


if __name__ == "__main__":
    main()
