"""What is the same for all sizes of a chart, found once for all that are drawn together."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

__all__ = ["drawn_together", "once"]

P = ParamSpec("P")
R = TypeVar("R")

# A result with what it was made of, so that no other object takes the identity of that.
_found: ContextVar[dict[Hashable, tuple[Any, Any]] | None] = ContextVar(
    "found", default=None
)


@contextmanager
def drawn_together() -> Iterator[None]:
    """While it lasts nobody changes the tables, so what was found in them once holds."""
    if _found.get() is not None:
        yield
        return
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once(function: Callable[P, R]) -> Callable[P, R]:
    """The function, which is called once for the same arguments while charts are
    `drawn_together`; else each time, as somebody may have changed the tables.

    The same arguments are the same objects.
    """

    @wraps(function)
    def call(*arguments: P.args, **options: P.kwargs) -> R:
        found = _found.get()
        if found is None:
            return function(*arguments, **options)
        given = (*arguments, *options.values())
        key = (
            function,
            *map(id, arguments),
            *((name, id(v)) for name, v in options.items()),
        )
        if key not in found:
            found[key] = function(*arguments, **options), given
        result: R = found[key][0]
        return result

    return call
