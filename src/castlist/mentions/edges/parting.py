"""Entities in which names ran together, or ran into other words, in pieces that are names.

A piece that stands for itself elsewhere in the article is a name; what only this entity shows is
left as the model found it.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from castlist.english.countries import country_facts, part_countries
from castlist.english.gazetteer import given_name
from castlist.english.rules import listed, name_words, word_set, words_of
from castlist.mentions.by_words import is_party
from castlist.mentions.edges.trim import ends_office, first_line, without_titles
from castlist.nlp.parse import PROPER

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "KnownNames",
    "part_entity",
    "take_title",
    "without_verb",
    "written",
]

_OPENS = {"(", "[", "{"}
_JOINS = {",", "and", "&"}
_FIGURE = re.compile(
    r"\d[\d.,:]*[.,:\d]\d*%?"
)  # "14.02", "2,310", "25"; "5" may be part of a name
_SURE = word_set("sure_titles")
_TOKENS = 4  # of a person's name behind a title, where the model saw no person


class KnownNames:
    """What the model finds in an article: whole entities, persons, last words of persons' names."""

    def __init__(self, doc: "Doc") -> None:
        self.alone: set[str] = set()
        self.persons: set[str] = set()
        self.surnames: dict[str, set[str]] = {}
        for entity in doc.ents:
            text = entity.text.removeprefix("the ").removesuffix("’s").removesuffix("'s")
            self.alone.add(text)
            if entity.label_ == "PERSON":
                self.persons.add(text)
                given, _, last = text.rpartition(" ")
                self.surnames.setdefault(last, set()).update({given} - {""})

    def is_place_or_entity(self, tokens: list["Token"]) -> bool:
        """Whether the words are a country or its capital, or stand elsewhere by themselves."""
        text = written(tokens)
        return text in self.alone or bool(country_facts(text))

    def is_person(self, tokens: list["Token"]) -> bool:
        """Whether the words are a person's name elsewhere in the article, or its last word."""
        text = written(tokens)
        return text in self.persons or bool(self.surnames.get(text))

    def has_other_given_name(self, tokens: list["Token"]) -> bool:
        """Whether the last word is the surname of somebody whose given name is not in front of it.

        Crook, of "Hosting Crook", beside Tim Crook; a whole name counts as well.
        """
        given = self.surnames.get(tokens[-1].text, set())
        return bool(given - {written(tokens[:-1])}) or written(tokens[1:]) in self.persons


def written(tokens: list["Token"]) -> str:
    """The words as they stand in the text, without white space behind."""
    return "".join(token.text_with_ws for token in tokens).strip()


def part_entity(entity: "Span", known: KnownNames) -> Iterator[list["Token"]]:
    """The entity, cut where two names ran together or a name ran into what is none.

    "New People Party's Regina Ip", "Freedom Party (FP", "Yukon, Pauls", "Karin Ek 2,310",
    "Syria Mali World", ambassador to "Norvia Ada Lind".
    """
    tokens = first_line(entity)
    if entity.label_ == "PERSON":
        office, tokens = _part_office(tokens)
        yield from office
    if row := part_countries([token.text for token in tokens]):
        yield from (tokens[start:end] for start, end in row)
        return
    piece: list[Token] = []
    for place, token in enumerate(tokens):
        rest = tokens[place + 1 :]
        if _is_figure(token, entity, piece):
            break
        if piece and rest and _parts(token, piece, rest, known):
            yield piece
            piece = []
        else:
            piece.append(token)
    if piece:
        yield piece


def _part_office(tokens: list["Token"]) -> tuple[list[list["Token"]], list["Token"]]:
    """The name that ends an office, if there is one, and the person's name behind it."""
    rest = tokens[1:] if tokens and tokens[0].tag_ == "DT" else tokens
    if len(rest) < 3 or not ends_office(rest[0]):
        return [], tokens
    named = rest[0].lower_ not in word_set("departments")
    return [rest[:1]] * named, rest[1:]


def _is_member(token: "Token", piece: list["Token"], rest: list["Token"]) -> bool:
    """Whether a party's name ends here and that of its member begins: "Labour MP Dean Hale"."""
    named = rest[0].tag_ in PROPER and all(t.tag_ in PROPER for t in piece)
    return named and token.lower_ in word_set("members") and is_party(piece[-1].text)


def _is_figure(token: "Token", entity: "Span", piece: list["Token"]) -> bool:
    """Whether a person's name ends here, and figures of a table or an age begin."""
    return bool(piece) and entity.label_ == "PERSON" and bool(_FIGURE.fullmatch(token.text))


def _parts(
    token: "Token", piece: list["Token"], rest: list["Token"], known: KnownNames
) -> bool:
    """Whether one name ends before a word, and another one may begin behind it."""
    if token.text in _OPENS or _is_member(token, piece, rest):
        return True
    if token.tag_ == "POS":
        return _is_owner(token, piece, rest, known)
    if token.lower_ not in _JOINS:
        return False
    return (
        known.is_person(rest)
        or _shares_surname(token, piece, rest)
        or _is_next_in_row(token, rest)
    )


def _is_next_in_row(token: "Token", rest: list["Token"]) -> bool:
    """Whether a comma in an organisation's name parts it from another name: "National Archives,
    Ada Lind". Not if "and" comes, since "Law, Justice and Housing" is one; nor before "Inc".

    In half of names-worldwide the annotators have two names, or none, in 8 of 9 such places.
    """
    if token.text != "," or token.ent_type_ != "ORG":
        return False
    after = rest[-1].i + 1
    follows = token.doc[after].lower_ if after < len(token.doc) else ""
    words = {word.lower_.rstrip(".") for word in rest}
    goes_on = (words | {follows}) & {"and", "&"}
    return not goes_on and not words & words_of("company") and rest[0].tag_ in PROPER


def _shares_surname(token: "Token", piece: list["Token"], rest: list["Token"]) -> bool:
    """Whether a given name and a person's whole name are joined: "Bill and Hilda Colton"."""
    given = [piece[0].text, rest[0].text]
    couple = token.lower_ != "," and len(piece) == 1 and len(rest) == 2
    return couple and token.ent_type_ == "PERSON" and all(any(given_name(g)) for g in given)


def _is_owner(
    token: "Token", piece: list["Token"], rest: list["Token"], known: KnownNames
) -> bool:
    """Whether 's stands between two names: "Hong Kong's Regina Ip", not "Hawke's Bay"."""
    if token.ent_type_ == "PERSON":
        return True
    place = len(rest) == 1 and name_words().get(rest[0].lower_) == "place"
    return (
        rest[0].tag_ in PROPER
        and all(t.tag_ in PROPER for t in piece)
        and not place
        and known.is_place_or_entity(piece)
    )


def take_title(tokens: list["Token"], known: KnownNames) -> list["Token"]:
    """The person's name behind a title where the model saw no person: "Mr Justice Macallan".

    Nothing if no title is in front, or if what follows may be the rest of another name: "General
    Motors".
    """
    rest = without_titles(tokens)
    if not rest or len(rest) == len(tokens) or len(rest) > _TOKENS:
        return []
    sure = tokens[0].lower_.rstrip(".") in _SURE
    words = {token.lower_ for token in rest}
    named = all(t.tag_ in PROPER and t.text[0].isupper() for t in rest)
    other = words & (name_words().keys() | listed("things", "roles") | {"of", "and", "for"})
    return rest if named and not other and (sure or known.is_person(rest)) else []


def without_verb(tokens: list["Token"], known: KnownNames) -> list["Token"]:
    """The tokens without a verb in front of a known person's name: "Hosting" Crook, "Said" Xulu."""
    if len(tokens) < 2 or not known.has_other_given_name(tokens):
        return tokens
    first = tokens[0]
    begins = first.is_sent_start and first.lower_.endswith("ing")
    return tokens[1:] if begins or first.tag_.startswith("VB") else tokens
