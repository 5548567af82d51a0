"""Which language a text is in, without a download (py3langid:
a naive Bayes model over 100 languages)."""

import re
from functools import cache
from typing import Any

from castlist.english.rules import word_set
from castlist.errors import InputError

__all__ = [
    "ENGLISH",
    "detect_language",
    "is_plain_english",
    "language_name",
    "require_english",
]

ENGLISH = "en"
_SURE = 0.5  # likelihood; a smaller one names no language
_ENOUGH = 2000  # characters; the answer does not change with more, only the time


_WORD = re.compile(r"[^\W\d_]+")
# Shares of words from which on no other language was found among the texts that were tried:
# 67 languages, and mixtures of each with English.
_LEAST_WORDS = 40
_LEAST_THE = 0.02
_LEAST_LITTLE = 0.2
_LEAST_ASCII = 0.9
_PARTS = 4  # a text that changes its language is not plain in all of them


def detect_language(text: str) -> tuple[str, float]:
    """ISO 639-1 code of the text's language and how likely it is, from 0 to 1."""
    start = text[:_ENOUGH]
    if is_plain_english(start):  # the model takes 80 MB and half a second to unpack
        return ENGLISH, 1.0
    code, likely = _identifier().classify(start)
    return str(code), float(likely)


def is_plain_english(text: str) -> bool:
    """Whether a text is long enough, and has so many of the little words of English in each part,
    that it needs no model to tell its language."""
    words = _WORD.findall(text.casefold())
    little = word_set("little_english")
    size = -(-len(words) // _PARTS)
    parts = [words[n * size : (n + 1) * size] for n in range(_PARTS)]
    return (
        len(words) >= _LEAST_WORDS
        and words.count("the") >= _LEAST_THE * len(words)
        and all(
            sum(word in little for word in part) >= _LEAST_LITTLE * len(part)
            and sum(map(str.isascii, part)) >= _LEAST_ASCII * len(part)
            for part in parts
        )
    )


def require_english(text: str, where: str, *, force: bool) -> str:
    """The code of the text's language; InputError if that is not English, unless `force`."""
    code, likely = detect_language(text)
    if code != ENGLISH and not force:
        guess = (
            f"seems to be in {language_name(code)} ({likely:.0%} likely)"
            if likely >= _SURE
            else "is not clearly English"
        )
        raise InputError(
            f"{where} {guess}, and castlist reads English: another language needs its own"
            " spaCy model and word lists. Add --force to go on with the English ones,"
            " without tone."
        )
    return code


def language_name(code: str) -> str:
    """The language's English name; its code if it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
