"""Chart 3, tone per paragraph: two word-list scorers side by side, and whether they agree.

Two panels and no line between them: the scorers' scales cannot be compared, only their signs.
A row a paragraph; on sheets of fixed height, where rows would be cut, a small column a paragraph.
"""

from dataclasses import replace
from functools import partial

import pandas as pd

from castlist.charts import words
from castlist.charts.chart import Chart
from castlist.charts.columns import draw_columns, is_thin
from castlist.charts.content import Content, card
from castlist.charts.edits import NO_EDITS, Edits
from castlist.charts.facts import Facts, gather
from castlist.charts.frame import compose
from castlist.charts.panels import SCORERS, draw_ends, draw_rows, tone_key
from castlist.charts.style import Preset
from castlist.language import ENGLISH, language_name
from castlist.settings import Settings
from castlist.summary import by_paragraph
from castlist.tables import Tables

__all__ = ["LABELS", "SCALE_NOTE", "TOOLS", "tidy_tone", "tone"]

MOST_ROWS, ENDS = 30, 5  # of more paragraphs only five of each end
TOOLS = ("TextBlob polarity", "VADER compound")
LABELS = ("negative", "neutral", "positive")
SCALE_NOTE = "Each scorer has its own −1 to +1 scale: compare signs, not lengths."
ENDS_NOTE = "Shown are the paragraphs that rank lowest and highest over both scorers."


def tone(tables: Tables, *, size: str = "web", headline: str | None = None, edits: Edits = NO_EDITS) -> Chart:
    """The tone of every paragraph of one article by two scorers. `headline` replaces the template's."""
    facts, preset = gather(tables, edits.numerals), edits.style.preset(size)
    every = by_paragraph(tables)
    scored = every.dropna(subset=list(SCORERS))
    scored = scored.assign(text=tables.paragraphs.set_index("paragraph")["text"].reindex(scored["paragraph"]).tolist())
    content = _content(facts, scored, len(every) - len(scored)) if len(scored) > 1 else _card(facts, scored)
    if content.body and preset.height:
        content = _in_columns(content, scored, preset)
    return compose(content, words.origin(facts, TOOLS), size, edits.with_headlines({"tone": headline}))


def _content(facts: Facts, scored: pd.DataFrame, unscored: int) -> Content:
    return Content(
        name="tone",
        template=_headline(facts, scored),
        subtitle="Tone of each paragraph, from two word-list scorers",
        alt=_alt(facts, scored),
        data=tidy_tone(scored),
        wide=_wide(scored),
        notes=_notes(facts, scored, unscored),
        key=tone_key(scored),
        body=partial(draw_rows if len(scored) <= MOST_ROWS else draw_ends, scored),
        rows=len(scored) if len(scored) <= MOST_ROWS else 2 * ENDS,
    )


def _in_columns(content: Content, scored: pd.DataFrame, preset: Preset) -> Content:
    """The same as small columns, which show every paragraph; the key explains grey, as there is room for one note."""
    return replace(
        content,
        subtitle="Tone of each paragraph in reading order, by two word-list scorers",
        notes=[note for note in content.notes if note != ENDS_NOTE],
        key=tone_key(scored, classes=LABELS[::-1], thin=is_thin(len(scored), preset)),
        body=partial(draw_columns, scored),
        rows=1,
    )


def _card(facts: Facts, scored: pd.DataFrame) -> Content:
    data, wide = tidy_tone(scored), _wide(scored)
    if len(scored) == 1:
        row = scored.iloc[0]
        tones = [
            f"{shown} {facts.numerals.score(row[scorer])} ({row[f'{scorer}_label']})".replace(" ", words.HARD)
            for scorer, shown in SCORERS.items()
        ]
        why = f"Paragraph {row['paragraph']}: {', '.join(tones)}."
        return card("tone", "Only one paragraph was scored", why, data, wide)
    if facts.language and facts.language != ENGLISH:
        why = f"The article is in {language_name(facts.language)}; TextBlob and VADER know only English."
        return card("tone", "No scorer for this language", why, data, wide)
    return card("tone", "No paragraph was scored", "The tables hold no scores of paragraphs.", data, wide)


def _headline(facts: Facts, scored: pd.DataFrame) -> str:
    whole = facts.numerals.whole
    counts = ", ".join(f"{whole(_agreed(scored, label))}{words.HARD}{label}" for label in LABELS)
    return f"{facts.numerals.count(len(scored), 'paragraph')}: {counts} in{words.HARD}both"


def _agreed(scored: pd.DataFrame, label: str) -> int:
    """Paragraphs that both scorers put in this class."""
    return int((scored[[f"{scorer}_label" for scorer in SCORERS]] == label).all(axis=1).sum())


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
    return scored[["paragraph", *SCORERS]].set_axis(["Paragraph", *SCORERS.values()], axis=1).reset_index(drop=True)


def _notes(facts: Facts, scored: pd.DataFrame, unscored: int) -> list[str]:
    notes = [
        SCALE_NOTE,
        f"Closer to 0 than {facts.numerals.score(Settings().neutral).lstrip('+')} counts as neutral (grey).",
        "Word lists miss irony and translation errors.",
        *words.title_note(facts),
    ]
    if len(scored) > MOST_ROWS:
        notes.insert(0, ENDS_NOTE)
    if unscored:
        notes.append(f"{facts.numerals.count(unscored, 'paragraph')} without a score.")
    return notes


def _alt(facts: Facts, scored: pd.DataFrame) -> str:
    negative = scored[(scored[[f"{s}_label" for s in SCORERS]] == "negative").all(axis=1)]["paragraph"].tolist()
    paragraphs = facts.numerals.count(len(scored), "paragraph")
    opposed, whole = int((scored["agreement"] == "no").sum()), facts.numerals.whole
    if len(negative) > 3:
        finding = f"{whole(len(negative))} are negative in both"
    elif negative:
        numbers = words.join_names([str(number) for number in negative])
        one = len(negative) == 1
        finding = f"only paragraph{'' if one else 's'} {numbers} {'is' if one else 'are'} negative in both"
    else:
        finding = "none is negative in both"
    return (
        f"Diverging bars of tone per paragraph from two scorers, where {finding}; they disagree on {whole(opposed)} of "
        f"{whole(len(scored))}. {paragraphs}; full data in {facts.article_id}-tone.csv."
    )
