"""A warning where a text looks machine-translated, and on what evidence; never for edited news."""

import pytest

from castlist.english.translation import translation_note
from support.paths import ARTICLES, SAMPLE

EDITED = [path for path in ARTICLES if path != SAMPLE]
TEXT = "The mayor said on Monday that the old bridge would be closed."


def note(text, raw=None, language="en", declared=""):
    return translation_note(text, raw or text, language, declared)


def test_the_sample_looks_translated_and_the_note_says_why():
    said = note(SAMPLE.read_text(encoding="utf-8"))
    assert "looks machine-translated" in said
    assert "Piracter, Pyrector, Pyrektor" in said
    assert "“placed”" in said


@pytest.mark.parametrize("path", EDITED, ids=lambda path: path.stem)
def test_edited_news_does_not(path):
    assert note(path.read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize(
    ("raw", "declared", "says"),
    [
        (TEXT, "ro", "the page says that it is in Romanian"),
        (
            f"{TEXT}\nThis article was automatically translated from German.",
            "",
            "the page says so",
        ),
        (f"Machine translation\n{TEXT}", "", "“Machine translation”"),
        (TEXT, "en", ""),
        (f"{TEXT} Machine translation is big business, she said.", "", ""),
    ],
)
def test_what_the_page_says_of_itself_is_evidence(raw, declared, says):
    said = note(TEXT, raw, declared=declared)
    assert says in said
    assert bool(said) == bool(says)


def test_another_language_gets_no_note():
    assert note(TEXT, language="de", declared="ro") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Iowa: Tom Alder, Karen Christian, and Joel Kirstein. Ohio: Gus Gerstema, and Erica Kristen.",
        "The club lists Anna Bergmann, Olga Bergamin, Piet Bergman, and Lena Borgmann.",
        "It was Marten who left, then Martin, and Mortan, before Murtin came, she said.",
    ],
)
def test_people_of_similar_names_are_no_translation(text):
    assert note(f"{TEXT} {text}") == ""


@pytest.mark.parametrize(
    "text",
    [
        "They bought Zelkanov rockets. The army wants Zilkanov rockets, and sold Zelkenov rockets.",
        "She met President Petroshenka, and later President Pitroshenko, not President Petrashenka.",
    ],
)
def test_one_name_in_one_context_with_three_spellings_is(text):
    assert "one name is spelt" in note(f"{TEXT} {text}")
