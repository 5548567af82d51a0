"""What a build replaced: the published numbers of an article as an earlier run had them.

They lie in the part that took its place, and come and go with it, so that a killed build leaves the
old numbers or the new ones with the old as history, never both or none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from castlist.corpus.parts.ledger import InputEntry
from castlist.model import REPEATS

__all__ = ["HISTORY", "FormerNumber", "former_numbers", "heard_words"]

HISTORY = "history"
"""The table, and the file of every part, that holds what its articles were before."""


@dataclass(frozen=True, slots=True)
class FormerNumber:
    """One actor of an article as an earlier run counted it; with an empty actor_id the article."""

    article_id: Annotated[str, "the article"]
    run: Annotated[int, "the build that replaced it"]
    earlier_run: Annotated[int, "the build that had made it"]
    failed: Annotated[bool, "whether it had failed then"]
    text_sha256: Annotated[str, "fingerprint of the text then"]
    outlet: Annotated[str, "outlet then"]
    published: Annotated[str, "date then"]
    method: Annotated[str, "castlist, its settings and the model then"]
    decided: Annotated[str, "key of what people had decided then; empty if nothing"]
    words: Annotated[int, "words of the article then"]
    actor_id: Annotated[str, "the actor; empty in the row of the article itself"]
    name: Annotated[str, "the actor's name"]
    type: Annotated[str, "the actor's type"]
    mentions: Annotated[int, "its mentions"]
    spoke: Annotated[bool, "whether it spoke"]
    quoted_words: Annotated[int, "its words in quotation marks or turns"]


def heard_words(quotes: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Actor of an article -> its words, of the rows of `quotes` that count there; nobody who does
    not speak."""
    words: dict[str, int] = {}
    for quote in quotes:
        if quote["state"] != "rejected" and quote["rule"] != REPEATS:
            speaker = quote["speaker_actor_id"]
            words[speaker] = words.get(speaker, 0) + quote["quoted_words"]
    return words


def former_numbers(
    entry: InputEntry, run: int, tables: Mapping[str, list[dict[str, Any]]]
) -> Iterator[FormerNumber]:
    """What one article was: a row for itself, and one for each of its actors.

    `tables` are the rows of `articles`, `actors` and `quotes` of that article alone.
    """
    article = next(iter(tables["articles"]), {})
    about = (
        entry.article_id,
        run,
        entry.run,
        bool(entry.stage),
        str(article.get("text_sha256", "")),
        str(article.get("outlet", "")),
        str(article.get("published", "")),
        entry.method,
        entry.decided,
        int(article.get("words", 0)),
    )
    yield FormerNumber(*about, "", "", "", 0, False, 0)
    words = heard_words(tables["quotes"])
    for actor in tables["actors"]:
        if not actor["names"]:
            continue  # nobody over many articles
        key = actor["actor_id"]
        counts = (actor["mentions"], key in words, words.get(key, 0))
        yield FormerNumber(*about, key, actor["name"], actor["type"], *counts)
