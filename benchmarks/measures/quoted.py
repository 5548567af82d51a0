"""The quotes that people marked, and how ours are laid on them.

Content is judged by the overlap of characters (intersection over union of all pieces), one quote to
one; a speaker by the actor behind. What is missing counts as wrong.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from castlist.english.rules import single_titles
from castlist.model import Article
from castlist.pipeline import read_article, read_text
from castlist.text import name_key

__all__ = [
    "PARTS",
    "TYPES",
    "Pair",
    "Said",
    "Text",
    "actor_key",
    "figures",
    "pair_up",
    "read_unseen",
    "read_wikinews",
]

ROOT = Path(__file__).resolve().parent.parent.parent
WIKINEWS = ROOT / "tests" / "quotes" / "wikinews.jsonl"
UNSEEN = ROOT / "benchmarks" / "quotes-unseen.jsonl"
TYPES = ("direct", "indirect", "mixed")
PARTS = (
    "long",
    "short",
    "worldwide",
    "worldwide-2",
    "worldwide-3",
    "transcripts",
    "turns",
)
_PRONOUNS = {"he", "she", "it", "they", "who", "which", "that", "i", "we", "him", "her"}
_ARTICLES = {"the", "a", "an"}
Span = tuple[int, int]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """One quote of the gold set or of a system;
    `actors` are the names of the actor behind, as keys."""

    pieces: tuple[Span, ...]
    type: str
    text: str
    speaker: Span | None = None
    speaker_text: str = ""
    actors: frozenset[Key] = frozenset()
    rule: str = ""


@dataclass(frozen=True)
class Pair:
    """A gold quote and what was found of it, with their overlap; one of the two may be missing."""

    gold: Said | None
    found: Said | None
    overlap: float = 0.0
    right: bool = False


@dataclass(frozen=True)
class Text:
    """One annotated article and its quotes."""

    article: Article
    gold: list[Said]


def read_wikinews() -> dict[str, list[Text]]:
    """The set of this repository, as one part."""
    names = sorted({row["article"] for row in _rows(WIKINEWS)})
    files = [ROOT / "data" / "raw" / "wikinews" / f"{name}.txt" for name in names]
    texts = [
        (name, file.read_text("utf-8"), read_article(file))
        for name, file in zip(names, files, strict=True)
    ]
    return {"": _with_gold(texts, WIKINEWS)}


def read_unseen(folder: Path) -> dict[str, list[Text]]:
    """The set of texts that are not in this repository, by part: long articles, the beginnings
    of business news, news of all the world, transcripts with and without the speakers' labels."""
    parts = {(row["set"], row["article"]): _part(row) for row in _rows(UNSEEN)}
    found: dict[str, list[tuple[str, str, Article]]] = {part: [] for part in PARTS}
    for name in sorted({name for name, _ in parts}):
        with gzip.open(folder / name / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
            docs = [doc for doc in map(json.loads, file) if (name, doc["id"]) in parts]
        for doc in docs:
            part = parts[name, doc["id"]]
            text = _without_blanks(doc["text"]) if part == "long" else doc["text"]
            found[part].append((doc["id"], text, read_text(text, name=doc["id"])))
    return {part: _with_gold(texts, UNSEEN) for part, texts in found.items()}


def _part(row: Mapping[str, Any]) -> str:
    """The rows of the later annotations say themselves which part they are of."""
    if "part" in row:
        return str(row.get("form", "worldwide"))
    return "short" if row["set"] == "actors-meantime" else "long"


def _without_blanks(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(lines) + "\n"


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _with_gold(texts: Iterable[tuple[str, str, Article]], path: Path) -> list[Text]:
    """The texts with their quotes, whose offsets are turned from the file's to
    the article's; no phrases."""
    rows = [row for row in _rows(path) if row["kind"] == "quote"]
    made = []
    for name, raw, article in texts:
        move = _mover(raw, article)
        made.append(
            Text(article, [_said(row, raw, move) for row in rows if row["article"] == name])
        )
    return made


def _said(row: Mapping[str, Any], raw: str, move: Callable[[int, int], Span]) -> Said:
    pieces = tuple(move(*piece) for piece in row["pieces"])
    speaker = row["speaker"]
    actors = frozenset([actor_key(row["actor"])] if row["actor"] else [])
    text = " / ".join(raw[slice(*piece)] for piece in row["pieces"])
    words = raw[slice(*speaker)] if speaker else ""
    return Said(
        pieces, row["type"], text, move(*speaker) if speaker else None, words, actors
    )


def _mover(raw: str, article: Article) -> Callable[[int, int], Span]:
    """From a place in the file to the same place in the article's text;
    what was cut lies nowhere."""
    places = []
    at = 0
    for paragraph in article.paragraphs:
        at = raw.index(paragraph.text, at)
        places.append((at, at + len(paragraph.text), paragraph.start - at))
        at += len(paragraph.text)

    def move(start: int, end: int) -> Span:
        shift = next(
            (s for first, last, s in places if first <= start and end <= last), None
        )
        return (-end, -start) if shift is None else (start + shift, end + shift)

    return move


def pair_up(gold: Sequence[Said], found: Sequence[Said]) -> list[Pair]:
    """One to one, the largest overlaps first; then what is left alone on either side."""
    names = {key for said in gold for key in said.actors}
    overlaps = [
        (_overlap(g, f), a, b) for a, g in enumerate(gold) for b, f in enumerate(found)
    ]
    left_gold = set(range(len(gold)))
    left_found = set(range(len(found)))
    pairs = []
    for overlap, a, b in sorted(overlaps, key=lambda o: (-o[0], o[1], o[2])):
        if overlap > 0 and a in left_gold and b in left_found:
            pairs.append(
                Pair(gold[a], found[b], overlap, _is_right(gold[a], found[b], names))
            )
            left_gold.discard(a)
            left_found.discard(b)
    return [
        *pairs,
        *(Pair(gold[a], None) for a in left_gold),
        *(Pair(None, found[b]) for b in left_found),
    ]


def _overlap(one: Said, other: Said) -> float:
    return _share(
        {c for s in one.pieces for c in range(*s)},
        {c for s in other.pieces for c in range(*s)},
    )


def _share(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one & other else 0.0


def _is_right(gold: Said, found: Said, names: set[Key]) -> bool:
    """Whether both mean the same actor:
    by name, or by the same words where these are no pronoun."""
    if not gold.actors or found.speaker is None:
        return not gold.actors and found.speaker is None
    if gold.actors & found.actors:
        return True
    if (
        gold.speaker is None
        or gold.speaker_text.casefold() in _PRONOUNS
        or found.actors & names
    ):
        return False
    return _share(set(range(*gold.speaker)), set(range(*found.speaker))) >= 0.5


def figures(pairs: Iterable[Pair], kind: str = "") -> dict[str, float]:
    """Content at three strictnesses, speakers of what was found, and both together;
    of all quotes or one type."""
    pairs = list(pairs)
    gold = [p for p in pairs if p.gold and kind in {"", p.gold.type}]
    found = [p for p in pairs if p.found and kind in {"", p.found.type}]
    made: dict[str, float] = {}
    for name, least in (("30", 0.3), ("80", 0.8), ("exact", 1.0)):
        hits = (sum(p.overlap >= least for p in side) for side in (gold, found))
        names = (f"content_{name}_{figure}" for figure in ("p", "r", "f1"))
        made |= dict(zip(names, _prf(*hits, len(gold), len(found)), strict=True))
    matched = [p for p in gold if p.overlap >= 0.3]
    said = [p for p in matched if p.gold and p.gold.speaker]
    made["speaker_right"] = _ratio(sum(p.right for p in matched), len(matched))
    made["speaker_wrong"], made["speaker_empty"] = _faults(matched)
    made["speaker_words"] = _ratio(sum(_same_words(p) for p in said), len(said))
    whole = [sum(p.right and p.overlap >= 0.3 for p in side) for side in (gold, found)]
    made["whole_p"], made["whole_r"], made["whole_f1"] = _prf(*whole, len(gold), len(found))
    if not kind:
        same = sum(p.gold.type == p.found.type for p in matched if p.gold and p.found)
        made["type_right"] = _ratio(same, len(matched))
    return {name: round(value, 4) for name, value in made.items()}


def _faults(matched: Iterable[Pair]) -> tuple[float, float]:
    """Of the quotes found whose speaker the gold names: how many another is taken for the speaker
    of, and how many nobody is, or a pronoun that nobody is behind."""
    named = [p for p in matched if p.gold and p.gold.actors]
    others = [p for p in named if not p.right]
    wrong = sum(_names_somebody(p.found) for p in others)
    return _ratio(wrong, len(named)), _ratio(len(others) - wrong, len(named))


def _names_somebody(found: Said | None) -> bool:
    if found is None or found.speaker is None:
        return False
    return bool(found.actors) or found.speaker_text.casefold() not in _PRONOUNS


def _same_words(pair: Pair) -> bool:
    both = pair.gold and pair.found and pair.gold.speaker and pair.found.speaker
    return (
        bool(both)
        and _share(set(range(*pair.gold.speaker)), set(range(*pair.found.speaker))) >= 0.5
    )


def _prf(
    gold_hits: int, found_hits: int, gold: int, found: int
) -> tuple[float, float, float]:
    precision = _ratio(found_hits, found)
    recall = _ratio(gold_hits, gold)
    return precision, recall, _ratio(2 * precision * recall, precision + recall)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def actor_key(name: str) -> Key:
    """A name as it is compared: its words, without an article or titles in front."""
    words = name_key(name)
    passed = _ARTICLES | single_titles()
    while len(words) > 1 and words[0].rstrip(".") in passed:
        words = words[1:]
    return words
