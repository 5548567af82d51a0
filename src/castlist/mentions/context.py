"""Parse + found phrases -> what each sentence shows of each mention:
number, gender, titles, owners, equations."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from castlist.english.countries import adjective_country, country_code
from castlist.english.rules import listed, roles, single_titles, word_set
from castlist.mentions.phrases import PRONOUNS, Found
from castlist.mentions.spellings import (
    Run,
    find_bracketed,
    find_givers,
    find_other_names,
    is_before_who,
)
from castlist.mentions.syntax import Placing
from castlist.model import Context, Gender, Number
from castlist.nlp.parse import COMMON, Parse

__all__ = ["read_contexts"]

_MALE = word_set("male_titles")
_FEMALE = word_set("female_titles")
_IN_FRONT = {"NN", "NNP", "NNPS", "JJ", "HYPH", "NNS"}
_DEFINITE = word_set("definite")
_BE = word_set("copulas")
_CLAUSES = {"acl", "relcl"}
_SAID = {"VBD", "VBN", "VBZ", "VBP"}


def read_contexts(parse: Parse, found: Sequence[Found]) -> tuple[Context, ...]:
    """One context for each phrase, in the same order; other phrases are named by their index."""
    at = _index(found)
    equal = _equations(parse, found, at)
    joined = _coordinations(parse, found, at)
    nouns: dict[int, list[str]] = defaultdict(list)
    for word, tag in enumerate(parse.tag):
        if tag in COMMON and word not in at:
            nouns[parse.sentence[word]].append(parse.lemma[word].lower())
    near = {sentence: tuple(lemmas) for sentence, lemmas in nouns.items()}
    placing = Placing(parse, at)
    groups = ((tuple(sorted(equal[n])), joined.get(n, ())) for n in range(len(found)))
    contexts = [
        _context(placing, phrase, near, group)
        for phrase, group in zip(found, groups, strict=True)
    ]
    _tie_spellings(parse, found, contexts)
    return tuple(contexts)


def _tie_spellings(parse: Parse, found: Sequence[Found], contexts: list[Context]) -> None:
    """Which names are another name of one person, share a surname, or stand before "who"."""
    numbers = [n for n, phrase in enumerate(found) if phrase.kind == "name"]
    runs = [Run(found[n].start, found[n].end, found[n].type == "person") for n in numbers]
    starts = {run.start: n for run, n in zip(runs, numbers, strict=True)}
    for one, other in find_other_names(parse, runs):
        place = numbers[other]
        contexts[place] = replace(contexts[place], former=numbers[one])
    for one, other in find_bracketed(parse, runs):
        place = numbers[other]
        contexts[place] = replace(contexts[place], behind=numbers[one])
    for word, whole in find_givers(parse, runs):
        place = starts.get(word, -1)
        if place >= 0:
            contexts[place] = replace(contexts[place], shares=numbers[whole])
    for run, n in zip(runs, numbers, strict=True):
        if is_before_who(parse, run.end):
            contexts[n] = replace(contexts[n], acts=True)


def _index(found: Sequence[Found]) -> dict[int, int]:
    """Word -> the phrase that it is the head of, or the name that it is part of."""
    at = {phrase.head: n for n, phrase in enumerate(found) if phrase.kind != "name"}
    return at | {
        word: n
        for n, p in enumerate(found)
        if p.kind == "name"
        for word in range(p.start, p.end)
    }


def _context(
    placing: Placing,
    phrase: Found,
    near: dict[int, tuple[str, ...]],
    group: tuple[tuple[int, ...], tuple[int, ...]],
) -> Context:
    """`group` are the phrases that it equates with, and the members if it is a group."""
    parse = placing.parse
    at = placing.at
    head = phrase.head
    same_as, members = group
    span = range(phrase.start, phrase.end)
    is_name = phrase.kind == "name"
    pronoun = PRONOUNS.get(parse.lower[head]) if phrase.kind == "pronoun" else None
    title = _title(parse, phrase) if is_name and phrase.type == "person" else []
    words = tuple(
        parse.lower[w]
        for w in span
        if parse.tag[w] not in {"DT", "POS", "PRP$"} and parse.text[w][0].isalnum()
    )
    behind = phrase.end if phrase.end < len(parse.text) else head
    return Context(
        position=head,
        head=parse.lemma[head].lower(),
        words=words,
        number=_number(parse, phrase),
        gender=pronoun[2] if pronoun else _gender(parse, phrase, title),
        person=pronoun[0] if pronoun else 0,
        definite=any(
            parse.lower[c] in _DEFINITE or (parse.dep[c] == "poss" and c in at)
            for c in parse.children[head]
            if c < head
        ),
        defined=phrase.kind == "description" and _is_defined(parse, head),
        reflexive=parse.lower[head].endswith(("self", "selves")),
        possessive=parse.tag[head] == "PRP$"
        or parse.dep[head] == "poss"
        or parse.tag[behind] == "POS",
        role=parse.dep[head],
        governor=parse.lemma[parse.head[head]].lower(),
        clause=parse.clause(head),
        title=" ".join(parse.lower[w] for w in title),
        origins=_origins(parse, title if is_name else _own_words(parse, head, span)),
        owner=-1 if is_name else _owner(parse, head, at),
        inside=-1,
        quote=parse.quote[head],
        modifies=(
            parse.lemma[behind].lower()
            if is_name and parse.tag[behind] in COMMON and behind != head
            else ""
        ),
        near=near.get(parse.sentence[head], ()) if is_name else (),
        same_as=same_as,
        members=members,
        type_probability=phrase.vote.probability if phrase.vote else 0.0,
        type_rival=phrase.vote.rival if phrase.vote else "",
        type_evidence=phrase.vote.evidence if phrase.vote else "",
        tree=placing.tree(head, asks=bool(pronoun and pronoun[2] in {"female", "male"})),
    )


def _is_defined(parse: Parse, head: int) -> bool:
    """Whether a clause without a comma before it says which one is meant: "the man who called"."""
    clauses = (c for c in parse.children[head] if c > head and parse.dep[c] in _CLAUSES)
    return any("," not in parse.text[head + 1 : clause] for clause in clauses)


def _title(parse: Parse, name: Found) -> list[int]:
    """The words in front of a person's name that say what he or she is:
    "Kremlin spokesman" Dmitry Peskov."""
    word = name.start
    beside = (parse.sentence[word], parse.quote[word])
    while (
        word > 0
        and parse.tag[word - 1] in _IN_FRONT
        and (parse.sentence[word - 1], parse.quote[word - 1]) == beside
    ):
        word -= 1
    while word < name.start and parse.tag[word] == "HYPH":
        word += 1
    return list(range(word, name.start))


def _number(parse: Parse, phrase: Found) -> Number:
    if phrase.kind == "pronoun":
        return PRONOUNS[parse.lower[phrase.head]][1]
    plural = (
        parse.tag[phrase.head] in {"NNS", "NNPS"}
        if phrase.kind != "name"
        else phrase.type == "people"
    )
    return "plural" if plural else "singular"


def _gender(parse: Parse, phrase: Found, title: list[int]) -> Gender:
    words = [parse.lower[w].rstrip(".") for w in title]
    if any(w in _MALE for w in words):
        return "male"
    if any(w in _FEMALE for w in words):
        return "female"
    last = ""
    if title:
        last = parse.lower[title[-1]]
    elif phrase.kind != "name":
        last = parse.lemma[phrase.head].lower()
    return roles()[last].gender if last in roles() else ""


def _own_words(parse: Parse, head: int, span: range) -> list[int]:
    """The words of a phrase without those of its possessor:
    "the Russian leader's resort" is not Russian."""
    owner = parse.child(head, "poss")
    owners = set(parse.subtree(owner)) if owner >= 0 else set()
    return [w for w in span if w not in owners]


def _origins(parse: Parse, words: list[int]) -> tuple[str, ...]:
    """The countries that the words name: "Turkish", "from Ankara", "of the United States"."""
    pairs = [f"{parse.text[a]} {parse.text[b]}" for a, b in pairwise(words)]
    for texts in (pairs, [parse.text[w] for w in words]):
        codes = {
            adjective_country(t) or country_code(t) for t in texts if t[0].isupper()
        } - {""}
        if codes:
            return tuple(sorted(codes))
    return ()


def _owner(parse: Parse, head: int, at: dict[int, int]) -> int:
    """The mention that has it: "Putin's spokesman", "the spokesman of the Kremlin", "his wife"."""
    owner = parse.child(head, "poss")
    for child in parse.children[head]:
        if (
            owner < 0
            and child > head
            and parse.dep[child] == "prep"
            and parse.lower[child] in {"of", "for", "at"}
        ):
            owner = parse.child(child, "pobj")
    return at.get(owner, -1)


def _equations(
    parse: Parse, found: Sequence[Found], at: dict[int, int]
) -> dict[int, set[int]]:
    """Which phrases the sentence says are the same: in apposition, or on the two sides of "is"."""
    equal: dict[int, set[int]] = defaultdict(set)
    for n, phrase in enumerate(found):
        other = -1
        if phrase.kind not in {"name", "description"}:
            continue
        top = parse.head[phrase.head]
        if parse.dep[phrase.head] == "appos" and not (
            _is_list(parse, phrase.head) or _reports(parse, phrase)
        ):
            other = at.get(top, -1)
        elif (
            parse.dep[phrase.head] == "attr"
            and parse.lemma[top] in _BE
            and parse.child(top, "neg") < 0
            and parse.child(phrase.head, "neg") < 0
        ):
            other = at.get(parse.child(top, "nsubj"), -1)
        elif _ends_in_name(parse, phrase, at):
            other = at[phrase.end - 1]
        elif phrase.kind == "description" and phrase.type == "person":
            other = _name_behind(parse, phrase, found, at)
        if other not in {-1, n} and _number(parse, phrase) == _number(parse, found[other]):
            equal[n].add(other)
            equal[other].add(n)
    return equal


def _ends_in_name(parse: Parse, phrase: Found, at: dict[int, int]) -> bool:
    """Whether the name of who is described ends the phrase, for the parser a part of it: "the
    minister of intelligence Ada Roe"; not "the lawyer of actor Ada Roe"."""
    last = phrase.end - 1
    first = last
    while first > phrase.head and at.get(first - 1) == at.get(last, -1):
        first -= 1
    before = first - 1
    noun = roles().get(parse.lemma[before].lower())
    return (
        phrase.kind == "description"
        and phrase.type == "person"
        and phrase.head < before
        and last in at
        and first < last
        and parse.tag[before] in COMMON
        and not (noun and noun.type == "person")
        and parse.lower[before] not in single_titles()
    )


def _name_behind(
    parse: Parse, phrase: Found, found: Sequence[Found], at: dict[int, int]
) -> int:
    """The person's name between commas behind a description, if the parser lost it: "the Prime
    Minister of Peru, Mr. Omar Lee, said"; -1 if there is none, or one of several in a list."""
    word = phrase.end
    if parse.text[word : word + 1] != [","] or parse.child(phrase.head, "conj") >= 0:
        return -1
    above = roles().get(parse.lemma[parse.head[parse.head[phrase.head]]].lower())
    if parse.dep[phrase.head] == "pobj" and above and above.type == "person":
        return -1  # "the envoy of the President, Omar Lee"
    word += 1
    while word < len(parse.text) and parse.lower[word].rstrip(".") in single_titles():
        word += 1
    other = at.get(word, -1)
    name = found[other]
    if other < 0 or name.kind != "name" or name.type != "person" or name.start != word:
        return -1
    ends = parse.text[name.end : name.end + 1]
    listed = parse.child(name.head, "conj") >= 0 or parse.dep[name.head] == "conj"
    return other if ends in ([","], ["."], [")"]) and not listed else -1


def _reports(parse: Parse, phrase: Found) -> bool:
    """Whether what looks like an apposition says the sentence: "Sund Harbour, a paper reported"."""
    behind = phrase.end
    verbal = behind < len(parse.text) and parse.tag[behind] in _SAID
    said = verbal and parse.lemma[behind].lower() in listed("speech")
    return said and parse.child(phrase.head, "punct") < 0


def _is_list(parse: Parse, word: int) -> bool:
    """Whether what looks like an apposition is one of several:
    "the mayor, a teacher and a nurse"."""
    return parse.child(word, "conj") >= 0 or parse.child(parse.head[word], "conj") >= 0


def _coordinations(
    parse: Parse, found: Sequence[Found], at: dict[int, int]
) -> dict[int, tuple[int, ...]]:
    """First phrase -> all phrases of "A and B", "A, B and C"."""
    joined: dict[int, list[int]] = {}
    for n, phrase in enumerate(found):
        if phrase.kind == "pronoun" or parse.dep[phrase.head] == "conj":
            continue
        chain = [n]
        last = parse.child(phrase.head, "conj")
        while last >= 0:
            chain += [at[last]] if last in at and at[last] not in chain else []
            last = parse.child(last, "conj")
        if len(chain) > 1:
            joined[n] = chain
    return {n: tuple(chain) for n, chain in joined.items()}
