"""Names that a model parted in two: "César Adriám" and "Delgado Correa"."""

from typing import TYPE_CHECKING, NamedTuple

from castlist.english.countries import country_facts
from castlist.english.gazetteer import is_known_place
from castlist.english.rules import name_words, word_set
from castlist.mentions.edges.parting import written
from castlist.mentions.edges.trim import ends_office
from castlist.mentions.scoring.vote import TypeVote
from castlist.model import ActorType
from castlist.nlp.quotation import MARKS

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["NameSpan", "join_halves"]

_ALIKE = ("organisation", "place", "person")


class NameSpan(NamedTuple):
    """A run of tokens that names something, its type there (None:
    found by its words), and how it was found."""

    start: int
    end: int
    type: ActorType | None
    how: str
    vote: TypeVote | None = None  # how sure its type is, where weights decided


def join_halves(doc: "Doc", names: list[NameSpan]) -> list[NameSpan]:
    """The names, two with nothing but a space, or a small word of another language, between them
    as one: "Jamiat e Ulama" and "Islam".

    In half of names-worldwide the annotators have one name in all 23 such places of two persons
    that they decide, in 15 of 19 of a person and a place or an organisation, 34 of 41 of these two
    or of two alike, and 6 of 7 of a place that no list has and a person; with a small word between
    them in 14 of 14, in ten articles.
    """
    joined: list[NameSpan] = []
    for name in _with_nicknames(doc, names):
        last = joined[-1] if joined else None
        parted = last is not None and _are_parted(doc, last, name)
        if last and (parted or _are_halves(doc, last, name)):
            how = f"{last.how}, and its other half"
            kind = _first_type(last, name) if parted else _type_of_both(doc, last, name)
            joined[-1] = _as_one(last, name, kind, how)
        else:
            joined.append(name)
    return joined


def _as_one(one: NameSpan, other: NameSpan, kind: ActorType | None, how: str) -> NameSpan:
    """A name from the beginning of one to the end of the other, as sure to be of its type as the
    half that has it."""
    vote = next((n.vote for n in (one, other) if n.type == kind), None)
    return NameSpan(one.start, other.end, kind, how, vote)


def _with_nicknames(doc: "Doc", names: list[NameSpan]) -> list[NameSpan]:
    """The names, those on either side of a person's nickname in marks as one: Joaquín “El Chapo”
    Guzmán.

    In half of names-worldwide the annotators have one name in all nine such places.
    """
    at = {word: name for name in names for word in range(name.start, name.end)}
    joined: list[NameSpan] = []
    for name in names:
        if joined and name.end <= joined[-1].end:
            continue  # the nickname, or the surname behind it
        inside = range(name.start + 1, name.end + 1)
        surname = next((w for m in inside if (w := _behind_nickname(doc, m)) > 0), -1)
        last = at.get(surname)
        if last and "person" in {name.type, last.type}:
            name = _as_one(name, last, "person", f"{name.how}, with a nickname in marks")
        joined.append(name)
    return joined


def _behind_nickname(doc: "Doc", opening: int) -> int:
    """The word behind the marks that open here, in the middle of a line, round one to three words
    with a capital; -1 if none do."""
    if opening >= len(doc) or doc[opening].text not in MARKS:
        return -1
    if doc[opening - 1].whitespace_ != " ":
        return -1
    for closing in range(opening + 2, min(opening + 5, len(doc) - 1)):
        if doc[closing].text in MARKS:
            capitals = all(doc[w].text[0].isupper() for w in range(opening + 1, closing))
            return closing + 1 if capitals and doc[closing].whitespace_ == " " else -1
    return -1


def _are_halves(doc: "Doc", one: NameSpan, other: NameSpan) -> bool:
    before = doc[one.end - 1]
    touching = one.end == other.start and before.whitespace_ == " "
    whole = before.tag_ != "POS" and before.text[-1].isalnum()
    if not (touching and whole) or ends_office(doc[one.start]):
        return False
    if one.type == other.type:
        row = one.type == "place" and _is_listed(doc, one) and _is_listed(doc, other)
        return one.type in _ALIKE and not row
    if other.type == "person":
        return one.type == "place" and not _is_listed(doc, one)
    if one.type == "person":
        return other.type in {"organisation", "place"}
    return (one.type, other.type) == ("organisation", "place")


def _are_parted(doc: "Doc", one: NameSpan, other: NameSpan) -> bool:
    """Whether only a small word of another language stands between, as in a name; of two persons
    with two words or more each it says "and"."""
    if one.end + 1 != other.start:
        return False
    persons = one.type == other.type == "person"
    whole = min(one.end - one.start, other.end - other.start) > 1
    return doc[one.end].text in word_set("joining_particles") and not (persons and whole)


def _first_type(one: NameSpan, other: NameSpan) -> ActorType | None:
    """The first half's, unless that was taken for a person: Empresa de Acueducto."""
    return other.type if one.type == "person" else one.type


def _is_listed(doc: "Doc", name: NameSpan) -> bool:
    """Whether lists have a place, or the country that it ends in: the Republic of Norvia."""
    return is_known_place(_written(doc, name)) or is_known_place(doc[name.end - 1].text)


def _type_of_both(doc: "Doc", one: NameSpan, other: NameSpan) -> ActorType | None:
    """A person's, unless the last word says what is named, or a country; a place of an
    organisation is part of its name."""
    if one.type == other.type:
        return one.type
    if "person" not in {one.type, other.type}:
        return "organisation"
    if country_facts(_written(doc, other)):
        return "organisation"
    return name_words().get(doc[other.end - 1].lower_, "person")


def _written(doc: "Doc", name: NameSpan) -> str:
    return written([doc[word] for word in range(name.start, name.end)])
