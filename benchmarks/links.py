"""How often each rule links a mention to the wrong actor:
our links against the gold of the actor benchmarks."""

import importlib.util
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from castlist.model import Mention

__all__ = ["Judgement", "judge_links", "load_scorer"]

Doc = dict[str, Any]


class Judgement(NamedTuple):
    """One link of ours, or a gold mention that has none:
    which rule, and whether the gold agrees."""

    rule: str
    kind: str
    right: bool
    text: str
    linked_to: str
    gold: str
    doc: str
    start: int


def load_scorer(folder: Path) -> ModuleType:
    """The benchmark's own scorer, for the way in which it lays our mentions on the gold's."""
    spec = importlib.util.spec_from_file_location("scorer", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge_links(
    doc: Doc, mentions: Iterable[Mention], predictions: list[Doc], scorer: ModuleType
) -> Iterator[Judgement]:
    """A judgement for each link to an actor of a named gold entity,
    and for each such gold mention without a link.

    An actor of ours stands for the gold entity that most of its names mean. Dates, groups and
    adjectives are left out, as the scorer leaves them out.
    """
    ours = [m for m in mentions if m.kind != "group" and m.state != "rejected"]
    text = doc["text"]
    gold = [dict(m) for m in doc["mentions"]]
    for p in predictions:
        p["_n"] = scorer.norm_span(text, p["start"], p["end"])
    for g in gold:
        g["_nf"] = scorer.norm_span(text, g["start"], g["end"])
        if g["kind"] == "name":
            g["_n"] = scorer.norm_span(text, *g["name"])
    to_ours, to_gold, _ = scorer.align(text, gold, predictions)
    entities = {e["id"]: e for e in doc["entities"]}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for n, m in enumerate(ours):
        if n in to_gold and m.kind == "name":
            votes[m.actor_id][gold[to_gold[n]]["entity"]] += 1
    meant = {actor: count.most_common(1)[0][0] for actor, count in votes.items()}
    for n, m in enumerate(ours):
        other = gold[to_gold[n]] if n in to_gold else None
        if m.actor_id not in meant or (other and other["kind"] == "group"):
            continue
        if other is None and m.kind == "name":
            continue  # found or not found is measured elsewhere
        entity = other["entity"] if other else ""
        shown = (
            f"{other['kind']} {entities[entity].get('name', 'unnamed')}"
            if other
            else "no mention of the gold"
        )
        yield Judgement(
            m.rule,
            m.kind,
            entity == meant[m.actor_id],
            m.text,
            m.actor_id,
            shown,
            doc["id"],
            m.start,
        )
    for n, g in enumerate(gold):
        e = entities[g["entity"]]
        known = n in to_ours and ours[to_ours[n]].actor_id in meant
        if (
            not known
            and e["named"]
            and e["type"] in scorer.CORE
            and g["kind"] in scorer.KINDS
        ):
            shown = text[g["start"] : g["end"]][:60]
            found = ours[to_ours[n]].text if n in to_ours else "not found"
            yield Judgement(
                "", g["kind"], False, shown, found, e.get("name", ""), doc["id"], g["start"]
            )
