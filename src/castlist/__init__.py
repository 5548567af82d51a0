"""castlist: the cast list of a news story:
who is in it, who speaks, and in what tone each paragraph is written.

What notebooks and scripts use is listed in `__init__.pyi`, and loaded on first use, so that
`castlist --help` is quick.
"""

import lazy_loader

_load, _list, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("castlist")
    if name not in __all__:
        raise AttributeError(f"castlist has no {name}; it has {', '.join(sorted(__all__))}")
    return _load(name)


def __dir__() -> list[str]:
    """What `castlist.<TAB>` offers."""
    return sorted([*__all__, "__version__"])
