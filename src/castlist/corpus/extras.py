"""The libraries that only a corpus needs; a plain castlist works without them."""

import importlib
from typing import Any

from castlist.errors import InputError

__all__ = ["load_extra"]

_EXTRAS = {"distributed": "cluster", "duckdb": "corpus", "pyarrow": "corpus"}


def load_extra(module: str) -> Any:
    """The module; InputError that says what to install if it is not there.

    >>> load_extra("pyarrow.parquet").__name__
    'pyarrow.parquet'
    """
    package = module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise InputError(
            f"a corpus needs {package}, which is not installed. Install it: pip install"
            f" 'castlist[{_EXTRAS[package]}]'"
        ) from error
