"""Which language a text is in: the quick look for plain English never overrules the model."""

import pkgutil
from importlib import import_module
from itertools import pairwise

import pytest
import spacy.lang

from castlist.english import language
from castlist.english.language import detect_language, is_plain_english

ENGLISH = (
    "The mayor said on Monday that the old bridge would be closed for the winter. It was built"
    " in 1908 and has not been repaired since the flood. She told the council that there is no"
    " money left for a new one, but that the town would look for a loan in the spring. Those who"
    " live on the other bank of the river will have to drive for an hour to their work, which is"
    " what many of them feared after the vote. "
)


def _examples() -> dict[str, str]:
    """Language -> spaCy's example sentences in it."""
    found = {}
    for module in pkgutil.iter_modules(spacy.lang.__path__):
        try:
            examples = import_module(f"spacy.lang.{module.name}.examples")
        except ImportError:
            continue
        found[module.name] = " ".join(examples.sentences)
    return found


EXAMPLES = _examples()


def ask_the_model(text: str) -> str:
    return str(language._identifier().classify(text[:2000])[0])


def test_plain_english_needs_no_model(monkeypatch):
    monkeypatch.delattr(language, "_identifier")
    assert detect_language(ENGLISH) == ("en", 1.0)


def test_a_few_words_are_left_to_the_model():
    assert not is_plain_english("The mayor said that the bridge would be closed.")
    assert detect_language("The mayor said that the bridge would be closed.")[0] == "en"


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_no_other_language_is_taken_for_plain_english(code):
    text = (EXAMPLES[code] + " ") * 20
    if code != "en":
        assert not is_plain_english(text[:2000])
    for share in (0.3, 0.5, 0.7, 0.9):
        here = int(2000 * share)
        english = (ENGLISH * 5)[:here]
        for mixed in (
            f"{english} {text}"[:2000],
            f"{text[: 2000 - here]} {english}"[:2000],
        ):
            assert not is_plain_english(mixed) or ask_the_model(mixed) == "en", share


def test_a_text_that_goes_over_into_another_language_is_left_to_the_model():
    languages = [EXAMPLES[code] for code in ("de", "nl", "id", "ms", "lb", "lg", "it")]
    for one, other in pairwise(languages):
        assert not is_plain_english(f"{ENGLISH} {one} {ENGLISH} {other}"[:2000])
