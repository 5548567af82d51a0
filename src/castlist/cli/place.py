"""Which article a command is about, where its tables and decisions lie, and what became of them."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from castlist.cli.say import one_line, say
from castlist.errors import InputError

if TYPE_CHECKING:
    from castlist.tables import Tables

__all__ = [
    "ArticlePlace",
    "Named",
    "Reviewed",
    "find_place",
    "say_not_drawn",
    "show_unmatched",
]

Named = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE",
        help="An article's id, the folder of its tables, or the file it was read from.",
    ),
]
Reviewed = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Where decisions are, instead of data/reviewed.",
        show_default=False,
    ),
]


class ArticlePlace(NamedTuple):
    """An article's id, the folder of its tables, and the folder of decisions."""

    article_id: str
    folder: Path
    reviewed: Path

    def tables(self) -> "Tables | None":
        """The article's tables; None if there are none yet."""
        try:
            made = (self.folder / "about.json").stat()
        except OSError:
            made = None
        if made is None and not (self.folder / "articles.csv").is_file():
            return None
        return _read(self.folder, (made.st_ino, made.st_mtime_ns) if made else None)

    def is_source(self, article: str) -> bool:
        """Whether what was typed is the file that the article was read from."""
        return Path(article).is_file()

    def needed_tables(self) -> "Tables":
        """The article's tables, or InputError that says how to make them."""
        tables = self.tables()
        if tables is None:
            raise InputError(
                f"{self.folder} holds no tables of {self.article_id}. Run `castlist run"
                " FILE` first."
            )
        return tables


@lru_cache(maxsize=1)
def _read(folder: Path, made: tuple[int, int] | None) -> "Tables":
    """The tables of a folder, read once as long as they are those that were made then."""
    from castlist.tables import read

    return read(folder)


def find_place(article: str, reviewed: Path | None) -> ArticlePlace:
    """The article that is meant by its id, the folder of its tables, or its source."""
    from castlist.run import Places
    from castlist.text import slug

    path = Path(article)
    if (path / "articles.csv").is_file():
        return ArticlePlace(
            path.resolve().name, path, reviewed or Places.beside(path).reviewed
        )
    key = slug(path.stem) if path.is_file() or path.name != article else slug(article)
    if not key or path.is_dir():
        raise InputError(
            f"{article} is no article. Name its id, the folder of its tables, or the file"
            " it was read from."
        )
    return ArticlePlace(key, Places().processed / key, reviewed or Places().reviewed)


def show_unmatched(decisions: list[dict[Any, Any]], where: str) -> None:
    """Say which decisions, rows of that table, matched nothing."""
    from castlist.decisions import describe
    from castlist.model import Decision

    for row in decisions:
        if not row["matched"]:
            decision = describe(Decision(**row))
            say(
                f"  {row['file']}, row {row['row']}: {one_line(decision)} matched nothing"
                f" in {where}"
            )


def say_not_drawn(exports: Path, *, publish: bool = False) -> None:
    """Print which charts of the folder were not drawn, each with the reason."""
    from castlist.published import CHARTS, PUBLICATION, not_drawn

    for name, why in not_drawn(exports, PUBLICATION if publish else CHARTS).items():
        say(f"  not drawn: {one_line(name)} ({one_line(why)})")
