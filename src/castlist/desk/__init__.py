"""The desk at which a person reviews an article: what is doubtful, ordered by what it would move;
decisions, undone and done again; the sign-off. No widget is needed for any of it."""

from castlist.desk.desk import Desk, Step
from castlist.desk.items import Item, find_doubtful, find_items
from castlist.desk.passage import find_passage

__all__ = ["Desk", "Item", "Step", "find_doubtful", "find_items", "find_passage"]
