"""The command `castlist`, and `python -m castlist`."""

import gc
import sys
from pathlib import Path
from shutil import get_terminal_size

__all__ = ["main"]

_HELP = Path(__file__).with_name("help.txt")  # what `castlist --help` prints: `make docs`
_WIDTH = 80  # columns that it was written for, and the most that a help text uses
# A process that loads two thousand modules and a language model makes no rubbish while it does;
# Python would look for some 500 times, and 9 % of a run of one article went into that.
_NEW_OBJECTS = 50_000


def main() -> None:
    """Run the command that was typed."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    if sys.argv[1:] == ["--help"] and _print_help():
        return
    from castlist.cli import main as run_command

    run_command()


def _print_help() -> bool:
    """Whether the help text could be printed as it is kept."""
    if get_terminal_size().columns < _WIDTH:
        return False
    try:
        sys.stdout.write(_HELP.read_text(encoding="utf-8"))
        sys.stdout.flush()
    except OSError:  # the command line says what is wrong
        return False
    return True


if __name__ == "__main__":
    main()
