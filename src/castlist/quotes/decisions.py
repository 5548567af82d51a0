"""What people decided about quotes: who speaks one, that nobody known does, or that it is none."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from castlist.model import Cast, Decision, Quote, Speech
from castlist.text import has_words, name_key

__all__ = ["INHERITED", "SPOKE_LAST", "decide_quotes"]

_PUNCTUATION = ".,;:!?…"

INHERITED = "speaker of the quote before"
SPOKE_LAST = "organisation that spoke last"
"""What the rules of quotes say whose speaker is that of the quote before."""


def decide_quotes(
    speech: Speech, cast: Cast, decisions: Sequence[Decision]
) -> tuple[Speech, tuple[Decision, ...]]:
    """The quotes as people decided, and those decisions,
    each with the number of quotes that it acts on.

    A decision speaks of every quote that holds its words one after the other, or with a scope
    ("q3") of that quote alone; the first that speaks of a quote wins. A speaker must be an actor of
    the article; nobody (an empty target) may be, too. A quote that has its speaker from the one
    before follows it.
    """
    about = [d for d in decisions if d.about == "quote"]
    if not about:
        return speech, ()
    known = _names(cast)
    texts = _texts(speech.quotes)
    counts: Counter[tuple[str, int]] = Counter()
    chosen = {}
    for quote_id, words in texts.items():
        decision = next(
            (d for d in about if _speaks_of(d, quote_id, words) and _can_be(d, known)), None
        )
        if decision:
            chosen[quote_id] = decision
            counts[decision.file, decision.row] += 1
    followed = _carry(speech.quotes, chosen)
    counts.update((d.file, d.row) for d in followed.values())
    quotes = []
    for quote in speech.quotes:
        if decision := chosen.get(quote.quote_id):
            quotes.append(_decided(quote, decision, known))
        elif decision := followed.get(quote.quote_id):
            quotes.append(_followed(quote, decision, known))
        else:
            quotes.append(quote)
    return replace(speech, quotes=tuple(quotes)), tuple(
        replace(d, matched=counts[d.file, d.row]) for d in about
    )


def _texts(quotes: Iterable[Quote]) -> dict[str, list[str]]:
    """Quote -> the words of all its pieces."""
    words: dict[str, list[str]] = defaultdict(list)
    for quote in quotes:
        words[quote.quote_id] += _bare(quote.text)
    return words


def _bare(text: str) -> list[str]:
    """The words of a text without the punctuation at their ends: "We will not pay,"."""
    return [word.strip(_PUNCTUATION) or word for word in name_key(text)]


def _carry(quotes: Iterable[Quote], chosen: Mapping[str, Decision]) -> dict[str, Decision]:
    """The quotes that no decision speaks of and that have their speaker from one that is decided,
    with that decision."""
    carried: dict[str, Decision] = {}
    before = None
    deciding: Decision | None = None  # of the quote before
    for quote in quotes:
        if before is None or quote.quote_id != before:
            follows = deciding if _inherits(quote) else None
            deciding = chosen.get(quote.quote_id, follows)
            if follows and quote.quote_id not in chosen:
                carried[quote.quote_id] = follows
        before = quote.quote_id
    return carried


def _inherits(quote: Quote) -> bool:
    return INHERITED in quote.rule or SPOKE_LAST in quote.rule


def _names(cast: Cast) -> dict[tuple[str, ...], str]:
    """Every name of an actor -> the actor."""
    spelt = {
        name_key(m.text): m.actor_id
        for m in cast.mentions
        if m.actor_id and m.kind == "name"
    }
    return spelt | {name_key(actor.name): actor.actor_id for actor in cast.actors}


def _speaks_of(decision: Decision, quote_id: str, words: Sequence[str]) -> bool:
    return decision.scope in {"", quote_id} and has_words(words, _bare(decision.surface))


def _can_be(decision: Decision, known: Mapping[tuple[str, ...], str]) -> bool:
    return (
        decision.action != "speaker"
        or not decision.target
        or name_key(decision.target) in known
    )


def _followed(
    quote: Quote, decision: Decision, known: Mapping[tuple[str, ...], str]
) -> Quote:
    """A quote whose speaker was that of the quote before, after a decision on that one: if it is no
    quote, nobody is known to speak this one."""
    speaks = decision.action == "speaker" and decision.target
    actor = known[name_key(decision.target)] if speaks else ""
    if actor and actor == quote.speaker_actor_id:
        return quote
    return _given(quote, actor, f"decision: {decision.file}, row {decision.row}, before it")


def _decided(
    quote: Quote, decision: Decision, known: Mapping[tuple[str, ...], str]
) -> Quote:
    rule = f"decision: {decision.file}, row {decision.row}"
    if decision.action == "not_a_quote":
        return replace(quote, state="rejected", rule=rule)
    actor = known[name_key(decision.target)] if decision.target else ""
    if actor and actor == quote.speaker_actor_id:
        return replace(quote, state="confirmed", rule=rule)
    return replace(_given(quote, actor, rule), state="confirmed")


def _given(quote: Quote, actor: str, rule: str) -> Quote:
    """A quote given to an actor: the words that were taken for the speaker name somebody else."""
    return replace(
        quote,
        speaker="",
        speaker_start=-1,
        speaker_end=-1,
        speaker_mention_id="",
        speaker_actor_id=actor,
        introduced_as="",
        rule=rule,
    )
