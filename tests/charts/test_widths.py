"""The width of a text, added up from its letters, is that of the text laid out whole."""

import random

import pytest

from castlist.charts.render.fonts import HOUSE_FONT, house_style
from castlist.charts.render.widths import PLAIN, UNITS, _add_up, _measure, text_width

LATO = (HOUSE_FONT,)


def texts() -> list[str]:
    """Words and lines of all letters, by chance, the same on every run."""
    chance = random.Random(7)
    letters = sorted(PLAIN)
    return [
        "".join(chance.choices(letters, k=chance.choice((1, 2, 3, 5, 9, 40))))
        for _ in range(3000)
    ]


@pytest.mark.parametrize("bold", [False, True])
def test_letters_add_up_to_the_text(bold):
    with house_style():
        wrong = [
            text for text in texts() if _add_up(text, bold) != _measure(text, bold, LATO)
        ]
    assert wrong == []


@pytest.mark.parametrize("bold", [False, True])
def test_every_pair_of_letters_adds_up_in_the_middle_of_a_text(bold):
    letters = sorted(PLAIN)
    with house_style():
        for one in letters:
            text = "".join(f"{one}{other}" for other in letters)
            assert _add_up(text, bold) == _measure(text, bold, LATO), one


@pytest.mark.parametrize(
    "text", ["", " ", "  ", "Erdoğan", "Zelenskyy’s", "习近平", "e\u0301"]
)
def test_any_text_has_its_width(text):
    with house_style():
        width = text_width(text, False, LATO)
        assert width * UNITS * 100 == pytest.approx(_measure(text, False, LATO))
