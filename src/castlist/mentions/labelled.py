"""Names in the labels of turns: "ANA LIND, ENGINEER:" names Ana Lind, and no Engineer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from castlist.english.labels import ANSWER, QUESTION, is_role_label
from castlist.english.rules import roles, single_titles
from castlist.english.turns import Talk, Turn
from castlist.mentions.edges.halves import NameSpan
from castlist.mentions.phrases import Found
from castlist.model import ActorType, Context
from castlist.nlp.parse import Parse

__all__ = ["is_addressed", "tie_labels", "with_labels"]

_HOW = "a label that says who speaks"
_ACRONYM = 4  # letters in capitals; what no longer label explains may be anything
_TWO = 2  # voices: either speaks to the other
_SURE = 0.7  # probability from which a name is an organisation's though it speaks


def with_labels(parse: Parse, names: Sequence[NameSpan], talk: Talk) -> list[NameSpan]:
    """The names, with one for each label that is a name, and none in the job behind it."""
    found = {n.start: n for n in names}
    ends = {word: n for n in names for word in range(n.start, n.end)}
    told = _organisations(parse, names)
    fuller = _fuller(parse, talk)
    given = {key.split()[0].capitalize() for key in fuller}
    for turn in talk.turns:
        for word in range(*_job(parse, turn)):
            inside = ends.get(word)
            if inside and parse.lower[inside.end - 1] in roles():
                found.pop(inside.start, None)
        first, last = _words(parse, turn)
        if first >= last:
            continue
        text = _spelling(parse, first, last)
        old = [ends[w] for w in range(first, last) if w in ends]
        if text not in told and not _is_telling(text, turn, fuller):
            for name in old:
                found.pop(name.start, None)
            continue
        kind: ActorType = (
            "organisation" if text in told and turn.key not in fuller else "person"
        )
        for name in old:
            found.pop(name.start, None)
        same = next(
            (n for n in old if (n.start, n.end, n.type) == (first, last, kind)), None
        )
        found[first] = same or NameSpan(first, last, kind, _HOW)
    for word in _stage_words(parse, talk):
        if word in ends:
            found.pop(ends[word].start, None)
    named = (_as_person(parse, n, given) for n in found.values())
    return sorted(named, key=lambda n: (n.start, n.end))


def _as_person(parse: Parse, name: NameSpan, given: set[str]) -> NameSpan:
    """The name; that of a person, if it is the given name of a speaker who is addressed by it:
    "Thank you, Nadia."."""
    alone = name.end == name.start + 1 and parse.text[name.start] in given
    called = alone and name.start > 0 and parse.text[name.start - 1] == ","
    return name._replace(type="person", vote=None) if called else name


def _stage_words(parse: Parse, talk: Talk) -> Iterator[int]:
    for start, end in talk.stages:
        yield from range(parse.at(start), parse.at(end))


def _is_telling(text: str, turn: Turn, fuller: dict[str, int]) -> bool:
    """Whether a label that the model takes for no name is one: no lone acronym is."""
    short = text.isupper() and len(text) <= _ACRONYM
    return not short or turn.key in fuller


def _organisations(parse: Parse, names: Sequence[NameSpan]) -> set[str]:
    """The names that the article surely uses for organisations."""
    return {
        _spelling(parse, n.start, n.end)
        for n in names
        if n.type == "organisation" and (n.vote is None or n.vote.probability >= _SURE)
    }


def _fuller(parse: Parse, talk: Talk) -> dict[str, int]:
    """Voice -> the word that begins its fullest label, if that has a given name too."""
    found: dict[str, int] = {}
    for turn in talk.turns:
        first, last = _words(parse, turn)
        words = _spelling(parse, first, last).casefold()
        if first < last and " " in turn.key and words == turn.key:
            found.setdefault(turn.key, first)
    return found


def _words(parse: Parse, turn: Turn) -> tuple[int, int]:
    """The words of a label that name somebody, without title; (0, 0) if none does."""
    start, end = turn.label
    if start < 0 or turn.key in {QUESTION, ANSWER} or is_role_label(turn.key):
        return 0, 0
    first, last = parse.at(start), parse.at(end)
    titles = single_titles()
    while first < last - 1 and (
        parse.lower[first].rstrip(".") in titles or not parse.text[first][0].isalnum()
    ):
        first += 1
    while (
        last > first
        and not parse.text[last - 1][-1].isalnum()
        and parse.text[last - 1] != "."
    ):
        last -= 1
    return (first, last) if first < last and parse.end(last - 1) <= end else (0, 0)


def _job(parse: Parse, turn: Turn) -> tuple[int, int]:
    start, end = turn.job
    return (parse.at(start), parse.at(end)) if end else (0, 0)


def _spelling(parse: Parse, first: int, last: int) -> str:
    return " ".join(parse.text[first:last])


def tie_labels(
    parse: Parse, talk: Talk, found: Sequence[Found], contexts: Sequence[Context]
) -> tuple[Context, ...]:
    """The contexts, where initials in a label are another name of the fuller label, and the job
    behind a name describes who has it."""
    at = {phrase.start: n for n, phrase in enumerate(found) if phrase.kind == "name"}
    fuller = _fuller(parse, talk)
    told = list(contexts)
    for turn in talk.turns:
        first, last = _words(parse, turn)
        name = at.get(first, -1) if first < last else -1
        if name < 0:
            continue
        whole = at.get(fuller.get(turn.key, -1), -1)
        own = set(_spelling(parse, first, last).casefold().split())
        if whole >= 0 and whole != name and not own & set(turn.key.split()):
            told[name] = replace(told[name], former=whole)
        for n in _described(parse, turn, found, name):
            told[n] = replace(told[n], same_as=(*told[n].same_as, name))
            told[name] = replace(told[name], same_as=(*told[name].same_as, n))
    return tuple(told)


def _described(
    parse: Parse, turn: Turn, found: Sequence[Found], name: int
) -> Iterator[int]:
    """The description of a person behind a name and a comma."""
    first, last = _job(parse, turn)
    for n in range(name + 1, len(found)):
        phrase = found[n]
        if phrase.start >= last:
            return
        if (
            phrase.start >= first
            and phrase.kind == "description"
            and phrase.type == "person"
        ):
            yield n
            return


def is_addressed(parse: Parse, talk: Talk) -> set[int]:
    """The words of turns that ask: only there "you" is sure to mean whoever answers; where more
    than two speak, only in the sentences that ask."""
    many = len({turn.key for turn in talk.turns}) > _TWO
    asked = [
        word
        for turn in talk.turns
        if turn.asks
        for start, end in turn.pieces
        for word in range(parse.at(start), parse.at(end))
    ]
    asking = {parse.sentence[word] for word in asked if parse.text[word] == "?"}
    return {
        word
        for word in asked
        if not many or parse.sentence[word] in asking
        if not _is_address(parse, word)
    }


def _is_address(parse: Parse, word: int) -> bool:
    """Whether a word is that of "Your Honor"."""
    after = parse.text[word + 1 : word + 2]
    return parse.lower[word] == "your" and bool(after) and after[0][0].isupper()
