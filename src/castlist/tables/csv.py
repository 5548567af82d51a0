"""Tables <-> a folder of CSV files that no spreadsheet runs."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from math import isnan
from pathlib import Path
from typing import Any, cast

import pandas as pd

from castlist.errors import InputError
from castlist.files import finish_swap, replace_folder
from castlist.model import TABLES
from castlist.tables.frames import Tables, column_types
from castlist.tables.held import AnyTable, make_column, now_of

__all__ = [
    "ENCODING",
    "guard_formulas",
    "guarded_rows",
    "read",
    "to_csv",
    "unguard",
    "write",
]

PARSE = "parse.npz"
"""What the language model said, beside the tables; they are whole without it."""
ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark: without it, spreadsheets take the file for Windows text."""
# what a spreadsheet takes for the beginning of a formula; the full-width signs too, in East Asia
_FORMULA = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}
# Where semicolons part cells, a formula may begin behind one, and behind a line end inside a cell.
_INSIDE = re.compile(r"([;\n])('*)(?=[=+\-@＝＋－＠\t\r])")
_GUARDED = re.compile(r"([;\n])'('*)(?=[=+\-@＝＋－＠\t\r])")


def write(
    tables: Tables, folder: Path | str, *, derived: Mapping[str, AnyTable] | None = None
) -> Path:
    """The folder, now holding these tables of one article as CSV beside `article.txt`,
    `raw.txt`, `about.json` and, if it is known, `parse.npz`.

    `derived` tables are written beside them and not read back. The folder is replaced as a whole
    or, if anything fails, left as it was.
    """
    (key,) = tables.texts
    with replace_folder(Path(folder)) as aside:
        own = {name: tables.held(name) for name in tables.frames}
        for name, table in {**own, **(derived or {})}.items():
            (aside / f"{name}.csv").write_bytes(to_csv(table).encode(ENCODING))
        (aside / "article.txt").write_bytes(tables.texts[key].encode())
        (aside / "raw.txt").write_bytes(tables.raws[key].encode())
        if key in tables.parses:
            (aside / PARSE).write_bytes(tables.parses[key])
        about = json.dumps(tables.about[key], ensure_ascii=False, indent=1, sort_keys=True)
        (aside / "about.json").write_bytes(f"{about}\n".encode())
    return Path(folder)


def guarded_rows(records: Sequence[Any], *, header: bool = True) -> str:
    """Records of one kind as lines of CSV, no cell of which a spreadsheet runs."""
    frame = pd.DataFrame([asdict(record) for record in records])
    return to_csv(frame, header=header)


def read(folder: Path | str) -> Tables:
    """The tables of one article from its folder;
    InputError if it is not such a folder or a file is broken."""
    folder = Path(folder)
    finish_swap(folder)
    paths = {
        name: folder / f"{name}.csv"
        for name in TABLES
        if (folder / f"{name}.csv").is_file()
    }
    if not paths:
        raise InputError(
            f"{folder} holds no castlist tables. Name a folder such as"
            " data/processed/<article_id>."
        )
    try:
        frames = {name: _read_csv(path, TABLES[name][0]) for name, path in paths.items()}
        texts = [
            (folder / file).read_bytes().decode() for file in ("article.txt", "raw.txt")
        ]
        about = dict(json.loads((folder / "about.json").read_bytes()).items())
        (key,) = frames["articles"]["article_id"]
        parse = (folder / PARSE).read_bytes() if (folder / PARSE).is_file() else b""
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise InputError(
            f"{folder} is incomplete or damaged ({error}). Run `castlist run` on it again."
        ) from error
    tables = Tables(frames, {key: texts[0]}, {key: texts[1]}, {key: about})
    return tables.with_parse(parse)


def _read_csv(path: Path, record: type) -> pd.DataFrame:
    types = column_types(record)
    # keep_default_na: a person may be called "None" or "NA". An unknown number is an empty cell.
    unknown = {name: [""] for name, kind in types.items() if kind is float}
    frame = pd.read_csv(
        path, dtype=types, keep_default_na=False, na_values=unknown, encoding=ENCODING
    )
    if list(frame.columns) != list(types):
        raise ValueError(f"{path.name} has columns {', '.join(frame.columns)}")
    return _change_texts(frame, unguard)


def to_csv(table: AnyTable, *, separator: str = ",", header: bool = True) -> str:
    """The table as CSV that no spreadsheet runs: decimal point, line feed."""
    found = now_of(table)
    columns = [_cells(column) for _, column in found.items()]
    if isinstance(found, pd.DataFrame) and (not columns or None in columns):
        guarded = guard_formulas(found)
        return guarded.to_csv(
            index=False, sep=separator, header=header, lineterminator="\n"
        )
    buffer = io.StringIO(newline="")
    # What pandas writes with too, after it has made a frame of texts of every frame.
    lines = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    if header:
        lines.writerow(found)
    lines.writerows(zip(*cast(list[list[Any]], columns), strict=True))
    return buffer.getvalue()


def _cells(column: list[Any] | pd.Series) -> list[Any] | None:
    """The cells of a column as they are written; None if only pandas knows how."""
    if isinstance(column, list):
        return _written(column)
    known = column.dtype in ("int64", "bool", "float64")
    if known or pd.api.types.is_string_dtype(column):
        return _written(column.tolist())
    return None


def _written(cells: list[Any]) -> list[Any]:
    """Cells of one type as they are written, an unknown one empty."""
    kinds = set(map(type, cells))
    if kinds <= {int, bool}:
        return cells
    if kinds == {float}:
        return ["" if isnan(cell) else cell for cell in cells]
    # tags and ids stand in thousands of cells
    changed = {c: _guard(c) if isinstance(c, str) else "" for c in set(cells)}
    return [changed[c] for c in cells]


def guard_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before every cell, and every piece of one, that a spreadsheet
    would run; `_read_csv` takes it off.

    A cell that already has apostrophes before such a character gets one more, so that it reads back
    unchanged.
    """
    return _change_texts(frame, _guard)


def _guard(cell: str) -> str:
    whole = _INSIDE.sub(r"\1'\2", cell) if ";" in cell or "\n" in cell else cell
    return f"'{whole}" if whole.lstrip("'")[:1] in _FORMULA else whole


def unguard(cell: str) -> str:
    """The cell as it was before `guard_formulas`."""
    guarded = cell[:1] == "'" and cell.lstrip("'")[:1] in _FORMULA
    whole = cell[1:] if guarded else cell
    return _GUARDED.sub(r"\1\2", whole) if ";" in whole or "\n" in whole else whole


def _change_texts(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    texts = [name for name in frame.columns if pd.api.types.is_string_dtype(frame[name])]
    return frame.assign(
        **{
            name: make_column([c if pd.isna(c) else change(c) for c in frame[name]], str)
            for name in texts
        }
    )
