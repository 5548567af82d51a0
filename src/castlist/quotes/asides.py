"""Cue -> the clause that it stands beside or inside where it governs none:
"he said" as an aside, "according to"."""

from castlist.nlp.parse import Parse
from castlist.nlp.quotation import MARKS
from castlist.quotes.cues import Cue
from castlist.quotes.runs import EDGE, VERBAL, Run, around, is_finite, sentence, trim
from castlist.quotes.subjects import NEXT_CLAUSE

__all__ = ["beside", "flanked", "sourced"]

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_SHORT_NAME = 8  # words of an aside such as "Foreign Minister Jane Roe said"
_SHORTEST = 3  # words of a clause that the parse does not show


def flanked(parse: Parse, cue: Cue) -> list[Run]:
    """The two halves of "The plan, he said, is good":
    between two commas stand the cue and its subject alone."""
    if not cue.clausal or cue.passive or cue.speaker < 0 or parse.has(cue.verb, "mark"):
        return []
    words = [
        cue.first,
        cue.last,
        *(w for w in parse.subtree(cue.speaker) if abs(w - cue.first) < _SHORT_NAME),
    ]
    first = min(words)
    last = max(words) + 1
    if (
        first < 2
        or last + 1 >= len(parse)
        or parse.text[first - 1] != ","
        or parse.text[last] != ","
    ):
        return []
    if (
        last - first > _SHORT_NAME
        or parse.text[last + 1] in MARKS
        or parse.text[first - 2] in MARKS
    ):
        return []
    begin, end = sentence(parse, first, last)
    halves = [trim(parse, begin, first - 1), trim(parse, last + 1, end)]
    if parse.tag[first - 2] in {"IN", "CC"}:
        return halves[1:]  # "..., because, he said, it is late"
    goes_on = halves[1][0] < halves[1][1] and parse.tag[halves[1][0]] not in {
        "VBG",
        "CC",
        "WP",
        "WDT",
    }
    return (
        halves
        if goes_on and halves[0][0] < halves[0][1] and is_finite(parse, halves)
        else []
    )


def beside(parse: Parse, cue: Cue) -> list[Run]:
    """What an aside without a clause of its own reports:
    "It is late, he said at noon", "as she put it"."""
    return _interrupted(parse, cue) or _whole_sentence(parse, cue)


def _interrupted(parse: Parse, cue: Cue) -> list[Run]:
    """The clause that the parse hangs the cue on."""
    above = parse.head[cue.verb]
    as_ = parse.child(cue.verb, "mark", "advmod")
    aside = (
        as_ >= 0
        and parse.lower[as_] == "as"
        and parse.dep[cue.verb] == "advcl"
        and not _has_object(parse, cue)
    )
    if (
        above == cue.verb
        or cue.speaker < 0
        or not (aside or parse.dep[cue.verb] == "parataxis")
    ):
        return []
    while parse.tag[above] not in VERBAL and parse.head[above] != above:
        above = parse.head[above]
    below = set(parse.subtree(cue.verb))
    words = [w for w in parse.subtree(above) if w not in below]
    return around(parse, words, above, below) if words else []


def _has_object(parse: Parse, cue: Cue) -> bool:
    """Whether "as" compares or gives a reason: "as most firms reported good results"."""
    thing = parse.child(cue.verb, "dobj")
    return thing >= 0 and parse.lower[thing] != "it" and "order" not in cue.takes


def _whole_sentence(parse: Parse, cue: Cue) -> list[Run]:
    """Where the parse shows no clause:
    all before ", Roe said." at a sentence's end, or all after "Roe said"."""
    if cue.speaker < 0 or parse.dep[cue.verb] in {"relcl", "acl"}:
        return []
    subject = parse.subtree(cue.speaker)
    first = min(*subject, cue.first)
    last = max(*subject, cue.last)
    begin, end = sentence(parse, first, last + 1)
    tail = range(last + 1, end)
    closes = not tail or (
        parse.tag[tail[0]] in {"IN", "NNP", "TO", "RB"}
        and not is_finite(parse, [(last + 1, end)])
    )
    if (
        closes
        and first - begin > _SHORTEST
        and parse.text[first - 1] == ","
        and "marks" not in cue.takes
    ):
        return [trim(parse, begin, first)]
    if (
        parse.lemma[cue.verb] == "say"
        and end - last > 2 * _SHORTEST
        and parse.text[last + 1] != ","
    ):
        run = trim(parse, last + 1, end)
        return [run] if any(parse.tag[w] in VERBAL for w in range(*run)) else []
    return []


def sourced(parse: Parse, cue: Cue) -> list[Run]:
    """The clause that "according to" belongs to, or its whole sentence."""
    behind = cue.last + 1
    if behind < len(parse) and parse.tag[behind] in {"WDT", "WP"}:
        # "a report, according to which it rains"
        return [trim(parse, behind + 1, sentence(parse, cue.first, behind)[1])]
    top = _clause_of(parse, cue)
    phrase = _phrase(parse, cue)
    words = [
        w
        for w in parse.subtree(top, without=_later_clauses(parse, top, cue))
        if w not in phrase
    ]
    if not words:
        return []
    if cue.first and parse.text[cue.first - 1] == "," and words[-1] > cue.last:
        begin, _ = sentence(parse, cue.first, cue.last)
        before = trim(parse, begin, cue.first)
        if is_finite(parse, [before]) and not _is_subordinate(parse, *before):
            # "It rains, according to Roe, so we stay": the narrator draws the conclusion
            return [before]
    if words[0] > cue.last:
        words = _without_source(parse, words, max(phrase))
    return around(parse, words, cue.verb, phrase)


def _is_subordinate(parse: Parse, first: int, last: int) -> bool:
    return parse.tag[first] in {"IN", "WRB"} or any(
        parse.tag[w] in {"WDT", "WP"} for w in range(first, last)
    )


def _clause_of(parse: Parse, cue: Cue) -> int:
    """The verb of the clause that "according to" belongs to."""
    top = parse.head[cue.verb]
    while parse.dep[top] == "conj" and parse.head[top] < top < cue.verb:
        top = parse.head[top]  # "A fell and B rose, according to Roe" reports both
    for word in (top, *parse.above(top)):
        if parse.tag[word] in VERBAL and (
            parse.has(word, *_SUBJECTS) or parse.head[word] == word
        ):
            return word
    return top


def _without_source(parse: Parse, words: list[int], last: int) -> list[int]:
    """The words without "quoting the police" in "according to Roe,
    quoting the police, nobody was hurt"."""
    citing = {
        w
        for w in words
        if parse.tag[w] == "VBG" and parse.lemma[w] in {"quote", "cite"} and w - last < 3
    }
    inside = {s for c in citing for s in parse.subtree(c)}
    words = [w for w in words if w not in inside] or words
    return [w for w in words if parse.text[w] not in EDGE] or words


def _later_clauses(parse: Parse, top: int, cue: Cue) -> set[int]:
    """Coordinated clauses with a subject of their own on the other side of the cue:
    there the narrator goes on."""
    children = parse.children.get(top, ())
    return {
        c
        for c in children
        if parse.dep[c] == "conj" and parse.has(c, "nsubj") and top < cue.verb < c
    }


def _phrase(parse: Parse, cue: Cue) -> set[int]:
    """The words of "according to the head of the union, who ..."."""
    name = cue.speaker
    # "according to Roe the house was sold":
    # the parse takes the clause behind a name for a part of it.
    cut = (
        parse.text[name][0].isupper()
        and name + 1 < len(parse)
        and parse.tag[name + 1] in NEXT_CLAUSE
    )
    last = name if cut else parse.subtree(name)[-1]
    return set(range(cue.first, max(last, cue.last) + 1))
