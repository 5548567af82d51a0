"""Packages without the parts of them that nobody here needs, but that they load all the same."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

__all__ = ["import_inside", "import_spacy", "standing_in"]


@contextmanager
def standing_in(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """While it lasts, importing one of these names gives what stands in for it, or ImportError for
    None; at its end they are as if nobody had asked for them. What is loaded already stays."""
    names = [name for name in modules if name not in sys.modules]
    sys.modules.update({name: modules[name] for name in names})  # type: ignore[misc]
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


def import_inside(module: str, name: str) -> Any:
    """What has that name in a module of a package, of which nothing else is loaded:
    not what the package's own `__init__` asks for. A later import finds nothing changed."""
    package = module.partition(".")[0]
    spec = find_spec(package)
    if package in sys.modules or spec is None:
        return getattr(import_module(module), name)
    empty = ModuleType(package)
    empty.__path__ = list(spec.submodule_search_locations or ())
    before = set(sys.modules)
    with standing_in({package: empty}):
        found = getattr(import_module(module), name)
    for loaded in set(sys.modules) - before:
        if loaded.startswith(f"{package}."):
            del sys.modules[loaded]
    return found


def import_spacy() -> None:
    """spaCy, without its command line, which would take a third of the time that it takes to load.

    `spacy.cli` and `spacy.info` are there as ever; they load when they are asked for.
    """
    if "spacy" in sys.modules:
        return
    command_line = ModuleType("spacy.cli")
    command_line.__path__ = []
    info = ModuleType("spacy.cli.info")
    info.info = _info  # type: ignore[attr-defined]
    with standing_in({"spacy.cli": command_line, "spacy.cli.info": info}):
        spacy = import_module("spacy")
    vars(spacy)["__getattr__"] = _attribute


def _info(*arguments: Any, **options: Any) -> Any:
    return import_module("spacy.cli.info").info(*arguments, **options)


def _attribute(name: str) -> Any:
    """What spaCy's own module would have loaded at its start."""
    if name == "cli":
        return import_module("spacy.cli")
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")
