"""One actor over many articles, in the benchmark's words: usage: across.py GOLD OUT

Writes a line an actor of an article, {"article", "entity", "who"}, for score_across.py of names-
dwie. castlist links the names inside each article by itself; of the gold it sees names and types.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from castlist.actors import link_actors
from castlist.corpus.across.forms import LocalActor
from castlist.corpus.across.joining import join_actors
from measures.adapters import given_mentions
from measures.store import Doc, read_lines

__all__ = ["local_actors", "predict_across"]


def predict_across(docs: list[Doc]) -> Iterator[dict[str, object]]:
    """Who each actor of the gold is, by the actor that most of its names have for castlist."""
    articles: dict[str, list[LocalActor]] = {}
    holders: dict[tuple[str, object], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        articles[doc["id"]], actor_of = local_actors(doc)
        for n, mention in enumerate(doc["mentions"]):
            if actor := actor_of.get(n):
                holders[doc["id"], mention["entity"]][actor] += 1
    joined = join_actors(articles.values())
    who = {article: joined.who_of(actors) for article, actors in articles.items()}
    for (article, entity), held in holders.items():
        actor = min(held, key=lambda key: (-held[key], key))
        if node := who[article].get(actor):
            yield {"article": article, "entity": entity, "who": "/".join(node)}


def local_actors(doc: Doc) -> tuple[list[LocalActor], dict[int, str]]:
    """The actors of one article as castlist links their names, and the actor of each name by its
    number in the gold."""
    cast = link_actors(given_mentions(doc))
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in cast.mentions:
        if mention.actor_id:
            names[mention.actor_id][mention.text] += 1
    actors = [
        LocalActor(doc["id"], a.actor_id, a.type, a.name, names[a.actor_id])
        for a in cast.actors
    ]
    return actors, {int(m.mention_id[1:]): m.actor_id for m in cast.mentions if m.actor_id}


def main() -> None:
    """Gold in, predictions out."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    gold, out = map(Path, sys.argv[1:])
    lines = (json.dumps(line) for line in predict_across(read_lines(gold)))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
