"""Strings of which two names share one if a rule can join them: so that no name is compared with
every other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from castlist.actors.facts.acronyms import initials_of
from castlist.actors.name_forms import NameForm, spelt, written_out
from castlist.actors.persons import short_forms
from castlist.actors.variants import country_of, folded_words, known_lists
from castlist.corpus.across.forms import Spelling, is_generic
from castlist.english.rules import words_of

__all__ = ["equal_keys", "initial_keys", "pairs", "person_keys", "place_keys"]

_MOST = 60
"""Names of one key that are compared with one another; of more the most used. It only happens where
a key says little."""


def pairs(
    spellings: Iterable[Spelling], keys: Callable[[NameForm], Iterable[str]]
) -> Iterator[tuple[Spelling, Spelling]]:
    """Every two names that share a key, each pair once; in the order of the names."""
    buckets: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in spellings:
        for key in set(keys(spelling.form)):
            buckets[key].append(spelling)
    seen = set()
    for _, bucket in sorted(buckets.items()):
        for one, other in combinations(bucket[:_MOST], 2):
            if (one.node, other.node) not in seen:
                seen.add((one.node, other.node))
                yield one, other


def equal_keys(form: NameForm) -> Iterator[str]:
    """Keys of names that are another spelling of each other."""
    yield f"={form.joined}"
    yield f"={written_out(form)}"
    yield f"~{''.join(spelt(form.words))}"
    yield f"w{' '.join(folded_words(form))}"
    yield f"s{' '.join(word.removesuffix('s') for word in form.words)}"
    if country := country_of(form.text):
        yield f"c{country}"
    for line in known_lists().get(form.joined, ()):
        yield f"#{line}"
    if form.type != "person" and len(form.words) > 1:
        for n, word in enumerate(form.words):
            rest = [*form.words[:n], f"{word[0]}_", *form.words[n + 1 :]]
            yield f"-{' '.join(rest)}"


def person_keys(form: NameForm) -> Iterator[str]:
    """Keys of persons' names of which one may lack a middle name, or have initials or a short form
    of the given name."""
    if form.type != "person" or len(form.words) < 2:
        return
    first = form.words[0]
    last = form.words[-1]
    yield f"{last} {first[0]}"
    for formal, short in short_forms().items():
        if first == formal or first in short:
            yield f"{last} ={formal}"


def initial_keys(form: NameForm) -> Iterator[str]:
    """The letters of an acronym, and the initials of a longer name that is no person's."""
    if form.type == "person":
        return
    if form.acronym:
        yield form.acronym
    elif len(form.words) > 1 and not is_generic(form):
        yield from (letters for letters in initials_of(form) if len(letters) > 1)


def place_keys(form: NameForm) -> Iterator[str]:
    """The words of a place's name that do not only say what kind of place it is."""
    if form.type == "place":
        kinds = words_of("place") | words_of("small")
        rest = [word for word in form.words if word not in kinds]
        if rest:
            yield " ".join(rest)
