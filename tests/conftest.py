"""What tests share: the language model, loaded once, and the articles of the project."""

import os
from collections import Counter

import pytest
from hypothesis import settings

from castlist.nlp.load import load_model
from castlist.pipeline import read_article
from castlist.steps import tabulate
from support.paths import SAMPLE

# The same examples on every run: what has not changed does not fail.
# `make fuzz` looks for new ones.
settings.register_profile(
    "fixed", max_examples=80, deadline=None, derandomize=True, database=None
)
settings.register_profile("fuzz", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def nlp():
    return load_model()


@pytest.fixture(scope="session")
def analyse_file(nlp):
    """Tables of a file, made once however many tests ask."""
    made = {}

    def tables_of(path):
        if path not in made:
            made[path] = tabulate(read_article(path), nlp)
        return made[path]

    return tables_of


@pytest.fixture(scope="session")
def sample(analyse_file):
    return analyse_file(SAMPLE)


def pytest_terminal_summary(terminalreporter):
    """One line for each reason why tests were left out."""
    skipped = terminalreporter.stats.get("skipped", ())
    for reason, number in Counter(report.longrepr[2] for report in skipped).items():
        terminalreporter.write_line(f"left out: {number} tests ({reason})")
