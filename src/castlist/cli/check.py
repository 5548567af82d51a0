"""The command that checks: do the tables add up, and does what was published belong to them?"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from castlist.cli.options import Folder
from castlist.cli.say import say
from castlist.errors import CheckFailed

if TYPE_CHECKING:
    from castlist.tables import Tables

__all__ = ["check"]


def check(folder: Folder) -> None:
    """Do the numbers add up, and do words and charts belong to them?"""
    from castlist.checks import check as check_tables
    from castlist.published import published_all
    from castlist.run import Places, find_folders
    from castlist.tables import concat, read

    folders = find_folders(folder)
    many = {path: read(path) for path in folders}
    says = check_tables(concat(many.values()))
    of_one = [
        ([tables], Places.beside(path).exports / path.name) for path, tables in many.items()
    ]
    belong, problems = published_all([*of_one, *_compared(many)])
    if problems:
        raise CheckFailed(
            "\n- ".join(["the tables hold, but not what was published of them:", *problems])
        )
    say(f"{says.removesuffix('.')}{belong}.")


def _compared(many: "Mapping[Path, Tables]") -> "Iterator[tuple[list[Tables], Path]]":
    """The folders of charts that compare several of these articles,
    each with the tables of those articles."""
    from castlist.published import compared_articles
    from castlist.run import Places

    by_id = {path.name: tables for path, tables in many.items()}
    for exports in {Places.beside(path).exports for path in many}:
        for folder in sorted(path for path in exports.glob("*") if path.is_dir()):
            articles = compared_articles(folder)
            if len(articles) > 1 and by_id.keys() >= set(articles):
                yield [by_id[key] for key in articles], folder
