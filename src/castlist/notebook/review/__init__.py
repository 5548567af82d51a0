"""`castlist.review(folder)`: the desk in JupyterLab, and a line of text where nobody looks on."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from castlist.desk import Desk
from castlist.errors import InputError

if TYPE_CHECKING:
    from castlist.notebook.review.widget import Review

__all__ = ["Unwatched", "review"]


class Unwatched:
    """What a notebook shows that runs by itself: how the review stands, in words that stay."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __repr__(self) -> str:
        return (
            f"{self.desk.article_id}: {self.desk.review}. To review it, run this cell in"
            " JupyterLab."
        )


def review(
    folder: Path | str, *, reviewed: Path | str = "", by: str = ""
) -> "Review | Unwatched":
    """The desk for the article whose tables lie in a folder: decide by keyboard, see what moves.

    Decisions go to `reviewed` (else the `data/reviewed` beside the folder), with the initials `by`.
    A notebook that runs by itself gets one line of text. Raises InputError if the tables have no
    parse beside them, or if anywidget is not installed.
    """
    desk = Desk.open(folder, reviewed=reviewed, by=by)
    if not _is_watched():
        return Unwatched(desk)
    try:
        from castlist.notebook.review.widget import Review
    except ImportError as error:
        raise InputError(
            "the review needs anywidget. Try: pip install 'castlist[notebooks]'."
        ) from error
    return Review(desk)


def _is_watched() -> bool:
    """Whether somebody sits before the notebook: a client that runs it by itself says that
    nobody can be asked anything."""
    try:
        from IPython import get_ipython
    except ImportError:
        return True
    kernel: Any = getattr(get_ipython(), "kernel", None)
    if kernel is None:
        return True
    return bool(kernel.get_parent().get("content", {}).get("allow_stdin", True))
