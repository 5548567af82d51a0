"""A short form of tests/kills.py:
what is killed, or runs at once, leaves whole pairs of tables and charts."""

import random
import sys

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows knows neither fork nor SIGKILL"
)

if sys.platform != "win32":
    import kills


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    return kills.Stage(tmp_path_factory.mktemp("kills").resolve(), ["crane", "ie9"])


def test_a_run_that_is_killed_leaves_the_old_pair_or_the_new_one(stage):
    assert kills.kill_runs(stage, 3, random.Random(14)) == []


def test_two_runs_into_one_folder_end_in_one_state(stage):
    assert kills.run_pairs(stage, 1, random.Random(14)) == []


def test_decisions_made_at_once_are_all_there(stage):
    assert kills.decide_at_once(stage, 12) == []


def test_a_pair_of_two_runs_is_a_fault(stage):
    """The script sees what it looks for, and so does `castlist check`."""
    out = stage.scratch / "mixed"
    for version in ("A", "B"):
        assert stage.wait(stage.start(version, out)) == 0
        (out / "exports").rename(out / f"exports-{version}")
    (out / "exports-B").rename(out / "spare")
    (out / "exports-A").rename(out / "exports")
    assert stage.faults(out) == [
        f"{key}: tables and charts of no one run; check says False"
        for key in ("crane", "ie9")
    ]
