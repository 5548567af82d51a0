"""Words of an article made fit for the page: what no page can hold is replaced, never run."""

import re
from urllib.parse import urlsplit

from castlist.charts.page.lettering import clean

__all__ = ["around", "cut_long", "legible", "safe_link", "says_who"]

# control characters and halves of characters: HTML has no way to write them
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
WORD = re.compile(r"\w+")
CONTEXT = 56  # characters on each side of a mention in a list
LONGEST = 400  # characters of a line that was cut


def legible(text: str) -> str:
    """The text with a sign for each character that a page cannot hold.

    >>> legible("a\\x00b")
    'a\\ufffdb'
    """
    return UNWRITABLE.sub("\ufffd", text)


def cut_long(text: str) -> str:
    """The text, or its beginning with an ellipsis."""
    text = " ".join(legible(text[: LONGEST + 1]).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind the characters from start to end, cut at a word.

    >>> around("Putin met Erdogan in Sochi.", 10, 17)
    ('Putin met ', ' in Sochi.')
    """
    before = text[max(start - CONTEXT - 1, 0) : start]
    behind = text[end : end + CONTEXT + 1]
    if len(before) > CONTEXT:
        before = "…" + (before.split(" ", 1)[1] if " " in before else before[1:])
    if len(behind) > CONTEXT:
        behind = (behind.rsplit(" ", 1)[0] if " " in behind else behind[:-1]) + "…"
    return _spaced(before), _spaced(behind)


def _spaced(text: str) -> str:
    """The text, clean, with the white space at its ends as one space."""
    inner = clean(text)
    first = " " * text[:1].isspace()
    last = " " * (bool(inner) and text[-1:].isspace())
    return f"{first}{inner}{last}"


def says_who(words: str, name: str, kind: str) -> bool:
    """Whether words of the text make it evident which name they mean: a name that shares a word
    with it, or a description that has it all.

    >>> says_who("Vladimir Putin", "Putin", "name"), says_who("Pyrector", "Bayraktar", "name")
    (True, False)
    """
    shared = _words(words) & _words(name)
    return bool(shared) and (kind == "name" or shared == _words(name))


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def safe_link(address: str) -> str:
    """The address if a browser may be led there from a page of ours: web pages, nothing else.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    plain = address == legible(address).strip()
    return address if plain and parts.scheme in {"http", "https"} and parts.netloc else ""
