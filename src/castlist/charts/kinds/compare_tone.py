"""Chart 3 for two or more articles: their tone, paragraph by paragraph, on one scale."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from castlist.charts.bodies.small_multiples import (
    Panel,
    draw_bands,
    thin_bands,
)
from castlist.charts.bodies.tone_key import tone_key
from castlist.charts.data import statements
from castlist.charts.data.tones import (
    ALL_OF_THEM,
    IRONY_NOTE,
    METHODS,
    NUMBER,
    ONLY_ENGLISH,
    agreed,
    wide_tone,
)
from castlist.charts.kinds.compared import count_articles, id_of, joint_origin, read_panels
from castlist.charts.kinds.tone import SCALE_NOTE, tidy_tone
from castlist.charts.page import wording
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.style import Preset
from castlist.tables import Tables

__all__ = ["compare_tone"]


def compare_tone(
    many: Sequence[Tables],
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """The tone of the paragraphs of each of several articles, on one scale.
    `headline` replaces the template's."""
    panels = read_panels(many, edits, scored=True)
    preset = edits.style.preset(size)
    name = "compare-tone"
    scored = any(len(panel.scored) for panel in panels)
    content = _tone(name, panels, preset) if scored else _no_tone(name, panels)
    origin = joint_origin(
        panels, [statements.method_line(panel.facts, METHODS) for panel in panels]
    )
    return compose(content, origin, size, edits.with_headlines({name: headline}))


def _tone(name: str, panels: Sequence[Panel], preset: Preset) -> Content:
    scored = pd.concat([panel.scored for panel in panels if len(panel.scored)])
    return Content(
        name=name,
        template=f"The tone of {count_articles(panels)}, paragraph by paragraph",
        subtitle=f"Tone of each paragraph in reading order, by {NUMBER} scorers",
        alt=_tone_alt(name, panels),
        data=_tone_tidy(panels),
        wide=_tone_wide(panels),
        notes=[SCALE_NOTE, IRONY_NOTE, *_caption_note(panels)],
        kept=1,
        key=tone_key(scored, thin=thin_bands(panels, preset)),
        body=partial(draw_bands, panels),
        rows=len(panels),
    )


def _caption_note(panels: Sequence[Panel]) -> list[str]:
    some = any(panel.facts.numbers_of("caption") for panel in panels)
    return ["Captions of pictures have no score."] if some else []


def _no_tone(name: str, panels: Sequence[Panel]) -> Content:
    fact = "No paragraph was scored"
    why = f"The tables hold no scores; {ONLY_ENGLISH}"
    return card(name, fact, why, _tone_tidy(panels), _tone_wide(panels))


def _tone_tidy(panels: Sequence[Panel]) -> pd.DataFrame:
    parts = [tidy_tone(panel.scored) for panel in panels]
    for panel, part in zip(panels, parts, strict=True):
        part.insert(0, "article_id", panel.facts.article_id)
    return pd.concat(parts, ignore_index=True)


def _tone_wide(panels: Sequence[Panel]) -> pd.DataFrame:
    every = pd.concat([panel.scored for panel in panels], ignore_index=True)
    return wide_tone(every, {"article_id": "Article", "paragraph": "Paragraph"})


def _tone_alt(name: str, panels: Sequence[Panel]) -> str:
    whole = panels[0].facts.numerals.whole
    parts = []
    for panel in panels[:3]:
        negative = len(agreed(panel.scored, "negative"))
        parts.append(f"{whole(negative)} of {whole(len(panel.scored))}")
    more = " and so on" if len(panels) > len(parts) else ""
    return (
        f"Columns of tone per paragraph from {NUMBER} scorers in {count_articles(panels)}, where"
        f" {wording.join_names(parts)}{more} paragraphs are negative in {ALL_OF_THEM}. Full"
        f" data in {id_of(panels)}-{name}.csv."
    )
