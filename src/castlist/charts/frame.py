"""The frame that all charts share: headline, subtitle, key, body, hairline, note, source and method."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import pandas as pd

from castlist.charts import lettering, words
from castlist.charts.chart import Chart
from castlist.charts.facts import Facts
from castlist.charts.sheet import Drawing, Label, Line, Sheet, Words
from castlist.charts.style import (
    GRID,
    HEADLINE_LINE,
    KEY_LINE,
    MID,
    NOTE_LINE,
    SOFT,
    SUBTITLE_LINE,
    Ink,
    Preset,
)

__all__ = ["Content", "KeyEntry", "card", "compose", "label_column", "more_line"]

HEADLINE_LENGTH = 240  # characters drawn; more than five lines is not a headline

Body = Callable[[Sheet, float], float]
"""Draws the data from a top edge on; gives back the bottom edge."""

Glyph = Callable[[Sheet, float, float], None]
"""Draws one mark with its left edge at x, its middle at y."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of the key: the same mark as in the chart, its width, and what it means."""

    words: str
    glyph: Glyph
    width: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Content:
    """What one chart says and shows. Without a body it is a card: headline and one line that says why."""

    name: str
    template: str  # the headline if no person wrote one
    subtitle: str
    alt: str
    data: pd.DataFrame
    wide: pd.DataFrame
    notes: Sequence[str] = ()
    tools: Sequence[str] = ()  # what measured, if not the language model
    key: Sequence[KeyEntry] = ()
    body: Body | None = None


def card(name: str, fact: str, why: str, data: pd.DataFrame, wide: pd.DataFrame) -> Content:
    """A chart that has nothing to draw: its headline states the fact, one line says why."""
    return Content(name=name, template=fact, subtitle=why, alt=f"No chart. {fact}. {why}", data=data, wide=wide)


def compose(content: Content, facts: Facts, preset: Preset, headline: str | None) -> Chart:
    """The finished chart. A person's headline takes the place of the template."""
    written = lettering.clean(headline or "")
    if written and not content.body:
        content = replace(content, subtitle=f"{content.template}. {content.subtitle}")
    captions = words.source_line(facts), words.method_line(facts, content.tools)
    with lettering.house_style():
        drawn = words.shorten(written, HEADLINE_LENGTH) or content.template
        drawing = _lay_out(content, drawn, captions, Sheet(preset, facts.language))
        missing = _missing(drawing, facts.language)
    said = {
        "headline": written or content.template,
        "subtitle": content.subtitle,
        "note": " ".join(content.notes),
        "source": captions[0],
        "method": captions[1],
        "alt": content.alt,
    }
    return Chart(
        name=content.name,
        size=preset.name,
        article_id=facts.article_id,
        draft=not written,
        data=content.data,
        wide=content.wide,
        drawing=drawing,
        missing=missing,
        **{key: text.replace(words.HARD, " ") for key, text in said.items()},
    )


def label_column(sheet: Sheet, names: Sequence[str], share: float, least: float = 0) -> tuple[float, list[Label]]:
    """Right edge of a column of names at the left margin, at least so wide, and the names made to fit it."""
    preset = sheet.preset
    labels = [sheet.fit(name, preset.width * share) for name in names]
    widest = max(sheet.width(line, label.ink) for label in labels for line in label.lines)
    # An SVG may be shown with a wider typeface than Lato: keep some slack at the margin.
    return preset.left + max(min(widest * 1.06, preset.width * share), least), labels


def more_line(sheet: Sheet, x: float, top: float, words: str) -> float:
    """Write a soft line about rows that are not drawn, wrapped at the right margin; its bottom."""
    ink, room = sheet.preset.soft_ink, sheet.preset.right - x
    lines = lettering.wrap(words, room, sheet.measure(ink))
    for number, line in enumerate(lines):
        sheet.text(x, top + ink.size * (1.1 + number * NOTE_LINE), line, ink)
    return top + ink.size * (0.4 + NOTE_LINE * len(lines))


def _lay_out(content: Content, headline: str, captions: Sequence[str], sheet: Sheet) -> Drawing:
    preset = sheet.preset
    top = _head(sheet, headline, content.subtitle)
    if content.key:
        top = _key_row(sheet, top, content.key)
    if content.body:
        top = content.body(sheet, top + 0.4 * preset.label)
    top += preset.small
    sheet.add(Line(preset.left, top, preset.right, top, GRID))
    top += 0.5 * preset.small
    for sentences in (content.notes, captions):
        top = sheet.lines(top, _captions(sheet, sentences), preset.soft_ink, NOTE_LINE)
    height = ceil(top + 0.6 * preset.pad)
    return Drawing(preset.width, height, tuple(sheet.marks), preset.unit, preset.dpi)


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


def _captions(sheet: Sheet, sentences: Sequence[str]) -> list[str]:
    """The sentences in lines that break at their ends where they can."""
    room, measure = sheet.preset.room, sheet.measure(sheet.preset.soft_ink)
    lines: list[str] = []
    for sentence in sentences:
        joined = f"{lines[-1]} {sentence}" if lines else sentence
        if lines and measure(joined) <= room:
            lines[-1] = joined
        else:
            lines += lettering.wrap(sentence, room, measure)
    return lines


def _missing(drawing: Drawing, language: str) -> tuple[str, ...]:
    texts = [mark for mark in drawing.marks if isinstance(mark, Words)]
    found = [c for text in texts for c in lettering.missing(text.text, text.ink.bold, language)]
    return tuple(dict.fromkeys(found))
