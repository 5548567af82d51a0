"""Chart 3, tone per paragraph: all paragraphs in reading order, a small column each in a band a
scorer, hollow where the scorers disagree.

Bands and no line between them: the scorers' scales cannot be compared, only their signs.
"""

from functools import partial

import pandas as pd

from castlist.charts.bodies.columns import draw_columns, is_thin
from castlist.charts.bodies.tone_key import tone_key
from castlist.charts.data import statements, worth
from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.once import once
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
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.style import Preset
from castlist.english.language import ENGLISH, language_name
from castlist.sentiment import SCORERS
from castlist.summary import by_paragraph
from castlist.tables import Tables

__all__ = ["SCALE_NOTE", "lacks", "tidy_tone", "tone"]

SCALE_NOTE = "Each scorer has its own −1 to +1 scale: compare signs, not lengths."


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
    scored = _scored(tables)
    content = _content(facts, scored, preset) if len(scored) > 1 else _card(facts, scored)
    return compose(
        content,
        statements.origin(facts, METHODS),
        size,
        edits.with_headlines({"tone": headline}),
    )


def lacks(tables: Tables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    return worth.of_tone(gather(tables, numerals), _scored(tables))


@once
def _scored(tables: Tables) -> pd.DataFrame:
    """The paragraphs that every scorer scored."""
    return by_paragraph(tables).dropna(subset=list(SCORERS))


def _content(facts: Facts, scored: pd.DataFrame, preset: Preset) -> Content:
    first = statements.first_note(facts, worth.of_tone(facts, scored))
    return Content(
        name="tone",
        template=_headline(facts, scored),
        subtitle=f"Tone of each paragraph in reading order, by {NUMBER} scorers",
        alt=_alt(facts, scored),
        data=tidy_tone(scored),
        wide=_wide(scored),
        notes=[*first, *_notes(facts, scored)],
        keep_note=bool(first),
        kept=len(first) + 1,
        key=tone_key(scored, thin=is_thin(len(scored), preset)),
        body=partial(draw_columns, scored),
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
    """How many paragraphs are what for all scorers, and of how many they disagree;
    the counts add up to all paragraphs."""
    whole = facts.numerals.whole
    numbers = {label: len(agreed(scored, label)) for label in LABELS[::-1]}
    counts = [f"{whole(n)}{HARD}{label}" for label, n in numbers.items() if n]
    both = f"{wording.join_names(counts)} in{HARD}{ALL_OF_THEM.replace(' ', HARD)}"
    opposed = len(scored) - sum(numbers.values())
    parts = [both] if counts else []
    if opposed:
        parts.append(f"in{HARD}{whole(opposed)} the scorers disagree")
    unscored = len(facts.paragraphs) - len(scored)
    if unscored:
        parts.append(f"{whole(unscored)}{HARD}without a score")
    total = facts.numerals.count(len(facts.paragraphs), "paragraph")
    return f"{total}: {'; '.join(parts)}"


@once
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


@once
def _wide(scored: pd.DataFrame) -> pd.DataFrame:
    return wide_tone(scored, {"paragraph": "Paragraph"})


def _notes(facts: Facts, scored: pd.DataFrame) -> list[str]:
    return [
        SCALE_NOTE,
        neutral_note(facts.numerals),
        MODEL_NOTE,
        IRONY_NOTE,
        *statements.title_note(facts),
        *statements.caption_note(facts, scored=True),
    ]


def _alt(facts: Facts, scored: pd.DataFrame) -> str:
    negative = agreed(scored, "negative")["paragraph"].tolist()
    paragraphs = facts.numerals.count(len(scored), "paragraph")
    opposed = int((scored["agreement"] != "yes").sum())
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
        f"Columns of tone per paragraph from {NUMBER} scorers, where {finding}; they"
        f" disagree on {whole(opposed)} of {whole(len(scored))}. {paragraphs}; full data in"
        f" {facts.article_id}-tone.csv."
    )
