"""How far the numbers of an article may be off: rates, intervals and leads, by how castlist counted
public articles that people have annotated."""

from castlist.reliability.intervals import (
    count_intervals,
    headline_if_wrong,
    lead_within_error,
)

__all__ = ["count_intervals", "headline_if_wrong", "lead_within_error"]
