"""What a person answers to an item -> the row of the decision that says it."""

from collections.abc import Callable, Mapping

from castlist.desk.items import Item
from castlist.errors import ReviewError
from castlist.tables import Tables

__all__ = ["ANSWERS", "answer", "answers_to"]

Cells = Mapping[str, str]


def answer(tables: Tables, item: Item, kind: str, value: str = "") -> Cells:
    """The row of a decision: one of `ANSWERS` to an item, with a name or type as its value.

    Raises ReviewError if that is no answer to it.
    """
    if kind not in answers_to(item):
        raise ReviewError(f"{kind} is no answer to {item.key}. Choose another.")
    if kind == "accept":
        return item.accept
    if kind == "refuse":
        return item.refuse
    return ANSWERS[kind](tables, item, " ".join(value.split()))


def answers_to(item: Item) -> list[str]:
    """The answers that an item can have."""
    found = [kind for kind in ("accept", "refuse") if getattr(item, kind)]
    if item.key[0] == "q":
        return [*found, "speaker"]
    if item.key.startswith("line "):
        return found
    one = ["assign", "reject"] if _is_mention(item) else []
    return [
        *found,
        *one,
        *(["merge", "keep_apart", "rename", "retype"] if item.actor else []),
    ]


def _is_mention(item: Item) -> bool:
    return item.key[0] == "m" and item.key[1:].isdecimal()


def _assign(tables: Tables, item: Item, value: str) -> Cells:
    return {"action": "assign", "surface": item.words, "scope": item.key, "target": value}


def _reject(tables: Tables, item: Item, value: str) -> Cells:
    return {"action": "reject", "surface": item.words, "scope": item.key}


def _speaker(tables: Tables, item: Item, value: str) -> Cells:
    words = item.refuse["surface"]
    return {"action": "speaker", "surface": words, "scope": item.key, "target": value}


def _merge(tables: Tables, item: Item, value: str) -> Cells:
    return {"action": "merge", "surface": _written(tables, item.actor), "target": value}


def _keep_apart(tables: Tables, item: Item, value: str) -> Cells:
    return {
        "action": "keep_apart",
        "surface": _written(tables, item.actor),
        "target": value,
    }


def _rename(tables: Tables, item: Item, value: str) -> Cells:
    return {"action": "rename", "surface": _written(tables, item.actor), "target": value}


def _retype(tables: Tables, item: Item, value: str) -> Cells:
    return {"action": "retype", "surface": _written(tables, item.actor), "type": value}


def _written(tables: Tables, actor: str) -> str:
    """An actor's name as the article has it; its first description if it has none."""
    rows = tables.actors[tables.actors["name"] == actor]["actor_id"]
    own = tables.mentions[tables.mentions["actor_id"].isin(rows)]
    texts = own[own["kind"] != "pronoun"]["text"].tolist()
    return actor if actor in texts or not texts else texts[0]


ANSWERS: dict[str, Callable[[Tables, Item, str], Cells]] = {
    "assign": _assign,
    "reject": _reject,
    "speaker": _speaker,
    "merge": _merge,
    "keep_apart": _keep_apart,
    "rename": _rename,
    "retype": _retype,
}
"""How each answer beside yes and no is written down."""
