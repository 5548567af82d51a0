"""A Dask cluster builds the corpus that this machine builds; a worker or a scheduler that goes away
is stated, and costs nothing that was finished."""

import os
import signal
from concurrent.futures import BrokenExecutor

import dask
import pytest
from distributed import LocalCluster

from castlist.corpus import How, Watch, build_corpus, corpus_status, dask_cluster, named
from castlist.corpus.workers import cluster as clusters
from castlist.corpus.workers import in_batches, in_order
from castlist.errors import InputError
from support.corpora import build, contents, double, ids, lost, slow_double, write_articles

# One worker's death is enough to call a task deadly, and nobody is waited for long.
QUICK = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.comm.timeouts.connect": "2s",
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "10s",
}


def start(workers, *, processes=True):
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=processes,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address=":0",
    )


@pytest.fixture(scope="module", autouse=True)
def _quick():
    with dask.config.set(QUICK):
        yield


@pytest.fixture(scope="module")
def cluster(_quick):
    """Two worker processes, and a scheduler that is addressed by tcp."""
    with start(2) as running:
        yield running


@pytest.fixture
def crew(cluster):
    return dask_cluster(cluster.scheduler_address, How())


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr("castlist.corpus.build.PART_INPUTS", 4)
    monkeypatch.setattr("castlist.corpus.build._BATCH", 2)


@pytest.fixture
def source(tmp_path):
    return write_articles(tmp_path / "in", [f"thing{number:02}" for number in range(12)])


def pids(cluster):
    return [nanny.pid for nanny in cluster.workers.values()]


def build_watched(corpus, source, crew, progress):
    how = How(reviewed=corpus.parent / "reviewed")
    watch = Watch(progress)
    return build_corpus(corpus, [named(str(source), {})], how, crew=crew, watch=watch)


def test_a_cluster_makes_the_same_bytes_though_a_worker_is_killed(
    cluster, crew, source, tmp_path, small_parts, monkeypatch
):
    monkeypatch.setattr("castlist.corpus.build._EVERY", 0)
    build(tmp_path / "here", source)
    killed = []

    def kill(line):
        if " analysed" in line and not killed:
            killed.append(pids(cluster)[0])
            os.kill(killed[0], signal.SIGKILL)

    assert crew.workers == 2
    built = build_watched(tmp_path / "there", source, crew, kill)
    assert killed
    assert (built.analysed, built.failed) == (12, 0)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_what_kills_a_worker_is_lost_and_its_neighbours_are_not(crew):
    found = in_order(in_batches(range(12, 16), 1), double, crew, lost=lost)
    expected = [24, -13, 28, 30]
    assert [number for batch in found for number in batch] == expected


def test_a_worker_with_another_castlist_is_not_worked_with(
    crew, source, tmp_path, monkeypatch
):
    monkeypatch.setattr(clusters, "describe_method", lambda *_, **__: "castlist 9")
    with pytest.raises(InputError, match="another castlist or language model"):
        build(tmp_path / "c", source, crew=crew)


def test_an_error_of_the_work_itself_says_what_to_do(crew):
    with pytest.raises(InputError, match=r"cannot do castlist's work \(TypeError"):
        list(in_order([["a", None]], double, crew, lost=lost))


def test_an_address_without_a_scheduler_is_said(monkeypatch):
    monkeypatch.setattr(clusters, "_ANSWER", 0.2)
    for address in ("tcp://127.0.0.1:1", "127.0.0.1:1", "nonsense", "", "tcp://"):
        with pytest.raises(InputError, match="no Dask scheduler answers at"):
            dask_cluster(address, How())


def test_a_client_that_gave_its_scheduler_up_can_be_let_go(crew):
    executor = crew.make()
    under_way = executor.submit(slow_double, [20, 21])
    executor._client.sync(executor._client._close)  # as it does by itself
    with pytest.raises(BrokenExecutor, match="closed"):
        executor.submit(slow_double, [20])
    executor.shutdown(wait=True, cancel_futures=True)
    assert isinstance(under_way.exception(timeout=30), BrokenExecutor)


def test_a_result_that_is_lost_after_it_came_is_a_result(crew, monkeypatch):
    """A worker that leaves takes with it what the scheduler would make again; here it is not."""
    executor = crew.make()
    gather = executor._client._gather

    async def gather_and_lose(futures, **how):
        found = await gather(futures, **how)
        for future in futures:
            future._state.reset()
        return found

    monkeypatch.setattr(executor._client, "_gather", gather_and_lose)
    found = [executor.submit(slow_double, list(range(20, 20 + size))) for size in (1, 3)]
    assert [one.result(timeout=30) for one in found] == [[40], [40, 42, 44]]
    executor.shutdown(wait=True, cancel_futures=True)


def test_a_scheduler_that_goes_away_ends_the_build_and_finished_parts_are_kept(
    cluster, crew, tmp_path, small_parts, monkeypatch
):
    """The last test with the cluster."""
    monkeypatch.setattr(clusters, "_ANSWER", 1)
    monkeypatch.setattr(clusters, "_LOOK", 0.5)
    monkeypatch.setattr(clusters, "_ALONE", 5)
    monkeypatch.setattr("castlist.corpus.build._EVERY", 0)
    # more than are under way at once
    source = write_articles(tmp_path / "in", [f"thing{number:02}" for number in range(30)])
    closed = []

    def close(line):
        if " 4 analysed" in line and not closed:
            closed.append(cluster.sync(cluster.scheduler.close))

    with pytest.raises(InputError, match="no Dask scheduler answers at tcp:"):
        build_watched(tmp_path / "c", source, crew, close)
    kept = ids(tmp_path / "c")
    assert 4 <= len(kept) < 30
    built = build(tmp_path / "c", source)
    assert (built.analysed, built.same) == (30 - len(kept), len(kept))
    assert corpus_status(tmp_path / "c").failures == []


def test_a_cluster_whose_workers_leave_is_given_up(monkeypatch):
    monkeypatch.setattr(clusters, "_ANSWER", 0.2)
    monkeypatch.setattr(clusters, "_LOOK", 0.1)
    monkeypatch.setattr(clusters, "_ALONE", 0.3)
    with start(1, processes=False) as leaving:
        crew = dask_cluster(leaving.scheduler_address, How())
        found = in_order(in_batches(range(20, 400), 1), slow_double, crew, lost=lost)
        assert next(found) == [40]
        leaving.scale(0)
        with pytest.raises(InputError, match="has no workers"):
            list(found)


def test_a_scheduler_without_workers_is_said(monkeypatch):
    monkeypatch.setattr(clusters, "_ANSWER", 0.2)
    with (
        start(0) as empty,
        pytest.raises(InputError, match="has no workers"),
    ):
        dask_cluster(empty.scheduler_address, How())
