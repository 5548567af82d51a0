"""How persons are written of, counted; and of which two something may be said."""

from math import inf, nan

import numpy as np
import pytest

from castlist import by_actor, check, compare_pairs
from castlist.portrayals import CLASSES, needed_difference
from support.judged import written


def test_counts_add_up_to_sentences_and_only_people_are_there(sample):
    check(sample)
    frame = by_actor(sample)
    assert (frame[list(CLASSES)].sum(axis=1) == frame["sentences"]).all()
    types = sample.actors.set_index("actor_id")["type"]
    assert {types[actor] for actor in frame["actor_id"]} == {"person"}
    assert frame["sentences"].is_monotonic_decreasing
    assert frame["mean_negative"].between(0, 1).all()


@pytest.mark.parametrize(("sentences", "margin"), [(4, nan), (5, 0.47), (7, 0.47)])
def test_of_few_sentences_no_margin_is_given(sample, sentences, margin):
    frame = by_actor(written(sample, putin=[0.1] * sentences))
    assert frame["sentences"].tolist() == [sentences]
    assert np.array_equal(frame["margin"], [margin], equal_nan=True)


@pytest.mark.parametrize(
    ("putin", "erdogan", "stated"),
    [
        ([0.8] * 5, [0.35] * 5, True),
        ([0.8] * 5, [0.45] * 5, False),
        ([0.8] * 9, [0.35] * 5, True),
        ([0.8] * 9, [0.5] * 7, False),
    ],
)
def test_a_pair_is_compared_only_if_the_difference_is_large_enough(
    sample, putin, erdogan, stated
):
    frame = compare_pairs(written(sample, putin=putin, erdogan=erdogan))
    assert frame[["actor", "other"]].values.tolist() == [["Putin", "Erdogan"]]
    assert frame["stated"].tolist() == [stated]


def test_the_first_of_a_pair_is_written_of_more_negatively(sample):
    frame = compare_pairs(written(sample, putin=[0.1] * 5, erdogan=[0.9] * 5))
    assert frame["actor"].tolist() == ["Erdogan"]
    assert frame["difference"].tolist() == [0.8]


def test_with_four_sentences_nobody_is_compared(sample):
    assert compare_pairs(written(sample, putin=[0.9] * 4, erdogan=[0.1] * 7)).empty


def test_without_scores_there_is_nobody(sample):
    bare = sample.extend({"scores": []})
    assert by_actor(bare).empty
    assert compare_pairs(bare).empty


def test_more_sentences_need_a_smaller_difference():
    found = [needed_difference(n) for n in (4, 5, 8, 20, 100)]
    assert found == [inf, 0.40, 0.25, 0.20, 0.20]
