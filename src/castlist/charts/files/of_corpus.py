"""The call that writes the charts of a corpus, and what they would be."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from castlist.charts.data.once import drawn_together
from castlist.charts.files.export import EVERYTHING, FIRST, Choice
from castlist.charts.files.overview import tell_charts
from castlist.charts.files.publish import publish_batch
from castlist.charts.files.writer import Batch, Pieces, write_batch
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.registry import CORPUS_CHARTS
from castlist.corpus import CorpusTables
from castlist.errors import InputError
from castlist.published import compared_articles

__all__ = ["corpus_folder", "corpus_overview", "export_corpus", "publish_corpus"]


def corpus_folder(tables: CorpusTables, exports: Path | str) -> Path:
    """Where the charts of these counts go: a folder for each choice of articles and actors, so that
    none takes the place of another. InputError if an article has that folder."""
    folder = Path(exports, tables.key)
    if compared_articles(folder):
        raise InputError(
            f"{folder} holds the charts of an article, which would be lost. Write those of the"
            " corpus elsewhere: --into DIR."
        )
    return folder


@drawn_together()
def export_corpus(
    tables: CorpusTables,
    exports: Path | str,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = FIRST,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The files of the charts of a corpus, in a folder of the folder; as `export` writes them."""
    batch, pieces = _of_corpus(tables, choice, edits)
    return write_batch(batch, corpus_folder(tables, exports), pieces, edits, progress)


@drawn_together()
def publish_corpus(
    tables: CorpusTables,
    exports: Path | str,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = EVERYTHING,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The ZIPs of the charts of a corpus, in a folder of the folder; as `publish` writes them."""
    batch, pieces = _of_corpus(tables, choice, edits)
    folder = corpus_folder(tables, exports)
    return publish_batch(batch, pieces, folder, edits, progress)


def corpus_overview(tables: CorpusTables, *, edits: Edits = NO_EDITS) -> pd.DataFrame:
    """One row a chart of a corpus; columns as `overview` has them."""
    return tell_charts(tables, CORPUS_CHARTS, edits)


def _of_corpus(tables: CorpusTables, choice: Choice, edits: Edits) -> tuple[Batch, Pieces]:
    """What is exported of a corpus: the charts that say something of it, or are named."""
    draws = {name: partial(chart.draw, tables) for name, chart in CORPUS_CHARTS.items()}
    pieces = choice.pieces(CORPUS_CHARTS.values(), edits)
    lacking = {name: CORPUS_CHARTS[name].lacks(tables, edits.numerals) for name in pieces}
    named = bool(choice.charts)
    reasons = {} if named else {name: why for name, why in lacking.items() if why}
    batch = Batch(
        tables.key,
        tables.name,
        [],
        tables.fingerprint,
        draws,
        {},
        reasons,
        named=named,
    )
    return batch, {name: sizes for name, sizes in pieces.items() if name not in reasons}
