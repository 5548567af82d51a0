"""Doc -> names: the model's entities, trimmed by stated rules,
then every place of every accepted name.

The same name is found and missed within one text by any statistical model, and typed by each place
for itself (spaCy issue 3952). So the first pass accepts names, the second looks for them
everywhere, and the whole article votes on the type of each.
"""

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from castlist.english.countries import is_demonym
from castlist.english.rules import is_season, names_nobody
from castlist.mentions.by_words import find_by_words, find_noun_acronyms, find_spelt_out
from castlist.mentions.edges.halves import NameSpan, join_halves
from castlist.mentions.edges.parting import (
    KnownNames,
    part_entity,
    take_title,
    without_verb,
    written,
)
from castlist.mentions.edges.trim import (
    MODIFIES,
    has_word,
    with_first_name,
    with_last_name,
    with_rest,
    with_whose,
    without_adjectives,
    without_preposition,
    without_small_end,
    without_titles,
)
from castlist.mentions.offices import is_noun, is_office, is_portfolio
from castlist.mentions.repeats import find_repeats, find_shouted
from castlist.mentions.scoring.candidates import accept_candidates
from castlist.mentions.scoring.evidence import Key, Place, group_places
from castlist.mentions.scoring.vote import weigh_types
from castlist.mentions.spellings import Run, find_degrees, find_givers, find_turned
from castlist.mentions.types import vote_types
from castlist.model import ActorType
from castlist.nlp.parse import Parse
from castlist.nlp.scores import EntityScores
from castlist.text import name_key

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "find_names",
    "held_words",
    "known_places",
    "locate_names",
]

# spaCy's entity labels (OntoNotes 5) that name an actor.
# Dates, numbers, money and languages name none.
TYPE_OF_LABEL: dict[str, ActorType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
    "PRODUCT": "thing",
    "WORK_OF_ART": "thing",
    "LAW": "thing",
    "EVENT": "other",
}


_LETTERS = 4  # of a word that can only be a country before a sum of money, if it has fewer

# Forms of writing that only persons' names have, so that no vote is needed.
_SURE = ("surname first", "a given name that shares the surname")


def find_names(
    doc: "Doc", parse: Parse, scores: EntityScores | None = None
) -> list[NameSpan]:
    """Every place where the article refers to an actor by name, in reading order;
    they do not overlap.

    With the recogniser's scores, learned weights find missed names and decide on types
    (castlist.mentions.scoring); without, most of the places of a name do.
    """
    degrees = find_degrees(doc, parse)
    found = _in_own_forms(parse, locate_names(doc, parse), degrees)
    held = held_words(doc) | degrees
    if scores is not None:
        found += _find_learned(doc, parse, scores, found, held)
    missed = _find_missed(parse, found, held)
    names = sorted(_without_offices(parse, [*found, *missed]), key=_reading_order)
    keys = [_key(parse, name) for name in names]
    places = [Place(name.start, name.end, name.type) for name in names]
    pairs = list(zip(names, keys, strict=True))
    if scores is None:
        types = vote_types(parse, places, keys)
        return join_halves(doc, [n._replace(type=types[key]) for n, key in pairs])
    votes = weigh_types(parse, scores, places, keys)
    typed = [
        n if n.how.startswith(_SURE) else n._replace(type=votes[key].type, vote=votes[key])
        for n, key in pairs
    ]
    return join_halves(doc, typed)


def _without_offices(parse: Parse, names: list[NameSpan]) -> Iterator[NameSpan]:
    """The names without offices, nouns that only have a capital, and the acronyms of both."""
    longer = {word for name in names for word in _main_words(parse, name)}
    acronyms = set(find_noun_acronyms(parse))
    for name in names:
        place = (name.start, name.end)
        if parse.written(*place) in acronyms:
            continue
        if _is_currency(parse, name) or _is_of_country(parse, name):
            continue
        if not is_portfolio(parse, *place) and not is_noun(parse, *place, longer):
            yield name


def _is_currency(parse: Parse, name: NameSpan) -> bool:
    """Whether a country's letters say of which money a sum is: the US of "US $15 million"; not
    Israel, which is given $3 billion."""
    sign = parse.text[name.end] if name.end < len(parse) else ""
    letters = parse.text[name.start]
    short = name.end == name.start + 1 and letters.isupper() and len(letters) < _LETTERS
    return short and len(sign) == 1 and _is_money(sign)


def _is_of_country(parse: Parse, name: NameSpan) -> bool:
    """Whether a country's adjective stands before a noun: "Kuwaiti women", "Chinese-built" mention
    nobody, whatever the model takes the word for there or elsewhere."""
    last = name.end - 1
    before = parse.tag[last].startswith("JJ") or parse.dep[last] in MODIFIES
    return before and is_demonym(parse.written(name.start, name.end))


def _main_words(parse: Parse, name: NameSpan) -> Iterator[str]:
    """The words by which alone a longer name may be called: the last, and that before "of"."""
    words = parse.text[name.start : name.end]
    if len(words) > 1:
        yield words[-1]
    if "of" in words[1:]:
        yield words[words.index("of", 1) - 1]


def _in_own_forms(parse: Parse, found: list[NameSpan], degrees: set[int]) -> list[NameSpan]:
    """The names without degrees, entries of lists as one name, and given names before "and"."""
    found = [n for n in found if n.start not in degrees]
    runs = [Run(n.start, n.end, n.type == "person") for n in found]
    turned = list(find_turned(parse, runs, degrees))
    inside = {word for start, end in turned for word in range(start, end)}
    found = [n for n in found if inside.isdisjoint(range(n.start, n.end))]
    taken = {word for n in found for word in range(n.start, n.end)} | inside
    how = f"{_SURE[0]}, as an entry of a list"
    found += [NameSpan(start, end, "person", how) for start, end in turned]
    for word, n in find_givers(parse, runs):
        if word not in taken:
            how = f"{_SURE[1]} “{parse.text[runs[n].end - 1]}”"
            found.append(NameSpan(word, word + 1, "person", how))
    return sorted(found, key=_reading_order)


def locate_names(doc: "Doc", parse: Parse) -> list[NameSpan]:
    """The names that the model found, trimmed, and those that rules see."""
    known = KnownNames(doc)
    found = _outermost(
        [
            n
            for entity in doc.ents
            for tokens in part_entity(entity, known)
            if (n := _accept(entity, tokens, known))
        ]
    )
    found = _whole(parse, _reread_capitals(parse, found))
    taken = {word for name in found for word in range(name.start, name.end)}
    for name in (NameSpan(*words) for words in find_by_words(parse)):
        if taken.isdisjoint(range(name.start, name.end)):
            found.append(name)
            taken.update(range(name.start, name.end))
    return found


def _whole(parse: Parse, found: list[NameSpan]) -> list[NameSpan]:
    """The names, with one in place of its pieces where letters in brackets say what is whole."""
    wholes = [NameSpan(*words) for words in find_spelt_out(parse)]
    longer = [n for n in found if not any(c.isdigit() for c in parse.text[n.start])]
    for whole in wholes:
        if not any(n.start <= whole.start and whole.end <= n.end for n in longer):
            apart = [n for n in found if n.end <= whole.start or whole.end <= n.start]
            found = sorted([*apart, whole], key=_reading_order)
    return found


def _find_learned(
    doc: "Doc", parse: Parse, scores: EntityScores, found: list[NameSpan], held: set[int]
) -> Iterator[NameSpan]:
    """The names that the model missed, by learned weights."""
    names, taken = known_places(doc, parse, found, held)
    for place, probability in accept_candidates(parse, scores, names, taken):
        how = f"capitals that are a name with a probability of {probability:.2f}"
        yield NameSpan(place.start, place.end, None, how)


def known_places(
    doc: "Doc", parse: Parse, found: list[NameSpan], held: set[int]
) -> tuple[dict[Key, list[Place]], set[int]]:
    """The places of the names that are known, and the words where no other can stand."""
    names = sorted([*found, *_find_missed(parse, found, held)], key=_reading_order)
    places = [Place(name.start, name.end, name.type) for name in names]
    taken = {word for name in names for word in range(name.start, name.end)}
    taken |= held
    return group_places(places, [_key(parse, name) for name in names]), taken


def held_words(doc: "Doc") -> set[int]:
    """The words that the model holds for something else (dates, numbers, money), and those of what
    is known to name nobody: the Emergency of a State of Emergency is no actor."""
    others = (e for e in doc.ents if e.label_ not in TYPE_OF_LABEL or _is_nobody(e))
    return {word for entity in others for word in range(entity.start, entity.end)}


def _is_nobody(entity: "Span") -> bool:
    return names_nobody(entity.text.removeprefix("the "))


def _reading_order(name: NameSpan) -> tuple[int, int]:
    return name.start, name.end


def _outermost(names: list[NameSpan]) -> list[NameSpan]:
    """The names without those that another has taken in at its beginning or end."""
    kept: list[NameSpan] = []
    for name in names:
        if kept and name.end <= kept[-1].end:
            continue
        while kept and name.start <= kept[-1].start:
            kept.pop()
        kept.append(name)
    return kept


def _reread_capitals(parse: Parse, found: list[NameSpan]) -> list[NameSpan]:
    """The names, those in a headline of capitals as the rest of the article has them."""
    places = find_shouted(parse, [(n.start, n.end, n.type == "person") for n in found])
    taken = {word for start, end in places for word in range(start, end)}
    how = "in capitals; the article has the name elsewhere"
    return [
        *(n for n in found if taken.isdisjoint(range(n.start, n.end))),
        *(NameSpan(start, end, None, how) for start, end in places),
    ]


def _accept(entity: "Span", tokens: list["Token"], known: KnownNames) -> NameSpan | None:
    """The entity, or a piece of it, as a name, trimmed; None if it names no actor."""
    kind = TYPE_OF_LABEL.get(entity.label_)
    if kind is None or _is_adjective(entity, kind):
        return None
    tokens = without_adjectives(with_first_name(tokens, kind))
    tokens = without_preposition(tokens)
    while tokens and (tokens[0].tag_ in {"DT", "PDT", "PRP$"} or not has_word(tokens[0])):
        tokens = tokens[1:]
    while tokens and (tokens[-1].tag_ == "POS" or not has_word(tokens[-1])):
        tokens = tokens[:-1]
    tokens = without_small_end(with_rest(with_whose(tokens, kind)), kind)
    tokens = with_last_name(tokens, kind)
    if kind == "person":
        tokens = without_verb(without_titles(tokens), known)
    elif person := take_title(tokens, known):
        kind = "person"
        tokens = person
    elif len(tokens) > 1 and not without_titles(tokens):
        return None  # "Sub-Inspector", "First Lady"
    if names_nobody(written(tokens)) or _is_season(tokens):
        return None
    if _is_amount(tokens) or (
        kind != "person" and is_office([token.lower_ for token in tokens])
    ):
        return None
    if not any(
        c.isupper() or (c.isalpha() and not c.islower())
        for token in tokens
        for c in token.text
    ):
        return None
    return NameSpan(
        tokens[0].i, tokens[-1].i + 1, kind, f"found by the model as {entity.label_}"
    )


def _is_season(tokens: list["Token"]) -> bool:
    """Whether a time of the year was taken for a name: "every Spring"."""
    alone = len(tokens) == 1 and tokens[0].i > 0
    return alone and is_season(tokens[0].nbor(-1).lower_, tokens[0].lower_)


def _is_amount(tokens: list["Token"]) -> bool:
    """Whether a sum of money was taken for a name: "NT$10,000"."""
    text = "".join(token.text for token in tokens)
    return any(map(_is_money, text)) and any(c.isdigit() for c in text)


def _is_money(character: str) -> bool:
    """Whether a character is the sign of a currency."""
    return unicodedata.category(character) == "Sc"


def _is_adjective(entity: "Span", kind: ActorType) -> bool:
    """Whether a name is used as an adjective:
    "the Russian leader", "pro-Beijing parties" mention no actor."""
    root = entity.root
    if kind == "people":
        return root.tag_.startswith("JJ") or root.dep_ in MODIFIES
    return root.tag_ == "JJ" and root.dep_ in MODIFIES


def _find_missed(parse: Parse, found: list[NameSpan], held: set[int]) -> Iterator[NameSpan]:
    """Every further place of an accepted name."""
    how = "the model missed the name here, but found it elsewhere"
    for start, end in find_repeats(parse, found, held):
        yield NameSpan(start, end, None, how)


def _key(parse: Parse, name: NameSpan) -> tuple[str, ...]:
    return name_key(parse.written(name.start, name.end))
