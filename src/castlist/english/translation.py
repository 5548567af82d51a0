"""Signs that an English text was translated by a machine;
a warning for the reader, never a reason to refuse."""

import re
from collections import defaultdict
from collections.abc import Iterator

from castlist.english.language import ENGLISH, language_name
from castlist.english.phonetic import sound_class
from castlist.english.rules import read_rules

__all__ = ["translation_note"]

_NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z]{4,}\b")  # not at the beginning of a sentence
# "with the situation. placed."
_TORN_OFF = re.compile(r"[.!?][\"”’]?\s+([a-z]+)\.[\"”’]?$", re.MULTILINE)
_CONSONANTS = (
    # with four, three of 300 articles by people look translated ("France", "Frank",
    # "French"), with five none
    5
)
_SPELLINGS = 3  # of one name; two happen in edited news ("Mohamed", "Mohammed")


def translation_note(text: str, raw_text: str, language: str, declared: str) -> str:
    """One sentence that says on what evidence the text looks machine-translated;
    empty if nothing speaks for it.

    `language` is what the text is in, `declared` what its page says it is in.
    """
    if language != ENGLISH:
        return ""
    signs = dict.fromkeys(_find_signs(text, raw_text, declared))
    return (
        f"It looks machine-translated: {'; '.join(signs)}. Names and tone may be wrong."
        if signs
        else ""
    )


def _find_signs(text: str, raw_text: str, declared: str) -> Iterator[str]:
    if declared not in {"", ENGLISH}:
        yield f"the page says that it is in {language_name(declared)}"
    for pattern, sign in read_rules("translation"):
        found = re.search(pattern, raw_text, re.IGNORECASE | re.MULTILINE)
        if found:
            yield f"{sign} (“{found[0][:80]}”)"
    for spellings in _spelt_apart(text):
        yield f"one name is spelt {', '.join(spellings)}"
        # alone no sign: a slip of the pen leaves lone words too
        torn = _TORN_OFF.search(text)
        if torn:
            yield f"a paragraph ends in the lone word “{torn[1]}”"


def _spelt_apart(text: str) -> Iterator[list[str]]:
    """Words written like names that have the same consonants but several spellings,
    none of them a longer form."""
    groups: dict[str, set[str]] = defaultdict(set)
    lower = set(re.findall(r"[a-z]+", text))
    for word in _NAME.findall(text):
        if word.lower() not in lower:
            groups[sound_class(word)].add(word)
    for sound, words in groups.items():
        roots = _roots(words)
        if len(sound) >= _CONSONANTS and len(roots) >= _SPELLINGS:
            yield roots


def _roots(words: set[str]) -> list[str]:
    """The words that begin with no other one, sorted:
    all that begin with a word follow it at once."""
    roots: list[str] = []
    for word in sorted(words):
        if not roots or not word.startswith(roots[-1]):
            roots.append(word)
    return roots
