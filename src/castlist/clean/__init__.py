"""Raw -> Article: lines that are page furniture become cuts, and of captions the credits; the rest
becomes paragraphs; then the text is frozen.

Nothing is rewritten: a paragraph is a line of the original, or several that were one, or what is
left of a caption, character for character. When in doubt a line stays, and what people decided
about a line is obeyed.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from castlist.clean.decisions import decide_lines, matched_lines
from castlist.clean.furniture import Furniture, find_furniture
from castlist.clean.layout import Block, lay_out
from castlist.clean.parts import CutPart, keep_part
from castlist.english.dates import find_days
from castlist.errors import InputError
from castlist.model import Article, ArticleRow, Cut, Decision, Layout, Paragraph, Raw, Role
from castlist.settings import Settings
from castlist.text import count_words, join_lines, name_key, rest_of_line, slug, strip_line

__all__ = ["clean", "matched_lines", "uncut"]

_CHANGED = re.compile(r"\b(updated?|modified|changed)\b", re.IGNORECASE)
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
            f"{_name(raw)} has no paragraph left: all {len(sorted_.cut)} lines are page"
            " furniture. Paste the article's text."
        )
    kept = [block.text for block in sorted_.kept]
    _check_paragraphs(raw, kept, settings)
    title = _find_title(raw, sorted_, settings)
    paragraphs = _number_paragraphs(key, sorted_.kept, _tell_roles(sorted_, title))
    text = BETWEEN_PARAGRAPHS.join(kept)
    row = ArticleRow(
        article_id=key,
        title=raw.title or (kept[title] if title >= 0 else ""),
        author=raw.author or sorted_.author,
        outlet=raw.outlet,
        published=raw.published or sorted_.published,
        published_from=raw.published_from or ("text" if sorted_.published else ""),
        url=raw.url,
        source=raw.source,
        extractor=raw.extractor,
        layout=sorted_.layout,
        notes=" ".join(raw.notes),
        language="",
        words=sum(p.words for p in paragraphs),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    cuts = tuple(Cut(key, *part) for part in sorted_.cut)
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
    """The article as if nothing had been cut: every line, or end of a line, that was is a paragraph
    of its own, in its place."""
    lines = article.raw_text.split("\n")
    found: list[tuple[int, int, str, Role]] = []
    ends: dict[int, list[tuple[int, str]]] = {}
    for c in article.cuts:
        found.append((c.line, c.offset, strip_line(c.text), "body"))
        ends.setdefault(c.line, []).append((c.offset, c.text))
    for p in article.paragraphs:
        offset, _ = rest_of_line(lines[p.line - 1], ends.get(p.line, ()))
        found.append((p.line, offset, p.text, p.role))
    found.sort()
    blocks = [Block((n,), text) for n, _, text, _ in found]
    paragraphs = _number_paragraphs(article.article_id, blocks, [row[-1] for row in found])
    text = BETWEEN_PARAGRAPHS.join(block.text for block in blocks)
    return replace(article, text=text, paragraphs=paragraphs, cuts=())


def _key_of(kept: list[Block]) -> str:
    """What an article without a name is called: its first words."""
    return slug(" ".join(kept[0].text.split()[:6]) if kept else "") or "article"


class _Sorted(NamedTuple):
    """What became of every line: the kept blocks, which of them are captions, and the lines and
    ends of lines that are cut."""

    kept: list[Block]
    captions: set[int]
    cut: list[CutPart]
    author: str
    published: str
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
    kept: list[Block] = []
    captions: set[int] = set()
    ends: list[CutPart] = []
    for n, block in enumerate(blocks):
        found = furniture.get(n)
        if found is None or not restored.isdisjoint(block.lines):
            kept.append(block)
        elif found.stays:
            about = (found.rule, found.reason)
            caption, gone = keep_part(block, found.caption, lines, why=about)
            captions.add(len(kept))
            kept.append(caption)
            ends += gone
        else:
            why |= dict.fromkeys(block.lines, (found.rule, found.reason))
    cut = [CutPart(n, 0, lines[n - 1], *about) for n, about in why.items()]
    author = next((f.author for f in furniture.values() if f.author), "")
    dated = [block.text for n, block in enumerate(blocks) if _is_dated(furniture.get(n))]
    published = "" if raw.laid_out else _find_day(dated)
    return _Sorted(kept, captions, sorted(cut + ends), author, published, layout)


def _is_dated(found: Furniture | None) -> bool:
    return found is not None and found.rule in {"date", "author"}


def _find_day(lines: Sequence[str]) -> str:
    """The day on the first line about author or date that names one; not that of a change."""
    for line in lines:
        for day in find_days(line, ""):
            if not _CHANGED.search(line[: day.start]):
                return day.iso
    return ""


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


def _find_title(raw: Raw, found: _Sorted, settings: Settings) -> int:
    """Which of the kept blocks is the title: the first that is no caption, if it reads like one;
    else -1."""
    texts = {n: b.text for n, b in enumerate(found.kept) if n not in found.captions}
    if not texts:
        return -1
    place, first = next(iter(texts.items()))
    if raw.title and name_key(first) == name_key(raw.title):
        return place
    following = list(texts.values())[1:]
    words = count_words(first)
    if not following or not 0 < words <= settings.title_max_words:
        return -1
    if _SENTENCE_END.search(first):
        enough = count_words(following[0]) >= settings.title_ratio * words
    else:
        enough = any(count_words(line) > words for line in following)
    return place if enough else -1


def _tell_roles(found: _Sorted, title: int) -> list[Role]:
    roles: list[Role] = []
    for n in range(len(found.kept)):
        if n == title:
            roles.append("title")
        else:
            roles.append("caption" if n in found.captions else "body")
    return roles


def _number_paragraphs(
    key: str, kept: Sequence[Block], roles: Sequence[Role]
) -> tuple[Paragraph, ...]:
    paragraphs = []
    start = 0
    for number, ((lines, text), role) in enumerate(zip(kept, roles, strict=True), 1):
        end = start + len(text)
        paragraphs.append(
            Paragraph(key, number, lines[0], role, start, end, count_words(text), text)
        )
        start = end + len(BETWEEN_PARAGRAPHS)
    return tuple(paragraphs)


def _name(raw: Raw) -> str:
    return {"-": "standard input", "text": "the text"}.get(raw.source, raw.source)
