"""Whether a page's tags are made to keep a parser busy, told before it is parsed.

libxml2 looks through all attributes of a tag to add one more: 40,000 take four seconds, and a page
has room for millions. Tags are told as browsers tell them, from every "<" that may begin one, so
that nothing before it can hide it. Source:
https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state
"""

import re
from itertools import islice

__all__ = ["has_endless_tag"]

_NAME = r"[^\s/>][^\s/>=]*+"
_VALUE = r"""(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+"""
_ATTRIBUTE = re.compile(_NAME + _VALUE)
_TAG = re.compile(rf"[^\s/>]*+(?:[\s/]*+{_NAME}{_VALUE})*+")  # behind its first letter
# All but a few tags end after a few attributes, none of them with an angle bracket in it.
# These are told at once.
_SHORT_VALUE = r"""(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>][^\s<>]*+))?+"""
_NOT_SHORT = re.compile(
    rf"<[a-zA-Z](?![^\s/<>]*+(?:[\s/]*+[^\s/<>=][^\s/<>=]*+{_SHORT_VALUE}){{0,200}}+[\s/]*+>)",
    re.ASCII,
)
_MOST = 20_000  # attributes of one tag (0.7 seconds), or as much work with several tags
# times the page; 1.8 on the worst of 251 news pages, where a script compares with "<"
_MOST_READ = 5


def has_endless_tag(markup: str) -> bool:
    """Whether a page has a tag, or several,
    with so many attributes that a parser would be busy for long."""
    read = work = 0
    for start in _NOT_SHORT.finditer(markup):
        tag = _TAG.match(markup, start.end())
        end = tag.end() if tag else start.end()
        read += end - start.end()
        work += (
            sum(1 for _ in islice(_ATTRIBUTE.finditer(markup, start.end(), end), _MOST + 1))
            ** 2
        )
        if read > _MOST_READ * len(markup) or work > _MOST**2:
            return True
    return False
