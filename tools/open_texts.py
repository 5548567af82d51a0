"""What tools learn from: annotated texts that anybody may use for anything, and where a place of
the article that castlist makes of one stands in it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from measures.reading import Back
from measures.store import FREE, read_lines

__all__ = ["FREE", "Back", "read_free"]

Gold = dict[str, Any]


def read_free(path: Path) -> Iterator[Gold]:
    """The documents of a benchmark whose texts are free; a set without genres is free as a whole,
    or is not handed in."""
    return (doc for doc in read_lines(path) if doc.get("genre") in {None, *FREE})
