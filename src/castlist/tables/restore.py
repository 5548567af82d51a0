"""Tables -> the records that they were made from, so that a notebook can go on from a folder."""

from dataclasses import fields
from math import isnan, nan
from typing import Any

from castlist.model import (
    TABLES,
    Article,
    ArticleRow,
    Cast,
    Cut,
    Decision,
    Paragraph,
    Score,
    Sentence,
)
from castlist.tables.frames import Tables, column_types
from castlist.tables.held import AnyTable, columns_of

__all__ = [
    "restore_article",
    "restore_cast",
    "restore_decisions",
    "restore_scores",
    "restore_sentences",
]


def restore_article(tables: Tables) -> Article:
    """The article that these tables of one article were made from,
    so that a notebook can go on from a folder."""
    (key,) = tables.texts
    (row,) = _records(ArticleRow, tables.held("articles"))
    paragraphs = _records(Paragraph, tables.held("paragraphs"))
    cuts = _records(Cut, tables.held("cuts"))
    return Article(row, tables.raws[key], tables.texts[key], tuple(paragraphs), tuple(cuts))


def restore_cast(tables: Tables) -> Cast:
    """The cast of these tables as records."""
    return Cast(
        *(tuple(_records(TABLES[f.name][0], tables.held(f.name))) for f in fields(Cast))
    )


def restore_decisions(tables: Tables) -> list[Decision]:
    """The decisions of these tables as records, with what each of them matched; none if nobody
    has linked anything yet."""
    return _records(Decision, tables.held("decisions")) if "decisions" in tables else []


def restore_scores(tables: Tables) -> tuple[Score, ...]:
    """The scores of these tables as records."""
    return tuple(_records(Score, tables.held("scores")))


def restore_sentences(tables: Tables) -> list[Sentence]:
    """The sentences of these tables as records."""
    return _records(Sentence, tables.held("sentences"))


def _records(record: type, table: AnyTable) -> list[Any]:
    types = column_types(record)
    found = columns_of(table, list(types))
    columns = [_cells(found[name], kind) for name, kind in types.items()]
    return [record(*values) for values in zip(*columns, strict=True)]


def _cells(cells: list[Any], kind: type) -> list[Any]:
    """The cells; of unknown numbers each the same nan, so that equal records are equal."""
    return [nan if isnan(cell) else cell for cell in cells] if kind is float else cells
