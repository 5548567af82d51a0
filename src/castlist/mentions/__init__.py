"""Doc -> mentions by name, description, pronoun and group, each with what its sentence shows of it."""

from typing import TYPE_CHECKING

from castlist.mentions.names import find_names
from castlist.model import Annotation, Article, Context, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_mentions"]


def find_mentions(
    article: Article, doc: "Doc", annotation: Annotation
) -> tuple[tuple[Mention, ...], tuple[Context, ...]]:
    """Every place where the article refers to an actor, in reading order, not yet linked, and the context of each.

    `evidence` says how the place was found.
    """
    sentences = iter(annotation.sentences)
    sentence = next(sentences, None)
    mentions = []
    for number, name in enumerate(find_names(doc), 1):
        first, last = doc[name.start], doc[name.end - 1]
        start, end = first.idx, last.idx + len(last)
        while sentence.end <= start:
            sentence = next(sentences)
        place = (
            article.article_id,
            f"m{number}",
            sentence.paragraph,
            sentence.sentence,
            start,
            end,
            article.text[start:end],
        )
        mentions.append(
            Mention(*place, kind="name", type=name.type, actor_id="", rule="", evidence=name.how, state="auto")
        )
    return tuple(mentions), tuple(Context() for _ in mentions)
