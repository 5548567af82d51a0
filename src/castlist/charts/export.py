"""All charts of one article -> a folder: pictures, data, alt texts, and a list of what is there."""

import json
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from castlist.charts.actors import actors
from castlist.charts.chart import Chart, missing_line
from castlist.charts.edits import NO_EDITS
from castlist.charts.strip import strip
from castlist.charts.tone import tone
from castlist.errors import InputError
from castlist.files import write_file
from castlist.tables import Tables, guard_formulas

__all__ = ["CHARTS", "MissingGlyphs", "export"]

CHARTS = {"actors": actors, "strip": strip, "tone": tone}
MANIFEST = "charts.json"
ENDINGS = (".png", ".svg", ".csv", ".alt.txt")  # what an older export may have left


class MissingGlyphs(UserWarning):
    """A chart was drawn with boxes in the place of characters that no installed font has."""


def export(
    tables: Tables,
    folder: Path | str,
    *,
    headlines: Mapping[str, str] | None = None,
    sizes: Sequence[str] = ("web", "mobile"),
    progress: Callable[[str], None] | None = None,
) -> list[Path]:
    """The files of all charts of one article, now in the folder; `charts.json`, which lists them, is the last.

    `headlines` maps a chart's name to a person's headline; `progress` is told what is being
    written. Files that an older `charts.json` lists and that are no longer made are removed.
    """
    folder, headlines = Path(folder), dict(headlines or {})
    _check(headlines, sizes)
    older, written, entries, missing = _listed(folder / MANIFEST), [], [], {}
    for name, draw in CHARTS.items():
        charts = [draw(tables, size=size, headline=headlines.get(name)) for size in sizes]
        missing |= dict.fromkeys(char for chart in charts for char in chart.missing)
        files = []
        for file, data in _files(charts):
            if progress:
                progress(f"writing {file}")
            files.append(write_file(folder / file, data))
        entries.append(_entry(charts[0], files))
        written += files
    made = {path.name.casefold() for path in written}  # some file systems do not tell a from A
    _remove(folder, [name for name in older if name.casefold() not in made])
    manifest = {"article_id": charts[0].article_id, "charts": entries}
    written.append(write_file(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()))
    if missing:
        warnings.warn(missing_line(tuple(missing)), MissingGlyphs, stacklevel=2)
    return written


def _check(headlines: Mapping[str, str], sizes: Sequence[str]) -> None:
    unknown = sorted(set(headlines) - set(CHARTS))
    if unknown:
        raise InputError(f"there is no chart {unknown[0]!r} for a headline. Choose from: {', '.join(CHARTS)}.")
    if not sizes:
        raise InputError("no chart size was asked for. Name at least one, such as web.")
    for size in sizes:
        NO_EDITS.style.preset(size)


def _files(charts: Sequence[Chart]) -> Iterable[tuple[str, bytes]]:
    """File name and content of one chart in all its sizes."""
    first = charts[0]
    name = f"{first.article_id}-{first.name}"
    if Path(name).name != name or "\\" in name:
        raise InputError(f"the article_id {first.article_id!r} cannot be part of a file name. Rename the article.")
    for chart in charts:
        yield f"{name}-{chart.size}.png", chart.png()
        yield f"{name}-{chart.size}.svg", chart.svg()
    yield f"{name}.csv", _csv(first.data)
    yield f"{name}-datawrapper.csv", _csv(first.wide)
    yield f"{name}.alt.txt", f"{first.alt}\n".encode()


def _csv(frame: pd.DataFrame) -> bytes:
    return guard_formulas(frame).to_csv(index=False, lineterminator="\n").encode()


def _entry(chart: Chart, files: Sequence[Path]) -> dict[str, object]:
    return {
        "name": chart.name,
        "title": chart.headline,
        "draft": chart.draft,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "note": chart.note,
        "source": chart.source,
        "method": chart.method,
        "files": [path.name for path in files],
    }


def _listed(manifest: Path) -> set[str]:
    """Chart files that an older manifest lists. It may hold anything: only plain names of our kinds are taken."""
    try:
        charts = json.loads(manifest.read_bytes())["charts"]
        names = [name for chart in charts for name in chart["files"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    return {name for name in names if isinstance(name, str) and _is_plain(name)}


def _is_plain(name: str) -> bool:
    return not (set(name) & set("/\\:\0")) and not name.startswith(".") and name.endswith(ENDINGS)


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        path = folder / name
        if path.is_file():
            path.unlink()
