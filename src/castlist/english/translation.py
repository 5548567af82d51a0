"""Signs that an English text was translated by a machine;
a warning for the reader, never a reason to refuse."""

import re
from collections import defaultdict
from collections.abc import Iterator

from castlist.english.language import ENGLISH, language_name
from castlist.english.phonetic import sound_class
from castlist.english.rules import read_rules, word_set

__all__ = ["translation_note"]

# not at the beginning of a sentence; and the word behind it
_NAME = re.compile(r"(?<=[\w,;] )([A-Z][a-z]{4,})\b(?=(?: ([a-z]{4,20})\b)?)")
_BEFORE = re.compile(r"(?<![\w.])[A-Za-z]{4,20}(?= $)")
_LOOK_BACK = 22  # characters, in which the word before a name stands
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
    """Words written like names that have the same consonants but several spellings, none of them
    a longer form, and that stand before or behind the same word: "Pyrector drones", "Pyrektor
    drones". Four people of similar names do not.
    """
    groups: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    lower = set(re.findall(r"[a-z]+", text))
    for found in _NAME.finditer(text):
        word = found[1]
        before = _BEFORE.search(text[max(0, found.start() - _LOOK_BACK) : found.start()])
        sides = {f"before {before[0] if before else ''}", f"behind {found[2] or ''}"}
        for side in sides if word.lower() not in lower else ():
            near = side.split(" ")[1]
            if near and near not in word_set("no_context"):
                groups[sound_class(word)][side].add(word)
    for sound, contexts in groups.items():
        words = max(
            contexts.values(), key=lambda spelt: (len(_roots(spelt)), sorted(spelt))
        )
        if len(sound) >= _CONSONANTS and len(_roots(words)) >= _SPELLINGS:
            yield _roots(words)


def _roots(words: set[str]) -> list[str]:
    """The words that begin with no other one, sorted:
    all that begin with a word follow it at once."""
    roots: list[str] = []
    for word in sorted(words):
        if not roots or not word.startswith(roots[-1]):
            roots.append(word)
    return roots
