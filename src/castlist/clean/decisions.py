"""What people decided about single lines: restored ones stay whatever a rule says, cut ones go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from castlist.model import Decision
from castlist.text import name_key, strip_line

__all__ = ["decide_lines", "matched_lines"]


def decide_lines(
    lines: Sequence[str], decisions: Iterable[Decision]
) -> dict[int, Decision]:
    """Number of a line, from 1, -> what was decided about it;
    the first decision that speaks of a line wins.

    A decision speaks of every line with its words, or with a scope ("line 15") of that line alone;
    none speaks of a line in which nothing can be seen.
    """
    about = [decision for decision in decisions if decision.about == "line"]
    found: dict[int, Decision] = {}
    if about:
        for n, line in enumerate(lines, 1):
            if not strip_line(line):
                continue
            key = name_key(line)
            decision = next(
                (
                    d
                    for d in about
                    if name_key(d.surface) == key and d.scope in {"", f"line {n}"}
                ),
                None,
            )
            if decision:
                found[n] = decision
    return found


def matched_lines(
    lines: Sequence[str], decisions: Sequence[Decision]
) -> Iterator[Decision]:
    """The decisions about lines, each with the number of lines that it matched."""
    found = list(decide_lines(lines, decisions).values())
    for decision in decisions:
        if decision.about == "line":
            yield replace(decision, matched=sum(decision is other for other in found))
