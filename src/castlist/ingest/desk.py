"""What every reader is handed: the bytes with what they are called, and the desk that the work is done at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from castlist.errors import InputError
from castlist.model import Raw
from castlist.settings import Settings

__all__ = ["Desk", "File", "Found", "Reader"]

Found = Raw | InputError
"""An article, or why one of several could not be read; a reader of a single article raises instead."""


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one file, page or message, and what it is called."""

    data: bytes
    name: str  # what an article in it is called: the file's stem, or empty
    where: str  # what messages call it: its path, its address, "archive.zip: member.txt"
    source: str  # what the table of articles shows: file name or address
    ending: str = ""  # of the file's name, in lower case with its dot, or empty
    media_type: str = ""  # as a server or a mail states it, with its charset, in lower case
    url: str = ""  # where it was fetched from


@dataclass(frozen=True, slots=True)
class Desk:
    """Limits, where to report progress, and how to read a file inside a file."""

    settings: Settings
    progress: Callable[[str], None]
    read: Callable[[File, "Desk"], Iterator[Found]]
    depth: int = 0

    def open(self, file: File) -> Iterator[Found]:
        """What is in a file that was found inside another one, by the reader that its content asks for.

        Raises InputError if archives are nested deeper than the settings allow.
        """
        if self.depth >= self.settings.max_depth:
            raise InputError(f"{file.where} is an archive inside an archive inside an archive. Unpack it first.")
        return self.read(file, replace(self, depth=self.depth + 1))


Reader = Callable[[File, Desk], Iterator[Found]]
