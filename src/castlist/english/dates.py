"""Dates as pages write them: the day that a piece of text names, and which of two days it is.

`10/04/2016` is a day in October for a reader in the United States and one in April for the rest of
the world: it is told by what the page says of itself, or not at all.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

__all__ = ["Day", "Order", "find_days", "find_order", "read_stated", "settle_day"]

Order = Literal["", "month first", "day first"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    r"(?<![\w/.-])(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)?[ -](?P<m1>{_MONTH})\.?,?[ -](?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH})\.? ?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[.,]? ?,? ?(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})"
    rf"|(?P<a>\d{{1,2}})(?P<s4>[-/.])(?P<b>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR}|(?<=/)\d\d))(?![\d/])",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"^\s*((?:19|20)\d\d)([-/]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_IN_UTC = re.compile(r"\d[T ]\d\d:?\d\d(:?\d\d(\.\d+)?)?\s*(Z|UTC|GMT|[+-]00:?00)\s*$")
_NUMERIC = re.compile(rf"(?<![\d/.-])(\d{{1,2}})/(\d{{1,2}})/(?:{_YEAR})(?![\d/])")
_MONTH_FIRST = re.compile(r"^en[-_]us\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"^en[-_](gb|au|nz|ie|in|za|ng|ke|sg|my)\b", re.IGNORECASE)
_AMERICAN_TIME = re.compile(r"\b[ECMP][SD]?T\b")


class Day(NamedTuple):
    """A day that a text names, and where in it."""

    iso: str
    start: int


def read_stated(text: str) -> str:
    """The ISO date that data for machines begin with, or that they name in words; empty if none.

    >>> read_stated("2016-10-04 05:07:09"), read_stated("Tue, 4 October 2016"), read_stated("4/10")
    ('2016-10-04', '2016-10-04', '')
    """
    found = _STATED.search(text)
    if found:
        return _iso(found[1], found[3], found[4])
    return next((day.iso for day in find_days(text, "")), "")


def find_days(text: str, order: Order, *, known: Collection[str] = ()) -> Iterator[Day]:
    """The days that a text names, in order; of a number that may be two days, the one of the
    page's order, or the one that the page has for certain; else none.

    >>> [day.iso for day in find_days("Oct. 4, 2016, not 10/04/2016", "")]
    ['2016-10-04']
    """
    for found in _DAY.finditer(text):
        days = list(filter(None, _readings(found, order)))
        if len(days) > 1:
            days = [day for day in days if day in known] or days
        if len(days) == 1:
            yield Day(days[0], found.start())


def _readings(found: re.Match[str], order: Order) -> Iterator[str]:
    """The one day or the two that a match can mean."""
    if found["m1"]:
        yield _iso(found["y1"], _month(found["m1"]), found["d1"])
    elif found["m2"]:
        yield _iso(found["y2"], _month(found["m2"]), found["d2"])
    elif found["y3"]:
        yield _iso(found["y3"], found["m3"], found["d3"])
    else:
        year = found["y4"] if len(found["y4"]) > 2 else f"20{found['y4']}"
        one = found["a"]
        two = found["b"]
        if found["s4"] == "." or one == two:
            yield _iso(year, two, one)
            return
        if order != "month first" or int(one) > 12:
            yield _iso(year, two, one)
        if order != "day first" or int(two) > 12:
            yield _iso(year, one, two)


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3].lower()) + 1)


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:  # February 30
        return ""


def find_order(language: str, lines: Iterable[str]) -> Order:
    """In which order a page writes day and month in numbers: by the country of its language, by a
    date of which only one order is possible, or by an American time; empty if nothing tells.

    >>> find_order("en", ["12/30/2015", "10/04/2016 05:07 AM"])
    'month first'
    """
    if _MONTH_FIRST.search(language):
        return "month first"
    if _DAY_FIRST.search(language):
        return "day first"
    for line in lines:
        if "/" not in line:
            continue
        for found in _NUMERIC.finditer(line):
            if int(found[1]) > 12 >= int(found[2]):
                return "day first"
            if int(found[2]) > 12 >= int(found[1]):
                return "month first"
            if _AMERICAN_TIME.search(line):
                return "month first"
    return ""


def settle_day(stated: str, text: str, shown: Iterable[str]) -> str:
    """The day of publication: what is stated, or the neighbouring day that the page itself shows
    where the time is stated for Greenwich.

    >>> settle_day("2023-01-17", "2023-01-17T00:30:00+00:00", ["2023-01-16"])
    '2023-01-16'
    """
    if _IN_UTC.search(text):
        own = date.fromisoformat(stated)
        near = {(own + timedelta(days=days)).isoformat() for days in (-1, 1)}
        for day in shown:
            if day == stated:
                return stated
            if day in near:
                return day
    return stated
