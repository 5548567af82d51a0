"""Writing without losing anything: everything is written aside and renamed when it is whole."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from castlist.errors import InputError

__all__ = ["replace_folder", "undo_on_failure", "write_file", "write_files"]


def write_file(path: Path, data: bytes) -> Path:
    """The path, now holding exactly these bytes; a reader never sees half of them."""
    with _explained(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(aside).chmod(0o666 & ~_umask())
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    return path


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """The paths of these files in the folder, in order; either all of them are written, or none."""
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", dir=folder) as aside:
            for name, data in files.items():
                Path(aside, name).write_bytes(data)
            return [Path(aside, name).replace(folder / name) for name in files]


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """An empty folder to fill; it takes the place of `folder` at the end, or not at all if anything is raised."""
    folder = folder.resolve()
    with _explained(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{folder} is a file, not a folder. Move it, or choose another place with --out.")
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        old = aside.with_name(aside.name + ".old")
        try:
            aside.chmod(0o777 & ~_umask())
            yield aside
            if folder.exists():
                folder.replace(old)
            aside.replace(folder)
        except BaseException:
            if old.exists() and not folder.exists():
                old.replace(folder)
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def undo_on_failure(folder: Path) -> Iterator[None]:
    """Work on a folder step by step; if anything is raised, Ctrl-C included, it is as it was before."""
    folder = folder.resolve()
    with TemporaryDirectory() as aside:
        before = Path(aside, folder.name)
        if folder.is_dir():
            shutil.copytree(folder, before)
        try:
            yield
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            if before.is_dir():
                shutil.copytree(before, folder)
            raise


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot write to {folder} ({reason}). Free the place, or choose another folder (--out, --to)."
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
