"""The command `castlist`, and `python -m castlist`."""

import gc
import sys
from pathlib import Path
from shutil import get_terminal_size

__all__ = ["main"]

_HELP = Path(__file__).with_name("help.txt")  # what `castlist --help` prints: `make docs`
_WIDTH = 80  # columns that it was written for, and the most that a help text uses
# Before Python looks for rubbish. It would at 700, some 500 times while two thousand modules and a
# language model are loaded that stay: 8 % of the time of a run. Above 20,000 what an article leaves
# takes more memory than it saves time.
_NEW_OBJECTS = 10_000


def main() -> None:
    """Run the command that was typed."""
    if sys.argv[1:] == ["--help"] and _print_help():
        return
    gc.set_threshold(_NEW_OBJECTS)
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
