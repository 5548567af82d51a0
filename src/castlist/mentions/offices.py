"""Words in capitals that name nobody: part of an office, "Minister of Finance", or a mere noun,
"the State"."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from castlist.english.countries import country_facts
from castlist.english.rules import name_words, roles, word_set, words_of
from castlist.nlp.parse import Parse

__all__ = ["find_noun_acronyms", "is_noun", "is_office", "is_portfolio"]

_ACRONYM = re.compile(r"[A-Z]{2,6}")


def is_office(words: Sequence[str]) -> bool:
    """Whether what the model took for an organisation is a person's office: "minister of finance",
    "peruvian head of state", in lower case. It describes, and names nobody."""
    if "of" not in words[1:] or words[-1] in name_words():
        return False
    head = words.index("of", 1) - 1
    noun = roles().get(words[head])
    apart = head == 0 or words[head - 1] != "-"
    return apart and noun is not None and noun.type == "person"


def is_portfolio(parse: Parse, start: int, end: int) -> bool:
    """Whether the words say of what somebody is minister: "Interior" before "Minister Ada Roe",
    "Finance" behind "Minister of".

    In half of names-worldwide 54 such places in 40 articles are no name for the annotators, and
    four are: the minister of "Amiri Diwan" twice, of "Climate Change", of "International
    Cooperation".
    """
    offices = word_set("portfolios")
    before = end < len(parse.text) and parse.lower[end] in offices
    of = start > 1 and parse.lower[start - 1] in {"of", "for"}
    behind = of and parse.lower[start - 2] in offices
    if not (before or behind):
        return False
    words = parse.written(start, end)
    return not country_facts(words) and not words.isupper()


def is_noun(parse: Parse, start: int, end: int, longer: Collection[str]) -> bool:
    """Whether the word is a mere noun in capitals by which news calls somebody, "the State", "the
    Kingdom", "the Commission", or a part of government: it describes, and names nobody.

    So does a noun of time: the Year of "Footballer of the Year". Not the nouns of which a country
    has one, "Parliament", nor a word of a `longer` name of the article: somebody's surname, the
    Commission of the European Commission. In half of names-worldwide 147 such places are no name
    for the annotators, 11 are.
    """
    word = parse.text[start]
    if end - start != 1 or start == 0 or word.isupper() or word in longer:
        return False
    nouns = roles().keys() | word_set("departments") | word_set("calendar_nouns")
    return parse.lower[start] in nouns - word_set("one_a_country")


def find_noun_acronyms(parse: Parse) -> Iterator[str]:
    """The acronyms in brackets that stand for mere nouns, "consumer price index (CPI)", or for what
    a person is, "the Inspector General of Police (IGP)": they name no actor, here and elsewhere.

    Of 26 such acronyms of small words in half of names-worldwide the annotators have one for an
    actor, of 9 of what a person is none.
    """
    for at in range(2, len(parse.text) - 1):
        acronym = parse.text[at]
        brackets = parse.text[at - 1] == "(" and parse.text[at + 1] == ")"
        if brackets and _ACRONYM.fullmatch(acronym):
            words = _spelt_out(parse, at - 1, acronym)
            if words and (_is_small(words) or _is_person(words)):
                yield acronym


def _spelt_out(parse: Parse, end: int, acronym: str) -> list[str]:
    """The words before a bracket that the letters of an acronym begin; none if they do not."""
    words: list[str] = []
    letters = list(acronym.lower())
    at = end
    while letters and at > 0:
        at -= 1
        word = parse.text[at]
        if word[0].lower() == letters[-1]:
            letters.pop()
        elif parse.lower[at] not in words_of("small") and word != "-":
            return []
        words.insert(0, word)
    return [] if letters else words


def _is_small(words: Sequence[str]) -> bool:
    """Whether they are common nouns; an organisation's may be its name: national union."""
    return not any(word[0].isupper() for word in words) and not _is_body(words[-1])


def _is_person(words: Sequence[str]) -> bool:
    head = list(takewhile(lambda word: word.lower() not in words_of("small"), words))
    noun = roles().get(head[-1].lower()) if head else None
    person = noun is not None and noun.type == "person"
    return person and not any(_is_body(word.lower()) for word in head)


def _is_body(word: str) -> bool:
    """Whether a noun is for an organisation: union, directorate."""
    noun = roles().get(word)
    return "organisation" in {noun.type if noun else "", name_words().get(word)}
