"""What a person has seen of an article, and whether it is signed off: one file an article,
`data/reviewed/<article_id>/review.json`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from castlist.errors import ReviewError
from castlist.files import lock, write_file
from castlist.model import SignOff

__all__ = ["Seen", "add_seen", "read_seen", "read_sign_off", "write_sign_off"]

# RecursionError: a file of brackets within brackets
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Seen:
    """Mentions, actors and quotes by their ids, each with the words that were seen there, and the
    sign-off, if there is one."""

    words: Mapping[str, str] = field(default_factory=dict)
    signed: SignOff | None = None


def read_sign_off(reviewed: Path | str, article_id: str) -> SignOff | None:
    """Who signed an article off, on what there was to see then; None if nobody did."""
    return read_seen(reviewed, article_id).signed


def read_seen(reviewed: Path | str, article_id: str) -> Seen:
    """What was seen of an article; nothing if there is no file. ReviewError if it is damaged."""
    path = _path(reviewed, article_id)
    try:
        found: Any = json.loads(path.read_bytes())
        signed = SignOff(**found["signed"]) if found["signed"] else None
        return _checked(Seen(dict(found["seen"]), signed))
    except FileNotFoundError:
        return Seen()
    except _DAMAGED as error:
        raise ReviewError(
            f"cannot read {path} ({error}). Delete it, and sign the article off again."
        ) from error


def add_seen(reviewed: Path | str, article_id: str, words: Mapping[str, str]) -> Seen:
    """What was seen of an article, these too; written at once."""
    with lock(Path(reviewed)):
        old = read_seen(reviewed, article_id)
        new = replace(old, words={**old.words, **words})
        return new if new == old else _write(reviewed, article_id, new)


def write_sign_off(reviewed: Path | str, article_id: str, signed: SignOff | None) -> Seen:
    """What was seen of an article, now with this sign-off, or (None) without any."""
    with lock(Path(reviewed)):
        old = read_seen(reviewed, article_id)
        return _write(reviewed, article_id, replace(old, signed=signed))


def _path(reviewed: Path | str, article_id: str) -> Path:
    return Path(reviewed, Path(article_id).name, "review.json")


def _write(reviewed: Path | str, article_id: str, seen: Seen) -> Seen:
    signed = asdict(seen.signed) if seen.signed else None
    data = {"seen": dict(sorted(seen.words.items())), "signed": signed}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    write_file(_path(reviewed, article_id), f"{text}\n".encode())
    return seen


def _checked(seen: Seen) -> Seen:
    """What a file says, of the kinds that it must be of; ValueError otherwise."""
    signed = seen.signed
    if signed is not None:
        texts = [getattr(signed, name) for name in ("by", "on", "text_sha256")]
        tables = [getattr(signed, f.name) for f in fields(signed) if f.name in _TABLES]
        kinds = all(isinstance(text, str) for text in texts)
        kinds = kinds and all(isinstance(table, dict) for table in tables)
        if not kinds or not isinstance(signed.doubtful, int):
            raise ValueError("a sign-off of another kind")
    return seen


_TABLES = {"links", "quotes"}
