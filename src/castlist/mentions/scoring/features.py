"""What a name looks like and what stands round it, as features that weights are learned for.

A feature is a short string; one of a place is true or not, one of a name is the share of its places
where it is. The finder of missed names and the vote of types read the same features.
"""

import re
from collections.abc import Iterator

from castlist.english.countries import adjective_country
from castlist.english.rules import (
    listed,
    name_words,
    roles,
    single_titles,
    word_set,
    words_of,
)
from castlist.mentions.scoring.lists import KNOWN, Lists
from castlist.nlp.parse import COMMON, NOUNS, PROPER, Parse

__all__ = ["context_features", "form_features"]

_PIECE = re.compile(r"[\w.'’&-]+")
_PREPOSITIONS = frozenset(
    "in at near from into across around through outside to of by with for on between against"
    " via over under about after before since than as towards".split()
)
_PARTICLES = frozenset(
    "de del della la le el al bin ibn van von der den di da dos du".split()
)
_ENDS = (
    "ia",
    "land",
    "stan",
    "ville",
    "burg",
    "shire",
    "pur",
    "abad",
    "grad",
    "ton",
    "ford",
)
_PRONOUNS = {
    **dict.fromkeys(["he", "him", "his", "she", "her", "hers"], "he"),
    **dict.fromkeys(["it", "its"], "it"),
    **dict.fromkeys(["they", "them", "their"], "they"),
}
_REACH = 15  # words behind a name in which a pronoun may still mean it
_CALLED = word_set("called")


def form_features(text: str, lists: Lists = KNOWN) -> tuple[str, ...]:
    """What the words of a name show by themselves, and what lists know of them."""
    return tuple(_form(text, lists))


def _form(text: str, lists: Lists) -> Iterator[str]:
    words = _PIECE.findall(text) or [text]
    lower = [word.casefold().rstrip(".") for word in words]
    size = min(len(words), 4)
    yield f"n:{size}"
    senses = lists.senses(" ".join(words))
    for sense in senses:
        yield f"country:{sense}"
    city = lists.city(" ".join(words))
    if city:
        yield f"city:{city}"
    province = lists.province(" ".join(words))
    if province:
        yield "province"
    if lists.organisation(text):
        yield "known organisation"
    place = bool(city or province or senses & {"country", "part", "capital"})
    yield from _people(words, place, lists)
    yield from _kinds(lower)
    yield from _shape(text, words, lower)


def _people(words: list[str], place: bool, lists: Lists) -> Iterator[str]:
    """What lists of given and family names know."""
    alone = "1" if len(words) == 1 else ""
    first = lists.given(words[0])
    if first:
        yield f"{alone}given first:{'many' if first > 2 else 'few'}"
    last_given = lists.given(words[-1]) > 2
    family = lists.family(words[-1])
    if family:
        yield f"{alone}family last"
    if not alone and last_given:
        yield "given last"
    if not alone and first > 2 and family:
        yield "given first, family last"
    if not alone and first > 2 and not family:
        yield "given first, last unknown"
    if not alone and not first and family:
        yield "first unknown, family last"
    if not alone and lists.family(words[0]):
        yield "family first"
    if place and (first or family):
        yield f"{alone}person or place"
    if not (place or first or family):
        yield f"{alone}in no list"
    if place and not (first or family):
        yield f"{alone}only a place"
    if (first or family) and not place:
        yield f"{alone}only a person"
    if not alone and any("adjective" in lists.senses(word) for word in words):
        yield "has:nationality"
    if not alone and (lists.city(words[-1]) or "country" in lists.senses(words[-1])):
        yield "last a place"
    if not alone and (lists.city(words[0]) or lists.senses(words[0])):
        yield "first a place"


def _kinds(lower: list[str]) -> Iterator[str]:
    """What its words say is named: an airport, a ministry, a cup."""
    stops = [n for n, word in enumerate(lower) if word in {"of", "for", "de"} and n]
    last = lower[stops[0] - 1] if stops else lower[-1]
    kinds = name_words()
    alone = "1" if len(lower) == 1 else ""
    for called in ("buildings", "areas"):
        if last in word_set(called):
            yield f"{alone}head:{called}"
    if last in kinds:
        yield f"{alone}head:{kinds[last]}"
    elif last in roles():
        yield f"{alone}head:role {roles()[last].type}"
    elif last.removesuffix("s") in roles():
        yield f"{alone}head:role {roles()[last.removesuffix('s')].type}"
    if last in listed("things"):
        yield f"{alone}head:thing"
    for word in set(lower[:-1]) - {last}:
        if word in kinds:
            yield f"has:{kinds[word]}"
        elif word in roles():
            yield f"has:role {roles()[word].type}"
    if lower[-1] in words_of("company") and not alone:
        yield "company"
    if lower[0].rstrip(".") in single_titles() and not alone:
        yield "title inside"


def _shape(text: str, words: list[str], lower: list[str]) -> Iterator[str]:
    alone = "1" if len(words) == 1 else ""
    if text.isupper() and len(text) > 1:
        yield f"{alone}capitals:{'short' if len(text) < 6 else 'long'}"
    elif any(w.isupper() and len(w) > 1 and "." not in w for w in words):
        yield "capitals inside"
    if any(c.isdigit() for c in text):
        yield "digit"
    if any(w[1:] != w[1:].lower() and not w.isupper() and "-" not in w for w in words):
        yield f"{alone}camel"
    if any(len(w.rstrip(".")) == 1 and w[0].isupper() for w in words[:-1]):
        yield "initial"
    for sign in ("-", "&", "'"):
        if sign in text:
            yield f"sign:{sign}"
    if "." in text.rstrip("."):
        yield "sign:."
    for word in {"of", "and", "for", "the", "in"} & set(lower[1:]):
        yield f"has:{word}"
    if _PARTICLES & set(lower):
        yield "particle"
    for end in _ENDS:
        if lower[-1].endswith(end) and len(lower[-1]) > len(end) + 2:
            yield f"{alone}ends:{end}"


def context_features(parse: Parse, start: int, end: int) -> Iterator[str]:
    """What stands round one place of a name, and how it stands in its sentence."""
    yield from _before(parse, start)
    if end == start + 1 and _is_the_plural(parse, start):
        yield "before:the plural"
    yield from _behind(parse, end)
    head = parse.root(start, end)
    yield from _grammar(parse, head, start, end)
    yield from _pronoun_after(parse, end)
    alone_before = start == 0 or "\n" in parse.text[start - 1]
    alone_behind = end >= len(parse) or "\n" in parse.text[end]
    if alone_before and alone_behind:
        yield "a line of its own"


def _is_the_plural(parse: Parse, word: int) -> bool:
    """Whether a name is "the" and a plural, as bands and teams are: the Ravens, the Kingsmen."""
    lower = parse.lower[word]
    plural = lower.endswith(("s", "men")) and not lower.endswith(("ss", "us", "is"))
    return plural and word > 0 and parse.lower[word - 1] == "the"


def _noun_kind(parse: Parse, word: int) -> str:
    lemma = parse.lemma[word].lower()
    if lemma == "up" and parse.lower[word - 1] == "-":
        lemma = f"{parse.lower[word - 2]}-up"
    if lemma in word_set("buildings"):
        return "building"
    if lemma in word_set("areas"):
        return "area"
    noun = roles().get(lemma)
    if noun:
        return "kin" if noun.sense == "kin" else noun.type
    return name_words().get(
        parse.lower[word], "thing" if _is_thing(parse, word) else "other"
    )


def _is_thing(parse: Parse, word: int) -> bool:
    return parse.lemma[word].lower() in listed("things")


def _before(parse: Parse, start: int) -> Iterator[str]:
    word = start - 1
    if word < 0 or parse.ends(word):
        yield "before:start"
        return
    the = ""
    if parse.lower[word] in {"the", "a", "an"}:
        the = " the" if parse.lower[word] == "the" else " a"
        yield f"before:{the.strip()}"
        word -= 1
    if word < 0 or parse.ends(word):
        return
    lower = parse.lower[word]
    tag = parse.tag[word]
    if lower in _PREPOSITIONS:
        yield f"before:{lower}{the}"
        if lower == "of" and word and parse.tag[word - 1] in NOUNS:
            yield f"before:{_noun_kind(parse, word - 1)} of"
    elif lower in _CALLED:
        yield "before:called"
    elif the:
        return
    elif lower.rstrip(".") in single_titles() and parse.text[word][0].isupper():
        yield "before:title"
    elif tag in NOUNS or parse.lower[word - 1 : word + 1] == ["-", "up"]:
        yield f"before:noun {_noun_kind(parse, word)}"
    elif adjective_country(parse.text[word]):
        yield "before:nationality"
    elif lower in {",", "(", "-", "–", ":", "“", '"', "/"}:
        yield f"before:{lower}"
    else:
        yield f"before:{tag[:2]}"


def _behind(parse: Parse, end: int) -> Iterator[str]:
    if end >= len(parse) or parse.ends(end):
        yield "behind:end"
        return
    lower = parse.lower[end]
    tag = parse.tag[end]
    verb = tag[:2] == "VB"
    if tag == "POS":
        owned = parse.head[end - 1]
        yield f"owns:{_noun_kind(parse, owned)}" if owned > end else "behind:'s"
    elif verb and parse.lemma[end] in listed("speech"):
        yield "behind:says"
    elif verb or tag == "MD":
        yield "behind:verb"
    elif lower in {"who", "whose", "whom"}:
        yield "behind:who"
    elif tag in COMMON:
        yield f"behind:noun {_noun_kind(parse, end)}"
    elif parse.lower[end : end + 2] == ["-", "class"]:
        yield "behind:noun thing"
    elif lower in _PREPOSITIONS | {",", "(", ")", "-", "and", ":", "/"}:
        yield f"behind:{lower}"
        yield from _behind_comma(parse, end)
    else:
        yield f"behind:{tag[:2]}"


def _behind_comma(parse: Parse, end: int) -> Iterator[str]:
    after = end + 1
    if after >= len(parse) or parse.lower[end] not in {",", "(", "-"}:
        return
    if parse.lower[after] in {"who", "whose"}:
        yield "behind:, who"
    elif parse.lower[after] in {"where", "which"}:
        yield f"behind:, {parse.lower[after]}"
    elif parse.text[after].isdigit() and len(parse.text[after]) == 2:
        yield "behind:age"
    elif parse.lower[after] == "based":
        yield "behind:-based"
    elif parse.tag[after] in PROPER:
        yield f"behind:{parse.lower[end]} name"


def _grammar(parse: Parse, head: int, start: int, end: int) -> Iterator[str]:
    label = parse.dep[head]
    top = parse.head[head]
    yield f"is:{label}"
    if label == "nsubj" and parse.lemma[top] in listed("speech"):
        yield "is:nsubj of says"
    if label == "compound" and top > end:
        yield f"in front of:{_noun_kind(parse, top)}"
    other = parse.child(head, "appos")
    if label == "appos":
        other = top
    if other >= 0 and not start <= other < end:
        yield f"beside:{_noun_kind(parse, other)}"
    if label == "nsubj" and parse.lemma[top] == "be":
        said = parse.child(top, "attr")
        if said >= 0:
            yield f"is a:{_noun_kind(parse, said)}"


def _pronoun_after(parse: Parse, end: int) -> Iterator[str]:
    for word in range(end, min(end + _REACH, len(parse))):
        if "\n" in parse.text[word]:
            return
        if parse.tag[word] in {"PRP", "PRP$"} and parse.lower[word] in _PRONOUNS:
            yield f"then:{_PRONOUNS[parse.lower[word]]}"
            return
