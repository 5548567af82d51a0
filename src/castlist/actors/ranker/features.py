"""A candidate -> what speaks for it and against it, as names of features that have weights.

A feature is a word or words, some with a value behind a colon, some with the form of the pronoun
behind an at sign: `main subject:1@subject` is the subject of the sentence before, asked for by a
pronoun that is itself a subject.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from castlist.actors.clusters import Cluster, Clusters
from castlist.actors.evidence import says
from castlist.actors.ranker.candidates import REACH, Candidate, is_article
from castlist.model import Context, Gender

__all__ = ["features_of_all", "nobody"]

_SUBJECT = {"nsubj", "nsubjpass"}
_ROLES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "pobj": "behind a preposition",
    "poss": "owner",
    "attr": "predicate",
    "agent": "agent",
    "appos": "apposition",
}
_PREPOSITIONS = {"of", "by", "with", "to", "from", "for", "in", "at", "on", "as"}
_TENTHS = 10  # "named much" counts once for each tenth of all names of people
_FAR = 4  # sentences from which a mention is far away
_NEAR = ((3, "3"), (7, "7"), (15, "15"))  # words


class _Pronoun(NamedTuple):
    """What is known of the pronoun, whoever it means."""

    sentence: int
    context: Context
    form: str
    subjects: tuple[Cluster | None, ...]  # of the clauses that it stands in
    antecedents: tuple[Cluster | None, ...]
    last: Cluster | None  # whom the last such pronoun means
    spoke: Cluster | None  # who spoke last, if the pronoun speaks


def features_of_all(
    clusters: Clusters, index: int, candidates: Sequence[Candidate]
) -> list[list[str]]:
    """The features of each candidate of a pronoun, in the same order."""
    pronoun = _look_at(clusters, index)
    article = is_article(clusters)
    matches = [_shows(c, pronoun.context.gender) for c in candidates]
    subjects = 0
    found = []
    for rank, candidate in enumerate(candidates):
        names: list[str] = []
        other = clusters.contexts[candidate.mention]
        sentence = clusters.mentions[candidate.mention].sentence
        names += _gender(candidate, pronoun.context.gender)
        if matches[rank] and sum(matches) == 1:
            names.append("only match")
        names += _nature(candidate)
        if article and candidate.cluster.type != "person":
            names.append("no person, in a whole article")
        if article:
            names += ["named much"] * round(_TENTHS * candidate.share)
        if candidate.behind:
            names += _behind(clusters, pronoun, candidate)
        else:
            distance = min(pronoun.sentence - sentence, _FAR)
            names += _distance(pronoun, candidate, other, distance)
            names.append(f"subjects between:{min(subjects, 2)}")
            names += _roles(clusters, pronoun, candidate, distance)
            names += _clauses(clusters, pronoun, candidate)
            names += _place(clusters, pronoun, candidate)
            names.append(f"mentions:{min(candidate.count, 4)}")
            subjects += other.tree.role in _SUBJECT
        found.append(names)
    _mark_first(clusters, pronoun, candidates, found)
    return found


def nobody(clusters: Clusters, index: int, candidates: Sequence[Candidate]) -> list[str]:
    """The features of the answer that no candidate is meant."""
    context = clusters.contexts[index]
    names = [
        "nobody",
        f"nobody, candidates:{min(len(candidates), 5)}",
        f"nobody@{_form(context)}",
    ]
    if context.quote >= 0:
        names.append("nobody, quoted")
    if not any(not candidate.behind for candidate in candidates):
        names.append("nobody, nothing before")
    return names


def _look_at(clusters: Clusters, index: int) -> _Pronoun:
    context = clusters.contexts[index]
    cluster = clusters.cluster
    clauses = context.tree.clauses
    return _Pronoun(
        clusters.mentions[index].sentence,
        context,
        _form(context),
        _subjects_above(clusters, index),
        tuple(cluster[c.antecedent] if c.antecedent >= 0 else None for c in clauses),
        clusters.last_said.get(context.gender),
        _spoke_last(clusters, index) if says(context) else None,
    )


def _spoke_last(clusters: Clusters, index: int) -> Cluster | None:
    """Who speaks in the article's own words before a mention; the nearest."""
    speakers = (n for n in clusters.back(index, REACH) if says(clusters.contexts[n]))
    return next((clusters.cluster[n] for n in speakers), None)


def _subjects_above(clusters: Clusters, index: int) -> tuple[Cluster | None, ...]:
    """The subjects of the clauses round a pronoun, the inmost first, each once; not the pronoun
    itself, nor the phrase that it stands in: "his brother" is not he."""
    tree = clusters.contexts[index].tree
    found: dict[int, Cluster | None] = {}
    for clause in tree.clauses:
        subject = clause.subject
        if (
            subject not in {-1, index}
            and clusters.contexts[subject].position not in tree.above
        ):
            found.setdefault(subject, clusters.cluster[subject])
    return tuple(found.values())


def _form(context: Context) -> str:
    if context.possessive:
        return "owner"
    return "subject" if context.role in _SUBJECT else "object"


def _each(form: str, name: str) -> tuple[str, str]:
    """A feature, and the same for this form of the pronoun."""
    return name, f"{name}@{form}"


def _shows(candidate: Candidate, gender: Gender) -> bool:
    """Whether title, noun or given name show the pronoun's gender."""
    if candidate.cluster.gender == gender:
        return True
    women = candidate.profile.women
    share = women if gender == "female" else 1 - women
    return women >= 0 and share >= 0.9


def _nature(candidate: Candidate) -> Iterator[str]:
    """What its type and the other places of its name say: "in" and "at" stand before places."""
    kind = candidate.cluster.type
    yield f"type:{kind}"
    if kind != "person":
        if candidate.profile.acts:
            yield "no person, a subject somewhere"
        if candidate.profile.located:
            yield "no person, in or at it"
        if candidate.profile.city:
            yield "no person, a city"


def _gender(candidate: Candidate, gender: Gender) -> Iterator[str]:
    cluster = candidate.cluster
    if cluster.gender == gender:
        yield "title of that gender"
    if cluster.said:
        yield "called so before" if cluster.said == gender else "called otherwise before"
    profile = candidate.profile
    if not profile.words:
        return
    if profile.women < 0:
        yield f"unlisted name:{min(profile.words, 2)}"
        return
    share = profile.women if gender == "female" else 1 - profile.women
    steps = ((0.9, "yes"), (0.6, "likely"), (0.4, "open"), (0.1, "unlikely"), (-1, "no"))
    yield f"given name:{next(label for least, label in steps if share >= least)}"
    if profile.words == 1:
        yield "name of one word"


def _distance(
    pronoun: _Pronoun, candidate: Candidate, other: Context, distance: int
) -> Iterator[str]:
    yield from _each(pronoun.form, f"sentences:{distance}")
    if not distance:
        words = pronoun.context.position - other.position
        yield f"words:{next((label for most, label in _NEAR if words <= most), 'more')}"


def _roles(
    clusters: Clusters, pronoun: _Pronoun, candidate: Candidate, distance: int
) -> Iterator[str]:
    other = clusters.contexts[candidate.mention]
    near = min(distance, 2)
    role = _ROLES.get(other.tree.role, "other")
    yield from _each(pronoun.form, f"{role}:{near}")
    if role == "subject" and other.tree.main:
        yield from _each(pronoun.form, f"main subject:{near}")
        yield f"main subject:{near}{'' if pronoun.context.tree.main else ', below'}"
    if other.role in {"conj", "appos", "compound"}:
        yield from _each(pronoun.form, f"joined:{other.role}")
    for before in (0, 1, 2):
        if before in candidate.subjects:
            yield from _each(pronoun.form, f"a subject:{before}")
    yield from _each(pronoun.form, clusters.mentions[candidate.mention].kind)
    if other.tree.preposition:
        known = other.tree.preposition in _PREPOSITIONS
        word = other.tree.preposition if known else "other"
        yield f"preposition:{word}"


def _clauses(clusters: Clusters, pronoun: _Pronoun, candidate: Candidate) -> Iterator[str]:
    """What the clauses round the pronoun say: the subject of its own one is meant most often."""
    form = pronoun.form
    tree = pronoun.context.tree
    other = clusters.contexts[candidate.mention]
    same = clusters.mentions[candidate.mention].sentence == pronoun.sentence
    for level, subject in enumerate(pronoun.subjects):
        if subject is candidate.cluster:
            yield from _each(form, f"clause subject:{level}")
            break
    for antecedent in pronoun.antecedents:
        if antecedent is candidate.cluster:
            yield "told of"
            break
    if not same:
        return
    for level, clause in enumerate(tree.clauses):
        if other.tree.role in {"dobj", "dative"} and other.tree.depends == clause.verb:
            yield f"clause object:{level}"
    if other.tree.depends in tree.above and other.position not in tree.above:
        yield from _each(form, "commands")
    if other.position in tree.above:
        joined = form == "owner" and tree.above[1:2] == (other.position,)
        if joined and pronoun.context.tree.held:
            yield "its own noun"
        yield from _each(form, "above")
    yield from _binding(pronoun, other)


def _binding(pronoun: _Pronoun, other: Context) -> Iterator[str]:
    context = pronoun.context
    if other.clause == context.clause and not other.possessive:
        yield from _each(pronoun.form, "same clause")
    bound = other.tree.role in _SUBJECT and other.tree.depends == context.clause
    if bound and pronoun.form == "object":
        yield "subject of its verb"
    if pronoun.form == "owner" and context.tree.above[:1]:
        noun = context.tree.above[0]
        if noun in {other.position, other.tree.depends}:
            yield "in its own phrase"


def _place(clusters: Clusters, pronoun: _Pronoun, candidate: Candidate) -> Iterator[str]:
    other = clusters.contexts[candidate.mention]
    if other.tree.bracketed:
        yield "in brackets"
    if other.quote != pronoun.context.quote:
        yield "in a quotation" if other.quote >= 0 else "outside the quotation"
    if pronoun.last is candidate.cluster:
        yield from _each(pronoun.form, "meant last")
    if pronoun.spoke is candidate.cluster:
        yield "spoke last"


def _behind(clusters: Clusters, pronoun: _Pronoun, candidate: Candidate) -> Iterator[str]:
    """Cataphora: "In her youth, Ana Roe" names her behind the pronoun."""
    form = pronoun.form
    other = clusters.contexts[candidate.mention]
    tree = pronoun.context.tree
    yield from _each(form, "behind")
    if any(subject is candidate.cluster for subject in pronoun.subjects):
        yield from _each(form, "behind, clause subject")
    role = _ROLES.get(other.tree.role, "other")
    yield from _each(form, f"behind, {role}")
    if pronoun.context.position < tree.comma < other.position:
        yield from _each(form, "behind, comma")
    words = other.position - pronoun.context.position
    yield f"behind, words:{next((label for most, label in _NEAR if words <= most), 'more')}"
    yield from _binding(pronoun, other)


def _mark_first(
    clusters: Clusters,
    pronoun: _Pronoun,
    candidates: Sequence[Candidate],
    found: list[list[str]],
) -> None:
    """The candidate that is named first in its sentence, and the first behind the pronoun."""
    first: dict[int, int] = {}
    for n, candidate in enumerate(candidates):
        sentence = clusters.mentions[candidate.mention].sentence
        if candidate.behind:
            first.setdefault(-1, n)
        else:
            first[sentence] = n
    for sentence, n in first.items():
        if sentence == -1:
            found[n].append("behind, next name")
        elif sentence == pronoun.sentence:
            found[n].append("first:0")
        elif sentence == pronoun.sentence - 1:
            found[n].append("first:1")
