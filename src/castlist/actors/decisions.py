"""What people decided about actors, as linking asks for it,
and which of it found something to act on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from castlist.model import Action, ActorType, Decision
from castlist.text import name_key

__all__ = ["Decisions"]

Key = tuple[str, ...]


class Decisions:
    """The decisions for one article, looked up by name; names are the same if their `name_key` is.

    Every answer comes with the decision that gives it, so that the linker can cite it and `note`
    that it acted on something. Of several decisions the first wins: the article's own come before
    those for all articles. Decisions agree with each other, which `castlist.decisions` sees to.
    """

    def __init__(self, decisions: tuple[Decision, ...] = ()) -> None:
        self._all = decisions
        self._counts: Counter[tuple[str, int]] = Counter()
        self._found: dict[tuple[Action, Key, str], Decision] = {}
        self._apart: dict[frozenset[Key], Decision] = {}
        for decision in decisions:
            surface = name_key(decision.surface)
            self._found.setdefault((decision.action, surface, decision.scope), decision)
            if decision.action == "keep_apart":
                self._apart.setdefault(
                    frozenset((surface, name_key(decision.target))), decision
                )

    def __bool__(self) -> bool:
        return bool(self._all)

    def is_rejected(self, text: str, mention_id: str) -> Decision | None:
        """The decision that a mention is no actor: of this mention, or of all with its words.

        A decision about one mention is stronger than one about all: an assigned or confirmed one is
        not rejected.
        """
        if one := self._get("reject", text, mention_id):
            return one
        everywhere = self._get("reject", text)
        kept = everywhere and (
            self._get("assign", text, mention_id) or self._get("confirm", text, mention_id)
        )
        return None if kept else everywhere

    def type_of(self, text: str) -> tuple[ActorType, Decision] | None:
        """The type of the actor that has this name, and the decision."""
        found = self._get("retype", text)
        return (cast(ActorType, found.type), found) if found else None

    def merges(self) -> Iterator[tuple[Key, str, Decision]]:
        """Key of a name, name of the actor that its actor belongs to,
        and the decision; one a merge.

        A chain is followed to its end: A into B and B into C gives A, C and B, C. All that end in
        one name are one actor, which is called so even if the article never does.
        """
        for (action, surface, _), decision in self._found.items():
            if action == "merge":
                yield surface, self._end(decision), decision

    def apart(self, a_text: str, b_text: str) -> Decision | None:
        """The decision that two names, in any order, are never one actor."""
        return (
            self._apart.get(frozenset((name_key(a_text), name_key(b_text))))
            if self._apart
            else None
        )

    def name_for(self, texts: Iterable[str]) -> tuple[str, Decision] | None:
        """What the actor with these names is called, and the decision;
        the first one made, if several apply."""
        keys = {name_key(text) for text in texts}
        for (action, surface, _), decision in self._found.items():
            if action == "rename" and surface in keys:
                return decision.target, decision
        return None

    def assigned(self, mention_id: str, text: str) -> Decision | None:
        """The decision to whom one mention goes (empty target: to nobody).

        Id and words must both be as they were: if the text has shifted, the decision matches
        nothing and is reported.
        """
        return self._get("assign", text, mention_id)

    def confirmed(
        self, mention_id: str, text: str, actor_names: Iterable[str]
    ) -> Decision | None:
        """The decision that the link of a mention to the actor with these
        names is right; else None."""
        keys = {name_key(name) for name in actor_names}
        both = (self._get("confirm", text, mention_id), self._get("confirm", text))
        return next((d for d in both if d and name_key(d.target) in keys), None)

    def note(self, decision: Decision, count: int = 1) -> None:
        """Count mentions that a decision acted on."""
        self._counts[decision.file, decision.row] += count

    def outcome(self) -> tuple[Decision, ...]:
        """All decisions with the mentions that each matched, 0 included, by file and row."""
        done = (replace(d, matched=self._counts[d.file, d.row]) for d in self._all)
        return tuple(sorted(done, key=lambda d: (d.file, d.row)))

    def _get(self, action: Action, text: str, scope: str = "") -> Decision | None:
        return self._found.get((action, name_key(text), scope))

    def _end(self, merge: Decision) -> str:
        """The name at the end of a chain of merges;
        a circle, which review refuses, ends where it closes."""
        seen = {name_key(merge.surface)}
        while (further := self._get("merge", merge.target)) and name_key(
            merge.target
        ) not in seen:
            seen.add(name_key(merge.target))
            merge = further
        return merge.target
