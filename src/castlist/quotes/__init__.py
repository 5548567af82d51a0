"""Doc + mentions -> what people are reported to have said, each quote with its cue and speaker; and quoted phrases."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from castlist.model import Article, Mention, Phrase, Quote, QuoteType, Speech
from castlist.quotes.decisions import decide_quotes
from castlist.quotes.drafts import Draft, Taken, reported
from castlist.quotes.floating import floating, name_speakers
from castlist.quotes.lines import labelled, repeated
from castlist.quotes.page import Page
from castlist.quotes.speakers import Mentions
from castlist.text import count_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["decide_quotes", "find_quotes"]


def find_quotes(article: Article, doc: "Doc", mentions: Sequence[Mention]) -> Speech:
    """Every piece of reported speech and every quoted phrase that is none, in reading order."""
    page, known = Page(article, doc), Mentions(mentions)
    taken = Taken(page)
    lines = list(labelled(page, known, taken))
    drafts = reported(page, taken)
    name_speakers(page, drafts)
    drafts, phrases = floating(page, [*lines, *drafts], known, taken)
    drafts = sorted([*drafts, *repeated(page, drafts, taken)], key=lambda d: d.start)
    quotes = tuple(row for n, draft in enumerate(drafts, 1) for row in _rows(page, draft, f"q{n}", known))
    return Speech(quotes, tuple(_phrase(page, n, f"p{count}") for count, n in enumerate(phrases, 1)))


def _rows(page: Page, draft: Draft, key: str, mentions: Mentions) -> Iterator[Quote]:
    """One row a piece."""
    parse, text, cue = page.parse, page.text, draft.cue
    words = (parse.start[cue.first], parse.end(cue.last)) if cue else (-1, -1)
    mention = mentions.at(parse, draft.head) if draft.head >= 0 else None
    kind = _type(draft)
    for n, (start, end) in enumerate(draft.pieces, 1):
        all_words = count_words(text[start:end])
        yield Quote(
            article_id=page.article.article_id,
            quote_id=key,
            piece=n,
            paragraph=page.paragraph(start),
            start=start,
            end=end,
            text=text[start:end],
            type=kind,
            words=all_words,
            quoted_words=all_words if kind == "direct" else _quoted(page, draft, start, end),
            cue=text[words[0] : words[1]] if cue else "",
            cue_start=words[0],
            cue_end=words[1],
            stance=cue.stance if cue else "",
            speaker=text[draft.speaker[0] : draft.speaker[1]] if draft.head >= 0 else "",
            speaker_start=draft.speaker[0],
            speaker_end=draft.speaker[1],
            speaker_mention_id=mention.mention_id if mention else "",
            speaker_actor_id=mention.actor_id if mention else "",
            rule=draft.rule,
            state="auto",
        )


def _type(draft: Draft) -> QuoteType:
    return "mixed" if draft.mixed else "direct" if draft.stretches or draft.quoted else "indirect"


def _quoted(page: Page, draft: Draft, start: int, end: int) -> int:
    """How many words between two places stand in quotation marks."""
    inside = [page.stretches[n] for n in draft.stretches]
    return sum(count_words(page.text[max(s.start, start) : min(s.end, end)]) for s in inside if s.start < end)


def _phrase(page: Page, n: int, key: str) -> Phrase:
    stretch = page.stretches[n]
    text = page.text[stretch.start : stretch.end]
    place = (page.paragraph(stretch.start), stretch.start, stretch.end)
    return Phrase(page.article.article_id, key, *place, text, count_words(text))
