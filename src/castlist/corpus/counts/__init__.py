"""What is counted over many articles: who is named and heard, what that is a share of, and how far
the numbers may be off."""

from castlist.corpus.counts.actors import ActorCount, count_actors, number_actors
from castlist.corpus.counts.checked import check_corpus
from castlist.corpus.counts.choosing import GROUPINGS, Choosing, Grouping, Total, totals
from castlist.corpus.counts.pictured import CorpusTables, read_counts
from castlist.corpus.counts.voices import VoiceCount, count_voices

__all__ = [
    "GROUPINGS",
    "ActorCount",
    "Choosing",
    "CorpusTables",
    "Grouping",
    "Total",
    "VoiceCount",
    "check_corpus",
    "count_actors",
    "count_voices",
    "number_actors",
    "read_counts",
    "totals",
]
