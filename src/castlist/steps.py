"""One call a stage: the tables of an article in, the same with more tables out;
what notebooks and scripts use.

`tabulate` does all stages at once, and gives the same tables.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from castlist.clean import uncut
from castlist.model import Article, Decision, SignOff
from castlist.nlp.kept import pack_doc
from castlist.nlp.load import annotate_article
from castlist.pipeline import (
    analyse,
    describe_run,
    find_actors,
    find_speech,
    find_tone,
)
from castlist.portrayals import hold_actors, hold_pairs
from castlist.review_state import with_review
from castlist.summary import hold_paragraphs
from castlist.tables import (
    Tables,
    annotation_records,
    article_tables,
    cast_records,
    restore_article,
    restore_cast,
    speech_records,
    to_tables,
    write,
)
from castlist.voices import hold_voices

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "add_cast",
    "add_quotes",
    "add_scores",
    "add_words",
    "begin_tables",
    "compare_uncut",
    "save",
    "tabulate",
]


def tabulate(
    article: Article,
    nlp: "Language",
    *,
    decisions: Sequence[Decision] = (),
    signed: SignOff | None = None,
) -> Tables:
    """All tables of an article; what people decided is applied before anything is counted.
    `signed` is who signed it off, if anybody did."""
    analysis = analyse(article, nlp, decisions=decisions)
    about = describe_run(analysis.annotation.model)
    return with_review(to_tables(analysis, about), signed)


def begin_tables(article: Article) -> Tables:
    """The tables that are known once an article is clean: articles, cuts, paragraphs."""
    return article_tables(article, describe_run())


def add_words(tables: Tables, nlp: "Language") -> Tables:
    """These tables with sentences and tokens."""
    article = restore_article(tables)
    doc, annotation = annotate_article(article, nlp)
    return tables.with_parse(pack_doc(doc, article.text)).extend(
        annotation_records(annotation), describe_run(annotation.model)
    )


def add_cast(
    tables: Tables,
    nlp: "Language",
    *,
    decisions: Sequence[Decision] = (),
    signed: SignOff | None = None,
) -> Tables:
    """These tables with mentions and actors, as people decided, suggestions,
    and what came of the decisions."""
    article = restore_article(tables)
    doc, annotation = annotate_article(article, nlp)
    cast = find_actors(article, doc, annotation, decisions=decisions)
    records = annotation_records(annotation) | cast_records(cast)
    found = tables.extend(records, describe_run(annotation.model))
    return with_review(found, signed)


def add_quotes(
    tables: Tables,
    nlp: "Language",
    *,
    decisions: Sequence[Decision] = (),
    signed: SignOff | None = None,
) -> Tables:
    """These tables, which have a cast, with quotes and phrases,
    and what came of the decisions about them."""
    article = restore_article(tables)
    doc, annotation = annotate_article(article, nlp)
    speech, cast = find_speech(article, doc, restore_cast(tables), decisions=decisions)
    records = speech_records(speech) | cast_records(cast)
    found = tables.extend(records, describe_run(annotation.model))
    return with_review(found, signed)


def add_scores(tables: Tables, nlp: "Language") -> Tables:
    """These tables, which have a cast, with the scores of every paragraph and sentence, and of
    every sentence towards the persons in it."""
    article = restore_article(tables)
    doc, annotation = annotate_article(article, nlp)
    scores = find_tone(article, doc, annotation, restore_cast(tables))
    return tables.extend({"scores": scores})


def compare_uncut(tables: Tables, nlp: "Language") -> pd.DataFrame:
    """The actors that the article mentions a different number of times if nothing is cut.

    Columns: actor, and the mentions in the text as it came in and in the article, called uncut and
    cut.
    """
    article = restore_article(tables)
    casts = [
        find_actors(text, *annotate_article(text, nlp))
        for text in (uncut(article), article)
    ]
    counts = [{actor.name: actor.mentions for actor in cast.actors} for cast in casts]
    frame = pd.DataFrame({"uncut": counts[0], "cut": counts[1]}).fillna(0).astype(int)
    changed = frame[frame["uncut"] != frame["cut"]].sort_values(
        "uncut", ascending=False, kind="stable"
    )
    return changed.rename_axis("actor").reset_index()


def save(tables: Tables, folder: Path | str) -> Path:
    """The folder, now holding the tables of one article, `voices.csv` once quotes are known,
    and `by_paragraph.csv`, `by_actor.csv` and `tone_pairs.csv` once names and tones are."""
    derived = {}
    if "quotes" in tables and "actors" in tables:
        derived["voices"] = hold_voices(tables)
    if all(name in tables for name in ("mentions", "actors", "scores")):
        derived["by_paragraph"] = hold_paragraphs(tables)
        derived["by_actor"] = hold_actors(tables)
        derived["tone_pairs"] = hold_pairs(tables)
    return write(tables, folder, derived=derived)
