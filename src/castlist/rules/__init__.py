"""The word lists of `rules/<language>/`, as rows of fields."""

from functools import cache
from importlib.resources import files

__all__ = ["read_rules"]


@cache
def read_rules(name: str, *, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """The rows of one list: tab-separated fields; blank lines and lines that begin with `#` are left out."""
    lines = files(__name__).joinpath(language, f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(f.strip() for f in line.split("\t")) for line in lines if line.strip() and line[0] != "#")
