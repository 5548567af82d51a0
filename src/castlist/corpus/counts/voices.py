"""Who speaks in a corpus, by kind of voice: found part by part, and kept beside the parts."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pandas as pd

from castlist.corpus.about import find_corpus
from castlist.corpus.counts.choosing import Choosing, ask_of_chosen
from castlist.corpus.extras import load_extra
from castlist.corpus.method import digest_rules
from castlist.corpus.parts.schema import pack_records
from castlist.corpus.parts.store import Store, StoredPart
from castlist.files import lock, write_file
from castlist.tables import Tables, walk_rows
from castlist.voices import KINDS, by_voice

__all__ = ["VoiceCount", "count_voices"]

_READ = ("tokens", "mentions", "actors", "quotes")  # what says who speaks, and as what


@dataclass(frozen=True, slots=True)
class _ArticleVoice:
    """One voice of one article."""

    article_id: str
    kind: str
    named: bool  # whether the article says who speaks
    words: int


@dataclass(frozen=True, slots=True)
class VoiceCount:
    """One kind of voice in one group of articles."""

    group: Annotated[str, "outlet, first day of the week, month or year; or empty: all"]
    reprints: Annotated[str, "with: every article; once: of those of one story the first"]
    kind: Annotated[str, "official, organisation, expert, citizen, unnamed or unknown"]
    voices: Annotated[int, "voices of that kind, each once an article"]
    articles: Annotated[int, "articles in which such a voice speaks"]
    words: Annotated[int, "what they say, word for word or in other words"]
    share: Annotated[float, "of all words that are said in the group's articles, 0 to 1"]
    per_1000: Annotated[float, "those for 1,000 words of the group's articles"]
    of_said: Annotated[int, "all words that are said in the group's articles"]
    of_speaking: Annotated[int, "articles of the group in which anybody speaks"]
    of_articles: Annotated[int, "all articles of the group"]
    of_words: Annotated[int, "all words of the group's articles"]


def count_voices(
    folder: Path,
    choosing: Choosing | None = None,
    progress: Callable[[str], object] = str,
) -> list[VoiceCount]:
    """Every kind of voice in each group of the chosen articles, in the order of
    `castlist.voices.KINDS`; the last is what the article does not say.

    The type of an actor that is chosen changes nothing. Raises InputError as `open_tables`.
    """
    choosing = choosing or Choosing()
    columns = ["article_id", "group", "of_articles", "of_words"]
    question = (
        "SELECT article_id, part_of, of_articles, of_words FROM chosen JOIN totals"
        " USING (part_of) ORDER BY article_id"
    )
    chosen = pd.DataFrame(ask_of_chosen(folder, choosing, question).rows, columns=columns)
    said = chosen.merge(_read_voices(folder, progress), on="article_id")
    return [
        row
        for _, own in said.groupby("group", sort=True)
        for row in _count_group(own, choosing.reprints)
    ]


def _count_group(said: pd.DataFrame, reprints: str) -> Iterator[VoiceCount]:
    first = said.iloc[0]
    whole = int(said["words"].sum())
    speaking = int(said["article_id"].nunique())
    for kind in KINDS:
        own = said[said["kind"] == kind]
        words = int(own["words"].sum())
        yield VoiceCount(
            str(first["group"]),
            reprints,
            kind,
            int(own["named"].sum()),
            int(own["article_id"].nunique()),
            words,
            words / whole if whole else 0.0,
            1000 * words / int(first["of_words"]),
            whole,
            speaking,
            int(first["of_articles"]),
            int(first["of_words"]),
        )


def _read_voices(folder: Path, progress: Callable[[str], object]) -> pd.DataFrame:
    """The voices of all articles; those of a part are looked for once."""
    find_corpus(folder)
    place = folder / "voices"
    parquet = load_extra("pyarrow.parquet")
    with lock(folder, "voices"):
        store = Store(folder).open()
        parts = store.whole()
        wanted = {place / f"{_name(part)}.parquet": part for part in parts}
        for number, (path, part) in enumerate(wanted.items(), 1):
            if not path.is_file():
                progress(f"looking for who speaks: part {number} of {len(wanted)}")
                _write_voices(path, part)
        for path in place.glob("*.parquet"):
            if path not in wanted:
                path.unlink()
        frames: list[pd.DataFrame] = [parquet.read_table(p).to_pandas() for p in wanted]
    return pd.concat(frames, ignore_index=True)


def _name(part: StoredPart) -> str:
    """A name that changes with the part and with the rules."""
    contents = (part.folder / "part.json").read_bytes()
    found = hashlib.sha256(contents + digest_rules().encode())
    return f"{part.number:06}-{found.hexdigest()[:16]}"


def _write_voices(path: Path, part: StoredPart) -> None:
    voices = [voice for tables in _tables_of(part) for voice in _voices_of(tables)]
    write_file(path, pack_records(_ArticleVoice, voices))


def _voices_of(tables: Tables) -> Iterator[_ArticleVoice]:
    (key,) = tables.texts
    for row in walk_rows(by_voice(tables)):
        yield _ArticleVoice(key, row.kind, bool(row.voice), row.words)


def _tables_of(part: StoredPart) -> Iterator[Tables]:
    """The tables of each article of a part, as far as they say who speaks."""
    frames: dict[str, pd.DataFrame] = {name: part.read(name).to_pandas() for name in _READ}
    groups: dict[str, dict[Any, pd.DataFrame]] = {
        name: dict(iter(frame.groupby("article_id"))) for name, frame in frames.items()
    }
    texts = part.read("texts").select(["article_id", "text"]).to_pylist()
    for key, text in (row.values() for row in texts):
        own = {
            name: groups[name].get(key, frame.iloc[:0]).reset_index(drop=True)
            for name, frame in frames.items()
        }
        yield Tables(own, {key: text}, {key: ""}, {key: {}})
