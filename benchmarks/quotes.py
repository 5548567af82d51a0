"""Quotes against gold sets: `python benchmarks/quotes.py [FOLDER] [--model NAME] [--verbose]`.

One set is in this repository (tests/quotes/README.md); of the other, quotes-unseen.jsonl, only
offsets are, and FOLDER holds the benchmarks whose texts they point into (benchmarks/README.md).
Content is judged by the overlap of characters (intersection over union of all pieces), one quote to
one; a speaker by the actor behind. What is missing counts as wrong. Beside castlist: every quoted
stretch of five words taken for a direct quote, and the direct quotation rule of textacy, where that
is installed.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from castlist.model import Article, Cast
from castlist.nlp.load import annotate_article, load_model
from castlist.nlp.quotation import find_stretches
from castlist.pipeline import find_actors, read_article, read_text
from castlist.quotes import find_quotes
from castlist.settings import DEFAULT_MODEL
from castlist.text import count_words, name_key

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "TYPES",
    "Pair",
    "Said",
    "Text",
    "TextacyRefused",
    "figures",
    "measure",
    "pair_up",
    "read_unseen",
    "read_wikinews",
]

ROOT = Path(__file__).resolve().parent.parent
WIKINEWS = ROOT / "tests" / "quotes" / "wikinews.jsonl"
UNSEEN = Path(__file__).with_name("quotes-unseen.jsonl")
TYPES = ("direct", "indirect", "mixed")
_PRONOUNS = {"he", "she", "it", "they", "who", "which", "that", "i", "we", "him", "her"}
_ARTICLES = {"the", "a", "an"}
_SHORTEST = 5  # words of a quotation that marks alone make
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


class TextacyRefused(Exception):
    """textacy does not read a text with an odd number of quotation marks."""


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
    """The set of texts that are not in this repository:
    long articles, and the beginnings of business news."""
    wanted = {(row["set"], row["article"]) for row in _rows(UNSEEN)}
    found: dict[str, list[tuple[str, str, Article]]] = {"long": [], "short": []}
    for name in sorted({name for name, _ in wanted}):
        with gzip.open(folder / name / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
            docs = [doc for doc in map(json.loads, file) if (name, doc["id"]) in wanted]
        for doc in docs:
            short = name == "actors-meantime"
            lines = [line.strip() for line in doc["text"].split("\n") if line.strip()]
            text = doc["text"] if short else "\n".join(lines) + "\n"
            found["short" if short else "long"].append(
                (doc["id"], text, read_text(text, name=doc["id"]))
            )
    return {part: _with_gold(texts, UNSEEN) for part, texts in found.items()}


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
    actors = frozenset([_key(row["actor"])] if row["actor"] else [])
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


def castlist_quotes(article: Article, nlp: "Language") -> list[Said]:
    """What castlist finds."""
    doc, annotation = annotate_article(article, nlp)
    return found_quotes(article, doc, find_actors(article, doc, annotation))


def found_quotes(article: Article, doc: "Doc", cast: Cast) -> list[Said]:
    """The quotes of an article whose cast is known."""
    names = {a.actor_id: {_key(a.name)} for a in cast.actors}
    for mention in cast.mentions:
        if mention.actor_id in names and mention.kind != "pronoun":
            names[mention.actor_id].add(_key(mention.text))
    grouped = defaultdict(list)
    for quote in find_quotes(article, doc, cast.mentions).quotes:
        grouped[quote.quote_id].append(quote)
    made = []
    for rows in grouped.values():
        q = rows[0]
        pieces = tuple((r.start, r.end) for r in rows)
        speaker = (q.speaker_start, q.speaker_end) if q.speaker else None
        actors = frozenset(names.get(q.speaker_actor_id, ()))
        text = " / ".join(r.text for r in rows)
        rule = f"[{q.cue}] {q.rule}"
        made.append(Said(pieces, q.type, text, speaker, q.speaker, actors, rule))
    return made


def marks_only(article: Article, nlp: "Language | None" = None) -> list[Said]:
    """Every stretch of at least five words between quotation marks; nobody speaks."""
    stretches = find_stretches(article.text, article.paragraphs)
    texts = [(s, article.text[s.start : s.end]) for s in stretches if s.closed]
    return [
        Said(((s.start, s.end),), "direct", text)
        for s, text in texts
        if count_words(text) >= _SHORTEST
    ]


def textacy_direct(article: Article, nlp: "Language") -> list[Said]:
    """What textacy's rule finds. Raises TextacyRefused, or ImportError if it is not installed."""
    from textacy.extract import direct_quotations

    doc = nlp(article.text)
    try:
        quotations = list(direct_quotations(doc))
    except ValueError as error:
        raise TextacyRefused(str(error)) from error
    made = []
    for speaker, _, content in quotations:
        first = speaker[0]
        last = speaker[-1]
        where = (first.idx, last.idx + len(last.text))
        text = article.text[first.idx : last.idx + len(last.text)]
        inner = (content.start_char + 1, content.end_char - 1)
        made.append(
            Said((inner,), "direct", content.text, where, text, frozenset([_key(text)]))
        )
    return made


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


def _key(name: str) -> Key:
    words = name_key(name)
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


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
    made["speaker_words"] = _ratio(sum(_same_words(p) for p in said), len(said))
    whole = [sum(p.right and p.overlap >= 0.3 for p in side) for side in (gold, found)]
    made["whole_p"], made["whole_r"], made["whole_f1"] = _prf(*whole, len(gold), len(found))
    if not kind:
        same = sum(p.gold.type == p.found.type for p in matched if p.gold and p.found)
        made["type_right"] = _ratio(same, len(matched))
    return {name: round(value, 4) for name, value in made.items()}


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


def measure(
    texts: Sequence[Text], nlp: "Language"
) -> Iterator[tuple[str, int, list[Pair]]]:
    """For each system: its name, how many articles it refused, and its pairs."""
    for system, find in (
        ("castlist", castlist_quotes),
        ("marks only", marks_only),
        ("textacy direct", textacy_direct),
    ):
        pairs: list[Pair] = []
        refused = 0
        try:
            for text in texts:
                try:
                    found = find(text.article, nlp)
                except TextacyRefused:
                    refused = refused + 1
                    found = []
                pairs += pair_up(text.gold, found)
        except ImportError:
            continue  # textacy is not among the project's packages
        yield system, refused, pairs


def main() -> None:
    """Print the figures of every system, and with --verbose what castlist got wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        help="where the benchmarks are; without it the own set alone",
    )
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    nlp = load_model(options.model)
    sets = {"wikinews": read_wikinews()} | (
        {"unseen": read_unseen(options.folder)} if options.folder else {}
    )
    for name, parts in sets.items():
        for part, texts in parts.items():
            for system, refused, pairs in measure(texts, nlp):
                print(
                    f"\n{name} {part}, {system}: {len(texts)} articles, {refused} refused"
                )
                _show(pairs)
                if options.verbose and system == "castlist":
                    print("\n".join(_faults(pairs)))


def _show(pairs: Sequence[Pair]) -> None:
    columns = {kind or "all": figures(pairs, kind) for kind in ("", *TYPES)}
    print(" " * 18 + "".join(f"{name:>10}" for name in columns))
    for figure in columns["all"]:
        cells = (
            f"{c[figure]:10.3f}" if figure in c else " " * 10 for c in columns.values()
        )
        print(f"  {figure:16}" + "".join(cells))


def _faults(pairs: Iterable[Pair]) -> Iterator[str]:
    for pair in pairs:
        if pair.overlap < 0.8 or not pair.right:
            kind = f"{pair.overlap:.2f}"
            if not pair.found:
                kind = "missed"
            elif not pair.gold:
                kind = "false"
            yield f"{kind:7} {'' if pair.right else 'SPEAKER'}"
            for side in (pair.gold, pair.found):
                if side:
                    about = (
                        f"{side.type:8} <{side.speaker_text}> {side.rule}"
                        f" {sorted(side.actors)[:2]}"
                    )
                    yield f"        {about} {side.text[:300]!r}"


if __name__ == "__main__":
    main()
