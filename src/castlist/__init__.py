"""castlist: the cast list of a news story: who is in it, who speaks, and in what tone each paragraph is written."""

from importlib import import_module

# What notebooks and scripts use, by the module it lives in; loaded on first use, so that `castlist --help` is quick.
_MODULES = {
    "annotate": "annotate_article load_model",
    "charts": "charts",
    "checks": "check",
    "clean": "uncut",
    "notebook": "notebook",
    "pipeline": "Reading analyse describe_run find_actors find_speech read_article read_articles read_text",
    "review": "read_decisions",
    "sentiment": "score_article",
    "settings": "Settings",
    "summary": "by_paragraph by_speaker compare_counts never_heard save",
    "tables": "tables",
}
_MENU = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = [*_MENU]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("castlist")
    if name not in _MENU:
        raise AttributeError(f"castlist has no {name}; it has {', '.join(sorted(_MENU))}")
    module = import_module(f"castlist.{_MENU[name]}")
    return module if name == _MENU[name] else getattr(module, name)


def __dir__() -> list[str]:
    """What `castlist.<TAB>` offers."""
    return sorted([*__all__, "__version__"])
