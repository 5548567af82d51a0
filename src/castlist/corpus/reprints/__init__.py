"""Reprints: found once for a corpus as it stands, before anything is counted, and written beside
its parts."""

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np

from castlist.corpus.extras import load_extra
from castlist.corpus.reprints.candidates import candidates, sample
from castlist.corpus.reprints.groups import (
    Reprint,
    StoryText,
    find_originals,
    name_agency,
)
from castlist.corpus.reprints.shingles import SHINGLE, Shingler
from castlist.corpus.schema import record_table
from castlist.corpus.store import Store
from castlist.errors import InputError
from castlist.files import lock, replace_folder
from castlist.settings import Settings

__all__ = ["REPRINTS", "Reprint", "find_reprints", "reprints_file"]

REPRINTS = "reprints"

_SAMPLED = 4  # every so many shingles make candidates
_STATE = "state.json"
_VERSION = 1  # of how reprints are found


def reprints_file(
    folder: Path, store: Store, progress: Callable[[str], object] = str
) -> Path:
    """The Parquet file of the reprints of a corpus as it stands; made if it is not there yet."""
    place = folder / "across"
    path = place / f"{REPRINTS}.parquet"
    settings = Settings()
    state = _describe_state(store, settings)
    with lock(folder, "across"):
        if _read_state(place) != state | {"file": _digest_file(path)}:
            progress("looking for reprints")
            table = record_table(Reprint, find_reprints(store, settings))
            with replace_folder(place) as aside:
                parquet = load_extra("pyarrow.parquet")
                parquet.write_table(table, aside / path.name, compression="zstd")
                whole = state | {"file": _digest_file(aside / path.name)}
                (aside / _STATE).write_text(f"{json.dumps(whole)}\n", encoding="utf-8")
    return path


def find_reprints(store: Store, settings: Settings) -> list[Reprint]:
    """Every article of the whole parts that tells again what an earlier one told."""
    texts: list[StoryText] = []
    samples: list[Any] = []
    ends = [0]
    try:
        with (
            TemporaryFile() as kept
        ):  # all shingles of many texts are too much for the memory
            for text, shingles in _read_texts(store, settings.reprint_words):
                texts.append(text)
                samples.append(sample(shingles, _SAMPLED))
                kept.write(shingles.tobytes())
                ends.append(ends[-1] + len(shingles))
            if not ends[-1]:
                return []
            kept.flush()
            every = np.memmap(kept, np.uint64, "r")
            sets = [every[begin:end] for begin, end in pairwise(ends)]
            least = settings.reprint_containment
            # a sample of few says little: half of what is needed lets nothing through
            pairs = candidates(samples, least / 2)
            return find_originals(texts, sets, pairs, least)
    except OSError as error:
        raise InputError(
            f"reprints cannot be looked for ({error.strerror or error}). Make room in the"
            " folder for temporary files, or set TMPDIR to another one."
        ) from error


def _read_texts(store: Store, least: int) -> Iterator[tuple[StoryText, Any]]:
    """Every article of so many words, with its shingles."""
    shingler = Shingler()
    for part in store.whole():
        dates = {
            row["article_id"]: row["published"]
            for row in part.read("articles").select(["article_id", "published"]).to_pylist()
        }
        for row in part.read("texts").to_pylist():
            shingles = shingler(row["text"])
            if len(shingles) > least - SHINGLE:
                key = row["article_id"]
                yield StoryText(key, dates[key], name_agency(row["text"])), shingles


def _describe_state(store: Store, settings: Settings) -> dict[str, Any]:
    """What reprints depend on: the texts of the parts, and the thresholds."""
    found = hashlib.sha256()
    for part in store.whole():
        found.update((part.folder / "part.json").read_bytes())
    thresholds = [settings.reprint_containment, settings.reprint_words]
    return {"version": _VERSION, "parts": found.hexdigest(), "thresholds": thresholds}


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
