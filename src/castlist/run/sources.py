"""Sources -> articles, one after the other; which of them can go on, and which is there already."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from castlist.containment import contained
from castlist.errors import CastlistError, InputError
from castlist.model import Article, Failure
from castlist.pipeline import Reading, locate, read_articles, read_text
from castlist.run.failures import Failures
from castlist.run.outcomes import AlreadyThere
from castlist.tables import ENCODING

__all__ = ["Known", "Source", "kept_texts", "read_all"]

_LONGEST = 200  # characters of a source in a message


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a path or an address (`-` for standard input),
    or the article itself as a string."""

    path: str
    text: str | None = None

    @property
    def shown(self) -> str:
        """The source in messages and tables;
        somebody may have pasted a whole article for its name."""
        return self.path if len(self.path) <= _LONGEST else self.path[:_LONGEST] + "…"

    def read(self, reading: Reading) -> Iterator[Article | CastlistError]:
        """Its articles; what cannot be read, or takes too long, is an error among them."""
        articles = self._articles(reading)
        found: Article | CastlistError | None = None
        while True:
            try:
                with contained(self.shown, seconds=reading.settings.max_seconds):
                    found = next(articles, None)
            except CastlistError as error:
                found = error
            if found is None:
                return
            yield found

    def _articles(self, reading: Reading) -> Iterator[Article | CastlistError]:
        if self.text is None:
            yield from read_articles(self.path, reading)
        else:
            yield read_text(self.text, reading)


@dataclass(frozen=True, slots=True)
class Known:
    """What there is: fingerprint of a text -> article_id;
    and of this call, article_id -> where it came from."""

    texts: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)

    @classmethod
    def below(cls, processed: Path) -> "Known":
        """What earlier runs left in a folder of results."""
        found = (
            kept_texts(path.parent) for path in sorted(processed.glob("*/articles.csv"))
        )
        return cls({digest: key for texts in found for key, digest in texts.items()})


def read_all(
    sources: Sequence[Source], reading: Reading, known: Known, failures: Failures
) -> Iterator[tuple[Article | Failure | AlreadyThere, Source]]:
    """Every article of every source, when it is asked for, or why it cannot go on."""
    for source in sources:
        reading.progress(f"reading {source.shown}")
        for found in source.read(reading):
            if isinstance(found, CastlistError):
                yield failures.add(source.shown, "ingest", found), source
            else:
                yield _admit(found, source, known, failures), source


def _admit(
    article: Article, source: Source, known: Known, failures: Failures
) -> Article | Failure | AlreadyThere:
    """The article, unless its text is there already under another name,
    or it would overwrite another."""
    key = article.article_id
    where = locate(source.shown, article.row.source)
    first = known.texts.setdefault(article.row.text_sha256, key)
    if first != key:
        return AlreadyThere(where, first)
    if key in known.places:
        message = (
            f"{where} would overwrite the results of {known.places[key]}: both are called"
            f" '{key}'. Rename one of the files, or run them one by one with different"
            " --out."
        )
        return failures.add(source.shown, "ingest", InputError(message))
    known.places[key] = where
    return article


def kept_texts(folder: Path) -> dict[str, str]:
    """article_id -> fingerprint of the text whose tables a folder holds; nothing where there are
    none, or they cannot be read."""
    with (
        suppress(OSError, ValueError, KeyError, csv.Error),
        (folder / "articles.csv").open(encoding=ENCODING, newline="") as file,
    ):
        return {row["article_id"]: row["text_sha256"] for row in csv.DictReader(file)}
    return {}
