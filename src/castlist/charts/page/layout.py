"""The frame that all charts share:
headline, subtitle, key, body, hairline, note, source and method, logo."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import NamedTuple

from castlist.charts.page import lettering
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.content import Content, KeyEntry
from castlist.charts.page.style import (
    GRID,
    HEADLINE_LINE,
    KEY_LINE,
    MID,
    NOTE_LINE,
    SOFT,
    SUBTITLE_LINE,
    Ink,
)
from castlist.charts.render.marks import Drawing, Line, Mark, Picture
from castlist.errors import InputError

__all__ = ["FEWEST", "Layout", "lay_out"]

FEWEST = 3  # rows; a sheet of fixed height gives up its note before it shows fewer
# of rows on such a sheet, by how many there are
STRETCHES = (0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5)
LOGO_ROOM = 0.25  # of the width, at most
FOOT = 0.2  # of the height of a sheet that grows, at most: the text below the data

Captions = Sequence[Sequence[str]]
"""Source, method and credit, in full and then as short as may be."""


class Layout(NamedTuple):
    """A drawing, the notes and the number of rows that are on it."""

    drawing: Drawing
    notes: Sequence[str]
    rows: int


def lay_out(content: Content, captions: Captions, canvas: Canvas, logo: bytes) -> Layout:
    """The drawing, and the notes and rows that are on it.

    What stands below the data takes at most a fifth of a sheet that grows, as far as it can be
    shortened: captions first, then notes from the last on. A sheet of fixed height loses rows, and
    has at most the first note. InputError if no row is left.
    """
    preset = canvas.preset
    picture = _logo(canvas, logo)
    top = _head(canvas, content.template, content.subtitle)
    if content.key:
        top = _key_row(canvas, top, content.key)
    rows, end, marks = (0, top, ()) if preset.height else _fit(content, canvas, top, inf)
    for notes, lines in _feet(content, captions, fixed=bool(preset.height)):
        foot = _foot(canvas, notes, lines, picture)
        if not preset.height:
            if foot.text <= FOOT * (end + foot.height):
                break
            continue
        rows, end, marks = _fit(content, canvas, top, preset.height - foot.height)
        if rows >= min(FEWEST, content.rows):
            break
    if not rows:
        raise InputError(
            f"in the size {preset.name}, which has a fixed height, the words of the chart"
            f" '{content.name}' leave no room for its data. Shorten headline, subtitle,"
            " source or credit, or name the other sizes with --size."
        )
    canvas.marks.extend(marks)
    height = preset.height or ceil(end + foot.height)
    _write_foot(canvas, foot, height)
    drawn = tuple(canvas.marks)
    drawing = Drawing(
        preset.width,
        height,
        drawn,
        preset.unit,
        preset.dpi,
        typeface=canvas.face.fonts[0],
    )
    return Layout(drawing, notes, rows if content.body else 0)


def _feet(
    content: Content, captions: Captions, *, fixed: bool
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What may stand below the data, from the fullest to the shortest: notes and captions."""
    most = min(len(content.notes), 1) if fixed else len(content.notes)
    kept = 1 if content.keep_note else 0
    least = min(most, kept if fixed else max(content.kept, kept))
    full, short = captions
    yield content.notes[:most], full
    for number in range(most, least - 1, -1):
        yield content.notes[:number], short


def _fit(
    content: Content, canvas: Canvas, top: float, bottom: float
) -> tuple[int, float, Sequence[Mark]]:
    """As many rows as end above the bottom, the more spaced the more room there is:
    their number, end and marks."""
    if not content.body:
        return int(top <= bottom), top, ()
    body = content.body
    start = top + 0.4 * canvas.preset.label
    best: tuple[int, float, Sequence[Mark]] = (0, top, [])
    for rows in range(content.rows, 0, -1):
        for stretch in STRETCHES if bottom < inf else (1.0,):  # from tight to airy
            trial = replace(canvas, stretch=stretch, marks=[])
            end = body(trial, start, rows)
            if end > bottom:
                break
            best = rows, end, trial.marks
        if best[0]:
            break
    return best


@dataclass(frozen=True, slots=True)
class _Foot:
    """What stands below the data, and the height that it takes with the air above it."""

    lines: list[str]
    picture: Picture | None
    height: float
    text: float  # height of its text alone


def _foot(
    canvas: Canvas, notes: Sequence[str], captions: Sequence[str], picture: Picture | None
) -> _Foot:
    preset = canvas.preset
    beside = preset.room - (picture.width + preset.small if picture else 0)
    lines = _captions(canvas, notes, preset.room) + _captions(canvas, captions, beside)
    text = len(lines) * NOTE_LINE * preset.small
    height = max(text, picture.height if picture else 0)
    return _Foot(lines, picture, 1.5 * preset.small + height + 0.6 * preset.pad, text)


def _write_foot(canvas: Canvas, foot: _Foot, height: float) -> None:
    """Hairline, captions and logo at the bottom of a sheet of that height."""
    preset = canvas.preset
    picture = foot.picture
    line = height - foot.height + preset.small
    canvas.add(Line(preset.left, line, preset.right, line, GRID))
    canvas.lines(line + 0.5 * preset.small, foot.lines, preset.soft_ink, NOTE_LINE)
    if picture:
        y = height - 0.6 * preset.pad - picture.height
        canvas.add(replace(picture, x=preset.right - picture.width, y=y))


def _head(canvas: Canvas, headline: str, subtitle: str) -> float:
    preset = canvas.preset
    title = Ink(preset.headline, bold=True)
    soft = Ink(preset.subtitle, colour=SOFT)
    lines = lettering.wrap(headline, preset.room, canvas.measure(title))
    top = canvas.lines(preset.pad, lines, title, HEADLINE_LINE) + 0.18 * preset.headline
    lines = lettering.wrap(subtitle, preset.room, canvas.measure(soft))
    return canvas.lines(top, lines, soft, SUBTITLE_LINE) + 0.5 * preset.subtitle


def _key_row(canvas: Canvas, top: float, key: Sequence[KeyEntry]) -> float:
    """Draw the key, in more than one row if it must be; its bottom."""
    preset = canvas.preset
    x = canvas.preset.left
    for entry in key:
        width = entry.width + 5 + canvas.width(entry.words, preset.label_ink)
        if x > preset.left and x + width > preset.right:
            x = preset.left
            top = top + KEY_LINE * preset.label
        middle = top + preset.label * (1 - MID)
        entry.glyph(canvas, x, middle)
        canvas.text(x + entry.width + 5, top + preset.label, entry.words, preset.label_ink)
        x += width + 18
    return top + KEY_LINE * preset.label


def _captions(canvas: Canvas, sentences: Sequence[str], room: float) -> list[str]:
    """The sentences in lines that break at their ends where they can."""
    measure = canvas.measure(canvas.preset.soft_ink)
    lines: list[str] = []
    for sentence in sentences:
        joined = f"{lines[-1]} {sentence}" if lines else sentence
        if lines and measure(joined) <= room:
            lines[-1] = joined
        else:
            lines += lettering.wrap(sentence, room, measure, balanced=False)
    return lines


def _logo(canvas: Canvas, png: bytes) -> Picture | None:
    """The newsroom's logo, two lines of the caption high, not yet in its place."""
    if not png:
        return None
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        width, height = image.size
    scale = min(
        2 * NOTE_LINE * canvas.preset.small / height, LOGO_ROOM * canvas.preset.room / width
    )
    return Picture(0, 0, width * scale, height * scale, png)
