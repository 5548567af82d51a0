"""Title and introduction -> who is interviewed, where no label names who answers."""

import re
from collections.abc import Sequence

from castlist.english.labels import ANSWER
from castlist.english.turns import Talk
from castlist.model import Mention
from castlist.quotes.attribution import Mentions
from castlist.quotes.page import QuoteContext

__all__ = ["find_asked"]

_MEETS = re.compile(
    r"\b(?:interview(?:s|ed|ing)?(?: with)?|(?:spoke|speaks|talk(?:s|ed)?|sat down|caught up|met"
    r"|chat(?:s|ted)?|conversation|q&a) (?:to|with))\b"
    r"(?:(?!\b(?:about|on|over|after|before|following|amid|as|who|that|where|when|in)\b)[^.?!:])"
    r"{0,80}$",
    re.I,
)
_MEETS_ONE = re.compile(
    r"\b(?:interviewed|asked|met|(?:spoke|talked|sat down|caught up) (?:to|with)) (?:him|her)\b",
    re.I,
)
_TELLS = re.compile(
    r"(?:,[^.?!:]{0,100}?)?\s(?:has |have )?(?:tells|told|answers|answered|(?:was )?interviewed"
    r"|(?:spoke|speaks|talked|talks|sat down) (?:to|with))\b",
    re.I,
)
_BOTH = re.compile(
    r"\b(?:you two|you both|both of you|each of you|you guys|two of you)\b", re.I
)


def find_asked(page: QuoteContext, mentions: Mentions, talk: Talk) -> Mention | None:
    """The only person of whom title or introduction say that he or she is interviewed."""
    if not any(turn.key == ANSWER for turn in talk.turns):
        return None
    if any(_BOTH.search(page.text[a:b]) for turn in talk.turns for a, b in turn.pieces):
        return None
    first = talk.turns[0]
    limit = first.label[0] if first.label[0] >= 0 else first.pieces[0][0]
    people = [
        m for m in mentions.between(0, limit) if m.kind == "name" and m.type == "person"
    ]
    met = [m for m in people if _is_met(page, m)] or _met_by_pronoun(page, people)
    voices = {m.actor_id or m.text.split()[-1].casefold() for m in met}
    if len(voices) != 1 or any(_is_joined(page, m) for m in met):
        return None
    same = [m for m in people if (m.actor_id or m.text.split()[-1].casefold()) in voices]
    return max(same, key=lambda m: (len(m.text.split()), -m.start))


def _is_met(page: QuoteContext, mention: Mention) -> bool:
    """Whether a sentence says that somebody interviews or is told by a person."""
    paragraph = page.article.paragraphs[mention.paragraph - 1]
    before = page.text[paragraph.start : mention.start]
    after = page.text[mention.end : paragraph.end]
    owns = after.startswith(("'s", "’s"))
    return not owns and bool(_MEETS.search(before) or _TELLS.match(after))


def _met_by_pronoun(page: QuoteContext, people: Sequence[Mention]) -> list[Mention]:
    """The persons of a paragraph that says that somebody "interviewed him"."""
    return [
        m
        for m in people
        if _MEETS_ONE.search(page.article.paragraphs[m.paragraph - 1].text)
    ]


def _is_joined(page: QuoteContext, mention: Mention) -> bool:
    """Whether a person is one of several: "Roe and Ana Lind"."""
    paragraph = page.article.paragraphs[mention.paragraph - 1]
    before = page.text[paragraph.start : mention.start]
    after = page.text[mention.end : paragraph.end]
    return bool(
        re.search(r"[A-Z]\w+,? (?:and|&) $", before)
        or re.match(r",? (?:and|&) [A-Z]", after)
    )
