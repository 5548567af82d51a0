"""Who works on the articles of a corpus: processes of this machine, or the workers of a cluster."""

from castlist.corpus.workers.articles import Result, analyse_batch, lost_result
from castlist.corpus.workers.cluster import dask_cluster
from castlist.corpus.workers.crew import Crew, in_batches, in_order, process_pool

__all__ = [
    "Crew",
    "Result",
    "analyse_batch",
    "dask_cluster",
    "in_batches",
    "in_order",
    "lost_result",
    "process_pool",
]
