"""What is found of all articles of a corpus together, reprints and who is who, and written beside
its parts."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from castlist.corpus.across import (
    ACROSS,
    APPEARANCES,
    JOINS,
    WHO,
    ActorLink,
    Appearance,
    Join,
    OverallActor,
    write_across,
)
from castlist.corpus.extras import load_extra
from castlist.corpus.method import digest_rules
from castlist.corpus.parts.schema import record_table
from castlist.corpus.parts.store import Store
from castlist.corpus.reprints import REPRINTS, Reprint, find_reprints
from castlist.files import lock, replace_folder
from castlist.settings import Settings

__all__ = ["DERIVED", "derived_files", "derived_paths"]

DERIVED: dict[str, type] = {
    REPRINTS: Reprint,
    WHO: OverallActor,
    ACROSS: ActorLink,
    JOINS: Join,
    APPEARANCES: Appearance,
}
"""Each table, and the record that a row of it is."""

_PLACE = "across"
_STATE = "state.json"


def derived_files(
    folder: Path, store: Store, progress: Callable[[str], object] = str
) -> dict[str, Path]:
    """Table -> its Parquet file, of a corpus as it stands; made anew if anything changed."""
    place = folder / _PLACE
    settings = Settings()
    state = _describe_state(store, settings)
    with lock(folder, "across"):
        if _read_state(place) != state | _digests(place):
            with replace_folder(place) as aside:
                progress("looking for reprints")
                table = record_table(Reprint, find_reprints(store, settings))
                parquet = load_extra("pyarrow.parquet")
                parquet.write_table(table, _file(aside, REPRINTS), compression="zstd")
                progress("looking for actors that are one")
                write_across(store, aside)
                whole = json.dumps(state | _digests(aside))
                (aside / _STATE).write_text(f"{whole}\n", encoding="utf-8")
    return derived_paths(folder)


def derived_paths(folder: Path) -> dict[str, Path]:
    """Table -> where its Parquet file is, or will be."""
    return {name: _file(folder / _PLACE, name) for name in DERIVED}


def _file(place: Path, table: str) -> Path:
    return place / f"{table}.parquet"


def _describe_state(store: Store, settings: Settings) -> dict[str, Any]:
    """What these tables depend on: the parts, the thresholds, and the rules."""
    found = hashlib.sha256()
    for part in store.whole():
        found.update((part.folder / "part.json").read_bytes())
    thresholds = [settings.reprint_containment, settings.reprint_words]
    return {"rules": digest_rules(), "parts": found.hexdigest(), "thresholds": thresholds}


def _digests(place: Path) -> dict[str, str]:
    """The SHA-256 of every file; empty where there is none."""
    return {name: _digest_file(_file(place, name)) for name in DERIVED}


def _digest_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read_state(place: Path) -> Any:
    try:
        return json.loads((place / _STATE).read_bytes())
    except (OSError, ValueError):
        return None
