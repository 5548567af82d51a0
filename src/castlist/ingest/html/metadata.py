"""What a web page says of its article:
titles, author, outlet, date and where it stands, address, language, paywall.

Every fact is one that the page states; what it does not state stays empty.
"""

import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from castlist.ingest.html.fragment import squeeze

__all__ = ["Metadata", "read_metadata"]

_Node = dict[str, Any]

_ARTICLE = re.compile(r"(Article|Posting|Report|Review)$")
_DATE = re.compile(
    r"^\s*((?:19|20)\d\d)([-/]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_DATE_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d])"
)
# Names of <meta> tags, the most telling first.
_PUBLISHED = """
    article:published_time article:published og:article:published_time og:published_time
    datepublished date_published parsely-pub-date sailthru.date dc.date.issued dcterms.issued
    dcterms.created publishdate publish_date publish-date pubdate published_time published-date
    published_date publication_date originalpublicationdate article.published dc.date
    dcterms.date date
""".split()
_TITLES = [
    "og:title",
    "twitter:title",
    "headline",
    "dc.title",
    "parsely-title",
    "sailthru.title",
    "title",
]
_AUTHORS = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
]
_OUTLETS = [
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
]
_BYLINES = (
    ".//*[@rel='author' or contains(@itemprop, 'author') or contains(@class, 'author') or"
    " contains(@class, 'Author') or contains(@class, 'byline') or contains(@class,"
    " 'Byline')][not(ancestor::aside or ancestor::footer)]"
)
_BY = re.compile(
    r"^((written|posted|reported|published|words|text|story)"
    r" )?by\b\s*:?\s*|^authors?\s*:\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*@\S+|\b\S+://\S*|\bwww\.\S+")
_AFTER_NAME = re.compile(
    r"\s*([|•·(/\d].*| [–—-] .*|\b(on|in|at|is|for|[Uu]pdated|[Pp]ublished)\b .*)$"
)
_NAME = re.compile(r"([^\W\d_][\w.'’-]*( |, | and | & )){1,7}[^\W\d_][\w.'’-]*")
_NO_NAME = re.compile(
    r"\b(last|updated?|published|posted|author|editor|reviewed|read|minutes?|comments?|share|about|(jan|feb)(uary|ruary)?|"
    r"mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\b",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 120  # characters; more is the author's biography
_LONGEST = 500  # characters of a title, or of who wrote it

# Without a handler, Python prints a library's warnings to the terminal.
logging.getLogger("htmldate").addHandler(logging.NullHandler())


class Metadata(NamedTuple):
    """What a page states; empty if it does not.
    `titles` is all that it calls itself, the most telling first."""

    titles: list[str]
    author: str
    outlet: str
    published: str
    published_from: str
    url: str
    language: str
    is_free: bool  # False if the page says that not everybody may read all of it


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """What a page that was fetched from this address (or from none) says of itself."""
    tags = _meta_tags(root)
    nodes = list(_linked_data(root))
    article: _Node = next((n for n in nodes if _ARTICLE.search(_text(n.get("@type")))), {})
    address = _address(root, tags, url)
    published, published_from = _published(root, tags, article, address)
    language = re.match(
        r"[a-z]{2}(?![a-z])", (root.get("lang") or root.get("xml:lang") or "").lower()
    )
    titles = [
        _text(article.get("headline")),
        *_pick(tags, _TITLES),
        _text_of(root.find(".//title")),
    ]
    return Metadata(
        titles=[title for title in titles if 0 < len(title) <= _LONGEST],
        author=_author(root, tags, article),
        outlet=_outlet(tags, article),
        published=published,
        published_from=published_from,
        url=address,
        language=language[0] if language else "",
        is_free=not any(
            _text(n.get("isAccessibleForFree")).lower() == "false" for n in nodes
        )
        and tags.get("article:content_tier") != "locked",
    )


def _meta_tags(root: HtmlElement) -> dict[str, str]:
    """Content of the <meta> tags by name, property or itemprop in lower case;
    of several the first."""
    tags: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = squeeze(tag.get("content", ""))
        if name and content:
            tags.setdefault(name.lower(), content)
    return tags


def _linked_data(root: HtmlElement) -> Iterator[_Node]:
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "") and script.text:
            try:
                yield from list(_nodes(json.loads(script.text, strict=False)))
            # as broken as many are: the <meta> tags say the same
            except (ValueError, RecursionError):
                continue


def _nodes(tree: object) -> Iterator[_Node]:
    """The things that a piece of linked data is about:
    on the outside, in its graph, or as its main thing."""
    if isinstance(tree, list):
        for member in tree:
            yield from _nodes(member)
    elif isinstance(tree, dict):
        yield tree
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _nodes(tree.get(key))


def _pick(tags: dict[str, str], names: list[str]) -> list[str]:
    return [tags[name] for name in names if name in tags]


def _published(
    root: HtmlElement, tags: dict[str, str], article: _Node, address: str
) -> tuple[str, str]:
    """The ISO date and where it stands; the date of a later change does not count."""
    times = root.xpath(".//*[@itemprop='datePublished' or @pubdate]")
    for place, pattern, texts in (
        (
            "JSON-LD",
            _DATE,
            [_text(article.get("datePublished")), _text(article.get("dateCreated"))],
        ),
        ("meta tag", _DATE, _pick(tags, _PUBLISHED)),
        (
            "time element",
            _DATE,
            [time.get("datetime") or time.get("content") or "" for time in times],
        ),
        ("address", _DATE_IN_ADDRESS, [address]),
    ):
        for found in filter(None, map(pattern.search, texts)):
            try:
                return date(int(found[1]), int(found[3]), int(found[4])).isoformat(), place
            except ValueError:  # February 30
                continue
    return _date_in_text(root)


def _date_in_text(root: HtmlElement) -> tuple[str, str]:
    """What htmldate finds in the body, where it looks at marked dates and by-lines;
    it does not search running text."""
    from htmldate import find_date

    body = root.find("body")  # without the head, whose dates of a change would count
    found = (
        None
        if body is None
        else find_date(body, original_date=True, extensive_search=False, url="")
    )
    if not found:
        return "", ""
    marked = any(
        (time.get("datetime") or "").startswith(found) for time in root.iter("time")
    )
    return found, "time element" if marked else "text"


def _address(root: HtmlElement, tags: dict[str, str], url: str) -> str:
    link = root.find(".//link[@rel='canonical'][@href]")
    for address in [link.get("href") if link is not None else "", tags.get("og:url", "")]:
        try:
            whole = urljoin(url, squeeze(address))
            if urlsplit(whole).scheme in {"http", "https"} and urlsplit(whole).netloc:
                return whole
        except ValueError:  # an address with a broken host
            continue
    return url


def _outlet(tags: dict[str, str], article: _Node) -> str:
    publisher = article.get("publisher")
    names = [*_pick(tags, _OUTLETS[:1]), *_names(publisher), *_pick(tags, _OUTLETS[1:])]
    return next((name.lstrip("@") for name in names if "://" not in name), "")


def _author(root: HtmlElement, tags: dict[str, str], article: _Node) -> str:
    """Who the linked data names, else the <meta> tags, else the byline;
    a login name only if there is nothing else."""
    stated = [
        ", ".join(_clean_names(names))
        for names in (_names(article.get("author")), _pick(tags, _AUTHORS)[:1])
    ]
    whole = next((names for names in stated if " " in names), "") or _byline(root)
    return whole or next((name for name in stated if name.isalpha()), "")


def _byline(root: HtmlElement) -> str:
    for element in root.xpath(_BYLINES):
        text = _text_of(element)
        marked = (
            "rel" in element.attrib
            or "itemprop" in element.attrib
            or "name" in element.get("class", "").lower()
        )
        if len(text) <= _LONGEST_BYLINE and (marked or _BY.match(text)):
            for name in _clean_names([text]):
                if (
                    _NAME.fullmatch(name)
                    and name[0].isupper()
                    and not _NO_NAME.search(name)
                ):
                    return name
    return ""


def _names(value: object) -> list[str]:
    """Names in linked data: a string, a thing with a name, or several of these;
    people before organisations."""
    things = value if isinstance(value, list) else [value]
    named = [
        (
            (_text(t.get("name")), _text(t.get("@type")))
            if isinstance(t, dict)
            else (_text(t), "")
        )
        for t in things
    ]
    people = [name for name, kind in named if name and kind != "Organization"]
    return people or [name for name, _ in named if name]


def _clean_names(texts: list[str]) -> list[str]:
    """Author lines, each once, without "By", addresses, dates and what else follows a name."""
    plain = (squeeze(_ADDRESS.sub(" ", text)) for text in texts if len(text) <= _LONGEST)
    names = (_AFTER_NAME.sub("", _BY.sub("", text)).strip(" ,;.:–—|-") for text in plain)
    return list(dict.fromkeys(filter(None, names)))


def _text(value: object) -> str:
    """The first text in a value of linked data, on one line."""
    while isinstance(value, list):
        value = value[0] if value else ""
    return squeeze(unescape(str(value))) if isinstance(value, str | bool) else ""


def _text_of(element: HtmlElement | None) -> str:
    return "" if element is None else squeeze(" ".join(element.itertext()))
