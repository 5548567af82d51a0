"""English numbers are written without the locale data, and as these say."""

import pytest

from castlist.charts.page.numerals import SIGNED, WHOLE, _english, _local


@pytest.mark.parametrize(
    "number", [0, 7, 999, 1000, 12_345, 1_234_567, -1000, *range(3, 10**6, 99_991)]
)
def test_counts(number):
    assert _english(number, WHOLE) == _local(number, WHOLE, "en")


@pytest.mark.parametrize("step", [0.0001, 0.005, 0.0137, 0.015])
def test_scores(step):
    scores = [n * step for n in range(-400, 401)]
    scores = [score for score in scores if 0.005 <= abs(score) <= 1]
    assert [_english(s, SIGNED) for s in scores] == [
        _local(s, SIGNED, "en") for s in scores
    ]
    rounded = [round(score, 4) for score in scores]
    assert [_english(s, SIGNED) for s in rounded] == [
        _local(s, SIGNED, "en") for s in rounded
    ]
