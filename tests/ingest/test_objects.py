"""A file or folder in an object store is read as one of this machine is."""

import sys

import fsspec
import pytest

from castlist.errors import InputError
from castlist.ingest import ingest
from castlist.ingest.web.objects import is_in_store
from castlist.settings import Settings

TEXT = "The old bridge closed\n\nThe mayor, Ana Lopez, said on Monday that it would be closed.\n"


@pytest.fixture
def store():
    """Three articles in two folders, with a list of where they come from, and a picture."""
    files = fsspec.filesystem("memory")
    files.pipe(
        {
            "/news/2026/bridge.txt": TEXT.encode(),
            "/news/2026/school.txt": TEXT.replace("bridge", "school").encode(),
            "/news/2026/logo.png": b"\x89PNG",
            "/news/mill.txt": TEXT.replace("bridge", "mill").encode(),
            "/news/sources.csv": b"file,outlet,published\n2026/bridge.txt,Post,2026-03-01\n",
        }
    )
    yield files
    files.rm("/news", recursive=True)


def read(address, **settings):
    return list(ingest(address, settings=Settings(**settings)))


def test_every_file_of_a_folder_is_an_article_with_what_its_list_says(store):
    found = read("memory://news")
    assert [raw.name for raw in found] == ["2026/bridge", "2026/school", "mill"]
    assert [raw.source for raw in found] == [
        "2026/bridge.txt",
        "2026/school.txt",
        "mill.txt",
    ]
    assert [raw.outlet for raw in found] == ["Post", "", ""]
    assert found[0].published == "2026-03-01"


def test_a_file_is_read_as_if_it_lay_here(store, tmp_path):
    here = tmp_path / "2026/bridge.txt"
    here.parent.mkdir()
    here.write_text(TEXT, encoding="utf-8")
    (tmp_path / "sources.csv").write_bytes(store.cat_file("/news/sources.csv"))
    assert read("memory://news/2026/bridge.txt") == read(str(here))


def test_one_that_cannot_be_read_is_an_error_among_the_others(store):
    store.pipe({"/news/empty.txt": b"", "/news/2026/old.doc": b"\xd0\xcf\x11\xe0"})
    found = read("memory://news")
    said = [str(error) for error in found if isinstance(error, InputError)]
    assert len(found) == 5
    assert said[0].startswith("memory://news: 2026/old.doc is an old Office file")
    assert said[1].startswith("memory://news: empty.txt is empty")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\xff", "cannot be read"), (b"a,b\n1,2\n", "has no column 'file'")],
)
def test_a_list_that_is_none_is_said(store, content, said):
    store.pipe_file("/news/sources.csv", content)
    assert all(said in str(error) for error in read("memory://news"))


def test_limits_hold_there_too(store):
    with pytest.raises(InputError, match="holds more than 2 files"):
        read("memory://news", max_members=2)
    with pytest.raises(InputError, match="is larger than 20 bytes"):
        read("memory://news/mill.txt", max_bytes=20)


def test_what_is_not_there_is_said(store):
    with pytest.raises(InputError, match="memory://nowhere does not exist"):
        read("memory://nowhere")
    store.mkdir("/news/none")
    with pytest.raises(InputError, match="memory://news/none holds no article"):
        read("memory://news/none")


@pytest.mark.parametrize(
    ("address", "missing", "advice"),
    [
        ("s3://bucket/news", "s3fs", "pip install s3fs"),
        ("gs://bucket/news", "gcsfs", "pip install gcsfs"),
        ("az://bucket/news", "adlfs", "pip install adlfs"),
        ("memory://news", "fsspec.core", "pip install 'castlist[corpus]'"),
    ],
)
def test_a_package_that_is_missing_is_named(monkeypatch, address, missing, advice):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(InputError) as error:
        read(address)
    assert str(error.value).startswith(address)
    assert advice in str(error.value)


def test_keys_in_an_address_are_not_shown():
    with pytest.raises(InputError) as error:
        read("memory://me:secret@nowhere/news")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "address", ["file:///etc", "ftp://host/x", "https://a.org", "s3:/x"]
)
def test_no_other_protocol_is_a_store(address):
    assert not is_in_store(address)
