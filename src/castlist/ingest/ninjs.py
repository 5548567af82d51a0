"""News items in JSON (IPTC ninjs 1.x to 3.x) -> Raw:
headline, body and what the item says of itself.

Read here, since no maintained library for Python reads ninjs, and the item is plain JSON.
Source: the schemas at https://www.iptc.org/std/ninjs/. Version 1 has `headline`, `byline` and
`body_xhtml`; version 2 `headlines`, `by` and `bodies`; version 3.1 writes names with capitals
(`versionCreated`), which is the same here.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from castlist.containment import contained
from castlist.errors import CastlistError, InputError
from castlist.ingest.context import File, Found, ReadContext
from castlist.ingest.html.fragment import read_fragment, squeeze
from castlist.model import LeftOut, Raw
from castlist.text import count_words, name_key, split_lines

__all__ = ["is_ninjs", "read_ninjs"]

# "When the first version of this object was created" comes nearest to when the story was first out;
# the date of this version is that of its last correction, and content may be older than the story
# (an old photo, says the schema).
_DATES = ("firstcreated", "versioncreated", "contentcreated")
_RIGHTS = {"usageterms": "Terms of use", "copyrightnotice": "Copyright notice"}
_USABLE = "usable"


def is_ninjs(value: object) -> bool:
    """Whether a JSON value is a ninjs item:
    it has an identifier and a body, or the date of its version."""
    item = _fold(value)
    return bool({"uri", "guid"} & item.keys()) and (
        "versioncreated" in item or any(True for _ in _bodies(item))
    )


def read_ninjs(file: File, context: ReadContext) -> Iterator[Found]:
    """The article in a ninjs item, or the articles in a list of them.

    The copyright holder is the outlet (agencies name themselves there), else the only information
    source. Raises InputError if the JSON is broken or no ninjs, and yields one for an item of
    several that has no text.
    """
    limit = context.settings.max_page_bytes
    if len(file.data) > limit:
        raise InputError(
            f"{file.where} is larger than {limit:,} bytes. Split it, fewer items a file."
        )
    try:
        value = json.loads(file.data)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{file.where} is no valid JSON ({error}). Export it again."
        ) from error
    items = value if isinstance(value, list) else [value]
    if not any(map(is_ninjs, items)):
        raise InputError(
            f"{file.where} is JSON, but no ninjs news item. It needs uri, and body_xhtml,"
            " body_text or bodies."
        )
    if len(items) > context.settings.max_members:
        raise InputError(
            f"{file.where} holds {len(items):,} items (at most"
            f" {context.settings.max_members:,}). Split it."
        )
    for number, item in enumerate(items, 1):
        where = file.where if len(items) == 1 else f"{file.where}, item {number}"
        alone = len(items) == 1
        try:
            with contained(where):
                found: Found = _read_item(_fold(item), file, where, alone=alone)
        except CastlistError as error:
            if alone:
                raise
            found = error
        yield found


def _fold(value: object) -> dict[str, object]:
    return (
        {name.lower(): entry for name, entry in value.items()}
        if isinstance(value, Mapping)
        else {}
    )


def _read_item(item: Mapping[str, object], file: File, where: str, *, alone: bool) -> Raw:
    headline = _headline(item)
    lines, left_out, marked_up = _read_body(item, headline, where)
    if not lines:
        raise InputError(
            f"{where} has no text in it (type: {_text(item, 'type') or 'not stated'})."
            " Leave it out."
        )
    published_from = next((name for name in _DATES if _date(item, name)), "")
    uri = _text(item, "uri")
    author = _text(item, "by") or _text(item, "byline")
    return Raw(
        "\n".join(lines),
        name=file.name if alone else headline or uri,
        source=file.source,
        extractor="ninjs",
        title=headline,
        author="" if "@" in author else author.removeprefix("By ").removeprefix("by "),
        outlet=_outlet(item),
        published=_date(item, published_from),
        published_from=published_from and f"ninjs {published_from}",
        url=uri if uri.startswith(("https://", "http://")) else file.url,
        language=_language(item),
        left_out=left_out,
        laid_out=marked_up,
        notes=tuple(_notes(item)),
    )


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    return squeeze(value) if isinstance(value, str) else ""


def _entries(item: Mapping[str, object], name: str) -> list[dict[str, object]]:
    value = item.get(name)
    return [_fold(entry) for entry in value] if isinstance(value, list) else []


def _headline(item: Mapping[str, object]) -> str:
    """The main headline; `title` is no substitute: it is a name for internal use."""
    headlines = sorted(
        _entries(item, "headlines"),
        key=lambda entry: _text(entry, "role").lower() != "main",
    )
    return _text(item, "headline") or next(
        filter(None, (_text(entry, "value") for entry in headlines)), ""
    )


def _bodies(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Every body with what it says of its format."""
    for name, value in item.items():
        if name.startswith("body") and isinstance(value, str):
            yield name, value
    for entry in _entries(item, "bodies"):
        value = entry.get("value")
        if isinstance(value, str):
            yield _text(entry, "contenttype").lower(), value


def _read_body(
    item: Mapping[str, object], headline: str, where: str
) -> tuple[list[str], tuple[LeftOut, ...], bool]:
    """The lines of the fullest body, what is no text in it, and whether it is marked up;
    HTML knows its paragraphs."""
    found = []
    for kind, value in _bodies(item):
        marked_up = "html" in kind or "</" in value
        lines, left_out = (
            read_fragment(value, where, title=headline)
            if marked_up
            else (_plain(value, headline), ())
        )
        words = sum(map(count_words, lines))
        found.append(
            ("html" in kind, marked_up, words, lines, left_out)
            if words
            else (False, False, 0, [], ())
        )
    *_, lines, left_out = best = max(
        found, key=lambda body: body[:3], default=(False, False, 0, [], ())
    )
    return lines, left_out, best[1]


def _plain(value: str, headline: str) -> list[str]:
    lines = [squeeze(line) for line in split_lines(value)]
    if any(lines) and headline and name_key(headline) not in map(name_key, lines[:3]):
        return [headline, "", *lines]
    return lines


def _date(item: Mapping[str, object], name: str) -> str:
    try:
        return date.fromisoformat(_text(item, name)[:10]).isoformat()
    except ValueError:
        return ""


def _outlet(item: Mapping[str, object]) -> str:
    sources = {_text(entry, "name") for entry in _entries(item, "infosources")}
    return _text(item, "copyrightholder") or (sources.pop() if len(sources) == 1 else "")


def _language(item: Mapping[str, object]) -> str:
    code = _text(item, "language").lower().split("-")[0]
    return code if len(code) == 2 and code.isalpha() else ""


def _notes(item: Mapping[str, object]) -> Iterator[str]:
    status = _text(item, "pubstatus") or _USABLE
    embargo = _text(item, "embargoed")
    if status != _USABLE:
        yield f"Its publication status is: {status}."
    if embargo:
        yield f"Embargoed until {embargo}."
    yield from (
        f"{label}: {text}" for name, label in _RIGHTS.items() if (text := _text(item, name))
    )
