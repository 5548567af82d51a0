"""The tables that a reader wants: the same facts, joined or side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pandas as pd

from castlist.model import ActorType, Article
from castlist.sentiment import SCORERS, agreement
from castlist.tables import Tables, write

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["by_paragraph", "compare_counts", "opening", "save"]


def opening(text: str, *, words: int = 8) -> str:
    """The first words of a text, with an ellipsis if there are more.

    >>> opening("Putin and Erdogan will meet in Sochi on August 5 and deepen the topics")
    'Putin and Erdogan will meet in Sochi on…'
    """
    pieces = text.split()
    return " ".join(pieces[:words]) + ("…" if len(pieces) > words else "")


def by_paragraph(tables: Tables) -> pd.DataFrame:
    """One row a paragraph: opening words, the names found by type with their counts, both tones, agreement.

    Columns: article_id, paragraph, role, words, opening, one a type of actor ("Putin (2); Erdogan"), then for
    each scorer its score (-1 to 1) and label, and agreement (yes / partly / no). Tones are missing, not zero,
    where the scorers do not know the language.
    """
    keys = ["article_id", "paragraph"]
    frame = tables.paragraphs[[*keys, "role", "words"]].copy()
    frame["opening"] = [opening(text) for text in tables.paragraphs["text"]]
    frame = frame.merge(_names_by_type(tables), on=keys, how="left")
    types = list(get_args(ActorType))
    frame[types] = frame[types].fillna("")
    return frame.merge(_tones(tables), on=keys, how="left")


def compare_counts(one: Article, other: Article, nlp: "Language") -> pd.DataFrame:
    """The actors that two texts of one article mention a different number of times.

    Columns: actor, and the mentions in the first and in the second text, called uncut and cut.
    """
    from castlist.annotate import annotate_article  # spaCy, which charts have no use for
    from castlist.pipeline import find_actors

    casts = [find_actors(text, *annotate_article(text, nlp)) for text in (one, other)]
    counts = [{actor.name: actor.mentions for actor in cast.actors} for cast in casts]
    frame = pd.DataFrame({"uncut": counts[0], "cut": counts[1]}).fillna(0).astype(int)
    changed = frame[frame["uncut"] != frame["cut"]].sort_values("uncut", ascending=False, kind="stable")
    return changed.rename_axis("actor").reset_index()


def save(tables: Tables, folder: Path | str) -> Path:
    """The folder, now holding the tables of one article, and `by_paragraph.csv` once names and tones are known."""
    ready = all(name in tables for name in ("mentions", "actors", "scores"))
    return write(tables, folder, derived={"by_paragraph": by_paragraph(tables)} if ready else None)


def _names_by_type(tables: Tables) -> pd.DataFrame:
    keys = ["article_id", "paragraph"]
    names = tables.actors[["article_id", "actor_id", "name", "type"]]
    counted = tables.mentions[tables.mentions["state"] != "rejected"]
    linked = counted[[*keys, "actor_id"]].merge(names, on=["article_id", "actor_id"])
    counts = linked.groupby([*keys, "type", "name"], sort=False).size().rename("n").reset_index()
    counts["shown"] = [f"{name} ({n})" if n > 1 else name for name, n in zip(counts["name"], counts["n"], strict=True)]
    wide = counts.groupby([*keys, "type"], sort=False)["shown"].agg("; ".join).unstack("type")
    return wide.reindex(columns=list(get_args(ActorType)), fill_value="").astype(str).reset_index()


def _tones(tables: Tables) -> pd.DataFrame:
    scores = tables.scores[tables.scores["unit"] == "paragraph"].rename(columns={"unit_id": "paragraph"})
    wide = scores.pivot(index=["article_id", "paragraph"], columns="scorer", values=["score", "label"])
    columns = {}
    for scorer in SCORERS:
        columns[scorer] = wide.get(("score", scorer), pd.Series(dtype=float)).astype(float)
        columns[f"{scorer}_label"] = wide.get(("label", scorer), pd.Series(dtype=str))
    frame = pd.DataFrame(columns, index=wide.index)
    labels = zip(*(frame[f"{scorer}_label"] for scorer in SCORERS), strict=True)
    frame["agreement"] = pd.Series([agreement(*pair) for pair in labels], index=wide.index, dtype=str)
    return frame.reset_index()
