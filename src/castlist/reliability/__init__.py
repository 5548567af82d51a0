"""How far the numbers of an article may be off: rates, intervals and leads, by how castlist counted
public articles that people have annotated."""

from castlist.reliability.intervals import (
    count_intervals,
    headline_if_wrong,
    is_read,
    lead_within_error,
)
from castlist.reliability.links import doubtful_links
from castlist.reliability.many import CorpusBounds, find_corpus_bounds
from castlist.reliability.rates import how_often_wrong
from castlist.reliability.words import describe_lead

__all__ = [
    "CorpusBounds",
    "count_intervals",
    "describe_lead",
    "doubtful_links",
    "find_corpus_bounds",
    "headline_if_wrong",
    "how_often_wrong",
    "is_read",
    "lead_within_error",
]
