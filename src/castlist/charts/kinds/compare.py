"""Charts 1 and 3 for two or more articles: their actors and their tone, on one scale."""

import hashlib
from collections.abc import Sequence
from functools import partial

import pandas as pd

from castlist.charts.bodies.bars import kind_key
from castlist.charts.bodies.panels import tone_key
from castlist.charts.bodies.small_multiples import (
    ABSENT,
    Panel,
    draw_bands,
    draw_panels,
    thin_bands,
)
from castlist.charts.data import statements
from castlist.charts.data.facts import KINDS, Facts, gather
from castlist.charts.data.tones import (
    ALL_OF_THEM,
    IRONY_NOTE,
    LABELS,
    METHODS,
    NUMBER,
    ONLY_ENGLISH,
    agreed,
    wide_tone,
)
from castlist.charts.kinds.tone import SCALE_NOTE, tidy_tone
from castlist.charts.page import wording
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD
from castlist.charts.page.style import Preset
from castlist.charts.page.wording import Origin
from castlist.errors import InputError
from castlist.sentiment import SCORERS
from castlist.summary import by_paragraph
from castlist.tables import Tables, walk_rows

__all__ = ["compare_actors", "compare_tone", "comparison_id"]

MOST_ROWS = 10
LONGEST_ID = 70  # characters; with chart, size and ending a file name stays below 120
DIGITS = 8  # of the hash in the id of more than two articles


def compare_actors(
    many: Sequence[Tables],
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """Who is mentioned how often in each of several articles, on one scale.
    `headline` replaces the template's."""
    panels = _panels(many, edits)
    name = "compare-actors"
    ranking = _rank(panels)
    content = (
        _actors(name, panels, ranking)
        if len(ranking)
        else _no_actors(name, panels, ranking)
    )
    origin = _origin(panels, [statements.method_line(panel.facts) for panel in panels])
    return compose(content, origin, size, edits.with_headlines({name: headline}))


def compare_tone(
    many: Sequence[Tables],
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """The tone of the paragraphs of each of several articles, on one scale.
    `headline` replaces the template's."""
    panels = _panels(many, edits, scored=True)
    preset = edits.style.preset(size)
    name = "compare-tone"
    scored = any(len(panel.scored) for panel in panels)
    content = _tone(name, panels, preset) if scored else _no_tone(name, panels)
    origin = _origin(
        panels, [statements.method_line(panel.facts, METHODS) for panel in panels]
    )
    return compose(content, origin, size, edits.with_headlines({name: headline}))


def comparison_id(ids: Sequence[str]) -> str:
    """One id for several articles, which does not get too long for a file name."""
    joined = "-vs-".join(ids)
    if len(ids) == 2 and len(joined) <= LONGEST_ID:
        return joined
    digits = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:DIGITS]
    if len(ids) == 2:
        room = (LONGEST_ID - len("-vs--") - DIGITS) // 2
        return f"{ids[0][:room]}-vs-{ids[1][:room]}-{digits}"
    end = f"-and-{len(ids) - 1}-more-{digits}"
    return f"{ids[0][: LONGEST_ID - len(end)]}{end}"


def _panels(many: Sequence[Tables], edits: Edits, *, scored: bool = False) -> list[Panel]:
    """The articles, if asked to with their scored paragraphs; InputError if they are not several or
    if one comes twice."""
    if len(many) < 2:
        raise InputError(
            f"a comparison needs two articles or more, not {len(many)}. Name the folder of"
            " another one."
        )
    panels: list[Panel] = []
    for tables in many:
        facts = gather(tables, edits.numerals)
        if facts.article_id in {panel.facts.article_id for panel in panels}:
            raise InputError(
                f"the article '{facts.article_id}' is there twice. Name each article once."
            )
        tones = (
            by_paragraph(tables).dropna(subset=list(SCORERS)) if scored else pd.DataFrame()
        )
        panels.append(Panel(facts, tones))
    return panels


def _origin(panels: Sequence[Panel], methods: Sequence[str]) -> Origin:
    first, *others = dict.fromkeys(methods)
    if others:
        ways = " / ".join(
            line.removeprefix("Method: ").removesuffix(".") for line in (first, *others)
        )
        first = f"Method: versions or reviews differ between the articles: {ways}."
    sources = "; ".join(_source(panel.facts) for panel in panels)
    return Origin(_id_of(panels), panels[0].facts.language, f"Sources: {sources}.", first)


def _source(facts: Facts) -> str:
    """Author, outlet and date, as far as they are known; the length, which is said elsewhere, only
    if they are not."""
    count = facts.numerals.count
    length = (
        f", {count(len(facts.paragraphs), 'paragraph')},"
        f" {count(int(facts.article['words']), 'word')}."
    )
    line = statements.source_line(facts).removeprefix("Source: ")
    return line.removesuffix(length).removesuffix(".")


def _id_of(panels: Sequence[Panel]) -> str:
    return comparison_id([panel.facts.article_id for panel in panels])


def _actors(name: str, panels: Sequence[Panel], ranking: pd.DataFrame) -> Content:
    kinds = [kind for kind in KINDS if ranking[kind].any()]
    each = "per actor and article"
    several = f"Mentions {each}, by how the article refers to them"
    return Content(
        name=name,
        template=(
            f"Who is {'mentioned' if len(kinds) > 1 else 'named'} how often in"
            f" {_number(panels)}"
        ),
        subtitle=several if len(kinds) > 1 else f"Mentions by {kinds[0]}, {each}",
        alt=_actors_alt(name, panels, ranking),
        data=_actors_tidy(panels, ranking),
        wide=_actors_wide(panels, ranking),
        notes=_actors_notes(panels, ranking),
        key=kind_key(kinds),
        body=partial(draw_panels, panels, ranking),
        rows=min(len(ranking), MOST_ROWS),
    )


def _no_actors(name: str, panels: Sequence[Panel], ranking: pd.DataFrame) -> Content:
    fact = "No actor was found in these articles"
    why = "The analysis linked no mention to an actor."
    return card(
        name, fact, why, _actors_tidy(panels, ranking), _actors_wide(panels, ranking)
    )


def _rank(panels: Sequence[Panel]) -> pd.DataFrame:
    """One row an actor with the counts of all articles;
    most mentioned first, then most named, then first to appear."""
    every = _every(panels)
    sums = every.groupby("actor_id", sort=False)[[*KINDS, "total"]].sum()
    first = every.groupby("actor_id", sort=False)[["actor", "place", "start"]].first()
    order = ["total", "name", "place", "start", "actor_id"]
    ascending = [False, False, True, True, True]
    return (
        first.join(sums)
        .reset_index()
        .sort_values(order, ascending=ascending, ignore_index=True)
    )


def _every(panels: Sequence[Panel]) -> pd.DataFrame:
    """The rankings of all articles under each other."""
    return pd.concat(
        [
            panel.facts.ranking.assign(article_id=panel.facts.article_id, place=place)
            for place, panel in enumerate(panels)
        ],
        ignore_index=True,
    )


def _actors_tidy(panels: Sequence[Panel], ranking: pd.DataFrame) -> pd.DataFrame:
    keys = ["article_id", "actor_id", "actor", "actor_type"]
    rank = {actor: place for place, actor in enumerate(ranking["actor_id"])}
    every = (
        _every(panels)
        .assign(rank=lambda frame: frame["actor_id"].map(rank))
        .sort_values(["rank", "place"])
    )
    long = every.reset_index(drop=True).melt(
        [*keys, "first_paragraph"],
        list(KINDS),
        var_name="kind",
        value_name="mentions",
        ignore_index=False,
    )
    columns = [*keys, "kind", "mentions", "first_paragraph"]
    return (
        long[long["mentions"] > 0].sort_index(kind="stable")[columns].reset_index(drop=True)
    )


def _actors_wide(panels: Sequence[Panel], ranking: pd.DataFrame) -> pd.DataFrame:
    wide = pd.DataFrame({"Actor": ranking["actor"]})
    for panel in panels:
        totals = panel.facts.ranking.set_index("actor_id")["total"]
        wide[panel.facts.article_id] = ranking["actor_id"].map(totals).fillna(0).astype(int)
    return wide


def _actors_notes(panels: Sequence[Panel], ranking: pd.DataFrame) -> list[str]:
    every = [panel.facts for panel in panels]
    count = panels[0].facts.numerals.count
    lengths = wording.join_names(
        [facts.numerals.whole(int(facts.article["words"])) for facts in every]
    )
    notes = [
        f"Counts, not shares: the articles have {lengths}{HARD}words.",
        "Actors are matched by name; one that two articles name differently has two rows.",
    ]
    shown = set(ranking["actor_id"][:MOST_ROWS])
    if any(shown - set(facts.ranking["actor_id"]) for facts in every):
        notes.append(
            f"A dash ({ABSENT}) means that the article has no mention of the actor."
        )
    if all(facts.names_only or facts.mentions.empty for facts in every):
        notes.append(
            "Only names are counted, not descriptions (“the president”) or pronouns (“he”)."
        )
    joint = sum(number for facts in every for _, number in facts.joint)
    if joint:
        notes.append(
            f"{count(joint, 'mention')} of several actors at once, such as “they”, counted"
            " for nobody."
        )
    unlinked = sum(facts.unlinked for facts in every)
    if unlinked:
        notes.append(f"{count(unlinked, 'mention')} not linked to an actor and not shown.")
    return notes


def _actors_alt(name: str, panels: Sequence[Panel], ranking: pd.DataFrame) -> str:
    facts = panels[0].facts
    leaders = [
        f"{wording.plain(row.actor)}"
        f" {'' if place else 'has '}{facts.numerals.whole(row.total)}"
        for place, row in enumerate(walk_rows(ranking[:2]))
    ]
    return (
        f"Bar charts of mentions per actor in {_number(panels)}, on one scale, where"
        f" {wording.join_names(leaders)} in total."
        f" {facts.numerals.count(len(ranking), 'actor')}; full data in"
        f" {_id_of(panels)}-{name}.csv."
    )


def _number(panels: Sequence[Panel]) -> str:
    return panels[0].facts.numerals.count(len(panels), "article")


def _tone(name: str, panels: Sequence[Panel], preset: Preset) -> Content:
    scored = pd.concat([panel.scored for panel in panels if len(panel.scored)])
    return Content(
        name=name,
        template=f"The tone of {_number(panels)}, paragraph by paragraph",
        subtitle=f"Tone of each paragraph in reading order, by {NUMBER} word-list scorers",
        alt=_tone_alt(name, panels),
        data=_tone_tidy(panels),
        wide=_tone_wide(panels),
        notes=[SCALE_NOTE, IRONY_NOTE],
        key=tone_key(scored, classes=LABELS[::-1], thin=thin_bands(panels, preset)),
        body=partial(draw_bands, panels),
        rows=len(panels),
    )


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
        f"Columns of tone per paragraph from {NUMBER} scorers in {_number(panels)}, where"
        f" {wording.join_names(parts)}{more} paragraphs are negative in {ALL_OF_THEM}. Full"
        f" data in {_id_of(panels)}-{name}.csv."
    )
