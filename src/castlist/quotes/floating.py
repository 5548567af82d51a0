"""Stretches that no cue reports -> quotes of the speaker before or of a name
beside them, or phrases."""

from collections import deque
from collections.abc import Sequence

from castlist.english.rules import listed, word_set
from castlist.nlp.parse import ENDS
from castlist.quotes.attribution import Mentions, speaker_span
from castlist.quotes.candidates import QuoteCandidate, Taken
from castlist.quotes.cues import Cue
from castlist.quotes.decisions import INHERITED
from castlist.quotes.direct import is_opened
from castlist.quotes.lines import LABEL, SIGNATURE, introduced, is_reference, signed
from castlist.quotes.page import QuoteContext
from castlist.quotes.stretches.phrases import is_titled
from castlist.quotes.stretches.tags import own_tag

__all__ = ["floating", "name_speakers"]

_WORDS = 5  # QUOTES: without a cue, fewer words between marks are a phrase
_SENTENCE = 50  # words of a sentence that announces a statement
_NEAR = 10  # words between a quote's cue and a short sentence that goes on with it
_MEMORY = 8  # quotes before a floating one that may say who speaks in turn
_ISSUES = word_set("issuing")


def name_speakers(page: QuoteContext, candidates: Sequence[QuoteCandidate]) -> None:
    """Give each candidate with a cue the words that name its speaker."""
    for candidate in candidates:
        if candidate.cue and candidate.cue.speaker >= 0:
            candidate.head = candidate.cue.speaker
            candidate.rule = candidate.cue.rule
            candidate.speaker = speaker_span(
                page.parse, candidate.head, apart=candidate.cue.verb
            )
        elif candidate.cue:
            candidate.rule = candidate.cue.rule


def floating(
    page: QuoteContext,
    candidates: Sequence[QuoteCandidate],
    mentions: Mentions,
    taken: Taken,
) -> tuple[list[QuoteCandidate], list[int]]:
    """All quotes in reading order, and the stretches that are phrases and no speech."""
    found: list[QuoteCandidate] = []
    phrases: list[int] = []
    waiting = deque(sorted(candidates, key=lambda d: d.start))
    for n, stretch in enumerate(page.stretches):
        while waiting and waiting[0].start < stretch.end:
            found.append(waiting.popleft())
        if taken.holds(stretch.start, stretch.end):
            phrases += [n] if found and n in found[-1].apart else []
            continue
        if stretch.continues and found and n - 1 in found[-1].stretches:
            found[-1].pieces.append((stretch.start, stretch.end))
            found[-1].stretches.append(n)
            taken.add([(stretch.start, stretch.end)])
            continue
        candidate = _unreported(page, n, found[-_MEMORY:], mentions)
        if candidate:
            found.append(candidate)
            taken.add(candidate.pieces)
        else:
            phrases.append(n)
    return [*found, *waiting], phrases


def _unreported(
    page: QuoteContext, n: int, found: list[QuoteCandidate], mentions: Mentions
) -> QuoteCandidate | None:
    """The quote of a stretch without a cue, or None if it is a phrase."""
    stretch = page.stretches[n]
    before = found[-1] if found else None
    candidate = QuoteCandidate([(stretch.start, stretch.end)], [n])
    announced = _announced(page, n)
    if announced:
        candidate.cue = announced
        name_speakers(page, [candidate])
        return candidate
    for head, rule in (
        (introduced(page, n, mentions), LABEL),
        (signed(page, n, mentions), SIGNATURE),
    ):
        if head >= 0:
            candidate.head = head
            candidate.rule = rule
            candidate.speaker = speaker_span(page.parse, head)
            return candidate
    if (
        is_reference(page, n)
        or (before and _is_work(page, n, before))
        or is_titled(page, n)
    ):
        return None
    tag = own_tag(page, n) if _stands_alone(page, n) else None
    if tag and tag.speaker >= 0:
        candidate.cue = tag
        name_speakers(page, [candidate])
        return candidate
    if page.words(n) < _WORDS and not (before and _is_sentence_after(page, n, before)):
        return None
    if tag:
        candidate.rule = "none: the sentence goes on with words that name no speaker"
    elif before and _stands_alone(page, n):
        _continue(page, n, candidate, found, mentions)
    return candidate


def _is_work(page: QuoteContext, n: int, before: QuoteCandidate) -> bool:
    """Whether quoted words name the work that the quote before is from:
    — Jane Roe, "The Long Way Home"."""
    words = page.before(n)
    signature = before.rule == SIGNATURE and n - 1 in before.stretches
    return signature and len(words) > 0 and page.parse.text[words.stop - 1] == ","


def _is_sentence_after(page: QuoteContext, n: int, before: QuoteCandidate) -> bool:
    """Whether a short stretch is a sentence that follows a quote directly:
    "...," he said. "Not all."."""
    stretch = page.stretches[n]
    cue = before.cue
    near = (
        cue is not None
        and page.parse.at(stretch.outer[0]) - max(cue.last, before.head) < _NEAR
    )
    whole = page.text[stretch.start].isupper() and page.text[stretch.end - 1] in ENDS
    return (
        near
        and whole
        and is_opened(page, n)
        and page.paragraph(stretch.start) == page.paragraph(before.start)
    )


def _announced(page: QuoteContext, n: int) -> Cue | None:
    """The cue of "Roe issued a statement on the vote.
    "..."", where the sentence before says whose words follow."""
    parse = page.parse
    stretch = page.stretches[n]
    mark = parse.at(stretch.outer[0])
    if (
        page.before(n)
        or page.words(n) < _WORDS
        or mark < 2
        or parse.text[mark - 1] not in ENDS
    ):
        return None
    word = mark - 2
    while (
        word >= max(0, mark - _SENTENCE)
        and not page.parse.ends(word)
        and word not in page.inside
    ):
        verb = parse.head[word]
        if (
            parse.dep[word] == "dobj"
            and parse.lemma[word] in listed("writings")
            and parse.lemma[verb] in _ISSUES
        ):
            speaker = parse.child(verb, "nsubj")
            return (
                Cue(verb, verb, word, "said", frozenset(), speaker, "statement before it")
                if speaker >= 0
                else None
            )
        word -= 1
    return None


def _stands_alone(page: QuoteContext, n: int) -> bool:
    """Whether a stretch is a sentence of its own."""
    return is_opened(page, n) or page.parse.text[
        page.parse.at(page.stretches[n].outer[0]) - 1
    ] in {",", ":", ";"}


def _continue(
    page: QuoteContext,
    n: int,
    candidate: QuoteCandidate,
    found: list[QuoteCandidate],
    mentions: Mentions,
) -> None:
    """Give a floating quote the speaker of the quote before it, if nobody has come between."""
    stretch = page.stretches[n]
    before = found[-1]
    gap = page.paragraph(stretch.start) - page.paragraph(before.end - 1)
    asks = page.text[before.start : before.end].endswith("?") and gap == 1
    if gap > 1 or (gap == 1 and page.before(n)) or before.head < 0:
        return
    earlier = [d for d in found[:-1] if d.head >= 0]
    if asks:
        who = _who(page, before, mentions)
        other = next((d for d in reversed(earlier) if _who(page, d, mentions) != who), None)
        if other and _alternates(page, other, before, earlier, mentions):
            candidate.head = other.head
            candidate.speaker = other.speaker
            candidate.rule = "alternation"
        return
    if _comes_between(page, before, stretch.outer[0], mentions):
        candidate.rule = "none: somebody else comes between"
        return
    candidate.head = before.head
    candidate.speaker = before.speaker
    candidate.rule = f"floating: {INHERITED}"


def _alternates(
    page: QuoteContext,
    other: QuoteCandidate,
    before: QuoteCandidate,
    earlier: list[QuoteCandidate],
    mentions: Mentions,
) -> bool:
    """Whether exactly two people speak in turn, a paragraph each."""
    close = page.paragraph(before.start) - page.paragraph(other.end - 1) == 1
    speakers = {_who(page, d, mentions) for d in [*earlier, before]}
    return close and len(speakers) == 2


def _who(page: QuoteContext, candidate: QuoteCandidate, mentions: Mentions) -> str:
    mention = mentions.at(page.parse, candidate.head)
    return (mention and mention.actor_id) or page.text[slice(*candidate.speaker)].casefold()


def _comes_between(
    page: QuoteContext, before: QuoteCandidate, start: int, mentions: Mentions
) -> bool:
    """Whether another person or organisation is named in a sentence between two quotes."""
    parse = page.parse
    who = _who(page, before, mentions)
    last = max(
        [before.end, before.speaker[1], parse.end(before.cue.last) if before.cue else 0]
    )
    word = parse.at(last)
    while word < len(parse) and parse.start[word] < start and not page.parse.ends(word):
        word += 1  # the rest of the cue's own sentence names whom he spoke to
    rest = parse.start[word] if word < len(parse) else start
    return any(
        m.kind in {"name", "description"}
        and m.type in {"person", "organisation"}
        and m.actor_id != who
        for m in mentions.between(rest, start)
    )
