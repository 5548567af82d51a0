"""Outlet and author as a source line has them: what pages write in these fields is often an
address, the name of the site twice, or the outlet in the place of the author."""

import re
from urllib.parse import urlsplit

from castlist.charts.page.lettering import clean
from castlist.charts.page.wording import shorten
from castlist.english.rules import word_set

__all__ = ["clean_author", "clean_outlet"]

LONGEST = 60  # characters
ACRONYM = 4  # letters at most of an outlet in small letters that is one: bbc
BARS = re.compile(r"\s+[|–—·»:-]\s+|\s*\|\s*")
ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:/\S*)?", re.IGNORECASE
)
BY = re.compile(r"(?:written |reported |story )?by:?\s+", re.IGNORECASE)
NOBODY = re.compile(r"\S*@\S*|https?:\S*", re.IGNORECASE)
NO_AUTHORS = word_set("no_authors")
SECTIONS = frozenset({"home", "homepage", "news", "latest news", "world"})  # of a site


def clean_outlet(outlet: str, url: str = "") -> str:
    """The outlet's name without a second one behind a bar;
    where it is only an address, that without "www.".

    >>> clean_outlet("The Post | post.com"), clean_outlet("usatoday", "https://www.usatoday.com/x")
    ('The Post', 'usatoday.com')
    """
    parts = [part for part in BARS.split(clean(outlet)) if part]
    named = [part for part in parts if not ADDRESS.fullmatch(part)]
    names = [part for part in named if part.casefold() not in SECTIONS] or named
    name = (names or parts or [""])[0]
    if found := ADDRESS.fullmatch(name):
        return found[1].lower()
    if name.isalpha() and name.islower():
        name = _spelt(name, url)
    return shorten(name, LONGEST)


def _spelt(word: str, url: str) -> str:
    """An outlet of one word in small letters: by the article's address, else with capitals."""
    host = (urlsplit(url).hostname or "").removeprefix("www.") if "//" in url else ""
    if word in host.split("."):
        return host
    return word.upper() if len(word) <= ACRONYM else word.capitalize()


def clean_author(author: str, outlet: str) -> str:
    """The authors' names; without "by", addresses and the outlet, which is named already. Of more
    than have room the first ones.

    >>> clean_author("By Ana Lopez, BBC News", "BBC News"), clean_author("BBC News", "BBC News")
    ('Ana Lopez', '')
    """
    first = BARS.split(BY.sub("", clean(author), count=1))[0]
    names = [
        name
        for part in re.split(r"\s*[;,]\s*", first)
        if (name := part.strip())
        and not NOBODY.fullmatch(name)
        and name.casefold() not in NO_AUTHORS
        and not ADDRESS.fullmatch(name)
        and _letters(name) not in {_letters(outlet), _letters(outlet.split(".")[0])}
    ]
    joined = ", ".join(dict.fromkeys(names))
    if len(joined) <= LONGEST:
        return joined
    kept = [names[0]]
    for name in names[1:]:
        if len(", ".join([*kept, name])) > LONGEST - len(" and others"):
            break
        kept.append(name)
    return shorten(", ".join(kept), LONGEST) + " and others" * (len(kept) < len(names))


def _letters(name: str) -> str:
    return re.sub(r"\W|^the\b", "", name.casefold())
