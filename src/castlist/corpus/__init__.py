"""Many articles: a store that resumes, and what it says of all of them together."""

from castlist.corpus.about import listed, named
from castlist.corpus.build import Built, Watch, build_corpus
from castlist.corpus.plan import How
from castlist.corpus.status import Status, corpus_status
from castlist.corpus.workers import Crew, process_pool

__all__ = [
    "Built",
    "Crew",
    "How",
    "Status",
    "Watch",
    "build_corpus",
    "corpus_status",
    "listed",
    "named",
    "process_pool",
]
