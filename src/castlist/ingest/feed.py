"""Feeds (RSS, Atom) -> Raw, one an entry: what the feed itself holds of an article.
Links are never followed.

feedparser is handed the root element alone: no document type can declare entities then, and the
encoding is known.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from xml.sax import SAXException

from castlist.containment import contained
from castlist.errors import CastlistError, InputError
from castlist.ingest.context import File, Found, ReadContext
from castlist.ingest.encoding import decode_text
from castlist.ingest.html.fragment import read_fragment, squeeze
from castlist.ingest.html.tags import has_endless_tag
from castlist.model import Raw
from castlist.text import count_words, slug, split_lines

if TYPE_CHECKING:
    from feedparser import FeedParserDict

__all__ = ["read_feed"]

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{1,40})[\"']")
_PROLOGUE = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*+", re.DOTALL | re.IGNORECASE
)
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r"))
# and entities, for which feedparser needs ten seconds; a hundred whole articles have 40,000
_MOST_TAGS = 200_000
# words; WordPress cuts after 55, and newspapers give their first two paragraphs
_LONGEST_SUMMARY = 120
# How a summary ends: in dots, in an invitation to read on,
# or in the line that WordPress puts under one.
_BROKEN_OFF = re.compile(
    r"(\.{3}|…)[\])\s]*$|\b(read|continue|keep|find"
    r" out|learn)\b[\w\s,]{0,40}\b(more|on|reading|story|article|here)\W*$"
    r"|^The post .{1,300} appeared first on .{1,100}$",
    re.IGNORECASE | re.MULTILINE,
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# feedparser lets through what its loose parser stumbles over in broken feeds.
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    SAXException,
)


def read_feed(file: File, context: ReadContext) -> Iterator[Found]:
    """The articles of a feed, each with its title as the first line,
    and the feed's title as the outlet.

    An entry without text is an InputError among them. Raises InputError if the file is no feed,
    declares entities, is larger than the settings allow or has no entries.
    """
    limit = context.settings.max_page_bytes
    most = context.settings.max_members
    if len(file.data) > limit:
        raise InputError(f"{file.where} is a feed of more than {limit:,} bytes. Split it.")
    if file.data.count(b"<") + file.data.count(b"&") > _MOST_TAGS:
        raise InputError(
            f"{file.where} is a feed of more than {_MOST_TAGS:,} tags or entities."
            " Split it."
        )
    parsed = _parse(file)
    entries = parsed["entries"]
    if not entries:
        raise InputError(
            f"{file.where} is a feed without entries. Look whether its address is the right"
            " one."
        )
    if len(entries) > most:
        raise InputError(
            f"{file.where} is a feed of {len(entries):,} entries (at most {most:,})."
            " Split it."
        )
    for number, entry in enumerate(entries, 1):
        where = f"{file.where}, entry {number}"
        try:
            with contained(where):
                found: Found = _read_entry(entry, parsed, replace(file, where=where))
        except CastlistError as error:
            cause = error.__cause__
            broken = InputError(
                f"{where} is broken ({type(cause).__name__}). Save the article from its"
                " page."
            )
            found = broken if isinstance(cause, _BROKEN) else error
        yield found


def _parse(file: File) -> "FeedParserDict":
    try:
        import feedparser
    except ImportError as error:
        raise InputError(
            f"{file.where} needs feedparser. Install it: pip install 'castlist[feeds]'"
        ) from error
    try:
        return feedparser.parse(
            io.BytesIO(_root(file)), sanitize_html=False, resolve_relative_uris=False
        )
    except _BROKEN as error:
        raise InputError(
            f"{file.where} is a broken feed ({type(error).__name__}). Save it again."
        ) from error


def _root(file: File) -> bytes:
    """The feed in UTF-8 without anything before its root element,
    and without control characters."""
    wide = file.data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    data = file.data if wide else file.data.translate(None, _CONTROLS)
    declared = _DECLARED.search(data[:400])
    stated = (
        f"{file.media_type}; charset={declared[1].decode()}"
        if declared
        else file.media_type
    )
    text = _PROLOGUE.sub(
        "", decode_text(replace(file, data=data, media_type=stated)).text, count=1
    )
    if text[:9].lower() == "<!doctype":  # the prologue takes one without declarations in it
        raise InputError(
            f"{file.where} is unsafe: it declares XML entities, which no feed needs. Leave"
            " it out."
        )
    if has_endless_tag(text):
        raise InputError(
            f"{file.where} has a tag with too many attributes: it is broken, or a trap."
            " Leave it out."
        )
    if not re.match(r"<\w", text):
        raise InputError(
            f"{file.where} is no feed: it does not begin with an element. Save it again."
        )
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + text.encode()


def _read_entry(entry: Mapping[str, Any], parsed: Mapping[str, Any], file: File) -> Raw:
    title = _plain(entry.get("title_detail") or {}, file.where)
    body, full = _find_body(entry)
    lines, left_out = read_fragment(body, file.where, title=title)
    words = sum(map(count_words, lines)) - count_words(title)
    if words <= 0:
        raise InputError(
            f"{file.where} ({title or 'no title'}) has no text in the feed. Save the"
            " article from its page."
        )
    source = (entry.get("source") or {}).get("title") or _plain(
        parsed["feed"].get("title_detail") or {}, file.where
    )
    link = squeeze(str(entry.get("link") or ""))
    url = link if link.startswith(("https://", "http://")) and " " not in link else ""
    published, published_from = _find_date(
        entry, atom=str(parsed.get("version") or "").startswith("atom")
    )
    return Raw(
        "\n".join(lines),
        name=_find_name(url, title),
        source=file.source,
        extractor=f"feedparser {_version()}",
        title=title,
        author=_find_author(entry),
        outlet=squeeze(source),
        published=published,
        published_from=published_from,
        url=url,
        language=_find_language(parsed["feed"]),
        left_out=left_out,
        laid_out=True,
        notes=tuple(_find_notes(parsed, 0 if full or _is_whole(lines, words) else words)),
    )


def _version() -> str:
    import feedparser

    return feedparser.__version__


def _plain(detail: Mapping[str, Any], where: str) -> str:
    """A title, which may hold HTML, on one line."""
    value = str(detail.get("value") or "")
    return (
        squeeze(value)
        if detail.get("type") == "text/plain"
        else " ".join(read_fragment(value, where)[0])
    )


def _find_body(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The fullest text of an entry as HTML,
    and whether the feed calls it the content, not a summary."""
    contents = [(_markup(detail), True) for detail in entry.get("content") or ()]
    # without details it is a copy of the content
    summary = (_markup(entry.get("summary_detail") or {}), False)
    return max([*contents, summary], key=lambda form: count_words(form[0]))


def _is_whole(lines: list[str], words: int) -> bool:
    """Whether what a feed calls a summary is all of an article:
    too long for a summary, and not broken off."""
    return words >= _LONGEST_SUMMARY and not _BROKEN_OFF.search("\n".join(lines[-2:]))


def _markup(detail: Mapping[str, Any]) -> str:
    value = str(detail.get("value") or "")
    kind = str(detail.get("type") or "html")
    if kind == "text/plain":
        return "<br>\n".join(split_lines(value.replace("&", "&amp;").replace("<", "&lt;")))
    return value if "html" in kind else ""


def _find_author(entry: Mapping[str, Any]) -> str:
    """The names of the authors; whoever gives an address only stays unnamed."""
    names = [
        squeeze(str(author.get("name") or "")) for author in entry.get("authors") or ()
    ]
    return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name))


def _find_date(entry: Mapping[str, Any], *, atom: bool) -> tuple[str, str]:
    """The day on the author's calendar (feedparser's own reading is in UTC), and where it stands.

    The one date of older feeds (dc:date) is known to feedparser as "updated"; in Atom it is the
    last change.
    """
    for field, where in (
        ("published", "feed entry"),
        ("updated", "feed entry, last change" if atom else "feed entry"),
    ):
        written = str(entry.get(field) or "") if f"{field}_parsed" in entry else ""
        iso = _ISO_DATE.match(written)
        try:
            day = (
                date.fromisoformat(iso[0]) if iso else parsedate_to_datetime(written).date()
            )
        except (ValueError, TypeError, OverflowError):
            continue
        return day.isoformat(), where
    return "", ""


def _find_name(url: str, title: str) -> str:
    """The last part of the address that has a word in it,
    as sites name their articles, or the title."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].rpartition(".")
    name = slug(last[0] or last[2])
    return name if "-" in name else slug(title) or name


def _find_language(feed: Mapping[str, Any]) -> str:
    code = str(feed.get("language") or "").lower().partition("-")[0]
    return code if len(code) == 2 and code.isalpha() else ""


def _find_notes(parsed: Mapping[str, Any], summary_words: int) -> Iterator[str]:
    if summary_words:
        yield f"The feed gives only a summary: {summary_words} words."
    if isinstance(parsed.get("bozo_exception"), SAXException):
        yield "The feed's XML is broken; it was read as far as possible."
