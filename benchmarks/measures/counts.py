"""Counts of castlist beside those of people, actor by actor: what the intervals of counts are made
of (tools/count_errors.py), and by what they are judged (intervals.py)."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from castlist.model import Mention
from castlist.reliability.errors import COLUMNS, FEWEST
from castlist.settings import Settings
from castlist.text import count_words
from measures.adapters import GOLD_KIND, our_actor, predict
from measures.links import lay_on, meant_entities
from measures.reading import find_all, link
from measures.store import FREE, Doc, load_scorer, read_lines

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "JUDGED",
    "SETS",
    "Counted",
    "Meaning",
    "Truth",
    "judge_mentions",
    "judge_names",
    "read_counts",
]

SETS = ("actors-gum", "actors-gum-other", "actors-meantime")
"""Sets whose numbers castlist may keep."""

JUDGED = (*SETS, "names-worldwide")
"""Sets by which intervals are judged; the last states no licence and is measured with only."""
_NOBODY = (0, 0, 0)

MAIN = Settings().main_mentions

Three = tuple[int, int, int]
Group = tuple[str, str]  # of names: their type and their words


class Meaning(NamedTuple):
    """What an actor of ours is by the gold: the true counts, whom it means, and by what other names
    that is called."""

    true: tuple[int, ...]
    meant: str = ""  # empty if there is none
    also: frozenset[str] = frozenset()


Truth = dict[str, Meaning]  # by our actor


class Counted(NamedTuple):
    """An actor of ours in an annotated document: its mentions by name, description and pronoun, as
    found, and as people have them of whom its names mean (names alone where they marked no more).
    """

    benchmark: str
    genre: str
    document: int
    words: int
    type: str
    found: Three
    true: tuple[int, ...]
    meant: str  # the gold's actor, or its group of names; empty if there is none

    def cells(self) -> dict[str, str]:
        """The row of the file."""
        counts = (*self.found, *self.true, "", "")[: len(COLUMNS) - 5]
        return dict(zip(COLUMNS, map(str, (*self[:5], *counts)), strict=True))


def read_counts(
    folder: Path, nlp: "Language", sets: Sequence[str] = SETS
) -> Iterator[Counted]:
    """Every actor with two mentions or more, by the order of sets, documents and text; of names
    alone with three, as there are many."""
    first = 0
    for name in sets:
        if (folder / name / "dev.jsonl.gz").is_file():
            gold = read_lines(folder / name / "dev.jsonl.gz")
            free = [doc for doc in gold if doc.get("genre") in {None, *FREE}]
            yield from _count_set(folder / name, free, nlp, first)
            first += len(free)


def _count_set(
    folder: Path, gold: Sequence[Doc], nlp: "Language", first: int
) -> Iterator[Counted]:
    scorer = load_scorer(folder)
    for number, found in enumerate(find_all(gold, nlp, folder.name).values(), first + 1):
        doc = found.gold
        mentions = [m for m in link(found) if m.kind in GOLD_KIND and m.state != "rejected"]
        about = (folder.name, doc.get("genre", "news"), number, count_words(doc["text"]))
        types = {our_actor(m): m.type for m in mentions if m.kind == "name"}
        names_alone = "names" in doc
        judge = judge_names if names_alone else judge_mentions
        for actor, (true, meant, _) in judge(doc, mentions, scorer).items():
            found_here = _count_kinds(mentions, actor)
            enough = found_here[0] >= MAIN if names_alone else sum(found_here) >= FEWEST
            if enough:
                yield Counted(*about, types[actor], found_here, true, meant)


def judge_mentions(doc: Doc, mentions: Sequence[Mention], scorer: ModuleType) -> Truth:
    """Where every mention is annotated. An actor whose names are dates there is left out; one whose
    names are nothing there is counted 0 times, if it is of a type that is annotated."""
    predictions = predict(mentions)
    _, to_gold = lay_on(doc, predictions, scorer)
    meant = meant_entities(doc, mentions, to_gold)
    types = {e["id"]: e["type"] for e in doc["entities"]}
    gold = Counter((m["entity"], m["kind"]) for m in doc["mentions"])
    truth: Truth = {}
    for actor in _named(mentions):
        entity = meant.get(actor)
        if entity is None and actor in _of_types(predictions, scorer.CORE):
            truth[actor] = Meaning(_NOBODY)
        elif entity is not None and types[entity] != "TIME":
            counts = tuple(gold[entity, kind] for kind in GOLD_KIND.values())
            truth[actor] = Meaning(counts, entity)
    return truth


def judge_names(doc: Doc, mentions: Sequence[Mention], scorer: ModuleType) -> Truth:
    """Where names alone are annotated, in the groups that the scorer makes of them. What castlist
    joined by a rule that equal strings cannot know is taken as right, as the scorer does."""
    ours = [p for p in predict(mentions) if p["kind"] == "name"]
    groups = scorer.groups(doc)
    group_of = {id(name): key for key, names in groups.items() for name in names}
    places: dict[str, Counter[Group]] = defaultdict(Counter)
    joined: dict[str, set[Group]] = defaultdict(set)
    known = {p["actor"] for p in ours if _touches(p, doc["ignore"])}
    for g, p in scorer.match(doc["names"], ours):
        actor = ours[p]["actor"]
        known.add(actor)
        key = group_of.get(id(doc["names"][g]))
        if key is not None:  # a nationality or a product is neither right nor wrong
            places[actor][key] += 1
            joined[actor] |= {key} if ours[p]["rule"] in scorer.JOINED else set()
    truth: Truth = {}
    for actor in _named(mentions):
        if actor in places:
            (first, _), *others = places[actor].most_common()
            right = {key for key, _ in others if {first, key} & joined[actor]}
            true = sum(len(groups[key]) for key in {first, *right})
            also = frozenset(map(str, right))
            truth[actor] = Meaning((true,), str(first), also)
        elif actor not in known and actor in _of_types(ours, scorer.CORE):
            truth[actor] = Meaning((0,))
    return truth


def _named(mentions: Sequence[Mention]) -> list[str]:
    """Our actors with a name, in the order of the text."""
    return list(dict.fromkeys(our_actor(m) for m in mentions if m.kind == "name"))


def _of_types(predictions: Sequence[Doc], types: Container[str]) -> set[str]:
    return {p["actor"] for p in predictions if p["kind"] == "name" and p["type"] in types}


def _count_kinds(mentions: Sequence[Mention], actor: str) -> Three:
    kinds = Counter(m.kind for m in mentions if our_actor(m) == actor)
    names, descriptions, pronouns = (kinds[kind] for kind in GOLD_KIND)
    return names, descriptions, pronouns


def _touches(prediction: Doc, spans: Sequence[Sequence[int]]) -> bool:
    return any(prediction["start"] < b and a < prediction["end"] for a, b in spans)
