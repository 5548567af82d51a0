"""By what an article would be analysed now, as a short text that changes when results could."""

import hashlib
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from castlist.nlp.load import SAME_MODEL
from castlist.settings import LONGEST_SENTENCE, PIECE_CHARACTERS, Settings

__all__ = ["describe_method", "digest", "digest_rules", "unusual_settings"]

# What stands between an article that was found and its tables.
_ROOMS = (
    "model",
    "text.py",
    "english",
    "nlp",
    "clean",
    "mentions",
    "quotes",
    "actors",
    "sentiment",
    "pipeline.py",
    "tables",
)
_TOGETHER = ("corpus/across", "corpus/reprints", "summary.py", "voices.py")
# What says how far reading and work may go, or is about several articles: what an article that
# got through holds does not depend on it.
_LIMITS = {
    "allow_private",
    "max_bytes",
    "max_characters",
    "max_depth",
    "max_download_bytes",
    "max_members",
    "max_memory_bytes",
    "max_page_bytes",
    "max_redirects",
    "max_seconds",
    "max_seconds_a_word",
    "max_unpacked_bytes",
    "most_months",
    "most_weeks",
    "outlet_articles",
    "period_articles",
    "reprint_containment",
    "reprint_words",
    "timeout_seconds",
}
_LENGTH = 16  # hexadecimal digits: of a million texts no two are alike by chance


def describe_method(model: str, settings: Settings, *, force: bool) -> str:
    """castlist's version and the digest of its rules, the language model with its version, and
    the digest of the settings.

    >>> describe_method("en_core_web_sm", Settings(), force=False).split()[0]
    'castlist'
    """
    of_model = _version_of(model)
    thresholds = {n: v for n, v in asdict(settings).items() if n not in _LIMITS}
    return (
        f"castlist {version('castlist')} {_digest_rooms(_ROOMS)} {model} {of_model} settings"
        f" {digest(repr((thresholds, LONGEST_SENTENCE, PIECE_CHARACTERS, force)))}"
    )


def unusual_settings(settings: Settings, *, force: bool) -> dict[str, Any]:
    """The settings that an article's tables depend on and that are not as castlist has them."""
    usual = asdict(Settings())
    found = {
        n: v for n, v in asdict(settings).items() if n not in _LIMITS and v != usual[n]
    }
    return found | ({"force": True} if force else {})


def digest(text: str, *, length: int = _LENGTH) -> str:
    """The first hexadecimal digits of the SHA-256 of a text."""
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:length]


@cache
def _version_of(model: str) -> str:
    """The version of an installed pipeline, whatever its package is called; of a folder "local"."""
    for name in (model, SAME_MODEL.get(model, model)):
        try:
            return version(name.replace("_", "-"))
        except (PackageNotFoundError, ValueError):
            continue
    return "local"


def digest_rules() -> str:
    """Changes with any rule of one article, and of what is found of all of them together."""
    return _digest_rooms((*_ROOMS, *_TOGETHER))


@cache
def _digest_rooms(rooms: tuple[str, ...]) -> str:
    """Changes with any rule, word list or weight, and not with charts or commands."""
    package = Path(__file__).parent.parent
    found = hashlib.sha256()
    for room in rooms:
        place = package / room
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in files:
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.relative_to(package).as_posix().encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:_LENGTH]
