"""A pronoun -> the clusters that "he" or "she" can mean, each with its nearest mention."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from castlist.actors.clusters import Cluster, Clusters
from castlist.actors.evidence import says
from castlist.actors.ranker.profiles import Profile, make_profile
from castlist.english.rules import word_set
from castlist.model import Gender
from castlist.settings import Settings

__all__ = ["REACH", "Candidate", "Finder", "is_article"]

REACH = 8  # sentences back
_PASSAGE = 5
_UNSURE = Settings().doubtful_type
_ARGUMENTS = {"dobj", "dative", "nsubj", "nsubjpass"}


@dataclass(slots=True)
class Candidate:
    """One cluster that a pronoun can mean."""

    cluster: Cluster
    profile: Profile
    mention: int  # the nearest before the pronoun, or the first behind it
    behind: bool = False  # the actor is named only behind the pronoun
    count: int = 0  # mentions within reach
    share: float = 0.0  # of all names of people in the article, those that are its
    # how many sentences before it is a subject
    subjects: set[int] = field(default_factory=set)


class Finder:
    """Candidates for the pronouns of one article, asked in reading order."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._profiles: dict[int, Profile] = {}
        self._shares = _name_shares(clusters)
        self._whole = bool(clusters.mentions) and is_article(clusters)
        # pronoun -> the names in what it says; verb -> the names beside it
        self._told: dict[int, list[int]] = defaultdict(list)
        self._arguments: dict[int, list[int]] = defaultdict(list)
        for n, context in enumerate(clusters.contexts):
            # Ada Roe herself may speak of "the Ada Roe Trust"
            part = context.possessive or context.role == "compound"
            if clusters.mentions[n].kind == "name" and not part:
                if context.sayer >= 0:
                    self._told[context.sayer].append(n)
                if context.clause >= 0 and context.role in _ARGUMENTS:
                    self._arguments[context.clause].append(n)

    def find(self, index: int) -> list[Candidate]:
        """The clusters that a pronoun can mean, the nearest first, those behind it last."""
        clusters = self._clusters
        context = clusters.contexts[index]
        pronoun = clusters.mentions[index]
        passed = says(context)
        if passed and _source_spoke(clusters, index):
            return []
        barred = self._barred(index)
        found: dict[int, Candidate | None] = {}
        for other in clusters.back(index, REACH):
            cluster = clusters.cluster[other]
            if cluster is None or (passed and clusters.contexts[other].quote >= 0):
                continue
            mention = clusters.mentions[other]
            if mention.start <= pronoun.start and pronoun.end <= mention.end:
                continue  # "the company and its owner"
            key = id(cluster)
            if key not in found:
                possible = cluster not in barred and self._agrees(cluster, context.gender)
                found[key] = self._make(cluster, other) if possible else None
            if candidate := found[key]:
                candidate.count += 1
                if _is_subject(clusters, other):
                    candidate.subjects.add(pronoun.sentence - mention.sentence)
        for other in self._names_behind(index):
            cluster = clusters.cluster[other]
            if cluster and id(cluster) not in found:
                possible = cluster not in barred and self._agrees(cluster, context.gender)
                made = self._make(cluster, other, behind=True) if possible else None
                found[id(cluster)] = made
        candidates = [candidate for candidate in found.values() if candidate]
        if not passed:  # people speak in turn, whoever the article is about
            for candidate in candidates:
                candidate.share = self._shares.get(id(candidate.cluster), 0.0)
        return candidates

    def profile(self, cluster: Cluster) -> Profile:
        """What the names of a cluster show, found once."""
        key = id(cluster)
        if key not in self._profiles:
            self._profiles[key] = make_profile(self._clusters, cluster)
        return self._profiles[key]

    def _make(self, cluster: Cluster, mention: int, *, behind: bool = False) -> Candidate:
        return Candidate(cluster, self.profile(cluster), mention, behind)

    def _agrees(self, cluster: Cluster, gender: Gender) -> bool:
        profile = self.profile(cluster)
        single = not cluster.plural or (cluster.type == "people" and profile.may_be_person)
        if not single or cluster.gender not in {"", gender}:
            return False
        if cluster.type != "person" and (
            not profile.may_be_person or cluster.said == "neuter"
        ):
            return False
        if cluster.gender:
            return True
        if self._whole and _is_doubtful(cluster, profile):
            return False
        return profile.gender in {"", gender}

    def _barred(self, index: int) -> list[Cluster]:
        """Who cannot be meant: who speaks the words that the pronoun stands in, who is named in the
        words that it says, and another argument of its verb."""
        clusters = self._clusters
        context = clusters.contexts[index]
        others = [context.speaker] if context.speaker >= 0 else []
        if not context.possessive:  # "according to her website, Roe was ill"
            others += self._told.get(index, [])
        if says(context):
            others += self._arguments.get(context.clause, [])
        return [c for n in others if n != index and (c := clusters.cluster[n])]

    def _names_behind(self, index: int) -> Iterator[int]:
        sentence = self._clusters.mentions[index].sentence
        for other in range(index + 1, len(self._clusters.mentions)):
            mention = self._clusters.mentions[other]
            if mention.sentence != sentence:
                break
            if mention.kind == "name":
                yield other


def _name_shares(clusters: Clusters) -> dict[int, float]:
    """Of each person the share of all names of people: the hero of a biography has most."""
    counts = {id(c): len(clusters.texts(c)) for c in clusters.named() if c.type == "person"}
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


def is_article(clusters: Clusters) -> bool:
    """Whether a text is longer than the passages that weights are learnt from, which were chosen
    so that they name persons."""
    return clusters.mentions[-1].sentence > _PASSAGE


def _source_spoke(clusters: Clusters, index: int) -> bool:
    """Whether who spoke last has no name to be linked to: "The source said ... He added"."""
    for n in clusters.back(index, REACH):
        if not says(clusters.contexts[n]):
            continue
        if clusters.contexts[n].head in word_set("unnamed"):
            return True
        if clusters.mentions[n].kind != "pronoun" or clusters.cluster[n]:
            return False
    return False


def _is_doubtful(cluster: Cluster, profile: Profile) -> bool:
    """Whether an actor was taken for a person on little, and no list has its name as a person's:
    Android is no "she"."""
    unsure = cluster.type == "person" and cluster.type_probability < _UNSURE  # not of nan
    return unsure and profile.words == 1 and profile.women < 0


def _is_subject(clusters: Clusters, index: int) -> bool:
    return clusters.contexts[index].tree.role in {"nsubj", "nsubjpass"}
