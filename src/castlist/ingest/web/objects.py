"""Files in an object store, "s3://bucket/2026": what lies there, as in a folder of this machine.

Which store is meant, and with which keys, is fsspec's to know, and that of the package it names for
a kind of store; castlist holds no keys. Other protocols that fsspec speaks are left out: they would
be a second door to the network, without the checks of the first.
"""

import io
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath, PurePosixPath
from typing import Any

from castlist.errors import InputError
from castlist.ingest.archive import choose_names
from castlist.ingest.sources import Rows, parse_list
from castlist.ingest.web.addresses import find_scheme, show_address
from castlist.settings import Settings

__all__ = ["ObjectStore", "is_in_store"]

_PACKAGES = {
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
    "gcs": "gcsfs",
    "gs": "gcsfs",
    "memory": "fsspec",
    "s3": "s3fs",
    "s3a": "s3fs",
}
"""Each kind of store, and the package that reads it."""
_SPEAKERS = {*_PACKAGES.values(), "aiobotocore", "aiohttp", "azure", "botocore", "google"}


def is_in_store(source: str) -> bool:
    """Whether a source is the address of a file or folder in an object store.

    >>> is_in_store("s3://bucket/2026"), is_in_store("https://example.org/story")
    (True, False)
    """
    return find_scheme(source) in _PACKAGES


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A file or a folder in a store."""

    where: str  # its address, as messages show it
    root: PurePosixPath
    is_folder: bool
    files: Any  # fsspec's file system

    @classmethod
    def open(cls, address: str) -> "ObjectStore":
        """What an address names. Raises InputError if nothing is there, it cannot be asked, or the
        package that reads such stores is not installed."""
        where = show_address(address)
        try:
            core = import_module("fsspec.core")
        except ImportError as error:
            raise InputError(
                f"{where} is read through fsspec, which is not installed. Install it: pip"
                " install 'castlist[corpus]'"
            ) from error
        with _explained(where):
            try:
                files, root = core.url_to_fs(address.strip())
            except ImportError as error:
                package = _PACKAGES[find_scheme(address)]
                raise InputError(
                    f"{where} is read through {package}, which is not installed. Install it:"
                    f" pip install {package}"
                ) from error
            is_folder = files.isdir(root)
            if not is_folder and not files.exists(root):
                raise FileNotFoundError
        return cls(where, PurePosixPath(root), is_folder, files)

    def list_names(self, settings: Settings) -> list[str]:
        """The files of a folder, and of those below it, that can be articles, by their paths in it,
        in their order. Raises InputError if there are none, or too many."""
        with _explained(self.where):
            found = self.files.find(str(self.root))
        if len(found) > settings.max_members:
            raise InputError(
                f"{self.where} holds more than {settings.max_members:,} files. Name a folder"
                " inside it."
            )
        names = [PurePosixPath(path).relative_to(self.root).as_posix() for path in found]
        return choose_names(names, self.where)

    def read(self, path: PurePath, most: int) -> bytes:
        """The bytes of a file, so many at most. Raises InputError if it cannot be read."""
        with _explained(self.where), self.files.open(path.as_posix(), "rb") as stream:
            data: bytes = stream.read(most)
        return data

    def read_list(self, path: PurePath) -> Rows:
        """The rows of a list of sources; none if it is not there."""
        where = f"{self.where}: {path.name}"
        with _explained(where):
            if not self.files.isfile(path.as_posix()):
                return {}
            data = self.files.cat_file(path.as_posix())
        lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
        return parse_list(lines, where)


class _explained:
    """What a store says is an InputError that names the address, whatever kind of error its package
    has for it: botocore's know no common ancestor but Exception."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: Any
    ) -> None:
        if isinstance(error, FileNotFoundError):
            raise InputError(
                f"{self._where} does not exist. Check the spelling, and that your keys may see"
                " it."
            ) from error
        if isinstance(error, (OSError, ValueError)) or _is_of_store(kind):
            said = " ".join(str(error).split()) or type(error).__name__
            raise InputError(
                f"{self._where} cannot be read ({said}). Check the address and your keys."
            ) from error


def _is_of_store(kind: type[BaseException] | None) -> bool:
    """Whether a package that speaks to stores made this kind of error."""
    return kind is not None and kind.__module__.partition(".")[0] in _SPEAKERS
