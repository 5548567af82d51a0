"""A real Dask cluster of two processes, spoken to over tcp: the same corpus as here, whatever ends
on the way."""

import os
import signal
import time

import dask
import pytest
from distributed import LocalCluster

from castlist.corpus import build_corpus, dask_cluster, named
from castlist.corpus.plan import How
from castlist.corpus.workers import in_batches, in_order
from castlist.errors import InputError
from support.corpora import build, contents, lost, write_articles

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # of the cluster, when its processes end
]
POISON = 13


def double_or_die(numbers):
    """Twice each number; the worker that gets the poison ends."""
    if POISON in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return [2 * n for n in numbers]


@pytest.fixture(scope="module")
def cluster():
    # a task that ended a worker is not tried on another one: castlist does that itself
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=2,
            threads_per_worker=2,
            processes=True,
            protocol="tcp",
            host="127.0.0.1",
            dashboard_address=None,
        ) as started,
    ):
        yield started


def test_a_cluster_builds_the_same_bytes_as_this_machine(cluster, tmp_path):
    source = write_articles(tmp_path / "in")
    build(tmp_path / "here", source)
    how = How(reviewed=tmp_path / "reviewed")
    crew = dask_cluster(cluster.scheduler_address)
    assert crew.workers == 2
    built = build_corpus(tmp_path / "there", [named(str(source), {})], how, crew=crew)
    assert (built.analysed, built.failed) == (8, 0)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_what_kills_workers_of_a_cluster_is_lost_and_its_neighbours_are_not(cluster):
    crew = dask_cluster(cluster.scheduler_address)
    numbers = in_batches(range(8, 30), 3)
    found = list(in_order(numbers, double_or_die, crew, lost=lost))
    expected = [-POISON if n == POISON else 2 * n for n in range(8, 30)]
    assert [n for batch in found for n in batch] == expected


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x", "tcp://"])
def test_where_no_scheduler_is_the_address_is_named(monkeypatch, address):
    monkeypatch.setattr("castlist.corpus.cluster._PATIENCE", 1)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        dask_cluster(address)


def test_a_scheduler_that_goes_away_ends_in_a_sentence(monkeypatch):
    monkeypatch.setattr("castlist.corpus.cluster._PATIENCE", 3)
    with LocalCluster(
        n_workers=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
    ) as started:
        crew = dask_cluster(started.scheduler_address)
        found = in_order(in_batches(range(400), 1), double_or_die, crew, lost=lost)
        assert next(found) == [0]
        started.close()
        with pytest.raises(InputError, match="scheduler"):
            list(found)
