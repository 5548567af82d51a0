"""The call that writes the charts of a corpus: by outlet, over time."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from castlist.charts.files.export import FIRST, Choice
from castlist.charts.files.writer import Batch, write_batch
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.registry import OF_A_CORPUS
from castlist.corpus import Choosing, Coverage, read_coverage
from castlist.published import hash_of

__all__ = ["corpus_reasons", "export_corpus", "read_coverages"]

_USUAL = Choosing(reprints="once")


def read_coverages(corpus: Path, choosing: Choosing = _USUAL) -> dict[str, Coverage]:
    """What each chart of a corpus is drawn of, by the name of the chart; reprints are counted once
    if nothing else is said."""
    wanted = {chart.tables[0] for chart in OF_A_CORPUS}
    read = {by: read_coverage(corpus, choosing, by) for by in sorted(wanted)}
    return {chart.name: read[chart.tables[0]] for chart in OF_A_CORPUS}


def corpus_reasons(
    coverages: Mapping[str, Coverage], edits: Edits = NO_EDITS
) -> dict[str, str]:
    """Chart -> why it says too little of this corpus to be drawn, for those that do."""
    found = {c.name: c.lacks(coverages[c.name], edits.numerals) for c in OF_A_CORPUS}
    return {name: reason for name, reason in found.items() if reason}


def export_corpus(
    coverages: Mapping[str, Coverage],
    folder: Path,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = FIRST,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The files of a corpus' charts, now in the folder: `charts.json` lists them, `charts.html`
    shows them. A chart is drawn if by its rule it says something, or if `choice` names it."""
    first = coverages[OF_A_CORPUS[0].name]
    draws = {c.name: partial(c.draw, coverages[c.name]) for c in OF_A_CORPUS}
    pieces = choice.pieces(OF_A_CORPUS, edits)
    reasons = {} if choice.charts else corpus_reasons(coverages, edits)
    batch = Batch(
        first.corpus,
        first.corpus,
        [first.corpus],
        _fingerprint(coverages),
        draws,
        {},
        {name: reason for name, reason in reasons.items() if name in pieces},
        named=bool(choice.charts),
    )
    drawn = {name: sizes for name, sizes in pieces.items() if name not in reasons}
    return write_batch(batch, folder, drawn, edits, progress)


def _fingerprint(coverages: Mapping[str, Coverage]) -> str:
    """A hash of all that is drawn."""
    said = [
        (name, repr(c.choosing), [asdict(g) for g in c.groups], [asdict(r) for r in c.rows])
        for name, c in sorted(coverages.items())
    ]
    return hash_of(repr(said).encode())
