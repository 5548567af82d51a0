"""A gold document as a user would have it: its text read, cleaned and analysed as `castlist run`
does, and the mentions carried back to where they stand in the gold's text."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

import castlist.mentions
from castlist.actors import link_actors
from castlist.containment import contained
from castlist.errors import CastlistError
from castlist.model import Annotation, Article, Cast, Context, Mention
from castlist.nlp.load import annotate_article
from castlist.pipeline import Reading, find_references, read_text
from measures.store import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Parsed

__all__ = [
    "Back",
    "Found",
    "Page",
    "find_all",
    "find_mentions",
    "finds_the_same",
    "forget",
    "link",
    "read_pages",
]

_WATCHED = Console(stderr=True)
# What a Doc keeps of its own words alone; all else is made again, as a rule may have gone into it.
_KEPT = {"castlist Parse", "castlist Page"}


class Back:
    """From a place in the cleaned article to the same place in the text that it was made of.

    Characters that are no white space are the same in both, paragraph by paragraph: cleaning cuts
    whole lines and rewrites nothing inside one.

    >>> from castlist.pipeline import read_text
    >>> text = "  One   short line of a story.\\n\\nAda Lind of Norvia has left."
    >>> Back(text, read_text(text)).span(28, 36) == (text.index("Ada"), text.index(" of N"))
    True
    """

    def __init__(self, text: str, article: Article) -> None:
        source = [(n, c) for n, c in enumerate(text) if not c.isspace()]
        flat = "".join(c for _, c in source)
        self.place: dict[int, int] = {}
        at = 0
        for paragraph in article.paragraphs:
            own = [n for n, c in enumerate(paragraph.text) if not c.isspace()]
            found = flat.find("".join(paragraph.text.split()), at)
            if found < 0:
                continue  # what stands nowhere in the gold is found nowhere there
            for number, place in enumerate(own):
                self.place[paragraph.start + place] = source[found + number][0]
            at = found + len(own)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the article stands in the text; None if it does not."""
        first = self.place.get(start)
        last = self.place.get(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def move(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """The mentions with their places in the text."""
        spans = ((m, self.span(m.start, m.end)) for m in mentions)
        return tuple(replace(m, start=s[0], end=s[1]) for m, s in spans if s)


@dataclass(frozen=True)
class Page:
    """A gold document that castlist reads: its article, parsed."""

    gold: Doc
    article: Article
    parsed: "Parsed"
    annotation: Annotation


@dataclass(frozen=True)
class Found:
    """A gold document with all its mentions, not yet linked; none if castlist refuses it,
    and then `refused` says why."""

    gold: Doc
    back: Back | None = None
    mentions: tuple[Mention, ...] = ()
    contexts: tuple[Context, ...] = ()
    refused: str = ""


def read_pages(docs: Sequence[Doc], nlp: "Language", title: str) -> Iterator[Page | Found]:
    """Every document parsed; one that castlist refuses is a Found without mentions."""
    watched = track(docs, title, len(docs), console=_WATCHED, transient=True)
    for doc in watched:
        read: Page | Found
        try:
            with contained(doc["id"]):
                name = re.sub(r"\W+", "-", doc["id"])
                article = read_text(doc["text"], Reading(force=True), name=name)
                read = Page(doc, article, *annotate_article(article, nlp))
        except CastlistError as error:
            read = _refuse(doc, error)
        yield read


def find_mentions(page: Page) -> Found:
    """The mentions of a page, not yet linked."""
    forget(page.parsed)
    try:
        with contained(page.gold["id"]):
            found = find_references(page.article, page.parsed, page.annotation)
    except CastlistError as error:
        return _refuse(page.gold, error)
    return Found(page.gold, Back(page.gold["text"], page.article), *found)


def finds_the_same(page: Page, found: Found) -> bool:
    """Whether the names and phrases of a page are those that it had: quicker than to find all of
    it anew, with who speaks them."""
    forget(page.parsed)
    try:
        with contained(page.gold["id"]):
            mentions, _ = castlist.mentions.find_mentions(
                page.article, page.parsed, page.annotation
            )
    except CastlistError:
        return False  # find_mentions will say why
    return mentions == found.mentions


def find_all(docs: Sequence[Doc], nlp: "Language", title: str) -> dict[str, Found]:
    """Every document with its mentions; why one is refused is printed."""
    pages = read_pages(docs, nlp, title)
    found = [p if isinstance(p, Found) else find_mentions(p) for p in pages]
    for each in found:
        if each.refused:
            print(f"refused: {each.refused}", file=sys.stderr)
    return {each.gold["id"]: each for each in found}


def link(
    found: Found,
    linker: Callable[[tuple[Mention, ...], tuple[Context, ...]], Cast] = link_actors,
) -> tuple[Mention, ...]:
    """The mentions of a document with their actors, where they stand in the gold's text."""
    if found.back is None:
        return ()
    try:
        with contained(found.gold["id"]):
            return found.back.move(linker(found.mentions, found.contexts).mentions)
    except CastlistError as error:
        print(f"refused: {error}", file=sys.stderr)
        return ()


def forget(parsed: "Parsed") -> None:
    """Take away what earlier runs kept with a Doc, but the reading of its own words."""
    stored = parsed.user_data
    for key in [k for k in stored if isinstance(k, str) and k.startswith("castlist ")]:
        if key not in _KEPT and "scores" not in key:
            del stored[key]


def _refuse(doc: Doc, error: CastlistError) -> Found:
    return Found(doc, refused=f"{doc['id']}: {error}")
