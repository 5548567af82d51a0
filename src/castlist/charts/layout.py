"""The frame that all charts share: headline, subtitle, key, body, hairline, note, source and method, logo."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, inf

from castlist.charts import lettering
from castlist.charts.content import Content, KeyEntry
from castlist.charts.sheet import Drawing, Line, Picture, Sheet
from castlist.charts.style import GRID, HEADLINE_LINE, KEY_LINE, MID, NOTE_LINE, SOFT, SUBTITLE_LINE, Ink
from castlist.errors import InputError

__all__ = ["lay_out"]

STRETCHES = (1.5, 1.4, 1.3, 1.2, 1.1)  # of rows on a sheet of fixed height, if there is room
LOGO_ROOM = 0.25  # of the width, at most


def lay_out(content: Content, captions: Sequence[str], sheet: Sheet, logo: bytes) -> tuple[Drawing, Sequence[str]]:
    """The drawing, and the notes that are on it: on a sheet of fixed height only the first.

    Such a sheet loses rows, never text; InputError if the text leaves no room for a single row.
    """
    preset = sheet.preset
    notes = content.notes[:1] if preset.height else content.notes
    picture = _logo(sheet, logo)
    beside = preset.room - (picture.width + preset.small if picture else 0)
    lines = _captions(sheet, notes, preset.room) + _captions(sheet, captions, beside)
    foot = max(len(lines) * NOTE_LINE * preset.small, picture.height if picture else 0) + 0.6 * preset.pad
    top = _head(sheet, content.template, content.subtitle)
    if content.key:
        top = _key_row(sheet, top, content.key)
    bottom = preset.height - foot - 1.5 * preset.small if preset.height else inf
    top = _body(content, sheet, top, bottom)
    line = (bottom if preset.height else top) + preset.small
    sheet.add(Line(preset.left, line, preset.right, line, GRID))
    sheet.lines(line + 0.5 * preset.small, lines, preset.soft_ink, NOTE_LINE)
    height = preset.height or ceil(line + 0.5 * preset.small + foot)
    if picture:
        y = height - 0.6 * preset.pad - picture.height
        sheet.add(replace(picture, x=preset.right - picture.width, y=y))
    marks = tuple(sheet.marks)
    drawing = Drawing(preset.width, height, marks, preset.unit, preset.dpi, typeface=sheet.face.fonts[0])
    return drawing, notes


def _body(content: Content, sheet: Sheet, top: float, bottom: float) -> float:
    """Draw as many rows as end above the bottom, the more spaced the more room there is; where they end."""
    start = top + 0.4 * sheet.preset.label
    for rows in range(content.rows, 0, -1):
        for stretch in (*STRETCHES, 1.0) if bottom < inf else (1.0,):
            trial = replace(sheet, stretch=stretch, marks=[])
            end = content.body(trial, start, rows) if content.body else top
            if end <= bottom:
                sheet.marks.extend(trial.marks)
                return end
    raise InputError(
        f"in the size {sheet.preset.name}, which has a fixed height, the words of the chart '{content.name}' leave no "
        f"room for its data. Shorten its headline or subtitle, or leave this size out."
    )


def _head(sheet: Sheet, headline: str, subtitle: str) -> float:
    preset = sheet.preset
    title, soft = Ink(preset.headline, bold=True), Ink(preset.subtitle, colour=SOFT)
    lines = lettering.wrap(headline, preset.room, sheet.measure(title))
    top = sheet.lines(preset.pad, lines, title, HEADLINE_LINE) + 0.18 * preset.headline
    lines = lettering.wrap(subtitle, preset.room, sheet.measure(soft))
    return sheet.lines(top, lines, soft, SUBTITLE_LINE) + 0.5 * preset.subtitle


def _key_row(sheet: Sheet, top: float, key: Sequence[KeyEntry]) -> float:
    """Draw the key, in more than one row if it must be; its bottom."""
    preset, x = sheet.preset, sheet.preset.left
    for entry in key:
        width = entry.width + 5 + sheet.width(entry.words, preset.label_ink)
        if x > preset.left and x + width > preset.right:
            x, top = preset.left, top + KEY_LINE * preset.label
        middle = top + preset.label * (1 - MID)
        entry.glyph(sheet, x, middle)
        sheet.text(x + entry.width + 5, top + preset.label, entry.words, preset.label_ink)
        x += width + 18
    return top + KEY_LINE * preset.label


def _captions(sheet: Sheet, sentences: Sequence[str], room: float) -> list[str]:
    """The sentences in lines that break at their ends where they can."""
    measure = sheet.measure(sheet.preset.soft_ink)
    lines: list[str] = []
    for sentence in sentences:
        joined = f"{lines[-1]} {sentence}" if lines else sentence
        if lines and measure(joined) <= room:
            lines[-1] = joined
        else:
            lines += lettering.wrap(sentence, room, measure)
    return lines


def _logo(sheet: Sheet, png: bytes) -> Picture | None:
    """The newsroom's logo, two lines of the caption high, not yet in its place."""
    if not png:
        return None
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        width, height = image.size
    scale = min(2 * NOTE_LINE * sheet.preset.small / height, LOGO_ROOM * sheet.preset.room / width)
    return Picture(0, 0, width * scale, height * scale, png)
