"""One row of a decisions file <-> a decision, and what is wrong with it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from castlist.errors import ReviewError
from castlist.model import ACTIONS, SHARED, ActorType, Decision
from castlist.text import name_key, visible

__all__ = ["COLUMNS", "NEEDED", "SIGNED", "parse_row", "row_order"]

COLUMNS = ("action", "surface", "target", "type", "scope", "note")

SIGNED = ("by", "at")
"""Columns that a file may have beside them: who decided, in initials, and when."""

NEEDED = COLUMNS[:3]

_TYPES: tuple[str, ...] = get_args(ActorType)

_ADVICE = {
    "target": "Write there the name of the actor.",
    "type": f"Write one of: {', '.join(_TYPES)}.",
    "scope": (
        "Write there the id of the mention, such as m12, as `castlist actors` and"
        " mentions.csv show it."
    ),
}

# By what an action is about: the pattern of a scope, and what to do about a wrong one.
_SCOPES = {
    "mention": (r"m[1-9][0-9]*", _ADVICE["scope"]),
    "line": (
        r"line [1-9][0-9]*",
        "Write there the line, such as line 15, as `castlist lines` shows it.",
    ),
    "quote": (
        r"q[1-9][0-9]*",
        "Write there the id of the quote, such as q3, as `castlist quotes` shows it.",
    ),
}


def parse_row(path: Path, row: int, cells: Mapping[str, str]) -> Decision:
    """The decision in one row (0: not written yet), or ReviewError."""
    known = {name: " ".join(cells.get(name, "").split()) for name in (*COLUMNS, *SIGNED)}
    known["action"] = re.sub(r"[\s-]", "_", known["action"].lower())
    known["type"] = known["type"].lower()
    known["scope"] = known["scope"].lower()
    if (
        known["action"] in ACTIONS
        and ACTIONS[known["action"]].about == "line"
        and known["scope"].isdecimal()
    ):
        known["scope"] = f"line {known['scope']}"
    where = f"{path}, row {row}" if row else str(path)
    fault = _find_fault(path, known)
    if fault:
        raise ReviewError(f"{where}: {fault}")
    action: Any = known.pop("action")
    return Decision(
        article_id="", file=path.name, row=row, action=action, matched=0, **known
    )


def _find_fault(path: Path, cells: Mapping[str, str]) -> str:
    action = cells["action"]
    if action not in ACTIONS:
        return f"unknown action {action!r}. Write one of: {', '.join(ACTIONS)}."
    spec = ACTIONS[action]
    if not name_key(cells["surface"]):
        return (
            f"{action} has no surface. Write there the words of the text that it is about."
        )
    filled = {name for name in ("target", "type", "scope") if visible(cells[name]).strip()}
    for name in sorted(spec.needs - filled):
        return f"{action} needs a {name}. {_ADVICE[name]}"
    for name in sorted(filled - spec.takes):
        return f"{action} takes no {name}. Empty that cell, or choose another action."
    if "type" in filled and cells["type"] not in _TYPES:
        return f"unknown type {cells['type']!r}. {_ADVICE['type']}"
    if "scope" in filled:
        pattern, advice = _SCOPES[spec.about]
        if not re.fullmatch(pattern, cells["scope"]):
            return f"{cells['scope']!r} is no {spec.about}. {advice}"
        if path.name == SHARED:
            return (
                f"a {spec.about} belongs to one article. Move the row to <article_id>.csv,"
                " or empty the scope."
            )
    if action in {"merge", "keep_apart"} and name_key(cells["surface"]) == name_key(
        cells["target"]
    ):
        return f"{action} names {cells['surface']!r} twice. Name two, or delete the row."
    return ""


def row_order(decision: Decision) -> tuple[Any, ...]:
    """What rows of a file are sorted by: the words, then the action, the place, the target."""
    place = int(re.sub(r"\D", "", decision.scope) or 0)
    return (
        name_key(decision.surface),
        list(ACTIONS).index(decision.action),
        place,
        name_key(decision.target),
    )
