"""What people decided: files <-> decisions, and whether they contradict each other."""

from castlist.decisions.consistency import slot_of
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
from castlist.decisions.seen import (
    Seen,
    add_seen,
    read_seen,
    read_sign_off,
    write_sign_off,
)
from castlist.decisions.stamp import stamp

__all__ = [
    "Added",
    "Seen",
    "add_decision",
    "add_decisions",
    "add_seen",
    "by_time",
    "cells_of",
    "decisions_file",
    "describe",
    "read_decisions",
    "read_seen",
    "read_sign_off",
    "remove_decisions",
    "slot_of",
    "stamp",
    "write_sign_off",
]
