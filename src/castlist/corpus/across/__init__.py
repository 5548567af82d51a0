"""Who is one actor over many articles, as tables beside the parts of a corpus."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from castlist.corpus.across.appearances import (
    APPEARANCES,
    Appearance,
    find_appearances,
)
from castlist.corpus.across.forms import LocalActor, Node
from castlist.corpus.across.joining import Join, Joined, join_actors
from castlist.corpus.extras import load_extra
from castlist.corpus.parts.schema import record_table
from castlist.corpus.parts.store import Store, StoredPart
from castlist.text import Keys, slug

__all__ = [
    "ACROSS",
    "APPEARANCES",
    "JOINS",
    "WHO",
    "ActorLink",
    "Appearance",
    "Join",
    "OverallActor",
    "write_across",
]

WHO = "who"
ACROSS = "across"
JOINS = "joins"

_ACTORS = ("article_id", "actor_id", "type", "name", "country")
_COUNTED = ("article_id", "actor_id", "mentions")
_HEARD = ("article_id", "speaker_actor_id", "state", "rule", "quoted_words")
_MOST_SPELLINGS = 20  # that a row shows


@dataclass(frozen=True, slots=True)
class OverallActor:
    """One actor over all articles of a corpus."""

    who: Annotated[str, "key of the actor over all articles"]
    name: Annotated[str, "as most of its articles call it"]
    type: Annotated[str, "person, organisation, place, people, thing or other"]
    country: Annotated[str, "ISO 3166-1 alpha-3, of most of its articles; or empty"]
    articles: Annotated[int, "articles that name it, reprints among them"]
    spellings: Annotated[str, "its names as they are written, with their number"]


@dataclass(frozen=True, slots=True)
class ActorLink:
    """Who an actor of an article is over all articles; whom its article never names is nobody."""

    article_id: Annotated[str, "the article"]
    actor_id: Annotated[str, "the actor in it"]
    who: Annotated[str, "the actor over all articles"]


def write_across(store: Store, folder: Path) -> None:
    """Write who is who over the whole parts of a corpus into a folder: `who`, `across`, `joins`,
    `appearances`."""
    joined = join_actors(_read_articles(store))
    who = {first: joined.groups.articles(first) for first in joined.groups.firsts()}
    keys = _key(joined, who)
    parquet = load_extra("pyarrow.parquet")
    rows = [
        OverallActor(
            keys[node],
            joined.name_of(node),
            node.type,
            joined.country_of(node),
            number,
            _list_spellings(joined, node),
        )
        for node, number in who.items()
    ]
    rows.sort(key=lambda row: (-row.articles, row.who))
    for name, record, found in (
        (WHO, OverallActor, rows),
        (JOINS, Join, joined.joins),
    ):
        table = record_table(record, found)
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
    _write_links(store, joined, keys, folder)


def _write_links(store: Store, joined: Joined, keys: dict[Node, str], folder: Path) -> None:
    """Write `across` and `appearances` part by part, so that the memory does not grow with the
    articles."""
    with (
        _writer(folder / f"{ACROSS}.parquet", ActorLink) as across,
        _writer(folder / f"{APPEARANCES}.parquet", Appearance) as appearances,
    ):
        for part in store.whole():
            links = {
                (article[0].article_id, actor_id): keys[node]
                for article in _articles_of(part)
                for actor_id, node in joined.who_of(article).items()
            }
            rows = [ActorLink(*actor, who) for actor, who in links.items()]
            across.write_table(record_table(ActorLink, rows))
            found = find_appearances(
                links, _rows(part, "actors", *_COUNTED), _rows(part, "quotes", *_HEARD)
            )
            appearances.write_table(record_table(Appearance, found))


def _writer(path: Path, record: type) -> Any:
    schema = record_table(record, []).schema
    parquet = load_extra("pyarrow.parquet")
    return parquet.ParquetWriter(path, schema, compression="zstd")


def _key(joined: Joined, who: dict[Node, int]) -> dict[Node, str]:
    """A readable key for each actor, the most frequent first."""
    keys = Keys()
    ordered = sorted(who, key=lambda node: (-who[node], node))
    return {node: keys.give(slug(joined.name_of(node)) or "actor") for node in ordered}


def _list_spellings(joined: Joined, node: Node) -> str:
    found = joined.spellings_of(node)
    most = sorted(found, key=lambda text: (-found[text], text))[:_MOST_SPELLINGS]
    return "; ".join(f"{text} ({found[text]})" for text in most)


def _read_articles(store: Store) -> Iterator[Sequence[LocalActor]]:
    for part in store.whole():
        yield from _articles_of(part)


def _articles_of(part: StoredPart) -> Iterator[Sequence[LocalActor]]:
    """The named actors of each article of a part that names anybody."""
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wanted = ("article_id", "actor_id", "kind", "state", "text")
    for row in _rows(part, "mentions", *wanted):
        if row["kind"] == "name" and row["actor_id"] and row["state"] != "rejected":
            names[row["article_id"], row["actor_id"]][" ".join(row["text"].split())] += 1
    articles: dict[str, list[LocalActor]] = defaultdict(list)
    for row in _rows(part, "actors", *_ACTORS):
        place = (row["article_id"], row["actor_id"])
        if place in names:
            country = row["country"]
            made = LocalActor(*place, row["type"], row["name"], names[place], country)
            articles[made.article_id].append(made)
    yield from articles.values()


def _rows(part: StoredPart, table: str, *columns: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = part.read(table).select(list(columns)).to_pylist()
    return found
