"""The tables that a reader wants: the same facts, joined or side by side."""

from collections import Counter
from typing import Any, get_args

import pandas as pd

from castlist.english.rules import pronouns, word_set
from castlist.model import REPEATS, ActorType, Unit
from castlist.sentiment import SCORERS, agreement
from castlist.tables import Tables

__all__ = [
    "UNATTRIBUTED",
    "attribute",
    "by_paragraph",
    "by_speaker",
    "never_heard",
    "opening",
    "wide_scores",
]

UNATTRIBUTED = "not attributed"
"""What pages and charts call the speaker of a quote whose speaker is not known."""

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
    keys = ["article_id", "paragraph"]
    frame = tables.paragraphs[[*keys, "role", "words"]].copy()
    frame["opening"] = [opening(text) for text in tables.paragraphs["text"]]
    named = _names_by_type(tables)
    places = _keys(frame, "paragraph")
    for kind in get_args(ActorType):
        frame[kind] = pd.Series(
            [named.get((*place, kind), "") for place in places],
            index=frame.index,
            dtype=str,
        )
    return frame.merge(wide_scores(tables, "paragraph"), on=keys, how="left")


def wide_scores(tables: Tables, unit: Unit) -> pd.DataFrame:
    """One row a scored paragraph or sentence, by article_id and its number (called as the unit is).

    Columns: for each scorer its score (-1 to 1) and label, missing where it gave none, and
    agreement (yes / partly / no).
    """
    scores = tables.scores[tables.scores["unit"] == unit].rename(columns={"unit_id": unit})
    wide = scores.pivot(
        index=["article_id", unit], columns="scorer", values=["score", "label"]
    )
    columns = {}
    for scorer in SCORERS:
        columns[scorer] = wide.get(("score", scorer), pd.Series(dtype=float)).astype(float)
        columns[f"{scorer}_label"] = wide.get(("label", scorer), pd.Series(dtype=str))
    frame = pd.DataFrame(columns, index=wide.index)
    labels = zip(*(frame[f"{scorer}_label"] for scorer in SCORERS), strict=True)
    frame["agreement"] = pd.Series(
        [agreement(*pair) for pair in labels], index=wide.index, dtype=str
    )
    return frame.reset_index()


def attribute(tables: Tables) -> pd.DataFrame:
    """The quotes that count, with whose words they are:
    one row a piece, in reading order, rejected ones left out.

    Columns of `quotes`, and voice: the actor's name, or the speaker as written where no actor is
    known. It is empty if the text gives no speaker, or only a pronoun that could not be linked.
    """
    quotes = tables.quotes[tables.quotes["state"] != "rejected"]
    quotes = quotes[quotes["rule"] != REPEATS]
    names = dict(zip(_keys(tables.actors, "actor_id"), tables.actors["name"], strict=True))
    kinds = dict(
        zip(_keys(tables.mentions, "mention_id"), tables.mentions["kind"], strict=True)
    )
    rows = zip(
        _keys(quotes, "speaker_actor_id"),
        _keys(quotes, "speaker_mention_id"),
        quotes["introduced_as"].where(quotes["introduced_as"] != "", quotes["speaker"]),
        strict=True,
    )
    written = (
        names.get(actor)
        or ("" if kinds.get(mention) == "pronoun" or _names_nobody(words) else words)
        for actor, mention, words in rows
    )
    return quotes.assign(voice=list(written)).sort_values(
        ["article_id", "start"], ignore_index=True
    )


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
    return list(zip(frame["article_id"], frame[column], strict=True))


def _names_by_type(tables: Tables) -> dict[tuple[Any, ...], str]:
    """Article, paragraph and type of actor -> who of that type is mentioned there, how often."""
    actors = zip(
        _keys(tables.actors, "actor_id"),
        tables.actors["name"],
        tables.actors["type"],
        strict=True,
    )
    known = {key: (name, kind) for key, name, kind in actors}
    counted = tables.mentions[tables.mentions["state"] != "rejected"]
    counts: dict[tuple[Any, ...], Counter[str]] = {}
    for actor, number in zip(
        _keys(counted, "actor_id"), counted["paragraph"].tolist(), strict=True
    ):
        if actor in known:
            name, kind = known[actor]
            counts.setdefault((actor[0], number, kind), Counter())[name] += 1
    return {
        place: "; ".join(f"{name} ({n})" if n > 1 else name for name, n in names.items())
        for place, names in counts.items()
    }
