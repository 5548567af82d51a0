"""The columns of a corpus for Arrow and Parquet: the records of the model, each field with its
meaning."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from castlist.corpus.extras import load_extra
from castlist.corpus.parts.history import HISTORY, FormerNumber
from castlist.corpus.parts.ledger import LEDGER, InputEntry
from castlist.model import TABLES
from castlist.model.text import ArticleId
from castlist.tables import Tables, column_meanings, column_types, columns_of

__all__ = [
    "TEXTS",
    "Texts",
    "arrow_schema",
    "arrow_tables",
    "pack_records",
    "record_of",
    "record_table",
]

TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Texts:
    """What the offsets of one article point into, and how its tables were made."""

    article_id: ArticleId
    text: Annotated[str, "the article as it was cleaned; all offsets count its characters"]
    raw: Annotated[str, "the text as it came in, before anything was cut"]
    about: Annotated[str, "how its tables were made, as JSON: versions, model, review"]


def record_of(table: str) -> type:
    """The record that a table of a part holds a row of."""
    own = {LEDGER: InputEntry, TEXTS: Texts, HISTORY: FormerNumber}
    return own.get(table) or TABLES[table][0]


def arrow_schema(table: str) -> Any:
    """The Arrow schema of a table of a part; the metadata of each field say what it means."""
    return _schema(record_of(table))


def record_table(record: type, records: Sequence[Any]) -> Any:
    """Records of one kind as an Arrow table, each column with its meaning."""
    schema = _schema(record)
    columns: Mapping[str, Any] = {
        name: [getattr(row, name) for row in records] for name in schema.names
    }
    return load_extra("pyarrow").table(columns, schema=schema)


def pack_records(record: type, records: Sequence[Any]) -> bytes:
    """Records of one kind as a Parquet file; the same records give the same bytes."""
    buffer = load_extra("pyarrow").BufferOutputStream()
    parquet = load_extra("pyarrow.parquet")
    parquet.write_table(record_table(record, records), buffer, compression="zstd")
    data: bytes = buffer.getvalue().to_pybytes()
    return data


def arrow_tables(tables: Tables) -> dict[str, Any]:
    """The tables of one article as Arrow tables, its texts among them; what is unknown is null."""
    pa = load_extra("pyarrow")
    (key,) = tables.texts
    made = {}
    for name in TABLES:
        schema = arrow_schema(name)
        columns = columns_of(tables.held(name), schema.names)
        cells = zip(columns.values(), schema.types, strict=True)
        arrays = [pa.array(values, kind, from_pandas=True) for values, kind in cells]
        made[name] = pa.Table.from_arrays(arrays, schema=schema)
    about = json.dumps(dict(tables.about[key]), ensure_ascii=False, sort_keys=True)
    texts = Texts(key, tables.texts[key], tables.raws[key], about)
    return made | {TEXTS: record_table(Texts, [texts])}


def _schema(record: type) -> Any:
    pa = load_extra("pyarrow")
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    meanings = column_meanings(record)
    return pa.schema(
        [
            pa.field(name, kinds[kind], metadata={"meaning": meanings.get(name, "")})
            for name, kind in column_types(record).items()
        ]
    )
