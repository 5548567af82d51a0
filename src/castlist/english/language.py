"""Which language a text is in, without a download (py3langid:
a naive Bayes model over 100 languages)."""

from functools import cache
from typing import Any

from castlist.errors import InputError

__all__ = ["ENGLISH", "detect_language", "language_name", "require_english"]

ENGLISH = "en"
_SURE = 0.5  # likelihood; a smaller one names no language
_ENOUGH = 2000  # characters; the answer does not change with more, only the time


def detect_language(text: str) -> tuple[str, float]:
    """ISO 639-1 code of the text's language and how likely it is, from 0 to 1."""
    code, likely = _identifier().classify(text[:_ENOUGH])
    return str(code), float(likely)


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
