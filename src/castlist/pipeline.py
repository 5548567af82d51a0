"""The one place that knows the order of the stages: a source in, an Analysis out."""

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from castlist.actors import link_actors
from castlist.annotate import annotate_article
from castlist.clean import clean
from castlist.errors import InputError
from castlist.ingest import ingest_path, ingest_text
from castlist.language import require_english
from castlist.mentions import find_mentions
from castlist.model import Analysis, Annotation, Article, Cast, Decision, Raw
from castlist.sentiment import score_article
from castlist.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["analyse", "describe_run", "find_actors", "read_article", "read_text"]


def read_article(source: Path | str, *, force: bool = False, settings: Settings | None = None) -> Article:
    """The article in a text file (or on standard input, `-`): cleaned, its language known, its text frozen.

    Raises InputError if it cannot be read, has too few words, or is not in English (unless `force`).
    """
    settings = settings or Settings()
    raw = ingest_path(source, max_bytes=4 * settings.max_characters)
    return _prepare(raw, "standard input" if raw.source == str(source) == "-" else str(source), force, settings)


def read_text(text: str, *, name: str = "", force: bool = False, settings: Settings | None = None) -> Article:
    """The article in a string, as `read_article` gives it; `name` becomes its article_id."""
    return _prepare(ingest_text(text, name=name), "the text", force, settings or Settings())


def find_actors(article: Article, nlp: "Language", *, decisions: tuple[Decision, ...] = ()) -> tuple[Annotation, Cast]:
    """Sentences and tokens, and the cast: every mention with its actor, and the actors."""
    doc, annotation = annotate_article(article, nlp)
    return annotation, link_actors(*find_mentions(article, doc, annotation), decisions)


def analyse(
    article: Article, nlp: "Language", *, decisions: tuple[Decision, ...] = (), settings: Settings | None = None
) -> Analysis:
    """Everything that castlist can say of one article; what people decided is applied before anything is counted."""
    annotation, cast = find_actors(article, nlp, decisions=decisions)
    return Analysis(article, annotation, cast, score_article(article, annotation.sentences, settings=settings))


def describe_run(model: str = "", *, decisions: Sequence[Decision] = ()) -> dict[str, str]:
    """How tables were made, for method lines: version of castlist, model if one was used, what people reviewed.

    `decisions` are those of the cast: the ones that matched nothing in the article are not counted.
    """
    obeyed = sum(decision.matched > 0 for decision in decisions)
    review = f"reviewed: {obeyed:,} decision{'s' * (obeyed != 1)} by a person" if obeyed else "not reviewed"
    return {"castlist": version("castlist"), "review": review} | ({"model": model} if model else {})


def _prepare(raw: Raw, where: str, force: bool, settings: Settings) -> Article:
    article = clean(raw, settings=settings)
    if article.row.words < settings.min_words:
        raise InputError(
            f"{where} has no article text (found {article.row.words} words, {settings.min_words} are needed). "
            "Paste the whole article into the file, or hand it over with --text."
        )
    language = require_english(article.text, where, force=force)
    return replace(article, row=replace(article.row, language=language))
