"""Many articles: a store that resumes, and what it says of all of them together."""

from castlist.corpus.about import CorpusRecord, listed, named
from castlist.corpus.build import Built, Watch, build_corpus
from castlist.corpus.changes import Change, CorpusChanges, Moved, corpus_changes
from castlist.corpus.counts import (
    ActorCount,
    Choosing,
    CorpusTables,
    Total,
    VoiceCount,
    check_corpus,
    count_actors,
    count_voices,
    number_actors,
    read_counts,
    totals,
)
from castlist.corpus.plan import How
from castlist.corpus.questions import QueryResult, ask, schema_of
from castlist.corpus.status import Status, corpus_status
from castlist.corpus.workers import Crew, dask_cluster, process_pool

__all__ = [
    "ActorCount",
    "Built",
    "Change",
    "Choosing",
    "CorpusChanges",
    "CorpusRecord",
    "CorpusTables",
    "Crew",
    "How",
    "Moved",
    "QueryResult",
    "Status",
    "Total",
    "VoiceCount",
    "Watch",
    "ask",
    "build_corpus",
    "check_corpus",
    "corpus_changes",
    "corpus_status",
    "count_actors",
    "count_voices",
    "dask_cluster",
    "listed",
    "named",
    "number_actors",
    "process_pool",
    "read_counts",
    "schema_of",
    "totals",
]
