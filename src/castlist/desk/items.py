"""What a person looks at, one thing after the other: tables -> items, what moves most first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from castlist.model import ACTIONS
from castlist.settings import Settings
from castlist.summary import UNATTRIBUTED, attribute, opening
from castlist.tables import Tables

__all__ = ["SHOWS", "Item", "find_doubtful", "find_items"]

SHOWS = ("doubtful", "quotes", "mentions", "actors", "lines")
"""What a list of items may show."""

Cells = Mapping[str, str]
Mentions = dict[str, dict[str, Any]]
"""Mention -> its row, with the name of its actor in `actor`."""
_ENOUGH = 12  # words of a quote that it is known by
_KIND = {"merge": "split actor", "keep_apart": "shared name", "retype": "type"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. `accept` and `refuse` are the rows of decisions that say yes and no to
    its question; empty if there is nothing to write down."""

    key: str  # m12, q3, actor:erdogan, line 4, or of two actors merge:one>other
    kind: str
    words: str  # of the text
    asks: str
    why: str = ""
    start: int = -1  # where in the article, or -1
    actor: str = ""  # whose it is now
    moves: tuple[bool, int, int] = (False, 0, 0)  # changes who leads; mentions; words
    accept: Cells = field(default_factory=dict)
    refuse: Cells = field(default_factory=dict)


def find_items(tables: Tables, show: str = SHOWS[0]) -> list[Item]:
    """The items of one of `SHOWS`; doubtful ones by what they would move, others as they stand."""
    finders: dict[str, Any] = {
        "doubtful": find_doubtful,
        "quotes": _quotes,
        "mentions": _mentions,
        "actors": _actors,
        "lines": _lines,
    }
    return list(finders[show](tables))


def find_doubtful(tables: Tables) -> list[Item]:
    """The links, names, types and speakers that may be wrong, what would move most first."""
    found: dict[str, Item] = {}
    mentions = _by_id(tables)
    suggested = _suggested(tables, mentions)
    quotes = _doubtful_quotes(tables, mentions)
    for item in (*suggested, *quotes, *_doubtful_links(mentions)):
        found.setdefault(item.key, item)
    return sorted(found.values(), key=lambda i: tuple(-n for n in (*i.moves, -i.start)))


def _suggested(tables: Tables, mentions: Mentions) -> Iterator[Item]:
    """What castlist would ask: pronouns with a rival, names apart or together, types."""
    places = _first_places(mentions)
    types = _types(tables)
    for row in tables.suggestions.to_dict("records"):
        cells = {c: row[c] for c in ("action", "surface", "target", "type", "scope")}
        one = mentions.get(row["scope"], {})
        actor = one.get("actor", row["surface"])
        key = row["scope"] or _key_of(row)
        yield Item(
            key,
            "pronoun" if one else _KIND.get(row["action"], row["action"]),
            row["surface"],
            _question(row, actor),
            f"{row['reason']}. {row['effect']}".rstrip(". "),
            one.get("start", places.get(row["surface"], -1)),
            actor,
            _moves(row),
            accept=cells,
            refuse=_opposite(row, actor, types),
        )


def _moves(row: Mapping[Any, Any]) -> tuple[bool, int, int]:
    """What a suggestion would move; a type moves an actor, and no mention."""
    moved = row["mentions"]
    if row["action"] == "retype":
        return False, 0, moved
    return "lead instead" in row["effect"], moved, 0


def _key_of(row: Mapping[Any, Any]) -> str:
    if row["action"] == "retype":
        return f"type:{row['surface']}"
    return f"{row['action']}:{row['surface']}>{row['target']}"


def _question(row: Mapping[Any, Any], actor: str) -> str:
    words = f"“{row['surface']}”"
    return {
        "merge": f"Is {words} {row['target']}?",
        "keep_apart": f"Is {words} sometimes not {row['target']}?",
        "retype": f"Is {words} of the type {row['type']}?",
        "assign": f"Does {words} mean {row['target'] or 'nobody'}, not {actor}?",
    }.get(row["action"], f"{row['action']} {words}?")


def _opposite(row: Mapping[Any, Any], actor: str, types: Mapping[str, str]) -> Cells:
    """The decision that says no to a suggestion, so that it is not made again."""
    surface = row["surface"]
    if row["action"] == "merge":
        return {"action": "keep_apart", "surface": surface, "target": row["target"]}
    if row["action"] == "retype":
        return {"action": "retype", "surface": surface, "type": types.get(surface, "other")}
    if row["action"] == "assign":
        cells = {"action": "confirm", "surface": surface, "target": actor}
        return cells | {"scope": row["scope"]}
    return {"action": "confirm", "surface": surface, "target": row["target"]}


def _doubtful_links(mentions: Mentions) -> Iterator[Item]:
    """Mentions that weights linked without being sure."""
    least = Settings().doubtful_link
    for one in mentions.values():
        # of nan: no weights decided
        doubtful = one["probability"] < least and one["state"] == "auto"
        if doubtful and one["actor"]:
            yield _link(one)


def _link(one: Mapping[str, Any]) -> Item:
    probable = one["probability"]
    how = f" (probability {probable:.2f})" if probable == probable else ""
    asks = f"Does it mean {one['actor']}?" if one["actor"] else "It is linked to nobody."
    cells = {"surface": one["text"], "scope": one["mention_id"]}
    yes = {"action": "confirm", **cells, "target": one["actor"]} if one["actor"] else {}
    return Item(
        *(one["mention_id"], one["kind"], one["text"], asks, f"{one['evidence']}{how}"),
        start=one["start"],
        actor=one["actor"],
        moves=(False, 1, 0),
        accept=yes,
        refuse={"action": "reject", **cells},
    )


def _doubtful_quotes(tables: Tables, mentions: Mentions) -> Iterator[Item]:
    """Quotes without a speaker, and those whose speaker is a pronoun."""
    if "quotes" not in tables:
        return
    pieces = tables.quotes.drop_duplicates("quote_id").to_dict("records")
    rows = {row["quote_id"]: row for row in pieces}
    for item in _quotes(tables):
        row = rows[item.key]
        speaker = mentions.get(row["speaker_mention_id"], {})
        by_pronoun = speaker.get("kind") == "pronoun"
        if row["state"] == "auto" and (by_pronoun or not item.actor):
            yield item


def _quotes(tables: Tables) -> Iterator[Item]:
    if "quotes" not in tables:
        return
    said = attribute(tables)
    words = said.groupby("quote_id", sort=False)["words"].sum().to_dict()
    texts = said.groupby("quote_id", sort=False)["text"].agg(" ".join).to_dict()
    for row in said.drop_duplicates("quote_id").to_dict("records"):
        key = row["quote_id"]
        surface = " ".join(texts[key].split()[:_ENOUGH])
        cells = {"surface": surface, "scope": key}
        who = row["voice"] or UNATTRIBUTED
        written = f"“{row['speaker']}”, " if row["speaker"] else ""
        known = row["voice"] if row["speaker_actor_id"] else ""
        right = {"action": "speaker", **cells, "target": known}
        yield Item(
            *(key, f"{row['type']} quote", opening(texts[key]), f"Who speaks? {who}"),
            f"{written}{row['rule']}",
            start=int(row["start"]),
            actor=row["voice"],
            moves=(False, 0, int(words[key])),
            # a speaker who is no actor cannot be written down
            accept=right if known or not row["voice"] else {},
            refuse={"action": "not_a_quote", **cells},
        )


def _mentions(tables: Tables) -> Iterator[Item]:
    return (_link(one) for one in _by_id(tables).values() if one["state"] != "rejected")


def _actors(tables: Tables) -> Iterator[Item]:
    mentions = _by_id(tables)
    places = _first_places(mentions)
    texts = set(tables.mentions["text"])
    # the words for those that have no name, and are called by a description
    first = {m["actor"]: m["text"] for m in reversed(mentions.values())}
    rows = tables.actors.sort_values(
        ["mentions", "first_paragraph"], ascending=[False, True], kind="stable"
    )
    for row in rows.to_dict("records"):
        name = row["name"]
        words = name if name in texts else first.get(name, name)
        asks = f"{row['variants']}; pronouns ({row['pronouns']:,})"
        yield Item(
            *(f"actor:{row['actor_id']}", row["type"], name, asks, row["type_evidence"]),
            start=places.get(name, -1),
            actor=name,
            moves=(False, row["mentions"], 0),
            refuse={"action": "reject", "surface": words},
        )


def _lines(tables: Tables) -> Iterator[Item]:
    """Every line that came in, kept or cut."""
    (raw,) = tables.raws.values()
    why = dict(zip(tables.cuts["line"].tolist(), tables.cuts["reason"], strict=True))
    starts = dict(
        zip(tables.paragraphs["line"].tolist(), tables.paragraphs["start"], strict=True)
    )
    for number, line in enumerate(raw.split("\n"), 1):
        if not line.strip():
            continue
        cut = number in why
        action = "restore_line" if cut else "cut_line"
        asks = f"It is cut: {why[number]}. Restore it?" if cut else "It is kept. Cut it?"
        cells = {"action": action, "surface": line, "scope": f"line {number}"}
        start = int(starts.get(number, -1))
        key = f"line {number}"
        kind = "cut line" if cut else "line"
        yield Item(
            *(key, kind, opening(line), asks, ACTIONS[action].says),
            start=start,
            accept=cells,
        )


def _by_id(tables: Tables) -> Mentions:
    """Mention -> its row, with the name of its actor in `actor`."""
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    rows: list[dict[str, Any]] = tables.mentions.to_dict("records")  # type: ignore[assignment]
    return {
        row["mention_id"]: row | {"actor": names.get(row["actor_id"], "")} for row in rows
    }


def _first_places(mentions: Mentions) -> dict[str, int]:
    """Words, or the name of an actor -> the first character where they are mentioned."""
    places: dict[str, int] = {}
    for one in mentions.values():
        for words in (one["text"], one["actor"]):
            places.setdefault(words, one["start"])
    return places


def _types(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.actors["name"], tables.actors["type"], strict=True))
