"""Which names over many articles may be one actor: the rules in their order, each with what it
rests on.

Tried on half of DWIE (Zaporojets et al. 2021): METHOD.md, "One actor over many articles".
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from castlist.actors.name_forms import NameForm
from castlist.actors.persons import has_initials, has_short_given_name, lacks_middle
from castlist.actors.variants import (
    EQUAL,
    Rule,
    country_of,
    is_acronym_of,
    is_place_part,
    is_slip_of_thing,
    rule_for,
)
from castlist.corpus.across.doubts import doubt_acronym, doubt_homes, doubt_part
from castlist.corpus.across.forms import Node, Spelling, is_telling
from castlist.corpus.across.groups import Groups
from castlist.corpus.across.keys import (
    equal_keys,
    initial_keys,
    pairs,
    person_keys,
    place_keys,
)
from castlist.english.rules import word_set

__all__ = ["RULES", "Names", "PossibleJoin"]

_SLIP = 9  # letters from which one letter more or less is a slip of the pen
_SLIP_WORD = 5  # letters of the word that it is in, if the name has several
_SHARE = 0.8  # of all articles with people of a surname, that one of them must have
_BEARERS = 2  # such articles, at least


class PossibleJoin(NamedTuple):
    """Two nodes that may be one actor, by a rule; seen as one in an article, or in none."""

    one: Node
    other: Node
    rule: str
    article_id: str = ""
    doubt: str = ""  # why it is only suggested, in words; empty if it is joined


@dataclass(frozen=True)
class Names:
    """All names of many articles, and what was seen of them."""

    spellings: Mapping[Node, Spelling]  # the most used first
    seen: Mapping[tuple[Node, Node], Sequence[str]]  # main name and another -> articles
    groups: Groups
    homes: Mapping[Node, frozenset[str]]  # countries that its articles are mostly about


_SPELLINGS = (
    *EQUAL,
    Rule("slip", 0, partial(is_slip_of_thing, least=_SLIP_WORD)),
)


def _equal_names(names: Names) -> Iterator[PossibleJoin]:
    """Other spellings of one name: accents, countries, transliterations, slips."""
    for one, other in pairs(names.spellings.values(), equal_keys):
        rule = rule_for(one.form, other.form, _SPELLINGS)
        if rule and one.node.home == other.node.home and _holds(rule, one.form, other.form):
            yield PossibleJoin(one.node, other.node, rule.name)


def _holds(rule: Rule, one: NameForm, other: NameForm) -> bool:
    """Whether a rule that is right inside one article is so over many."""
    if one.type != other.type:
        return rule.name == "same_country"
    if rule.name == "slip":
        longest = max(len(one.joined), len(other.joined))
        return one.type != "person" and longest >= _SLIP
    return rule.name != "plural" or one.type not in {"person", "place"}


def _other_types(names: Names) -> Iterator[PossibleJoin]:
    """The same name of another type: of two words or more, or an acronym, and no country."""
    same: dict[tuple[str, str], list[Spelling]] = defaultdict(list)
    for spelling in names.spellings.values():
        form = spelling.form
        if (len(form.words) > 1 or form.acronym) and not country_of(form.text):
            same[spelling.node.letters, spelling.node.home].append(spelling)
    for group in same.values():
        for other in group[1:]:
            yield PossibleJoin(group[0].node, other.node, "same_name")


def _seen_in_article(names: Names) -> Iterator[PossibleJoin]:
    """Names that an article has for one actor, where each of the two is telling by itself."""
    acronyms = _acronyms_of(names)
    for (one, other), articles in sorted(names.seen.items(), key=_most_seen):
        forms = (names.spellings[one].form, names.spellings[other].form)
        if all(map(is_telling, forms)):
            short, full = sorted(forms, key=lambda form: len(form.words))
            doubt = doubt_part(short, full) or doubt_acronym(short, full, acronyms)
            yield PossibleJoin(one, other, "seen_as_one", articles[0], doubt)


def _acronyms_of(names: Names) -> dict[str, Counter[str]]:
    """Letters of a longer name -> the acronyms that its actor has, with their articles."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, articles in names.seen.items():
        forms = [names.spellings[node].form for node in pair]
        for short, full in (forms, forms[::-1]):
            if short.acronym and not full.acronym:
                found[full.joined][short.acronym] += len(articles)
    return found


def _most_seen(
    item: tuple[tuple[Node, Node], Sequence[str]],
) -> tuple[int, tuple[Node, Node]]:
    return -len(item[1]), item[0]


def _fuller_persons(names: Names) -> Iterator[PossibleJoin]:
    """A person's name without a middle name, with initials, or a short form of the given name."""
    rules = (
        Rule("middle_name", 0, lacks_middle),
        Rule("initials", 0, has_initials),
        Rule("nickname", 0, has_short_given_name),
    )
    yield from _only_ones(names, person_keys, rules)


def _lone_surnames(names: Names) -> Iterator[PossibleJoin]:
    """A surname alone, if one bears it in four of five articles that have a full name with it."""
    bearers: dict[str, Counter[Node]] = defaultdict(Counter)
    for node, (_, form) in names.spellings.items():
        if (
            form.type == "person"
            and len(form.words) > 1
            and names.groups.first(node) == node
        ):
            surnames = {_surname(names, member) for member in names.groups.members(node)}
            for surname in surnames - {""}:
                bearers[surname][node] += names.groups.articles(node)
    for node, (_, form) in names.spellings.items():
        found = bearers.get(form.joined) if form.type == "person" else None
        if found and len(form.words) == 1 and sum(found.values()) >= _BEARERS:
            best = min(found, key=lambda other: (-found[other], other))
            if found[best] >= _SHARE * sum(found.values()):
                yield PossibleJoin(node, best, "only_bearer")


def _surname(names: Names, node: Node) -> str:
    """The last word of a full name; empty if a hyphen makes it half of one, as of Ban Ki-moon, or
    if it is the father's name, as of Omar bin Yusuf."""
    form = names.spellings[node].form
    halves = "-" in form.text.split()[-1]
    fathers = form.words[1:-1][-1:] and form.words[-2] in word_set("of_the_father")
    return "" if halves or fathers or len(form.words) < 2 else form.words[-1]


def _acronyms(names: Names) -> Iterator[PossibleJoin]:
    """An acronym that is made of the initials of only one longer name, and stands for no other, if
    one of the two is in two articles or more."""
    for made in _only_ones(names, initial_keys, (Rule("acronym", 0, is_acronym_of),)):
        known = max(names.groups.articles(made.one), names.groups.articles(made.other))
        alike = made.one.type == made.other.type
        if alike and known > 1 and len(names.groups.members(made.one)) == 1:
            homes = (names.homes[made.one], names.homes[made.other])
            yield made._replace(doubt=doubt_homes(*homes))


def _plain_places(names: Names) -> Iterator[PossibleJoin]:
    """A place without the word for its kind: New York, New York City."""
    yield from _only_ones(names, place_keys, (Rule("part_of_name", 0, is_place_part),))


RULES: tuple[Callable[[Names], Iterable[PossibleJoin]], ...] = (
    _equal_names,
    _other_types,
    _seen_in_article,
    _fuller_persons,
    _lone_surnames,
    _acronyms,
    _plain_places,
)
"""In their order: what is joined by one is known to the next."""


def _only_ones(
    names: Names, keys: Callable[[NameForm], Iterable[str]], rules: tuple[Rule, ...]
) -> Iterator[PossibleJoin]:
    """Names that are a shorter form of one actor's only."""
    fuller: dict[Node, dict[Node, PossibleJoin]] = defaultdict(dict)
    for pair in pairs(names.spellings.values(), keys):
        for short, full in (pair, pair[::-1]):
            rule = rule_for(short.form, full.form, rules)
            if rule and not names.groups.are_one(short.node, full.node):
                first = names.groups.first(full.node)
                made = PossibleJoin(short.node, full.node, rule.name)
                fuller[short.node].setdefault(first, made)
    for found in fuller.values():
        if len(found) == 1:
            yield from found.values()
