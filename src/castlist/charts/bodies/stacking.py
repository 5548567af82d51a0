"""Where the dots of a row stand, so that none touches another."""

from collections.abc import Iterable, Sequence

__all__ = ["AIR", "stack_levels", "tallest_stack"]

AIR = 1  # between two dots


def stack_levels(scores: Iterable[float], half: float, size: float) -> list[float]:
    """For each score how far above the middle of the row its dot stands, in dots,
    so that it touches none.

    Each group of dots that would touch has its own middle in that of the row, which is level with
    the name.
    """
    ends: dict[int, float] = {}
    levels: list[float] = []
    group: list[int] = []
    for score in scores:
        x = score * half
        lane = 0
        if x - max(ends.values(), default=x) >= size + AIR:
            levels += _centred(group)
            group = []
        while x - ends.get(lane, float("-inf")) < size + AIR:
            lane = -lane if lane > 0 else 1 - lane
        ends[lane] = x
        group.append(lane)
    return levels + _centred(group)


def _centred(lanes: Sequence[int]) -> list[float]:
    middle = (max(lanes) + min(lanes)) / 2
    return [lane - middle for lane in lanes]


def tallest_stack(levels: Sequence[float]) -> float:
    """How many dots stand above each other where the most do,
    counted from the lowest to the highest."""
    return max(levels) - min(levels) + 1
