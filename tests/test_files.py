"""Nothing is ever half there."""

import json
import multiprocessing
import os
import sys
from pathlib import Path

import pytest

from castlist.errors import InputError
from castlist.files import (
    BACKSTAGE,
    finish_swap,
    lock,
    replace_folder,
    replace_folders,
    sweep,
    write_file,
    write_files,
)
from support.paths import names


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


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    synced = os.fsync

    def fail_beside(handle):
        if os.path.samestat(os.fstat(handle), tmp_path.stat()):
            raise OSError(5, "Input/output error")
        synced(handle)

    monkeypatch.setattr(os, "fsync", fail_beside)
    with (
        pytest.raises(InputError, match="Input/output error"),
        replace_folder(tmp_path / "a") as aside,
    ):
        (aside / "new.txt").write_text("new")
    assert names(tmp_path) == []
    monkeypatch.setattr(os, "fsync", synced)
    with replace_folder(tmp_path / "a") as aside:
        (aside / "new.txt").write_text("new")
    assert names(tmp_path / "a") == ["new.txt"]


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
    with (
        pytest.raises(InputError, match="is a file, not a folder"),
        replace_folder(tmp_path / "a"),
    ):
        pass
    with pytest.raises(InputError, match="cannot write to"):
        write_file(tmp_path / "a/b.txt", b"")
    assert (tmp_path / "a").read_text() == "mine"


posix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows knows neither fork nor file modes"
)


def write_pair(root, text):
    with replace_folders(
        [root / "tables/a", root / "charts/a"], seeded=[root / "charts/a"]
    ) as asides:
        for aside in asides:
            (aside / "x.txt").write_text(text)


def read_pair(root):
    return [(root / name / "a/x.txt").read_text() for name in ("tables", "charts")]


def die_at(number, work):
    """Work in a process that is gone at its nth rename,
    with no chance to tidy up; whether it died."""

    def target():
        replace = Path.replace
        left = [number]

        def count(path, new):
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
            return replace(path, new)

        Path.replace = count
        work()
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=target)
    process.start()
    process.join()
    return process.exitcode == 9


@posix
@pytest.mark.parametrize(
    "reader",
    [lambda root: finish_swap(root / "tables/a"), lambda root: sweep(root / "tables")],
)
def test_a_process_that_dies_at_any_rename_leaves_one_pair(tmp_path, reader):
    kept = []
    for number in range(1, 20):
        root = tmp_path / str(number)
        write_pair(root, "old")
        died = die_at(number, lambda root=root: write_pair(root, "new"))
        reader(root)
        one, other = read_pair(root)
        assert one == other
        kept.append(one)
        write_pair(root, "next")
        assert read_pair(root) == ["next", "next"]
        sweep(root / "tables")
        sweep(root / "charts")
        left = [
            path.name for path in root.glob(f"*/{BACKSTAGE}/*") if path.suffix != ".lock"
        ]
        assert left == []
        if not died:
            break
    assert not died, "there are more renames than were tried"
    assert kept[0] == "old"
    assert kept == sorted(kept, reverse=True), (
        "once the new pair is decided, there is no way back"
    )
    assert len(set(kept)) == 2


def test_a_pair_that_cannot_be_swapped_stays_the_old_one(tmp_path, monkeypatch):
    write_pair(tmp_path, "old")
    replace = Path.replace

    def refuse(path, new):
        if (
            Path(new).resolve() == tmp_path.resolve() / "charts/a"
            and "stage-" in str(path)
            and not str(path).endswith(".old")
        ):
            raise OSError(16, "Device or resource busy")
        return replace(path, new)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError, match="Device or resource busy"):
        write_pair(tmp_path, "new")
    monkeypatch.undo()
    assert read_pair(tmp_path) == ["old", "old"]
    assert not list(tmp_path.glob(f"*/{BACKSTAGE}/swap-*"))


def test_a_seeded_folder_keeps_what_was_in_it_and_the_old_one_is_not_written_to(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/mine.txt").write_text("mine")
    with replace_folders([tmp_path / "a"], seeded=[tmp_path / "a"]) as (aside,):
        write_file(aside / "mine.txt", b"changed")
        assert (tmp_path / "a/mine.txt").read_text() == "mine"
    assert (tmp_path / "a/mine.txt").read_text() == "changed"


def test_a_journal_of_folders_that_are_gone_does_nothing(tmp_path):
    write_pair(tmp_path, "old")
    journal = tmp_path / "tables" / BACKSTAGE / "swap-a.json"
    journal.write_text(json.dumps([["stage-gone/a", "../a"]]))
    sweep(tmp_path / "tables")
    assert read_pair(tmp_path) == ["old", "old"]
    assert not journal.exists()


@posix
def test_a_file_keeps_its_permissions_and_a_link_stays_one(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"1")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_file(tmp_path / "link.csv", b"2")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"2"
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640


@posix
def test_who_comes_second_waits_and_is_told(tmp_path):
    told = []
    with lock(tmp_path, "run"):
        child = multiprocessing.get_context("fork").Process(
            target=take_lock, args=(tmp_path,)
        )
        child.start()
        child.join(0.5)
        assert child.is_alive()
        assert not (tmp_path / "told").read_text().startswith("got")
    child.join()
    assert (tmp_path / "told").read_text() == "waited, got it"
    with lock(tmp_path, "run", waiting=lambda: told.append(1)):
        assert told == []


def take_lock(folder):
    said = folder / "told"
    with lock(folder, "run", waiting=lambda: said.write_text("waited")):
        said.write_text(f"{said.read_text()}, got it")
