"""Sources of a corpus may lie in an object store; the corpus itself lies on a disk."""

import sys
from pathlib import Path

import fsspec
import pytest

from castlist.corpus import CorpusRecord, corpus_status
from castlist.errors import InputError
from support.corpora import THINGS, build, ids, rows, write_articles


@pytest.fixture
def news(tmp_path):
    """The address of a folder in a store, and the same articles on the disk."""
    here = write_articles(tmp_path / "in")
    (here / "sources.csv").write_text("file,outlet\nmill.txt,Post\n", encoding="utf-8")
    files = fsspec.filesystem("memory")
    files.put(str(here), "/news", recursive=True)
    yield "memory://news", here
    files.rm("/news", recursive=True)


def test_a_folder_of_a_store_is_built_as_one_of_this_machine(news, tmp_path):
    there, here = news
    built = build(tmp_path / "c", there)
    assert (built.analysed, built.failed) == (len(THINGS), 0)
    assert ids(tmp_path / "c") == sorted(THINGS)
    build(tmp_path / "same", here)
    assert rows(tmp_path / "c", "actors") == rows(tmp_path / "same", "actors")
    assert {r["outlet"] for r in rows(tmp_path / "c")} == {"", "Post"}


def test_what_changed_in_a_store_is_analysed_again_and_the_rest_is_not(news, tmp_path):
    there, _ = news
    build(tmp_path / "c", there)
    files = fsspec.filesystem("memory")
    with files.open("/news/mill.txt", "ab") as file:
        file.write(b"Lopez said no more.\n")
    built = build(tmp_path / "c")
    assert (built.analysed, built.same) == (1, len(THINGS) - 1)


def test_a_store_that_cannot_be_read_is_a_failure_with_what_to_install(
    tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    built = build(tmp_path / "c", "s3://bucket/news")
    assert (built.read, built.failed) == (1, 1)
    (failure,) = corpus_status(tmp_path / "c").failures
    assert "Install it: pip install s3fs" in failure.message


def test_what_the_package_of_a_store_cannot_do_is_a_failure_that_names_the_keys(
    tmp_path, monkeypatch
):
    """Without keys botocore has an error of its own kind."""
    wrong = type("NoCredentialsError", (Exception,), {"__module__": "botocore.exceptions"})

    def refuse(self, path):
        raise wrong("Unable to locate credentials")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "isdir", refuse)
    build(tmp_path / "c", "memory://news")
    (failure,) = corpus_status(tmp_path / "c").failures
    assert (failure.stage, failure.error) == ("ingest", "InputError")
    assert "(Unable to locate credentials). Check the address and your keys" in (
        failure.message
    )


@pytest.mark.parametrize("address", ["s3://bucket/c", "memory://c"])
def test_a_corpus_lies_on_a_disk(address, news, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for use in (CorpusRecord.read, corpus_status, lambda to: build(to, news[0])):
        with pytest.raises(InputError, match=f"cannot lie at {address}"):
            use(Path(address))
    assert not list(tmp_path.glob("*:*"))
