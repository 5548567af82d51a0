"""Where results lie, and who may write there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from castlist.errors import InputError
from castlist.files import lock, sweep

__all__ = ["Places", "at_work", "find_folders"]


@dataclass(frozen=True, slots=True)
class Places:
    """Where results go: `processed/<article_id>` for tables, `exports/<article_id>` for charts
    and the report.

    What people decided lies in `reviewed`; only `castlist decide` adds to it, and no run ever
    writes there.
    """

    processed: Path = Path("data/processed")
    exports: Path = Path("exports")
    reviewed: Path = Path("data/reviewed")

    @classmethod
    def below(cls, out: Path) -> "Places":
        """Both folders in one folder of the user's choice."""
        return cls(out / "processed", out / "exports")

    @classmethod
    def beside(cls, folder: Path) -> "Places":
        """Where the charts of a folder of tables go:
        the `exports` beside its `processed`, or `charts` in it."""
        processed = folder.resolve().parent
        if processed.name != "processed":
            return cls(processed, folder / "charts")
        if processed.parent.name != "data":
            return cls(processed, processed.parent / "exports")
        return cls(
            processed, processed.parent.parent / "exports", processed.parent / "reviewed"
        )


@contextmanager
def at_work(places: Places, notice: Callable[[str], object] = str) -> Iterator[None]:
    """Nobody else runs articles or draws charts for these results;
    what killed runs left there is put in order."""
    waiting = (
        f"another castlist is at work in {places.processed}; waiting until it has finished"
    )
    with lock(places.processed, "run", waiting=lambda: notice(waiting)):
        for folder in (places.processed, places.exports):
            sweep(folder)
        yield


def find_folders(folder: Path) -> list[Path]:
    """The article folders in a folder, or the folder itself; InputError if there is none."""
    if (folder / "articles.csv").is_file():
        return [folder]
    files = (path.relative_to(folder) for path in folder.rglob("articles.csv"))
    found = sorted(
        folder / file.parent
        for file in files
        if not any(part.startswith(".") for part in file.parts)
    )
    if not found:
        raise InputError(
            f"{folder} holds no castlist tables. Name a folder such as"
            " data/processed/<article_id>."
        )
    return found
