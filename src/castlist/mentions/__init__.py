"""Doc -> mentions by name, description, pronoun and group,
each with what its sentence shows of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from castlist.english.turns import read_talk
from castlist.mentions.context import read_contexts
from castlist.mentions.edges.halves import NameSpan
from castlist.mentions.labelled import is_addressed, tie_labels, with_labels
from castlist.mentions.names import find_names
from castlist.mentions.phrases import Found, find_phrases, is_second
from castlist.mentions.scoring.weights import hold_for
from castlist.mentions.spellings import find_families
from castlist.model import Annotation, Article, Context, Mention
from castlist.nlp.parse import Parse
from castlist.nlp.scores import scores_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_mentions"]

_DASHES = "-–—"  # "Norvia-", in front of what is reported from there


def find_mentions(
    article: Article, doc: "Doc", annotation: Annotation
) -> tuple[tuple[Mention, ...], tuple[Context, ...]]:
    """Every place where the article refers to an actor, in reading order, not yet linked,
    and the context of each.

    `evidence` says how the place was found. A phrase without `mention_id` is a candidate only:
    pronouns may mean it, but it names and describes no actor by itself.
    """
    parse = Parse.of(doc, article.paragraphs)
    scores = scores_of(doc) if hold_for(annotation.model) else None
    talk = read_talk(article.paragraphs)
    names = with_labels(parse, find_names(doc, parse, scores), talk)
    asked = is_addressed(parse, talk)
    phrases = (
        phrase
        for phrase in find_phrases(parse, names)
        if phrase.head in asked or not is_second(phrase, parse)
    )
    found = sorted([*_as_found(parse, names), *phrases], key=_reading_order)
    contexts = tie_labels(parse, talk, found, read_contexts(parse, found))
    sentences = iter(annotation.sentences)
    sentence = next(sentences, None)
    mentions: list[Mention] = []
    number = 0
    for phrase, context in zip(found, contexts, strict=True):
        start = parse.start[phrase.start]
        last = parse.text[phrase.end - 1]
        end = parse.start[phrase.end - 1] + len(last.rstrip(_DASHES) or last)
        assert sentence is not None  # every phrase stands in one
        while sentence.end <= start:
            sentence = next(sentences)
        end = min(end, sentence.end)
        listed = phrase.kind != "description" or _is_listed(phrase, context, found)
        number += listed
        place = (sentence.paragraph, sentence.sentence, start, end, article.text[start:end])
        key = f"m{number}" if listed else ""
        kinds = (phrase.kind, phrase.type)
        mentions.append(
            Mention(article.article_id, key, *place, *kinds, "", "", phrase.how, "auto")
        )
    return tuple(mentions), contexts


def _is_listed(phrase: Found, context: Context, found: Sequence[Found]) -> bool:
    """Whether a description counts; "minister of intelligence Ada Roe" is one mention, by name."""
    names = [found[n] for n in context.same_as if found[n].kind == "name"]
    if any(phrase.start < name.start and name.end == phrase.end for name in names):
        return False
    return phrase.listed and bool(
        context.same_as or (context.definite and context.number == "singular")
    )


def _reading_order(phrase: Found) -> tuple[int, int]:
    return phrase.start, -phrase.end


def _as_found(parse: Parse, names: list[NameSpan]) -> Iterator[Found]:
    """The names as phrases; that of a family is a group's: "the Coltons"."""
    families = find_families(parse, names)
    for n, name in enumerate(names):
        head = parse.root(name.start, name.end)
        if n in families:
            how = "the family of a person of that surname"
            yield Found(name.start, name.end, head, "group", "person", how)
        else:
            kind = name.type or "other"
            yield Found(name.start, name.end, head, "name", kind, name.how, vote=name.vote)
