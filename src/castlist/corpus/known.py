"""That a corpus was looked at and found whole, kept so that the next question need not read every
file of it again.

A file is known by its size, its inode and when it was changed, as Git knows those of a checkout. A
build and `castlist corpus status` read every file whatever is kept here.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from castlist.corpus.method import digest_rules
from castlist.files import BACKSTAGE, write_file
from castlist.settings import Settings

__all__ = ["is_known", "keep_known", "sign"]

_FOLDERS = ("parts", "across")
_NAME = "known"


def is_known(folder: Path, signature: str) -> bool:
    """Whether the corpus was found whole when it had this signature."""
    try:
        return (folder / BACKSTAGE / _NAME).read_bytes() == signature.encode()
    except OSError:
        return False


def keep_known(folder: Path) -> str:
    """Write down that the corpus is whole as it is; its signature."""
    signature = sign(folder)
    write_file(folder / BACKSTAGE / _NAME, signature.encode())
    return signature


def sign(folder: Path) -> str:
    """Changes with any file of the corpus, and with the rules."""
    found = hashlib.sha256(f"{digest_rules()} {Settings()}".encode())
    for name in _FOLDERS:
        try:
            lines = sorted(_describe(folder / name))
        except FileNotFoundError:  # nothing there, or a build is at work
            lines = [f"{name} at {time.time_ns()}"]
        found.update("\n".join(lines).encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _describe(place: Path, inside: str = "") -> Iterator[str]:
    with os.scandir(place) as entries:
        for entry in entries:
            name = f"{inside}/{entry.name}"
            if entry.is_dir():
                yield from _describe(place / entry.name, name)
            else:
                state = entry.stat()
                yield f"{name} {state.st_size} {state.st_ino} {state.st_mtime_ns}"
