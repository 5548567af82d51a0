"""Nothing is ever half there."""

from pathlib import Path

import pytest

from castlist.errors import InputError
from castlist.files import replace_folder, write_file, write_files
from conftest import names


def test_a_file_is_replaced_whole(tmp_path):
    path = write_file(tmp_path / "deep/a.txt", b"one")
    assert write_file(path, b"two").read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]


def test_several_files_are_written_all_or_none(tmp_path, monkeypatch):
    files = {"a.txt": b"1", "b.txt": b"2"}
    assert write_files(tmp_path, files) == [tmp_path / "a.txt", tmp_path / "b.txt"]
    write = Path.write_bytes

    def full(path, data):
        if path.name == "b.txt":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left on device"):
        write_files(tmp_path, dict.fromkeys(files, b"new"))
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == files


def test_a_folder_is_replaced_whole(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/old.txt").write_text("old")
    with replace_folder(tmp_path / "a") as aside:
        (aside / "new.txt").write_text("new")
        assert (tmp_path / "a/old.txt").exists()
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["new.txt"]
    assert names(tmp_path) == ["a"]


def test_the_folder_behind_a_link_is_replaced(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replace_folder(tmp_path / "link") as aside:
        (aside / "new.txt").write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert [p.name for p in (tmp_path / "real").iterdir()] == ["new.txt"]


def interrupt(folder):
    with replace_folder(folder) as aside:
        (aside / "new.txt").write_text("new")
        raise KeyboardInterrupt


def test_an_interrupted_folder_leaves_the_old_one(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/old.txt").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        interrupt(tmp_path / "a")
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["old.txt"]
    assert names(tmp_path) == ["a"]


def test_a_file_in_the_place_of_a_folder_is_not_touched(tmp_path):
    (tmp_path / "a").write_text("mine")
    with pytest.raises(InputError, match="is a file, not a folder"), replace_folder(tmp_path / "a"):
        pass
    with pytest.raises(InputError, match="cannot write to"):
        write_file(tmp_path / "a/b.txt", b"")
    assert (tmp_path / "a").read_text() == "mine"
