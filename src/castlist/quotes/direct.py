"""Stretch between marks -> the cue that says who speaks it, by the words beside it."""

from castlist.english.rules import word_set
from castlist.nlp.parse import FINITE
from castlist.quotes.cues import Cue
from castlist.quotes.page import QuoteContext
from castlist.quotes.runs import Run
from castlist.quotes.stretches.phrases import is_name, is_phrase, modifies

__all__ = [
    "clause_around",
    "cue_after",
    "cue_before",
    "goes_on",
    "is_opened",
    "is_second_piece",
]

_GOES_ON = {",", "?", "!", "—", "–", "-", "…", "..."}
_JOINS = word_set("joins")
_ANNOUNCE = {",", ":", "that", "—", "–", "-", "as"}
_LONGEST = 30  # words between a cue and the mark that it announces
_WORDS = 5  # a shorter stretch is speech only if its cue touches it
_PATH = {
    "dobj",
    "oprd",
    "pobj",
    "prep",
    "appos",
    "attr",
    "acomp",
    "ccomp",
    "xcomp",
    "conj",
    "nmod",
    "dep",
    "npadvmod",
    "acl",
}
_WORDING = word_set("wording")


def cue_after(page: QuoteContext, n: int) -> Cue | None:
    """The cue of "...," he said; "...," said Peskov; "...", according to him."""
    parse = page.parse
    words = page.after(n)
    first = next((w for w in words if parse.text[w][:1].isalnum()), -1)
    if first < 0 or parse.lower[first] in _JOINS or not goes_on(page, n, first):
        return None
    for cue in page.cues_in(words):
        if cue.first == first and "source" in cue.takes:
            return cue
        if _leads(page, cue, first) and not _has_own_content(page, cue):
            return cue
    return None


def goes_on(page: QuoteContext, n: int, first: int) -> bool:
    """Whether the sentence of a stretch goes on after it,
    so that what follows can say who speaks."""
    stretch = page.stretches[n]
    parse = page.parse
    between = page.text[stretch.end : parse.start[first]]
    if page.text[stretch.end - 1] in _GOES_ON or "," in between:
        return True
    if page.text[stretch.end - 1] == ".":
        # "It is." he said, with a full stop for a comma: nothing else may follow.
        stop = page.after(n).stop
        closes = stop >= len(parse) or parse.ends(stop)
        return parse.text[first][0].islower() or (closes and stop - first <= 4)
    return page.words(n) >= _WORDS or not between.strip(" \"'”’»")


def _leads(page: QuoteContext, cue: Cue, first: int) -> bool:
    """Whether the clause of a cue begins at a word:
    "he said", "said Peskov", "the president, who left, said"."""
    parse = page.parse
    if not (cue.clausal or {"marks", "order"} & cue.takes):
        return False
    if cue.first < cue.speaker < cue.verb:  # "...," Xinhua quoted Roe as saying
        return cue.first == first or parse.subtree(cue.first)[0] <= first
    if cue.speaker > cue.verb or (cue.speaker < 0 and cue.passive):
        return cue.first - first <= 1
    if cue.speaker < first:
        return cue.first == first and cue.speaker >= 0 and parse.tag[cue.verb] == "VBG"
    subject = parse.subtree(cue.speaker)
    return subject[0] - first <= 2 and not _finite(page, max(subject) + 1, cue.verb)


def _finite(page: QuoteContext, first: int, last: int) -> bool:
    return any(
        page.parse.tag[w] in FINITE and page.parse.dep[w] not in {"aux", "auxpass"}
        for w in range(first, last)
    )


def _has_own_content(page: QuoteContext, cue: Cue) -> bool:
    """Whether a cue goes on to report something after it, in words without marks."""
    parse = page.parse
    clause = next(
        (
            c
            for c in parse.children.get(cue.verb, ())
            if c > cue.verb and parse.dep[c] == "ccomp"
        ),
        -1,
    )
    return (
        clause >= 0
        and clause not in page.inside
        and parse.has(clause, "nsubj", "nsubjpass", "mark")
    )


def cue_before(page: QuoteContext, n: int) -> Cue | None:
    """The cue of: he said, "..."; he told the BBC on Tuesday: "..."; according to her, "...";
    called him a "..."."""
    words = page.before(n, over=is_phrase)
    beside = page.before(n).start
    for cue in reversed(page.cues_in(words)):
        last = max(cue.last, cue.verb)
        if cue.verb < beside and "words" not in cue.takes:
            return None  # of another stretch
        if words.stop - last > _LONGEST or _reports_elsewhere(page, cue, n):
            continue
        if "source" in cue.takes:
            return cue if _is_after_source(page, cue, words) else None
        if _announces(page, cue, n) and not _is_broken(page, cue, words.stop):
            return cue
        if not cue.passive or cue.speaker >= 0:
            return cue if _governs(page, cue, n) else None
    return None


def _is_after_source(page: QuoteContext, cue: Cue, words: range) -> bool:
    before = [w for w in page.parse.subtree(cue.speaker) if w < words.stop]
    return bool(before) and len(page.gap(before[-1] + 1, words.stop)) <= 1


def _announces(page: QuoteContext, cue: Cue, n: int) -> bool:
    """Whether a verb of speech and a stretch follow each other, as "said" and its words do."""
    parse = page.parse
    mark = page.parse.at(page.stretches[n].outer[0])
    if not (cue.clausal or {"marks", "order"} & cue.takes):
        return False
    if cue.passive and cue.speaker < 0 and not parse.has(cue.verb, "nsubjpass"):
        return False
    near = parse.lower[mark - 1] in _ANNOUNCE or mark - 1 == max(cue.last, cue.verb)
    if page.words(n) < _WORDS:
        return near and not modifies(page, n)
    return near or _is_sentence(page, n)


def _is_sentence(page: QuoteContext, n: int) -> bool:
    """Whether a stretch begins like a sentence."""
    return page.text[page.stretches[n].start].isupper()


def _is_broken(page: QuoteContext, cue: Cue, mark: int) -> bool:
    """Whether another clause begins between a cue and a mark;
    relative clauses on the way are none."""
    parse = page.parse
    for word in range(cue.last + 1, mark):
        finite = parse.tag[word] in FINITE and parse.dep[word] not in {
            "aux",
            "auxpass",
            "relcl",
        }
        if finite and not any(
            parse.dep[a] == "relcl" and a > cue.verb for a in parse.above(word)
        ):
            return True
    return False


def _reports_elsewhere(page: QuoteContext, cue: Cue, n: int) -> bool:
    """Whether a cue's own clause stands between it and the stretch."""
    parse = page.parse
    first = page.spans[n][0]
    return any(
        cue.verb < c < first
        and parse.dep[c] == "ccomp"
        and parse.tag[c] in FINITE | {"VBN", "VB", "VBG"}
        for c in parse.children.get(cue.verb, ())
    )


def _governs(page: QuoteContext, cue: Cue, n: int) -> bool:
    """Whether quoted words are the object of a cue, or stand after its "as":
    called it "a disaster"."""
    parse = page.parse
    first, last = page.spans[n]
    if first >= last or modifies(page, n) or is_name(page, n):
        return False
    root = next((w for w in range(first, last) if not first <= parse.head[w] < last), first)
    if (
        parse.lower[parse.at(page.stretches[n].outer[0]) - 1] in {"as", "phrase", "words"}
        and "words" in cue.takes
    ):
        return True
    mark = parse.at(page.stretches[n].outer[0])
    if "words" in cue.takes and any(
        parse.lower[w] == "as" and parse.head[w] == cue.verb for w in range(cue.verb, mark)
    ):
        return not _finite(page, cue.verb + 1, mark)
    for word in (root, *parse.above(root)):
        if word == cue.verb:
            return True
        if parse.lemma[word] in _WORDING and "words" not in cue.takes:
            return False  # "adding the words "and sons""
        if parse.dep[word] not in _PATH or (word != root and parse.tag[word] in FINITE):
            return False
    return False


def is_opened(page: QuoteContext, n: int) -> bool:
    """Whether a stretch begins its sentence: at most a word such as "But" stands before it."""
    words = page.before(n)
    gap = page.gap(words.start, words.stop)
    return not gap or (len(gap) == 1 and page.parse.tag[gap[0]] in {"CC", "RB", "UH"})


def is_second_piece(page: QuoteContext, n: int, cue: Cue) -> bool:
    """Whether "...," he said, "..." goes on:
    nothing but the cue and a comma stands between the two."""
    parse = page.parse
    mark = page.parse.at(page.stretches[n].outer[0])
    between = range(cue.last + 1, mark)
    joined = any(
        parse.text[w] == ";" or (parse.dep[w] == "cc" and parse.head[w] == cue.verb)
        for w in between
    )
    return (
        cue.verb >= parse.at(page.stretches[n - 1].outer[1])
        and parse.text[mark - 1] in _ANNOUNCE
        and not joined
    )


def clause_around(page: QuoteContext, cue: Cue, n: int, runs: list[Run]) -> tuple[int, int]:
    """The clause that a stretch is a part of, in characters;
    -1 if the stretch is all that is reported."""
    stretch = page.stretches[n]
    words = page.before(n)
    parse = page.parse
    mark = parse.at(stretch.outer[0])
    end = stretch.outer[1]
    opens = (
        page.text[stretch.start].isupper()
        and mark > 0
        and parse.text[mark - 1] in {",", ":"}
    )
    if cue.verb > mark:
        gap = page.gap(words.start, words.stop)
        if is_opened(page, n) or opens or page.cues_in(words):
            return -1, -1
        return parse.start[gap[0]], end
    if "words" in cue.takes:
        return _object_start(page, cue, mark), end
    if "source" in cue.takes or (opens and not _that(page, cue, mark)):
        return -1, -1
    return _clause_before(page, cue, n, runs)


def _that(page: QuoteContext, cue: Cue, mark: int) -> int:
    """The first word after "that" between a cue and a mark, if there are any; else 0."""
    parse = page.parse
    for word in range(cue.verb + 1, mark):
        if parse.lower[word] == "that" and (
            parse.dep[word] == "mark" or parse.text[word + 1] == ","
        ):
            gap = page.gap(word + 1, mark)
            return gap[0] if gap else 0
    return 0


def _clause_before(
    page: QuoteContext, cue: Cue, n: int, runs: list[Run]
) -> tuple[int, int]:
    """The clause of: he said that the plan "will fail"; he said that "nobody" came."""
    stretch = page.stretches[n]
    parse = page.parse
    mark = parse.at(stretch.outer[0])
    first, last = page.spans[n]
    run = next(((a, b) for a, b in runs if a > cue.verb and a < last and b > first), None)
    begin = _that(page, cue, mark) or (run[0] if run else mark)
    end = stretch.outer[1]
    if (
        run
        and run[1] > last
        and page.gap(last, run[1])
        and page.text[stretch.end - 1] not in ".,?!"
    ):
        begin = min(begin, mark)
        end = max(end, parse.end(run[1] - 1))
    elif begin >= mark or not page.gap(begin, mark):
        return -1, -1
    return parse.start[begin] if begin < mark else stretch.outer[0], end


def _object_start(page: QuoteContext, cue: Cue, mark: int) -> int:
    """Where "a man "in fear"" begins, of "described him as a man "in fear""."""
    parse = page.parse
    as_ = next(
        (w for w in range(mark - 1, max(cue.verb, mark - 6), -1) if parse.lower[w] == "as"),
        -1,
    )
    gap = page.gap(as_ + 1, mark) if as_ >= 0 else []
    return (
        parse.start[gap[0]]
        if gap and any(parse.tag[w][:2] in {"NN", "JJ"} for w in gap)
        else -1
    )
