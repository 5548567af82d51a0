"""Page -> candidates for quotes that a cue reports:
which stretches and clauses belong to which cue."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from castlist.english.rules import word_set
from castlist.model import Mention
from castlist.nlp.parse import FINITE
from castlist.quotes.content import read_content
from castlist.quotes.cues import Cue
from castlist.quotes.direct import clause_around, cue_after, cue_before, is_second_piece
from castlist.quotes.page import QuoteContext
from castlist.quotes.runs import Run, trim
from castlist.quotes.stretches.phrases import is_gloss, is_phrase, is_so_called, makes_work

__all__ = ["QuoteCandidate", "Taken", "reported"]

_CONTINUING = word_set("continuing")
_LIST = {",", "and", "or", "but", "a", "an", "the", "as"}
_JOINS = {"and", "but", "while", "whereas"}
_WORDS = 5
_NEAR = 30  # words behind a tag in which another cue may reach back over it
Runs = dict[int, list[Run]]  # verb of a cue -> its content


@dataclass(slots=True)
class QuoteCandidate:
    """One quote in the making: pieces as characters, the stretches in it, its cue,
    who speaks and how we know."""

    pieces: list[tuple[int, int]]
    stretches: list[int] = field(default_factory=list)
    cue: Cue | None = None
    speaker: tuple[int, int] = (-1, -1)  # characters
    head: int = -1  # word
    rule: str = "none: no cue"
    mixed: bool = False
    apart: list[int] = field(default_factory=list)  # stretches in it that nobody speaks
    quoted: bool = False  # direct, though the marks are lost
    told: bool = (
        False  # the speaker is `mention`, if anybody: no words have to be read for it
    )
    mention: Mention | None = None

    @property
    def start(self) -> int:
        """The first character of the first piece."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """One past the last character of the last piece."""
        return self.pieces[-1][1]


class Taken:
    """The characters that quotes already hold."""

    def __init__(self, page: QuoteContext) -> None:
        self.held = bytearray(len(page.text))

    def add(self, pieces: Iterable[tuple[int, int]]) -> bool:
        """Take the pieces if all of them are free."""
        pieces = list(pieces)
        if any(self.holds(start, end) for start, end in pieces):
            return False
        for start, end in pieces:
            self.held[start:end] = b"\1" * (end - start)
        return True

    def holds(self, start: int, end: int) -> bool:
        """Whether any of these characters is held."""
        return any(self.held[start:end])


def reported(page: QuoteContext, taken: Taken) -> list[QuoteCandidate]:
    """Every quote that has a cue, in reading order; none overlaps another."""
    page.leave_out({cue.verb for cue in page.cues if makes_work(page, cue.verb)})
    page.leave_out(set(_superseded(page)))
    runs = {cue.verb: read_content(page.parse, cue) for cue in page.cues}
    _cut_at_added_cues(page, runs)
    linked = _link(page)
    _cut_behind_tags(page, runs, linked)
    inner = _inner(page, runs, {cue.verb for cue in linked.values()})
    linked = {n: cue for n, cue in linked.items() if cue.verb not in inner}
    own: dict[int, list[int]] = defaultdict(list)
    for n, cue in linked.items():
        own[cue.verb].append(n)
    direct = [
        _direct(page, cue, own[cue.verb], runs[cue.verb])
        for cue in page.cues
        if cue.verb in own
    ]
    candidates = [candidate for candidate in direct if taken.add(candidate.pieces)]
    for cue in page.cues:
        candidate = (
            _clause(page, cue, runs[cue.verb], linked)
            if cue.verb not in inner and cue.verb not in own
            else None
        )
        if candidate and taken.add(candidate.pieces):
            candidates.append(candidate)
    return sorted(candidates, key=lambda d: d.start)


def _cut_at_added_cues(page: QuoteContext, runs: Runs) -> None:
    """End a content where a second cue begins, of the same speaker or of another: he said A, adding
    that B; he said A and said B; he said A, and she said B."""
    changed = {}
    for first in page.cues:
        inside = [cue for a, b in runs[first.verb] for cue in page.cues_in(range(a, b))]
        for second in inside:
            if second.verb < first.verb:
                continue
            same = _begins_second(page, second, first)
            end = second.first if same else _begins_other(page, second, first, runs)
            if end < 0:
                continue
            cut = (
                trim(page.parse, a, min(b, end - 1)) for a, b in runs[first.verb] if a < end
            )
            runs[first.verb] = [(a, b) for a, b in cut if a < b]
            if same:
                changed[second.verb] = first
            break
    for n, cue in enumerate(page.cues):
        if cue.verb in changed and cue.rule != "subject of the cue":
            page.cues[n] = replace(
                cue, speaker=changed[cue.verb].speaker, rule="shared subject"
            )


def _begins_second(page: QuoteContext, cue: Cue, first: Cue) -> bool:
    """Whether a cue inside what somebody said is the same speaker's:
    ", adding that", "and added", "and said"."""
    parse = page.parse
    before = cue.first - 1
    if before < 1 or not cue.clausal:
        return False
    same = parse.lemma[cue.verb] == parse.lemma[first.verb] and not parse.has(
        cue.verb, "dobj", "nsubj"
    )
    again = same or parse.lemma[cue.verb] in _CONTINUING
    joined = (
        again
        and parse.lower[before] in {"and", "but"}
        and parse.tag[cue.verb] in FINITE | {"VB"}
    )
    return joined or (parse.tag[cue.verb] == "VBG" and parse.text[before] == ",")


def _begins_other(page: QuoteContext, cue: Cue, first: Cue, runs: Runs) -> int:
    """Where a second speaker's clause begins inside what the first said, or -1: "A is late, and Roe
    said B"; the words of both stand in the narrator's sentence."""
    parse = page.parse
    if not (cue.clausal and first.clausal and runs[cue.verb] and cue.speaker < cue.verb):
        return -1
    start = parse.subtree(cue.speaker)[0] if cue.speaker >= 0 else 0
    joined = (
        start > first.verb + 1
        and parse.lower[start - 1] in _JOINS
        and parse.tag[cue.verb] == parse.tag[first.verb]
        and parse.tag[cue.verb] in FINITE
    )
    return start if joined else -1


def _link(page: QuoteContext) -> dict[int, Cue]:
    """Stretch -> the cue directly before or after it."""
    linked: dict[int, Cue] = {}
    for n in range(len(page.stretches)):
        if is_gloss(page, n):
            continue
        before = cue_before(page, n)
        after = cue_after(page, n)
        if before and before is linked.get(n - 1) and not is_second_piece(page, n, before):
            before = None
        cue = before or after
        if cue and cue is linked.get(n - 1) and "words" in cue.takes and not page.before(n):
            # called "Half Life" "a classic": the first names what is described
            del linked[n - 1]
        if cue:
            linked[n] = cue
    return linked


def _cut_behind_tags(page: QuoteContext, runs: Runs, linked: Mapping[int, Cue]) -> None:
    """Begin a content behind another's tag that stands inside it: "...," Roe said, and it is late,
    she added."""
    parse = page.parse
    for n, tag in linked.items():
        if tag.verb < parse.at(page.stretches[n].outer[1]) or not _is_comma(page, n):
            continue
        for cue in page.cues_in(range(tag.last + 1, tag.last + _NEAR)):
            if "source" in cue.takes or not runs[cue.verb]:
                continue
            behind = [(max(a, tag.last + 1), b) for a, b in runs[cue.verb]]
            runs[cue.verb] = [trim(parse, a, b) for a, b in behind if a < b]


def _is_comma(page: QuoteContext, n: int) -> bool:
    """Whether a stretch ends in a comma: its sentence goes on with who says it."""
    return page.text[page.stretches[n].end - 1] == ","


def _superseded(page: QuoteContext) -> Iterator[int]:
    """The verbs in front of a stretch whose words have a tag of their own behind them: he recalled
    how it went: "...," Roe said."""
    for n in range(len(page.stretches)):
        if not _is_comma(page, n):
            continue
        mark = page.parse.at(page.stretches[n].outer[0])
        announced = mark > 0 and page.parse.text[mark - 1] in {":", ","}
        before = cue_before(page, n) if announced else None
        after = cue_after(page, n)
        if (
            before
            and after
            and "source" not in after.takes
            and before.speaker != after.speaker
        ):
            yield before.verb


def _inner(page: QuoteContext, runs: Runs, linked: set[int]) -> set[int]:
    """The cues that stand in what another cue reports:
    of a chain of sources the outermost speaks."""
    inner: set[int] = set()
    for cue in sorted(page.cues, key=lambda c: -sum(b - a for a, b in runs[c.verb])):
        if cue.verb not in inner:
            inside = {
                c.verb for a, b in runs[cue.verb] for c in page.cues_in(range(a, b))
            } - {cue.verb}
            # "...," she told the BBC, according to a transcript: she speaks.
            inner |= inside - linked if "source" in cue.takes or cue.passive else inside
    return inner


def _direct(
    page: QuoteContext, cue: Cue, own: list[int], runs: list[Run]
) -> QuoteCandidate:
    """The quote of the stretches that a cue touches:
    direct, or mixed if its clause is more than they are."""
    start, end = clause_around(page, cue, own[0], runs)
    if start >= 0:
        return QuoteCandidate(
            [(start, end), *(page.stretches[m].outer for m in own[1:])],
            own,
            cue,
            mixed=True,
        )
    if len(own) == 1:
        own = _listed(page, own[0])
        if len(own) > 1:
            return QuoteCandidate(
                [(page.stretches[own[0]].outer[0], page.stretches[own[-1]].outer[1])],
                own,
                cue,
                mixed=True,
            )
    return QuoteCandidate(
        [(page.stretches[m].start, page.stretches[m].end) for m in own], own, cue
    )


def _listed(page: QuoteContext, n: int) -> list[int]:
    """The stretches of "bold" and "fair"."""
    found = [n]
    while (
        n + 1 < len(page.stretches)
        and page.words(n) < _WORDS
        and page.words(n + 1) < _WORDS
    ):
        first = page.parse.at(page.stretches[n].outer[1])
        last = page.parse.at(page.stretches[n + 1].outer[0])
        if not 0 < last - first <= 3 or not all(
            page.parse.lower[w] in _LIST for w in range(first, last)
        ):
            break
        n += 1
        found.append(n)
    return found


def _clause(
    page: QuoteContext, cue: Cue, runs: list[Run], linked: dict[int, Cue]
) -> QuoteCandidate | None:
    """The quote of a reported clause; quoted words in it belong to it whole."""
    pieces: list[tuple[int, int]] = []
    within: list[int] = []
    apart: list[int] = []
    for a, b in runs:
        start = page.parse.start[a]
        end = page.parse.end(b - 1)
        for n in page.touching(start, end):
            stretch = page.stretches[n]
            if n not in linked:
                start = min(start, stretch.outer[0])
                end = max(end, stretch.outer[1])
                (apart if _is_taken_back(page, n, cue) else within).append(n)
            elif stretch.start > start:
                end = min(end, stretch.outer[0])
            else:
                start = stretch.outer[1]
        start, end = _strip(page, start, end)
        if start < end and page.paragraph(start) == page.paragraph(end - 1):
            pieces.append((start, end))
    if not pieces:
        return None
    return _as_direct(page, pieces, within, cue) or QuoteCandidate(
        pieces, within, cue, mixed=bool(within), apart=apart
    )


def _is_taken_back(page: QuoteContext, n: int, cue: Cue) -> bool:
    """Whether a speaker does not say the words in marks: the so-called "summit"; denied that it was
    a "bribe"."""
    return is_so_called(page, n) or (
        cue.stance == "denied" and "clause" in cue.takes and is_phrase(page, n)
    )


def _strip(page: QuoteContext, start: int, end: int) -> tuple[int, int]:
    """The run without commas and spaces at its ends."""
    while end > start and page.text[end - 1] in " ,;:":
        end -= 1
    while start < end and page.text[start] in " ,;:":
        start += 1
    return start, end


def _as_direct(
    page: QuoteContext, pieces: list[tuple[int, int]], within: list[int], cue: Cue
) -> QuoteCandidate | None:
    """The same quote without its marks, if all its words stand between one pair of them."""
    if len(pieces) != 1 or len(within) != 1:
        return None
    stretch = page.stretches[within[0]]
    start, end = pieces[0]
    alone = start >= stretch.outer[0] or not page.text[start : stretch.outer[0]].strip(
        " ,:"
    )
    return (
        QuoteCandidate([(stretch.start, stretch.end)], within, cue)
        if alone and end <= stretch.outer[1]
        else None
    )
