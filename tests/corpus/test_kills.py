"""A short form of tests/corpus_kills.py: a build that is killed loses and doubles nothing."""

import random
import sys

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="finds the workers of a build in /proc"
)

if sys.platform == "linux":
    import corpus_kills


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return corpus_kills.Scene(tmp_path_factory.mktemp("kills").resolve(), 12)


def test_killed_builds_go_on_and_end_in_the_same_bytes(scene):
    assert corpus_kills.kill_builds(scene, 3, random.Random(3)) == []


def test_a_lost_article_a_double_one_and_a_damaged_part_are_faults(scene):
    """The script sees what it looks for."""
    corpus = scene.scratch / "clean"
    copy = corpus / "parts/000099"
    copy.mkdir()
    for path in (corpus / "parts/000001").iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    assert any("is there 2 times" in fault for fault in corpus_kills.faults(corpus))
    (copy / "texts.parquet").unlink()
    assert "part 99: texts.parquet cannot be read" in corpus_kills.faults(corpus)
    assert corpus_kills.compare(scene.clean, corpus_kills.contents(corpus)) != []
