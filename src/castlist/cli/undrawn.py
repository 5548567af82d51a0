"""What the commands say of charts that were not drawn."""

from pathlib import Path

from castlist.cli.say import one_line, say

__all__ = ["say_not_drawn"]


def say_not_drawn(exports: Path) -> None:
    """Print which charts of the folder were not drawn, each with the reason."""
    from castlist.published import not_drawn

    for name, why in not_drawn(exports).items():
        say(f"  not drawn: {one_line(name)} ({one_line(why)})")
