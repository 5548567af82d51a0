"""What became no article, written down as it happens:
a table beside the results, a log of castlist's own faults."""

import os
import traceback
from codecs import BOM_UTF8
from contextlib import suppress
from pathlib import Path

from castlist.errors import CastlistError, InternalError
from castlist.files import write_file
from castlist.model import Failure
from castlist.tables import guarded_rows

__all__ = ["LOG", "Failures"]

TABLE = "failures.csv"
LOG = "failures.log"
"""Tracebacks of what went wrong in castlist itself; what to send with a report."""


class Failures:
    """The failures of one call. The files of an earlier call give way to the first,
    or go when there is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._begun: set[str] = set()

    def add(self, source: str, stage: str, error: CastlistError) -> Failure:
        """The failure of one article, now a row of the table;
        a fault of castlist has its traceback in the log."""
        message = str(error)
        if isinstance(error, InternalError):
            log = self.folder / LOG
            message += (
                f" This is a fault of castlist: report it with the article and {log}, where"
                " its traceback is."
            )
            trace = "".join(traceback.format_exception(error))
            self._append(LOG, f"{source}\n{message}\n{trace}\n")
        return self.record(Failure(source, stage, type(error).__name__, message))

    def record(self, failure: Failure) -> Failure:
        """The same failure, now a row of the table."""
        self._append(TABLE, guarded_rows([failure], header=TABLE not in self._begun))
        return failure

    def close(self) -> None:
        """Remove what an earlier call left, if this one has nothing of that kind."""
        for name in {TABLE, LOG} - self._begun:
            with suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)

    def _append(self, name: str, text: str) -> None:
        """Write more to a file; what cannot be written was said all the same."""
        data = text.encode("utf-8", "backslashreplace")
        path = self.folder / name
        with suppress(OSError, CastlistError):
            if name not in self._begun:
                mark = BOM_UTF8 if name == TABLE else b""  # for spreadsheets
                write_file(path, mark + data)
            else:
                with path.open("ab") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            self._begun.add(name)
