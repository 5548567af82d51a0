"""The tables that a reader wants: the same facts, joined or side by side."""

from collections import Counter
from typing import Any, get_args

import numpy as np
import pandas as pd

from castlist.english.rules import pronouns, word_set
from castlist.model import REPEATS, ActorType, Unit
from castlist.sentiment import SCORERS, agreement
from castlist.tables import (
    AnyTable,
    Held,
    Tables,
    hold_rows,
    make_column,
    make_frame,
    rows_of,
)

__all__ = [
    "UNATTRIBUTED",
    "attribute",
    "by_paragraph",
    "by_speaker",
    "find_voices",
    "hold_paragraphs",
    "never_heard",
    "opening",
    "wide_scores",
]

UNATTRIBUTED = "not attributed"
"""What pages and charts call the speaker of a quote whose speaker is not known."""

_TONES = {
    **{name: t for s in SCORERS for name, t in ((s, float), (f"{s}_label", str))},
    "agreement": str,
}
"""Columns of tone: of each scorer its score and label, and whether the labels agree."""

_RELATIVE = word_set("relative")
_OPEN = word_set("breaks_off")


def opening(text: str, *, words: int = 8) -> str:
    """The first words of a text, with an ellipsis if there are more.

    >>> opening("Putin and Erdogan will meet in Sochi on August 5 and deepen the topics")
    'Putin and Erdogan will meet in Sochi on…'
    """
    pieces = text.split()
    return " ".join(pieces[:words]) + ("…" if len(pieces) > words else "")


def by_paragraph(tables: Tables) -> pd.DataFrame:
    """One row a paragraph: opening words, the names found by type with their counts,
    both tones, agreement.

    Columns: article_id, paragraph, role, words, opening, one a type of actor ("Putin (2);
    Erdogan"), then for each scorer its score (-1 to 1) and label, and agreement (yes / partly /
    no). Tones are missing, not zero, where the scorers do not know the language.
    """
    return hold_paragraphs(tables).frame()


def hold_paragraphs(tables: Tables) -> Held:
    """The rows of `by_paragraph`, of which no frame is made."""
    named = _names_by_type(tables)
    tones = _tones(tables, "paragraph")
    kinds = get_args(ActorType)
    rows = []
    columns = ["article_id", "paragraph", "role", "words", "text"]
    for *cells, text in rows_of(tables.held("paragraphs"), columns):
        place = (cells[0], cells[1])
        names = [named.get((*place, kind), "") for kind in kinds]
        rows.append((*cells, opening(text), *names, *tones.get(place, _unknown_tones())))
    types = {"article_id": str, "paragraph": int, "role": str, "words": int, "opening": str}
    return hold_rows(rows, types | dict.fromkeys(kinds, str) | _TONES)


def wide_scores(tables: Tables, unit: Unit) -> pd.DataFrame:
    """One row a scored paragraph or sentence, by article_id and its number (called as the unit is).

    Columns: for each scorer its score (-1 to 1) and label, missing where it gave none, and
    agreement (yes / partly / no).
    """
    rows = [(*place, *tones) for place, tones in sorted(_tones(tables, unit).items())]
    return make_frame(rows, {"article_id": str, unit: int} | _TONES)


def _tones(tables: Tables, unit: Unit) -> dict[tuple[str, int], list[Any]]:
    """Article and number of a paragraph or sentence -> the cells of `_TONES`."""
    places = {scorer: 2 * n for n, scorer in enumerate(SCORERS)}
    tones: dict[tuple[str, int], list[Any]] = {}
    columns = ["article_id", "unit", "unit_id", "scorer", "score", "label"]
    scores = rows_of(tables.held("scores"), columns)
    for key, scored, number, scorer, score, label in scores:
        if scored == unit and scorer in places:
            cells = tones.setdefault((key, number), _unknown_tones())
            cells[places[scorer] : places[scorer] + 2] = score, label
    for cells in tones.values():
        cells[-1] = agreement(*cells[1:-1:2])
    return tones


def _unknown_tones() -> list[Any]:
    return [np.nan] * len(_TONES)


def attribute(tables: Tables) -> pd.DataFrame:
    """The quotes that count, with whose words they are:
    one row a piece, in reading order, rejected ones left out.

    Columns of `quotes`, and voice: the actor's name, or the speaker as written where no actor is
    known. It is empty if the text gives no speaker, or only a pronoun that could not be linked.
    """
    voices = find_voices(tables)
    quotes = tables.quotes.take([n for n, _ in voices])
    return quotes.assign(voice=make_column([v for _, v in voices], str)).reset_index(
        drop=True
    )


def find_voices(tables: Tables) -> list[tuple[int, str]]:
    """The row of `quotes` and the voice of each row of `attribute`."""
    names = _told_by_key(tables.held("actors"), "actor_id", "name")
    kinds = _told_by_key(tables.held("mentions"), "mention_id", "kind")
    columns = ["article_id", "start", "state", "rule"]
    columns += ["speaker_actor_id", "speaker_mention_id", "introduced_as", "speaker"]
    voices = []
    quotes = rows_of(tables.held("quotes"), columns)
    for n, (key, start, state, rule, *of) in enumerate(quotes):
        if state != "rejected" and rule != REPEATS:
            actor, mention, introduced, speaker = of
            words = introduced or speaker
            unnamed = kinds.get((key, mention)) == "pronoun" or _names_nobody(words)
            voice = names.get((key, actor)) or ("" if unnamed else words)
            voices.append((key, start, n, voice))
    return [(n, voice) for _, _, n, voice in sorted(voices)]


def _told_by_key(table: AnyTable, key: str, told: str) -> dict[tuple[str, str], str]:
    """Article and id of each row -> what a column says there."""
    return {(a, i): cell for a, i, cell in rows_of(table, ["article_id", key, told])}


def _names_nobody(speaker: str) -> bool:
    """Whether the words for a speaker name nobody: "who", "it", or "the importance of"."""
    words = speaker.lower().split()
    alone = " ".join(words)
    if alone in _RELATIVE or alone in pronouns():
        return True
    return len(words) > 1 and words[-1] in _OPEN


def by_speaker(tables: Tables) -> pd.DataFrame:
    """One row a speaker of one article: who is quoted in how many words;
    the most quoted first, nobody known last.

    Columns: speaker (empty: not attributed), actor_id, quotes (with words in quotation marks),
    quoted_words, share_of_quoted and share_of_article (0 to 1), reported (quotes in other words),
    reported_words, first_paragraph.
    """
    said = attribute(tables)
    voices = zip(said["speaker_actor_id"], said["voice"], strict=True)
    said["key"] = [
        actor or (f"“{voice.casefold()}" if voice else "") for actor, voice in voices
    ]
    said["is_quoted"] = said.groupby("quote_id")["quoted_words"].transform("sum") > 0
    said["reported_words"] = (said["words"] - said["quoted_words"]).where(
        ~said["is_quoted"], 0
    )
    groups = said.groupby("key", sort=False)
    frame = groups.agg(
        speaker=("voice", "first"),
        actor_id=("speaker_actor_id", "first"),
        quoted_words=("quoted_words", "sum"),
        reported_words=("reported_words", "sum"),
        first_paragraph=("paragraph", "min"),
    )
    for column, chosen in (("quotes", said["is_quoted"]), ("reported", ~said["is_quoted"])):
        frame[column] = (
            said[chosen]
            .groupby("key")["quote_id"]
            .nunique()
            .reindex(frame.index, fill_value=0)
        )
    quoted = int(frame["quoted_words"].sum())
    words = int(tables.articles["words"].iloc[0])
    frame["share_of_quoted"] = frame["quoted_words"] / max(quoted, 1)
    frame["share_of_article"] = frame["quoted_words"] / max(words, 1)
    frame["unknown"] = frame["speaker"] == ""
    order = ["unknown", "quoted_words", "reported_words", "first_paragraph"]
    frame = frame.sort_values(
        order, ascending=[True, False, False, True], kind="stable"
    ).reset_index(drop=True)
    columns = [
        "speaker",
        "actor_id",
        "quotes",
        "quoted_words",
        "share_of_quoted",
        "share_of_article",
    ]
    return frame[[*columns, "reported", "reported_words", "first_paragraph"]]


def never_heard(tables: Tables) -> pd.DataFrame:
    """The people and organisations that are mentioned and given no word,
    neither in a quote nor in a report.

    Columns of `actors`, most mentioned first. Somebody who speaks together with others ("Putin and
    Erdogan said") is heard.
    """
    said = attribute(tables)
    mentions = tables.mentions[["article_id", "actor_id", "start", "end"]]
    joint = said[
        (said["speaker_actor_id"] == "")
        & said["speaker"].str.contains(r"\band\b|,", regex=True)
    ]
    inside = mentions.merge(
        joint[["article_id", "speaker_start", "speaker_end"]], on="article_id"
    )
    inside = inside[
        (inside["start"] >= inside["speaker_start"])
        & (inside["end"] <= inside["speaker_end"])
    ]
    heard = {*_keys(said, "speaker_actor_id"), *_keys(inside, "actor_id")}
    can_speak = tables.actors["type"].isin(["person", "organisation"])
    silent = tables.actors[
        can_speak & ~pd.Series(_keys(tables.actors, "actor_id")).isin(heard)
    ]
    return silent.sort_values("mentions", ascending=False, kind="stable").reset_index(
        drop=True
    )


def _keys(frame: pd.DataFrame, column: str) -> list[tuple[str, str]]:
    """Article and id of each row."""
    return list(rows_of(frame, ["article_id", column]))


def _names_by_type(tables: Tables) -> dict[tuple[Any, ...], str]:
    """Article, paragraph and type of actor -> who of that type is mentioned there, how often."""
    actors = rows_of(tables.held("actors"), ["article_id", "actor_id", "name", "type"])
    known = {(a, i): (n, kind) for a, i, n, kind in actors}
    counts: dict[tuple[Any, ...], Counter[str]] = {}
    columns = ["article_id", "actor_id", "paragraph", "state"]
    for *actor, number, state in rows_of(tables.held("mentions"), columns):
        if state == "rejected":
            continue
        if tuple(actor) in known:
            name, kind = known[tuple(actor)]
            counts.setdefault((actor[0], number, kind), Counter())[name] += 1
    return {
        place: "; ".join(f"{name} ({n})" if n > 1 else name for name, n in names.items())
        for place, names in counts.items()
    }
