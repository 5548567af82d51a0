"""Head word of who speaks -> the words as written, and the mention that they are."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence

from castlist.english.rules import listed, roles, word_set
from castlist.model import Mention
from castlist.nlp.parse import FINITE, NOUNS, Parse
from castlist.quotes.subjects import NEXT_CLAUSE

__all__ = ["Mentions", "authors", "name_in", "speaker_span"]

_LEFT_OUT = {
    "relcl",
    "acl",
    "advcl",
    "punct",
    "advmod",
    "ccomp",
    "xcomp",
    "mark",
    "cc",
    "neg",
    "parataxis",
}
_NOT_A_ROLE = word_set("not_a_role")
_OCCASIONS = word_set("occasions")
_KINDS = {"name": 0, "description": 1, "group": 2, "pronoun": 3}
_LONGEST = 30  # words
_HANDLE = re.compile(r"@\w++")
_RELATIVE = {"WP", "WDT"}


def speaker_span(parse: Parse, head: int, *, apart: int = -1) -> tuple[int, int]:
    """The characters of a speaker with title, role and apposition, without relative clauses.

    The word `apart` (the verb of the cue) is no part of a speaker, nor is what lies behind it.
    """
    first, last = _words(parse, head)
    first = min([first, *_subjects_before(parse, head, apart)])
    first = max(first, apart + 1) if apart < head else first
    last = min(last, apart) if apart > head else last
    return parse.start[first], parse.end(last - 1)


def _subjects_before(parse: Parse, head: int, verb: int) -> list[int]:
    """ "Acme" in "Acme editor-in-chief Jane Roe said", for the parse another subject."""
    words = parse.children.get(verb, ()) if head < verb else ()
    return [
        word
        for word in words
        if word < head and parse.dep[word] == "nsubj" and "," not in parse.text[word:head]
    ]


def name_in(
    parse: Parse, first: int, last: int, mentions: "Mentions", types: Container[str]
) -> int:
    """The head of a short run of words that is nothing but the name of somebody, or -1."""
    if any(parse.tag[w] in FINITE for w in range(first, last)):
        return -1
    found = mentions.between(parse.start[first], parse.end(last - 1))
    named = [m for m in found if m.kind in {"name", "description"} and m.type in types]
    if not named:
        return -1
    best = next((m for m in named if m.type == "person"), named[0])
    words = range(parse.at(best.start), parse.at(best.end))
    return next(
        (w for w in reversed(words) if parse.head[w] not in words or parse.head[w] == w),
        words[-1],
    )


def _words(parse: Parse, head: int) -> tuple[int, int]:
    """First word of a speaker, and one past the last."""
    children = parse.children.get(head, ())
    first = head
    for child in sorted((c for c in children if c < head), reverse=True):
        if (
            parse.dep[child]
            in {"relcl", "advcl", "ccomp", "mark", "cc", "neg", "parataxis"}
            or head - child > _LONGEST
        ):
            break
        first = (
            min(first, *parse.subtree(child))
            if parse.dep[child] not in {"punct"}
            else first
        )
    last = head
    if (
        parse.text[head][0].isupper()
        and head + 1 < len(parse)
        and parse.tag[head + 1] in NEXT_CLAUSE
    ):
        children = ()
    for child in (c for c in children if c > head):
        if parse.dep[child] == "punct" or (
            parse.dep[child] == "cc" and parse.has(head, "conj")
        ):
            continue
        if parse.dep[child] in _LEFT_OUT or _is_no_role(parse, child):
            break
        last = max(last, _right_edge(parse, child))
    return _inside_paragraph(parse, first, last + 1, head)


def _is_no_role(parse: Parse, word: int) -> bool:
    """Whether a preposition tells when or where somebody speaks: Roe "in a statement"."""
    if parse.dep[word] != "prep":
        return False
    occasion = parse.child(word, "pobj")
    place = parse.lower[word] in {"in", "at", "on"}  # not "the head of the conference"
    told = place and occasion >= 0 and parse.lemma[occasion].lower() in _OCCASIONS
    return parse.lower[word] in _NOT_A_ROLE or told


def _right_edge(parse: Parse, word: int) -> int:
    """The last word of a branch, before its first relative clause."""
    words = parse.subtree(word)
    cut = [w for w in words if parse.dep[w] in {"relcl", "acl", "advcl"} and w > word]
    if cut:
        begin = min(min(parse.subtree(w)) for w in cut)
        words = [w for w in words if w < begin] or [word]
    return max(w for w in words)


def _inside_paragraph(parse: Parse, first: int, last: int, head: int) -> tuple[int, int]:
    stops = [w for w in range(first, last) if "\n" in parse.text[w]]
    first = max((s + 1 for s in stops if s < head), default=first)
    last = min((s for s in stops if s > head), default=last)
    while (
        first < head
        and not parse.text[first][0].isalnum()
        and parse.text[first] not in '"“‘$'
    ):
        first += 1
    while (
        last - 1 > head
        and not parse.text[last - 1][-1].isalnum()
        and parse.text[last - 1] not in '"”’)'
    ):
        last -= 1
    return first, last


def authors(parse: Parse, head: int) -> list[int]:
    """Whose the writing is that speaks: "Roe's statement", "a letter from the union"."""
    if parse.lemma[head] not in listed("writings"):
        return []
    prepositions = [
        c for c in parse.children.get(head, ()) if parse.lower[c] in {"of", "by", "from"}
    ]
    found = [parse.child(head, "poss"), *(parse.child(p, "pobj") for p in prepositions)]
    return [word for word in found if word >= 0][:1]


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _who(mention: Mention) -> str:
    """The actor of a mention; before actors are known, its words."""
    return mention.actor_id or mention.text


class Mentions:
    """The mentions of an article, found by position."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = sorted(
            (m for m in mentions if m.mention_id), key=lambda m: (m.start, -m.end)
        )
        self.starts = [m.start for m in self.all]
        self.spelt: dict[str, Mention] | None = None

    def at(self, parse: Parse, head: int) -> Mention | None:
        """The mention that a speaker is:
        with the same head, or in apposition to it; names go first."""
        heads = [head]
        if parse.tag[head] in _RELATIVE and parse.dep[parse.head[head]] == "relcl":
            heads = [parse.head[parse.head[head]]]
        if self._are_several(parse, heads[0]):
            return None
        heads += authors(parse, heads[0])
        heads += [
            c
            for h in list(heads)
            for c in parse.children.get(h, ())
            if parse.dep[c] == "appos"
        ]
        found = [
            (n, m)
            for n, h in enumerate(heads)
            for m in self._covering(parse.start[h], parse.end(h))
        ]
        return min(
            found,
            key=lambda f: (_KINDS[f[1].kind], f[0], f[1].end - f[1].start),
            default=(0, None),
        )[1]

    def named(self, parse: Parse, head: int, start: int, end: int) -> Mention | None:
        """The only person named in a speaker's words,
        who is neither its owner nor what a preposition brings in.

        Jane Roe of "Governor of Oslo Jane Roe", which the parse takes for a governor; not of "the
        wife of Jane Roe".
        """
        people = [
            m
            for m in self.between(start, end)
            if m.type == "person" and m.kind == "name" and m.end <= end
        ]
        several = parse.has(head, "conj")  # Roe "and her team"
        if several or len({_who(m) for m in people}) != 1:
            return None
        first = parse.at(people[0].start)
        last = parse.at(people[0].end)
        owns = last < len(parse) and parse.tag[last] == "POS"
        return (
            None
            if owns or (first > 0 and parse.tag[first - 1] in {"IN", "TO", "CC"})
            else people[0]
        )

    def called(self, parse: Parse, head: int, start: int, end: int) -> Mention | None:
        """As `named`, of words that also describe the speaker: "member of parliament Jane Roe,
        chair of the committee"; not of "the nephew of author Jane Roe, head of the trust"."""
        found = self.named(parse, head, start, end)
        role = roles().get(parse.lemma[head].lower())
        if found is None or (role and role.sense == "kin"):
            return None
        behind = parse.at(found.end)
        goes_on = behind < len(parse) and parse.tag[behind] in {*NOUNS, "CC", "HYPH"}
        return None if goes_on else found

    def behind_handle(self, words: str) -> Mention | None:
        """Jane Roe of "a post by @JaneRoe", if the text names her so."""
        handles = _HANDLE.findall(words)
        key = _letters(handles[0]) if len(handles) == 1 else ""
        return self._spelt().get(key) if key else None

    def _spelt(self) -> dict[str, Mention]:
        """The letters of each name of a person or organisation -> its first mention."""
        if self.spelt is None:
            self.spelt = {
                _letters(m.text): m
                for m in reversed(self.all)
                if m.kind == "name" and m.type in {"person", "organisation"}
            }
        return self.spelt

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a run of characters."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _are_several(self, parse: Parse, head: int) -> bool:
        """Whether two actors speak at once, of which none can be given alone:
        "Putin and Erdogan said"."""
        other = parse.child(head, "conj")
        if other < 0:
            return False
        one, two = (
            set(map(_who, self._covering(parse.start[h], parse.end(h))))
            for h in (head, other)
        )
        return bool(two) and not one & two

    def _covering(self, start: int, end: int) -> list[Mention]:
        """The mentions that end with a word: "Putin's spokesman" is none of "Putin"."""
        n = bisect_right(self.starts, start)
        return [m for m in self.all[max(n - 6, 0) : n] if m.start <= start and m.end >= end]
