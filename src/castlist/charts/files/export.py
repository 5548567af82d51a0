"""The call that writes the charts of one article, or of several side by side:
which ones, in which sizes and formats."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from castlist.charts.data.once import drawn_together
from castlist.charts.files.overview import why_not
from castlist.charts.files.writer import Batch, Pieces, write_batch
from castlist.charts.kinds.compared import comparison_id
from castlist.charts.page.chart import Chart
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.style import Preset
from castlist.charts.page.wording import CAPTION_LENGTH, shorten
from castlist.charts.registry import CHARTS, COMPARISONS, FORMATS, ChartSpec, find_chart
from castlist.errors import InputError
from castlist.published import fingerprint
from castlist.tables import Tables

__all__ = ["EVERYTHING", "Choice", "export", "export_comparison", "one_article"]

FIRST_SIZES = ("web", "mobile")
FIRST_FORMATS = ("png", "svg")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which charts, sizes and formats to write.

    Where none is named: all charts; the sizes for a web page and a phone, as PNG and SVG; a size
    that is named, in every format that it is published in. `full` is for publication: all sizes
    and formats.
    """

    charts: Sequence[str] = ()
    sizes: Sequence[str] = ()
    formats: Sequence[str] = ()
    full: bool = False

    def pieces(
        self, known: Iterable[ChartSpec], edits: Edits
    ) -> dict[str, list[tuple[Preset, Sequence[str]]]]:
        """For each chart its sizes with their formats;
        InputError for a chart, size or format that there is not."""
        known = tuple(known)
        charts = [find_chart(name, known) for name in self.charts] or [
            row for row in known if not row.on_request
        ]
        for form in self.formats:
            if form not in FORMATS:
                raise InputError(
                    f"there is no picture format {form!r}. Choose from:"
                    f" {', '.join(FORMATS)}."
                )
        presets = [
            edits.style.preset(size)
            for size in dict.fromkeys(self.sizes or self._sizes(edits))
        ]
        pieces = {}
        for chart in charts:
            sizes = [
                (preset, self._formats(preset)) for preset in presets if chart.fits(preset)
            ]
            if sizes:
                pieces[chart.name] = sizes
            elif self.charts:
                raise InputError(
                    f"the {chart.name} needs a wide sheet that may grow, such as web."
                    " Choose `together` instead."
                )
        return pieces

    def _sizes(self, edits: Edits) -> Iterable[str]:
        """The sizes where none is named."""
        return edits.style.presets if self.full else FIRST_SIZES

    def _formats(self, preset: Preset) -> Sequence[str]:
        if self.formats:
            return tuple(dict.fromkeys(self.formats))
        return preset.formats if self.full or self.sizes else FIRST_FORMATS


FIRST = Choice()
EVERYTHING = Choice(full=True)


@drawn_together()
def export(
    tables: Tables,
    folder: Path | str,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = FIRST,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The files of one article's charts, now in the folder:
    `charts.json` lists all of them, `charts.html` shows them.

    A chart is drawn if by its rule it says something of this article, or if `choice` names it;
    which ones are not, and why, is said in both.
    Pictures that an earlier call wrote and that this one does not choose stay as long as the tables
    are the same; once the tables have changed, they go. All is drawn before anything is written.
    `progress` is told what is being drawn.
    """
    batch, pieces = one_article(tables, choice, edits)
    return write_batch(batch, Path(folder), pieces, edits, progress)


def one_article(tables: Tables, choice: Choice, edits: Edits) -> tuple[Batch, Pieces]:
    """What is exported of one article: the charts that say something of it, or are named."""
    (article,) = tables.texts
    draws = _draws(CHARTS, tables)
    extras = {name: chart.make_extras(tables) for name, chart in CHARTS.items()}
    pieces = choice.pieces(CHARTS.values(), edits)
    reasons = {} if choice.charts else why_not(tables, pieces, edits)
    batch = Batch(
        article,
        _title(tables),
        [article],
        fingerprint([tables]),
        draws,
        extras,
        reasons,
        named=bool(choice.charts),
    )
    return batch, {name: sizes for name, sizes in pieces.items() if name not in reasons}


def export_comparison(
    many: Sequence[Tables],
    folder: Path | str,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = FIRST,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The files of the charts that compare several articles, in a folder of the folder;
    as `export` writes them."""
    articles = [article for tables in many for article in tables.texts]
    key = comparison_id(articles)
    titles = [_title(tables) for tables in many]
    batch = Batch(
        key, " / ".join(titles), articles, fingerprint(many), _draws(COMPARISONS, many), {}
    )
    return write_batch(
        batch,
        Path(folder, key),
        choice.pieces(COMPARISONS.values(), edits),
        edits,
        progress,
    )


def _draws(
    charts: Mapping[str, ChartSpec], tables: object
) -> dict[str, Callable[..., Chart]]:
    return {name: partial(chart.draw, tables) for name, chart in charts.items()}


def _title(tables: Tables) -> str:
    return shorten(str(tables.articles["title"].iloc[0]), CAPTION_LENGTH) or next(
        iter(tables.texts)
    )
