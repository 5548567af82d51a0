"""Words in capitals that name nobody: part of an office, "Minister of Finance", or a mere noun,
"the State"."""

from collections.abc import Collection, Sequence

from castlist.english.countries import country_facts
from castlist.english.rules import name_words, roles, word_set
from castlist.nlp.parse import Parse

__all__ = ["is_noun", "is_office", "is_portfolio"]


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
