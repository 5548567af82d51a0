"""Are the text and its lines those that were read?"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator

from castlist.checks.problems import Listed, problem
from castlist.text import join_lines, rest_of_line, strip_line

__all__ = ["lines_add_up", "text_is_the_same"]

_CUT = ["article_id", "line", "offset", "text"]


def lines_add_up(lists: Listed) -> Iterator[str]:
    """Every line of the raw text belongs to one paragraph, or is a cut, or parts of it are the one
    and the other; word for word and in order."""
    for key, raw in lists.tables.raws.items():
        lines = {n: line for n, line in enumerate(raw.split("\n"), 1) if strip_line(line)}
        told = lists.rows("paragraphs", ["article_id", "line", "text"])
        paragraphs = [(line, text) for of, line, text in told if of == key]
        starts = [line for line, _ in paragraphs]
        gone: dict[int, list[tuple[int, str]]] = {}
        wrong = False
        for of, n, offset, text in lists.rows("cuts", _CUT):
            if of != key:
                continue
            gone.setdefault(n, []).append((offset, text))
            wrong = wrong or not lines.get(n, "").startswith(text, offset)
        parts: list[list[str]] = [[] for _ in range(len(starts) + 1)]
        for n, line in lines.items():
            _, rest = rest_of_line(line, gone.get(n, ()))
            if rest:
                parts[bisect_right(starts, n)].append(rest if n in gone else line)
        if parts[0]:
            yield (
                f"{key}: {len(parts[0])} lines of raw.txt are in no paragraph, and no cut"
                " explains them"
            )
        if [join_lines(part) for part in parts[1:]] != [text for _, text in paragraphs]:
            yield (
                f"{key}: paragraphs must be the lines of raw.txt that were not cut, or what"
                " was not cut of them, word for word"
            )
        if wrong:
            yield f"{key}: cuts must be lines of raw.txt, word for word, or ends of them"


def text_is_the_same(lists: Listed) -> Iterator[str]:
    """Every text has the fingerprint that its article was given."""
    digests = {
        key: hashlib.sha256(text.encode()).hexdigest()
        for key, text in lists.tables.texts.items()
    }
    given = lists.rows("articles", ["article_id", "text_sha256"])
    changed = [digests.get(key) != digest for key, digest in given]
    yield from problem(
        lists, "articles", "text_sha256 must be the fingerprint of article.txt", changed
    )
