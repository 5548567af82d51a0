"""Parse + names -> descriptions and pronouns:
noun phrases without a name, and words that stand for an actor.

A noun that news uses for people, organisations and places (rules/roles.txt) makes a description; so
does any noun that the sentence itself equates with a name. All other nouns are kept as candidates
only: "it" may mean them.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from castlist.english.rules import Noun, pronouns, roles, word_set
from castlist.mentions.names import NameSpan
from castlist.mentions.scoring.vote import TypeVote
from castlist.model import ActorType, Kind
from castlist.nlp.parse import NOUNS, PROPER, Parse

__all__ = ["PRONOUNS", "Found", "find_phrases", "is_second"]

PRONOUNS = pronouns()
_INSIDE = {"compound", "amod", "nmod", "npadvmod", "nummod", "det"}
_SEEMS = word_set("impersonal")
_COUNTS = word_set("group_counts")
_SAYS_IT = word_set("said_it")
_OFFICES = word_set("offices")
_HONORIFICS = word_set("honorifics")
_ROYAL = word_set("royal")
_AGENTS = ("ist", "ian", "eur")
_LONGEST = 9  # words of a phrase behind its noun; a longer one is no help to a reader


class Found(NamedTuple):
    """A run of tokens that may refer to an actor;
    `listed` is False for what is only a candidate for "it"."""

    start: int
    end: int
    head: int
    kind: Kind
    type: ActorType
    how: str
    listed: bool = True
    vote: TypeVote | None = None


def find_phrases(parse: Parse, names: list[NameSpan]) -> Iterator[Found]:
    """Every description, pronoun and candidate, in the order of their head words."""
    taken = {word: name for name in names for word in range(name.start, name.end)}
    for word, tag in enumerate(parse.tag):
        if word in taken:
            continue
        if tag in {"PRP", "PRP$"}:
            if parse.lower[word] in PRONOUNS and not (
                _is_expletive(parse, word) or _is_honorific(parse, word)
            ):
                yield Found(word, word + 1, word, "pronoun", "other", "a pronoun")
        elif tag in NOUNS or _is_age(parse, word):
            yield from _phrase(parse, word, taken)


def _is_honorific(parse: Parse, word: int) -> bool:
    """Whether a pronoun is part of a form of address: "His Royal Highness the Crown Prince" is
    mentioned once, and "his" is nobody else's."""
    behind = parse.skip(word + 1, _ROYAL)
    return (
        behind < len(parse)
        and parse.lower[behind] in _HONORIFICS
        and parse.text[behind][0].isupper()
    )


def is_second(phrase: Found, parse: Parse) -> bool:
    """Whether a pronoun is "you" or "your"."""
    return phrase.kind == "pronoun" and PRONOUNS[parse.lower[phrase.head]][0] == 2


def _phrase(parse: Parse, head: int, taken: dict[int, NameSpan]) -> Iterator[Found]:
    if parse.dep[head] in _INSIDE:
        return
    noun = roles().get(parse.lemma[head].lower()) or roles().get(parse.lower[head])
    if _is_age(parse, head):
        noun = Noun("person", "", "old")
    equated = taken.get(_equal_word(parse, head))
    kind_of = noun.type if noun else "other"
    if not noun and equated and equated.type == "person" and _is_agent(parse, head):
        kind_of = "person"
    if (
        _is_in_office(parse, head)
        or _is_title(parse, head, taken)
        or (parse.tag[head] in PROPER and not noun)
    ):
        return
    start, end = _span(parse, head)
    if not any(c.isalpha() for word in parse.text[start:end] for c in word):
        return  # "2,310 51.4%" describes nobody
    if any(
        word in taken and parse.head[word] == head and taken[word].type == "person"
        for word in range(head, end)
    ):
        return  # "director Ana Li" with the noun as head: the name is the mention
    listed = bool(noun) or kind_of == "person" or _is_beside_name(parse, head, equated)
    kind: Kind = (
        "group"
        if noun and parse.tag[head] == "NNS" and _is_counted(parse, head)
        else "description"
    )
    yield Found(start, end, head, kind, kind_of, "a noun phrase", listed)


def _is_counted(parse: Parse, head: int) -> bool:
    """Whether the phrase says how many it means: "the two leaders", "both companies"."""
    return any(c < head and parse.lower[c] in _COUNTS for c in parse.children[head])


def _equal_word(parse: Parse, head: int) -> int:
    """The word that a noun in apposition or behind "is" is the same as; -1 if there is none."""
    if parse.dep[head] == "appos":
        return parse.head[head]
    if parse.dep[head] == "attr":
        return parse.child(parse.head[head], "nsubj")
    return -1


def _is_beside_name(parse: Parse, head: int, equated: NameSpan | None) -> bool:
    """Whether the noun is an apposition to the name of a person or an organisation."""
    named = equated is not None and equated.type in {"person", "organisation"}
    return named and parse.dep[head] == "appos"


def _is_agent(parse: Parse, head: int) -> bool:
    """Whether the noun is formed as those for people are: a linguist, a restaurateur."""
    return parse.tag[head] == "NN" and parse.lemma[head].endswith(_AGENTS)


def _is_in_office(parse: Parse, head: int) -> bool:
    """Whether an office is meant and not who holds it: "the attorney's office"."""
    return parse.dep[head] == "poss" and parse.lower[parse.head[head]] in _OFFICES


def _span(parse: Parse, head: int) -> tuple[int, int]:
    """The phrase round a noun: its determiners and modifiers in front,
    "of" and "from" phrases behind."""
    start = end = head
    for child in parse.children[head]:
        if child < head and parse.dep[child] not in {
            "punct",
            "cc",
            "preconj",
            "relcl",
            "mark",
            "advcl",
        }:
            start = min(start, _edge(parse, child, min))
        elif (
            child > head
            and parse.dep[child] == "prep"
            and parse.lower[child] in {"of", "from", "for"}
        ):
            last = _edge(parse, child, max)
            if child == end + 1 and last - head <= _LONGEST:
                end = last
    while start < head and not parse.text[start][0].isalnum():
        start += 1
    while end > head and not parse.text[end][-1].isalnum():
        end -= 1
    while any("\n" in parse.text[word] for word in range(start, head)):
        start += 1
    while any("\n" in parse.text[word] for word in range(head, end + 1)):
        end -= 1
    return start, end + 1


def _edge(parse: Parse, word: int, side: Callable[..., int]) -> int:
    edge = word
    waiting = [word]
    while waiting:
        children = parse.children[waiting.pop()]
        edge = side(edge, *children) if children else edge
        waiting += children
    return edge


def _is_title(parse: Parse, word: int, taken: dict[int, NameSpan]) -> bool:
    """Whether the noun stands in front of a person's name:
    "spokesman Dmitry Peskov" is one mention, by name."""
    name = taken.get(word + 1)
    return (
        name is not None
        and name.start == word + 1
        and name.type == "person"
        and name.end > word + 1
    )


def _is_age(parse: Parse, word: int) -> bool:
    """Whether "the 53-year-old" ends here, with no noun behind it."""
    if parse.lower[word] != "old" and not parse.lower[word].endswith("-year-old"):
        return False
    dash = word >= 3 and parse.lower[word - 2] in {"year", "years"}
    last = word + 1 == len(parse.text) or parse.tag[word + 1] not in NOUNS | {"JJ"}
    return (
        last
        and (dash or parse.lower[word] != "old")
        and parse.dep[word] not in {"acomp", "amod", "attr"}
    )


def _is_expletive(parse: Parse, word: int) -> bool:
    """Whether "it" means nothing: "it is clear that", "it seems", "it was Erdogan who"."""
    if parse.lower[word] != "it" or parse.dep[word] not in {
        "nsubj",
        "nsubjpass",
        "expl",
        "dobj",
    }:
        return False
    verb = parse.head[word]
    lemma = parse.lemma[verb]
    after = [c for c in parse.children[verb] if c > verb]
    if (
        lemma in _SEEMS
        or parse.dep[word] == "expl"
        or (parse.dep[word] == "dobj" and lemma in _SAYS_IT)
    ):
        return True
    if lemma == "be":
        said = [c for c in after if parse.dep[c] in {"acomp", "attr", "oprd"}]
        clauses = [c for c in after if parse.dep[c] in {"ccomp", "xcomp", "advcl", "csubj"}]
        late = {"ccomp", "xcomp", "relcl", "acl"}
        clauses += [
            c for s in said for c in parse.children[s] if c > s and parse.dep[c] in late
        ]
        timely = any(
            parse.lower[s] in {"time", "o'clock", "late", "early", "cold", "hot"}
            for s in said
        )
        return timely or bool(said and clauses)
    return parse.dep[word] == "nsubjpass" and any(
        parse.dep[c] in {"ccomp", "xcomp"} for c in after
    )
