"""Articles in the order of their dates -> which of them tells again what an earlier one told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from castlist.corpus.reprints.shingles import shared
from castlist.english.rules import read_rules

__all__ = ["Reprint", "StoryText", "find_originals", "name_agency"]

Relation = Literal["same", "contains", "is contained in", "shares"]

_WHOLE = 0.9  # share of a text from which all of it is there: a word in ten may be edited
_HEAD = 300  # characters in which a text says that an agency sent it
_TAIL = 60


@dataclass(frozen=True, slots=True)
class StoryText:
    """What is known of an article when reprints are looked for."""

    article_id: str
    published: str
    agency: str

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Dated ones first, by their date; others by their name."""
        return (not self.published, self.published, self.article_id)


@dataclass(frozen=True, slots=True)
class Reprint:
    """One article that tells again what an earlier one told."""

    article_id: Annotated[str, "the reprint"]
    original: Annotated[
        str, "the article that it is counted with: the earliest, or by name without dates"
    ]
    relation: Annotated[
        Relation,
        "what the reprint does with the original: the same, contains, is contained in",
    ]
    share: Annotated[
        float, "of the reprint's 5-shingles that are the original's too, 0 to 1"
    ]
    share_of_original: Annotated[
        float, "of the original's that are the reprint's too, 0 to 1"
    ]
    dated: Annotated[bool, "whether dates say that the original is the earlier one"]
    agency: Annotated[str, "agency that either text is signed with, as a hint; or empty"]


def find_originals(
    texts: Sequence[StoryText],
    shingles: Sequence[Any],
    pairs: Iterable[tuple[int, int]],
    least: float,
) -> list[Reprint]:
    """Every article that shares so much with an earlier one that is no reprint itself, with the
    one it shares most with; by article_id.

    A digest of two stories is a reprint of one, and both stories stay two.
    """
    near: dict[int, list[int]] = {}
    for first, second in pairs:
        near.setdefault(first, []).append(second)
        near.setdefault(second, []).append(first)
    originals: set[int] = set()
    found = []
    for this in sorted(near, key=lambda index: texts[index].rank):
        others = {
            o: shared(shingles[this], shingles[o]) for o in near[this] if o in originals
        }
        best = max(
            others, key=lambda o: (_contained(this, o, others, shingles), -o), default=-1
        )
        if best < 0 or _contained(this, best, others, shingles) < least:
            originals.add(this)
            continue
        counts = (others[best], len(shingles[this]), len(shingles[best]))
        found.append(_describe(texts[this], texts[best], *counts))
    return sorted(found, key=lambda reprint: reprint.article_id)


def name_agency(text: str) -> str:
    """The agency that a text is signed with at its beginning or end; empty if with none.

    >>> name_agency("PARIS (Reuters) - The old bridge ...")
    'Reuters'
    """
    mark = _signature().search(text[:_HEAD]) or _last().search(text[-_TAIL:])
    return next(filter(None, mark.groups()), "") if mark else ""


def _contained(
    this: int, other: int, counts: Mapping[int, int], shingles: Sequence[Any]
) -> float:
    """The share of the shorter text that stands in the longer one."""
    return counts[other] / min(len(shingles[this]), len(shingles[other]))


def _describe(
    this: StoryText, original: StoryText, common: int, size: int, original_size: int
) -> Reprint:
    share = common / size
    back = common / original_size
    relation: Relation = "shares"
    if share >= _WHOLE and back >= _WHOLE:
        relation = "same"
    elif back >= _WHOLE:
        relation = "contains"
    elif share >= _WHOLE:
        relation = "is contained in"
    dated = bool(this.published) and bool(original.published)
    return Reprint(
        this.article_id,
        original.article_id,
        relation,
        share,
        back,
        dated and original.published < this.published,
        this.agency or original.agency,
    )


@cache
def _agencies() -> str:
    """The pattern of the agencies that send news, from the rules of credits."""
    return next(row[2] for row in read_rules("credits") if row[:2] == ("define", "news"))


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(rf"\(({_agencies()})\) ?[-–—]", re.IGNORECASE)


@cache
def _last() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\(({_agencies()})\)|[-–—] ?({_agencies()}))\s*\Z", re.IGNORECASE
    )
