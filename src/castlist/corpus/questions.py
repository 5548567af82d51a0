"""A corpus as tables that DuckDB can be asked about; nothing but its parts is read, and nothing is
ever changed by a question."""

from collections.abc import Mapping
from functools import lru_cache
from glob import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from castlist.corpus.about import find_corpus
from castlist.corpus.derived import DERIVED, derived_files, derived_paths
from castlist.corpus.extras import load_extra
from castlist.corpus.known import is_known, keep_known, sign
from castlist.corpus.parts.history import HISTORY
from castlist.corpus.parts.ledger import LEDGER
from castlist.corpus.parts.schema import record_of
from castlist.corpus.parts.store import STORED, Store
from castlist.errors import InputError
from castlist.tables import column_meanings, column_types

__all__ = ["Column", "QueryResult", "ask", "open_tables", "schema_of"]

_TABLES = (*STORED, LEDGER, HISTORY)
_NAMES = {str: "text", int: "whole number", float: "number", bool: "true or false"}


class Column(NamedTuple):
    """One column of a corpus: of which table, its type, and what it means."""

    table: str
    name: str
    type: str
    meaning: str


class QueryResult(NamedTuple):
    """What a question gives: the names of the columns, and the rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def frame(self) -> pd.DataFrame:
        """The rows as a table, a column each."""
        return pd.DataFrame(self.rows, columns=list(self.columns))


def schema_of() -> list[Column]:
    """Every column that a question can be about, table by table."""
    found = []
    records = {table: record_of(table) for table in _TABLES} | DERIVED
    for table, record in records.items():
        types = column_types(record)
        meanings = column_meanings(record)
        found += [
            Column(table, name, _NAMES[kind], meanings.get(name, ""))
            for name, kind in types.items()
        ]
    return found


def open_tables(folder: Path) -> Any:
    """A DuckDB connection that has the tables of a corpus by their names, and sees no other file;
    to be closed by the caller.

    Raises InputError if there is no corpus, no article in it yet, or a damaged part: counts without
    it would be wrong in silence.
    """
    find_corpus(folder)
    signature = sign(folder)
    if not is_known(folder, signature):
        signature = _look_at(folder)
    return _connect(folder, signature).cursor()


@lru_cache(maxsize=1)
def _connect(folder: Path, signature: str) -> Any:
    """A DuckDB that sees the files which have the signature now: several questions in a row are
    asked of one."""
    connection = load_extra("duckdb").connect(
        config={"autoinstall_known_extensions": "false"}
    )
    parts = Store(folder).parts()
    for table in _TABLES:
        files = [escape((p.folder / f"{table}.parquet").as_posix()) for p in parts]
        connection.read_parquet(files).create_view(table)
    derived = derived_paths(folder)
    for table, path in derived.items():
        connection.read_parquet(escape(path.as_posix())).create_view(table)
    read = [*{path.parent for path in derived.values()}, *(p.folder for p in parts)]
    folders = [f for place in read for f in (place, place.resolve())]
    # DuckDB compares paths as they are written, the signs of patterns escaped or not.
    places = {w for f in folders for w in (f.as_posix(), escape(f.as_posix()))}
    allowed = ", ".join("'" + place.replace("'", "''") + "'" for place in sorted(places))
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _look_at(folder: Path) -> str:
    """Look whether all is whole, and make what is found of all articles if it is not there; the
    signature of the corpus then."""
    store = Store(folder).open()
    if store.damaged:
        number, damage = min(store.damaged.items())
        raise InputError(
            f"part {number:06} of {folder} is damaged ({damage}), so that no count would be"
            f" right. Make it again: castlist corpus build --to {folder}"
        )
    if not any(store.index.sizes.values()):
        raise InputError(
            f"{folder} holds nothing yet. Read articles into it: castlist corpus build"
            f" SOURCE... --to {folder}"
        )
    derived_files(folder, store)
    return keep_known(folder)


def ask(
    folder: Path, question: str, values: Mapping[str, Any] | None = None
) -> QueryResult:
    """What one SELECT over the tables of a corpus gives.

    Raises InputError for any other statement, and for what DuckDB does not understand.
    """
    duckdb = load_extra("duckdb")
    connection = open_tables(folder)
    try:
        statements = connection.extract_statements(question)
        select = duckdb.StatementType.SELECT
        if [statement.type for statement in statements] != [select]:
            raise InputError(
                "a question is one SELECT: a corpus is changed by `castlist corpus build`"
                f' alone. Example: castlist corpus sql {folder} "select count(*) from'
                ' articles"'
            )
        found = connection.execute(statements[0], dict(values) if values else None)
        return QueryResult(tuple(c[0] for c in found.description), found.fetchall())
    except duckdb.Error as error:
        said = " ".join(str(error).split())
        raise InputError(
            f"DuckDB cannot answer that ({said}). `castlist corpus schema` lists the tables"
            " and columns."
        ) from error
    finally:
        connection.close()
