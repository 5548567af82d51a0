"""JSON whose objects are articles: one object a line, a list of objects, or a single one."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from castlist.errors import InputError
from castlist.ingest.context import File, Found, ReadContext
from castlist.ingest.encoding import decode_bytes
from castlist.ingest.tables.columns import Numbered, Row, Table, find_columns, read_table

__all__ = ["LINE", "read_jsonl"]

LINE = re.compile("[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line of CSV or JSON with its end; the ends that others know stand inside cells."""

_LOOKED_AT = 100  # objects of a JSON file whose keys are seen as its columns
_KEYS = 1000  # of them


def read_jsonl(file: File, context: ReadContext) -> Iterator[Found]:
    """The article in each object of a JSON file:
    one object a line, a list of objects, or a single one.

    Raises InputError if no key holds the articles.
    """
    text, encoding = decode_bytes(file)
    limit = context.settings.max_page_bytes
    whole = _parse_whole(text, file.where, limit)
    rows = (
        _read_lines(text, file.where, limit)
        if whole is None
        else _read_list(whole, file.where)
    )
    first = list(islice(rows, _LOOKED_AT))
    keys = dict.fromkeys(
        islice((key for _, row in first if isinstance(row, dict) for key in row), _KEYS)
    )
    broken = [row for _, row in first if isinstance(row, InputError)]
    if broken and not keys:
        raise broken[0]
    unit = "line" if whole is None else "row"
    table = Table(
        file, find_columns(keys, file.where), chain(first, rows), f"json ({encoding})", unit
    )
    yield from read_table(table, context)


def _parse_whole(text: str, where: str, limit: int) -> list[Any] | None:
    """The objects of a file that is one JSON value; None if it is one object a line."""
    is_list = re.match(r"\s*\[", text)
    if len(text) > limit:
        if is_list:
            raise InputError(
                f"{where} is one JSON list of {len(text):,} characters (at most {limit:,})."
                " Write it as JSON lines, one object a line."
            )
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if is_list:
            raise InputError(
                f"{where} is broken JSON ({_reason(error)}). Write it again."
            ) from error
        return None
    return value if isinstance(value, list) else [value]


def _read_list(values: Iterable[Any], where: str) -> Numbered:
    for number, value in enumerate(values, 1):
        yield number, _check_object(value, f"{where} row {number}")


def _read_lines(text: str, where: str, limit: int) -> Numbered:
    for number, found in enumerate(LINE.finditer(text), 1):
        line = found[0]
        place = f"{where} line {number}"
        if len(line) > limit:
            yield (
                number,
                InputError(
                    f"{place} has {len(line):,} characters (at most {limit:,}). Take it out."
                ),
            )
        elif not line.isspace():
            try:
                yield number, _check_object(json.loads(line.strip()), place)
            except (ValueError, RecursionError) as error:
                yield (
                    number,
                    InputError(
                        f"{place} is broken JSON ({_reason(error)}). Mend it, or delete the"
                        " line."
                    ),
                )


def _check_object(value: Any, place: str) -> Row | InputError:
    if isinstance(value, dict):
        return value
    return InputError(
        f'{place} is no JSON object. Write each article as {{"text": "..."}}.'
    )


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return (
        f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
        if isinstance(error, json.JSONDecodeError)
        else str(error)
    )
