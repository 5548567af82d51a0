"""The text beside an item: every character once, marks that overlap both there."""

import time

import pytest

from castlist.desk import find_passage
from castlist.pipeline import read_text
from castlist.steps import tabulate


@pytest.mark.parametrize("place", [-1, 0, 700, 10**9])
def test_every_character_is_there_once(sample, place):
    shown = find_passage(sample, place)
    texts = dict(
        zip(sample.paragraphs["paragraph"], sample.paragraphs["text"], strict=True)
    )
    assert 2 <= len(shown) <= 3
    for paragraph in shown:
        pieces = paragraph["pieces"]
        assert "".join(piece["text"] for piece in pieces) == texts[paragraph["paragraph"]]
        assert all(piece["text"] for piece in pieces)


def test_a_mention_inside_a_quote_has_both_marks_the_shorter_first(sample):
    quote = sample.quotes.iloc[-1]
    pieces = [p for s in find_passage(sample, quote["start"]) for p in s["pieces"]]
    both = [[m["kind"] for m in p["marks"]] for p in pieces if len(p["marks"]) == 2]
    assert ["pronoun", "quote"] in both


def test_it_takes_no_longer_than_the_text_is(nlp):
    times = []
    for length in (150, 600):
        text = (
            "When Ana Lopez met Bo Berg in the town of Riga, it was late, and " * length
            + "said Ana Lopez."
        )
        tables = tabulate(read_text(text, name="long"), nlp)
        begin = time.perf_counter()
        find_passage(tables, 5)
        times.append(time.perf_counter() - begin)
    assert times[1] < 12 * times[0] + 0.05
