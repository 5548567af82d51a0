"""A plain castlist says what a corpus needs."""

import sys

import pytest

from castlist.corpus.extras import load_extra
from castlist.errors import InputError


@pytest.mark.parametrize(
    ("module", "advice"),
    [
        ("pyarrow", "pip install 'castlist[corpus]'"),
        ("duckdb", "pip install 'castlist[corpus]'"),
        ("distributed", "pip install 'castlist[cluster]'"),
    ],
)
def test_what_is_not_installed_is_named_with_its_extra(monkeypatch, module, advice):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError) as error:
        load_extra(module)
    assert module in str(error.value)
    assert advice in str(error.value)
