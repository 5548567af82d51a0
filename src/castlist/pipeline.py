"""The one place that knows the order of the stages: a source in, an Analysis out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from castlist.actors import link_actors
from castlist.clean import clean, matched_lines
from castlist.containment import contained
from castlist.english.language import require_english
from castlist.english.translation import translation_note
from castlist.english.turns import form_note, read_talk
from castlist.errors import CastlistError, InputError
from castlist.ingest import STDIN, ingest, ingest_text
from castlist.mentions import find_mentions
from castlist.model import (
    Analysis,
    Annotation,
    Article,
    Cast,
    Context,
    Decision,
    Mention,
    Raw,
    Score,
    SignOff,
    Speech,
)
from castlist.nlp.kept import pack_doc
from castlist.nlp.load import annotate_article
from castlist.nlp.parse import Parse
from castlist.quotes import decide_quotes, find_quotes, tell_speakers
from castlist.sentiment import score_article
from castlist.sentiment.toward import score_mentions
from castlist.settings import Settings
from castlist.text import estimate_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "PLAIN",
    "Reading",
    "analyse",
    "describe_run",
    "find_actors",
    "find_references",
    "find_speech",
    "find_tone",
    "link_references",
    "locate",
    "prepare",
    "read_article",
    "read_articles",
    "read_text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How to read: what people know and decided, whether to go on with other languages,
    limits, and who watches.

    `details` are title, author, outlet, published (ISO date) and url, and go before what a page
    says; `decided` gives the decisions for an article_id.
    """

    details: Mapping[str, str] = field(default_factory=dict)
    decided: Callable[[str], Sequence[Decision]] | None = None
    force: bool = False
    settings: Settings = field(default_factory=Settings)
    progress: Callable[[str], object] = str


PLAIN = Reading()
"""Nothing known, nothing decided, usual limits."""


def read_articles(
    source: Path | str, reading: Reading = PLAIN
) -> Iterator[Article | CastlistError]:
    """Every article of a file, folder or address (or of standard input, `-`):
    cleaned, its text frozen.

    An article of several that cannot be used is an error among them. Raises InputError if nothing
    can be read.
    """
    found = ingest(
        source,
        settings=reading.settings,
        details=reading.details,
        progress=reading.progress,
    )
    for raw in found:
        if isinstance(raw, CastlistError):
            yield raw
            continue
        where = locate(str(source), raw.source)
        try:
            with contained(where):
                article: Article | CastlistError = prepare(raw, where, reading)
        except CastlistError as error:
            article = error
        yield article


def read_article(
    source: Path | str, reading: Reading = PLAIN, *, article_id: str = ""
) -> Article:
    """The one article of a source, or the one of several that has this article_id.

    Raises InputError if it cannot be read, has too few words, or is not in English (unless
    `reading.force`).
    """
    found = list(read_articles(source, reading))
    articles = [
        a for a in found if isinstance(a, Article) and article_id in {"", a.article_id}
    ]
    if len(articles) == 1:
        return articles[0]
    for failed in found:
        if isinstance(failed, CastlistError) and not articles:
            raise failed
    wanted = f" called '{article_id}'" if article_id else ""
    raise InputError(
        f"{source} holds {len(articles)} articles{wanted}, not one. Name one by its"
        " article_id, or use `castlist run`, which takes them all."
    )


def read_text(text: str, reading: Reading = PLAIN, *, name: str = "") -> Article:
    """The article in a string, as `read_article` gives it; `name` becomes its article_id."""
    return prepare(
        ingest_text(text, name=name, details=reading.details), "the text", reading
    )


def find_references(
    article: Article, doc: "Doc", annotation: Annotation
) -> tuple[tuple[Mention, ...], tuple[Context, ...]]:
    """Every mention, not yet linked, and its context:
    among it who speaks the quote that it stands in."""
    mentions, contexts = find_mentions(article, doc, annotation)
    # their speakers are mentions yet, and no actors
    spoken = find_quotes(article, doc, mentions).quotes
    return mentions, tell_speakers(mentions, contexts, spoken)


def find_actors(
    article: Article,
    doc: "Doc",
    annotation: Annotation,
    *,
    decisions: Sequence[Decision] = (),
) -> Cast:
    """Every mention with its actor, and the actors, as people decided; what they decided about
    lines is there too."""
    references = find_references(article, doc, annotation)
    return link_references(article, references, decisions=decisions)


def link_references(
    article: Article,
    references: tuple[tuple[Mention, ...], tuple[Context, ...]],
    *,
    decisions: Sequence[Decision] = (),
) -> Cast:
    """The mentions that `find_references` gave, each with its actor, as people decided."""
    about_actors = tuple(d for d in decisions if d.about in {"name", "mention"})
    cast = link_actors(*references, about_actors)
    return _add_decisions(cast, matched_lines(article.raw_text.split("\n"), decisions))


def find_speech(
    article: Article, doc: "Doc", cast: Cast, *, decisions: Sequence[Decision] = ()
) -> tuple[Speech, Cast]:
    """Every quote with its speaker, as people decided;
    and the cast with what came of those decisions."""
    speech, about_quotes = decide_quotes(
        find_quotes(article, doc, cast.mentions), cast, decisions
    )
    return speech, _add_decisions(cast, about_quotes)


def find_tone(
    article: Article,
    doc: "Doc",
    annotation: Annotation,
    cast: Cast,
    *,
    known: tuple[Score, ...] | None = None,
    settings: Settings | None = None,
) -> tuple[Score, ...]:
    """Every score of paragraphs, sentences and mentions; none if the article is not in English.

    `known` are those of paragraphs and sentences, if they need not be made again.
    """
    sentences = annotation.sentences
    mentions = cast.mentions
    scores = known
    if scores is None:
        scores = score_article(article, sentences, mentions=mentions, settings=settings)
    if not scores:
        return ()
    parse = Parse.of(doc, article.paragraphs)
    about = (article, sentences, mentions, parse, annotation.model)
    likely = (settings or Settings()).likely_person
    unlikely = {a.actor_id for a in cast.actors if a.type_probability < likely}
    toward = score_mentions(*about, unlikely=unlikely, settings=settings)
    return tuple(sorted([*scores, *toward], key=lambda s: (s.unit, s.unit_id, s.scorer)))


def analyse(
    article: Article,
    nlp: "Language",
    *,
    decisions: Sequence[Decision] = (),
    settings: Settings | None = None,
) -> Analysis:
    """Everything that castlist can say of one article;
    what people decided is applied before anything is counted."""
    doc, annotation = annotate_article(article, nlp)
    cast = find_actors(article, doc, annotation, decisions=decisions)
    speech, cast = find_speech(article, doc, cast, decisions=decisions)
    return Analysis(
        article,
        annotation,
        cast,
        speech,
        find_tone(article, doc, annotation, cast, settings=settings),
        pack_doc(doc, article.text),
    )


def describe_run(
    model: str = "",
    *,
    decisions: Sequence[Decision] = (),
    signed: SignOff | None = None,
    changed: Sequence[str] = (),
) -> dict[str, str]:
    """How tables were made, for method lines:
    version of castlist, model if one was used, what people reviewed.

    `decisions` are those of the cast: the ones that matched nothing in the article are not counted.
    `changed` says what is not as it was when somebody signed off, which voids it.
    """
    review = _describe_review(decisions, signed, changed)
    return {"castlist": _own_version(), "review": review} | (
        {"model": model} if model else {}
    )


@cache  # it stands in a file of the package, which takes 3 ms to find and read
def _own_version() -> str:
    return version("castlist")


def _describe_review(
    decisions: Sequence[Decision], signed: SignOff | None, changed: Sequence[str]
) -> str:
    """Whether a person reviewed the article: the one place that says so."""
    if signed and not changed:
        quotes = _count(len(signed.quotes), "quote")
        doubtful = _count(signed.doubtful, "doubtful link")
        return f"reviewed by {signed.by} on {signed.on}: all {quotes} and {doubtful} seen"
    obeyed = sum(d.matched > 0 and d.action != "confirm" for d in decisions)
    made = f"{_count(obeyed, 'correction')} by a person, " if obeyed else ""
    since = f"; since {signed.by} reviewed it on {signed.on}, " if signed else ""
    return f"{made}not reviewed{since}{_listed(changed)}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _listed(changed: Sequence[str]) -> str:
    """What changed, the first two of many."""
    more = [f"{len(changed) - 2:,} more"] if len(changed) > 2 else []
    return f"{', '.join([*changed[:2], *more])} changed" if changed else ""


def locate(source: str, inside: str) -> str:
    """What messages call an article:
    the source as it was typed, and which of several in it (its column `source`)."""
    if source == STDIN:
        return "standard input"
    return (
        source if inside in {"text", source, Path(source).name} else f"{source}: {inside}"
    )


def _add_decisions(cast: Cast, more: Iterable[Decision]) -> Cast:
    return replace(
        cast,
        decisions=tuple(sorted((*cast.decisions, *more), key=lambda d: (d.file, d.row))),
    )


def prepare(raw: Raw, where: str, reading: Reading = PLAIN) -> Article:
    """The article that was found, cleaned, its text frozen; `where` is what messages call it.

    Raises InputError if it has too few words, or is not in English (unless `reading.force`).
    """
    article = clean(raw, decided=reading.decided, settings=reading.settings)
    needed = reading.settings.min_words
    # Another language is refused for what it is.
    if max(article.row.words, estimate_words(article.text)) < needed:
        found = "1 word" if article.row.words == 1 else f"{article.row.words} words"
        raise InputError(
            f"{where} has no article text (found {found}, {needed} are needed). Paste the"
            " whole article into a text file, or hand it over with --text."
        )
    language = require_english(article.text, where, force=reading.force)
    translated = translation_note(article.text, raw.text, language, raw.language)
    talk = read_talk(article.paragraphs)
    notes = " ".join(filter(None, (article.row.notes, form_note(talk), translated)))
    row = replace(article.row, language=language, notes=notes, form=talk.form)
    return replace(article, row=row)
