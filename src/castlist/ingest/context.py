"""What every reader is handed: the bytes with what they are called,
and the context that they are read in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from castlist.errors import CastlistError, InputError
from castlist.model import Raw
from castlist.settings import Settings
from castlist.text import CONTROLS

__all__ = ["File", "Found", "ReadContext", "Reader", "Unpacked"]

Found = Raw | CastlistError
"""An article, or why one of several could not be read; a reader of a single article raises instead.
"""

# Controls, line ends, signs that turn the writing direction,
# halves of a character (names that are no UTF-8).
_NOT_SHOWN = re.compile(f"[{CONTROLS}\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one file, page or message, and what it is called.

    Names come from strangers and go to terminals and tables: what would act there is shown as
    U+FFFD.
    """

    data: bytes
    # what an article in it is called:
    # the file's stem, with the folders that it lies in; or empty
    name: str
    where: str  # what messages call it: its path, its address, "archive.zip: member.txt"
    # what the table of articles shows:
    # file name, path inside the folder that was named, or address
    source: str
    ending: str = ""  # of the file's name, in lower case with its dot, or empty
    media_type: str = ""  # as a server or a mail states it, with its charset, in lower case
    url: str = ""  # where it was fetched from

    def __post_init__(self) -> None:
        for called in ("name", "where", "source"):
            object.__setattr__(
                self, called, _NOT_SHOWN.sub("\ufffd", getattr(self, called))
            )


@dataclass(slots=True)
class Unpacked:
    """How much has come out of archives so far, those inside archives included."""

    bytes: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class ReadContext:
    """Limits, where to report progress, how to read a file inside a file,
    and how much was unpacked for that."""

    settings: Settings
    progress: Callable[[str], object]
    read: Callable[[File, "ReadContext"], Iterator[Found]]
    depth: int = 0
    unpacked: Unpacked = field(default_factory=Unpacked)

    def open(self, file: File) -> Iterator[Found]:
        """What is in a file that was found inside another one,
        by the reader that its content asks for.

        Raises InputError if archives are nested deeper than the settings allow.
        """
        if self.depth >= self.settings.max_depth:
            raise InputError(
                f"{file.where} is an archive inside an archive inside an archive. Unpack it"
                " first."
            )
        return self.read(file, replace(self, depth=self.depth + 1))

    def unpack(self, where: str, *, size: int = 0, files: int = 0) -> None:
        """Room for so many more bytes or files.
        Raises InputError if all together are more than the settings allow."""
        total = self.unpacked.bytes + size
        number = self.unpacked.files + files
        if total > self.settings.max_unpacked_bytes or number > self.settings.max_members:
            raise InputError(
                f"{where} would make more than {self.settings.max_unpacked_bytes:,} bytes"
                f" or {self.settings.max_members:,} files unpacked, with all that it lies"
                " in. Unpack it, and keep the articles only."
            )
        self.unpacked.bytes = total
        self.unpacked.files = number


Reader = Callable[[File, ReadContext], Iterator[Found]]
