"""What the commands say of charts that were not drawn."""

from pathlib import Path

from castlist.cli.say import one_line, say

__all__ = ["say_not_drawn"]


def say_not_drawn(exports: Path, *, publish: bool = False) -> None:
    """Print which charts of the folder were not drawn, each with the reason."""
    from castlist.published import CHARTS, PUBLICATION, not_drawn

    for name, why in not_drawn(exports, PUBLICATION if publish else CHARTS).items():
        say(f"  not drawn: {one_line(name)} ({one_line(why)})")
