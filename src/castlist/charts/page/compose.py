"""Content -> the finished chart:
a person's words in the place of the templates', laid out, in a newsroom's colours."""

from collections.abc import Sequence
from dataclasses import replace

from castlist.charts.page import lettering, wording
from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.chart import Chart
from castlist.charts.page.content import Content
from castlist.charts.page.edits import Edits
from castlist.charts.page.layout import FEWEST, lay_out
from castlist.charts.page.numerals import HARD
from castlist.charts.page.style import NOTE_LINE
from castlist.charts.page.wording import Origin
from castlist.charts.render import fonts
from castlist.charts.render.fonts import Face
from castlist.charts.render.marks import Drawing, Text, recolour

__all__ = ["compose", "label_column", "more_line"]

HEADLINE_LENGTH = 240  # characters drawn; more than five lines is not a headline


def compose(content: Content, origin: Origin, size: str, edits: Edits) -> Chart:
    """The finished chart. A person's words take the place of the templates'."""
    own = edits.wording(content.name)
    headline, subtitle, alt = (
        lettering.clean(t) for t in (own.headline, own.subtitle, own.alt)
    )
    if headline and not content.body:
        content = replace(content, subtitle=f"{content.template}. {content.subtitle}")
    elif subtitle:
        content = replace(content, subtitle=subtitle)
    content = replace(
        content, template=wording.shorten(headline, HEADLINE_LENGTH) or content.template
    )
    own_source = wording.edited_source(edits.source)
    credit = wording.credit_line(edits.credit)
    captions = [own_source or origin.source, origin.method, credit]
    short = [
        own_source or origin.short_source or origin.source,
        origin.short_method or origin.method,
        credit,
    ]
    canvas = Canvas(
        edits.style.preset(size), Face(edits.style.fonts, origin.language), edits.numerals
    )
    with fonts.house_style():
        drawing, notes, rows = lay_out(
            content,
            [[line for line in lines if line] for lines in (captions, short)],
            canvas,
            edits.style.logo,
        )
        missing = _missing(drawing, canvas.face)
    unsaid = " ".join(content.notes[len(notes) :])
    said = {
        "headline": headline or content.template,
        "subtitle": content.subtitle,
        "note": " ".join(notes),
        "source": captions[0],
        "method": captions[1],
        "credit": captions[2],
        "unsaid": unsaid,
        "alt": alt or f"{content.alt} {unsaid}".rstrip(),
    }
    return Chart(
        name=content.name,
        size=size,
        article_id=origin.article_id,
        draft=not headline,
        data=content.data,
        wide=content.wide,
        drawing=recolour(drawing, edits.style.colours),
        missing=missing,
        is_empty=content.body is None,
        is_useful=rows >= min(FEWEST, content.rows),
        **{key: text.replace(HARD, " ") for key, text in said.items()},
    )


def label_column(
    canvas: Canvas, names: Sequence[str], share: float, least: float = 0
) -> tuple[float, list[Label]]:
    """Right edge of a column of names at the left margin, at least so wide,
    and the names made to fit it."""
    preset = canvas.preset
    labels = [canvas.fit(name, preset.width * share) for name in names]
    widest = max(canvas.width(line, label.ink) for label in labels for line in label.lines)
    # An SVG may be shown with a wider typeface than Lato: keep some slack at the margin.
    return preset.left + max(min(widest * 1.06, preset.width * share), least), labels


def more_line(canvas: Canvas, x: float, top: float, words: str) -> float:
    """Write a soft line about rows that are not drawn, wrapped at the right margin; its bottom."""
    ink = canvas.preset.soft_ink
    room = canvas.preset.right - x
    lines = lettering.wrap(words, room, canvas.measure(ink))
    for number, line in enumerate(lines):
        canvas.text(x, top + ink.size * (1.1 + number * NOTE_LINE), line, ink)
    return top + ink.size * (0.4 + NOTE_LINE * len(lines))


def _missing(drawing: Drawing, face: Face) -> tuple[str, ...]:
    texts = [mark for mark in drawing.marks if isinstance(mark, Text)]
    found = [c for text in texts for c in fonts.missing(text.text, text.ink.bold, face)]
    return tuple(dict.fromkeys(found))
