"""Actors article by article, as castlist finds them and as people do, with those that castlist does
not find at all: what the intervals of counts over many articles are made of
(tools/count_errors.py), and by what they are judged (corpus_intervals.py)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from castlist.english.countries import country_code
from castlist.model import Mention
from castlist.reliability.presence import PRESENCE_COLUMNS
from castlist.text import count_words
from measures.adapters import GOLD_KIND, OUR_TYPE, our_actor
from measures.counts import SETS, judge_mentions, judge_names
from measures.reading import Found, find_all, link
from measures.store import FREE, Doc, load_scorer, read_lines

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Present", "read_presence"]

_CORE = ("PERSON", "ORG", "PLACE")


class Present(NamedTuple):
    """An actor that castlist, or a person, finds named in an article: its mentions as found, and as
    people have them; 0 if it is not there."""

    benchmark: str
    genre: str
    document: int
    words: int
    type: str
    found: int
    true: int
    who: str  # the same in all articles that name it so
    elsewhere: int = 0  # other documents of the set in which castlist finds it

    def cells(self) -> dict[str, str]:
        """The row of the file."""
        return dict(zip(PRESENCE_COLUMNS, map(str, (*self[:7], self[8])), strict=True))


def read_presence(
    folder: Path, nlp: "Language", sets: Sequence[str] = SETS
) -> Iterator[Present]:
    """Every named actor of every document, by the order of sets, documents and text; of sets that
    have names alone the mentions by name."""
    first = 0
    for name in sets:
        if (folder / name / "dev.jsonl.gz").is_file():
            gold = read_lines(folder / name / "dev.jsonl.gz")
            free = [doc for doc in gold if doc.get("genre") in {None, *FREE}]
            scorer = load_scorer(folder / name)
            rows = [
                row
                for number, found in enumerate(find_all(free, nlp, name).values(), 1)
                for row in _read_document(name, first + number, found, scorer)
            ]
            places = Counter(row.who for row in rows if row.found)
            for row in rows:
                others = places[row.who] - (row.found > 0)
                yield row._replace(elsewhere=others)
            first += len(free)


def _read_document(
    name: str, number: int, found: Found, scorer: ModuleType
) -> Iterator[Present]:
    doc = found.gold
    mentions = [m for m in link(found) if m.kind in GOLD_KIND and m.state != "rejected"]
    names_alone = "names" in doc
    judge = judge_names if names_alone else judge_mentions
    truth = judge(doc, mentions, scorer)
    gold = _read_names(doc, scorer) if names_alone else _read_entities(doc)
    about = (name, doc.get("genre", "news"), number, count_words(doc["text"]))
    rows = _rows_of(doc, mentions, names_alone=names_alone)
    found: Counter[tuple[str, str]] = Counter()
    true: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for actor, told in truth.items():
        type_, spelt, number_found = rows[actor]
        who = gold[told.meant][0] if told.meant in gold else _who(type_, spelt)
        found[type_, who] += number_found
        if not told.meant or told.meant not in seen:
            true[type_, who] += sum(told.true)
        seen |= {told.meant, *told.also}
    types = {who: type_ for type_, who in found}
    for key, (who, type_, number_there) in gold.items():
        if key not in seen:
            true[types.get(who, OUR_TYPE[type_]), who] += number_there
    for type_, who in dict.fromkeys([*found, *true]):
        yield Present(*about, type_, found[type_, who], true[type_, who], who)


def _rows_of(
    doc: Doc, mentions: Sequence[Mention], *, names_alone: bool
) -> Mapping[str, tuple[str, str, int]]:
    """Type, first name and number of mentions of each actor of ours that has a name."""
    rows: dict[str, tuple[str, str, int]] = {}
    counts = Counter(our_actor(m) for m in mentions if m.kind == "name" or not names_alone)
    for m in mentions:
        if m.kind == "name":
            actor = our_actor(m)
            spelt = doc["text"][m.start : m.end]
            rows.setdefault(actor, (m.type, spelt, counts[actor]))
    return rows


def _read_entities(doc: Doc) -> Mapping[str, tuple[str, str, int]]:
    """Who is named in a document of which every mention is annotated: who that is, its type, and
    how often it is mentioned."""
    counts = Counter(
        m["entity"] for m in doc["mentions"] if m["kind"] in GOLD_KIND.values()
    )
    return {
        e["id"]: (_who(OUR_TYPE[e["type"]], e.get("wiki") or e["name"]), e["type"], n)
        for e in doc["entities"]
        if e["named"] and e["type"] in _CORE and (n := counts[e["id"]])
    }


def _read_names(doc: Doc, scorer: ModuleType) -> Mapping[str, tuple[str, str, int]]:
    """The same of a document of which names alone are."""
    found = {}
    for key, names in scorer.groups(doc).items():
        type_, name = key
        found[str(key)] = (_who(OUR_TYPE[type_], name), type_, len(names))
    return found


def _who(type_: str, name: str) -> str:
    """One key for a name over all articles; a country has one, however it is called."""
    spelt = " ".join(name.replace("_", " ").split())
    code = country_code(spelt) if type_ == "place" else ""
    return f"{type_}:{code or spelt.casefold().removeprefix('the ')}"
