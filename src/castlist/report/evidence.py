"""What stands behind the numbers: every mention of every actor, every quote of every speaker, and
the mentions that count for nobody, each with its words and its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from castlist.charts.data.facts import KINDS, Facts
from castlist.charts.page.lettering import clean
from castlist.charts.page.wording import labelled
from castlist.report.wording import around, legible
from castlist.summary import UNATTRIBUTED, attribute, by_speaker
from castlist.tables import Tables, walk_rows

__all__ = [
    "Member",
    "Sighting",
    "Utterance",
    "Voicing",
    "apart_by_reason",
    "list_members",
    "list_voices",
]

BY_KIND = {"name": "by name", "description": "by description", "pronoun": "by pronoun"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention with the words around it; why it was linked, unless it is a name."""

    mention_id: str
    paragraph: int
    kind: str
    before: str
    text: str
    behind: str
    why: str


@dataclass(frozen=True, slots=True)
class Member:
    """One actor of the cast: its numbers, and the mentions that they count, by kind."""

    actor_id: str
    name: str
    type: str
    total: int
    paragraphs: int
    sightings: Mapping[str, list[Sighting]]  # kind as words -> mentions

    @property
    def anchor(self) -> str:
        """Where its mentions are listed."""
        return f"a-{self.actor_id}"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quote: its pieces as one text, how it is reported, and how its speaker was found."""

    quote_id: str
    paragraph: int
    type: str
    text: str
    words: int
    quoted: int
    cue: str
    rule: str


@dataclass(frozen=True, slots=True)
class Voicing:
    """One speaker with the numbers of `by_speaker`, and the quotes that they count."""

    number: int
    name: str
    quotes: int
    quoted_words: int
    reported: int
    utterances: list[Utterance]

    @property
    def anchor(self) -> str:
        """Where its quotes are listed."""
        return f"voice-{self.number}"


def list_members(facts: Facts) -> list[Member]:
    """The actors, most mentioned first, as the chart of actors has them."""
    text = _Around(facts)
    found: dict[str, list[Sighting]] = {}
    for row in walk_rows(facts.mentions):
        found.setdefault(row.actor_id, []).append(text.sighting(row))
    return [
        Member(
            row.actor_id,
            clean(labelled(str(row.actor))) or "(symbols only)",
            row.actor_type,
            int(row.total),
            len({sighting.paragraph for sighting in found[row.actor_id]}),
            {
                BY_KIND[kind]: mine
                for kind in KINDS
                if (mine := [s for s in found[row.actor_id] if s.kind == kind])
            },
        )
        for row in walk_rows(facts.ranking)
    ]


def apart_by_reason(facts: Facts) -> dict[str, list[Sighting]]:
    """Reason -> the mentions that count for nobody: of several actors at once, or not linked."""
    text = _Around(facts)
    joint = facts.apart["kind"] == "group"
    parts = {"joint": facts.apart[joint], "unlinked": facts.apart[~joint]}
    return {
        reason: [text.sighting(row) for row in walk_rows(rows)]
        for reason, rows in parts.items()
        if len(rows)
    }


class _Around:
    """Finds the words around a mention, inside its paragraph."""

    def __init__(self, facts: Facts) -> None:
        frame = facts.paragraphs
        columns = (frame[name].tolist() for name in ("paragraph", "start", "text"))
        self.rows = {
            number: (start, text) for number, start, text in zip(*columns, strict=True)
        }

    def sighting(self, row: Any) -> Sighting:
        """The mention of that row, to be listed."""
        offset, text = self.rows[row.paragraph]
        before, behind = around(text, row.start - offset, row.end - offset)
        why = "" if row.kind == "name" else clean(row.evidence)
        words = clean(row.text) or legible(row.text)
        return Sighting(row.mention_id, row.paragraph, row.kind, before, words, behind, why)


def list_voices(tables: Tables) -> list[Voicing]:
    """The speakers, the most quoted first, nobody known last; none if quotes are not known yet."""
    if "quotes" not in tables:
        return []
    said: dict[tuple[str, str], list[Utterance]] = {}
    rows = sorted(walk_rows(attribute(tables)), key=_of_quote)
    for _, group in groupby(rows, key=_of_quote):
        pieces = list(group)
        said.setdefault(_voice(pieces[0].speaker_actor_id, pieces[0].voice), []).append(
            _utterance(pieces)
        )
    return [
        Voicing(
            number,
            clean(labelled(row.speaker)) if row.speaker else UNATTRIBUTED,
            int(row.quotes),
            int(row.quoted_words),
            int(row.reported),
            said.get(_voice(row.actor_id, row.speaker), []),
        )
        for number, row in enumerate(walk_rows(by_speaker(tables)), 1)
    ]


def _of_quote(row: Any) -> tuple[int, str]:
    return int(row.quote_id[1:]), row.quote_id


def _voice(actor_id: str, voice: str) -> tuple[str, str]:
    """What `by_speaker` tells speakers apart by."""
    return (actor_id, "") if actor_id else ("", voice.casefold())


def _utterance(pieces: Iterable[Any]) -> Utterance:
    rows = list(pieces)
    first = rows[0]
    return Utterance(
        first.quote_id,
        first.paragraph,
        first.type,
        " … ".join(legible(row.text) for row in rows),
        sum(row.words for row in rows),
        sum(row.quoted_words for row in rows),
        clean(first.cue),
        clean(first.rule),
    )
