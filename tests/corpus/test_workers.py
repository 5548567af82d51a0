"""Whoever works, results come in order; a worker that dies takes nobody with it."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import pytest

from castlist.corpus.workers import Crew, in_batches, in_order, process_pool
from support.corpora import double, here, lost, slow_double


def run(numbers, crew, work=double, size=3):
    found = in_order(in_batches(numbers, size), work, crew, lost=lost)
    return [number for batch in found for number in batch]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_items_whoever_is_quicker(workers):
    crew = Crew(lambda: ThreadPoolExecutor(workers), workers)
    assert run(range(20), crew, slow_double) == [2 * n for n in range(20)]


def test_items_are_asked_for_as_they_are_needed():
    asked = []
    numbers = (asked.append(n) or n for n in range(1000))
    found = in_order(in_batches(numbers, 3), slow_double, here(), lost=lambda n: n)
    next(found)
    assert len(asked) < 30


def test_no_executor_is_made_if_there_is_nothing_to_do():
    def make():
        raise AssertionError("made")

    assert run([], Crew(make, 2)) == []


def test_what_kills_a_worker_is_lost_and_its_neighbours_are_not():
    expected = [-13 if n == 13 else 2 * n for n in range(8, 30)]
    assert run(range(8, 30), process_pool(2)) == expected


def test_a_worker_that_was_killed_from_outside_costs_nothing(tmp_path, monkeypatch):
    mark = tmp_path / "killed"
    monkeypatch.setenv("CASTLIST_TEST_MARK", str(mark))
    assert run(range(12), process_pool(2)) == [2 * n for n in range(12)]
    assert mark.exists()


def test_workers_are_gone_when_all_is_done():
    assert run(range(8, 12), process_pool(2)) == [16, 18, 20, 22]
    assert multiprocessing.active_children() == []


def test_an_error_of_the_work_itself_is_raised():
    with pytest.raises(TypeError):
        run(["a", None], here())
