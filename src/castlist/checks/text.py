"""Are the text and its lines those that were read?"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator

from castlist.checks.problems import problem, rows_of
from castlist.tables import Tables
from castlist.text import join_lines, rest_of_line, strip_line

__all__ = ["lines_add_up", "text_is_the_same"]


def lines_add_up(tables: Tables) -> Iterator[str]:
    """Every line of the raw text belongs to one paragraph, or is a cut, or parts of it are the one
    and the other; word for word and in order."""
    for key, raw in tables.raws.items():
        lines = {n: line for n, line in enumerate(raw.split("\n"), 1) if strip_line(line)}
        cuts = tables.cuts[tables.cuts["article_id"] == key]
        paragraphs = tables.paragraphs[tables.paragraphs["article_id"] == key]
        starts = paragraphs["line"].tolist()
        gone: dict[int, list[tuple[int, str]]] = {}
        wrong = False
        for n, offset, text in rows_of(cuts, ["line", "offset", "text"]):
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
        if [join_lines(part) for part in parts[1:]] != paragraphs["text"].tolist():
            yield (
                f"{key}: paragraphs must be the lines of raw.txt that were not cut, or what"
                " was not cut of them, word for word"
            )
        if wrong:
            yield f"{key}: cuts must be lines of raw.txt, word for word, or ends of them"


def text_is_the_same(tables: Tables) -> Iterator[str]:
    """Every text has the fingerprint that its article was given."""
    digests = {
        key: hashlib.sha256(text.encode()).hexdigest() for key, text in tables.texts.items()
    }
    articles = tables.articles
    changed = articles["article_id"].map(digests) != articles["text_sha256"]
    yield from problem(
        "articles", "text_sha256 must be the fingerprint of article.txt", articles, changed
    )
