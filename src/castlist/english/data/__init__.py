"""The long lists of this folder: what class each of their words has."""

import gzip
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from castlist.text import visible

__all__ = ["plain", "read_list"]


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """The name as the lists have it: ASCII, lower case, single spaces.

    >>> plain("São  Paulo"), plain("Erdoğan")
    ('sao paulo', 'erdogan')
    """
    shown = visible(name).replace("’", "'")
    return " ".join(anyascii(shown).lower().split())


@cache
def read_list(name: str) -> dict[str, str]:
    """Word, as `plain` makes it -> its class, of one list;
    read once a process."""
    packed = files(__name__).joinpath(f"{name}.txt.gz").read_bytes()
    classes: dict[str, str] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        label, *words = line.split("\t")
        classes |= dict.fromkeys(words, label)
    return classes
