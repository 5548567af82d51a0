"""What a web page says of its article:
titles, author, outlet, date and where it stands, address, language, paywall.

Every fact is one that the page states; what it does not state stays empty.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from castlist.english.dates import read_stated
from castlist.english.rules import word_set
from castlist.ingest.html.byline import clean_names
from castlist.ingest.html.fragment import squeeze
from castlist.text import name_key

__all__ = ["Metadata", "read_metadata"]

_Node = dict[str, Any]

_ARTICLE = re.compile(r"(Article|Posting|Report|Review)$")
_DATE_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2]|[a-z]{3,9})\2(0?[1-9]|[12]\d|3[01])(?![\d])"
)
# Names of <meta> tags, the most telling first.
_PUBLISHED = """
    article:published_time article:published og:article:published_time og:published_time
    datepublished date_published parsely-pub-date sailthru.date dc.date.issued dcterms.issued
    dcterms.created publishdate publish_date publish-date pubdate published_time published-date
    published_date publication_date originalpublicationdate article.published dc.date
    dcterms.date date
""".split()
# other names that say the same
_PUBLISHED_LIKE = re.compile(
    r"publi(sh|c)\w*[-_.: ]?(date|time|on)|(date|time)[-_.: ]?publi"
)
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
# From the attributes, which few elements have, to the elements; the page itself does not count.
_LIVE = XPath("boolean(.//@itemtype[contains(., 'LiveBlog')]/parent::*[parent::*])")
_MARKED_DAYS = XPath(
    ".//@itemprop[. = 'datePublished']/parent::*[parent::*]"
    " | .//@pubdate/parent::*[parent::*]"
)
_LONGEST = 500  # characters of a title
# "The Daily | thedaily.com"
_SITE_TWICE = re.compile(
    r"\s+[|•·–—-]\s+(www\.)?[\w-]+(\.[\w-]+)*\.[a-z]{2,6}$", re.IGNORECASE
)


class Metadata(NamedTuple):
    """What a page states; empty if it does not.
    `titles` is all that it calls itself, the most telling first."""

    titles: list[str]
    author: str
    login: str  # a name in one word, if that is all: an agency, or what somebody is called there
    outlet: str
    published: str
    published_from: str
    stated: str  # how the date is written there
    day_in_address: str
    day_marked: str  # the first one that the page marks as published, wherever that stands
    url: str
    language: str
    is_live: bool  # the page is a live blog: its entries are one article
    is_free: bool  # False if the page says that not everybody may read all of it


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """What a page that was fetched from this address (or from none) says of itself."""
    tags = _meta_tags(root)
    nodes = list(_linked_data(root))
    article: _Node = next((n for n in nodes if _ARTICLE.search(_text(n.get("@type")))), {})
    address = _address(root, tags, url)
    published, published_from, stated = _published(tags, article)
    outlet = _outlet(tags, article, nodes) or _outlet_of(address)
    author, login = _author(tags, article, nodes, outlet)
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
        author=author,
        login=login,
        outlet=outlet,
        published=published,
        stated=stated,
        day_in_address=_date_in_address(address),
        day_marked=_find_marked_day(root),
        published_from=published_from,
        url=address,
        language=language[0] if language else "",
        is_live=any("LiveBlog" in _text(n.get("@type")) for n in nodes)
        or bool(_LIVE(root)),
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


def _published(tags: dict[str, str], article: _Node) -> tuple[str, str, str]:
    """The ISO date, where it stands and how it is written there; the date of a later change does
    not count."""
    stated = [_text(article.get("datePublished")), _text(article.get("dateCreated"))]
    named = _pick(tags, _PUBLISHED)
    named += [text for name, text in tags.items() if _PUBLISHED_LIKE.search(name)]
    for place, texts in (("JSON-LD", stated), ("meta tag", named)):
        for text in texts:
            if day := read_stated(text):
                return day, place, text
    return "", "", ""


def _date_in_address(address: str) -> str:
    """The day that an address names, as "/2015/09/12/" and "/2015/september/12/" do; empty if
    none."""
    found = _DATE_IN_ADDRESS.search(address)
    if not found:
        return ""
    year, month, day = found.group(1, 3, 4)
    return read_stated(
        f"{day} {month} {year}" if month.isalpha() else f"{year}-{month:0>2}-{day:0>2}"
    )


def _find_marked_day(root: HtmlElement) -> str:
    """The first day that a page marks as the one of publication."""
    stated = (
        read_stated(time.get("datetime") or time.get("content") or "")
        for time in _MARKED_DAYS(root)
    )
    return next(filter(None, stated), "")


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


def _outlet(tags: dict[str, str], article: _Node, nodes: list[_Node]) -> str:
    publisher = article.get("publisher")
    names = [
        *_pick(tags, _OUTLETS[:1]),
        *_names(publisher, nodes),
        *_pick(tags, _OUTLETS[1:]),
    ]
    name = next((name.lstrip("@") for name in names if "://" not in name), "")
    return _SITE_TWICE.sub("", name)


def _outlet_of(address: str) -> str:
    """The site's name in an address, if the page does not say what it is called."""
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


def _author(
    tags: dict[str, str], article: _Node, nodes: list[_Node], outlet: str
) -> tuple[str, str]:
    """Who the linked data name, else the <meta> tags; and, of names in one word, the first: it may
    be an agency, or what somebody is called at log-in."""
    written = [tags.get("twitter:data1", "")] if _is_by(tags) else []
    named = [_pick(tags, [name]) for name in _AUTHORS]
    stated = [
        clean_names(names, outlet=outlet)
        for names in (_names(article.get("author"), nodes), *named, written)
        if names
    ]
    own = name_key(outlet)
    whole = next((n for n in stated if " " in ", ".join(n) and name_key(n[0]) != own), [])
    first = next((n for n in stated if n and (n[0].isalpha() or name_key(n[0]) == own)), [])
    login = [] if first and first[0].casefold() in word_set("no_authors") else first
    return ", ".join(whole), ", ".join(login)


def _is_by(tags: dict[str, str]) -> bool:
    return tags.get("twitter:label1", "").casefold() == "written by"


def _names(value: object, nodes: list[_Node]) -> list[str]:
    """Names in linked data: a string, a thing with a name, or several of these, or the address of
    one that is named elsewhere; people before organisations."""
    things = value if isinstance(value, list) else [value]
    named = []
    for thing in things:
        if isinstance(thing, dict):
            whole = thing if "name" in thing else _find_node(_text(thing.get("@id")), nodes)
            named.append((_text(whole.get("name")), _text(whole.get("@type"))))
        else:
            named.append((_text(thing), ""))
    people = [name for name, kind in named if name and kind != "Organization"]
    return people or [name for name, _ in named if name]


def _find_node(address: str, nodes: list[_Node]) -> _Node:
    found = (n for n in nodes if address and n.get("@id") == address and "name" in n)
    return next(found, {})


def _text(value: object) -> str:
    """The first text in a value of linked data, on one line."""
    while isinstance(value, list):
        value = value[0] if value else ""
    return squeeze(unescape(str(value))) if isinstance(value, str | bool) else ""


def _text_of(element: HtmlElement | None) -> str:
    return "" if element is None else squeeze(" ".join(element.itertext()))
