"""Tables -> the same article with other lines kept or cut, as people have decided meanwhile.

Another text has to be parsed anew, so that the language model is needed; the source is not. What
was read is made again from the tables, and trusted only if cleaning it as before gives the very
article that they have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from castlist.errors import CastlistError, InputError
from castlist.model import Article, ArticleRow, Decision, LeftOut, Raw, SignOff
from castlist.nlp.load import load_model, model_label
from castlist.pipeline import Reading, prepare
from castlist.steps import add_cast, add_quotes, add_scores, add_words, begin_tables
from castlist.tables import Tables, restore_article, restore_decisions

__all__ = ["reread"]

TEXT = "text"  # where a date stands that cleaning found


def reread(
    tables: Tables, decisions: Sequence[Decision], *, signed: SignOff | None = None
) -> Tables:
    """The tables that a run over the source would give with these decisions.

    Raises InputError if that cannot be told from the tables, ModelMissing without the model.
    """
    article = restore_article(tables)
    key = article.article_id
    raw = _find_raw(article, restore_decisions(tables))
    made = tables.about[key].get("model", "")
    nlp = load_model(made.partition(" ")[0])
    if raw is None or model_label(nlp) != made:
        raise InputError(
            f"{key}: which lines are the article cannot be decided from its tables. Run"
            " `castlist run` on its source again."
        )
    anew = add_words(begin_tables(_clean(raw, article, decisions)), nlp)
    told = {"decisions": decisions, "signed": signed}
    if "mentions" in tables:
        anew = add_cast(anew, nlp, **told)  # type: ignore[arg-type]
    if "quotes" in tables:
        anew = add_quotes(anew, nlp, **told)  # type: ignore[arg-type]
    return add_scores(anew, nlp) if "scores" in tables else anew


def _clean(raw: Raw, article: Article, decisions: Sequence[Decision]) -> Article:
    reading = Reading(decided=lambda key: decisions, force=True)
    return prepare(raw, article.article_id, reading)


def _find_raw(article: Article, decisions: Sequence[Decision]) -> Raw | None:
    """What was read, so that cleaning it with the decisions of then gives this article; or None."""
    for guess in _guesses(article.row, article.raw_text):
        try:
            found = _clean(guess, article, decisions)
            lost = [c for c in article.cuts if c not in found.cuts]
            notes = article.row.notes.removesuffix(found.row.notes).strip()
            left = tuple(LeftOut(c.line, c.rule, c.reason) for c in lost)
            raw = replace(guess, left_out=left, notes=(notes,) if notes else ())
            if _clean(raw, article, decisions) == article:
                return raw
        except CastlistError:
            continue
    return None


def _guesses(row: ArticleRow, text: str) -> Iterator[Raw]:
    """What may have been read: title and author stood in the text, or were known before."""
    dated = row.published_from != TEXT
    raw = Raw(
        text=text,
        name=row.article_id,
        source=row.source,
        extractor=row.extractor,
        outlet=row.outlet,
        published=row.published if dated else "",
        published_from=row.published_from if dated else "",
        url=row.url,
        laid_out=row.layout == "given",
    )
    order = -1 if raw.laid_out else 1  # a format that has paragraphs has a title, too
    titles = list(dict.fromkeys(("", row.title)))[::order]
    for title, author in product(titles, dict.fromkeys(("", row.author))):
        yield replace(raw, title=title, author=author)
