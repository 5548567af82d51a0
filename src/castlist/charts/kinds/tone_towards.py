"""Chart 6, how each person is written of: bars of sentences that readers would feel as negative,
neutral or positive towards that person, and of those that the model is not sure of.

No zero, no ranking and no verdict on one person: only which of two is written of more negatively,
where that can be said.
"""

from functools import partial

import pandas as pd

from castlist.charts.bodies.ranked import draw_ranked
from castlist.charts.bodies.shares import CALLED, ShareBars, share_key
from castlist.charts.data import statements
from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.tones import IRONY_NOTE
from castlist.charts.page import wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, more_line
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.english.language import ENGLISH, language_name
from castlist.portrayals import CLASSES, FEWEST, by_actor, compare_pairs, judged_sentences
from castlist.settings import Settings
from castlist.tables import Tables, walk_rows

__all__ = ["lacks", "tone_towards"]

NAME = "tone-towards"
MOST_ROWS = 8
FEWEST_SHOWN = 3  # sentences of a person with a row, if anybody has so many
MOST_STATED = 2  # pairs that a note names
HEADLINE = "How each person is written of, sentence by sentence"
ONLY_PEOPLE = "Only people are judged. A sentence that mentions two people counts for both."


def tone_towards(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """How each person of one article is written of, in sentences.
    `headline` replaces the template's."""
    facts = gather(tables, edits.numerals)
    persons = by_actor(tables)
    content = (
        _content(facts, tables, persons) if len(persons) else _card(facts, tables, persons)
    )
    return compose(
        content, statements.origin(facts), size, edits.with_headlines({NAME: headline})
    )


def lacks(tables: Tables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    enough = int((by_actor(tables)["sentences"] >= FEWEST).sum())
    if enough > 1:
        return ""
    who = f"only {numerals.count(enough, 'person')}" if enough else "nobody"
    return f"{who} is in {FEWEST} judged sentences or more"


def _content(facts: Facts, tables: Tables, persons: pd.DataFrame) -> Content:
    stated = _statement(tables)
    return Content(
        name=NAME,
        template=HEADLINE,
        subtitle="Sentences that mention the person, by how readers would feel them",
        alt=_alt(facts, persons, stated),
        data=_tidy(tables),
        wide=_wide(persons),
        notes=[
            stated,
            _method(facts),
            ONLY_PEOPLE,
            IRONY_NOTE,
            *statements.caption_note(facts, scored=True),
        ],
        keep_note=True,
        key=share_key([name for name in CLASSES if persons[name].any()]),
        body=partial(_body, persons),
        rows=_most_rows(persons),
    )


def _card(facts: Facts, tables: Tables, persons: pd.DataFrame) -> Content:
    if facts.mentions.empty:
        fact, why = statements.empty_card(facts)
    elif facts.language and facts.language != ENGLISH:
        fact = "No scorer for this language"
        why = f"The article is in {language_name(facts.language)}; the model knows only English."
    elif (tables.scores["unit"] == "mention").any():
        fact = "No sentence was judged"
        why = "The sentences mention no person, or another language model read the article."
    else:
        fact = "No sentence was judged"
        why = "The tables hold no scores of sentences towards persons."
    return card(NAME, fact, why, _tidy(tables), _wide(persons))


def _statement(tables: Tables) -> str:
    """Which of two persons is written of more negatively, where that can be said."""
    pairs = compare_pairs(tables)
    if pairs.empty:
        return f"Nobody is compared: that takes two people with {FEWEST} sentences each."
    stated = [pair for pair in walk_rows(pairs) if pair.stated]
    if not stated:
        return "No difference between people can be stated."
    said = [
        f"In these sentences {wording.named(pair.actor)} ({pair.sentences}) is written of more"
        f" negatively than {wording.named(pair.other)} ({pair.other_sentences})."
        for pair in stated[:MOST_STATED]
    ]
    if len(stated) < len(pairs) or len(stated) > MOST_STATED:
        said.append("Of other pairs see the table of pairs.")
    return " ".join(said)


def _method(facts: Facts) -> str:
    sure = facts.numerals.score(Settings().sure_tone).lstrip("+").rstrip("0")
    return (
        "Felt towards the person, by a model that learnt from readers; “not sure”: no class has a"
        f" probability above {sure}."
    )


def _most_rows(persons: pd.DataFrame) -> int:
    """Rows of those with enough sentences, or of all if nobody has."""
    enough = int((persons["sentences"] >= FEWEST_SHOWN).sum())
    return min(enough or len(persons), MOST_ROWS)


def _tidy(tables: Tables) -> pd.DataFrame:
    names = tables.actors[["actor_id", "name"]].rename(columns={"name": "actor"})
    texts = tables.sentences[["sentence", "text"]]
    found = judged_sentences(tables).merge(names, on="actor_id").merge(texts, on="sentence")
    shares = {f"{name}_probability": name for name in CLASSES[:3]}
    found = found.rename(columns={"sentence": "sentence_id", **shares})
    columns = [
        "actor",
        "actor_id",
        "sentence_id",
        "paragraph",
        "label",
        *CLASSES[:3],
        "text",
    ]
    order = ["actor_id", "sentence_id"]
    return found.sort_values(order, ignore_index=True)[columns]


def _wide(persons: pd.DataFrame) -> pd.DataFrame:
    shown = ["Person", *(name.capitalize() for name in CLASSES)]
    return persons[["actor", *CLASSES]].set_axis(shown, axis=1)


def _alt(facts: Facts, persons: pd.DataFrame, stated: str) -> str:
    whole = facts.numerals.whole
    parts = []
    for row in walk_rows(persons[:2]):
        counts = [f"{whole(getattr(row, n))} {CALLED.get(n, n)}" for n in CLASSES]
        parts.append(f"{wording.plain(row.actor)} has {', '.join(counts)}")
    people = facts.numerals.count(len(persons), "person")
    return (
        "Stacked bar chart of sentences per person by how readers would feel them, where"
        f" {wording.join_names(parts)}. {stated} {people}; full data in"
        f" {facts.article_id}-{NAME}.csv."
    )


def _body(persons: pd.DataFrame, canvas: Canvas, top: float, rows: int) -> float:
    shown = persons[:rows]
    names = list(shown["actor"])
    bars = list(walk_rows(shown))
    zero, bottom = draw_ranked(names, bars, canvas, top, partial(_bars, canvas, shown))
    rest = len(persons) - len(shown)
    if not rest:
        return bottom
    line = f"+ {canvas.numerals.count(rest, 'more person')}; all sentences are in the data file"
    return more_line(canvas, zero, bottom, line)


def _bars(canvas: Canvas, shown: pd.DataFrame, zero: float) -> ShareBars:
    """To a scale with which the longest bar and its number end at the right margin."""
    most = int(shown["sentences"].max())
    number = canvas.width(canvas.numerals.whole(most), canvas.preset.name_ink)
    return ShareBars(canvas, (canvas.preset.right - number - 7 - zero) / most)
