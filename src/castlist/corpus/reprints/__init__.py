"""Reprints: found once for a corpus as it stands, before anything is counted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from tempfile import TemporaryFile
from typing import Any

import numpy as np

from castlist.corpus.parts.store import Store
from castlist.corpus.reprints.candidates import candidates, sample
from castlist.corpus.reprints.groups import (
    Reprint,
    StoryText,
    find_originals,
    name_agency,
)
from castlist.corpus.reprints.shingles import SHINGLE, Shingler
from castlist.errors import InputError
from castlist.settings import Settings

__all__ = ["REPRINTS", "Reprint", "find_among", "find_reprints"]

REPRINTS = "reprints"

_SAMPLED = 4  # every so many shingles make candidates


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
            return find_among(texts, sets, samples, settings.reprint_containment)
    except OSError as error:
        raise InputError(
            f"reprints cannot be looked for ({error.strerror or error}). Make room in the"
            " folder for temporary files, or set TMPDIR to another one."
        ) from error


def find_among(
    texts: Sequence[StoryText],
    sets: Sequence[Any],
    samples: Sequence[Any],
    least: float,
) -> list[Reprint]:
    """The reprints of texts of which all shingles are known, and the sampled ones."""
    # the earliest first: of many that share something, all are compared with that one
    order = sorted(range(len(texts)), key=lambda index: texts[index].rank)
    # a sample of few says little: half of what is needed lets nothing through
    pairs = candidates([samples[index] for index in order], least / 2)
    told = [texts[index] for index in order]
    return find_originals(told, [sets[index] for index in order], pairs, least)


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
