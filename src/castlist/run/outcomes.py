"""What can become of an article: it is done, it failed, or it is there already."""

from dataclasses import dataclass
from pathlib import Path

from castlist.model import Failure
from castlist.tables import Tables

__all__ = ["AlreadyThere", "Done", "Outcome"]


@dataclass(frozen=True, slots=True)
class Done:
    """One finished article: its tables, the folders that hold tables and charts,
    and what to know of it."""

    tables: Tables
    processed: Path
    exports: Path
    note: str = ""


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """One article whose text is there already, under another name; nothing was made of it again."""

    where: str  # the source, and which of several in it
    article_id: str  # what the same text is called

    @property
    def message(self) -> str:
        """One sentence about it."""
        return (
            f"{self.where} is the same text as '{self.article_id}'. It was not made a"
            " second article."
        )


Outcome = Done | Failure | AlreadyThere
