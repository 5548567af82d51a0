"""How often each rule links a mention to the wrong actor, and which main actor stands in two rows:
our links against the gold of the actor benchmarks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import NamedTuple

from castlist.model import Mention
from measures.store import Doc

__all__ = [
    "Judgement",
    "judge_links",
    "lay_on",
    "main_actors",
    "meant_entities",
    "rates_by_rule",
    "share_in_two_rows",
]

_MAIN = 3  # mentions by name that make an actor of the gold a main one
_ROW = 2  # of them in a second row of ours, which a reader sees there


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


def lay_on(
    doc: Doc, predictions: list[Doc], scorer: ModuleType
) -> tuple[dict[int, int], dict[int, int]]:
    """Which prediction is which gold mention, one to one as the scorer has it:
    gold to ours, and ours to gold, by their numbers."""
    text = doc["text"]
    gold = [dict(m) for m in doc["mentions"]]
    ours = [dict(p) for p in predictions]
    for p in ours:
        p["_n"] = scorer.norm_span(text, p["start"], p["end"])
    for g in gold:
        g["_nf"] = scorer.norm_span(text, g["start"], g["end"])
        if g["kind"] == "name":
            g["_n"] = scorer.norm_span(text, *g["name"])
    to_ours, to_gold, _ = scorer.align(text, gold, ours)
    return to_ours, to_gold


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
    gold = doc["mentions"]
    to_ours, to_gold = lay_on(doc, predictions, scorer)
    entities = {e["id"]: e for e in doc["entities"]}
    meant = meant_entities(doc, ours, to_gold)
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


def meant_entities(
    doc: Doc, mentions: Sequence[Mention], to_gold: Mapping[int, int]
) -> dict[str, str]:
    """Each actor of ours -> the gold entity that most of its names mean; `to_gold` as `lay_on`
    has it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for n, m in enumerate(mentions):
        if n in to_gold and m.kind == "name":
            votes[m.actor_id][doc["mentions"][to_gold[n]]["entity"]] += 1
    return {actor: count.most_common(1)[0][0] for actor, count in votes.items()}


def rates_by_rule(judged: list[Judgement]) -> dict[tuple[str, str], tuple[int, float]]:
    """Kind of mention and rule -> number of links to named actors,
    and the share of them that the gold has too."""
    links = Counter((j.kind, j.rule) for j in judged if j.rule)
    right = Counter((j.kind, j.rule) for j in judged if j.rule and j.right)
    return {key: (n, round(right[key] / n, 4)) for key, n in sorted(links.items())}


def main_actors(doc: Doc, predictions: list[Doc], scorer: ModuleType) -> list[list[str]]:
    """For each main actor of the gold our actors that its mentions by name have, one a mention
    that we found."""
    to_ours, _ = lay_on(doc, predictions, scorer)
    core = {e["id"] for e in doc["entities"] if e["named"] and e["type"] in scorer.CORE}
    names: dict[str, list[int]] = defaultdict(list)
    for n, g in enumerate(doc["mentions"]):
        if g["kind"] == "name" and g["entity"] in core:
            names[g["entity"]].append(n)
    found = {
        n: predictions[m] for n, m in to_ours.items() if predictions[m]["kind"] == "name"
    }
    return [
        [found[n]["actor"] for n in places if n in found]
        for places in names.values()
        if len(places) >= _MAIN
    ]


def share_in_two_rows(actors: Iterable[list[str]]) -> float:
    """The share of main actors of whom two or more of our actors have two or more names each."""
    counts = [Counter(rows).most_common(2) for rows in actors]
    split = sum(len(rows) == 2 and rows[1][1] >= _ROW for rows in counts)
    return round(split / len(counts), 4) if counts else 0.0
