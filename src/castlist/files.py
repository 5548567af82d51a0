"""Writing without losing anything:
everything is written aside, synced, and renamed when it is whole.

Folders that belong together are swapped together: once all are whole aside, a journal says so, and
whoever comes next finishes what a killed process had begun. All that is needed for this lies in
`.castlist` beside the folders.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from castlist.errors import InputError

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = [
    "BACKSTAGE",
    "finish_swap",
    "lock",
    "replace_folder",
    "replace_folders",
    "sweep",
    "write_file",
    "write_files",
]

BACKSTAGE = ".castlist"
"""The folder beside results that holds locks, journals, and what is being written."""

_OLD = ".old"  # ending of a folder that gives way


def write_file(path: Path, data: bytes) -> Path:
    """The path, now holding exactly these bytes; a reader never sees half of them.

    A file that is there keeps its permissions, and a link stays a link to the file that it leads
    to.
    """
    real = path.resolve() if path.is_symlink() else path
    with _explained(path.parent):
        real.parent.mkdir(parents=True, exist_ok=True)
        mode = real.stat().st_mode & 0o7777 if real.exists() else 0o666 & ~_umask()
        handle, aside = tempfile.mkstemp(prefix=f".{real.name[:40]}.", dir=real.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).chmod(mode)
            Path(aside).replace(real)
            _sync(real.parent)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    return path


@contextmanager
def lock(
    folder: Path, name: str = "lock", *, waiting: Callable[[], object] | None = None
) -> Iterator[None]:
    """Nobody else has this lock of the folder while it lasts;
    `waiting` is called if somebody has it now.

    Raises InputError if the folder cannot be written to.
    """
    with _explained(folder):
        held = _open_lock(folder / BACKSTAGE / f"{name}.lock")
        if not _is_free(held):
            if waiting:
                waiting()
            held.acquire()
    try:
        yield
    finally:
        held.release()


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """An empty folder to fill; it takes the place of `folder` at the end,
    or not at all if anything is raised."""
    with replace_folders([folder]) as (aside,):
        yield aside


@contextmanager
def replace_folders(
    folders: Sequence[Path], *, seeded: Collection[Path] = ()
) -> Iterator[list[Path]]:
    """For each folder an empty one to fill, or, if it is `seeded`,
    one that holds what it holds now.

    At the end all of them take the places of the folders together, or none does if anything is
    raised. A process that is killed leaves all the old ones or all the new ones; if it was killed
    between two renames, whoever reads or writes there next finishes it (`finish_swap`).
    """
    real = [folder.resolve() for folder in folders]
    if all(BACKSTAGE in folder.parts for folder in real):
        yield [
            _clear(f, keep=given in seeded) for f, given in zip(real, folders, strict=True)
        ]
        return  # nobody sees it before what it is part of is whole
    with _explained(real[0].parent), ExitStack() as stack:
        for folder in real:
            folder.parent.mkdir(parents=True, exist_ok=True)
            if folder.exists() and not folder.is_dir():
                raise InputError(
                    f"{folder} is a file, not a folder. Move it, or choose another place"
                    " with --out."
                )
        finish_swap(real[0])
        asides = [
            stack.enter_context(_stage(folder.parent)) / folder.name for folder in real
        ]
        for folder, given, aside in zip(real, folders, asides, strict=True):
            if given in seeded and folder.exists():
                shutil.copytree(folder, aside, symlinks=True)
            else:
                aside.mkdir()
        yield asides
        for aside in asides:
            _sync_tree(aside)
        with lock(real[0].parent, "swap"):
            _commit(real, asides)


def write_files(
    folder: Path, files: Mapping[str, bytes], *, removed: Collection[str] = ()
) -> list[Path]:
    """The paths of these files in the folder, in order;
    what else it holds stays, but for `removed`.

    Either all of this happens, or nothing does.
    """
    with replace_folders([folder], seeded=[folder]) as (aside,):
        for name in removed:
            if (aside / name).is_file():
                (aside / name).unlink()
                _drop_empty((aside / name).parent, aside)
        for name, data in files.items():
            # a link would lead out of the folder
            for place in [*reversed(Path(name).parents[:-1]), Path(name)]:
                if (aside / place).is_symlink():
                    (aside / place).unlink()
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).unlink(missing_ok=True)
            (aside / name).write_bytes(data)
    return [folder / name for name in files]


def _drop_empty(folder: Path, top: Path) -> None:
    """Remove a folder inside the top one if nothing is left in it."""
    if folder != top and not any(folder.iterdir()):
        folder.rmdir()
        _drop_empty(folder.parent, top)


def finish_swap(folder: Path) -> None:
    """What a killed process had decided for this folder,
    the first of those that it would replace, is done."""
    journal = _journal(folder.resolve())
    if journal.exists():
        with _explained(journal.parent), lock(folder.resolve().parent, "swap"):
            if journal.exists():
                _follow(journal)


def sweep(folder: Path) -> None:
    """What killed processes left beside the results in this folder is finished or removed."""
    backstage = folder.resolve() / BACKSTAGE
    if not backstage.is_dir():
        return
    for journal in backstage.glob("swap-*.json"):
        finish_swap(folder / journal.name.removeprefix("swap-").removesuffix(".json"))
    with _explained(folder), lock(folder, "stages"):
        for stage in backstage.glob("stage-*"):
            held = _open_lock(stage / "lock")
            if _is_free(held):
                held.release()
                shutil.rmtree(stage, ignore_errors=True)


def _clear(folder: Path, *, keep: bool) -> Path:
    """The folder, which is there, and empty unless what it holds is kept."""
    if folder.exists() and not keep:
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _stage(parent: Path) -> Iterator[Path]:
    """A new folder backstage, locked for as long as this process works in it."""
    with lock(parent, "stages"):
        stage = Path(tempfile.mkdtemp(prefix="stage-", dir=parent / BACKSTAGE))
        stage.chmod(0o777 & ~_umask())
        held = _open_lock(stage / "lock")
        held.acquire()
    try:
        yield stage
    finally:
        held.release()
        shutil.rmtree(stage, ignore_errors=True)


def _commit(folders: Sequence[Path], asides: Sequence[Path]) -> None:
    """The new folders in the places of the old ones:
    from the journal's rename on there is no way back."""
    if len(folders) == 1 and not folders[0].exists():
        _put(asides[0], folders[0])
        return
    journal = _journal(folders[0])
    base = journal.parent
    pairs = [
        [os.path.relpath(aside, base), os.path.relpath(folder, base)]
        for aside, folder in zip(asides, folders, strict=True)
    ]
    aside = write_file(asides[0].with_name(journal.name), json.dumps(pairs).encode())
    aside.replace(journal)
    _sync(journal.parent)
    try:
        _follow(journal)
    except OSError:
        _go_back(journal, pairs)
        raise
    except BaseException:  # Ctrl-C
        _follow(journal)
        raise


def _put(aside: Path, folder: Path) -> None:
    """A new folder where there is none: one rename is done or is not, and needs no journal."""
    aside.replace(folder)
    try:
        _sync(folder.parent)
    except OSError:
        folder.replace(aside)
        raise


def _follow(journal: Path) -> None:
    """Every pair of a journal swapped, whatever part of it was done already;
    then the journal goes."""
    pairs = [
        [journal.parent / name for name in pair]
        for pair in json.loads(journal.read_bytes())
    ]
    for aside, folder in pairs:
        if aside.exists():
            old = aside.with_name(aside.name + _OLD)
            if folder.exists():
                shutil.rmtree(old, ignore_errors=True)
                folder.replace(old)
            aside.replace(folder)
        _sync(folder.parent)
    journal.unlink(missing_ok=True)
    for aside, _ in pairs:
        shutil.rmtree(aside.with_name(aside.name + _OLD), ignore_errors=True)


def _go_back(journal: Path, pairs: Sequence[Sequence[str]]) -> None:
    """The old folders in their places again, where the system refused to swap one of them."""
    for name, target in pairs:
        aside = journal.parent / name
        folder = journal.parent / target
        old = aside.with_name(aside.name + _OLD)
        if old.exists():
            if folder.exists():
                folder.replace(aside)
            old.replace(folder)
        elif folder.exists() and not aside.exists():
            folder.replace(aside)
    journal.unlink(missing_ok=True)


def _journal(folder: Path) -> Path:
    return folder.parent / BACKSTAGE / f"swap-{folder.name}.json"


def _open_lock(path: Path) -> "BaseFileLock":
    from filelock import FileLock

    path.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(path)


def _is_free(held: "BaseFileLock") -> bool:
    """Whether the lock could be had at once; then it is had."""
    from filelock import Timeout

    try:
        held.acquire(blocking=False)
    except Timeout:
        return False
    return True


def _sync_tree(folder: Path) -> None:
    """Every file and folder in it is on the disk, and not in the system's memory alone."""
    for inside, _, names in os.walk(folder):
        files = [Path(inside, name) for name in names]
        for file in files:  # many are written at once in half the time of one by one
            _sync(file, _begin_to_write)
        for path in [*files, Path(inside)]:
            _sync(path)


def _sync(path: Path, how: Callable[[int], object] | None = None) -> None:
    # Windows cannot sync what it has not opened for writing
    if path.is_symlink() or not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(PermissionError):  # a file that its owner alone may read
        handle = os.open(path, os.O_RDONLY)
        try:
            (how or os.fsync)(handle)
        finally:
            os.close(handle)


def _begin_to_write(handle: int) -> None:
    """A hint for the system: what is not on the disk yet still waits to be synced."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"cannot write to {folder} ({error.strerror or error}). Free the place, or choose"
            " another folder (--out, --to)."
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
