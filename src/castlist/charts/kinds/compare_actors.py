"""Chart 1 for two or more articles: their actors, on one scale."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from castlist.charts.bodies.bars import kind_key
from castlist.charts.bodies.small_multiples import (
    ABSENT,
    Panel,
    draw_panels,
)
from castlist.charts.data import statements
from castlist.charts.data.facts import KINDS
from castlist.charts.kinds.compared import (
    count_articles,
    id_of,
    joint_origin,
    read_panels,
)
from castlist.charts.page import wording
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD
from castlist.tables import Tables, walk_rows

__all__ = ["compare_actors"]

MOST_ROWS = 10


def compare_actors(
    many: Sequence[Tables],
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """Who is mentioned how often in each of several articles, on one scale.
    `headline` replaces the template's."""
    panels = read_panels(many, edits)
    name = "compare-actors"
    ranking = _rank(panels)
    content = (
        _actors(name, panels, ranking)
        if len(ranking)
        else _no_actors(name, panels, ranking)
    )
    origin = joint_origin(panels, [statements.method_line(panel.facts) for panel in panels])
    return compose(content, origin, size, edits.with_headlines({name: headline}))


def _actors(name: str, panels: Sequence[Panel], ranking: pd.DataFrame) -> Content:
    kinds = [kind for kind in KINDS if ranking[kind].any()]
    each = "per actor and article"
    several = f"Mentions {each}, by how the article refers to them"
    return Content(
        name=name,
        template=(
            f"Who is {'mentioned' if len(kinds) > 1 else 'named'} how often in"
            f" {count_articles(panels)}"
        ),
        subtitle=several if len(kinds) > 1 else f"Mentions by {kinds[0]}, {each}",
        alt=_actors_alt(name, panels, ranking),
        data=_actors_tidy(panels, ranking),
        wide=_actors_wide(panels, ranking),
        notes=_actors_notes(panels, ranking),
        kept=2 if _has_dash(panels, ranking) else 1,
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
    ]
    if _has_dash(panels, ranking):
        notes.append(
            f"A dash ({ABSENT}) means that the article has no mention of the actor."
        )
    notes.append(
        "Actors are matched by name; one that two articles name differently has two rows."
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


def _has_dash(panels: Sequence[Panel], ranking: pd.DataFrame) -> bool:
    """Whether an article has no mention of an actor that is drawn."""
    shown = set(ranking["actor_id"][:MOST_ROWS])
    return any(shown - set(panel.facts.ranking["actor_id"]) for panel in panels)


def _actors_alt(name: str, panels: Sequence[Panel], ranking: pd.DataFrame) -> str:
    facts = panels[0].facts
    leaders = [
        f"{wording.plain(row.actor)}"
        f" {'' if place else 'has '}{facts.numerals.whole(row.total)}"
        for place, row in enumerate(walk_rows(ranking[:2]))
    ]
    return (
        f"Bar charts of mentions per actor in {count_articles(panels)}, on one scale, where"
        f" {wording.join_names(leaders)} in total."
        f" {facts.numerals.count(len(ranking), 'actor')}; full data in"
        f" {id_of(panels)}-{name}.csv."
    )
