"""Names that their own words and the words beside them show, whatever the model sees there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from castlist.english.countries import country_senses
from castlist.english.gazetteer import city_size, is_province
from castlist.english.rules import (
    listed,
    name_words,
    roles,
    single_titles,
    word_set,
    words_of,
)
from castlist.model import ActorType
from castlist.nlp.parse import PROPER, Parse

__all__ = ["Worded", "find_by_words", "find_noun_acronyms", "find_spelt_out", "is_party"]


_SMALL = {"IN", "DT", "CC"}
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z]{1,7}")


class Worded(NamedTuple):
    """A run of tokens that is a name by its words, the type that they show, and how."""

    start: int
    end: int
    type: ActorType | None
    how: str


def find_by_words(parse: Parse) -> Iterator[Worded]:
    """Names before nouns for things, by their last word, of parties, and letters that stand for
    names; they may overlap."""
    yield from _find_things(parse)
    yield from _find_by_last_word(parse)
    yield from _find_parties(parse)
    yield from _find_acronyms(parse)


def _find_acronyms(parse: Parse) -> Iterator[Worded]:
    """Letters that stand in brackets behind capitalised words, or before them, and are used again:
    "Royal Malaysia Police (PDRM)", whatever the language that they are made from."""
    times = Counter(parse.text)
    inner = range(2, len(parse.text) - 2)
    beside = {word + step for word in _opening(parse) for step in (-1, 1)}
    for word in sorted(beside.intersection(inner)):
        text = parse.text[word]
        how = ""
        if _is_bracketed(parse, word) and _is_capital(parse, word - 2):
            how = "letters in brackets that are used again"
        elif parse.text[word + 1] == "(" and parse.text[word + 2][0] == text[0]:
            how = "letters that brackets explain"
        known = how and times[text] > 1 and parse.lower[word] not in roles()
        if known and _ACRONYM.fullmatch(text):
            yield Worded(word, word + 1, None, how)


def _is_bracketed(parse: Parse, word: int) -> bool:
    """Whether a word stands alone in brackets."""
    return parse.text[word - 1] == "(" and parse.text[word + 1] == ")"


def _opening(parse: Parse) -> Iterator[int]:
    """The brackets that open."""
    return (word for word, text in enumerate(parse.text) if text == "(")


def _bracketed(parse: Parse) -> Iterator[int]:
    """The words that stand alone in brackets, from the third word on."""
    inner = range(2, len(parse.text) - 1)
    behind = (word + 1 for word in _opening(parse))
    yield from (word for word in behind if word in inner and _is_bracketed(parse, word))


def find_spelt_out(parse: Parse) -> Iterator[Worded]:
    """Names whose first letters stand in brackets behind them: "Public Authority of Manpower
    (PAM)".

    "Municipal Chief Executive (MCE)" is an office.
    """
    for word in _bracketed(parse):
        letters = parse.text[word]
        if not letters.isupper():
            continue
        if _ACRONYM.fullmatch(letters):
            first = _first_spelt_out(parse, word - 2, letters)
            if 0 <= first < word - 2 and not _is_office(parse.text[first : word - 1]):
                how = f"its first letters, {letters}, stand behind it"
                yield Worded(first, word - 1, None, how)


def find_noun_acronyms(parse: Parse) -> Iterator[str]:
    """The acronyms in brackets that stand for mere nouns, "consumer price index (CPI)", or for what
    a person is, "the Inspector General of Police (IGP)": they name no actor, here and elsewhere.

    Of 26 such acronyms of small words in half of names-worldwide the annotators have one for an
    actor, of 9 of what a person is none.
    """
    for word in _bracketed(parse):
        letters = parse.text[word]
        if _CAPITALS.fullmatch(letters):
            words = _words_spelt_out(parse, word - 2, letters)
            if words and (_is_small(words) or _is_office(words)):
                yield letters


def _words_spelt_out(parse: Parse, last: int, letters: str) -> list[str]:
    """The words up to this one that the letters begin, in lower case too, each part of those with a
    hyphen; none if they do not."""
    word = last
    left = list(letters.lower())
    while left and word >= 0:
        if parse.lower[word][0] == left[-1]:
            left.pop()
        elif parse.lower[word] not in words_of("small") and parse.text[word] != "-":
            return []
        word -= 1
    return [] if left else parse.text[word + 1 : last + 1]


def _is_small(words: Sequence[str]) -> bool:
    """Whether they are common nouns; an organisation's may be its name: national union."""
    return not any(word[0].isupper() for word in words) and not _is_body(words[-1])


def _is_office(words: Sequence[str]) -> bool:
    """Whether they say what a person is: Inspector General of Police."""
    head = takewhile(lambda word: word not in words_of("small"), map(str.lower, words))
    own = list(head)
    nouns = (roles().get(word) for word in own)
    person = any(noun and noun.type == "person" for noun in nouns)
    return person and not any(map(_is_body, own))


def _is_body(word: str) -> bool:
    """Whether a noun is for an organisation: union, directorate."""
    noun = roles().get(word)
    return "organisation" in {noun.type if noun else "", name_words().get(word)}


def _first_spelt_out(parse: Parse, last: int, letters: str) -> int:
    """The first of the words up to this one that begin with the letters, or -1.

    Small words between them need no letter, nor does what follows a hyphen.
    """
    word = last
    for letter in reversed(letters):
        while word > 0 and _needs_no_letter(parse, word):
            word -= 1
        if word < 0 or parse.text[word][0] != letter:
            return -1
        word -= 1
    return word + 1


def _needs_no_letter(parse: Parse, word: int) -> bool:
    joined = "-" in {parse.text[word], parse.text[word - 1]}
    return joined or (parse.text[word].islower() and parse.tag[word] in _SMALL)


def _is_capital(parse: Parse, word: int) -> bool:
    return parse.text[word][0].isupper() and parse.tag[word] in PROPER


def _find_parties(parse: Parse) -> Iterator[Worded]:
    """Capitalised words before a word for members of a parliament: "Labour MP Dean Hale"."""
    for word, lower in enumerate(parse.lower):
        if lower not in word_set("members"):
            continue
        first = _run_up_to(
            word, lambda w: parse.tag[w] == "NNP" and is_party(parse.text[w])
        )
        text = " ".join(parse.text[first:word])
        place = city_size(text) or is_province(text) or country_senses(text)
        if first < word and not place:
            how = f"capitalised words before “{parse.text[word]}”"
            yield Worded(first, word, None, how)


def _run_up_to(word: int, belongs: Callable[[int], bool]) -> int:
    """The first word of the run before a word that all belong to it; the word itself if none."""
    while word > 0 and belongs(word - 1):
        word -= 1
    return word


def is_party(word: str) -> bool:
    """Whether a word before one for members may be a party's: no rank, title or day."""
    lower = word.casefold().rstrip(".")
    other = lower in word_set("ranks") | word_set("dates") | single_titles()
    return word[0].isupper() and not other and lower not in roles()


def _find_things(parse: Parse) -> Iterator[Worded]:
    """Capitalised words before a noun for things: "Pyrector drones", "Typhoon-class submarines"."""
    things = listed("things")
    for word, lemma in enumerate(parse.lemma):
        if lemma.lower() in things and parse.tag[word] in {"NN", "NNS"} and word > 0:
            last = word - 3 if parse.lower[word - 2 : word] == ["-", "class"] else word - 1
            first = _run_up_to(
                last, lambda w: parse.tag[w] in PROPER and parse.text[w][0].isupper()
            )
            begins = (
                first == 0
                or "\n" in parse.text[first - 1]
                or parse.text[first - 1] in {".", "“", '"'}
            )
            text = parse.text[last] if last >= 0 else ""
            if (
                parse.tag[last] in PROPER
                and text[:1].isupper()
                and not (begins and first == last)
            ):
                yield Worded(first, last + 1, "thing", f"named before “{parse.text[word]}”")


def _find_by_last_word(parse: Parse) -> Iterator[Worded]:
    """Several capitalised words of which the last says what is named: "Grand Mosque"."""
    kinds = name_words()
    for word, lower in enumerate(parse.lower):
        kind = kinds.get(lower)
        if kind is None or parse.tag[word] not in PROPER or not parse.text[word].istitle():
            continue
        first = _run_up_to(word, partial(_depends, parse, word))
        ends = word + 1 == len(parse.text) or parse.tag[word + 1] not in PROPER
        if first < word and ends and parse.text[first][0].isupper():
            yield Worded(
                first, word + 1, kind, f"capitalised words that end in “{parse.text[word]}”"
            )


def _depends(parse: Parse, last: int, word: int) -> bool:
    """Whether a word is part of a name that ends with another: it depends on a later word."""
    return parse.tag[word] in PROPER and parse.head[word] in range(word + 1, last + 1)
