"""Gold documents -> our records, our records -> prediction lines,
score reports -> the figures that we publish."""

import hashlib
from collections.abc import Callable, Iterable

from castlist.model import ActorType, Article, ArticleRow, Mention, Paragraph
from castlist.text import count_words
from measures.store import Doc

__all__ = [
    "OUR_TYPE",
    "actor_figures",
    "freeze",
    "given_mentions",
    "our_actor",
    "own_string",
    "predict",
    "tone_figures",
]

# GUM and MEANTIME call a people ("the Tatars") a person; products, laws and events are OTHER.
GOLD_TYPE: dict[str, str] = {
    "person": "PERSON",
    "people": "PERSON",
    "organisation": "ORG",
    "place": "PLACE",
}
OUR_TYPE: dict[str, ActorType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "OTHER": "other",
}
GOLD_KIND = {"name": "name", "description": "nominal", "pronoun": "pronoun"}


def freeze(doc: Doc) -> Article:
    """The article of a single sentence, past the cleaner, which has nothing to do there:
    its text and paragraphs as they are."""
    key = doc["id"]
    text = doc["text"]
    spans = doc.get("paragraphs") or [[0, len(text)]]
    paragraphs = tuple(
        Paragraph(
            key,
            number,
            number,
            "body",
            start,
            end,
            count_words(text[start:end]),
            text[start:end],
        )
        for number, (start, end) in enumerate(spans, 1)
    )
    about = dict.fromkeys(
        (
            "title",
            "author",
            "outlet",
            "published",
            "published_from",
            "url",
            "extractor",
            "notes",
        ),
        "",
    )
    words = sum(p.words for p in paragraphs)
    digest = hashlib.sha256(text.encode()).hexdigest()
    about |= {"source": "text", "layout": "given", "language": "en"}
    row = ArticleRow(article_id=key, **about, words=words, text_sha256=digest)
    return Article(row, text, text, paragraphs, ())


def our_actor(mention: Mention) -> str:
    """The actor of a mention, or the mention itself where it has none."""
    return mention.actor_id or mention.mention_id


def own_string(mention: Mention) -> str:
    """What costs nothing: an actor for every distinct spelling."""
    return mention.text


def predict(
    mentions: Iterable[Mention], actor_of: Callable[[Mention], str] = our_actor
) -> list[Doc]:
    """Our mentions in the benchmark's words; groups and what a person rejected are left out."""
    return [
        {
            "start": m.start,
            "end": m.end,
            "kind": GOLD_KIND[m.kind],
            "type": GOLD_TYPE.get(m.type, "OTHER"),
            "actor": actor_of(m),
            # equal strings are joined by no rule
            "rule": m.rule if actor_of is our_actor else "",
        }
        for m in mentions
        if m.kind in GOLD_KIND and m.state != "rejected"
    ]


def given_mentions(doc: Doc) -> tuple[Mention, ...]:
    """The names of a gold document as mentions that wait to be linked;
    `m3` is its mention number 3, from 0."""
    return tuple(
        Mention(
            *(
                doc["id"],
                f"m{n}",
                1,
                1,
                m["start"],
                m["end"],
                m["text"],
                "name",
                OUR_TYPE[m["type"]],
            ),
            *("", "", "", "auto"),
        )
        for n, m in enumerate(doc["mentions"])
        if not m.get("adjective")
    )


def actor_figures(core: Doc) -> dict[str, float]:
    """The figures that we publish, of one report of the actor scorer;
    benchmarks/README.md says what each means."""
    found = core["named_mentions"]["overlap"]
    typed = core["named_mentions"]["overlap+type"]
    names = core["names"]
    described = core["names_nominals"]
    all_kinds = core["all_mentions"]
    return {
        "names_precision": found["p"],
        "names_recall": found["r"],
        "names_f1": found["f1"],
        "names_and_types_f1": typed["f1"],
        "types_right": round(typed["r"] / found["r"], 4) if found["r"] else 0.0,
        "links_conll_f1": names["conll_f1"],
        "main_count_error": names["count"]["main_actors_rel_err"] or 0.0,
        "counts_exactly_right": names["count"]["exactly_right"] or 0.0,
        "top_3": names["rank"]["top3"] or 0.0,
        "described_conll_f1": described["conll_f1"],
        "all_mentions_conll_f1": all_kinds["conll_f1"],
        "all_mentions_main_count_error": all_kinds["count"]["main_actors_rel_err"] or 0.0,
    }


def tone_figures(classes: Doc, correlation: Doc) -> dict[str, float]:
    """The figures that we publish, of one report of the tone scorer."""
    pearson = (
        {"pearson": correlation["pearson"]}
        if correlation.get("pearson") is not None
        else {}
    )
    return {
        name: classes[name]
        for name in ("accuracy", "macro_f1", "opposite_errors")
        if name in classes
    } | pearson
