"""A parsed document as bytes, and back: what the rules ask of it, without the language model.

With it an article is linked and counted anew after a decision in a fraction of the time in which
spaCy and its model are loaded. The bytes are an archive of numpy arrays; nothing in them is run.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from castlist.nlp.columns import TEXTS, TokenColumns
from castlist.nlp.parse import columns_of
from castlist.nlp.scores import EntityScores, keep_scores, scores_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["KeptDoc", "KeptEntity", "KeptToken", "pack_doc", "unpack_doc"]

FORMAT = 1  # another number: the bytes are of another castlist, and cannot be used
_NUMBERS = ("start", "head")
_FLAGS = ("starts_sentence", "spaced", "is_space", "is_lower")
_DAMAGED = (OSError, ValueError, KeyError, IndexError, EOFError, TypeError)
_BROKEN = (*_DAMAGED, zipfile.BadZipFile, zlib.error, NotImplementedError)


@dataclass(eq=False)
class KeptDoc:
    """A document as it was kept; it answers what the rules ask of one of spaCy's, the same."""

    words: TokenColumns
    places: Sequence[tuple[int, int, str, int]]  # of entities: first, behind, label, root
    user_data: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, i: int) -> "KeptToken":
        return KeptToken(self, i)

    @cached_property
    def ents(self) -> tuple["KeptEntity", ...]:
        """The names that the model found."""
        return tuple(KeptEntity(self, *place) for place in self.places)


@dataclass(frozen=True, slots=True)
class KeptToken:
    """One token; two are equal if they are at the same place of one document."""

    doc: KeptDoc
    i: int

    text = property(lambda self: self.doc.words.text[self.i])
    lower_ = property(lambda self: self.doc.words.lower[self.i])
    tag_ = property(lambda self: self.doc.words.tag[self.i])
    dep_ = property(lambda self: self.doc.words.dep[self.i])
    ent_type_ = property(lambda self: self.doc.words.entity_type[self.i])
    ent_iob_ = property(lambda self: self.doc.words.entity_place[self.i])
    is_space = property(lambda self: bool(self.doc.words.is_space[self.i]))
    is_lower = property(lambda self: bool(self.doc.words.is_lower[self.i]))
    is_sent_start = property(lambda self: bool(self.doc.words.starts_sentence[self.i]))
    whitespace_ = property(lambda self: " " if self.doc.words.spaced[self.i] else "")
    text_with_ws = property(lambda self: self.text + self.whitespace_)
    head = property(lambda self: KeptToken(self.doc, int(self.doc.words.head[self.i])))

    def nbor(self, steps: int) -> "KeptToken":
        """The token that is so many further."""
        return KeptToken(self.doc, self.i + steps)


@dataclass(frozen=True, slots=True)
class KeptEntity:
    """One name that the model found."""

    doc: KeptDoc
    start: int
    end: int
    label_: str
    top: int

    def __iter__(self) -> Iterator[KeptToken]:
        return (self.doc[i] for i in range(self.start, self.end))

    @property
    def text(self) -> str:
        """Its words, without white space behind."""
        tokens = list(self)
        return "".join(t.text_with_ws for t in tokens[:-1]) + tokens[-1].text

    @property
    def root(self) -> KeptToken:
        """Its word that the others depend on."""
        return self.doc[self.top]


def pack_doc(doc: "Doc | KeptDoc", text: str) -> bytes:
    """What the rules ask of a text's document, as bytes; the same gives the same bytes."""
    words = columns_of(doc)
    columns = [getattr(words, name) for name in TEXTS]
    cells = sorted({cell for column in columns for cell in column})
    code = {cell: n for n, cell in enumerate(cells)}
    places = [(e.start, e.end, e.label_, e.root.i) for e in doc.ents]
    labels = sorted({label for _, _, label, _ in places})
    scores = scores_of(doc)
    about = {
        "format": FORMAT,
        "text_sha256": _hash(text),
        "cells": cells,
        "labels": labels,
        "scored": list(scores.labels) if scores else None,
    }
    arrays = {
        "about": np.frombuffer(json.dumps(about).encode(), dtype="uint8"),
        "texts": np.array(
            [list(map(code.__getitem__, column)) for column in columns], dtype="int32"
        ),
        "numbers": np.array([getattr(words, n) for n in _NUMBERS], dtype="int32"),
        "flags": np.array([getattr(words, n) for n in _FLAGS], dtype="bool"),
        "places": np.array(
            [(start, end, labels.index(label), top) for start, end, label, top in places],
            dtype="int32",
        ).reshape(-1, 4),
        "scores": scores.table if scores else np.zeros((0, 0), dtype="float32"),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, array, allow_pickle=False)
    return buffer.getvalue()


def unpack_doc(data: bytes, text: str) -> KeptDoc | None:
    """The document that these bytes keep; None if they are damaged, of another castlist,
    or of another text."""
    try:
        with np.load(BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        return _build(arrays, text)
    except _BROKEN:
        return None


def _build(arrays: dict[str, np.ndarray], text: str) -> KeptDoc | None:
    about = json.loads(arrays["about"].tobytes())
    if about["format"] != FORMAT or about["text_sha256"] != _hash(text):
        return None
    cells = about["cells"]
    columns: list[Any] = [[cells[n] for n in column] for column in arrays["texts"].tolist()]
    columns += [*arrays["numbers"].astype(np.int64), *arrays["flags"]]
    words = TokenColumns(*columns)
    labels = about["labels"]
    rows = arrays["places"].tolist()
    places = [(start, end, labels[label], top) for start, end, label, top in rows]
    doc = KeptDoc(words, places)
    if about["scored"] is not None:
        keep_scores(doc, EntityScores(tuple(about["scored"]), arrays["scores"]))
    return doc


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
