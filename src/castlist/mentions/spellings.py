"""Names in forms of their own: "Keller, Jonas", "Bill and Hilda Colton", "born Judith Keating".

Each is a fixed way of writing that says by itself what belongs together.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from castlist.english.gazetteer import given_name, is_family_name
from castlist.english.rules import listed, word_set
from castlist.nlp.parse import PROPER, Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from castlist.mentions.edges.halves import NameSpan

__all__ = [
    "Run",
    "find_bracketed",
    "find_degrees",
    "find_families",
    "find_givers",
    "find_other_names",
    "find_turned",
    "is_before_who",
]

_BEFORE_ENTRY = {":", ";", "(", "•", "-", "–", "*"}
_BEHIND_ENTRY = {"(", ")", ";", ":", "."}
_OPENS = {",", "(", "–", "—", "-"}
_QUOTES = {'"', "“", "”", "'", "‘", "’", "``", "''"}
_FORMER = word_set("former_names")
_ONE_NAME = word_set("maiden_names")
_AS = {"as", "called"}
_ALIAS = {"alias", "aka", "a.k.a."}
_CALLED = word_set("called")
_HOW_KNOWN = word_set("how_known")
_WHO_IS = {"who", "which", "is", "was"}
_BEFORE_NAME = {"as", "by", "the", "name", "moniker", "nickname", *_QUOTES}
_SMALL = {"CC", "IN", "TO", "RB", "WP", "WDT", "VBD", "VBZ", "VBP", "MD"}


class Run(NamedTuple):
    """A name's words, and whether it is a person's."""

    start: int
    end: int
    person: bool


def find_degrees(doc: "Doc", parse: Parse) -> set[int]:
    """The words of degrees and honours behind a person's name: "Ann Lee, M.S., R.D."."""
    found: set[int] = set()
    for word in range(2, len(parse)):
        if parse.text[word - 1] != "," or not _is_degree(parse.text[word]):
            continue
        if doc[word - 2].ent_type_ == "PERSON" or word - 2 in found:
            found.add(word)
    return found


def _is_degree(text: str) -> bool:
    return text.replace(".", "") in listed("degrees")


def find_turned(
    parse: Parse, runs: Sequence[Run], held: Set[int]
) -> Iterator[tuple[int, int]]:
    """Entries of a list with the surname in front, of whom the article knows more: "Keller, Jonas".

    The article has "Jonas Keller", or Keller is a person's surname there and Jonas a given name.
    """
    commas = [w for w, text in enumerate(parse.text) if text == "," and _is_entry(parse, w)]
    if not commas:
        return
    entries = {w + k for w in commas for k in (-1, 1)}
    whole = {tuple(parse.text[w : w + 2]) for w in range(len(parse) - 1)}
    lone = {
        parse.text[r.end - 1]
        for r in runs
        if r.person and entries.isdisjoint(range(r.start, r.end))
    }
    for comma in commas:
        last = parse.text[comma - 1]
        first = parse.text[comma + 1]
        known = (first, last) in whole or (last in lone and any(given_name(first)))
        if known and held.isdisjoint(range(comma - 1, comma + 2)):
            yield comma - 1, _entry_end(parse, comma)


def _is_entry(parse: Parse, comma: int) -> bool:
    """Whether a comma stands between two words in capitals that are a line's or a list's entry."""
    if comma == 0 or comma + 1 >= len(parse):
        return False
    begins = comma == 1 or "\n" in parse.text[comma - 2]
    starts = begins or parse.text[comma - 2] in _BEFORE_ENTRY
    words = (parse.text[comma - 1], parse.text[comma + 1])
    if not starts or not all(word.istitle() and word.isalpha() for word in words):
        return False
    end = _entry_end(parse, comma)
    behind = parse.text[end] if end < len(parse) else "\n"
    return "\n" in behind or behind in _BEHIND_ENTRY or behind[0].isdigit()


def _entry_end(parse: Parse, comma: int) -> int:
    """Behind the given names of an entry, "Jonas P."."""
    end = comma + 2
    while end < len(parse) and parse.text[end].rstrip(".").isalpha():
        if not parse.text[end][0].isupper() or end > comma + 2:
            break
        end += 1
    return end


def find_givers(parse: Parse, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """A given name before "and" with the index of the name whose surname it shares.

    "Bill and Hilda Colton", not "Jackson and Bill Clinton": Jackson stands alone elsewhere.
    """
    surnames = {parse.text[r.end - 1] for r in runs if r.end > r.start + 1}
    for n, run in enumerate(runs):
        word = run.start - 2
        both = (
            run.person
            and run.end == run.start + 2
            and any(given_name(parse.text[run.start]))
        )
        if word < 0 or not both or parse.lower[run.start - 1] not in {"and", "&"}:
            continue
        text = parse.text[word]
        beside = (
            word > 0 and parse.tag[word - 1] in PROPER and parse.text[word - 1][0].isupper()
        )
        fits = text.istitle() and text.isalpha() and text not in surnames and not beside
        if (
            fits
            and any(given_name(text))
            and _goes_on(parse, word, parse.text[run.end - 1])
        ):
            yield word, n


def _goes_on(parse: Parse, word: int, surname: str) -> bool:
    """Whether a given name stands with the surname elsewhere, or nowhere else at all."""
    others = [
        w for w, text in enumerate(parse.text) if text == parse.text[word] and w != word
    ]
    follows = [parse.text[w + 1] for w in others if w + 1 < len(parse)]
    return not others or surname in follows


def find_other_names(parse: Parse, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Pairs of names of one bearer: "Judith Barlow, born Judith Keating", "(née Keating)"; "Widodo,
    who is better known as Jokowi".

    In half of names-worldwide "known as" and its like stand between two such names in 30 places of
    28 articles; but for a people and a country, which actors leave out, both are one bearer's.
    """
    at = {run.start: n for n, run in enumerate(runs)}
    for n, run in enumerate(runs):
        behind = parse.skip(run.end, _OPENS)
        other = at.get(_after_former(parse, behind), -1) if run.person else -1
        if other >= 0:
            one = parse.lower[behind] in _ONE_NAME
            if one or (runs[other].person and runs[other].end > runs[other].start + 1):
                yield n, other
            continue
        known = _after_known(parse, behind, behind > run.end, _is_governed(parse, run))
        other = at.get(known, -1)
        if other >= 0 and _stands_alone(parse, runs[other]):
            yield n, other


def _after_former(parse: Parse, word: int) -> int:
    """Behind "born", "formerly known as" and their like; -1 if this word does not begin them."""
    if word >= len(parse) or parse.lower[word] not in _FORMER:
        return -1
    known = parse.skip(word + 1, {"known"})
    return known + (known < len(parse) and parse.lower[known] in _AS)


def _is_governed(parse: Parse, run: Run) -> bool:
    """Whether a preposition stands before a name, so that a longer phrase may be meant."""
    before = run.start - 1
    before -= before >= 0 and parse.lower[before] == "the"
    return before >= 0 and parse.tag[before] == "IN"


def _after_known(parse: Parse, word: int, opened: bool, governed: bool) -> int:
    """Behind "alias" and, where a mark has opened an apposition, "also known as" and their like; -1
    if this word does not begin them. A desert "southeast of Antioch, known as the Syrian Thebaid"
    is no Antioch."""
    verb = parse.skip(parse.skip(word, _WHO_IS), _HOW_KNOWN) if opened else word
    if verb >= len(parse):
        return -1
    called = opened and parse.lower[verb] in _CALLED and not (governed and verb == word)
    if not called and parse.lower[verb] not in _ALIAS:
        return -1
    return parse.skip(verb + 1, _BEFORE_NAME)


def _stands_alone(parse: Parse, run: Run) -> bool:
    """Whether a name is followed by a mark or a small word: not "known as China's answer"."""
    if run.end >= len(parse):
        return True
    text = parse.text[run.end]
    is_mark = not text[0].isalnum() and not text.endswith("s")
    return is_mark or parse.tag[run.end] in _SMALL


def find_bracketed(parse: Parse, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """A name, and the one that stands alone in brackets behind it: "World Economic Forum (WEF)"."""
    at = {run.start: n for n, run in enumerate(runs)}
    for n, run in enumerate(runs):
        if run.end >= len(parse) or parse.text[run.end] != "(":
            continue
        word = run.end + 1
        while word < len(parse) and (
            parse.text[word] in _QUOTES or parse.lower[word] == "the"
        ):
            word += 1
        other = at.get(word, -1)
        if other < 0:
            continue
        behind = runs[other].end
        behind += behind < len(parse) and parse.text[behind] in _QUOTES
        if behind < len(parse) and parse.text[behind] in {")", ",", ";"}:
            yield n, other


def is_before_who(parse: Parse, end: int) -> bool:
    """Whether "who" follows a name, a comma between: "Washington, who took office"."""
    place = end + (end < len(parse) and parse.text[end] == ",")
    return place < len(parse) and parse.lower[place] in {"who", "whose"}


def find_families(parse: Parse, names: Sequence["NameSpan"]) -> set[int]:
    """The indices of names that are a family's: "the Coltons", beside Bill and Hilda Colton."""
    bearers: dict[str, set[str]] = defaultdict(set)
    runs = [Run(n.start, n.end, n.type == "person") for n in names]
    for run in runs:
        if run.person and run.end > run.start + 1:
            bearers[parse.text[run.end - 1]].add(parse.text[run.start])
    for word, n in find_givers(parse, runs):
        bearers[parse.text[runs[n].end - 1]].add(parse.text[word])
    surnames = {s for s, given in bearers.items() if len(given) > 1 and is_family_name(s)}
    families = {
        f"{s}es" if s.endswith(("s", "x", "z", "ch", "sh")) else f"{s}s" for s in surnames
    }
    return {
        k
        for k, n in enumerate(names)
        if n.end == n.start + 1
        and n.start
        and parse.lower[n.start - 1] == "the"
        and parse.text[n.start] in families - surnames
    }
