"""What people decided: files <-> decisions, and whether they contradict each other."""

from castlist.decisions.file import (
    Added,
    add_decision,
    add_decisions,
    decisions_file,
    describe,
    read_decisions,
)

__all__ = [
    "Added",
    "add_decision",
    "add_decisions",
    "decisions_file",
    "describe",
    "read_decisions",
]
