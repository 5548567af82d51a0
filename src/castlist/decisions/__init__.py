"""What people decided: files <-> decisions, and whether they contradict each other."""

from castlist.decisions.file import (
    Added,
    add_decision,
    add_decisions,
    by_time,
    cells_of,
    decisions_file,
    describe,
    read_decisions,
    remove_decisions,
)
from castlist.decisions.stamp import stamp

__all__ = [
    "Added",
    "add_decision",
    "add_decisions",
    "by_time",
    "cells_of",
    "decisions_file",
    "describe",
    "read_decisions",
    "remove_decisions",
    "stamp",
]
