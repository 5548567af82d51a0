"""castlist: the cast list of a news story: who is in it, how often, and in what tone each paragraph is written."""

from importlib import import_module

# What notebooks and scripts use, and the module it lives in; loaded on first use, so that `castlist --help` is quick.
_MENU = {
    "analyse": "pipeline",
    "annotate_article": "annotate",
    "by_paragraph": "summary",
    "charts": "charts",
    "check": "checks",
    "describe_run": "pipeline",
    "find_actors": "pipeline",
    "load_model": "annotate",
    "notebook": "notebook",
    "read_article": "pipeline",
    "read_decisions": "review",
    "read_text": "pipeline",
    "save": "summary",
    "score_article": "sentiment",
    "tables": "tables",
}
__all__ = [*_MENU]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("castlist")
    if name not in _MENU:
        raise AttributeError(f"castlist has no {name}; it has {', '.join(_MENU)}")
    module = import_module(f"castlist.{_MENU[name]}")
    return module if name == _MENU[name] else getattr(module, name)
