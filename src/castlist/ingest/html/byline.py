"""What a page writes of who wrote an article -> their names: all of them, without "By", their
jobs, their outlet, addresses and dates."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile

from castlist.english.gazetteer import given_name
from castlist.english.rules import listed, word_set
from castlist.ingest.html.fragment import squeeze
from castlist.text import name_key

__all__ = ["BY", "clean_names", "find_names"]

BY = re.compile(
    r"^(?:this (?:post|article|story) was )?(?:(?:written|posted|reported|published|words|text"
    r"|story|article) )?by\b\s*:?\s*|^(?:authors?|words|text|written|byline)\s*:\s*",
    re.IGNORECASE,
)
# "Dec. 19, 2025 · Ann Roe"
_DATE_FIRST = re.compile(r"^[^|•·]{0,30}\b(?:19|20)\d\d\s*[|•·–—-]\s*")
_ADDRESS = re.compile(r"\S*@\S+|\b\S+://\S*|\bwww\.\S+")
# what follows a name: a bar, a bracket, a date, who else worked on the article
_AFTER = re.compile(
    r"(?<=\S)\s*([|•·(/\d].*| [–—-] .*|\b(on|in|at|is|for|has|was)\b .*"
    r"|\b(jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d.*"
    r"|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b.*"
    r"|[.,;]?\s*\b((medically|fact|legally|expert)[ -])?"
    r"(reviewed|edited|updated|published|modified|posted|checked|contributions?)\b.*)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and|&)\s+|[,;]\s*|\s(?:and|&)\s+)", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
_FIRST = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_SMALL = r"(?:d[aeiou]s?|del|della|di|van|von|der|den|ten|ter|la|le|al|el|bin|ibn|bint|y|e|du|zu)"
_NAME = re.compile(rf"{_FIRST}(?: (?:{_SMALL}|{_FIRST})){{0,4}} {_FIRST}")
_NO_NAME = re.compile(
    r"\b(last|updated?|published|posted|author|reviewed|read|minutes?|comments?|share|about"
    r"|follow|subscribe|view|more|by|(jan|feb)(uary|ruary)?|mar(ch)?|apr(il)?|june?|july?"
    r"|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\b",
    re.IGNORECASE,
)
_LONGEST = 500  # characters of what is stated


def clean_names(texts: Iterable[str], *, outlet: str = "") -> list[str]:
    """Names that a page states, each once: people if there are any, else what is stated, as an
    agency is; the outlet only if nobody else is named."""
    plain = [_strip(text) for text in texts if len(text) <= _LONGEST]
    people = _unique(name for text in plain for name in _split(text))
    named = people or _unique(
        rest for text in plain if (rest := _AFTER.sub("", text).strip(" ,;.:–—|-"))
    )
    return [name for name in named if name_key(name) != name_key(outlet)] or named[:1]


def find_names(line: str) -> list[str]:
    """The people whom a line says to be the authors; none if it names no person.

    >>> find_names("By Ann Roe, Bo van Dyk and Al Day, Staff Writers | 5 May 2020")
    ['Ann Roe', 'Bo van Dyk', 'Al Day']
    """
    return _unique(_split(_strip(line)))


def _strip(text: str) -> str:
    plain = _DATE_FIRST.sub("", squeeze(_ADDRESS.sub(" ", text))).strip("\"'“”‘’ ")
    return BY.sub("", plain).strip()


def _split(text: str) -> Iterator[str]:
    """The names in a list of names. What a comma alone parts from the name before is one only if
    it begins with a given name, or an "and" is still to come: the rest are jobs, places, degrees.
    """
    whole = _AFTER.sub("", text).strip(" ,;.:–—|-")
    last_and = max((found.end() for found in _AND.finditer(whole)), default=0)
    start = 0
    before = True
    for found in [*_BETWEEN.finditer(whole), None]:
        part = whole[start : found.start() if found else None].strip(" ,;:–—|-")
        name = _drop_job(part)
        listed_too = before and start <= last_and and name == part
        fits = bool(_NAME.fullmatch(name)) and not _NO_NAME.search(name)
        before = fits and (not start or listed_too or _is_given(name))
        if before:
            yield name
        start = found.end() if found else 0


def _drop_job(part: str) -> str:
    """A name without the job or the degrees behind it, and not said twice; empty if all of it is
    a job."""
    words = part.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        words = words[:half]
    name = list(dropwhile(_is_job, reversed(words)))[::-1]
    if not name or (len(name) > 1 and _is_given(name[0])):
        words = name
    elif _is_job(words[-1]):
        return part
    kept = [
        w for n, w in enumerate(words) if n < 2 or w.strip(".") not in listed("degrees")
    ]
    return " ".join(kept)


def _is_given(name: str) -> bool:
    return given_name(name.split()[0]) != (0, 0)


def _is_job(word: str) -> bool:
    plain = word.casefold().strip(".")
    return not {plain, plain.removesuffix("s")}.isdisjoint(word_set("byline_jobs"))


def _unique(names: Iterable[str]) -> list[str]:
    """Each name once, whatever its case, and whatever outlet one of them has behind it."""
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return [
        name
        for key, name in found.items()
        if not any(key[: len(other)] == other and key != other for other in found)
    ]
