"""Who speaks each quote: the mention, the actor behind it, and where no actor is known, whether the
same unnamed speaker has spoken before."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from castlist.model import Mention
from castlist.quotes.attribution import Mentions
from castlist.quotes.candidates import QuoteCandidate
from castlist.quotes.decisions import SPOKE_LAST
from castlist.quotes.page import QuoteContext
from castlist.quotes.voices.issuers import Issuers
from castlist.quotes.voices.unnamed import Unnamed

__all__ = ["Voice", "find_voices"]

_IT = {"it", "they"}


class Voice(NamedTuple):
    """Who speaks a quote: the mention and the actor behind it, empty if not known, how that was
    found, and how the text introduced an unnamed speaker that it means again."""

    mention_id: str = ""
    actor_id: str = ""
    rule: str = ""
    introduced: str = ""


def find_voices(
    page: QuoteContext, candidates: Sequence[QuoteCandidate], mentions: Mentions
) -> Iterator[Voice]:
    """Who speaks each quote. "It said" and "they said", if linked to nobody,
    are the organisation that spoke last."""
    issuers = Issuers(page.parse, mentions)
    unnamed = Unnamed(page.parse)
    spoke = ""
    paragraph = 0
    for candidate in candidates:
        voice = Voice(rule=candidate.rule)
        near = page.paragraph(candidate.start) - paragraph <= 1
        paragraph = page.paragraph(candidate.end - 1)
        if candidate.told:
            yield _told(candidate)
            continue
        if candidate.head < 0:
            yield voice
            continue
        mention = _mention(page, candidate, mentions)
        issuer = None if mention else issuers.of(candidate.head)
        who = mention or issuer
        if who:
            voice = Voice(who.mention_id, who.actor_id, candidate.rule)
        if issuer:
            voice = voice._replace(rule=f"{candidate.rule}; whose writing it is")
        if who and not who.actor_id and who.text.lower() in _IT and spoke and near:
            rule = f"{candidate.rule}; “{who.text}”: {SPOKE_LAST}"
            yield voice._replace(actor_id=spoke, rule=rule)
            continue
        spoke = who.actor_id if who and who.type == "organisation" else ""
        if not voice.actor_id:
            introduced = unnamed.again(candidate.head, candidate.speaker)
            voice = voice._replace(introduced=page.text[slice(*introduced)])
        yield voice


def _told(candidate: QuoteCandidate) -> Voice:
    """Who speaks a turn, whose label or place among the turns says it."""
    who = candidate.mention
    if who is None:
        return Voice(rule=candidate.rule)
    return Voice(who.mention_id, who.actor_id, candidate.rule)


def _mention(
    page: QuoteContext, candidate: QuoteCandidate, mentions: Mentions
) -> Mention | None:
    parse = page.parse
    found = mentions.at(parse, candidate.head)
    if found and found.kind == "description" and not found.actor_id:
        return mentions.called(parse, candidate.head, *candidate.speaker) or found
    return (
        found
        or mentions.named(parse, candidate.head, *candidate.speaker)
        or mentions.behind_handle(page.text[slice(*candidate.speaker)])
    )
