"""What people decided: files <-> decisions, and whether they contradict each other."""

from castlist.decisions.file import SHARED, Added, add_decision, add_decisions, decisions_file, describe, read_decisions

__all__ = ["SHARED", "Added", "add_decision", "add_decisions", "decisions_file", "describe", "read_decisions"]
