"""A ZIP container (an archive, a Word file, a workbook) -> its members,
unpacked in memory and within limits.

Nothing is ever written: a name that would leave the folder is refused because whoever packed it
meant harm.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.text import CONTROLS

__all__ = ["Package", "has_too_many", "open_zip"]

_UNSAFE_NAME = re.compile(rf"^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[{CONTROLS}]")
# of others zipfile unpacks a block whole, however large
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1 | 0x40  # flag bits: by password; strong encryption
_DIRECTORY_ENTRY = b"PK\x01\x02"
# What zipfile raises for broken ones;
# ValueError includes names that are no UTF-8, RuntimeError other methods.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
    IndexError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a ZIP whose names and declared sizes are safe. Folders are left out."""

    where: str
    # name of a member -> bytes that it declares, unpacked; in the order of the archive
    sizes: dict[str, int]
    archive: zipfile.ZipFile
    context: ReadContext

    def read(self, name: str, limit: int) -> bytes:
        """One member, unpacked.

        Raises InputError if it is broken, is not there, has more than `limit` bytes, or is too much
        with all that was unpacked before. Never unpacks more than declared: zipfile stops there,
        and then the checksum is wrong.
        """
        if self.sizes.get(name, 0) > limit:
            raise InputError(
                f"{self.where}: {name} has {self.sizes[name]:,} bytes unpacked (at most"
                f" {limit:,}). Split it."
            )
        self.context.unpack(f"{self.where}: {name}", size=self.sizes.get(name, 0))
        try:
            with self.archive.open(name) as member:
                return member.read()
        except KeyError as error:
            raise InputError(f"{self.where} has no {name} in it. Save it again.") from error
        except _BROKEN as error:
            raise InputError(
                f"{self.where} is a broken archive: {name} cannot be unpacked ({error})."
                " Pack it again."
            ) from error


def has_too_many(data: bytes, most: int) -> bool:
    """Whether a ZIP seems to have far more than so many members,
    told without making an object of each.

    Archives that are stored inside have entries too, hence ten times as many.
    """
    return data.count(_DIRECTORY_ENTRY) > 10 * most


def open_zip(file: File, context: ReadContext) -> Package:
    """The ZIP in the bytes of a file, checked before anything is unpacked.

    Raises InputError for a broken or encrypted one, unsafe or repeated names, or more than the
    settings allow.
    """
    settings = context.settings
    if has_too_many(file.data, settings.max_members):
        raise InputError(
            f"{file.where} holds more than {settings.max_members:,} files. Split it."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except _BROKEN as error:
        raise InputError(
            f"{file.where} is a broken archive ({error}). Pack it again."
        ) from error
    members = archive.infolist()
    if len(members) > settings.max_members:
        raise InputError(
            f"{file.where} holds {len(members):,} files (at most {settings.max_members:,})."
            " Split it."
        )
    total = sum(member.file_size for member in members)
    if total > settings.max_unpacked_bytes:
        raise InputError(
            f"{file.where} has {total:,} bytes unpacked (at most"
            f" {settings.max_unpacked_bytes:,}), which is more than articles need. Unpack"
            " it and keep the articles only."
        )
    sizes: dict[str, int] = {}
    for member in members:
        _check_member(member, file.where)
        if member.filename in sizes:
            raise InputError(
                f"{file.where} holds two files named {member.filename}. Pack it again."
            )
        sizes[member.filename] = member.file_size
    return Package(
        file.where,
        {name: size for name, size in sizes.items() if not name.endswith("/")},
        archive,
        context,
    )


def _check_member(member: zipfile.ZipInfo, where: str) -> None:
    name = member.orig_filename  # zipfile ends the other one at a NUL
    if _UNSAFE_NAME.search(name):
        raise InputError(
            f"{where} holds {name!r}, a name that leads out of the archive. Unpack it by"
            " hand, with care."
        )
    if member.flag_bits & _ENCRYPTED:
        raise InputError(
            f"{where} is encrypted ({name}). Unpack it with its password and run again."
        )
    if member.compress_type not in _METHODS:
        raise InputError(
            f"{where}: {name} is packed in an unusual way. Pack it again as an ordinary"
            " ZIP."
        )
