"""The tables of one or many articles: made from an Analysis, written to folders, read again."""

from castlist.tables.csv import (
    ENCODING,
    guard_formulas,
    guarded_rows,
    read,
    to_csv,
    unguard,
    write,
)
from castlist.tables.frames import (
    Tables,
    annotation_records,
    article_tables,
    cast_records,
    column_meanings,
    column_types,
    concat,
    speech_records,
    to_tables,
    walk_rows,
)
from castlist.tables.restore import (
    restore_article,
    restore_cast,
    restore_decisions,
    restore_scores,
    restore_sentences,
)

__all__ = [
    "ENCODING",
    "Tables",
    "annotation_records",
    "article_tables",
    "cast_records",
    "column_meanings",
    "column_types",
    "concat",
    "guard_formulas",
    "guarded_rows",
    "read",
    "restore_article",
    "restore_cast",
    "restore_decisions",
    "restore_scores",
    "restore_sentences",
    "speech_records",
    "to_csv",
    "to_tables",
    "unguard",
    "walk_rows",
    "write",
]
