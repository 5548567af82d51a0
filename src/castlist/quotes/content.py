"""Cue -> the clause that it reports, as runs of words:
what was said without quotation marks around all of it."""

from castlist.english.rules import word_set
from castlist.nlp.parse import FINITE, Parse
from castlist.quotes.asides import beside, flanked, sourced
from castlist.quotes.cues import Cue, is_voice
from castlist.quotes.runs import VERBAL, Run, around, is_that, trim

__all__ = ["read_content"]

_BEFORE_TO = word_set("before_infinitive")
Clause = tuple[int, list[int]]  # its verb and its words


def read_content(parse: Parse, cue: Cue) -> list[Run]:
    """The runs of words that are the cue's content:
    two if the cue stands inside it, none if there is no clause."""
    if "source" in cue.takes:
        return [run for run in sourced(parse, cue) if run[1] - run[0] > 2]
    return (
        flanked(parse, cue)
        or _governed(parse, cue)
        or (_by_its_place(parse, cue) if cue.clausal else [])
    )


def _governed(parse: Parse, cue: Cue) -> list[Run]:
    """The clause that the parse hangs on the cue."""
    runs: list[Run] = []
    for clause, words in _clauses(parse, cue):
        found = around(parse, words, clause, set(parse.subtree(cue.verb)) - set(words))
        if runs and len(found) == 1 and clause > cue.verb and found[0][0] == runs[-1][1]:
            runs[-1] = runs[-1][0], found[0][1]  # the parser took one clause for two
        else:
            runs = runs or found
    if not any(_is_clause(parse, run, cue) for run in runs):
        return []
    return [*runs[:-1], (runs[-1][0], _second_clause(parse, cue, runs[-1][1]))]


def _by_its_place(parse: Parse, cue: Cue) -> list[Run]:
    return _after_statement(parse, cue) or beside(parse, cue)


def _second_clause(parse: Parse, cue: Cue, end: int) -> int:
    """Where the content ends if a clause is joined to it without a comma: said it was late and he
    was tired. With "but" it may be the writer who goes on, unless words in it are quoted."""
    if end < cue.verb or end >= len(parse) or parse.lower[end] not in {"and", "but"}:
        return end
    doubtful = parse.lower[end] == "but"
    for verb in parse.children.get(cue.verb, ()):
        subject = parse.child(verb, "nsubj", "nsubjpass")
        if parse.dep[verb] == "conj" and parse.tag[verb] in VERBAL and end < subject < verb:
            last = parse.subtree(verb)[-1] + 1
            if not doubtful or max(parse.quote[end:last]) > parse.quote[cue.verb]:
                return trim(parse, end, last)[1]
    return end


def _is_clause(parse: Parse, run: Run, cue: Cue) -> bool:
    """Whether a run has a verb and touches its cue:
    not "declared it legal", not what stands before a colon."""
    apart = run[1] <= cue.first and parse.text[run[1]] in {":", ";"}
    return not apart and any(parse.tag[w] in VERBAL for w in range(*run))


def _after_statement(parse: Parse, cue: Cue) -> list[Run]:
    """The clause of "told the BBC in a statement that ...",
    which the parser hangs on the statement."""
    that = next(
        (w for w in parse.subtree(cue.verb) if w > cue.verb and _introduces(parse, w)), -1
    )
    clause = parse.head[that]
    noun = parse.head[clause]
    stated = parse.dep[noun] == "pobj" and parse.head[parse.head[noun]] == cue.verb
    if that < 0 or not cue.verb < noun < that or not (stated or "order" in cue.takes):
        return []
    return around(
        parse, [w for w in parse.subtree(clause) if w > that] or [clause], clause, ()
    )


def _introduces(parse: Parse, word: int) -> bool:
    """Whether a "that" begins a whole clause, whatever the parser calls it."""
    if parse.lower[word] != "that" or parse.dep[word] == "det":
        return False
    return is_that(parse, word) or parse.child(
        parse.head[word], "nsubj", "nsubjpass"
    ) not in {-1, word}


def _clauses(parse: Parse, cue: Cue) -> list[Clause]:
    """The clauses below a cue that it can take, each with its words."""
    found: list[Clause] = []
    for child in parse.children.get(cue.verb, ()):
        label = parse.dep[child]
        tag = parse.tag[child]
        if label in {"ccomp", "xcomp", "advcl", "acl"} and _is_infinitive(parse, child):
            found += _infinitive(parse, cue, child)
        elif label == "ccomp" or (
            label == "xcomp" and (tag in FINITE or parse.has(child, "nsubj", "mark"))
        ):
            found += _finite(parse, cue, child)
        elif label == "xcomp" and tag == "VBG" and "ing" in cue.takes:
            found.append((child, parse.subtree(child)))
        elif label == "prep" and {"ing", "of"} & cue.takes:
            found += _deed(parse, child)
        elif label == "dobj" and "of" in cue.takes:
            found += [
                d
                for c in parse.children.get(child, ())
                if parse.lower[c] == "of"
                for d in _deed(parse, c)
            ]
    return found


def _finite(parse: Parse, cue: Cue, clause: int) -> list[Clause]:
    """A clause with a subject of its own, if the cue takes one: that it rains, whether it rains."""
    # "asked whether he would go"
    reporters = parse.lemma[cue.verb] == "ask" and cue.passive and cue.speaker < 0
    if (
        not cue.clausal
        or ("people" in cue.takes and not is_voice(parse, cue.speaker))
        or reporters
    ):
        return []
    return (
        []
        if _is_relative(parse, cue, clause)
        else [(clause, _without_contrast(parse, clause))]
    )


def _is_relative(parse: Parse, cue: Cue, verb: int) -> bool:
    """Whether a clause is one of "reported waiting times that exceeded two hours",
    which no verb of speech takes."""
    # "told the police who did it" tells it
    relative = {"WDT"} if "order" in cue.takes else {"WDT", "WP"}
    subject = parse.child(verb, "nsubj", "nsubjpass")
    return (
        subject > cue.verb  # not "a bus that Roe said was late"
        and parse.tag[subject] in relative
        and parse.tag[subject - 1] in {"NN", "NNS", "NNP"}
    )


def _without_contrast(parse: Parse, clause: int) -> list[int]:
    """The words of a clause before ", while the League condemned it",
    with which the narrator goes on."""
    words = parse.subtree(clause)
    for word in words:
        begins = (
            parse.lower[word] in {"while", "whereas"}
            and word > clause
            and parse.text[word - 1] == ","
        )
        subject = parse.child(parse.head[word], "nsubj", "nsubjpass") if begins else -1
        if subject >= 0 and parse.tag[subject] != "PRP":
            return [w for w in words if w < word]
    return words


def _deed(parse: Parse, preposition: int) -> list[Clause]:
    """ "Lying", of "accused him of lying"."""
    return [
        (c, parse.subtree(c))
        for c in parse.children.get(preposition, ())
        if parse.dep[c] == "pcomp"
    ]


def _is_infinitive(parse: Parse, word: int) -> bool:
    return any(
        parse.lower[c] == "to" and parse.dep[c] == "aux"
        for c in parse.children.get(word, ())
    )


def _infinitive(parse: Parse, cue: Cue, verb: int) -> list[Clause]:
    """ "To help", of "promised to help", "told him to help", "is said to help"."""
    complement = parse.dep[verb] in {"ccomp", "xcomp"}
    promised = (
        complement
        and "to" in cue.takes
        and is_voice(parse, cue.speaker)
        and not cue.passive
    )
    hearsay = complement and cue.passive and cue.clausal and "order" not in cue.takes
    if not (promised or hearsay or "order" in cue.takes):
        return []
    words = parse.subtree(verb)
    to = next(w for w in words if parse.lower[w] == "to" and parse.head[w] == verb)
    while to - 1 in words and parse.lower[to - 1] in _BEFORE_TO:
        to -= 1
    return [(verb, [w for w in words if w >= to])]
