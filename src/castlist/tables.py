"""Analysis -> Tables, and Tables <-> a folder of CSV files. Columns and types come from `model`."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd

from castlist.errors import InputError
from castlist.files import finish_swap, replace_folder
from castlist.model import (
    TABLES,
    Analysis,
    Annotation,
    Article,
    ArticleRow,
    Cast,
    Cut,
    Paragraph,
    Sentence,
    Speech,
)

__all__ = [
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
    "restore_sentences",
    "speech_records",
    "to_tables",
    "write",
]

FORMULA = {"=", "+", "-", "@", "\t", "\r"}  # what a spreadsheet takes for the beginning of a formula


@dataclass(frozen=True)
class Tables:
    """The tables of one or many articles: `tables.mentions` is a DataFrame; `texts` hold what offsets point into.

    `texts` and `raws` map article_id to the cleaned text and to the text as found; `about` to how it was made.
    """

    frames: Mapping[str, pd.DataFrame]
    texts: Mapping[str, str]
    raws: Mapping[str, str]
    about: Mapping[str, Mapping[str, str]]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(name)
        try:
            return self.frames[name]
        except KeyError:
            where = ", ".join(self.texts) or "no article"
            raise InputError(
                f"{where} has no {name} table yet. Run the notebook that makes it, or `castlist run`."
            ) from None

    def __contains__(self, name: str) -> bool:
        return name in self.frames

    def extend(self, records: Mapping[str, Sequence[Any]], about: Mapping[str, str] | None = None) -> "Tables":
        """These tables with more of them, built from records; tables that are named again are replaced."""
        frames = dict(self.frames) | {name: _frame(name, rows) for name, rows in records.items()}
        notes = {key: {**value, **(about or {})} for key, value in self.about.items()}
        return Tables(frames, self.texts, self.raws, notes)


def column_types(record: type) -> dict[str, type]:
    """Column name -> str, int, float or bool, in the order of the record's fields."""
    hints = get_type_hints(record)  # strips Annotated
    return {f.name: str if get_origin(hints[f.name]) is Literal else hints[f.name] for f in fields(record)}


def column_meanings(record: type) -> dict[str, str]:
    """Column name -> what it means and in which unit, as the data dictionary prints it."""
    hints = get_type_hints(record, include_extras=True)
    return {f.name: get_args(hints[f.name])[1] for f in fields(record) if get_origin(hints[f.name]) is Annotated}


def article_tables(article: Article, about: Mapping[str, str]) -> Tables:
    """The three tables that are known once the text is clean: articles, cuts, paragraphs."""
    key = article.article_id
    empty = Tables({}, {key: article.text}, {key: article.raw_text}, {key: dict(about)})
    return empty.extend({"articles": [article.row], "cuts": article.cuts, "paragraphs": article.paragraphs})


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
    records = annotation_records(analysis.annotation) | cast_records(analysis.cast) | speech_records(analysis.speech)
    return article_tables(analysis.article, about).extend(records | {"scores": analysis.scores})


def restore_article(tables: Tables) -> Article:
    """The article that these tables of one article were made from, so that a notebook can go on from a folder."""
    (key,) = tables.texts
    (row,) = _records(ArticleRow, tables.articles)
    paragraphs, cuts = _records(Paragraph, tables.paragraphs), _records(Cut, tables.cuts)
    return Article(row, tables.raws[key], tables.texts[key], tuple(paragraphs), tuple(cuts))


def restore_cast(tables: Tables) -> Cast:
    """The cast of these tables as records."""
    return Cast(*(tuple(_records(TABLES[f.name][0], getattr(tables, f.name))) for f in fields(Cast)))


def restore_sentences(tables: Tables) -> list[Sentence]:
    """The sentences of these tables as records."""
    return _records(Sentence, tables.sentences)


def concat(many: Iterable[Tables]) -> Tables:
    """One set of tables for many articles; InputError if a table is there for some of them only."""
    parts = list(many)
    every = {name: None for part in parts for name in part.frames}
    for part in parts:
        lacking = [name for name in every if name not in part]
        if lacking:
            raise InputError(
                f"{', '.join(part.texts)} has no {lacking[0]} table, others do. Run `castlist run` on it again."
            )
    frames = {
        name: pd.concat([part.frames[name] for part in parts], ignore_index=True) for name in TABLES if name in every
    }
    joined = [{k: v for p in parts for k, v in getattr(p, field).items()} for field in ("texts", "raws", "about")]
    return Tables(frames, *joined)


def write(tables: Tables, folder: Path | str, *, derived: Mapping[str, pd.DataFrame] | None = None) -> Path:
    """The folder, now holding these tables of one article as CSV beside `article.txt`, `raw.txt` and `about.json`.

    `derived` frames are written beside them and not read back. The folder is replaced as a whole or, if anything
    fails, left as it was.
    """
    (key,) = tables.texts
    with replace_folder(Path(folder)) as aside:
        for name, frame in {**tables.frames, **(derived or {})}.items():
            guard_formulas(frame).to_csv(aside / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
        (aside / "article.txt").write_bytes(tables.texts[key].encode())
        (aside / "raw.txt").write_bytes(tables.raws[key].encode())
        about = json.dumps(tables.about[key], ensure_ascii=False, indent=1, sort_keys=True)
        (aside / "about.json").write_bytes(f"{about}\n".encode())
    return Path(folder)


def guarded_rows(records: Sequence[Any], *, header: bool = True) -> str:
    """Records of one kind as lines of CSV, no cell of which a spreadsheet runs."""
    frame = pd.DataFrame([asdict(record) for record in records])
    return guard_formulas(frame).to_csv(index=False, header=header, lineterminator="\n")


def read(folder: Path | str) -> Tables:
    """The tables of one article from its folder; InputError if it is not such a folder or a file is broken."""
    folder = Path(folder)
    finish_swap(folder)
    paths = {name: folder / f"{name}.csv" for name in TABLES if (folder / f"{name}.csv").is_file()}
    if not paths:
        raise InputError(f"{folder} holds no castlist tables. Name a folder such as data/processed/<article_id>.")
    try:
        frames = {name: _read_csv(path, TABLES[name][0]) for name, path in paths.items()}
        texts = [(folder / file).read_bytes().decode() for file in ("article.txt", "raw.txt")]
        about = dict(json.loads((folder / "about.json").read_bytes()).items())
        (key,) = frames["articles"]["article_id"]
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise InputError(f"{folder} is incomplete or damaged ({error}). Run `castlist run` on it again.") from error
    return Tables(frames, {key: texts[0]}, {key: texts[1]}, {key: about})


def _frame(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """One array per column: dataclasses.astuple over 300,000 rows takes 6 s, and a Series per column twice an array."""
    types = column_types(TABLES[name][0])
    return pd.DataFrame({c: _array([getattr(r, c) for r in rows], t) for c, t in types.items()}, copy=False)


def _array(values: list[Any], kind: type) -> Any:
    if kind is str:
        return pd.array(np.array(values, dtype=object), dtype=pd.StringDtype("python", na_value=np.nan))
    return np.array(values, dtype=kind)


def _records(record: type, frame: pd.DataFrame) -> list[Any]:
    columns = [frame[name].tolist() for name in column_types(record)]
    return [record(*values) for values in zip(*columns, strict=True)]


def _read_csv(path: Path, record: type) -> pd.DataFrame:
    types = column_types(record)
    # keep_default_na: a person may be called "None" or "NA".
    frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values={}, encoding="utf-8")
    if list(frame.columns) != list(types):
        raise ValueError(f"{path.name} has columns {', '.join(frame.columns)}")
    return _change_texts(frame, lambda cell: cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in FORMULA else cell)


def guard_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before every cell that a spreadsheet would run; `_read_csv` takes it off.

    A cell that already has apostrophes before such a character gets one more, so that it reads back unchanged.
    """
    return _change_texts(frame, lambda cell: f"'{cell}" if cell.lstrip("'")[:1] in FORMULA else cell)


def _change_texts(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    texts = [name for name in frame.columns if pd.api.types.is_string_dtype(frame[name])]
    return frame.assign(**{name: _array([c if pd.isna(c) else change(c) for c in frame[name]], str) for name in texts})
