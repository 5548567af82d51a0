"""Chart 3, tone per paragraph: scorers side by side, and whether they agree.

Panels and no line between them: the scorers' scales cannot be compared, only their signs.
A row a paragraph; on sheets of fixed height, where rows would be cut, a small column a paragraph.
"""

from dataclasses import replace
from functools import partial

import pandas as pd

from castlist.charts.bodies.columns import draw_columns, is_thin
from castlist.charts.bodies.panels import draw_ends, draw_rows, tone_key
from castlist.charts.data import statements
from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.tones import (
    ALL_OF_THEM,
    IRONY_NOTE,
    LABELS,
    METHODS,
    MODEL_NOTE,
    NUMBER,
    ONLY_ENGLISH,
    SHOWN,
    agreed,
    neutral_note,
    wide_tone,
)
from castlist.charts.page import wording
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD
from castlist.charts.page.style import Preset
from castlist.english.language import ENGLISH, language_name
from castlist.sentiment import SCORERS
from castlist.summary import by_paragraph
from castlist.tables import Tables

__all__ = ["SCALE_NOTE", "tidy_tone", "tone"]

# of more paragraphs only five of each end
MOST_ROWS = 30
ENDS = 5
SCALE_NOTE = "Each scorer has its own −1 to +1 scale: compare signs, not lengths."
ENDS_NOTE = (
    f"Shown are the paragraphs that rank lowest and highest over {ALL_OF_THEM} scorers."
)


def tone(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """The tone of every paragraph of one article by every scorer.
    `headline` replaces the template's."""
    facts = gather(tables, edits.numerals)
    preset = edits.style.preset(size)
    every = by_paragraph(tables)
    scored = every.dropna(subset=list(SCORERS))
    scored = scored.assign(
        text=tables.paragraphs.set_index("paragraph")["text"]
        .reindex(scored["paragraph"])
        .tolist()
    )
    content = (
        _content(facts, scored, len(every) - len(scored))
        if len(scored) > 1
        else _card(facts, scored)
    )
    if content.body and preset.height:
        content = _in_columns(content, scored, preset)
    return compose(
        content,
        statements.origin(facts, METHODS),
        size,
        edits.with_headlines({"tone": headline}),
    )


def _content(facts: Facts, scored: pd.DataFrame, unscored: int) -> Content:
    return Content(
        name="tone",
        template=_headline(facts, scored),
        subtitle=f"Tone of each paragraph, from {NUMBER} scorers",
        alt=_alt(facts, scored),
        data=tidy_tone(scored),
        wide=_wide(scored),
        notes=_notes(facts, scored, unscored),
        key=tone_key(scored),
        body=partial(draw_rows if len(scored) <= MOST_ROWS else draw_ends, scored),
        rows=len(scored) if len(scored) <= MOST_ROWS else 2 * ENDS,
    )


def _in_columns(content: Content, scored: pd.DataFrame, preset: Preset) -> Content:
    """The same as small columns, which show every paragraph; the key explains grey, as there is
    room for one note."""
    return replace(
        content,
        subtitle=f"Tone of each paragraph in reading order, by {NUMBER} scorers",
        notes=[note for note in content.notes if note != ENDS_NOTE],
        key=tone_key(scored, classes=LABELS[::-1], thin=is_thin(len(scored), preset)),
        body=partial(draw_columns, scored),
        rows=1,
    )


def _card(facts: Facts, scored: pd.DataFrame) -> Content:
    data = tidy_tone(scored)
    wide = _wide(scored)
    if len(scored) == 1:
        row = scored.iloc[0]
        tones = [
            f"{shown} {facts.numerals.score(row[scorer])} ({row[f'{scorer}_label']})".replace(
                " ", HARD
            )
            for scorer, shown in SHOWN.items()
        ]
        why = f"Paragraph {row['paragraph']}: {', '.join(tones)}."
        return card("tone", "Only one paragraph was scored", why, data, wide)
    if facts.language and facts.language != ENGLISH:
        why = f"The article is in {language_name(facts.language)}; {ONLY_ENGLISH}"
        return card("tone", "No scorer for this language", why, data, wide)
    return card(
        "tone",
        "No paragraph was scored",
        "The tables hold no scores of paragraphs.",
        data,
        wide,
    )


def _headline(facts: Facts, scored: pd.DataFrame) -> str:
    whole = facts.numerals.whole
    counts = ", ".join(
        f"{whole(len(agreed(scored, label)))}{HARD}{label}" for label in LABELS
    )
    return (
        f"{facts.numerals.count(len(scored), 'paragraph')}: {counts}"
        f" in{HARD}{ALL_OF_THEM.replace(' ', HARD)}"
    )


def tidy_tone(scored: pd.DataFrame) -> pd.DataFrame:
    """One row a paragraph and scorer of the paragraphs that have scores."""
    parts = [
        scored[["paragraph", "opening", "agreement"]].assign(
            scorer=scorer, score=scored[scorer], **{"class": scored[f"{scorer}_label"]}
        )
        for scorer in SCORERS
    ]
    columns = ["paragraph", "opening", "scorer", "score", "class", "agreement"]
    return pd.concat(parts).sort_values(["paragraph", "scorer"], ignore_index=True)[columns]


def _wide(scored: pd.DataFrame) -> pd.DataFrame:
    return wide_tone(scored, {"paragraph": "Paragraph"})


def _notes(facts: Facts, scored: pd.DataFrame, unscored: int) -> list[str]:
    notes = [
        SCALE_NOTE,
        neutral_note(facts.numerals),
        MODEL_NOTE,
        IRONY_NOTE,
        *statements.title_note(facts),
        *statements.caption_note(facts, scored=True),
    ]
    if len(scored) > MOST_ROWS:
        notes.insert(0, ENDS_NOTE)
    unscored -= len(facts.numbers_of("caption"))
    if unscored > 0:
        notes.append(f"{facts.numerals.count(unscored, 'paragraph')} without a score.")
    return notes


def _alt(facts: Facts, scored: pd.DataFrame) -> str:
    negative = agreed(scored, "negative")["paragraph"].tolist()
    paragraphs = facts.numerals.count(len(scored), "paragraph")
    opposed = int((scored["agreement"] == "no").sum())
    whole = facts.numerals.whole
    if len(negative) > 3:
        finding = f"{whole(len(negative))} are negative in {ALL_OF_THEM}"
    elif negative:
        numbers = wording.join_names([str(number) for number in negative])
        one = len(negative) == 1
        finding = (
            f"only paragraph{'' if one else 's'} {numbers} {'is' if one else 'are'}"
            f" negative in {ALL_OF_THEM}"
        )
    else:
        finding = f"none is negative in {ALL_OF_THEM}"
    return (
        f"Diverging bars of tone per paragraph from {NUMBER} scorers, where {finding}; they"
        f" disagree on {whole(opposed)} of {whole(len(scored))}. {paragraphs}; full data in"
        f" {facts.article_id}-tone.csv."
    )
