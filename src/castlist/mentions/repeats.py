"""Known names where the model missed them: every further place, in capitals or small letters."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import TYPE_CHECKING

from castlist.english.gazetteer import given_name, is_family_name
from castlist.mentions.edges.trim import title_ends
from castlist.nlp.parse import FINITE, PROPER, Parse

if TYPE_CHECKING:
    from castlist.mentions.names import NameSpan

__all__ = ["find_repeats", "find_shouted", "is_bare_name"]

# A lone name that the model missed counts only where the tagger sees a proper noun: "will" is not
# "Will". From so many places on where the model found a lone word to be a name, its tag elsewhere
# counts for nothing.
_SURE = 3
_LONG = 30  # words of a line that are looked at
_HEADLINE = 3  # words in capitals; fewer may be an acronym with its full name


def find_repeats(
    parse: Parse, found: Sequence["NameSpan"], held: Set[int]
) -> Iterator[tuple[int, int]]:
    """Every further place of an accepted name, and of the last word of a person's longer name.

    Not inside what the model holds for something else ("in March"), which is `held`, and not as a
    part of a longer name.
    """
    wanted: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    surnames: set[str] = set()
    taken = set(held)
    for name in found:
        taken.update(range(name.start, name.end))
        for start in _forms(parse, name):
            wanted[parse.text[start]].add(tuple(parse.text[start : name.end]))
        for place in _first_surname(parse, name):
            wanted[parse.text[place]].add((parse.text[place],))
            surnames.add(parse.text[place])
        if name.type == "person" and name.end - name.start > 1:
            surnames.add(parse.text[name.end - 1])
    sure = _sure(parse, found)
    for start, word in enumerate(parse.text):
        if word not in wanted or start in taken:
            continue
        for form in sorted(wanted[word], key=len, reverse=True):
            span = range(start, start + len(form))
            if tuple(parse.text[start : span.stop]) != form or not taken.isdisjoint(span):
                continue
            bare = word in surnames and is_bare_name(parse, start)
            if len(form) > 1 or word in sure or _names_here(parse, start) or bare:
                taken.update(span)
                yield span.start, span.stop
                break
    yield from _find_small(parse, found, taken)


def _find_small(
    parse: Parse, found: Sequence["NameSpan"], taken: Set[int]
) -> Iterator[tuple[int, int]]:
    """Persons' whole names in small letters, "nadia rahimi", and the surname in their sentence."""
    whole: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in found:
        words = tuple(parse.lower[name.start : name.end])
        person = name.type == "person" and len(words) > 1 and any(given_name(words[0]))
        if person and all(word.isalpha() for word in words):
            whole[words[0]].add(words)
    surnames: dict[int, str] = {}
    inside = set(taken)
    for start, word in enumerate(parse.text):
        for words in whole.get(word, ()):
            end = start + len(words)
            fits = tuple(parse.text[start:end]) == words
            if fits and taken.isdisjoint(range(start, end)):
                surnames[parse.sentence[start]] = words[-1]
                inside.update(range(start, end))
                yield start, end
    yield from (
        (start, start + 1)
        for start, word in enumerate(parse.text if surnames else ())
        if start not in inside and surnames.get(parse.sentence[start]) == word
    )


def _sure(parse: Parse, found: Sequence["NameSpan"]) -> set[str]:
    """Lone words that are names whatever their tag: found several times, never in lower case."""
    times = Counter(parse.text[n.start] for n in found if n.end == n.start + 1)
    often = [word for word, n in times.items() if n >= _SURE and word[0].isupper()]
    if not often:
        return set()
    known = set(parse.text)
    return {word for word in often if word.lower() not in known}


def _forms(parse: Parse, name: "NameSpan") -> Iterator[int]:
    """Where the name begins, and of a person's name of several words the last one ("Jong-un" of
    "Kim Jong-un")."""
    yield name.start
    inner = range(name.start + 1, name.end) if name.type == "person" else ()
    begins = [word for word in inner if parse.start[word] > parse.end(word - 1)]
    yield from begins[-1:]


def _first_surname(parse: Parse, name: "NameSpan") -> Iterator[int]:
    """Where the first of a person's two surnames stands: Peña, of Luis Peña Rojas."""
    words = parse.text[name.start : name.end]
    two = name.type == "person" and len(words) > 2 and any(given_name(words[0]))
    if (
        two
        and all(is_family_name(word) for word in words[-2:])
        and not any(given_name(words[-2]))
    ):
        yield name.end - 2


def _names_here(parse: Parse, word: int) -> bool:
    """Whether a lone word is a name of its own:
    a proper noun that does not go on another one, as in "Junius Ho"."""
    if parse.tag[word] not in PROPER or parse.dep[word] == "amod":
        return False
    if word == 0:
        return True
    return parse.tag[word - 1] not in PROPER or (parse.lower[word - 1],) in title_ends()


def is_bare_name(parse: Parse, word: int) -> bool:
    """Whether a surname that is a word of the language is used as a name: "and Field signed".

    It has a capital where a word has none, or is a subject without the article that a word needs.
    """
    after = parse.text[word + 1] if word + 1 < len(parse) else ""
    if not parse.text[word].istitle() or after.istitle() or after.isupper():
        return False
    begins = word == 0 or parse.sentence[word - 1] != parse.sentence[word]
    if begins:
        acts = word + 1 < len(parse) and parse.tag[word + 1] in FINITE
        return parse.dep[word] == "nsubj" and acts
    before = parse.text[word - 1]
    return before.islower() or before == ","


def find_shouted(
    parse: Parse, names: Sequence[tuple[int, int, bool]]
) -> list[tuple[int, int]]:
    """Where a line in capitals has a name that the article writes elsewhere in small letters.

    `names` are the places of names, and whether each is a person's, whose last word counts as well.
    """
    lines = list(_shouted_lines(parse))
    if not lines:
        return []
    known: set[tuple[str, ...]] = set()
    for start, end, person in names:
        words = tuple(parse.lower[start:end])
        if not "".join(parse.text[start:end]).isupper():
            known.add(words)
            known.update({words[-1:]} if person and len(words) > 1 else ())
    longest = max(map(len, known), default=0)
    found: list[tuple[int, int]] = []
    for line in lines:
        place = line.start
        while place < line.stop:
            ends = range(min(place + longest, line.stop), place, -1)
            end = next((e for e in ends if tuple(parse.lower[place:e]) in known), 0)
            found += [(place, end)] if end else []
            place = max(end, place + 1)
    return found


def _shouted_lines(parse: Parse) -> Iterator[range]:
    """The lines of three words and more that have no small letter."""
    breaks = [word for word, text in enumerate(parse.text) if "\n" in text]
    for first, last in pairwise([-1, *breaks, len(parse)]):
        line = parse.text[first + 1 : last]
        words = sum(text.isalpha() and len(text) > 1 for text in line[:_LONG])
        if words >= _HEADLINE and "".join(line).isupper():
            yield range(first + 1, last)
