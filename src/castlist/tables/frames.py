"""Analysis -> Tables: a DataFrame a table, its columns and types made from `model`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import pandas as pd

from castlist.errors import InputError
from castlist.model import TABLES, Analysis, Annotation, Article, Cast, Speech
from castlist.tables.held import AnyTable, Frames, held_of, hold_records

__all__ = [
    "Tables",
    "annotation_records",
    "article_tables",
    "cast_records",
    "column_meanings",
    "column_types",
    "concat",
    "speech_records",
    "to_tables",
]


@dataclass(frozen=True)
class Tables:
    """The tables of one or many articles: `tables.mentions` is a DataFrame;
    `texts` hold what offsets point into.

    `texts` and `raws` map article_id to the cleaned text and to the text as found; `about` to how
    it was made. `parses` may hold what the language model said (`nlp.kept`), so that people's
    decisions can be obeyed without it.
    """

    frames: Mapping[str, pd.DataFrame]
    texts: Mapping[str, str]
    raws: Mapping[str, str]
    about: Mapping[str, Mapping[str, str]]
    parses: Mapping[str, bytes] = field(default_factory=dict)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(name)
        self._require(name)
        return self.frames[name]

    def __contains__(self, name: str) -> bool:
        return name in self.frames

    def held(self, name: str) -> AnyTable:
        """A table for whoever reads its rows (`rows_of`) and needs no frame, so that none is made;
        InputError if it is not there yet."""
        self._require(name)
        frames = self.frames
        return frames.held[name] if isinstance(frames, Frames) else frames[name]

    def _require(self, name: str) -> None:
        if name not in self.frames:
            where = ", ".join(self.texts) or "no article"
            raise InputError(
                f"{where} has no {name} table yet. Run the notebook that makes it, or"
                " `castlist run`."
            )

    def extend(
        self, records: Mapping[str, Sequence[Any]], about: Mapping[str, str] | None = None
    ) -> "Tables":
        """These tables with more of them, built from records;
        tables that are named again are replaced."""
        made = {
            name: hold_records(rows, column_types(TABLES[name][0]))
            for name, rows in records.items()
        }
        frames = Frames(held_of(self.frames) | made)
        notes = {key: {**value, **(about or {})} for key, value in self.about.items()}
        return replace(self, frames=frames, about=notes)

    def with_parse(self, parse: bytes) -> "Tables":
        """These tables of one article with its parse; without, if there is none."""
        (key,) = self.texts
        return replace(self, parses={key: parse} if parse else {})


@cache
def column_types(record: type) -> dict[str, type]:
    """Column name -> str, int, float or bool, in the order of the record's fields."""
    hints = get_type_hints(record)  # strips Annotated
    return {
        f.name: str if get_origin(hints[f.name]) is Literal else hints[f.name]
        for f in fields(record)
        if f.metadata.get("column", True)
    }


def column_meanings(record: type) -> dict[str, str]:
    """Column name -> what it means and in which unit, as the data dictionary prints it."""
    hints = get_type_hints(record, include_extras=True)
    return {
        f.name: get_args(hints[f.name])[1]
        for f in fields(record)
        if get_origin(hints[f.name]) is Annotated
    }


def article_tables(article: Article, about: Mapping[str, str]) -> Tables:
    """The three tables that are known once the text is clean: articles, cuts, paragraphs."""
    key = article.article_id
    empty = Tables({}, {key: article.text}, {key: article.raw_text}, {key: dict(about)})
    return empty.extend(
        {"articles": [article.row], "cuts": article.cuts, "paragraphs": article.paragraphs}
    )


def annotation_records(annotation: Annotation) -> dict[str, Sequence[Any]]:
    """The two tables that the language model gives: sentences and tokens."""
    return {"sentences": annotation.sentences, "tokens": annotation.tokens}


def cast_records(cast: Cast) -> dict[str, Sequence[Any]]:
    """The four tables about who is in the article: mentions, actors, suggestions, decisions."""
    return {field.name: getattr(cast, field.name) for field in fields(cast)}


def speech_records(speech: Speech) -> dict[str, Sequence[Any]]:
    """The two tables about what is said: quotes and phrases."""
    return {field.name: getattr(speech, field.name) for field in fields(speech)}


def to_tables(analysis: Analysis, about: Mapping[str, str]) -> Tables:
    """All tables of one analysed article."""
    records = (
        annotation_records(analysis.annotation)
        | cast_records(analysis.cast)
        | speech_records(analysis.speech)
    )
    tables = article_tables(analysis.article, about).with_parse(analysis.parse)
    return tables.extend(records | {"scores": analysis.scores})


def concat(many: Iterable[Tables]) -> Tables:
    """One set of tables for many articles, without their parses; InputError if a table is there
    for some of them only."""
    parts = list(many)
    every = {name: None for part in parts for name in part.frames}
    for part in parts:
        lacking = [name for name in every if name not in part]
        if lacking:
            raise InputError(
                f"{', '.join(part.texts)} has no {lacking[0]} table, others do. Run"
                " `castlist run` on it again."
            )
    frames = {
        name: pd.concat([part.frames[name] for part in parts], ignore_index=True)
        for name in TABLES
        if name in every
    }
    joined = [
        {k: v for p in parts for k, v in getattr(p, field).items()}
        for field in ("texts", "raws", "about")
    ]
    return Tables(frames, *joined)
