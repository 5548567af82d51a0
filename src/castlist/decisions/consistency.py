"""Which decisions agree with each other:
no two rows about one thing, no circle of merges, nothing joined and apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from castlist.model import Decision
from castlist.text import name_key

__all__ = ["Book", "slot_of"]

Key = tuple[str, ...]


@dataclass(slots=True)
class Book:
    """Decisions that agree with each other."""

    slots: dict[tuple[Any, ...], Decision] = field(default_factory=dict)
    circles: dict[Key, set[Key]] = field(default_factory=dict)  # names that merges join
    apart: dict[Key, dict[Key, Decision]] = field(default_factory=dict)

    def find(self, decision: Decision) -> Decision | None:
        """The same decision, whatever its note."""
        other = self.slots.get(slot_of(decision))
        return other if other and _value(other) == _value(decision) else None

    def refuse(self, decision: Decision) -> list[Decision]:
        """Those that speak against a decision; if none does, it is taken in."""
        slot = slot_of(decision)
        surface = name_key(decision.surface)
        target = name_key(decision.target)
        if slot in self.slots:
            other = self.slots[slot]
            return [] if _value(other) == _value(decision) else [other]
        against: list[Decision] = []
        if decision.action == "merge":
            against = self._join(surface, target)
        elif decision.action == "keep_apart":
            if target in self._circle(surface):
                return list(dict.fromkeys((*self._chain(surface), *self._chain(target))))
            self.apart.setdefault(surface, {})[target] = decision
            self.apart.setdefault(target, {})[surface] = decision
        if not against:
            self.slots[slot] = decision
        return against

    def _circle(self, key: Key) -> set[Key]:
        return self.circles.setdefault(key, {key})

    def _chain(self, key: Key) -> Iterator[Decision]:
        """The merges that lead on from a name."""
        while merge := self.slots.get(("merge", key)):
            yield merge
            key = name_key(merge.target)

    def _join(self, surface: Key, target: Key) -> list[Decision]:
        small, large = sorted((self._circle(surface), self._circle(target)), key=len)
        # the surface is merged into nothing yet, so the target's merges lead back to it
        if small is large:
            return list(self._chain(target))
        kept = [
            d
            for key in small
            for other, d in self.apart.get(key, {}).items()
            if other in large
        ]
        if not kept:
            large |= small
            self.circles.update(dict.fromkeys(small, large))
        return kept[:1]


def slot_of(decision: Decision) -> tuple[Any, ...]:
    """What a decision is about; two that are about the same must say the same."""
    surface = name_key(decision.surface)
    if decision.action == "keep_apart":
        return "keep_apart", frozenset((surface, name_key(decision.target)))
    if decision.about == "name":
        return decision.action, surface
    return decision.about, surface, decision.scope


def _value(decision: Decision) -> tuple[Any, ...]:
    exact = decision.action == "rename"  # a new spelling of the same name is another name
    target = decision.target if exact else name_key(decision.target)
    return decision.action, "" if decision.action == "keep_apart" else target, decision.type
