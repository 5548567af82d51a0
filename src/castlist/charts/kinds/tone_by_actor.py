"""Chart 6, tone around each actor: every sentence that mentions an actor, at its tone.
Not a view of the actor."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from castlist.charts.bodies.beeswarm import TICKS, Row, draw_rows, fit_dots, row_key
from castlist.charts.data import statements, worth
from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.once import once
from castlist.charts.data.tones import IRONY_NOTE, MAIN, ONLY_ENGLISH, OTHERS
from castlist.charts.page import wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, more_line
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.style import Preset
from castlist.english.language import ENGLISH, language_name
from castlist.sentiment import MAIN_SCORER, SCORERS
from castlist.settings import Settings
from castlist.summary import wide_scores
from castlist.tables import Tables

__all__ = ["around", "lacks", "tone_by_actor"]

MOST_ROWS = 8
NAME = "tone-by-actor"
CAUTION = "Tone around a name is not a view of the person."


def tone_by_actor(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """The tone of the sentences that mention each actor of one article.
    `headline` replaces the template's."""
    facts = gather(tables, edits.numerals)
    preset = edits.style.preset(size)
    found = _sentences(tables, facts)
    content = _content(facts, found, preset) if len(found) else _card(facts, tables, found)
    origin = statements.origin(facts)
    scorers = ", ".join([MAIN.shown, *OTHERS])
    full, short = (
        f"{line.removesuffix('.')}; {scorers}."
        for line in (origin.method, origin.short_method)
    )
    origin = replace(origin, method=full, short_method=short)
    return compose(content, origin, size, edits.with_headlines({NAME: headline}))


around = tone_by_actor
"""Its older name."""


def lacks(tables: Tables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    facts = gather(tables, numerals)
    return _lacks(facts, _rows(_sentences(tables, facts)))


def _lacks(facts: Facts, rows: Sequence[Row]) -> str:
    return worth.of_tone_by_actor(facts, [row.number for row in rows])


def _content(facts: Facts, found: pd.DataFrame, preset: Preset) -> Content:
    rows = _rows(found)
    reason = _lacks(facts, rows)
    first = statements.first_note(facts, reason)
    compared = rows if reason else [row for row in rows if row.median is not None]
    shown = compared[:MOST_ROWS]
    dot = fit_dots(shown, preset)
    mark = "slice" if dot == TICKS else "dot"
    subtitle = (
        f"One {mark} is one sentence: {MAIN.shown}{HARD}{MAIN.scale}, −1{HARD}negative to"
        f" +1{HARD}positive"
    )
    return Content(
        name=NAME,
        template=_headline(facts, shown),
        subtitle=subtitle,
        alt=_alt(facts, rows, mark),
        data=_tidy(found),
        wide=_wide(rows),
        notes=[" ".join([CAUTION, *first]), *_notes(facts, mark)],
        keep_note=True,
        key=row_key(shown, preset, dot),
        body=partial(_body, rows, dot),
        rows=len(shown),
    )


def _headline(facts: Facts, rows: Sequence[Row]) -> str:
    """What the chart shows, and of whom."""
    verb = "name" if facts.names_only else "mention"
    what = f"The tone of the sentences that {verb}"
    if len(rows) > 2 or any(wording.is_long(row.actor) for row in rows):
        return f"{what} each of {facts.numerals.count(len(rows), 'actor')}"
    return f"{what} {wording.join_names([wording.named(row.actor) for row in rows])}"


def _card(facts: Facts, tables: Tables, found: pd.DataFrame) -> Content:
    if facts.mentions.empty:
        fact, why = statements.empty_card(facts)
    elif facts.language and facts.language != ENGLISH:
        fact = "No scorer for this language"
        why = f"The article is in {language_name(facts.language)}; {ONLY_ENGLISH}"
    elif (tables.scores["unit"] == "sentence").any():
        fact = "No scored sentence mentions an actor"
        why = "The sentences with a score mention nobody."
    else:
        fact = "No sentence was scored"
        why = "The tables hold no scores of sentences."
    return card(NAME, fact, why, _tidy(found), _wide(_rows(found)))


@once
def _sentences(tables: Tables, facts: Facts) -> pd.DataFrame:
    """One row an actor and scored sentence that mentions it;
    the actor with the most sentences first."""
    tones = wide_scores(tables, "sentence").dropna(subset=list(SCORERS))
    texts = tables.sentences.set_index("sentence")["text"]
    tones = tones.drop(columns="article_id").assign(text=tones["sentence"].map(texts))
    pairs = facts.mentions[["actor", "actor_id", "sentence", "paragraph"]].drop_duplicates(
        ["actor_id", "sentence"]
    )
    found = pairs.merge(tones, on="sentence")
    rank = {actor: place for place, actor in enumerate(facts.ranking["actor_id"])}
    found["number"] = -found.groupby("actor_id")["sentence"].transform("size")
    found["rank"] = found["actor_id"].map(rank)
    return found.sort_values(["number", "rank", "sentence"], ignore_index=True)


@once
def _rows(found: pd.DataFrame) -> list[Row]:
    columns = {
        MAIN_SCORER: "score",
        f"{MAIN_SCORER}_label": "label",
        "agreement": "agreement",
    }
    return [
        Row(
            part["actor"].iloc[0],
            part[list(columns)].rename(columns=columns).sort_values("score", kind="stable"),
        )
        for _, part in found.groupby("actor_id", sort=False)
    ]


@once
def _tidy(found: pd.DataFrame) -> pd.DataFrame:
    parts = [found.assign(scorer=scorer, score=found[scorer]) for scorer in SCORERS]
    columns = [
        "actor",
        "actor_id",
        "sentence",
        "paragraph",
        "scorer",
        "score",
        "agreement",
        "text",
    ]
    # as they are sorted, the scorers of a sentence together
    long = pd.concat(parts).sort_index(kind="stable")[columns]
    return long.rename(columns={"sentence": "sentence_id"}).reset_index(drop=True)


@once
def _wide(rows: Sequence[Row]) -> pd.DataFrame:
    medians = [np.nan if row.median is None else round(row.median, 4) for row in rows]
    columns = {
        "Actor": [row.actor for row in rows],
        "Sentences": [row.number for row in rows],
        "Median": medians,
    }
    return pd.DataFrame(columns)


def _notes(facts: Facts, mark: str) -> list[str]:
    gives = "gives" if len(OTHERS) == 1 else "give"
    return [
        (
            f"Scorers agree if {wording.join_names(OTHERS)} {gives} the same class:"
            " negative, neutral or positive."
        ),
        f"A sentence that mentions two actors has a {mark} in both rows.",
        IRONY_NOTE,
        *statements.caption_note(facts, scored=True),
    ]


def _alt(facts: Facts, rows: Sequence[Row], mark: str) -> str:
    score = facts.numerals.score
    count = facts.numerals.count
    least = Settings().median_sentences
    medians = [
        (wording.plain(row.actor), row.median) for row in rows if row.median is not None
    ]
    if len(medians) > 1:
        apart = max(value for _, value in medians) - min(value for _, value in medians)
        finding = f"no median differs by more than {score(apart).lstrip('+')} from another"
    elif medians:
        finding = (
            f"only {medians[0][0]} has {least} sentences or more, with a median of"
            f" {score(medians[0][1])}"
        )
    else:
        finding = f"nobody is mentioned in {least} sentences or more, so there is no median"
    leaders = [
        f"{wording.plain(row.actor)} has {count(row.number, 'sentence')}"
        for row in rows[:2]
    ]
    return (
        f"{mark.capitalize()} strips of sentence tone for {count(len(rows), 'actor')},"
        f" where {finding}. {wording.join_names(leaders)}; full data in"
        f" {facts.article_id}-{NAME}.csv."
    )


def _body(
    rows: Sequence[Row], dot: float, canvas: Canvas, top: float, number: int
) -> float:
    left, bottom = draw_rows(rows[:number], canvas, top, dot)
    rest = rows[number:]
    if not rest:
        return bottom
    line = f"+ {canvas.numerals.count(len(rest), 'more actor')}"
    if rows[number - 1].median is not None and rest[0].median is None:
        each = " each" if len(rest) > 1 else ""
        line += f" in fewer than {Settings().median_sentences} sentences{each}"
    elif tied := sum(row.number == rows[number - 1].number for row in rest):
        line += f", {canvas.numerals.whole(tied)} of them as often as the last one here"
    return more_line(
        canvas,
        left if canvas.preset.beside else canvas.preset.left,
        bottom + 0.3 * canvas.preset.small,
        line,
    )
