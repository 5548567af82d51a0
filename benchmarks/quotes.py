"""Quotes against gold sets: `python benchmarks/quotes.py [FOLDER] [--model NAME] [--verbose]`.

One set is in this repository (tests/quotes/README.md); of the other, quotes-unseen.jsonl, only
offsets are, and FOLDER holds the benchmarks whose texts they point into (benchmarks/README.md).
Content is judged by the overlap of characters (intersection over union of all pieces), one quote to
one; a speaker by the actor behind. What is missing counts as wrong. Beside castlist: every quoted
stretch of five words taken for a direct quote, and the direct quotation rule of textacy, where that
is installed.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from castlist.model import Article, Cast
from castlist.nlp.load import annotate_article, load_model, model_label
from castlist.nlp.quotation import find_stretches
from castlist.pipeline import find_actors
from castlist.quotes import find_quotes
from castlist.settings import DEFAULT_MODEL
from castlist.text import count_words
from measures.quoted import (
    TYPES,
    Pair,
    Said,
    Text,
    actor_key,
    figures,
    pair_up,
    read_unseen,
    read_wikinews,
)
from measures.store import Measurement, about_run

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "Said",
    "TextacyRefused",
    "figures",
    "measure",
    "measure_quotes",
    "pair_up",
    "read_wikinews",
]

_SHORTEST = 5  # words of a quotation that marks alone make


class TextacyRefused(Exception):
    """textacy does not read a text with an odd number of quotation marks."""


def castlist_quotes(article: Article, nlp: "Language") -> list[Said]:
    """What castlist finds."""
    doc, annotation = annotate_article(article, nlp)
    return found_quotes(article, doc, find_actors(article, doc, annotation))


def found_quotes(article: Article, doc: "Doc", cast: Cast) -> list[Said]:
    """The quotes of an article whose cast is known."""
    names = {a.actor_id: {actor_key(a.name)} for a in cast.actors}
    for mention in cast.mentions:
        if mention.actor_id in names and mention.kind != "pronoun":
            names[mention.actor_id].add(actor_key(mention.text))
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
            Said(
                (inner,), "direct", content.text, where, text, frozenset([actor_key(text)])
            )
        )
    return made


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


def measure_quotes(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Quotes and their speakers, of all types and of each;
    castlist and what costs nothing beside it."""
    parts = (
        read_wikinews() if folder.name == "quotes-wikinews" else read_unseen(folder.parent)
    )
    nlp = load_model(options.model)
    for part, texts in parts.items():
        for system, refused, pairs in measure(texts, nlp):
            for kind in ("", *TYPES):
                n = sum(
                    said.type == kind or not kind for text in texts for said in text.gold
                )
                if n == 0:
                    continue
                made = figures(pairs, kind) | (
                    {} if kind else {"articles_refused": refused / len(texts)}
                )
                about = about_run(
                    folder, ", ".join(filter(None, (part, kind))), system, model_label(nlp)
                )
                yield Measurement(*about, "quotes", n, made)


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
