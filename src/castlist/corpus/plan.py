"""Sources -> what is to be done, one input after the other: each article's id, key and decisions.

Articles are found here and not cleaned: what nothing changed in costs no more than its reading.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path, PurePath

from castlist.containment import contained
from castlist.corpus.method import describe_method, digest
from castlist.corpus.parts.ledger import InputEntry
from castlist.decisions import read_decisions
from castlist.errors import CastlistError
from castlist.ingest import STDIN, ingest
from castlist.model import Decision, Raw
from castlist.settings import DEFAULT_MODEL, Settings
from castlist.text import has_words, name_key, slug

__all__ = ["ArticleJob", "CorpusSource", "How", "Planner", "failed_entry", "shown"]

_FIRST_WORDS = 6  # of a text without a name, as cleaning names it
_SUFFIX = 8  # hexadecimal digits behind an article_id that another article has already
_NAME = 110  # bytes of an article_id; the suffix fits behind it
_KEY = 64  # hexadecimal digits of a key
_LONGEST = 200  # characters of a source in a table


@dataclass(frozen=True, slots=True)
class CorpusSource:
    """One source: a file, folder or address, and what is known of its articles."""

    given: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How every article of a build is read and analysed; plain data, for every worker."""

    model: str = DEFAULT_MODEL
    settings: Settings = field(default_factory=Settings)
    force: bool = False
    reviewed: Path = Path("data/reviewed")


@dataclass(frozen=True, slots=True)
class ArticleJob:
    """One article to analyse; plain data."""

    entry: InputEntry
    raw: Raw
    decisions: tuple[Decision, ...]


class Planner:
    """Names every input of a run, and says what its results depend on."""

    def __init__(self, how: How, owners: Mapping[str, str], run: int) -> None:
        self.how = how
        self.run = run
        self.method = describe_method(how.model, how.settings, force=how.force)
        self._owners = owners
        self._taken: dict[str, str] = {}  # of this run: article_id -> place
        self._places: set[str] = set()
        self._shared = read_decisions(how.reviewed, None)

    def read(
        self, source: CorpusSource, progress: Callable[[str], object]
    ) -> Iterator[ArticleJob]:
        """Every input of a source, when it is asked for; one that cannot be read is a job whose
        entry says why."""
        counts: dict[str, int] = {}
        given = shown(source.given)
        for position, found in enumerate(self._find(source, progress), 1):
            name = _name_of(found)
            place = _place_of(source.given, found, name)
            counts[place] = counts.get(place, 0) + 1
            if counts[place] > 1:
                place = f"{place}~{counts[place]}"
            if isinstance(found, CastlistError):
                yield self._unread(found, place, given, position)
            elif place not in self._places:  # a folder and a file in it may both be named
                self._places.add(place)
                yield self._plan(found, name, place, given=given, position=position)

    def _find(
        self, source: CorpusSource, progress: Callable[[str], object]
    ) -> Iterator[Raw | CastlistError]:
        """What a source holds; what takes too long, or is broken, is an error among it."""
        settings = self.how.settings
        items = ingest(
            source.given, settings=settings, details=source.details, progress=progress
        )
        found: Raw | CastlistError | None = None
        while True:
            try:
                with contained(shown(source.given), seconds=settings.max_seconds):
                    found = next(items, None)
            except CastlistError as error:
                found = error
            if found is None:
                return
            yield found

    def _plan(
        self, raw: Raw, name: str, place: str, *, given: str, position: int
    ) -> ArticleJob:
        key = name
        if self._owner(key) not in {None, place}:
            key = f"{name}-{digest(place, length=_SUFFIX)}"
        self._taken[key] = place
        raw = replace(raw, name=key)
        decisions = self._decisions(key, raw)
        text_key = digest(repr(astuple(raw)))
        decided = digest(repr(decisions)) if decisions else ""
        whole = digest(f"{text_key} {self.method} {decided}", length=_KEY)
        entry = InputEntry(
            place=place,
            given=given,
            position=position,
            article_id=key,
            key=whole,
            text_key=text_key,
            method=self.method,
            decided=decided,
            run=self.run,
            stage="",
            error="",
            message="",
        )
        return ArticleJob(entry, raw, decisions)

    def _owner(self, article_id: str) -> str | None:
        return self._taken.get(article_id) or self._owners.get(article_id)

    def _decisions(self, article_id: str, raw: Raw) -> tuple[Decision, ...]:
        """What people decided that could touch this article: its own file, and of the file for
        all articles what is about words that stand in it."""
        own = self.how.reviewed / f"{article_id}.csv"
        if not self._shared and not own.is_file():
            return ()
        words = name_key(f"{raw.title}\n{raw.text}") if self._shared else ()
        near = " ".join(words)
        return tuple(
            d
            for d in read_decisions(self.how.reviewed, article_id)
            if d.file == own.name or _touches(d, words, near)
        )

    def _unread(
        self, error: CastlistError, place: str, given: str, position: int
    ) -> ArticleJob:
        entry = InputEntry(
            place=place,
            given=given,
            position=position,
            article_id="",
            key=digest(place, length=_KEY),
            text_key="",
            method="",
            decided="",
            run=self.run,
            stage="",
            error="",
            message="",
        )
        nothing = Raw(text="", name="", source="", extractor="")
        return ArticleJob(failed_entry(entry, "ingest", error), nothing, ())


def shown(given: str) -> str:
    """A source in messages and tables; it may be a whole article, pasted for its name."""
    return given if len(given) <= _LONGEST else given[:_LONGEST] + "…"


def failed_entry(entry: InputEntry, stage: str, error: CastlistError) -> InputEntry:
    """The entry of an input that failed at this stage."""
    message = " ".join(str(error).split())
    return replace(entry, stage=stage, error=type(error).__name__, message=message)


def _touches(decision: Decision, words: Sequence[str], near: str) -> bool:
    """Whether the words that a decision is about stand in the text, marks around them or not."""
    surface = name_key(decision.surface)
    return has_words(words, surface) or " ".join(surface) in near


def _place_of(given: str, found: Raw | CastlistError, name: str) -> str:
    """The file that an input came from, the same whether it or its folder was named; and which
    article in it, unless that is called like the file."""
    if isinstance(found, CastlistError) or "://" in given or given == STDIN:
        return f"{shown(given)}#{name}"
    path = Path(given)
    folder = path if path.is_dir() else path.parent
    where = (folder / found.source).as_posix()
    alone = name == slug(PurePath(found.source).with_suffix("").as_posix(), limit=_NAME)
    return where if alone else f"{where}#{name}"


def _name_of(found: Raw | CastlistError) -> str:
    """What an article will be called; of what cannot be read, what is said of it."""
    if isinstance(found, CastlistError):
        return digest(str(found))
    first = " ".join(found.text.split()[:_FIRST_WORDS])
    return (
        slug(found.name, limit=_NAME)
        or slug(found.title or first, limit=_NAME)
        or "article"
    )
