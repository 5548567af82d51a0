"""The words of an entity without what is no part of the name: titles, adjectives, lines below."""

import re
from collections import defaultdict
from functools import cache
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from castlist.english.countries import country_facts, part_countries
from castlist.english.gazetteer import given_name
from castlist.english.rules import (
    listed,
    name_words,
    read_rules,
    roles,
    single_titles,
    word_set,
)
from castlist.model import ActorType
from castlist.nlp.parse import PROPER

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "ends_office",
    "first_line",
    "has_word",
    "title_ends",
    "with_first_name",
    "with_last_name",
    "with_rest",
    "with_whose",
    "without_adjectives",
    "without_preposition",
    "without_small_end",
    "without_titles",
]

MODIFIES = {"amod", "compound", "nmod"}
_LEADS = {"of", "for", "to", "at"}
_OFFICE = 7  # words before a name in which an office stands: "leader of the ... and ..."
_LONGEST = 5  # words of whose it is, "of" among them


def first_line(entity: "Span") -> list["Token"]:
    """The tokens up to a line end or a link: no name runs from one paragraph into the next, and
    the address at the end of a post is none."""
    tokens: list[Token] = []
    for token in entity:
        if (token.is_space and "\n" in token.text) or "://" in token.text:
            break
        tokens.append(token)
    return tokens


def without_adjectives(tokens: list["Token"]) -> list["Token"]:
    """The tokens without adjectives in front that begin in lower case, or a sentence:
    "pro-Beijing New People Party", "Pro-Beijing DAB"."""
    if len(tokens) > 3 and tokens[0].lower_ in {"pro", "anti"} and tokens[1].text == "-":
        return tokens[3:]
    if tokens and tokens[0].is_lower:
        return list(dropwhile(lambda token: token.tag_.startswith("JJ"), tokens))
    return tokens


def with_first_name(tokens: list["Token"], kind: ActorType) -> list["Token"]:
    """The tokens with a proper noun before them that the model left out: "Valeska" Paris."""
    if (
        kind not in {"person", "place"}
        or not tokens
        or tokens[0].i == 0
        or tokens[0].tag_ not in PROPER
    ):
        return tokens
    before = tokens[0].nbor(-1)
    apart = not before.ent_type_ or (
        before.ent_iob_ == "B" and before.ent_type_ == tokens[0].ent_type_
    )
    joins = (
        apart
        and before.tag_ == "NNP"
        and before.dep_ == "compound"
        and before.head in tokens
    )
    given = kind == "person" and not before.ent_type_ and any(given_name(before.text))
    joins = joins or (given and before.tag_ in PROPER)
    row = part_countries([before.text, *(token.text for token in tokens)])
    known = (
        bool(row)
        or (before.lower_,) in title_ends()
        or before.lower_ in listed("roles", "things", "name_words")
        or not before.text.istitle()
        or ends_office(before)
        or " ".join(token.text for token in tokens) in listed("organisations")
    )
    if known or not joins:
        return tokens
    return with_first_name([before, *tokens], kind) if given else [before, *tokens]


def ends_office(token: "Token") -> bool:
    """Whether a word ends an office that a person's name follows: "ambassador to Norvia",
    "leader of the UFA", "Secretary for Health"."""
    place = bool(country_facts(token.text))
    acronym = token.text.isalpha() and token.text.isupper() and len(token) > 1
    if not (place or acronym or token.lower_ in word_set("departments")):
        return False
    before = [token.doc[word] for word in range(max(0, token.i - _OFFICE), token.i)]
    of = [n for n, word in enumerate(before) if word.lower_ in _LEADS]
    if not of or of[-1] == 0:
        return False
    between = before[of[-1] + 1 :]
    noun = roles().get(before[of[-1] - 1].lower_)
    office = noun is not None and noun.type == "person" and noun.sense != "kin"
    return office and all(w.lower_ in {"the", "and"} or w.tag_ in PROPER for w in between)


def with_whose(tokens: list["Token"], kind: ActorType) -> list["Token"]:
    """The tokens with whose it is, where the model stopped at or before "of": "Bay of" Bengal,
    "Communist Party" of Cuba; without an "of" behind which no name follows.

    Before "of" only behind a word that says what is named. In half of names-worldwide the
    annotators have the longer name in 14 of 16 such places, in 11 articles.
    """
    if not tokens or kind == "person":
        return tokens
    cut = tokens[-1].lower_ == "of"
    rest = tokens[:-1] if cut else tokens
    if not rest or not (cut or name_words().get(rest[-1].lower_)):
        return rest
    last = rest[-1]
    after = _words_behind(last)
    if not after or after[0].lower_ != "of":
        return rest
    whose = list(takewhile(lambda token: token.tag_ in PROPER, after[1:]))
    return [*rest, after[0], *whose] if whose else rest


def _words_behind(token: "Token") -> list["Token"]:
    """The next words, as many as whose it is may have."""
    end = min(token.i + 1 + _LONGEST, len(token.doc))
    return [token.doc[word] for word in range(token.i + 1, end)]


def with_rest(tokens: list["Token"]) -> list["Token"]:
    """The tokens without a particle at their end, or with what it leads to: San Cristóbal "de" las
    Casas."""
    particle = tokens and tokens[-1].text in word_set("name_particles")
    if not particle or len(tokens) < 2 or not has_word(tokens[-2]):
        return tokens  # Hau Lung-bin
    last = tokens[-1]
    after = _words_behind(last)
    small = list(takewhile(lambda t: t.lower_ in word_set("name_particles"), after))
    rest = list(
        takewhile(lambda t: t.tag_ in PROPER and t.text.istitle(), after[len(small) :])
    )
    if rest and not _ends_before(tokens):
        return [*tokens, *small, *rest]
    left = tokens[:-1]
    while left and not has_word(left[-1]):
        left = left[:-1]
    return with_rest(left)


def _ends_before(tokens: list["Token"]) -> bool:
    """Whether a name ends before the small word behind it: "Quarry Road and", "Ada Lind - the"."""
    place = name_words().get(tokens[-2].lower_) == "place"
    return tokens[-1].text == "the" or (tokens[-1].text == "and" and place)


def with_last_name(tokens: list["Token"], kind: ActorType) -> list["Token"]:
    """The tokens of a person with the proper nouns behind them that the parse has for the head of
    the name, and the model left out: Min Aung "Hlaing"; not "Shin Bet Chief".

    In half of names-worldwide the annotators have the longer name in all seven places, in six
    articles.
    """
    if kind != "person" or len(tokens) < 2 or tokens[-1].lower_ in name_words():
        return tokens
    if not all(token.text[0].isupper() for token in tokens):
        return tokens
    found = list(tokens)
    for behind in _words_behind(tokens[-1]):
        last = found[-1]
        inside = last.dep_ == "compound" and last.head.i >= behind.i
        if not (inside and last.whitespace_ == " " and _may_be_surname(behind)):
            break
        found.append(behind)
    return tokens if found[-1].dep_ == "compound" else found


def _may_be_surname(token: "Token") -> bool:
    proper = token.tag_ in PROPER and token.text.istitle() and token.is_alpha
    known = (roles(), name_words(), single_titles())
    return proper and len(token) > 1 and not any(token.lower_ in words for words in known)


def without_preposition(tokens: list["Token"]) -> list["Token"]:
    """The tokens without the preposition that begins their sentence, "Near Bangor", or that is
    written small, "between Z Wallet"; nor a word with the dashes behind it, "neighbours-- Roe"."""
    if len(tokens) < 2 or tokens[1].tag_ not in PROPER:
        return tokens
    first = tokens[0]
    begins = first.is_sent_start and first.lower_ in word_set("where")
    small = first.is_lower and (first.tag_ == "IN" or first.text.endswith("--"))
    return tokens[1:] if begins or small else tokens


def without_small_end(tokens: list["Token"], kind: ActorType) -> list["Token"]:
    """The name of an organisation or a place without words in lower case at its end, and figures
    before them: "Hezbollah militia", "Kingdom came"; but for what ends names: "Yunnan province"."""
    if kind not in {"organisation", "place"} or not tokens[1:]:
        return tokens
    kept = list(tokens)
    while len(kept) > 1 and (kept[-1].is_lower or _is_decimal(kept[-1])):
        kept.pop()
    cut = tokens[len(kept) :]
    small = any(token.is_lower for token in cut)
    if not small or cut[-1].lower_ in word_set("small_ends") or not has_word(kept[-1]):
        return tokens
    return kept


def _is_decimal(token: "Token") -> bool:
    return token.text[0].isdigit() and not token.text.isalnum()


def has_word(token: "Token") -> bool:
    """Whether a token has a letter or a digit."""
    return any(c.isalnum() for c in token.text)


def without_titles(tokens: list["Token"]) -> list["Token"]:
    """A person's name without the titles in front of it; "President" alone names nobody."""
    while tokens:
        words = tuple(t.lower_ for t in tokens)
        lengths = [
            len(title)
            for title in _titles().get(words[0], ())
            if words[: len(title)] == title
        ]
        if not lengths and not _is_role(tokens):
            break
        tokens = tokens[max(lengths, default=1) :]
    return tokens


def _is_role(tokens: list["Token"]) -> bool:
    """Whether a name of three words or more begins with a noun for people: "Principal Ada Roe"."""
    noun = roles().get(tokens[0].lower_) if len(tokens) > 2 else None
    person = noun is not None and noun.type == "person"
    return person and not any(given_name(tokens[0].text))


@cache
def _titles() -> dict[str, list[tuple[str, ...]]]:
    """First word -> the titles as the tokens that spaCy makes of them,
    with and without a full stop."""
    rows = [title.casefold() for (title,) in read_rules("titles")]
    pieces = [re.findall(r"\w+\.?|-", row) for row in rows]
    titles: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for title in {tuple(p) for p in pieces} | {
        (f"{p[0]}.",) for p in pieces if len(p) == 1
    }:
        titles[title[0]].append(title)
    return dict(titles)


@cache
def title_ends() -> frozenset[tuple[str, ...]]:
    """The last words of titles."""
    return frozenset(title[-1:] for titles in _titles().values() for title in titles)
