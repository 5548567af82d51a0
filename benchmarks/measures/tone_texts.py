"""Sentences that people judged, as both trained models of tone see them."""

from collections.abc import Iterable

from rich.progress import track

from castlist.mentions import find_mentions
from castlist.model import Mention
from castlist.nlp.load import annotate_article, load_model
from castlist.nlp.parse import Parse
from castlist.sentiment.features import Sight
from castlist.sentiment.masking import mask_names, straighten
from castlist.sentiment.readers import cut_sentences, read_sentences
from castlist.sentiment.sentence_words import SentenceWords
from castlist.sentiment.target import find_target
from castlist.sentiment.tone_model import Floats, ToneModel
from castlist.settings import DEFAULT_MODEL
from measures.adapters import freeze
from measures.store import Doc

__all__ = ["Seen", "names_in", "read_rated", "read_target", "read_texts"]

Seen = dict[str, tuple[Parse, tuple[Mention, ...]]]
Signs = tuple[list[str], Floats]
"""Signs in one order, so that equal texts give equal weights, and numbers."""


def read_texts(docs: Iterable[Doc], model: str = DEFAULT_MODEL) -> Seen:
    """Every text once, parsed, with the mentions in it; the cleaner has nothing to do there."""
    nlp = load_model(model)
    seen: Seen = {}
    for doc in track(list({doc["text"]: doc for doc in docs}.values()), "reading"):
        article = freeze(doc)
        parsed, annotation = annotate_article(article, nlp)
        mentions, _ = find_mentions(article, parsed, annotation)
        seen[doc["text"]] = (Parse.of(parsed, article.paragraphs), mentions)
    return seen


def read_target(doc: Doc, seen: Seen, model: ToneModel) -> Signs | None:
    """What the model toward an actor sees of one target; None if no word stands there."""
    parse, mentions = seen[doc["text"]]
    sentence = (0, len(doc["text"]))
    target = find_target(
        parse,
        sentence,
        (doc["start"], doc["end"]),
        same=[(start, end) for start, end in doc["further"]],
        names=names_in(mentions),
    )
    words = SentenceWords(parse, sentence, model)
    if not target:
        return None
    signs, numbers = Sight(words, target).read()
    return sorted(signs), numbers


def read_rated(text: str, seen: Seen, model: ToneModel) -> Signs:
    """What the model of ratings sees of one sentence."""
    _, mentions = seen[text]
    masked = straighten(mask_names(text, names_in(mentions)))
    (signs,), (numbers,) = read_sentences([" ".join(cut_sentences(masked))], model)
    return sorted(signs), numbers


def names_in(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Where the names stand."""
    return [(m.start, m.end) for m in mentions if m.kind == "name"]
