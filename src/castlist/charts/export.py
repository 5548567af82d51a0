"""Which charts, sizes and formats there are, and the call that writes them for one article or for several."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from castlist.charts.actors import actors
from castlist.charts.around import around
from castlist.charts.chart import Chart
from castlist.charts.compare import compare_actors, compare_tone, comparison_id
from castlist.charts.edits import NO_EDITS, Edits
from castlist.charts.matrix import matrix
from castlist.charts.network import edges, graphml
from castlist.charts.speakers import speakers
from castlist.charts.strip import strip
from castlist.charts.style import Preset
from castlist.charts.together import together
from castlist.charts.tone import tone
from castlist.charts.words import CAPTION_LENGTH, shorten
from castlist.charts.writer import FORMATS, Batch, to_csv, write_batch
from castlist.errors import InputError
from castlist.published import fingerprint
from castlist.tables import Tables

__all__ = ["CHARTS", "COMPARISONS", "EVERYTHING", "Choice", "export", "export_comparison"]

CHARTS: Mapping[str, Callable[..., Chart]] = {
    "actors": actors,
    "strip": strip,
    "tone": tone,
    "speakers": speakers,
    "together": together,
    "matrix": matrix,
    "around": around,
    "actors-by-country": partial(actors, by_country=True),
    "strip-by-country": partial(strip, by_country=True),
}
ON_REQUEST = ("actors-by-country", "strip-by-country")  # drawn only if they are named
COMPARISONS: Mapping[str, Callable[..., Chart]] = {"compare-actors": compare_actors, "compare-tone": compare_tone}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which charts, sizes and formats to write; what is empty means all of them."""

    charts: Sequence[str] = ()
    sizes: Sequence[str] = ()
    formats: Sequence[str] = ()

    def pieces(self, known: Iterable[str], edits: Edits) -> dict[str, list[tuple[Preset, Sequence[str]]]]:
        """For each chart its sizes with their formats; InputError for a chart, size or format that there is not."""
        _refuse("chart", self.charts, known)
        _refuse("picture format", self.formats, FORMATS)
        presets = [edits.style.preset(size) for size in dict.fromkeys(self.sizes or edits.style.presets)]
        pieces = {}
        for name in dict.fromkeys(self.charts or [name for name in known if name not in ON_REQUEST]):
            fitting = [preset for preset in presets if name != "matrix" or preset.grows_wide]
            if not fitting and name in self.charts:
                raise InputError("the matrix needs a wide sheet that may grow, such as web. Choose `together` instead.")
            sizes = [(preset, tuple(dict.fromkeys(self.formats)) or preset.formats) for preset in fitting]
            pieces |= {name: sizes} if sizes else {}
        return pieces


EVERYTHING = Choice()


def export(
    tables: Tables,
    folder: Path | str,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = EVERYTHING,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The files of one article's charts, now in the folder: `charts.json` lists all of them, `index.html` shows them.

    Pictures that an earlier call wrote and that this one does not choose stay as long as the tables are the same; once
    the tables have changed, they go. All is drawn before anything is written. `progress` is told what is being drawn.
    """
    (article,) = tables.texts
    draws = {name: partial(draw, tables) for name, draw in CHARTS.items()}
    network = {"-edges.csv": lambda: to_csv(edges(tables)), ".graphml": lambda: graphml(tables)}
    batch = Batch(article, _title(tables), [article], fingerprint([tables]), draws, {"together": network})
    return write_batch(batch, Path(folder), choice.pieces(CHARTS, edits), edits, progress)


def export_comparison(
    many: Sequence[Tables],
    folder: Path | str,
    *,
    edits: Edits = NO_EDITS,
    choice: Choice = EVERYTHING,
    progress: Callable[[str], object] = str,
) -> list[Path]:
    """The files of the charts that compare several articles, in a folder of the folder; as `export` writes them."""
    articles = [article for tables in many for article in tables.texts]
    key = comparison_id(articles)
    titles = [_title(tables) for tables in many]
    draws = {name: partial(draw, many) for name, draw in COMPARISONS.items()}
    batch = Batch(key, " / ".join(titles), articles, fingerprint(many), draws, {})
    return write_batch(batch, Path(folder, key), choice.pieces(COMPARISONS, edits), edits, progress)


def _title(tables: Tables) -> str:
    return shorten(str(tables.articles["title"].iloc[0]), CAPTION_LENGTH) or next(iter(tables.texts))


def _refuse(what: str, named: Iterable[str], known: Iterable[str]) -> None:
    for name in named:
        if name not in known:
            raise InputError(f"there is no {what} {name!r}. Choose from: {', '.join(known)}.")
