"""Analysis -> Tables: a DataFrame a table, its columns and types made from `model`."""

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd

from castlist.errors import InputError
from castlist.model import TABLES, Analysis, Annotation, Article, Cast, Speech

__all__ = [
    "Tables",
    "annotation_records",
    "article_tables",
    "cast_records",
    "column_meanings",
    "column_types",
    "concat",
    "make_column",
    "make_frame",
    "rows_of",
    "speech_records",
    "to_tables",
    "walk_rows",
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
        try:
            return self.frames[name]
        except KeyError:
            where = ", ".join(self.texts) or "no article"
            raise InputError(
                f"{where} has no {name} table yet. Run the notebook that makes it, or"
                " `castlist run`."
            ) from None

    def __contains__(self, name: str) -> bool:
        return name in self.frames

    def extend(
        self, records: Mapping[str, Sequence[Any]], about: Mapping[str, str] | None = None
    ) -> "Tables":
        """These tables with more of them, built from records;
        tables that are named again are replaced."""
        frames = dict(self.frames) | {
            name: _frame(name, rows) for name, rows in records.items()
        }
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


def _frame(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """One array per column: dataclasses.astuple over 300,000 rows takes 6 s, and a Series per
    column twice an array."""
    types = column_types(TABLES[name][0])
    return pd.DataFrame(
        {c: make_column([getattr(r, c) for r in rows], t) for c, t in types.items()},
        copy=False,
    )


def make_column(values: list[Any], kind: type) -> Any:
    """One column of values of that type: str, int, float or bool."""
    if kind is str:
        return pd.array(
            np.array(values, dtype=object), dtype=pd.StringDtype("python", na_value=np.nan)
        )
    return np.array(values, dtype=kind)


def make_frame(rows: Sequence[Sequence[Any]], types: Mapping[str, type]) -> pd.DataFrame:
    """A table of these rows; their cells stand in the order of `types`, name of a column -> str,
    int, float or bool."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    named = zip(types.items(), columns, strict=True)
    return pd.DataFrame(
        {c: make_column(list(cells), t) for (c, t), cells in named}, copy=False
    )


def rows_of(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of these columns, as plain values of Python."""
    return zip(*(frame[name].tolist() for name in columns), strict=True)


def walk_rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows one by one, their cells as attributes;
    a frame does not say of what type those are."""
    columns = [column.tolist() for _, column in frame.items()]
    return map(_row_type(*frame.columns)._make, zip(*columns, strict=True))


@lru_cache(maxsize=64)
def _row_type(*columns: str) -> Any:
    return namedtuple("Row", columns, rename=True)
