"""Links that may be wrong, by what they would do to the order of the actors."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from castlist.model import RATHER_THAN
from castlist.tables import Tables, walk_rows

__all__ = ["doubtful_links"]

# Between sure and unsure stands a link of which no model says how probable it is.
_UNSAID = 0.75
_FIRST = 6  # actors that may lead once a single mention is moved


class _IfWrong(NamedTuple):
    """What a wrong link would do: 0 if another would lead, 1 if the lead were shared, or no longer,
    2 if it were larger or smaller, 3 if only counts below it changed; and the same in words."""

    order: int
    words: str


def doubtful_links(tables: Tables) -> pd.DataFrame:
    """One row a description or pronoun that castlist linked by itself and nobody has looked at:
    those first that would change who leads if they were wrong, then the least probable.

    Columns: article_id, mention_id, paragraph, text, kind, actor, actor_id, rival (who else was in
    question; empty if the evidence names nobody), probability (of the link; empty if a rule made
    it), rule, effect (what would be counted if it meant the rival, or nobody) and evidence. What is
    wrong with names is asked in the table `suggestions`.
    """
    links = tables.mentions
    links = links[links["kind"].isin(["description", "pronoun"])]
    links = links[(links["state"] == "auto") & (links["actor_id"] != "")]
    # the first description of an actor without a name is linked by no rule
    links = links[links["rule"] != ""]
    actors = dict(iter(tables.actors.groupby("article_id")))
    rows: list[tuple[object, ...]] = []
    for key, own in links.groupby("article_id"):
        rows += sorted(_rows(actors[key], own), key=lambda row: row[:4])
    columns = ["article_id", "order", "chance", "start", "mention_id", "paragraph", "text"]
    columns += ["kind", "actor", "actor_id", "rival", "probability", "rule", "effect"]
    frame = pd.DataFrame(rows, columns=[*columns, "evidence"])
    return frame.drop(columns=["order", "chance", "start"])


def _rows(actors: pd.DataFrame, links: pd.DataFrame) -> list[tuple[Any, ...]]:
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    ids = {name: actor for actor, name in names.items()}
    counts = dict(zip(actors["actor_id"], actors["mentions"], strict=True))
    first = sorted(counts, key=lambda actor: -counts[actor])[:_FIRST]
    rows = []
    for link in walk_rows(links):
        _, _, other = link.evidence.rpartition(RATHER_THAN)
        rival = ids.get(other, "") if RATHER_THAN in link.evidence else ""
        near = dict.fromkeys([*first, link.actor_id, *filter(None, [rival])])
        asked = {actor: counts[actor] for actor in near}
        effect = _find_effect(asked, names, link.actor_id, rival)
        chance = _UNSAID if np.isnan(link.probability) else link.probability
        about = (link.article_id, effect.order, chance, link.start, link.mention_id)
        what = (link.paragraph, link.text, link.kind, names[link.actor_id], link.actor_id)
        why = (
            names.get(rival, ""),
            link.probability,
            link.rule,
            effect.words,
            link.evidence,
        )
        rows.append((*about, *what, *why))
    return rows


def _find_effect(
    counts: dict[str, int], names: dict[str, str], actor: str, rival: str
) -> _IfWrong:
    """What would be counted if one mention of the actor were the rival's, or nobody's."""
    moved = counts | {actor: counts[actor] - 1}
    words = f"{names[actor]} would have {moved[actor]:,} instead of {counts[actor]:,}"
    if rival:
        moved[rival] += 1
        words += f", {names[rival]} {moved[rival]:,} instead of {counts[rival]:,}"
    before = _leaders(counts)
    after = _leaders(moved)
    if before != after:
        led = " and ".join(names[leader] for leader in after)
        turned = not set(after) & set(before)
        return _IfWrong(
            0 if turned else 1,
            f"{words}: {led} would {'lead' if len(after) == 1 else 'tie'}",
        )
    touched = {actor, rival} & set(before)
    return _IfWrong(2 if touched else 3, words)


def _leaders(counts: dict[str, int]) -> list[str]:
    most = max(counts.values())
    return sorted(actor for actor, count in counts.items() if count == most)
