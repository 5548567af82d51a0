"""Which articles mention each actor of a corpus, and how often: what is counted, in one table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from castlist.corpus.parts.history import heard_words

__all__ = ["APPEARANCES", "Appearance", "find_appearances"]

APPEARANCES = "appearances"


@dataclass(frozen=True, slots=True)
class Appearance:
    """One actor over all articles in one article that names it."""

    article_id: Annotated[str, "the article"]
    who: Annotated[str, "the actor over all articles"]
    mentions: Annotated[int, "by name, description and pronoun"]
    spoke: Annotated[bool, "whether it speaks there, quoted or in other words"]
    quoted_words: Annotated[int, "its words in quotation marks or turns"]


def find_appearances(
    links: Mapping[tuple[str, str], str],
    actors: Iterable[Mapping[str, Any]],
    quotes: Iterable[Mapping[str, Any]],
) -> list[Appearance]:
    """Of some whole articles, sorted by article and actor. `links` say who an actor of an article
    (article_id, actor_id) is; `actors` and `quotes` are the rows of those tables."""
    mentions: dict[tuple[str, str], int] = defaultdict(int)
    words: dict[tuple[str, str], int] = {}
    quotes_of: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for quote in quotes:
        quotes_of[quote["article_id"]].append(quote)
    heard = {article: heard_words(own) for article, own in quotes_of.items()}
    for row in actors:
        article, actor = row["article_id"], row["actor_id"]
        who = links.get((article, actor))
        if who is None:
            continue
        place = (article, who)
        mentions[place] += row["mentions"]
        own = heard.get(article, {})
        if actor in own:
            words[place] = words.get(place, 0) + own[actor]
    return [
        Appearance(*place, number, place in words, words.get(place, 0))
        for place, number in sorted(mentions.items())
    ]
