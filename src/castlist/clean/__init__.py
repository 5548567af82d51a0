"""Raw -> Article: whole lines that are page furniture become cuts, the rest paragraphs;
then the text is frozen.

Nothing is rewritten: a paragraph is a line of the original, or several that were one, character for
character. When in doubt a line stays, and what people decided about a line is obeyed.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from castlist.clean.decisions import decide_lines, matched_lines
from castlist.clean.furniture import find_furniture
from castlist.clean.layout import Block, lay_out
from castlist.errors import InputError
from castlist.model import Article, ArticleRow, Cut, Decision, Layout, Paragraph, Raw, Role
from castlist.settings import Settings
from castlist.text import count_words, join_lines, name_key, slug, strip_line

__all__ = ["clean", "matched_lines", "uncut"]

BETWEEN_PARAGRAPHS = "\n\n"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def clean(
    raw: Raw,
    *,
    decided: Callable[[str], Sequence[Decision]] | None = None,
    settings: Settings | None = None,
) -> Article:
    """The article without page furniture, with a cut for every line left out.

    `decided` gives, for an article_id, what people decided; their word on a line goes before every
    rule. Raises InputError if no line is left, or the text or one line is longer than the settings
    allow.
    """
    settings = settings or Settings()
    lines = raw.text.split("\n")
    if len(raw.text) > settings.max_characters:
        raise InputError(
            f"{_name(raw)} has {len(raw.text):,} characters (at most"
            f" {settings.max_characters:,}). Split it, one article a file."
        )
    key = slug(raw.name) or _key_of(_sort(raw, lines, {}, settings).kept)
    sorted_ = _sort(
        raw, lines, decide_lines(lines, decided(key)) if decided else {}, settings
    )
    if not sorted_.kept:
        raise InputError(
            f"{_name(raw)} has no paragraph left: all {len(sorted_.why)} lines are page"
            " furniture. Paste the article's text."
        )
    kept = [block.text for block in sorted_.kept]
    _check_paragraphs(raw, kept, settings)
    paragraphs = _number_paragraphs(key, sorted_.kept, _has_title(raw, kept, settings))
    text = BETWEEN_PARAGRAPHS.join(kept)
    row = ArticleRow(
        article_id=key,
        title=raw.title or (kept[0] if paragraphs[0].role == "title" else ""),
        author=raw.author or sorted_.author,
        outlet=raw.outlet,
        published=raw.published,
        published_from=raw.published_from,
        url=raw.url,
        source=raw.source,
        extractor=raw.extractor,
        layout=sorted_.layout,
        notes=" ".join(raw.notes),
        language="",
        words=sum(p.words for p in paragraphs),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    cuts = tuple(Cut(key, n, lines[n - 1], *why) for n, why in sorted(sorted_.why.items()))
    return Article(row, raw.text, text, paragraphs, cuts)


def _check_paragraphs(raw: Raw, kept: list[str], settings: Settings) -> None:
    """What was cut may be as long as it likes: a script's data, a list of all countries."""
    longest = max(map(len, kept))
    if longest > settings.max_line_characters:
        raise InputError(
            f"{_name(raw)} has a paragraph of {longest:,} characters (at most"
            f" {settings.max_line_characters:,}). Put each paragraph on a line of its own."
        )


def uncut(article: Article) -> Article:
    """The article as if nothing had been cut:
    every line that was is a paragraph of its own, in its place."""
    lines = [(p.line, p.text) for p in article.paragraphs] + [
        (c.line, strip_line(c.text)) for c in article.cuts
    ]
    blocks = [Block((n,), text) for n, text in sorted(lines)]
    paragraphs = _number_paragraphs(
        article.article_id, blocks, article.paragraphs[0].role == "title"
    )
    text = BETWEEN_PARAGRAPHS.join(block.text for block in blocks)
    return replace(article, text=text, paragraphs=paragraphs, cuts=())


def _key_of(kept: list[Block]) -> str:
    """What an article without a name is called: its first words."""
    return slug(" ".join(kept[0].text.split()[:6]) if kept else "") or "article"


class _Sorted(NamedTuple):
    """What became of every line: the kept blocks,
    and number of a line that was cut -> rule and reason."""

    kept: list[Block]
    why: dict[int, tuple[str, str]]
    author: str
    layout: Layout


def _sort(
    raw: Raw, lines: list[str], decisions: Mapping[int, Decision], settings: Settings
) -> _Sorted:
    restored = {n for n, decision in decisions.items() if decision.action == "restore_line"}
    out = (
        left
        for left in raw.left_out
        if left.line not in restored and strip_line(lines[left.line - 1])
    )
    # where nothing can be seen, nothing is cut
    why = {left.line: (left.rule, left.reason) for left in out}
    why |= {
        n: ("decision", f"a person cut it ({d.file})")
        for n, d in decisions.items()
        if n not in restored
    }
    blocks, layout = _lay_out(raw, lines, why)
    furniture = find_furniture(blocks, settings, pasted=not raw.laid_out, title=raw.title)
    kept = [
        block
        for n, block in enumerate(blocks)
        if n not in furniture or not restored.isdisjoint(block.lines)
    ]
    inside = {n for block in kept for n in block.lines}
    for position, found in furniture.items():
        why |= {
            n: (found.rule, found.reason) for n in blocks[position].lines if n not in inside
        }
    return _Sorted(
        kept, why, next((f.author for f in furniture.values() if f.author), ""), layout
    )


def _lay_out(
    raw: Raw, lines: list[str], out: Collection[int]
) -> tuple[list[Block], Layout]:
    """The blocks without the lines that are out already, and how they were written."""
    if raw.laid_out:
        told = ((n, strip_line(line)) for n, line in enumerate(lines, 1) if n not in out)
        return [Block((n,), text) for n, text in told if text], "given"
    blocks, layout = lay_out(lines)
    left = [tuple(n for n in block.lines if n not in out) for block in blocks]
    return [
        Block(numbers, join_lines(lines[n - 1] for n in numbers))
        for numbers in left
        if numbers
    ], layout


def _has_title(raw: Raw, kept: list[str], settings: Settings) -> bool:
    first = kept[0]
    if raw.title and name_key(first) == name_key(raw.title):
        return True
    words = count_words(first)
    if len(kept) == 1 or not 0 < words <= settings.title_max_words:
        return False
    if _SENTENCE_END.search(first):
        return count_words(kept[1]) >= settings.title_ratio * words
    return any(count_words(line) > words for line in kept[1:])


def _number_paragraphs(
    key: str, kept: list[Block], has_title: bool
) -> tuple[Paragraph, ...]:
    paragraphs = []
    start = 0
    for number, (lines, text) in enumerate(kept, 1):
        role: Role = "title" if has_title and number == 1 else "body"
        end = start + len(text)
        paragraphs.append(
            Paragraph(key, number, lines[0], role, start, end, count_words(text), text)
        )
        start = end + len(BETWEEN_PARAGRAPHS)
    return tuple(paragraphs)


def _name(raw: Raw) -> str:
    return {"-": "standard input", "text": "the text"}.get(raw.source, raw.source)
