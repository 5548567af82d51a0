"""Markdown -> Raw: its text without marks, a line a block, and what its front matter says.

The marks are read by markdown-it-py, as CommonMark with tables. Code, descriptions of pictures and
the front matter are shown as lines that are left out. Source: https://spec.commonmark.org
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.encoding import decode_text
from castlist.ingest.html.fragment import read_fragment, squeeze
from castlist.model import LeftOut, Raw
from castlist.text import split_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["looks_like_markdown", "read_markdown"]

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n((?:[^\n]{0,2000}\n){1,100}?)(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*)|[ \t]*)$")
_FIELDS = {  # field of Raw -> what it is called in front matter
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "publication", "publisher"),
    "published": ("date", "published", "pubdate"),
    "url": ("canonical", "canonical_url", "url", "link"),
}
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_LINK = re.compile(r"\[[^\][\n]{1,300}\]\((https?://|/)[^()\s]{1,2000}\)")
_STRONG = re.compile(r"(?<![*\w])\*\*[^*\s][^*\n]{0,300}\*\*(?![*\w])")
# characters, 33,000 words; markdown-it needs up to 20 seconds for a text five times as long
_LONGEST = 200_000
# line ends, and signs that may open a link; markdown-it needs two seconds for so many
_MOST_SIGNS = 20_000
_REASONS = {
    "front_matter": "what the file says of itself",
    "caption": "the description of a picture",
    "code": "computer code",
}

Part = tuple[str, str]  # text of a line, and the rule that leaves it out or nothing


def looks_like_markdown(text: str) -> bool:
    """Whether a text has the marks of Markdown, two kinds of them at least:
    front matter, headings, links, bold.

    Quotation marks and bullets do not count: mails have them too.
    """
    front, body = _split_front_matter("\n".join(split_lines(text)))
    return (
        bool(front) + sum(bool(mark.search(body)) for mark in (_HEADING, _LINK, _STRONG))
        >= 2
    )


def read_markdown(file: File, context: ReadContext) -> Iterator[Raw]:
    """The article in a Markdown file, with the title, author, outlet,
    date and address that its front matter gives.

    Without a title there, a first heading of the first level is the title. Raises InputError if it
    is no text, is larger than an article can be, or has no text but its marks.
    """
    from markdown_it import MarkdownIt, __version__

    text, _, notes = decode_text(file)
    most = min(_LONGEST, context.settings.max_characters)
    if len(text) > most:
        raise InputError(
            f"{file.where} has {len(text):,} characters of Markdown (at most {most:,})."
            " Split it, one article a file."
        )
    if sum(map(text.count, "[<\n")) > _MOST_SIGNS:
        raise InputError(
            f"{file.where} has more than {_MOST_SIGNS:,} lines or links. Split it, one"
            " article a file."
        )
    front, body = _split_front_matter(text)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    parts = [(line, "front_matter") for line in front if line.strip()]
    parts += [part for part in _read_blocks(tokens, file.where) if part[0]]
    if not any(not rule for _, rule in parts):
        raise InputError(
            f"{file.where} has no text in it. Paste the article into it and run again."
        )
    known = _read_fields(front)
    known.setdefault("title", _find_title(tokens))
    yield Raw(
        "\n".join(squeeze(line) for line, _ in parts),
        name=file.name,
        source=file.source,
        extractor=f"markdown-it-py {__version__}",
        left_out=tuple(
            LeftOut(n, rule, _REASONS[rule]) for n, (_, rule) in enumerate(parts, 1) if rule
        ),
        laid_out=True,
        notes=notes,
        **{"url": file.url} | known,
    )


def _split_front_matter(text: str) -> tuple[list[str], str]:
    """The lines of the front matter with their fences, and the text below;
    no lines if it is not written like YAML."""
    found = _FRONT_MATTER.match(text)
    inside = split_lines(found[1])[:-1] if found else []
    if not found or not any(map(_FIELD.match, inside)):
        return [], text
    if not all(
        not line.strip() or line[0] in " \t-#]" or _FIELD.match(line) for line in inside
    ):
        return [], text
    return split_lines(found[0].rstrip("\n")), text[found.end() :]


def _read_fields(front: list[str]) -> dict[str, str]:
    """What the front matter says, by fields of Raw. Only `key: value` on one line is read, and [a,
    b] as a list."""
    given: dict[str, str] = {}
    for line in front:
        if found := _FIELD.match(line):
            given.setdefault(found[1].lower(), _unquote(found[2] or ""))
    known = {
        field: value
        for field, names in _FIELDS.items()
        if (value := next((given[name] for name in names if given.get(name)), ""))
    }
    if not known.get("url", "").startswith(("https://", "http://")):
        known.pop("url", None)
    if "@" in known.get("author", ""):  # an address is nobody's name
        known.pop("author")
    try:
        day = date.fromisoformat(known.pop("published", "")[:10]).isoformat()
    except ValueError:
        return known
    return known | {"published": day, "published_from": "front matter"}


def _unquote(value: str) -> str:
    value = squeeze(value)
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(filter(None, (_unquote(part) for part in value[1:-1].split(","))))
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    if quoted:
        return value[1:-1]
    return value.partition(" #")[0].strip() if value[:1] not in "|>&*!{" else ""


def _find_title(tokens: list["Token"]) -> str:
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return squeeze(_read_inline(tokens[1].children or []))
    return ""


def _read_blocks(tokens: list["Token"], where: str) -> Iterator[Part]:
    """Every line with the rule that leaves it out, in order; a row of a table is one line."""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield " | ".join(filter(None, cells)), ""
            cells = None
        elif token.type == "inline":
            text = _read_inline(token.children or [])
            if cells is None:
                yield from ((squeeze(line), "") for line in text.split("\n"))
            else:
                cells.append(squeeze(text))
            images = (child for child in token.children or [] if child.type == "image")
            yield from (
                (squeeze(_read_inline(image.children or [])), "caption") for image in images
            )
        elif token.type in {"fence", "code_block"}:
            yield from ((squeeze(line), "code") for line in split_lines(token.content))
        elif token.type == "html_block":
            yield from ((line, "") for line in read_fragment(token.content, where)[0])


def _read_inline(tokens: list["Token"]) -> str:
    """The text of a block without marks, tags and pictures;
    it has line ends where the author forced them."""
    pieces = []
    for token in tokens:
        if token.type in {"text", "text_special", "code_inline"}:
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak" or token.content[:3].lower() == "<br":
            pieces.append("\n")
    return "".join(pieces)
