"""One article on a desk: decisions are written at once, obeyed at once, and can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from castlist.checks import check
from castlist.decisions import (
    Seen,
    add_decisions,
    add_seen,
    by_time,
    cells_of,
    decisions_file,
    read_decisions,
    read_seen,
    remove_decisions,
    slot_of,
    stamp,
    write_sign_off,
)
from castlist.decisions.names import known_names, nearest, unknown_names
from castlist.decisions.rows import parse_row
from castlist.desk.items import Item, find_doubtful, find_items
from castlist.effects import say_effects
from castlist.errors import ReviewError
from castlist.model import SHARED, Decision
from castlist.recount import Recount, lines_differ
from castlist.reread import reread
from castlist.review_state import sign
from castlist.run import Places, at_work
from castlist.steps import save
from castlist.summary import opening
from castlist.tables import Tables, read

__all__ = ["Desk", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step that can be undone: the decisions that it added and took away, and what moved."""

    added: tuple[Decision, ...] = ()
    removed: tuple[Decision, ...] = ()
    says: str = ""

    def back(self) -> "Step":
        """The step that undoes this one."""
        return Step(self.removed, self.added)


@dataclass(eq=False)
class Desk:
    """The tables of one article as its decisions have them now. `by` are the reviewer's initials.

    `tables` are counted anew after every step; their scores follow when they are written.
    """

    folder: Path
    reviewed: Path
    by: str = ""
    tables: Tables = field(init=False)
    done: list[Step] = field(default_factory=list)  # what can be undone
    undone: list[Step] = field(default_factory=list)  # what can be done again

    def __post_init__(self) -> None:
        self.engine = Recount(read(self.folder))
        (self.article_id,) = self.engine.tables.texts
        self.seen: Seen = read_seen(self.reviewed, self.article_id)
        self._count()

    @classmethod
    def open(cls, folder: Path | str, *, reviewed: Path | str = "", by: str = "") -> "Desk":
        """The desk for a folder of tables, with the decisions that lie beside it."""
        path = Path(folder)
        return cls(path, Path(reviewed or Places.beside(path).reviewed), by)

    # What there is

    def items(self, show: str = "doubtful") -> list[Item]:
        """What is to be looked at."""
        if show not in self._items:
            self._items[show] = find_items(self.tables, show)
        return self._items[show]

    def decisions(self) -> list[Decision]:
        """Everything that is decided, as it was made."""
        return by_time(self.decided)

    @property
    def review(self) -> str:
        """What charts say of the review."""
        return str(self.tables.about[self.article_id]["review"])

    def preview(self, cells: Mapping[str, str]) -> str:
        """What a decision would move: "Erdogan 10 -> 11". Nothing is written."""
        decision = self._row(cells)
        if decision.about == "line":
            how = "with" if decision.action == "restore_line" else "without"
            return f"text {how} “{opening(decision.surface)}”"
        others = [d for d in self.decided if slot_of(d) != slot_of(decision)]
        after = self.engine.link([decision, *others], signed=self.seen.signed)
        return say_effects(self.tables, after)

    # What is done

    def decide(self, cells: Mapping[str, str], *, note: str = "") -> Step:
        """The step that wrote down a decision, with what it moved.

        An earlier one of this article about the same thing gives way. Raises ReviewError, and
        changes nothing, if a name is mistyped or the decision contradicts another.
        """
        new = self._row({**cells, "note": note or cells.get("note", ""), **stamp(self.by)})
        self._refuse_unknown(new)
        old = [d for d in self.decided if d.file != SHARED and slot_of(d) == slot_of(new)]
        return self._keep(self._apply(Step((new,), tuple(old))))

    def take_back(self, decision: Decision) -> Step:
        """The step that took a decision out of its file, with what it moved."""
        return self._keep(self._apply(Step(removed=(decision,))))

    def undo(self) -> Step | None:
        """The step that undid the last one; None if there is none."""
        if not self.done:
            return None
        step = self._apply(self.done[-1].back())
        self.undone.append(self.done.pop())
        return step

    def redo(self) -> Step | None:
        """The step that did again what was undone last; None if there is nothing."""
        if not self.undone:
            return None
        step = self._apply(self.undone[-1])
        self.done.append(self.undone.pop())
        return step

    def write(self) -> Path:
        """The folder of tables, now holding these, with the scores that belong to them."""
        with at_work(Places.beside(self.folder)):
            self.tables = self.engine.tone(self.tables)
            check(self.tables)
            return save(self.tables, self.folder)

    # What is seen

    def see(self, *items: Item) -> None:
        """Write down that a person has looked at these."""
        new = {i.key: i.words for i in items if self.seen.words.get(i.key) != i.words}
        if new:
            self.seen = add_seen(self.reviewed, self.article_id, new)

    def unseen(self) -> list[Item]:
        """The quotes and doubtful things that nobody has looked at yet."""
        every = {i.key: i for i in (*self.items("quotes"), *self.items())}
        return [i for i in every.values() if self.seen.words.get(i.key) != i.words]

    def sign_off(self, name: str) -> str:
        """What charts say from now on: who reviewed the article, today.

        Raises ReviewError if there is no name, or if anything has not been seen.
        """
        by = " ".join(name.split())
        if not by:
            raise ReviewError("a sign-off needs a name. Type yours.")
        if "quotes" not in self.tables:
            raise ReviewError(
                "quotes are not found yet. Run the notebook about quotes first."
            )
        if left := self.unseen():
            keys = ", ".join(item.key for item in left[:5])
            raise ReviewError(
                f"{len(left)} quotes or doubtful links have not been seen yet: {keys}"
                f"{' ...' if len(left) > 5 else ''}. Nothing was signed."
            )
        doubtful = {i.key for i in find_doubtful(self._undecided)}
        doubtful |= {i.key for i in self.items()}
        today = date.today().isoformat()
        signed = sign(self.tables, by, today, doubtful=len(doubtful))
        self.seen = write_sign_off(self.reviewed, self.article_id, signed)
        self._count()
        return self.review

    @cached_property
    def _undecided(self) -> Tables:
        """The tables as they would be if nobody had decided anything but lines."""
        lines = [d for d in self.decided if d.about == "line"]
        return self.engine.link(lines)

    def _count(self) -> None:
        decided: Sequence[Decision] = read_decisions(self.reviewed, self.article_id)
        if lines_differ(self.engine.tables, decided):
            anew = reread(self.engine.tables, decided, signed=self.seen.signed)
            self.engine = Recount(anew)
            self.__dict__.pop("_undecided", None)
        self.decided = decided
        self.tables = self.engine.link(self.decided, signed=self.seen.signed)
        self._items: dict[str, list[Item]] = {}

    def _keep(self, step: Step) -> Step:
        self.done.append(step)
        self.undone.clear()
        return step

    def _apply(self, step: Step) -> Step:
        """The step, done, with what it moved; or an error, and all is as it was."""
        before = self.tables
        gone = remove_decisions(self.reviewed, step.removed)
        if len(gone) < len(step.removed):
            self._restore(gone)
            raise ReviewError(
                "that decision stands in its file no more. Nothing was changed."
            )
        try:
            self._restore(step.added)
            self._count()
        except Exception:
            remove_decisions(self.reviewed, step.added)
            self._restore(gone)
            raise
        return Step(step.added, step.removed, say_effects(before, self.tables))

    def _restore(self, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            shared = decision.file == SHARED
            key = None if shared else self.article_id
            add_decisions(self.reviewed, key, [cells_of(decision)])

    def _row(self, cells: Mapping[str, str]) -> Decision:
        """The decision in these cells, as the article's own file would have it."""
        path = decisions_file(self.reviewed, self.article_id)
        return replace(parse_row(path, 0, cells), article_id=self.article_id)

    def _refuse_unknown(self, decision: Decision) -> None:
        for name in unknown_names(self.tables, cells_of(decision)):
            near = nearest(name, known_names(self.tables))
            ask = f" Nearest: {', '.join(near)}." if near else ""
            raise ReviewError(f"nobody in the article is called “{name}”.{ask}")
