"""Raw -> Article: whole lines that are page furniture become cuts, the rest paragraphs; then the text is frozen.

Nothing is rewritten: a paragraph is a line of the original, character for character. When in doubt a line stays.
"""

import hashlib
import re
from functools import cache

from castlist.errors import InputError
from castlist.model import Article, ArticleRow, Cut, Paragraph, Raw, Role
from castlist.rules import read_rules
from castlist.settings import Settings
from castlist.text import count_words, name_key, slug, strip_line, visible

__all__ = ["clean"]

BETWEEN_PARAGRAPHS = "\n\n"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def clean(raw: Raw, *, settings: Settings | None = None) -> Article:
    """The article without page furniture, with a cut for every line left out.

    Raises InputError if no line is left, or the text or one line is longer than the settings allow.
    """
    settings = settings or Settings()
    lines = raw.text.split("\n")
    _check_lengths(raw, lines, settings)
    kept, cuts, author = _split_lines(lines, settings)
    if not kept:
        raise InputError(
            f"{_name(raw)} has no paragraph left: all {len(cuts)} lines are page furniture. Paste the article's text."
        )
    key = slug(raw.name) or slug(" ".join(kept[0].split()[:6])) or "article"
    paragraphs = _number_paragraphs(key, kept, _has_title(raw, kept, settings))
    text = BETWEEN_PARAGRAPHS.join(kept)
    row = ArticleRow(
        article_id=key,
        title=raw.title or (kept[0] if paragraphs[0].role == "title" else ""),
        author=raw.author or author,
        outlet=raw.outlet,
        published=raw.published,
        url=raw.url,
        source=raw.source,
        extractor=raw.extractor,
        language="",
        words=sum(p.words for p in paragraphs),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return Article(row, raw.text, text, paragraphs, tuple(Cut(key, *cut) for cut in cuts))


def _check_lengths(raw: Raw, lines: list[str], settings: Settings) -> None:
    longest = max(len(line) for line in lines)
    if longest > settings.max_line_characters:
        raise InputError(
            f"{_name(raw)} has a line of {longest:,} characters (at most {settings.max_line_characters:,}). "
            "Put each paragraph on a line of its own."
        )
    if len(raw.text) > settings.max_characters:
        raise InputError(
            f"{_name(raw)} has {len(raw.text):,} characters (at most {settings.max_characters:,}). "
            "Split it, one article a file."
        )


def _split_lines(lines: list[str], settings: Settings) -> tuple[list[str], list[tuple[int, str, str, str]], str]:
    """Kept lines; cuts as (line, text, rule, reason); the author that an author line names."""
    body = [n for n, line in enumerate(lines) if count_words(line) >= settings.body_words]
    kept: list[str] = []
    cuts: list[tuple[int, str, str, str]] = []
    seen: set[tuple[str, ...]] = set()
    author = ""
    for n, line in enumerate(lines):
        plain = " ".join(visible(line).split())
        if not plain:
            continue
        edge = not body or n < body[0] or n > body[-1]
        rule, reason, named = _find_rule(plain, settings.longest_cut_words, edge=edge)
        author = author or named
        if not rule and name_key(plain) in seen:
            rule, reason = "repeated", "the same line stands further up"
        if rule:
            cuts.append((n + 1, line, rule, reason))
            continue
        kept.append(strip_line(line))
        if count_words(plain) >= settings.repeated_words:
            seen.add(name_key(plain))
    return kept, cuts, author


def _find_rule(line: str, longest: int, *, edge: bool) -> tuple[str, str, str]:
    if count_words(line) <= longest:
        for name, place, pattern, reason in _furniture():
            found = pattern.fullmatch(line) if edge or place == "any" else None
            if found:
                return name, reason, (found.groupdict().get("author") or "").strip(" ,")
    return "", "", ""


@cache
def _furniture() -> tuple[tuple[str, str, re.Pattern[str], str], ...]:
    rows = read_rules("boilerplate")
    return tuple((name, place, re.compile(pattern, re.IGNORECASE), reason) for name, place, pattern, reason in rows)


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


def _number_paragraphs(key: str, kept: list[str], has_title: bool) -> tuple[Paragraph, ...]:
    paragraphs, start = [], 0
    for number, line in enumerate(kept, 1):
        role: Role = "title" if has_title and number == 1 else "body"
        paragraphs.append(Paragraph(key, number, role, start, start + len(line), count_words(line), line))
        start += len(line) + len(BETWEEN_PARAGRAPHS)
    return tuple(paragraphs)


def _name(raw: Raw) -> str:
    return {"-": "standard input", "text": "the text"}.get(raw.source, raw.source)
