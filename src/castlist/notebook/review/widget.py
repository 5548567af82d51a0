"""The desk as a widget: a thin skin, which shows what the desk says and tells it what is typed."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, get_args

import anywidget
import traitlets

from castlist.decisions import describe
from castlist.desk import Desk, Item, Step, find_passage
from castlist.desk.answers import answer, answers_to
from castlist.desk.items import SHOWS
from castlist.errors import CastlistError
from castlist.model import SHARED, ActorType, Decision
from castlist.tables import Tables

__all__ = ["Review"]

_HERE = Path(__file__).parent


class Review(anywidget.AnyWidget):
    """The desk of one article in a notebook. `desk` is what it shows."""

    _esm = _HERE / "review.js"
    _css = _HERE / "review.css"
    board = traitlets.Dict().tag(sync=True)  # lists: items, cast, decisions
    focus = traitlets.Dict().tag(sync=True)  # one item, with the text around it
    said = traitlets.Dict().tag(sync=True)  # what became of the last request

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.show = SHOWS[0]
        self.before = desk.tables
        self.number = 0
        self.did = ""
        self.on_msg(self._hear)
        self._lay_out()

    def __repr__(self) -> str:
        return f"Review of {self.desk.article_id}: {self.desk.review}"

    # Requests

    def _hear(self, _widget: Any, request: dict[str, Any], _buffers: Any) -> None:
        """Do what was asked for; an error that a person can act on is said, and nothing is done."""
        does: dict[str, Callable[[dict[str, Any]], None]] = {
            "select": self._select,
            "show": self._show,
            "preview": self._preview,
            "answer": self._answer,
            "undo": lambda request: self._keep(self.desk.undo(), "Undone"),
            "redo": lambda request: self._keep(self.desk.redo(), "Done again"),
            "take back": self._take_back,
            "sign": self._sign,
            "write": self._write,
        }
        try:
            does[request["do"]](request)
        except CastlistError as error:
            self._say(str(error), kind="fault")

    def _select(self, request: dict[str, Any]) -> None:
        item = self._find(request["key"])
        self.desk.see(item)
        self.focus = {
            "key": item.key,
            "answers": answers_to(item),
            "passage": find_passage(self.desk.tables, item.start),
            "start": item.start,
            "actor": item.actor,
            "unseen": len(self.desk.unseen()),
        }

    def _show(self, request: dict[str, Any]) -> None:
        self.show = request["show"] if request["show"] in SHOWS else SHOWS[0]
        self._lay_out()

    def _preview(self, request: dict[str, Any]) -> None:
        item = self._find(request["key"])
        cells = answer(self.desk.tables, item, request["answer"], request.get("value", ""))
        self._say(f"Would move: {self.desk.preview(cells)}", kind="preview")

    def _answer(self, request: dict[str, Any]) -> None:
        item = self._find(request["key"])
        self.desk.by = " ".join(request.get("by", self.desk.by).split())
        cells = answer(self.desk.tables, item, request["answer"], request.get("value", ""))
        if cells:
            step = partial(self.desk.decide, cells, note=request.get("note", ""))
            self._keep(step(), describe(self._last()))

    def _take_back(self, request: dict[str, Any]) -> None:
        decided = self.desk.decisions()
        number = int(request["number"])
        if 0 < number <= len(decided):
            decision = decided[number - 1]
            self._keep(self.desk.take_back(decision), f"Taken back: {describe(decision)}")

    def _sign(self, request: dict[str, Any]) -> None:
        self.desk.sign_off(request["name"])
        self._stored(f"Signed off: {self.desk.review}")

    # Answers

    def _keep(self, step: Step | None, did: str) -> None:
        """Show a step at once."""
        if step is None:
            self._say("There is nothing to undo or to do again.")
            return
        self._stored(f"{did}: {step.says}")

    def _stored(self, did: str) -> None:
        """Show what is in the decisions now; the page asks for the tables when nobody types."""
        self._lay_out()
        self.did = f"{did}. Saved in {self.desk.reviewed}"
        self._say(f"{self.did}; tables follow.", kind="stored")

    def _write(self, _request: dict[str, Any]) -> None:
        folder = self.desk.write()
        self._say(f"{self.did}, tables in {folder}.")

    def _say(self, text: str, *, kind: str = "done") -> None:
        self.number += 1
        self.said = {"number": self.number, "text": text, "kind": kind}

    def _last(self) -> Decision:
        return self.desk.done[-1].added[0]

    def _find(self, key: str) -> Item:
        for show in dict.fromkeys((self.show, *SHOWS)):
            for item in self.desk.items(show):
                if item.key == key:
                    return item
        raise CastlistError(f"{key} is there no more. Choose another.")

    def _lay_out(self) -> None:
        desk = self.desk
        seen = desk.seen.words
        self.board = {
            "article": desk.article_id,
            "review": desk.review,
            "show": self.show,
            "shows": list(SHOWS),
            "items": [_item(i, seen.get(i.key) == i.words) for i in desk.items(self.show)],
            "cast": _cast(self.before, desk.tables),
            "types": list(get_args(ActorType)),
            "decisions": _listed(desk.decisions()),
            "undo": len(desk.done),
            "redo": len(desk.undone),
            "unseen": len(desk.unseen()),
            "by": desk.by,
        }
        self.before = desk.tables


def _item(item: Item, seen: bool) -> dict[str, Any]:
    fields = ("key", "kind", "words", "asks", "why", "actor")
    return {name: getattr(item, name) for name in fields} | {"seen": seen}


def _cast(before: Tables, after: Tables) -> list[list[Any]]:
    """The actors, the most mentioned first, with the mentions that each had before."""
    old = dict(zip(before.actors["name"], before.actors["mentions"].tolist(), strict=True))
    rows = after.actors.sort_values(
        ["mentions", "first_paragraph"], ascending=[False, True], kind="stable"
    )
    columns = ("name", "type", "names", "descriptions", "pronouns", "mentions")
    cells = zip(*(rows[c].tolist() for c in columns), strict=True)
    return [[*row, old.get(row[0], 0)] for row in cells]


def _listed(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "says": describe(d),
            "who": d.by,
            "when": d.at[:16].replace("T", " "),
            "why": d.note,
            "everywhere": d.file == SHARED,
        }
        for number, d in enumerate(decisions, 1)
    ]
